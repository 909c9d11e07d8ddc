/** The program as it stands in the editor. */
import type { RunConditions } from '../trace/wire.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Program {
  readonly code: string;
  /** Call expression as typed; blank traces the module itself. */
  readonly call: string;
  /** What `input()` reads, as typed: one line each. Ends in `END_OF_INPUT` where the input is over after them. */
  readonly stdin: string;
}

/** As Ctrl+D in a terminal: a program that reads on meets the end of its input. Without it, it asks for a line. */
export const END_OF_INPUT = '\u0004';

export type ProgramStore = StoreApi<Program>;

export function createProgramStore(start: Program): ProgramStore {
  return createStore<Program>(() => start);
}

export function sameProgram(left: Program, right: Program): boolean {
  return left.code === right.code && left.call === right.call && left.stdin === right.stdin;
}

/** The lines that `input()` gives: a last line that is empty is only the end of the line before. */
export function stdinLines(stdin: string): readonly string[] {
  const text = stdinText(stdin);
  if (text === '') return [];
  const lines = text.split(/\r\n|\r|\n/);
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
}

/** The input as the program reads it: each line ends with a newline. */
export function inputText(stdin: string): string {
  return stdinLines(stdin).map((line) => `${line}\n`).join('');
}

/** The lines without the mark of the end. */
export function stdinText(stdin: string): string {
  return endsInput(stdin) ? stdin.slice(0, -END_OF_INPUT.length) : stdin;
}

/** The input of a run that was recorded; none where it is not known. */
export function stdinOf(conditions: RunConditions | undefined): string {
  if (conditions === undefined) return '';
  const text = conditions.stdin.map((line) => `${line}\n`).join('');
  return conditions.inputEnds && text !== '' ? `${text}${END_OF_INPUT}` : text;
}

export function endsInput(stdin: string): boolean {
  return stdin.endsWith(END_OF_INPUT);
}

/** The input without its end, or where that is open without its last line, and that line; null where there is none. */
export function withoutLastAnswer(stdin: string): { readonly stdin: string; readonly line: string } | null {
  if (endsInput(stdin)) return { stdin: stdinText(stdin), line: '' };
  const lines = stdinLines(stdin);
  const line = lines.at(-1);
  return line === undefined ? null : { stdin: lines.slice(0, -1).reduce(withLine, ''), line };
}

/** The input with one more line. */
export function withLine(stdin: string, line: string): string {
  const text = stdinText(stdin);
  const lineEnd = text === '' || /[\r\n]$/.test(text) ? '' : '\n';
  return `${text}${lineEnd}${line}\n`;
}
