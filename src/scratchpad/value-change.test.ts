import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueChange, withAppended, withItem } from './value-change.ts';

describe('a change of a value', () => {
  it.each([
    ['[1, 2]', '[1, 2, 3]', { kind: 'append', text: ', 3' }],
    ['[]', '[1]', { kind: 'append', text: '1' }],
    ["'ab'", "'abc'", { kind: 'append', text: 'c' }],
    ["{'a': 1}", "{'a': 1, 'b': 2}", { kind: 'append', text: ", 'b': 2" }],
    ['deque([1])', 'deque([1, 2])', { kind: 'append', text: ', 2' }],
    ["{'a': 1, 'b': 2}", "{'a': 1, 'b': 3}", { kind: 'item', key: "'b'", value: '3' }],
    ['[1, 2, 3]', '[1, 5, 3]', { kind: 'item', key: '1', value: '5' }],
    ["defaultdict(<class 'list'>, {1: []})", "defaultdict(<class 'list'>, {1: [4]})", { kind: 'item', key: '1', value: '[4]' }],
    ['[1, 2]', '[2, 1]', { kind: 'whole' }],
    ['{1, 2}', '{1, 3}', { kind: 'whole' }],
    ['5', '55', { kind: 'whole' }],
    ["'a'", '"a\'"', { kind: 'whole' }],
    ['[1, 2]', '[1]', { kind: 'whole' }],
  ])('%s → %s', (before, after, change) => {
    expect(valueChange(before, after)).toEqual(change);
  });

  it('gives the value after, whatever the texts', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('[', ']', "'", '"', ', ', ': ', '1', '{', '}', '(', ')', '\\', 'a') }));
    fc.assert(
      fc.property(text, text, text, (start, middle, end) => {
        const [before, after] = [start + end, start + middle + end];
        const change = valueChange(before, after);
        if (change.kind === 'append') expect(withAppended(before, change.text)).toBe(after);
        if (change.kind === 'item') expect(withItem(before, change.key, change.value)).toBe(after);
      }),
      { numRuns: 5000 },
    );
  });

  it('does not fit every value', () => {
    expect(withAppended('5', '6')).toBeNull();
    expect(withItem('[1]', '1', '2')).toBeNull();
    expect(withItem('[1]', '-1', '2')).toBeNull();
    expect(withItem("{'a': 1}", "'b'", '2')).toBeNull();
    expect(withItem('{1, 2}', '1', '2')).toBeNull();
    expect(withItem('[]', '0', '2')).toBeNull();
  });
});
