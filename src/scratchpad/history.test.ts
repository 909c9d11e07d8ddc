import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '../base/assert.ts';
import { unwrap } from '../base/testing/unwrap.ts';
import type { Binding, PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import type { CodeInfo, InstructionInfo } from '../trace/wire.ts';
import { Bytecode } from './bytecode.ts';
import { encodeDelta } from './delta.ts';
import { historyPlaces, historyStep, historySuffix, parseHistory } from './history.ts';
import type { StepOutline } from './history.ts';
import { parseDelta } from './parse-delta.ts';
import { parseState } from './parse-state.ts';
import { promptPrefix } from './prompt.ts';
import { canonicalise, encodeState } from './state-text.ts';
import type { HistoryStrategy } from './step.ts';
import { iteratorArbitrary, withIterated } from './testing/iterators.ts';
import { describeTokens } from './tokenizer.ts';
import { Id, LINE_BASE, VOCABULARY_SIZE } from './vocabulary.ts';

function instruction(offset: number, name: string, argument = '', parts: Partial<InstructionInfo> = {}): InstructionInfo {
  return { offset, name, argument, line: 1 + (offset >> 3), range: null, jumpTarget: null, ...parts };
}

function code(name: string, instructions: InstructionInfo[], firstLine = 1): CodeInfo {
  return { name, qualifiedName: name, firstLine, localNames: [], parameterCount: 0, globalNames: [], instructions, exceptionTable: [] };
}

/** Two codes share a name; one instruction has no line of its own. */
const CODES = [
  code('<module>', [instruction(0, 'RESUME', '0')]),
  code('f', [
    instruction(0, 'RESUME', '0'),
    instruction(2, 'LOAD_GLOBAL', 'print + NULL'),
    instruction(12, 'LOAD_ATTR', 'upper + NULL|self'),
    instruction(32, 'STORE_FAST', 'new_x2', { line: null }),
    instruction(34, 'JUMP_BACKWARD', 'to L1', { jumpTarget: 2 }),
    instruction(38, 'LOAD_CONST', "'a + NULL'"),
  ]),
  code('<lambda>', [instruction(0, 'RESUME', '0', { line: 7 }), instruction(6, 'RETURN_VALUE', '', { line: 7 })], 7),
  code('<lambda>', [instruction(0, 'RESUME', '0', { line: 9 }), instruction(4, 'POP_TOP', '', { line: 9 })], 9),
];
const BYTECODE = new Bytecode({ codes: CODES, call: 'f()' });

const name = fc.constantFrom('x', 'y', 'new_text', 'é', '.0');
const value = fc.oneof(fc.constantFrom('1', "'a, b'", '[1, 2]', '', '<function g>', '<NULL>', '12'), fc.string({ unit: 'grapheme' }));
const bindings: fc.Arbitrary<Binding[]> = fc.uniqueArray(fc.record({ name, value }), { selector: (b) => b.name, maxLength: 4 });
const iterator = iteratorArbitrary(name, value);
const places = CODES.slice(1).flatMap((each) => each.instructions.map(({ offset }) => ({ function: each.name, offset })));
const frame: fc.Arbitrary<PrintedFrame> = fc
  .record({
    place: fc.constantFrom(...places),
    line: fc.integer({ min: 0, max: 12 }),
    locals: bindings,
    iterators: fc.array(iterator, { maxLength: 2 }),
    stack: fc.array(value, { maxLength: 4 }),
  })
  .map(({ place, ...rest }) => ({ ...place, ...rest }));
const state: fc.Arbitrary<PrintedState> = fc.record({
  event: fc.constantFrom('call', 'line', 'return', 'exception', 'instruction'),
  frames: fc.array(frame, { minLength: 1, maxLength: 4 }),
  globals: bindings,
  value: fc.option(value, { nil: null }),
}).map(withIterated);
const strategy = fc.constantFrom<HistoryStrategy>('scratchpad', 'compact', 'compact-step-in');
const listing = fc.constantFrom(null, BYTECODE);

function granularity(bytecode: Bytecode | null): 'line' | 'instruction' {
  return bytecode === null ? 'line' : 'instruction';
}

/** A history of states that follow each other, each step's tokens. */
function encodeHistory(kind: HistoryStrategy, states: readonly PrintedState[], bytecode: Bytecode | null): number[][] {
  return states.slice(1).map((after, i) => unwrap(historyStep(kind, at(states, i), after, bytecode)));
}

describe('at instruction granularity', () => {
  it('a delta applied to the state before gives the state after, for any two states', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        const ids = unwrap(encodeDelta(before, after, BYTECODE));
        expect(parseDelta(ids, before, BYTECODE)).toEqual({ kind: 'state', state: canonicalise(after, 'instruction') });
      }),
      { numRuns: 300 },
    );
  });

  it('a state comes back, by line too', () => {
    fc.assert(
      fc.property(state, listing, (each, bytecode) => {
        const ids = [...unwrap(encodeState(each, bytecode)), Id.EOS];
        expect(parseState(ids, bytecode)).toEqual({ kind: 'state', state: canonicalise(each, granularity(bytecode)) });
      }),
      { numRuns: 300 },
    );
  });

  it('is a state or malformed where tokens are changed', () => {
    fc.assert(
      fc.property(state, state, fc.array(fc.tuple(fc.nat(), fc.nat(VOCABULARY_SIZE - 1)), { minLength: 1, maxLength: 3 }), (a, b, changes) => {
        const ids = unwrap(encodeDelta(a, b, BYTECODE));
        const whole = [...unwrap(encodeState(b, BYTECODE)), Id.EOS];
        for (const [place, id] of changes) {
          ids[place % ids.length] = id;
          whole[place % whole.length] = id;
        }
        expect(['state', 'malformed']).toContain(parseDelta(ids, a, BYTECODE).kind);
        expect(['state', 'malformed']).toContain(parseState(whole, BYTECODE).kind);
      }),
      { numRuns: 300 },
    );
  });

  it('prompts give the bytecode after the source, without the module that a call does not run', () => {
    const text = describeTokens(unwrap(promptPrefix('f()', BYTECODE)));
    expect(text).toBe(
      '<bos><dynamic><by-line><L1><I0>f()<by-instruction>' +
        '<frame>f<L1><instruction>0RESUME0<instruction>1LOAD_GLOBALprint<null><L2><instruction>2LOAD_ATTRupper<null>self<instruction>3STORE_FASTnew_x2' +
        "<L5><instruction>4JUMP_BACKWARD1<instruction>5LOAD_CONST'a + NULL'" +
        '<frame><lambda><L7><instruction>0RESUME0<instruction>1RETURN_VALUE<frame><lambda><of>1<L9><instruction>0RESUME0<instruction>1POP_TOP',
    );
    expect(describeTokens(unwrap(new Bytecode({ codes: CODES, call: null }).encode()))).toContain('<frame><module>');
  });

  const top = (parts: Partial<PrintedFrame>): PrintedState => ({
    event: 'instruction',
    frames: [{ function: 'f', line: 1, locals: [], iterators: [], stack: ['1', '2'], offset: 2, ...parts }],
    globals: [],
    value: null,
  });

  it('a stack is said by what goes and what comes', () => {
    const delta = unwrap(encodeDelta(top({}), top({ offset: 12, line: 2, stack: ['1', '<NULL>', '7'] }), BYTECODE));
    expect(describeTokens(delta)).toBe('<stack><pop><entry><null><entry>7<instruction>2');
  });

  it('tells functions of one name apart by their lines', () => {
    const lambda = top({ function: '<lambda>', line: 9, offset: 4 });
    expect(describeTokens(unwrap(encodeState(lambda, BYTECODE)))).toContain('<frame><lambda><of>1<L9><instruction>1POP_TOP<entry>');
  });

  it('is not predictable where no instruction stands', () => {
    expect(encodeState(top({ offset: 3 }), BYTECODE)).toEqual({ ok: false, error: { reason: 'unknown-instruction', function: 'f', offset: 3 } });
    expect(encodeDelta(top({}), top({ function: 'h' }), BYTECODE)).toMatchObject({ ok: false, error: { reason: 'unknown-instruction' } });
  });

  it.each<[string, number[], number]>([
    ['no place', [Id.INSTRUCTION], 1],
    ['no such instruction', [Id.INSTRUCTION, 336 + 57], 1],
    ['too much popped', [Id.STACK, Id.POP, Id.POP, Id.POP, Id.INSTRUCTION, 336 + 48], 3],
    ["the top frame's place said twice", [Id.IS, 336 + 49, Id.INSTRUCTION, 336 + 48], 0],
    ['an exception without its sign', [Id.EXCEPTION, 336 + 48, 336 + 65], 2],
    ['no such code', [Id.PUSH, 336 + 122, Id.CALL, 336 + 48], 1],
  ])('is malformed: %s', (_, ids, place) => {
    expect(parseDelta(ids, top({}), BYTECODE)).toMatchObject({ kind: 'malformed', at: place });
  });
});

