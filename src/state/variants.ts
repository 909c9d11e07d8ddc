/** The predictions of the trace on the page that can stand side by side: those of the page's model in each mode, and those that came recorded. */
import type { PredictionRecord } from '../recording/prediction-record.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { compareStates, type ComparisonGroup, type ComparisonRow } from './comparison.ts';
import { tableOfRecord, type Predictions, type PredictionTables } from './prediction-store.ts';
import { isDivergence, StepVerdict, type PredictionTable } from './prediction-table.ts';
import { TEXTS } from './texts.ts';
import type { PredictionMode } from './url-state.ts';

export interface Variant {
  /** The same while the trace stays on the page. */
  readonly id: string;
  readonly label: string;
  readonly mode: PredictionMode;
  readonly table: PredictionTable;
  /** The model of the page makes it, on demand; false: it came with the trace. */
  readonly live: boolean;
}

function modeText(mode: PredictionMode): string {
  return mode === 'teacher-forced' ? TEXTS.states.forced : TEXTS.states.free;
}

/** In a fixed order; two at least wherever there is a trace. */
export function variantsOf({ tables, model }: Predictions): readonly Variant[] {
  if (tables === null) return [];
  const variants: Variant[] = [];
  if (tables.recorded === null) {
    const name = model.kind === 'ready' ? `${model.info.name} ${model.info.digest.slice(0, 8)}` : TEXTS.model.title;
    variants.push({ id: 'forced', label: `${name}, ${modeText('teacher-forced')}`, mode: 'teacher-forced', table: tables.forced, live: true });
    variants.push({ id: 'free', label: `${name}, ${modeText('free-running')}`, mode: 'free-running', table: tables.free, live: true });
  }
  (tables.loaded.recorded ?? []).forEach((record, place) => {
    if (record.granularity === 'line' && record.steps.length > 0) variants.push(recordedVariant(tables, record, place));
  });
  return variants;
}

function recordedVariant(tables: PredictionTables, record: PredictionRecord, place: number): Variant {
  const label = `${TEXTS.recorded.mark}: ${record.model} ${record.digest.slice(0, 8)}, ${record.strategy}, ${modeText(record.mode)}`;
  return { id: `recorded-${String(place)}`, label, mode: record.mode, table: tableOfRecord(tables.loaded, record), live: false };
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
