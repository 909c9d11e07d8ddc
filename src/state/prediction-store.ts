/** The model and what it has predicted of the trace on the page. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LoadProgress, ModelError, ModelInfo } from '../model/protocol.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { PredictionTable } from './prediction-table.ts';
import { scratchpadPlacesOf } from './trace-selectors.ts';
import type { LoadedTrace } from './trace-store.ts';
import type { PredictionMode } from './url-state.ts';

export type { LoadProgress, ModelError, ModelInfo, PredictedToken, StepPrediction, TokenChoice } from '../model/protocol.ts';

export type ModelState =
  | { readonly kind: 'none' }
  /** `progress` null: nothing is known of the size yet. */
  | { readonly kind: 'loading'; readonly progress: LoadProgress | null }
  | { readonly kind: 'ready'; readonly info: ModelInfo }
  | { readonly kind: 'failed'; readonly error: ModelError };

export type PredictionActivity =
  | { readonly kind: 'idle' }
  | { readonly kind: 'predicting' }
  | { readonly kind: 'failed'; readonly error: ModelError };

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
  readonly forced: PredictionTable;
  readonly free: PredictionTable;
}

export interface Predictions {
  readonly model: ModelState;
  readonly mode: PredictionMode;
  readonly activity: PredictionActivity;
  readonly tables: PredictionTables | null;
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
    activity: { kind: 'idle' },
    tables: null,
    fork: null,
    freeEnded: false,
    revision: 0,
  }));
}

export function createTables(loaded: LoadedTrace): PredictionTables {
  const { length } = scratchpadPlacesOf(loaded.lines).lineSteps;
  return { loaded, forced: new PredictionTable(length), free: new PredictionTable(length, true) };
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
