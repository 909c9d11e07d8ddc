import { describe, expect, it } from 'vitest';
import type { InstructionInfo } from '../../trace/wire.ts';
import { jumpLanes, MAX_LANES } from './jumps.ts';

/** Instructions at offsets 0, 2, 4 …; a number is where one jumps to. */
function listing(...targets: (number | null)[]): readonly InstructionInfo[] {
  return targets.map((jumpTarget, row) => ({ offset: 2 * row, name: 'NOP', argument: '', line: 1, range: null, jumpTarget }));
}

describe('jump lanes', () => {
  it('puts the inner of two nested jumps inside, and lets jumps apart share a lane', () => {
    expect(jumpLanes(listing(8, 6, null, null, null, 14, null, null))).toEqual([
      { from: 0, to: 4, lane: 1 },
      { from: 1, to: 3, lane: 0 },
      { from: 5, to: 7, lane: 0 },
    ]);
  });

  it('knows jumps back and leaves out targets that are not there', () => {
    expect(jumpLanes(listing(null, null, 0, 99))).toEqual([{ from: 2, to: 0, lane: 0 }]);
  });

  it('never needs more lanes than there are', () => {
    const targets = Array.from({ length: 20 }, (_, row) => (row < 10 ? 2 * (19 - row) : null));
    expect(Math.max(...jumpLanes(listing(...targets)).map((jump) => jump.lane))).toBe(MAX_LANES - 1);
  });
});
