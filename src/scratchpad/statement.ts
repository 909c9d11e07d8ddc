/**
 * The statement that a state is about to run, as the source says it: it stands in a prompt right before what is asked,
 * so that a model need not look for it by its line's number in a long source.
 */
import type { PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { BYTE_BASE, INDENT_BASE, LINE_BASE, MAX_INDENT, MAX_LINE } from './vocabulary.ts';

/** Of a statement with more tokens than this (a table of data, say) only the line itself is said, and so much of that. */
export const MAX_STATEMENT_TOKENS = 128;

/** A token of a line. */
export function isLine(id: number | undefined): boolean {
  return id !== undefined && id >= LINE_BASE && id <= LINE_BASE + MAX_LINE;
}

function isIndent(id: number | undefined): boolean {
  return id !== undefined && id >= INDENT_BASE && id <= INDENT_BASE + MAX_INDENT;
}

/** Whether a logical line of the source begins at a place of a prompt's prefix: `<Lk> <In>`. */
export function beginsStatement(prefix: readonly number[], place: number): boolean {
  return isLine(prefix[place]) && isIndent(prefix[place + 1]);
}

/** Whether a name's tokens stand at a place, not as a part of a longer name. Of one name words never follow each other: a character stands between them. */
export function isNameAt(tokens: readonly number[], start: number, name: readonly number[]): boolean {
  return name.every((token, i) => tokens[start + i] === token) && !isNameCharacter(tokens[start - 1]) && !isNameCharacter(tokens[start + name.length]);
}

/** A character that a name may have; beyond ASCII any. */
function isNameCharacter(token: number | undefined): boolean {
  const byte = (token ?? 0) - BYTE_BASE;
  return byte >= 0 && byte <= 255 && /[\w\x80-\xff]/.test(String.fromCharCode(byte));
}

/** The frame whose work goes on from a state by line: the top one, after its return its caller. */
export function frameGoingOn({ event, frames }: PrintedState): PrintedFrame | undefined {
  return event === 'return' ? (frames.at(-2) ?? frames.at(-1)) : frames.at(-1);
}

/** The line of that frame. */
export function lineGoingOn(state: PrintedState): number | undefined {
  return frameGoingOn(state)?.line;
}

/**
 * The tokens of the statement that goes on from a state by line, all of its physical lines, cut out of a prompt's prefix
 * by line (`promptPrefix`). Empty where no line of the source is there (a module that has not begun).
 */
export function statementTokens(prefix: readonly number[], state: PrintedState): readonly number[] {
  const line = lineGoingOn(state);
  const found = line === undefined ? -1 : prefix.indexOf(LINE_BASE + line);
  if (found < 0) return [];
  let start = found;
  while (start > 0 && !beginsStatement(prefix, start)) start -= 1;
  let end = found + 1;
  while (end < prefix.length && !beginsStatement(prefix, end)) end += 1;
  if (end - start <= MAX_STATEMENT_TOKENS) return prefix.slice(start, end);
  end = found + 1;
  while (end < prefix.length && !isLine(prefix[end])) end += 1;
  return prefix.slice(found, Math.min(end, found + MAX_STATEMENT_TOKENS));
}
