/** Where the jumps of a listing are drawn: each in a lane beside it, so that jumps that overlap stand apart. */
import type { InstructionInfo } from '../../trace/wire.ts';

export interface Jump {
  /** Rows of the listing. */
  readonly from: number;
  readonly to: number;
  /** From 0, nearest to the listing first. */
  readonly lane: number;
}

/** Jumps that find no lane of their own share the outermost one. */
export const MAX_LANES = 5;

/** The jumps of `instructions`, short ones in the inner lanes. */
export function jumpLanes(instructions: readonly InstructionInfo[]): readonly Jump[] {
  const rowOfOffset = new Map(instructions.map((instruction, row) => [instruction.offset, row]));
  const jumps = instructions.flatMap(({ jumpTarget }, from) => {
    const to = jumpTarget === null ? undefined : rowOfOffset.get(jumpTarget);
    return to === undefined ? [] : [{ from, to }];
  });
  const lanes: (readonly { readonly first: number; readonly last: number }[])[] = Array.from({ length: MAX_LANES }, () => []);
  const placed = jumps
    .toSorted((left, right) => Math.abs(left.to - left.from) - Math.abs(right.to - right.from))
    .map(({ from, to }): Jump => {
      const first = Math.min(from, to);
      const last = Math.max(from, to);
      const free = lanes.findIndex((spans) => spans.every((span) => last < span.first || first > span.last));
      const lane = free < 0 ? MAX_LANES - 1 : free;
      lanes[lane] = [...(lanes[lane] ?? []), { first, last }];
      return { from, to, lane };
    });
  return placed.toSorted((left, right) => left.from - right.from);
}
