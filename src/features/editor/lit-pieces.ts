/** Pieces of a line of code cut where ranges of source begin and end, so that the plain view can light them. */
import type { Piece } from './highlight.ts';
import type { LineMarks } from './line-marks.ts';

export interface LitPiece extends Piece {
  /** In the range of the instruction that is about to run. */
  readonly running: boolean;
  /** In the range that another view points at. */
  readonly lit: boolean;
}

type Span = readonly [from: number, to: number];

/** What of the line a range covers, in columns; null: nothing. */
function spanOf(range: LineMarks['range'], line: number): Span | null {
  if (range === null || line < range[0] || line > range[2]) return null;
  const span: Span = [line === range[0] ? range[1] : 0, line === range[2] ? range[3] : Infinity];
  return span[1] > span[0] ? span : null;
}

/** The pieces of line `line`, from 1; the text stays the same. */
export function litPieces(pieces: readonly Piece[], line: number, { range, lit }: Pick<LineMarks, 'range' | 'lit'>): readonly LitPiece[] {
  const spans = [spanOf(range, line), spanOf(lit, line)] as const;
  const within = (span: Span | null, column: number): boolean => span !== null && column >= span[0] && column < span[1];
  const cuts = spans.flatMap((span) => span ?? []);
  const result: LitPiece[] = [];
  let start = 0;
  for (const { kind, text } of pieces) {
    const end = start + text.length;
    const places = [start, ...cuts.filter((cut) => cut > start && cut < end).sort((left, right) => left - right), end];
    for (let place = 0; place + 1 < places.length; place += 1) {
      const from = places[place]!;
      const to = places[place + 1]!;
      if (to > from) result.push({ kind, text: text.slice(from - start, to - start), running: within(spans[0], from), lit: within(spans[1], from) });
    }
    start = end;
  }
  return result;
}
