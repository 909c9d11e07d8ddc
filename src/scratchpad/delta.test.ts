import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Binding, PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { encodeDelta, keptFrames } from './delta.ts';
import { dynamicPrompt, dynamicTarget, parseAnswer } from './dynamic.ts';
import { promptPrefix } from './prompt.ts';
import { parseDelta } from './parse-delta.ts';
import { canonicalise, compareCodePoints, encodeState } from './state-text.ts';
import { describeTokens, pushInteger, pushName } from './tokenizer.ts';
import { iteratorArbitrary, withIterated } from './testing/iterators.ts';
import { BYTE_BASE, Id, LINE_BASE, VOCABULARY_SIZE } from './vocabulary.ts';

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('x', 'y', 'nums', 'new_text', 'i1', 'é', '𝒳', '.0', '__class__', 'ｚ') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1 }) },
);
const value = fc.oneof(
  fc.constantFrom('1', "'a, b'", '[1, 2]', "{'k': 'é€😀'}", '', '<function g>', 'range(0, 3)', '"it\'s: "'),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
);
const bindings: fc.Arbitrary<Binding[]> = fc.uniqueArray(fc.record({ name, value }), { selector: (b) => b.name, maxLength: 5 });
const iterator = iteratorArbitrary(name, value);
const frame: fc.Arbitrary<PrintedFrame> = fc.record({
  function: fc.constantFrom('f', 'g', '<module>', '<genexpr>', 'helper_2'),
  line: fc.integer({ min: 0, max: 255 }),
  locals: bindings,
  iterators: fc.array(iterator, { maxLength: 3 }),
  stack: fc.constantFrom(null, ['1']),
  offset: fc.constantFrom(null, 4),
});
const state: fc.Arbitrary<PrintedState> = fc.record({
  event: fc.constantFrom('call', 'line', 'return', 'exception', 'instruction'),
  frames: fc.array(frame, { minLength: 1, maxLength: 4 }),
  globals: bindings,
  value: fc.option(value, { nil: null }),
}).map(withIterated);

function encode(before: PrintedState, after: PrintedState): number[] {
  const encoded = encodeDelta(before, after);
  if (!encoded.ok) throw new Error(encoded.error.reason);
  return encoded.value;
}

function simpleFrame(functionName: string, line: number, locals: Readonly<Record<string, string>> = {}): PrintedFrame {
  return {
    function: functionName,
    line,
    locals: Object.entries(locals).map(([key, text]) => ({ name: key, value: text })),
    iterators: [],
    stack: null,
    offset: null,
  };
}

function simpleState(event: PrintedState['event'], ...frames: PrintedFrame[]): PrintedState {
  return { event, frames, globals: [], value: event === 'return' ? '1' : null };
}

describe('a delta', () => {
  it('applied to the state before gives the state after, for any two states', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        expect(parseDelta(encode(before, after), before)).toEqual({ kind: 'state', state: canonicalise(after) });
      }),
      { numRuns: 1000 },
    );
  });

  it('is exact where most of a state stays', () => {
    const edited = fc.array(fc.record({ functions: fc.nat(4), before: bindings, after: bindings, line: fc.integer({ min: 1, max: 3 }), moved: fc.boolean() }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(edited, fc.nat(5), fc.nat(5), state, (frames, left, right, rest) => {
        const side = (key: 'before' | 'after', count: number): PrintedState => ({
          ...rest,
          frames: frames.slice(0, Math.max(1, frames.length - count)).map((each) => ({
            function: 'fgh'.charAt(each.functions % 3),
            line: each.line + (key === 'after' && each.moved ? 1 : 0),
            locals: each[key],
            iterators: [],
            stack: null,
            offset: null,
          })),
        });
        const [before, after] = [side('before', left), side('after', right)];
        expect(parseDelta(encode(before, after), before)).toEqual({ kind: 'state', state: canonicalise(after) });
      }),
      { numRuns: 1000 },
    );
  });

  it('is short where little changed', () => {
    fc.assert(
      fc.property(state, (same) => {
        fc.pre(same.event === 'line');
        expect(encode(same, same)).toEqual([Id.LINE, LINE_BASE + (same.frames.at(-1)?.line ?? 0)]);
      }),
    );
  });

  it('says which frames came and went', () => {
    const outer = simpleFrame('f', 3, { n: '2' });
    const returned = simpleState('return', outer, simpleFrame('f', 2, { n: '1' }));
    const calledAgain = simpleState('call', outer, simpleFrame('f', 1, { n: '0' }));
    expect(keptFrames(returned, calledAgain)).toBe(1);
    expect(describeTokens(encode(returned, calledAgain))).toBe('<pop><push>f<var>n<is>0<call><L1>');
  });

  it('places changes of the frames below', () => {
    const before = simpleState('line', simpleFrame('f', 3, { xs: '[]' }), simpleFrame('g', 7, { ys: '[]' }));
    const after = simpleState('line', simpleFrame('f', 4, { xs: '[1]' }), simpleFrame('g', 8, {}));
    expect(describeTokens(encode(before, after))).toBe('<delete>ys<at>0<L4><var>xs<push>1<line><L8>');
  });

  it('is not predictable where a line has no token', () => {
    const before = simpleState('line', simpleFrame('f', 1));
    const after = simpleState('line', simpleFrame('f', 256));
    expect(encodeDelta(before, after)).toEqual({ ok: false, error: { reason: 'too-many-lines', lines: 256, limit: 255 } });
    expect(encodeState(after).ok).toBe(false);
  });
});

