/** Words of the quiz that depend on a question. */
import { assertNever } from '../base/assert.ts';
import type { QuizQuestion } from './quiz.ts';

/** What is asked; the code of the line follows. */
export function quizText({ next, line, functionName, calls, fields }: QuizQuestion): string {
  const where = functionName === '<module>' ? 'the module' : functionName;
  switch (next) {
    case 'line':
      return `Line ${line} is about to run in ${where}. ${fields.some(({ kind }) => kind === 'value') ? 'What runs next, and what do the variables hold then?' : 'Which line runs next?'}`;
    case 'call':
      return `Line ${line} is about to run, and calls ${calls}. With which arguments does it begin?`;
    case 'return':
      return `Line ${line} is about to run, and ${where} returns. What does it return?`;
    case 'exception':
      return `Line ${line} is about to run, and goes wrong. What type of exception is raised?`;
    default:
      return assertNever(next);
  }
}

/** Why the right answers are right. `sentence`: what the line did, as the page says it of each step. */
export function quizReason({ next, fields }: QuizQuestion, sentence: string): string {
  const line = fields.find(({ kind }) => kind === 'line')?.expected;
  return next === 'line' && line !== undefined ? `${sentence} Line ${line} runs next.` : sentence;
}
