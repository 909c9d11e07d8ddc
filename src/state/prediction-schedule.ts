/** Which steps the model is asked about next: what is on the screen first, then what a person will reach soon. */
import type { PredictionTable } from './prediction-table.ts';

/** Traces up to this many steps are predicted whole in the background; of longer ones a window round the cursor is. */
export const WHOLE_TRACE_STEPS = 2000;
/** The window of longer traces, in steps before and after the cursor. */
export const WINDOW_BACK = 100;
export const WINDOW_FORWARD = 300;
/** Free-running stops here: an error early in a long run says nothing more after that. */
export const MAX_FREE_STEPS = 1000;
/** Steps behind the cursor that come before those far ahead of it. */
const NEAR_BACK = 8;
const NEAR_FORWARD = 24;

/**
 * At most `limit` steps that have no prediction yet, in the order in which they are wanted. Those before `earliest` have
 * none ever: nothing comes before step 0, and no jump leads to the first few.
 */
export function wantedSteps(table: PredictionTable, cursor: number, limit: number, earliest = 1): number[] {
  const total = table.verdicts.length;
  const whole = total <= WHOLE_TRACE_STEPS;
  const first = whole ? earliest : Math.max(earliest, cursor - WINDOW_BACK);
  const last = whole ? total - 1 : Math.min(total - 1, cursor + WINDOW_FORWARD);
  const wanted: number[] = [];
  const taken = new Set<number>();
  const take = (from: number, to: number, direction: 1 | -1): void => {
    for (let step = from; direction === 1 ? step <= to : step >= to; step += direction) {
      if (wanted.length >= limit) return;
      if (step < first || step > last || taken.has(step) || table.has(step)) continue;
      taken.add(step);
      wanted.push(step);
    }
  };
  take(Math.max(first, cursor), Math.min(last, cursor + NEAR_FORWARD), 1);
  take(Math.min(last, cursor - 1), Math.max(first, cursor - NEAR_BACK), -1);
  take(Math.max(first, cursor), last, 1);
  take(Math.min(last, cursor - 1), first, -1);
  return wanted;
}