describe('what a model may write', () => {
  const before = simpleState('line', simpleFrame('f', 1, { x: '1' }), simpleFrame('g', 2, {}));

  it('is a state or malformed, whatever the tokens', () => {
    const someIds = fc.array(fc.oneof(fc.integer({ min: -3, max: VOCABULARY_SIZE + 3 }), fc.integer({ min: 10, max: 31 }), fc.constant(1.5)));
    fc.assert(
      fc.property(someIds, state, (ids, start) => {
        expect(['state', 'malformed']).toContain(parseDelta(ids, start).kind);
      }),
      { numRuns: 2000 },
    );
  });

  it('is a state or malformed where one token of a true delta is changed', () => {
    fc.assert(
      fc.property(state, state, fc.nat(), fc.nat(VOCABULARY_SIZE - 1), (a, b, place, id) => {
        const ids = encode(a, b);
        ids[place % ids.length] = id;
        expect(['state', 'malformed']).toContain(parseDelta(ids, a).kind);
      }),
      { numRuns: 1000 },
    );
  });

  function spelt(...parts: (number | string)[]): number[] {
    const out: number[] = [];
    for (const part of parts) if (typeof part === 'number') out.push(part); else pushName(out, part);
    return out;
  }

  it.each<[string, number[], number]>([
    ['nothing', [], 0],
    ['no event', spelt(Id.VAR, 'x', Id.IS), 3],
    ['no line', [Id.LINE], 1],
    ['too many frames popped', [Id.POP, Id.POP, Id.POP], 2],
    ['no frame left', [Id.POP, Id.POP, Id.LINE, LINE_BASE + 1], 2],
    ['an unknown variable deleted', spelt(Id.DELETE, 'z', Id.LINE, LINE_BASE + 1), 0],
    ['a nameless variable', [Id.VAR, Id.IS, Id.LINE, LINE_BASE + 1], 1],
    ['a word in a value', spelt(Id.VAR, 'x', Id.IS, 'None', Id.LINE, LINE_BASE + 1), 3],
    ['no such frame', [...spelt(Id.AT), BYTE_BASE + 53, Id.LINE, LINE_BASE + 1], 1],
    ['a line said twice', [LINE_BASE + 4, Id.LINE, LINE_BASE + 1], 0],
    ['a value on a line event', spelt(Id.LINE, LINE_BASE + 1, 'x'), 2],
    ['more after the end', [Id.LINE, LINE_BASE + 1, Id.EOS, Id.EOS], 3],
    ['two new frames without a line', spelt(Id.PUSH, 'h', Id.PUSH, 'k', Id.CALL, LINE_BASE + 1), 2],
  ])('is malformed: %s', (_, ids, place) => {
    expect(parseDelta(ids, before)).toMatchObject({ kind: 'malformed', at: place });
  });

  it('needs its end', () => {
    const ids = [Id.LINE, LINE_BASE + 3];
    expect(parseAnswer(ids, before)).toMatchObject({ kind: 'malformed', at: 2 });
    expect(parseAnswer([...ids, Id.EOS], before).kind).toBe('state');
  });
});

describe('prompts', () => {
  const source = 'def f(x):\n    return x';
  const prefix = promptPrefix(source);
  const before = simpleState('line', simpleFrame('f', 2, { x: '1' }));
  const after = simpleState('return', simpleFrame('f', 2, { x: '1' }));

  it('are the source, the state and the jump', () => {
    if (!prefix.ok) throw new Error('not lexed');
    const prompt = dynamicPrompt(prefix.value, before, 1, 1024);
    const target = dynamicTarget(before, after);
    if (!prompt.ok || !target.ok) throw new Error('not predictable');
    expect(describeTokens([...prompt.value, ...target.value])).toBe(
      '<bos><dynamic><by-line><L1><I0>deff(x):<L2><I1>returnx<state><frame>f<L2><var>x<is>1<line><L2><I1>returnx<return><jump:1><return><L2>1<eos>',
    );
  });

  it('that leave no room are not predictable', () => {
    if (!prefix.ok) throw new Error('not lexed');
    expect(dynamicPrompt(prefix.value, before, 1, 20)).toMatchObject({ ok: false, error: { reason: 'context-too-small', limit: 20 } });
  });
});

describe('order by code point', () => {
  it('puts astral characters after all others', () => {
    expect(['𝒳', 'ｚ', 'é', 'b', 'a'].sort(compareCodePoints)).toEqual(['a', 'b', 'é', 'ｚ', '𝒳']);
    const out: number[] = [];
    pushInteger(out, -1);
    expect(describeTokens(out)).toBe('-1');
  });
});
