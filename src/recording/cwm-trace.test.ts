import { describe, expect, it } from 'vitest';
import { at } from '../base/assert.ts';
import { cwmContext, cwmFrame, cwmOpening } from '../scratchpad/cwm-form.ts';
import { SourceText } from '../scratchpad/text-form.ts';
import type { PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { looksLikeCwmTrace, type TracedProgram } from './cwm-trace.ts';
import { readCwmFile, readPredictionLines } from './prediction-lines.ts';

function program(source: string, states: readonly PrintedState[]): TracedProgram {
  return { source, steps: states.length, truthAt: (step) => at(states, step) };
}

/** Sum of squares, with its steps for n = 1 written out as the tracer prints them. */
const LOOP = `def f(n):
    total = 0
    for i in range(n):
        total += i * i
    return total
`;

const ONE_ROUND = ((): PrintedState[] => {
  const step = (event: PrintedState['event'], line: number, locals: Readonly<Record<string, string>>, position: number | null, value: string | null = null): PrintedState => ({
    event,
    frames: [{ ...frame('f', line, locals), iterators: position === null ? [] : [{ position, of: 'range(0, 1)', over: [] }] }],
    globals: [],
    value,
  });
  const all = { n: '1', total: '0', i: '0' };
  return [step('call', 1, { n: '1' }, null), step('line', 2, { n: '1' }, null), step('line', 3, { n: '1', total: '0' }, null), step('line', 4, all, 1), step('line', 3, all, 1), step('line', 5, all, null), step('return', 5, all, null, '0')];
})();

/** Written by hand, as the model's guide has it: `f(1)` of the loop program. */
const BY_HAND = [
  '<|call_sep|>{}<|action_sep|>def main():\n<|frame_sep|>',
  '<|line_sep|>{}<|action_sep|>    return f(1)\n<|frame_sep|>',
  '<|call_sep|>{"n": "1"}<|action_sep|>def f(n):\n<|frame_sep|>',
  '<|line_sep|>{"n": ".."}<|action_sep|>    total = 0\n<|frame_sep|>',
  '<|line_sep|>{"n": "..", "total": "0"}<|action_sep|>    for i in range(n):\n<|frame_sep|>',
  '<|line_sep|>{"n": "..", "total": "..", "i": "0"}<|action_sep|>        total += i * i\n<|frame_sep|>',
  '<|line_sep|>{"n": "..", "total": "..", "i": ".."}<|action_sep|>    for i in range(n):\n<|frame_sep|>',
  '<|line_sep|>{"n": "..", "total": "..", "i": ".."}<|action_sep|>    return total\n<|frame_sep|>',
  '<|return_sep|><|action_sep|>    return total\n<|arg_sep|>"0"<|frame_sep|>',
].join('');

/** A call that calls, raises and catches; two lines have the same text. */
const CALLS = `def g(x):
    y = [x]
    y.append(lambda: 1)
    raise ValueError('no')


def f(a):
    try:
        g(a)
    except ValueError:
        a += 1
    a += 1
    return 'ä'
`;

function frame(name: string, line: number, locals: Readonly<Record<string, string>>): PrintedFrame {
  return { function: name, line, locals: Object.entries(locals).map(([key, value]) => ({ name: key, value })), iterators: [], stack: null, offset: null };
}

function state(event: PrintedState['event'], frames: readonly PrintedFrame[], value: string | null = null): PrintedState {
  return { event, frames, globals: [{ name: 'LIMIT', value: '9' }], value };
}

const CALL_STATES: readonly PrintedState[] = [
  state('call', [frame('f', 7, { a: '1' })]),
  state('line', [frame('f', 8, { a: '1' })]),
  state('line', [frame('f', 9, { a: '1' })]),
  state('call', [frame('f', 9, { a: '1' }), frame('g', 1, { x: '1' })]),
  state('line', [frame('f', 9, { a: '1' }), frame('g', 2, { x: '1' })]),
  state('line', [frame('f', 9, { a: '1' }), frame('g', 3, { x: '1', y: '[1]' })]),
  state('line', [frame('f', 9, { a: '1' }), frame('g', 4, { x: '1', y: '[1, <function>]' })]),
  state('exception', [frame('f', 9, { a: '1' }), frame('g', 4, { x: '1', y: '[1, <function>]' })], 'ValueError: no'),
  state('return', [frame('f', 9, { a: '1' }), frame('g', 4, { x: '1', y: '[1, <function>]' })]),
  state('exception', [frame('f', 9, { a: '1' })], 'ValueError: no'),
  state('line', [frame('f', 10, { a: '1' })]),
  state('line', [frame('f', 11, { a: '1' })]),
  state('line', [frame('f', 12, { a: '2' })]),
  state('line', [frame('f', 13, { a: '3' })]),
  state('return', [frame('f', 13, { a: '3' })], "'ä'"),
];

function written(source: string, call: string, states: readonly PrintedState[]): string {
  const text = new SourceText(source);
  const opening = cwmOpening(at(states, 0), text, call);
  const frames = states.slice(1).map((after, index) => cwmFrame(at(states, index), after, text));
  return [opening, ...frames].map((part) => (part.ok ? part.value : `not written: ${part.error.reason}`)).join('');
}

describe('a trace in the frames of CWM', () => {
  it('is written as the model reads it', () => {
    expect(written(LOOP, 'f(1)', ONE_ROUND)).toBe(BY_HAND);
    expect(cwmContext(new SourceText(LOOP), 'f(1)')).toEqual({ ok: true, value: `${LOOP}\n\ndef main():  # << START_OF_TRACE\n    return f(1)\n` });
  });

  it.each([
    ['alone', BY_HAND],
    ['with the prompt before it and the end after it', `<|begin_of_text|><|trace_context_start|>${LOOP}\n\ndef main():  # << START_OF_TRACE\n    return f(1)\n<|frame_sep|>${BY_HAND}<|end_of_text|>`],
    ['a frame a line', BY_HAND.replaceAll('<|frame_sep|>', '<|frame_sep|>\n')],
    ['from the first step on', BY_HAND.slice(BY_HAND.indexOf('<|line_sep|>{"n"'))],
  ])('is laid along the true steps: %s', (_, text) => {
    const states = ONE_ROUND;
    expect(looksLikeCwmTrace(text)).toBe(true);
    const read = readCwmFile(text, program(LOOP, states));
    expect(read).toMatchObject({ ok: true, value: { model: 'CWM trace', provider: 'elsewhere', strategy: 'compact-step-in', granularity: 'line', mode: 'free-running' } });
    expect(read.ok && read.value.steps.map(({ outcome }) => outcome)).toEqual(states.slice(1).map((truth) => ({ kind: 'state', state: truth })));
    expect(read.ok && read.value.steps[0]?.tokens.map((token) => token.text)).toEqual(['<|line_sep|>', '{"n": ".."}', '<|action_sep|>', '    total = 0\n', '<|frame_sep|>']);
  });

  it('comes back whole where functions call, raise and return', () => {
    const text = written(CALLS, 'f(1)', CALL_STATES);
    expect(text).toContain('"\\u00e4"'.slice(1, -1));
    const read = readCwmFile(text, program(CALLS, CALL_STATES));
    expect(read.ok && read.value.steps.map(({ outcome }) => outcome)).toEqual(CALL_STATES.slice(1).map((truth) => ({ kind: 'state', state: truth })));
  });

  it('is read in a line after a head, which names the model', () => {
    const lines = `{"format": "tracepad-prediction-lines", "version": 1, "model": "cwm-32b"}\n${JSON.stringify({ trace: BY_HAND })}`;
    expect(readPredictionLines(lines, program(LOOP, ONE_ROUND))).toMatchObject({ ok: true, value: { model: 'cwm-32b', strategy: 'compact-step-in', mode: 'free-running', steps: { length: 6 } } });
    expect(readPredictionLines(lines)).toEqual({ ok: false, error: { kind: 'needs-trace' } });
  });

  it('says what it says, where that is wrong, and no more than the truth has steps', () => {
    const wrong = BY_HAND.replace('"total": "0"}', '"total": "7"}').replace('"0"<|frame_sep|>', '"7"<|frame_sep|>');
    const read = readCwmFile(`${wrong}<|call_sep|>{}<|action_sep|>def f(n):\n<|frame_sep|>`, program(LOOP, ONE_ROUND));
    if (!read.ok) throw new Error(read.error.kind);
    expect(read.value.steps).toHaveLength(6);
    expect(read.value.steps[3]?.outcome).toMatchObject({ state: { frames: [{ line: 3, locals: [{ name: 'n', value: '1' }, { name: 'total', value: '7' }, { name: 'i', value: '0' }] }] } });
    expect(read.value.steps[5]?.outcome).toMatchObject({ state: { event: 'return', value: '7' } });
  });

  it.each([
    ['a frame without a source line', '<|line_sep|>{}<|frame_sep|>', 2],
    ['variables that are no JSON', '<|line_sep|>{"n": 1<|action_sep|>    total = 0\n<|frame_sep|>', 1],
    ['a value that nothing is known of', '<|line_sep|>{"m": ".."}<|action_sep|>    total = 0\n<|frame_sep|>', 0],
    ['a line that is not in the program', '<|line_sep|>{"n": ".."}<|action_sep|>    total = 9\n<|frame_sep|>', 0],
    ['a return without a value', '<|return_sep|><|action_sep|>    return total\n<|frame_sep|>', 3],
  ])('stops where it cannot be read: %s', (_, text, place) => {
    const opening = BY_HAND.slice(0, BY_HAND.indexOf('<|line_sep|>{"n"'));
    const read = readCwmFile(opening + text + BY_HAND.slice(opening.length), program(LOOP, ONE_ROUND));
    expect(read).toMatchObject({ ok: true, value: { steps: [{ from: 0, outcome: { kind: 'malformed', at: place } }] } });
  });

  it('is refused where there is none', () => {
    expect(readCwmFile('<|begin_of_text|>hello', program(LOOP, ONE_ROUND))).toEqual({ ok: false, error: { kind: 'no-frames' } });
    expect(looksLikeCwmTrace('{"trace": "<|call_sep|>"}')).toBe(false);
  });
});
