import { describe, expect, it } from 'vitest';
import type { PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { answerOf, isRightAnswer, MAX_QUESTIONS, questionAt, quizOf } from './quiz.ts';

function frame(name: string, line: number, locals: Readonly<Record<string, string>> = {}): PrintedFrame {
  return { function: name, line, locals: Object.entries(locals).map(([local, value]) => ({ name: local, value })), iterators: [], stack: null, offset: null };
}

function state(frames: readonly PrintedFrame[], more: Partial<PrintedState> = {}): PrintedState {
  return { event: 'line', frames, globals: [], value: null, ...more };
}

const asked = (before: PrintedState, after: PrintedState): readonly string[] | undefined =>
  questionAt(0, before, after)?.fields.map(({ kind, name, before: old, expected }) => `${kind} ${name} ${old ?? '-'} -> ${expected}`);

describe('quiz', () => {
  it('asks for the next line and the values after a line that changes something', () => {
    expect(asked(state([frame('f', 3, { a: '1', b: '2' })]), state([frame('f', 4, { a: '1', b: '3', c: '0' })]))).toEqual(['line  - -> 4', 'value a 1 -> 1', 'value b 2 -> 3', 'value c - -> 0']);
  });

  it('asks only where to go where nothing changes, and nothing where there is no choice', () => {
    expect(asked(state([frame('f', 3, { a: '1' })]), state([frame('f', 6, { a: '1' })]))).toEqual(['line  - -> 6']);
    expect(asked(state([frame('f', 3, { a: '1' })]), state([frame('f', 4, { a: '1' })]))).toBeUndefined();
    expect(asked(state([frame('f', 3)], { event: 'return', value: '1' }), state([frame('f', 9)]))).toBeUndefined();
  });

  it('asks for arguments, results and exceptions', () => {
    const before = state([frame('f', 3, { a: '1' })]);
    expect(asked(before, state([frame('f', 3, { a: '1' }), frame('g', 7, { x: '1' })], { event: 'call' }))).toEqual(['value x - -> 1']);
    expect(asked(before, state([frame('f', 3, { a: '1' })], { event: 'return', value: '[1]' }))).toEqual(['result  - -> [1]']);
    expect(asked(before, state([frame('f', 3, { a: '1' })], { event: 'return', value: 'None' }))).toBeUndefined();
    expect(asked(before, state([frame('f', 3, { a: '1' })], { event: 'exception', value: "KeyError: 'a'" }))).toEqual(['exception  - -> KeyError']);
  });

  it('takes any way of writing a value', () => {
    const [field] = questionAt(0, state([frame('f', 3)]), state([frame('f', 4, { a: "['x', 2]" })]))?.fields.slice(1) ?? [];
    if (field === undefined) throw new Error('no field');
    expect(isRightAnswer(field, ' ["x",2] ')).toBe(true);
    expect(isRightAnswer(field, "['x', 3]")).toBe(false);
    expect(isRightAnswer(field, 'x')).toBe(false);
  });

  it('puts the same to the model', () => {
    const question = questionAt(0, state([frame('f', 3, { a: '1' })]), state([frame('f', 4, { a: '2' })]));
    const [line, value] = question?.fields ?? [];
    if (question === null || line === undefined || value === undefined) throw new Error('no question');
    const guess = state([frame('f', 5, { a: '2' })]);
    expect([answerOf(question, line, guess), answerOf(question, value, guess)]).toEqual(['5', '2']);
    expect(answerOf(question, value, state([frame('f', 5, { b: '2' })]))).toBeNull();
    expect(answerOf(question, value, { ...guess, event: 'return' })).toBeNull();
  });

  it('asks about each kind of step twice at most, and never too often', () => {
    const loop = (step: number): PrintedState => state([frame('f', 2 + (step % 2), { i: String(step) })]);
    expect(quizOf(40, loop).map(({ from }) => from)).toEqual([0, 1, 2, 3]);
    const line = (step: number): PrintedState => state([frame('f', step, { i: String(step) })]);
    expect(quizOf(500, line)).toHaveLength(MAX_QUESTIONS);
  });
});
