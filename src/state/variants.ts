/**
 * The predictions of the trace on the page that can stand side by side: those of the page's model in each mode, those of
 * models that were chosen before it, and those that came recorded.
 */
import type { PredictionTask } from '../model/protocol.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { compareStates, type ComparisonGroup, type ComparisonRow } from './comparison.ts';
import { forkOf, tableOfRecord, tablesOfTask, taskOfRecord, usableRecords, type AskedPrediction, type MadeBy, type Predictions, type TaskTables } from './prediction-store.ts';
import { isDivergence, StepVerdict, type PredictionTable } from './prediction-table.ts';
import { STRATEGIES, taskKey, taskOf } from './prediction-task.ts';
import { TEXTS } from './texts.ts';
import type { PredictionMode } from './url-state.ts';
import { taskText } from './wording.ts';

export interface Variant extends AskedPrediction {
  /** The same while the trace stays on the page. */
  readonly id: string;
  readonly label: string;
  readonly table: PredictionTable;
  /** Scratchpad step that it starts at: past 0 for a run of the model's own from a step that was chosen. */
  readonly start: number;
  /** The model of the page makes it, on demand; false: it is there, by another model or from a recording. */
  readonly live: boolean;
}

const MODES: readonly PredictionMode[] = ['teacher-forced', 'free-running'];

function modeText(mode: PredictionMode): string {
  return mode === 'teacher-forced' ? TEXTS.states.forced : TEXTS.states.free;
}

/**
 * At the granularity of the page, since two predictions of one step are compared: first those of the page's strategy,
 * then of the others. Two at least wherever there is a trace.
 */
export function variantsOf({ tables, model, task, fork }: Predictions): readonly Variant[] {
  if (tables === null) return [];
  const { granularity } = task;
  const variants: Variant[] = [];
  if (tables.recorded === null) {
    const name = model.kind === 'ready' ? `${model.info.name} ${model.info.digest.slice(0, 8)}` : TEXTS.model.title;
    for (const one of comparable(task)) {
      for (const mode of MODES) {
        const table = (): PredictionTable => tablesOfTask(tables, one, fork)[mode === 'teacher-forced' ? 'forced' : 'free'];
        variants.push({
          id: `${taskKey(one)} ${mode}`,
          label: `${taskText(one)}, ${modeText(mode)} · ${name}`,
          task: one,
          mode,
          start: (mode === 'free-running' ? forkOf({ fork, task: one })?.from : undefined) ?? 0,
          live: true,
          // Made when it is looked at: a long trace has long tables.
          get table() {
            return table();
          },
        });
      }
    }
    for (const { madeBy, byTask } of tables.others) variants.push(...keptVariants(madeBy, [...byTask.values()], granularity));
  }
  usableRecords(tables.loaded).forEach((record, place) => {
    if (record.granularity !== granularity) return;
    const { model: name, digest, mode } = record;
    const label = `${TEXTS.recorded.mark}: ${taskText(taskOfRecord(record))}, ${modeText(mode)} · ${name} ${digest.slice(0, 8)}`.trimEnd();
    variants.push({ id: `recorded-${String(place)}`, label, task: taskOfRecord(record), mode, table: tableOfRecord(tables.loaded, record), start: 0, live: false });
  });
  return variants;
}

/** What a model had predicted before the person chose another one. */
function keptVariants({ name, digest }: MadeBy, kept: readonly TaskTables[], granularity: PredictionTask['granularity']): readonly Variant[] {
  return kept.flatMap(({ task, forced, free }) => {
    if (task.strategy === 'direct' || task.granularity !== granularity) return [];
    return MODES.map((mode) => ({ mode, table: mode === 'teacher-forced' ? forced : free }))
      .filter(({ table }) => table.last() > 0)
      .map(({ mode, table }) => ({ id: `${digest} ${taskKey(task)} ${mode}`, label: `${taskText(task)}, ${modeText(mode)} · ${name} ${digest.slice(0, 8)}`, task, mode, table, start: 0, live: false }));
  });
}

