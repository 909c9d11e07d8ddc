/** The model and what it has predicted of the trace on the page. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LoadProgress, ModelError, ModelInfo, StepPrediction } from '../model/protocol.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { PredictionRecord } from '../recording/prediction-record.ts';
import { PredictionTable } from './prediction-table.ts';
import { printedStep, scratchpadPlacesOf } from './trace-selectors.ts';
import type { LoadedTrace } from './trace-store.ts';
import type { PredictionMode } from './url-state.ts';

export type { LoadProgress, ModelError, ModelInfo, PredictedToken, StepPrediction, TokenChoice } from '../model/protocol.ts';

export type ModelState =
  | { readonly kind: 'none' }
  /** `progress` null: nothing is known of the size yet. */
  | { readonly kind: 'loading'; readonly progress: LoadProgress | null }
  | { readonly kind: 'ready'; readonly info: ModelInfo }
  | { readonly kind: 'failed'; readonly error: ModelError }
  /** The person stopped the download, or deleted the model. It is loaded again when they say so. */
  | { readonly kind: 'stopped'; readonly why: 'cancelled' | 'deleted'; readonly progress: LoadProgress | null };

export type PredictionActivity =
  | { readonly kind: 'idle' }
  | { readonly kind: 'predicting' }
  | { readonly kind: 'failed'; readonly error: ModelError };

/** The model's answer to the whole call in one go, without any state. */
export type DirectAnswer = { readonly kind: 'none' } | { readonly kind: 'asked' } | { readonly kind: 'answered'; readonly prediction: StepPrediction };

/** Where a run on its own starts, if that is not the first step. */
export interface Fork {
  /** The scratchpad step whose state it starts from; it predicts the steps after it. */
  readonly from: number;
  /** Whose state it is: the true one, a predicted one, or one that a person has edited. */
  readonly kind: 'true' | 'predicted' | 'edited';
  readonly start: PrintedState;
}

/** The tables of one trace. They are filled in place; `Predictions.revision` tells that they were. */
export interface PredictionTables {
  readonly loaded: LoadedTrace;
  /** The predictions came with the trace: no model on the page made them. Null: the model of the page makes them. */
  readonly recorded: Pick<PredictionRecord, 'model' | 'digest' | 'provider' | 'strategy'> | null;
  readonly forced: PredictionTable;
  readonly free: PredictionTable;
}

export interface Predictions {
  readonly model: ModelState;
  readonly mode: PredictionMode;
  /** Predicted too, after the mode that is on the page: what a comparison shows beside it. */
  readonly also: PredictionMode | null;
  readonly activity: PredictionActivity;
  readonly tables: PredictionTables | null;
  readonly direct: DirectAnswer;
  /** Free-running starts here; null: at the first step. */
  readonly fork: Fork | null;
  /** Free-running has come to its end (of its own accord, or at its limit). */
  readonly freeEnded: boolean;
  /** Grows whenever a prediction has come. */
  readonly revision: number;
}

export type PredictionStore = StoreApi<Predictions>;

export function createPredictionStore(mode: PredictionMode): PredictionStore {
  return createStore<Predictions>(() => ({
    model: { kind: 'none' },
    mode,
    also: null,
    activity: { kind: 'idle' },
    tables: null,
    direct: { kind: 'none' },
    fork: null,
    freeEnded: false,
    revision: 0,
  }));
}

export function createTables(loaded: LoadedTrace): PredictionTables {
  const { length } = scratchpadPlacesOf(loaded.lines).lineSteps;
  return { loaded, recorded: null, forced: new PredictionTable(length), free: new PredictionTable(length, true) };
}

/** The tables as they were recorded with the trace; null where no predictions of its line steps came with it. */
export function recordedTables(loaded: LoadedTrace): PredictionTables | null {
  const records = (loaded.recorded ?? []).filter(({ granularity, steps }) => granularity === 'line' && steps.length > 0);
  const [first] = records;
  if (first === undefined) return null;
  const { model, digest, provider, strategy } = first;
  const tableIn = (mode: PredictionMode): PredictionTable | null => {
    const record = records.find((one) => one.mode === mode && one.digest === digest && one.strategy === strategy);
    return record === undefined ? null : tableOfRecord(loaded, record);
  };
  const empty = createTables(loaded);
  return { loaded, recorded: { model, digest, provider, strategy }, forced: tableIn('teacher-forced') ?? empty.forced, free: tableIn('free-running') ?? empty.free };
}

const recordTables = new WeakMap<PredictionRecord, PredictionTable>();

/** The table of a record of line steps that came with the trace; the same for the same record. */
export function tableOfRecord(loaded: LoadedTrace, record: PredictionRecord): PredictionTable {
  const known = recordTables.get(record);
  if (known !== undefined) return known;
  const { lineSteps } = scratchpadPlacesOf(loaded.lines);
  const table = new PredictionTable(lineSteps.length, record.mode === 'free-running');
  for (const prediction of record.steps) {
    const truth = lineSteps[prediction.from + 1];
    if (truth !== undefined) table.add(prediction, printedStep(loaded.lines, truth));
  }
  recordTables.set(record, table);
  return table;
}

/** The tables for a run that starts elsewhere; what was predicted from true states stays. */
export function forkedTables(tables: PredictionTables, fork: Fork | null, truth: PrintedState | null): PredictionTables {
  const free = new PredictionTable(tables.forced.verdicts.length, true);
  if (fork !== null && truth !== null) free.startFrom(fork.from, fork.start, truth);
  return { ...tables, free };
}

/** The table that is on the page in the mode chosen. */
export function tableOf(predictions: Predictions): PredictionTable | null {
  if (predictions.tables === null) return null;
  return predictions.mode === 'teacher-forced' ? predictions.tables.forced : predictions.tables.free;
}