describe('a history', () => {
  it('is split into its steps', () => {
    fc.assert(
      fc.property(strategy, fc.array(state, { minLength: 1, maxLength: 5 }), listing, (kind, states, bytecode) => {
        const steps = encodeHistory(kind, states, bytecode);
        const start = at(states, 0);
        const parsed = parseHistory(kind, [...steps.flat(), Id.EOS], start, bytecode);
        expect(parsed.end).toBe('ended');
        expect(parsed.steps.map((step) => step.state)).toEqual(states.slice(1).map((each) => canonicalise(each, granularity(bytecode))));
        expect(parsed.steps.map((step) => step.to - step.from)).toEqual(steps.map((step) => step.length));
        expect(parseHistory(kind, steps.flat(), start, bytecode)).toEqual({ ...parsed, end: 'cut' });
      }),
      { numRuns: 300 },
    );
  });

  it('is read as far as it goes, and its beginnings are open', () => {
    fc.assert(
      fc.property(strategy, state, state, fc.nat(), listing, (kind, start, after, cut, bytecode) => {
        const ids = [...at(encodeHistory(kind, [start, after], bytecode), 0), Id.EOS];
        const { steps, end } = parseHistory(kind, ids.slice(0, cut % ids.length), start, bytecode);
        expect(steps.length).toBeLessThanOrEqual(1);
        if (typeof end === 'object') expect(end).toMatchObject({ kind: 'malformed', open: true });
      }),
      { numRuns: 300 },
    );
  });

  it('is some steps and an end, whatever the tokens', () => {
    const someIds = fc.array(fc.oneof(fc.integer({ min: -3, max: VOCABULARY_SIZE + 3 }), fc.integer({ min: 10, max: 31 }), fc.constant(1.5)));
    fc.assert(
      fc.property(strategy, someIds, state, listing, (kind, ids, start, bytecode) => {
        const { steps, end } = parseHistory(kind, ids, start, bytecode);
        expect(steps.every((step, i) => step.from === (i === 0 ? 0 : at(steps, i - 1).to))).toBe(true);
        if (typeof end === 'object' && !end.open) expect(end.at).toBeLessThan(ids.length);
      }),
      { numRuns: 300 },
    );
  });

  it('begins with its strategy and the state', () => {
    const start: PrintedState = {
      event: 'line',
      frames: [{ function: 'f', line: 3, locals: [], iterators: [], stack: null, offset: null }],
      globals: [],
      value: null,
    };
    expect(unwrap(historySuffix('compact', start))).toEqual([Id.COMPACT, Id.STATE, Id.FRAME, 438, LINE_BASE + 3, Id.LINE]);
  });

  it('of the compact kind leaves out what calls do', () => {
    const outline = (text: string): StepOutline[] =>
      text.split(' ').map((step) => ({ event: step.startsWith('r') ? 'return' : step.startsWith('c') ? 'call' : 'line', depth: Number(step.slice(1)) }));
    const steps = outline('c1 l1 c2 l2 c3 r3 r2 l1 c2 r2 c2 r2 r1');
    expect(historyPlaces('compact', steps, 0)).toEqual([1, 7, 12]);
    expect(historyPlaces('compact', steps, 3)).toEqual([6, 7, 12]);
    expect(historyPlaces('compact-step-in', steps, 9)).toEqual([10, 11, 12]);
    expect(historyPlaces('scratchpad', steps, 0)).toHaveLength(12);
  });
});
