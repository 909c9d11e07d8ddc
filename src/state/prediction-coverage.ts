/** Steps of a trace that have no prediction, by the reason why. */
import { forkOf, tableOf, type Predictions } from './prediction-store.ts';
import { historyOf, leftOut } from './prediction-task.ts';
import type { LoadedTrace } from './trace-store.ts';

/** Counts of steps, the first one aside, which nothing comes before. */
export interface Coverage {
  /** The strategy says nothing of them, or led over them, or the run starts after them. */
  readonly leftOut: number;
  /** What was predicted ended before them. */
  readonly notReached: number;
  /** Still to come, or not recorded. */
  readonly missing: number;
}

/** Of the table that is on the page. */
export function coverageOf(loaded: LoadedTrace, predictions: Predictions): Coverage {
  const table = tableOf(predictions);
  const counts = { leftOut: 0, notReached: 0, missing: 0 };
  if (table === null) return counts;
  const { task, mode } = predictions;
  const free = mode === 'free-running';
  const start = (free ? forkOf(predictions)?.from : undefined) ?? 0;
  const count = table.verdicts.length;
  const compact = task.strategy === 'compact' ? new Set(historyOf(loaded, 'compact', task.granularity, start)) : null;
  const lastCompact = compact === null ? null : Math.max(0, ...compact);
  // On its own a run jumps from its start; only from true states do the first steps have none that leads there.
  const asked = free && task.strategy === 'dynamic-n' ? { ...task, jump: 1 } : task;
  const last = table.last();
  for (let place = 1; place < count; place += 1) {
    if (table.has(place)) continue;
    const inside = compact !== null && lastCompact !== null && place <= lastCompact && !compact.has(place);
    if (place <= start || inside || leftOut(asked, place, count, null) !== null) counts.leftOut += 1;
    else if (task.strategy === 'dynamic-n' && table.jumpOver(place) !== null) counts.leftOut += 1;
    else if (table.ended && place > last) counts.notReached += 1;
    else counts.missing += 1;
  }
  return counts;
}
