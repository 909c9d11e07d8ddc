/** Words of the quiz that depend on a question. */
import { assertNever } from '../base/assert.ts';
import type { QuizQuestion } from './quiz.ts';

/** What is asked; the code of the line follows. */
export function quizText({ next, line, functionName, calls }: QuizQuestion): string {
  const where = functionName === '<module>' ? 'the module' : functionName;
  switch (next) {
    case 'line':
      return `Line ${line} is about to run in ${where}. What runs next, and what do the variables hold then?`;
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

/** Why the right answers are right: what the line did. `value`: what was returned or raised. */
export function quizReason({ next, line, fields, calls }: QuizQuestion, code: string, value: string | null): string {
  const changes = fields
    .filter(({ kind, before, expected }) => kind === 'value' && before !== expected)
    .map(({ name, before, expected }) => (before === null ? `${name} becomes ${expected}` : `${name} goes from ${before} to ${expected}`));
  switch (next) {
    case 'line':
      return `Line ${line}, ${code}, ${changes.length === 0 ? 'changes nothing' : `has run: ${changes.join(', ')}`}. Line ${fields.find(({ kind }) => kind === 'line')?.expected ?? ''} runs next.`;
    case 'call':
      return `The call binds ${fields.map(({ name, expected }) => `${name} to ${expected}`).join(', ')}, and ${calls} begins.`;
    case 'return':
      return `Line ${line}, ${code}, comes to ${value ?? 'None'}.`;
    case 'exception':
      return `Line ${line} raises ${value ?? 'an exception'}.`;
    default:
      return assertNever(next);
  }
}
