import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueChange, withAppended, withInserted, withItem, withRemoved, withTaken, type ValueChange } from './value-change.ts';

function changed(before: string, change: Exclude<ValueChange, { kind: 'whole' }>): string | null {
  switch (change.kind) {
    case 'append':
      return withAppended(before, change.text);
    case 'item':
      return withItem(before, change.key, change.value);
    case 'taken':
      return withTaken(before, change.key);
    case 'removed':
      return withRemoved(before, change.value);
    case 'inserted':
      return withInserted(before, change.key, change.value);
  }
}

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
    ['[1, 2]', '[1]', { kind: 'taken', key: '-1' }],
    ['[1, 2]', '[2]', { kind: 'taken', key: '0' }],
    ['[1]', '[]', { kind: 'taken', key: '-1' }],
    ['[1, 1]', '[1]', { kind: 'taken', key: '-1' }],
    ["['a', 'b', 'c']", "['a', 'c']", { kind: 'removed', value: "'b'" }],
    ['[7, 5, 5, 8]', '[7, 5, 8]', { kind: 'removed', value: '5' }],
    ['[7, 5, 7, 8]', '[7, 5, 8]', { kind: 'taken', key: '2' }],
    ['[3, 3, 8]', '[3, 8]', { kind: 'taken', key: '0' }],
    ["{'a': 1, 'b': 2}", "{'b': 2}", { kind: 'taken', key: "'a'" }],
    ["{'a': 1}", '{}', { kind: 'taken', key: "'a'" }],
    ['deque([1, 2, 3])', 'deque([2, 3])', { kind: 'taken', key: '0' }],
    ['[1, 3]', '[1, 2, 3]', { kind: 'inserted', key: '1', value: '2' }],
    ['[1, 3]', '[0, 1, 3]', { kind: 'inserted', key: '0', value: '0' }],
    ['[4, 4, 5]', '[4, 4, 4, 5]', { kind: 'inserted', key: '0', value: '4' }],
    ['[1, 2, 3]', '[1]', { kind: 'whole' }],
    ['{1, 2}', '{1}', { kind: 'whole' }],
    ["Counter({'a': 1})", 'Counter()', { kind: 'whole' }],
  ])('%s → %s', (before, after, change) => {
    expect(valueChange(before, after)).toEqual(change);
  });

  it('gives the value after, whatever the texts', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('[', ']', "'", '"', ', ', ': ', '1', '{', '}', '(', ')', '\\', 'a') }));
    fc.assert(
      fc.property(text, text, text, (start, middle, end) => {
        const [before, after] = [start + end, start + middle + end];
        const change = valueChange(before, after);
        if (change.kind !== 'whole') expect(changed(before, change)).toBe(after);
      }),
      { numRuns: 5000 },
    );
  });

  it('gives the list after an item is taken, put or changed anywhere', () => {
    const item = fc.constantFrom('1', "'a'", "','", '[1, 2]', "{'k': 0}");
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), fc.nat(5), item, fc.constantFrom(0, 1, 2), (items, place, other, kind) => {
        const next = [...items];
        next.splice(place, kind === 0 ? 0 : 1, ...(kind === 1 ? [] : [other]));
        const [before, after] = [`[${items.join(', ')}]`, `[${next.join(', ')}]`];
        const change = valueChange(before, after);
        if (items.length > 0 && before !== after) expect(change.kind).not.toBe('whole');
        if (change.kind !== 'whole') expect(changed(before, change)).toBe(after);
      }),
    );
  });

  it('does not fit every value', () => {
    expect(withTaken('[1]', '1')).toBeNull();
    expect(withTaken('[]', '-1')).toBeNull();
    expect(withTaken("{'a': 1}", '-1')).toBeNull();
    expect(withRemoved('[1]', '2')).toBeNull();
    expect(withRemoved("{'a': 1}", "'a': 1")).toBeNull();
    expect(withInserted('[1]', '1', '2')).toBeNull();
    expect(withInserted("{'a': 1}", '0', "'b': 2")).toBeNull();
    expect(withAppended('5', '6')).toBeNull();
    expect(withItem('[1]', '1', '2')).toBeNull();
    expect(withItem('[1]', '-1', '2')).toBeNull();
    expect(withItem("{'a': 1}", "'b'", '2')).toBeNull();
    expect(withItem('{1, 2}', '1', '2')).toBeNull();
    expect(withItem('[]', '0', '2')).toBeNull();
  });
});
