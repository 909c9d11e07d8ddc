import { expect, it } from 'vitest';
import type { QuizQuestion } from './quiz.ts';
import { predictionOf } from './testing/small-trace.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { markQuestion, NO_ROUND, quizRound, type Round } from './quiz-round.ts';

const QUESTION: QuizQuestion = {
  from: 0,
  next: 'line',
  line: 2,
  functionName: 'f',
  calls: '',
  fields: [
    { key: 'line', kind: 'line', name: '', before: null, expected: '3' },
    { key: 'value x', kind: 'value', name: 'x', before: '1', expected: "'a'" },
  ],
};

function state(line: number, x: string): PrintedState {
  return { event: 'line', frames: [{ function: 'f', line, locals: [{ name: 'x', value: x }], iterators: [], stack: null, offset: null }], globals: [], value: null };
}

const answers = (line: string, x: string): ReadonlyMap<string, string> => new Map([['line', line], ['value x', x]]);

it('marks the learner and the model by the same measure', () => {
  const marks = markQuestion(QUESTION, answers('3', '"a"'), predictionOf(0, state(4, "'a'")));
  expect(marks).toMatchObject({ right: true, modelRight: false });
  expect(marks.fields.map(({ right, modelRight }) => [right, modelRight])).toEqual([[true, false], [true, true]]);
  expect(markQuestion(QUESTION, answers('3', ''), undefined)).toMatchObject({ right: false, modelRight: null });
});

it('goes from question to question and keeps the score', () => {
  const right = markQuestion(QUESTION, answers('3', "'a'"), predictionOf(0, state(3, "'a'")));
  const wrong = markQuestion(QUESTION, answers('4', "'a'"), predictionOf(0, state(3, "'a'")));
  let round: Round = quizRound(NO_ROUND, { kind: 'start' });
  round = quizRound(round, { kind: 'answer', marks: right });
  expect(round).toMatchObject({ kind: 'told', place: 0, score: { asked: 1, right: 1, model: 1 } });
  expect(quizRound(round, { kind: 'answer', marks: right })).toBe(round);
  round = quizRound(round, { kind: 'next', questions: 2 });
  round = quizRound(quizRound(round, { kind: 'answer', marks: wrong }), { kind: 'next', questions: 2 });
  expect(round).toEqual({ kind: 'done', score: { asked: 2, right: 1, model: 2 } });
});
