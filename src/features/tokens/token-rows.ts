/** The tokens of an answer as lines that a person can read: each variable, frame or event begins a new one. */
import { Id } from '../../scratchpad/vocabulary.ts';

const BEGINS_ROW: ReadonlySet<number> = new Set([Id.FRAME, Id.VAR, Id.GLOBALS, Id.POP, Id.PUSH, Id.AT, Id.DELETE, Id.ITERATORS, Id.STACK, Id.LINE, Id.CALL, Id.RETURN, Id.EXCEPTION, Id.INSTRUCTION, Id.EOS]);

/** Places of the tokens, row by row; no row is empty. */
export function tokenRows(ids: readonly number[]): readonly (readonly number[])[] {
  const rows: number[][] = [];
  ids.forEach((id, place) => {
    const row = rows.at(-1);
    if (row === undefined || BEGINS_ROW.has(id)) rows.push([place]);
    else row.push(place);
  });
  return rows;
}
