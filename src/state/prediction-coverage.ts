/** Steps of a trace that have no prediction, by the reason why. */
import { forkOf, tableOf, type AskedPrediction, type Predictions } from './prediction-store.ts';
import type { PredictionTable } from './prediction-table.ts';
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

/** Predictions of a trace, and what they were asked as. */
export interface AskedTable extends AskedPrediction {
  readonly table: PredictionTable;
  /** Scratchpad step that a run of the model's own starts at. */
  readonly start: number;
}

/** Why nothing is predicted of a step: a function, for many steps of one table; null where something is. */
export function whyUncovered(loaded: LoadedTrace, { table, task, mode, start }: AskedTable): (place: number) => keyof Coverage | null {
  const free = mode === 'free-running';
  const count = table.verdicts.length;
  const compact = task.strategy === 'compact' ? new Set(historyOf(loaded, 'compact', task.granularity, start)) : null;
  const lastCompact = compact === null ? null : Math.max(0, ...compact);
  // On its own a run jumps from its start; only from true states do the first steps have none that leads there.
  const asked = free && task.strategy === 'dynamic-n' ? { ...task, jump: 1 } : task;
  const last = table.last();
  return (place) => {
    if (table.has(place)) return null;
    const inside = compact !== null && lastCompact !== null && place <= lastCompact && !compact.has(place);
    if (place <= start || inside || leftOut(asked, place, count, null) !== null) return 'leftOut';
    if (task.strategy === 'dynamic-n' && table.jumpOver(place) !== null) return 'leftOut';
    return table.ended && place > last ? 'notReached' : 'missing';
  };
}

/** Counted over all steps of a table. */
export function coverageOfTable(loaded: LoadedTrace, asked: AskedTable): Coverage {
  const counts = { leftOut: 0, notReached: 0, missing: 0 };
  const why = whyUncovered(loaded, asked);
  for (let place = 1; place < asked.table.verdicts.length; place += 1) {
    const reason = why(place);
    if (reason !== null) counts[reason] += 1;
  }
  return counts;
}

/** Of the table that is on the page. */
export function coverageOf(loaded: LoadedTrace, predictions: Predictions): Coverage {
  const table = tableOf(predictions);
  if (table === null) return { leftOut: 0, notReached: 0, missing: 0 };
  const { task, mode } = predictions;
  const start = (mode === 'free-running' ? forkOf(predictions)?.from : undefined) ?? 0;
  return coverageOfTable(loaded, { table, task, mode, start });
}
