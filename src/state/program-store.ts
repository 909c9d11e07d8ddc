/** The program as it stands in the editor. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Program {
  readonly code: string;
  /** Call expression as typed; blank traces the module itself. */
  readonly call: string;
  /** What `input()` reads, as typed: one line each. */
  readonly stdin: string;
}

export type ProgramStore = StoreApi<Program>;

export function createProgramStore(start: Program): ProgramStore {
  return createStore<Program>(() => start);
}

export function sameProgram(left: Program, right: Program): boolean {
  return left.code === right.code && left.call === right.call && left.stdin === right.stdin;
}

/** The lines that `input()` gives: a last line that is empty is only the end of the line before. */
export function stdinLines(stdin: string): readonly string[] {
  if (stdin === '') return [];
  const lines = stdin.split(/\r\n|\r|\n/);
  if (lines[lines.length - 1] === '') lines.pop();
  return lines;
}
