/**
 * How many items the variables of the statement that goes on hold: it stands in a prompt after the statement, so that what
 * `len` gives, where a loop over places ends and which place is the last need not be counted out. It says nothing that the
 * state does not; CPython keeps it with the object (`ob_size`).
 */
import type { PrintedState } from '../trace/printed-state.ts';
import { reprLength } from '../trace/repr-items.ts';
import { frameGoingOn } from './statement.ts';
import { sortBindings } from './state-text.ts';
import { pushInteger, pushName } from './tokenizer.ts';
import { BYTE_BASE, Id } from './vocabulary.ts';

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
    if (!isNamed(statement, ids)) continue;
    out.push(Id.VAR, ...ids, Id.AT);
    pushInteger(out, length);
    told += 1;
    if (told === MAX_VARIABLES) break;
  }
  return out;
}

/** Whether a statement has the tokens of a name, not as a part of another name. */
function isNamed(statement: readonly number[], name: readonly number[]): boolean {
  for (let place = statement.indexOf(name[0] as number); place >= 0; place = statement.indexOf(name[0] as number, place + 1)) {
    if (name.every((id, k) => statement[place + k] === id) && !isSpelled(statement[place - 1]) && !isSpelled(statement[place + name.length])) return true;
  }
  return false;
}

/** A character of a name. */
function isSpelled(id: number | undefined): boolean {
  return id !== undefined && id >= BYTE_BASE && id < BYTE_BASE + 128 && /\w/.test(String.fromCharCode(id - BYTE_BASE));
}
