import { describe, expect, it } from 'vitest';
import { printState } from './print-state.ts';
import { TraceScript } from './testing/trace-from-script.ts';
import { stateAt } from './trace-state.ts';
import { ObjectKind, RecordFlag } from './wire.ts';
import type { RecordIndex } from './wire.ts';

function printed(script: TraceScript, event: 'call' | 'line' | 'return' | 'exception' | 'instruction', record = 0) {
  return printState(stateAt(script.trace(), record as RecordIndex), event, event === 'instruction' ? 'instruction' : 'line');
}

describe('printState', () => {
  it('prints locals, stack and offset of a frame', () => {
    const script = new TraceScript({ codes: { f: { locals: ['x'] } } });
    script.at('f', 3, { call: true, locals: { x: script.list(1) }, stack: [undefined, 'a'] });
    expect(printed(script, 'instruction')).toEqual({
      event: 'instruction',
      frames: [{ function: 'f', line: 3, locals: [{ name: 'x', value: '[1]' }], iterators: [], stack: ['<NULL>', "'a'"], offset: 6 }],
      globals: [],
      value: null,
    });
    expect(printed(script, 'line').frames[0]).toMatchObject({ stack: null, offset: null });
  });

  it('shows the globals that the code on the stack names, and all of them in the module', () => {
    const script = new TraceScript({ codes: { '<module>': {}, f: { globals: ['b'] }, g: { globals: ['c'] } } });
    script.at('f', 1, { call: true, globals: { a: 1, b: 2, c: 3 } });
    script.at('g', 1, { call: true });
    const names = (record: number): string[] => printed(script, 'line', record).globals.map((binding) => binding.name);
    expect(names(0)).toEqual(['b']);
    expect(names(1)).toEqual(['b', 'c']);
    const module = new TraceScript({ codes: { '<module>': {} } });
    module.at('<module>', 1, { call: true, globals: { a: 1, b: 2 } });
    expect(printed(module, 'line').globals.map((binding) => binding.name)).toEqual(['a', 'b']);
  });

  it('gives the value of returns and exceptions', () => {
    const script = new TraceScript({ codes: { f: {} } });
    script.at('f', 1, { call: true, return: true, stack: [1, 'x'] });
    script.at('f', 1, { call: true, exception: ['KeyError', "'k'"] });
    script.at('f', 1, { exception: ['StopIteration', ''] });
    expect(printed(script, 'return').value).toBe("'x'");
    expect(printed(script, 'line').value).toBeNull();
    expect(printed(script, 'exception', 1).value).toBe("KeyError: 'k'");
    expect(printed(script, 'exception', 2).value).toBe('StopIteration');
    expect(stateAt(script.trace(), 1 as RecordIndex).flags & RecordFlag.EXCEPTION).not.toBe(0);
  });

  describe('iterators', () => {
    const iterators = (make: (script: TraceScript) => Parameters<TraceScript['at']>[2]) => {
      const script = new TraceScript({ codes: { f: { locals: ['a', 'b'], globals: ['g'] } } });
      script.at('f', 1, { call: true, ...make(script) });
      return printed(script, 'line').frames[0]?.iterators;
    };

    it('say nothing of an object that a variable holds', () => {
      expect(
        iterators((script) => {
          const list = script.list(1, 2);
          return { locals: { a: list }, stack: [script.iterator('list_iterator', 1, list), script.iterator('list_iterator', 0, script.list(1, 2))] };
        }),
      ).toEqual([
        { position: 1, of: null, over: [{ name: 'a' }] },
        { position: 0, of: '[1, 2]', over: [{ value: '[1, 2]' }] },
      ]);
    });

    it('take an equal str for the same', () => {
      expect(iterators((script) => ({ locals: { a: 'xy' }, stack: [script.iterator('str_ascii_iterator', 2, 'xy'), script.iterator('str_ascii_iterator', 0, 'z')] }))).toEqual([
        { position: 2, of: null, over: [{ name: 'a' }] },
        { position: 0, of: "'z'", over: [{ value: "'z'" }] },
      ]);
    });

    it('look through enumerate, zip and dict views', () => {
      expect(
        iterators((script) => {
          const list = script.list(1);
          const dict = script.dict(['k', 1]);
          const inner = script.iterator('list_iterator', 1, list);
          const other = script.iterator('list_iterator', 1, script.list('z'));
          return {
            locals: { a: list, b: dict },
            stack: [
              script.iterator('enumerate', 1, inner),
              script.iterator('zip', 1, script.tuple(inner, other)),
              script.iterator('dict_itemiterator', 0, dict),
              script.iterator('x', 0, script.object(ObjectKind.DICT_VIEW, 'dict_items', [dict])),
              script.object(ObjectKind.GENERATOR, 'generator', ['gen', 4]),
              script.iterator('list_reverseiterator', 1, list),
            ],
          };
        }),
      ).toEqual([
        { position: 1, of: null, over: [{ name: 'a' }] },
        { position: 1, of: "([1], ['z'])", over: [{ name: 'a' }, { value: "['z']" }] },
        { position: 0, of: null, over: [{ name: 'b' }] },
        { position: 0, of: null, over: [] },
        { position: 4, of: null, over: [] },
        { position: 1, of: null, over: [] },
      ]);
    });
  });
});
