import { describe, expect, it } from 'vitest';
import { diffStates } from './diff.ts';
import type { PrintedFrame, PrintedState } from './printed-state.ts';
import { reprShape } from './repr-shape.ts';

function frame(locals: Record<string, string>, more: Partial<PrintedFrame> = {}): PrintedFrame {
  return { function: 'f', line: 2, locals: Object.entries(locals).map(([name, value]) => ({ name, value })), iterators: [], stack: null, offset: null, ...more };
}

function state(frames: readonly PrintedFrame[], more: Partial<PrintedState> = {}): PrintedState {
  return { event: 'line', frames, globals: [], value: null, ...more };
}

describe('reprShape', () => {
  it.each([
    ['1', 'int'],
    ['-20', 'int'],
    ['1.5', 'float'],
    ['1e-07', 'float'],
    ['nan', 'float'],
    ['-inf', 'float'],
    ['(1+2j)', 'complex'],
    ['1j', 'complex'],
    ['None', 'NoneType'],
    ['True', 'bool'],
    ['"a"', 'str'],
    ["b'a'", 'bytes'],
    ['[1]', 'list'],
    ['(1,)', 'tuple'],
    ['()', 'tuple'],
    ['{}', 'dict'],
    ["{'a:b'}", 'set'],
    ["{'a': 1}", 'dict'],
    ['{(1, 2): 3}', 'dict'],
    ['{(1, 2), 3}', 'set'],
    ['set()', 'set'],
    ['frozenset({1})', 'frozenset'],
    ['<Point x=1>', 'Point'],
    ['range(0, 3)', 'range'],
    ['', ''],
  ])('%s', (text, shape) => {
    expect(reprShape(text)).toBe(shape);
  });
});

describe('diffStates', () => {
  it('finds nothing in equal states', () => {
    const one = state([frame({ x: '1' })]);
    const diff = diffStates(one, structuredClone(one));
    expect(diff.summary).toEqual({ controlFlow: true, variables: true, iterators: true, stack: true, full: true });
    expect(diff.frames[0]?.locals).toEqual([{ name: 'x', verdict: 'same', actual: '1', predicted: '1' }]);
  });

  it('gives every variable a verdict, in the true order whatever the predicted one', () => {
    const diff = diffStates(state([frame({ a: '1', b: '2', c: "'x'", d: '[]' })]), state([frame({ e: '5', c: '3', b: '9', a: '1' })]));
    expect(diff.frames[0]?.locals.map((local) => [local.name, local.verdict])).toEqual([
      ['a', 'same'],
      ['b', 'wrong-value'],
      ['c', 'wrong-type'],
      ['d', 'missing'],
      ['e', 'extra'],
    ]);
    expect(diff.summary).toMatchObject({ controlFlow: true, variables: false, full: false });
  });

  it('tells control flow apart from variables', () => {
    const actual = state([frame({ x: '1' })]);
    const cases = [state([frame({ x: '1' }, { line: 3 })]), state([frame({ x: '1' })], { event: 'call' }), state([frame({ x: '1' }, { function: 'g' })])];
    for (const predicted of cases) expect(diffStates(actual, predicted).summary).toMatchObject({ controlFlow: false, variables: true, full: false });
  });

  it('aligns frames from the outermost', () => {
    const diff = diffStates(state([frame({}), frame({ y: '1' })]), state([frame({})]));
    expect(diff.frames.map((part) => part.presence)).toEqual(['both', 'missing']);
    expect(diff.frames[1]?.locals[0]?.verdict).toBe('missing');
    expect(diffStates(state([frame({})]), state([frame({}), frame({})])).frames[1]?.presence).toBe('extra');
  });

  it('judges iterators, stacks and values', () => {
    const actual = state([frame({}, { iterators: [{ position: 1, of: null, over: [] }], stack: ['1', '2'], offset: 4 })], { event: 'return', value: '2' });
    const wrongIterator = state([frame({}, { iterators: [{ position: 2, of: null, over: [] }], stack: ['1', '2'], offset: 4 })], { event: 'return', value: '2' });
    expect(diffStates(actual, wrongIterator).summary).toEqual({ controlFlow: true, variables: true, iterators: false, stack: true, full: false });
    const wrongStack = state([frame({}, { iterators: [{ position: 1, of: null, over: [] }], stack: ['1'], offset: 4 })], { event: 'return', value: '3' });
    const diff = diffStates(actual, wrongStack);
    expect(diff.summary).toMatchObject({ iterators: true, stack: false, full: false });
    expect(diff.value).toEqual({ verdict: 'wrong-value', actual: '2', predicted: '3' });
    expect(diffStates(actual, state([frame({}, { iterators: [{ position: 1, of: null, over: [] }] })], { event: 'return', value: '2' })).summary.full).toBe(true);
  });

  it('leaves functions, classes and modules out of the globals', () => {
    const actual = state([frame({})], { globals: [{ name: 'f', value: '<function f>' }, { name: 'n', value: '1' }] });
    expect(diffStates(actual, state([frame({})], { globals: [{ name: 'n', value: '1' }] })).summary.full).toBe(true);
    expect(diffStates(actual, state([frame({})])).globals).toEqual([{ name: 'n', verdict: 'missing', actual: '1', predicted: null }]);
  });
});
