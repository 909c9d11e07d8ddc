import { describe, expect, it } from 'vitest';
import type { StepList } from '../../trace/line-steps.ts';
import { plainAxis } from './axis.ts';
import { callBars, MOST_STEPS } from './call-bars.ts';

/** Steps by frame: `main` (0) calls `f` (1), which calls `g` (2); then `main` calls `f` anew (3). */
function steps(): StepList {
  const frameIds = Int32Array.of(0, 1, 2, 1, 0, 3, 0);
  const trace = {
    frameIds,
    depths: Int32Array.of(1, 2, 3, 2, 1, 2, 1),
    callers: Int32Array.of(-1, 0, 1, 0, -1, 4, -1),
    header: { codes: [{ name: 'main' }, { name: 'f' }, { name: 'g' }] },
    store: { frameCodes: { data: Int32Array.of(0, 1, 2, 1) } },
  };
  return { trace, granularity: 'instruction', count: 7, recordOf: (step: number) => step } as unknown as StepList;
}

describe('call bars', () => {
  it('are one bar an activation, from its first step in view to its return', () => {
    const bars = callBars(steps(), { first: 0, length: 7 }, plainAxis(7));
    expect(bars?.map((bar) => [bar.name, bar.depth, bar.start, bar.end])).toEqual([
      ['g', 3, 2, 3],
      ['f', 2, 1, 4],
      ['f', 2, 5, 6],
      ['main', 1, 0, 7],
    ]);
  });

  it('know the callers of the first step in view', () => {
    const bars = callBars(steps(), { first: 2, length: 2 }, plainAxis(7));
    expect(bars?.map((bar) => [bar.name, bar.depth, bar.start, bar.end])).toEqual([
      ['g', 3, 2, 3],
      ['f', 2, 2, 4],
      ['main', 1, 2, 4],
    ]);
  });

  it('are not made for more steps than can be told apart', () => {
    expect(callBars(steps(), { first: 0, length: MOST_STEPS + 1 }, plainAxis(7))).toBeNull();
  });
});
