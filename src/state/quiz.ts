/**
 * Questions about what a program does next, made from its true states: which steps are worth asking about, what is
 * asked, and whether an answer is right. The same questions are put to the model's prediction, so both can be scored.
 */
import { isPredictedGlobal } from '../trace/diff.ts';
import { parseLiteral } from '../trace/literal.ts';
import type { Binding, PrintedState } from '../trace/printed-state.ts';

export interface QuizField {
  /** Of the question, the same for the learner and the model. */
  readonly key: string;
  readonly kind: 'line' | 'value' | 'result' | 'exception';
  /** Name of the variable; '' for the others. */
  readonly name: string;
  /** The value before the step, for a start; null where there was none. */
  readonly before: string | null;
  /** Line number, repr, or the exception's type. */
  readonly expected: string;
}

export interface QuizQuestion {
  /** The scratchpad step that the learner stands at; asked is what it comes to in the next one. */
  readonly from: number;
  /** What happens next. */
  readonly next: 'line' | 'call' | 'return' | 'exception';
  /** The line that is about to run. */
  readonly line: number;
  readonly functionName: string;
  /** Name of the function that begins; '' where none does. */
  readonly calls: string;
  readonly fields: readonly QuizField[];
}

/** Questions of one quiz. */
export const MAX_QUESTIONS = 12;
/** The same thing is asked this often: the second time tells whether it was understood. */
const TIMES_EACH = 2;
/** Steps of a trace that are looked at. */
const MAX_STEPS_READ = 2000;
/** Variables that do not change stand among those that do, so that the question does not give the answer away. */
const MAX_UNCHANGED = 3;

/** The variables that a person sees at the innermost frame. */
function visible(state: PrintedState): readonly Binding[] {
  const top = state.frames.at(-1);
  if (top === undefined) return [];
  return top.function === '<module>' ? state.globals.filter(isPredictedGlobal) : top.locals;
}

/** The question about the step from one state to the next; null where there is nothing to find out. */
export function questionAt(from: number, before: PrintedState, after: PrintedState): QuizQuestion | null {
  const top = before.frames.at(-1);
  const topAfter = after.frames.at(-1);
  if (top === undefined || topAfter === undefined || before.event !== 'line' || after.event === 'instruction') return null;
  const question = (fields: readonly QuizField[], calls = ''): QuizQuestion | null =>
    fields.length === 0 || after.event === 'instruction' ? null : { from, next: after.event, line: top.line, functionName: top.function, calls, fields };
  const value = ({ name, value: expected }: Binding, old: string | null): QuizField => ({ key: `value ${name}`, kind: 'value', name, before: old, expected });

  switch (after.event) {
    case 'call':
      return after.frames.length === before.frames.length + 1 ? question(topAfter.locals.map((binding) => value(binding, null)), topAfter.function) : null;
    case 'return':
      if (after.frames.length !== before.frames.length || after.value === null || after.value === 'None') return null;
      return question([{ key: 'result', kind: 'result', name: '', before: null, expected: after.value }]);
    case 'exception':
      return question([{ key: 'exception', kind: 'exception', name: '', before: null, expected: typeOf(after.value) }]);
    case 'line': {
      if (after.frames.length !== before.frames.length) return null;
      const old = new Map(visible(before).map((binding) => [binding.name, binding.value]));
      const changed = visible(after).filter(({ name, value: now }) => old.get(name) !== now);
      const jumps = topAfter.line !== top.line + 1;
      if (changed.length === 0 && !jumps) return null;
      const unchanged = visible(after).filter((binding) => !changed.includes(binding)).slice(0, MAX_UNCHANGED);
      const asked = visible(after).filter((binding) => changed.includes(binding) || (changed.length > 0 && unchanged.includes(binding)));
      return question([{ key: 'line', kind: 'line', name: '', before: null, expected: String(topAfter.line) }, ...asked.map((binding) => value(binding, old.get(binding.name) ?? null))]);
    }
  }
}

function typeOf(exception: string | null): string {
  return (exception ?? '').split(':')[0] ?? '';
}

/** What a question is about, whatever the values: the same line that goes on the same way. */
function kindOf({ functionName, line, next, fields }: QuizQuestion): string {
  const goesTo = fields.find(({ kind }) => kind === 'line')?.expected ?? '';
  const changes = fields.filter(({ before, expected }) => before !== expected).map(({ key }) => key);
  return [functionName, line, next, goesTo, ...changes].join(' ');
}

/** The steps that matter, in their order. `states(step)` is the true state of a scratchpad step. */
export function quizOf(stepCount: number, states: (step: number) => PrintedState): readonly QuizQuestion[] {
  const asked = new Map<string, number>();
  const questions: QuizQuestion[] = [];
  for (let from = 0; from + 1 < Math.min(stepCount, MAX_STEPS_READ) && questions.length < MAX_QUESTIONS; from += 1) {
    const question = questionAt(from, states(from), states(from + 1));
    if (question === null) continue;
    const kind = kindOf(question);
    const times = asked.get(kind) ?? 0;
    if (times >= TIMES_EACH) continue;
    asked.set(kind, times + 1);
    questions.push(question);
  }
  return questions;
}

/** Whether a text answers a field: values may be written in any way that Python reads as the same. */
export function isRightAnswer(field: QuizField, text: string): boolean {
  const typed = text.trim();
  if (typed === field.expected) return true;
  if (field.kind === 'line' || field.kind === 'exception') return false;
  const value = parseLiteral(typed);
  return value.ok && value.value === field.expected;
}

/** What a predicted state answers to a field; null where it says nothing of it. */
export function answerOf(question: QuizQuestion, field: QuizField, predicted: PrintedState): string | null {
  const top = predicted.frames.at(-1);
  if (top === undefined || predicted.event !== question.next) return null;
  switch (field.kind) {
    case 'line':
      return String(top.line);
    case 'value':
      return visible(predicted).find(({ name }) => name === field.name)?.value ?? null;
    case 'result':
      return predicted.value;
    case 'exception':
      return typeOf(predicted.value);
  }
}
