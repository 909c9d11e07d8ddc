import { describe, expect, it } from 'vitest';
import { reprStr } from './repr-str.ts';
import { repr } from './repr.ts';
import { stateAt } from './trace-state.ts';
import type { ScriptValue } from './testing/trace-from-script.ts';
import { TraceScript } from './testing/trace-from-script.ts';
import { ObjectKind } from './wire.ts';
import type { RecordIndex } from './wire.ts';

/** Repr of what `make` puts into a variable. */
function reprOf(make: (script: TraceScript) => ScriptValue, maxLength?: number): string {
  const script = new TraceScript({ codes: { f: { locals: ['x'] } } });
  script.at('f', 1, { locals: { x: make(script) } });
  const state = stateAt(script.trace(), 0 as RecordIndex);
  const value = state.top.locals[0]?.value;
  return value === undefined ? 'unbound' : repr(value, state, maxLength === undefined ? {} : { maxLength });
}

describe('instances in instances', () => {
  it('print as deep as is asked for', () => {
    const script = new TraceScript({ codes: { f: { locals: ['x'] } } });
    const node = (next: ScriptValue): ScriptValue => script.instance('Node', { value: 1, next });
    script.at('f', 1, { locals: { x: node(node(node(null))) } });
    const state = stateAt(script.trace(), 0 as RecordIndex);
    const value = state.top.locals[0]!.value;
    expect(repr(value, state, { maxInstanceDepth: 1 })).toBe('<Node value=1, next=<Node ...>>');
    expect(repr(value, state)).toBe('<Node value=1, next=<Node value=1, next=<Node value=1, next=None>>>');
  });
});

describe('reprStr', () => {
  // Expected texts are CPython 3.14's own.
  it.each([
    ['', "''"],
    ['abc', "'abc'"],
    ["it's", '"it\'s"'],
    ['say "hi"', "'say \"hi\"'"],
    ['"it\'s"', "'\"it\\'s\"'"],
    ['a\\b', "'a\\\\b'"],
    ['\t\n\r', "'\\t\\n\\r'"],
    ['\0\x1b\x7f', "'\\x00\\x1b\\x7f'"],
    ['\x85\xa0\xad', "'\\x85\\xa0\\xad'"],
    ['é ñ', "'é ñ'"],
    ['\u2028\u200b\ufeff', "'\\u2028\\u200b\\ufeff'"],
    ['日本', "'日本'"],
    ['😀', "'😀'"],
    ['\u{e0001}', "'\\U000e0001'"],
    ['\ud800', "'\\ud800'"],
    ['\ue000', "'\\ue000'"],
  ])('%j', (text, expected) => {
    expect(reprStr(text)).toBe(expected);
  });
});

describe('repr', () => {
  it.each<[string, (script: TraceScript) => ScriptValue]>([
    ['-3', () => -3],
    ['12345678901234567890', () => 12345678901234567890n],
    ['1e+16', (s) => s.float('1e+16')],
    ['True', () => true],
    ['None', () => null],
    ['[]', (s) => s.list()],
    ["[1, 'a', [2.5]]", (s) => s.list(1, 'a', s.list(s.float('2.5')))],
    ['()', (s) => s.tuple()],
    ['(1,)', (s) => s.tuple(1)],
    ['(1, 2)', (s) => s.tuple(1, 2)],
    ['set()', (s) => s.set()],
    ['{1, 2}', (s) => s.set(1, 2)],
    ['frozenset()', (s) => s.object(ObjectKind.FROZENSET, 'frozenset', [])],
    ['frozenset({1})', (s) => s.object(ObjectKind.FROZENSET, 'frozenset', [1])],
    ["{'a': 1, 2: None}", (s) => s.dict(['a', 1], [2, null])],
    ['range(0, 5)', (s) => s.object(ObjectKind.RANGE, 'range', [0, 5, 1])],
    ['range(5, 0, -1)', (s) => s.object(ObjectKind.RANGE, 'range', [5, 0, -1])],
    ['slice(None, 2, None)', (s) => s.object(ObjectKind.SLICE, 'slice', [null, 2, null])],
    ['<function area>', (s) => s.object(ObjectKind.FUNCTION, 'function', ['area'])],
    ['<class Point>', (s) => s.object(ObjectKind.CLASS, 'type', ['Point'])],
    ['<module math>', (s) => s.object(ObjectKind.MODULE, 'module', ['math'])],
    ['<Point x=1, y=2>', (s) => s.instance('Point', { x: 1, y: 2 })],
    ['<Empty>', (s) => s.instance('Empty', {})],
    ["ValueError('x')", (s) => s.instance('ValueError', { args: s.tuple('x') })],
    ['<Command args=(1,), name=2>', (s) => s.instance('Command', { args: s.tuple(1), name: 2 })],
    ['KeyError()', (s) => s.instance('KeyError', { args: s.tuple() })],
    ['<Color.RED: 1>', (s) => s.instance('Color', { _value_: 1, _name_: 'RED' })],
    ["b'ab'", (s) => s.object(ObjectKind.ATOM, 'bytes', ["b'ab'"])],
    ['<list_iterator>', (s) => s.iterator('list_iterator', 0, undefined)],
    ['<generator squares>', (s) => s.object(ObjectKind.GENERATOR, 'generator', ['squares', 0])],
    ["dict_keys(['a'])", (s) => s.object(ObjectKind.DICT_VIEW, 'dict_keys', [s.dict(['a', 1])])],
    ["dict_items([('a', 1)])", (s) => s.object(ObjectKind.DICT_VIEW, 'dict_items', [s.dict(['a', 1])])],
    ["Counter({'b': 3, 'a': 1})", (s) => s.object(ObjectKind.DICT, 'Counter', ['a', 1, 'b', 3], 2)],
    ["OrderedDict({'a': 1})", (s) => s.object(ObjectKind.DICT, 'OrderedDict', ['a', 1], 1)],
    ['deque([1, 2])', (s) => s.object(ObjectKind.LIST, 'deque', [1, 2])],
    ['[1, 2, ... 5000 items]', (s) => s.object(ObjectKind.LIST, 'list', [1, 2], 5000)],
  ])('%s', (expected, make) => {
    expect(reprOf(make)).toBe(expected);
  });

  it('marks what contains itself', () => {
    expect(
      reprOf((script) => {
        const list = script.list(1);
        list.values = [1, list];
        list.length = 2;
        return list;
      }),
    ).toBe('[1, [...]]');
    expect(
      reprOf((script) => {
        const node = script.instance('Node', {});
        node.values = ['next', node];
        return node;
      }),
    ).toBe('<Node next=<Node ...>>');
  });

  it('does not run out of stack on deep nesting', () => {
    const text = reprOf((script) => {
      let list = script.list();
      for (let depth = 0; depth < 1000; depth += 1) list = script.list(list);
      return list;
    });
    expect(text).toContain('[...]');
  });

  it('cuts to a length', () => {
    expect(reprOf((script) => script.list(...Array.from({ length: 100 }, (_, index) => index)), 10)).toBe('[0, 1, 2,…');
  });
});
