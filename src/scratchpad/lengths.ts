/**
 * How many items the variables of the statement that goes on hold: it stands in a prompt after the statement, so that what
 * `len` gives, where a loop over places ends and which place is the last need not be counted out. It says nothing that the
 * state does not; CPython keeps it with the object (`ob_size`).
 */
import type { PrintedState } from '../trace/printed-state.ts';
import { reprLength } from '../trace/repr-items.ts';
import { frameGoingOn, isNameAt } from './statement.ts';
import { sortBindings } from './state-text.ts';
import { pushInteger, pushName } from './tokenizer.ts';
import { Id } from './vocabulary.ts';

/** Variables that are told of one statement. */
const MAX_VARIABLES = 6;

/** `(<var> name <at> integer)*`: the variables that the statement names, in the order of their names. */
export function lengthTokens(statement: readonly number[], state: PrintedState): number[] {
  const out: number[] = [];
  const frame = frameGoingOn(state);
  if (frame === undefined || statement.length === 0) return out;
  let told = 0;
  for (const { name, value } of sortBindings([...state.globals, ...frame.locals])) {
    const length = reprLength(value);
    if (length === undefined) continue;
    const ids: number[] = [];
    pushName(ids, name);
    if (!statement.some((_, start) => isNameAt(statement, start, ids))) continue;
    out.push(Id.VAR, ...ids, Id.AT);
    pushInteger(out, length);
    told += 1;
    if (told === MAX_VARIABLES) break;
  }
  return out;
}
