/** The direct strategy: source and call expression, answered by what the call gives, without any state. */
import type { PrintedState } from '../trace/printed-state.ts';
import { decodeAnswer } from './reader.ts';
import type { Malformed } from './step.ts';
import { pushValue } from './tokenizer.ts';
import { Id } from './vocabulary.ts';

/** What a call comes to: the repr of its value, or `Type: message` of the exception that leaves it. */
export interface CallOutcome {
  readonly kind: 'value' | 'exception';
  readonly value: string;
}

/** What a run comes to by its last state; null where that is not the outermost frame's end. */
export function outcomeOfState(state: PrintedState | undefined): CallOutcome | null {
  if (state === undefined || state.frames.length !== 1 || (state.event !== 'return' && state.event !== 'exception')) return null;
  return { kind: state.event === 'return' ? 'value' : 'exception', value: state.value ?? '' };
}

/** A run that comes to nothing (null) is like no other. */
export function sameOutcome(a: CallOutcome | null, b: CallOutcome | null): boolean {
  return a !== null && b !== null && a.kind === b.kind && a.value === b.value;
}

/** `<direct> <expression> expression <answer>`: what follows the prefix in a prompt. */
export function directSuffix(expression: string): number[] {
  const out: number[] = [Id.DIRECT, Id.EXPRESSION];
  pushValue(out, expression);
  out.push(Id.ANSWER);
  return out;
}

/** `[<exception>] value <eos>`. */
export function directTarget(outcome: CallOutcome): number[] {
  const out: number[] = [];
  if (outcome.kind === 'exception') out.push(Id.EXCEPTION);
  pushValue(out, outcome.value);
  out.push(Id.EOS);
  return out;
}

export function parseDirectAnswer(ids: ArrayLike<number>): CallOutcome | Malformed {
  return decodeAnswer(ids, (reader) => {
    const kind = reader.take(Id.EXCEPTION) ? 'exception' : 'value';
    return { kind, value: reader.value() };
  });
}
