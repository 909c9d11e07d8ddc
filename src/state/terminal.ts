/** What a terminal shows of a run: what the program printed, and between it the lines that were typed for it to read. */
import type { Trace } from '../trace/trace.ts';
import type { RecordIndex } from '../trace/wire.ts';
import { inputText } from './program-store.ts';

export interface TerminalPiece {
  readonly kind: 'printed' | 'typed';
  readonly text: string;
}

/** More pieces, or more UTF-16 units, slow the page down; the end is what a person looks at. */
const MAX_PIECES = 2000;
const MAX_UNITS = 100_000;

/**
 * The end of stdout with the input that had been read, as it stood before the record; null: after the last step.
 * `stdin`: the program's input as typed. `stdoutEnd`: UTF-16 units of stdout that are shown.
 */
export function terminalAt(trace: Trace, stdin: string, record: RecordIndex | null, stdoutEnd = record === null ? trace.stdout.length : trace.stdoutAt(record).length): readonly TerminalPiece[] {
  const { inputMarks, stdout } = trace;
  const input = inputText(stdin);
  const pieces: TerminalPiece[] = [];
  let units = 0;
  const add = (kind: TerminalPiece['kind'], text: string): void => {
    if (text === '' || units >= MAX_UNITS) return;
    // From the end to the start, as pieces are found.
    pieces.push({ kind, text: text.slice(-MAX_UNITS) });
    units += text.length;
  };
  let end = stdoutEnd;
  for (let mark = record === null ? inputMarks.length / 3 : trace.inputMarksAt(record); mark > 0; mark -= 1) {
    if (pieces.length >= MAX_PIECES) return pieces.reverse();
    const printed = inputMarks[3 * mark - 2] ?? 0;
    add('printed', stdout.slice(printed, end));
    add('typed', input.slice(inputMarks[3 * mark - 4] ?? 0, inputMarks[3 * mark - 1] ?? 0));
    end = Math.min(end, printed);
  }
  add('printed', stdout.slice(0, end));
  return pieces.reverse();
}