/** A direct answer has no steps to compare. */
function comparable(task: PredictionTask): readonly PredictionTask[] {
  const others = STRATEGIES.filter((strategy) => strategy !== 'direct').map((strategy) => taskOf(strategy, task.granularity, 'auto'));
  return task.strategy === 'direct' ? others : [task, ...others.filter((one) => taskKey(one) !== taskKey(task))];
}

/** One place of the state with what each of two predictions says of it. */
export interface CompareRow {
  readonly key: string;
  /** A frame and where it is, or a value in it. */
  readonly kind: 'place' | ComparisonRow['kind'];
  readonly name: string;
  readonly real: string | null;
  readonly left: CompareCell;
  readonly right: CompareCell;
}

/** `verdict` null: nothing was predicted. */
export interface CompareCell {
  readonly text: string | null;
  readonly verdict: ComparisonRow['verdict'];
}

const NOTHING: CompareCell = { text: null, verdict: null };

/** The rows of two predicted states (null: none) beside the true one, in the order of the state table. */
export function compareRows(real: PrintedState, left: PrintedState | null, right: PrintedState | null): readonly CompareRow[] {
  const rows = new Map<string, CompareRow>();
  const add = (side: 'left' | 'right', groups: readonly ComparisonGroup[], predicted: boolean): void => {
    const put = (key: string, row: Pick<CompareRow, 'kind' | 'name' | 'real'>, cell: CompareCell): void => {
      // A place that only the other side has is as it should be here: nothing was predicted and nothing is there.
      const known = rows.get(key) ?? { key, ...row, left: NOTHING, right: NOTHING };
      rows.set(key, { ...known, [side]: predicted ? cell : NOTHING });
    };
    for (const group of groups) {
      if (group.kind === 'frame') put(group.key, { kind: 'place', name: group.title, real: group.realPlace }, { text: group.predictedPlace, verdict: group.placeVerdict });
      for (const row of group.rows) put(row.key, { kind: row.kind, name: row.name, real: row.real }, { text: row.predicted, verdict: row.verdict });
    }
  };
  for (const [side, predicted] of [['left', left], ['right', right]] as const) {
    add(side, compareStates({ real, predicted, realBefore: null, predictedBefore: null }), predicted !== null);
  }
  return [...rows.values()];
}

/** How two predictions fared over the steps that both have. */
export interface Agreement {
  readonly both: number;
  readonly leftOnly: number;
  readonly rightOnly: number;
  readonly neither: number;
}

export function agreementOf(left: PredictionTable, right: PredictionTable): Agreement {
  const counts = { both: 0, leftOnly: 0, rightOnly: 0, neither: 0 };
  for (let step = 1; step < left.verdicts.length; step += 1) {
    if (!isJudged(left, step) || !isJudged(right, step)) continue;
    const [a, b] = [left.verdicts[step] === StepVerdict.RIGHT, right.verdicts[step] === StepVerdict.RIGHT];
    counts[a ? (b ? 'both' : 'leftOnly') : b ? 'rightOnly' : 'neither'] += 1;
  }
  return counts;
}

/** The next step, or the last one before, where one of the two is right and the other is not; -1 where there is none. */
export function nextDisagreement(left: PredictionTable, right: PredictionTable, from: number, direction: 1 | -1): number {
  for (let step = from + direction; step > 0 && step < left.verdicts.length; step += direction) {
    if (!isJudged(left, step) || !isJudged(right, step)) continue;
    if (isDivergence(left.verdicts[step] ?? 0) !== isDivergence(right.verdicts[step] ?? 0)) return step;
  }
  return -1;
}

function isJudged(table: PredictionTable, step: number): boolean {
  const verdict = table.verdicts[step] ?? 0;
  return verdict === StepVerdict.RIGHT || isDivergence(verdict);
}
