import { expect, it } from 'vitest';
import type { QuizField, QuizQuestion } from './quiz.ts';
import { quizText } from './quiz-wording.ts';

it('asks for the values of variables only where there are fields for them', () => {
  const line: QuizField = { key: 'line', kind: 'line', name: '', before: null, expected: '4' };
  const question: QuizQuestion = { from: 1, next: 'line', line: 2, functionName: 'f', calls: '', fields: [line] };
  expect(quizText(question)).toBe('Line 2 is about to run in f. Which line runs next?');
  const value: QuizField = { key: 'value x', kind: 'value', name: 'x', before: '1', expected: '2' };
  expect(quizText({ ...question, fields: [line, value] })).toBe('Line 2 is about to run in f. What runs next, and what do the variables hold then?');
});
