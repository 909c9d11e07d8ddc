/** What the error strip draws: for each part of the state and each pixel column the worst that happened there. */
import { ErrorOrigin, StepVerdict, type PredictionTable } from '../../state/prediction-table.ts';
import { PART_BIT, type StatePart } from '../../state/wrong-places.ts';

/** In the order of priority: of several steps under one pixel the last of these wins. */
export const Mark = { NONE: 0, RIGHT: 1, NOT_PREDICTABLE: 2, INHERITED: 3, WRONG: 4, MALFORMED: 5 } as const;
export type Mark = (typeof Mark)[keyof typeof Mark];

/** Mark of one part at a scratchpad step. */
export function markAt(table: PredictionTable, step: number, part: StatePart): Mark {
  switch (table.verdicts[step]) {
    case StepVerdict.RIGHT:
      return Mark.RIGHT;
    case StepVerdict.MALFORMED:
      return Mark.MALFORMED;
    case StepVerdict.NOT_PREDICTABLE:
      return Mark.NOT_PREDICTABLE;
    case StepVerdict.WRONG: {
      if (((table.wrongParts[step] ?? 0) & PART_BIT[part]) === 0) return Mark.RIGHT;
      return table.origins[step] === ErrorOrigin.INHERITED ? Mark.INHERITED : Mark.WRONG;
    }
    default:
      return Mark.NONE;
  }
}

/** One array of marks for each part, a mark a pixel column. */
export function stripColumns(table: PredictionTable, parts: readonly StatePart[], width: number): readonly Uint8Array[] {
  const count = table.verdicts.length;
  return parts.map((part) => {
    const column = new Uint8Array(width);
    for (let pixel = 0; pixel < width; pixel += 1) {
      const first = Math.floor((pixel * count) / width);
      const last = Math.max(first, Math.ceil(((pixel + 1) * count) / width) - 1);
      let worst: Mark = Mark.NONE;
      for (let step = first; step <= last && step < count; step += 1) {
        const mark = markAt(table, step, part);
        if (mark > worst) worst = mark;
      }
      column[pixel] = worst;
    }
    return column;
  });
}
