/** What is marked in the code: computed once, drawn by Monaco and by the plain view alike. */

/** Lines from 1, columns in UTF-16 units from 0. */
export interface LineMarks {
  /** The line that is about to run. */
  readonly now: number | null;
  /** The line of the step before, where it is another one or the same frame came back to it. */
  readonly before: number | null;
  /** Where the model believes that the program is, where that is another line. */
  readonly predicted: number | null;
  /** Source range of the instruction that is about to run: line, column, end line, end column. */
  readonly range: readonly [number, number, number, number] | null;
  /** Source range that another panel points at. */
  readonly lit: readonly [number, number, number, number] | null;
}

export const NO_MARKS: LineMarks = { now: null, before: null, predicted: null, range: null, lit: null };

/** What is wrong with the code and where. */
export interface CodeFault {
  readonly line: number;
  /** From 1; null where it is not known: then the whole line is meant. */
  readonly column: number | null;
  readonly message: string;
}
