/**
 * Traces that were recorded elsewhere: by somebody who made a link or a file of them. They are shown as they are, marked
 * as recorded; nothing runs until the person says so, and then the page says whether it came out the same.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { aboutOf, type StepPrediction } from '../model/protocol.ts';
import { taskOfRecord, type PredictionStore } from './prediction-store.ts';
import { taskKey } from './prediction-task.ts';
import { sameProgram } from './program-store.ts';
import { printedStep } from './trace-selectors.ts';
import type { LoadedTrace, TraceStore } from './trace-store.ts';
import type { PredictionMode } from './url-state.ts';

/** 'tutor': imported from Python Tutor, whose traces leave out too much to be compared with a run. */
export type RecordedFrom = 'link' | 'file' | 'tutor' | 'example';

/** How a run of one's own compares with the recording that was shown before it. */
export interface Rerun {
  /** The first line step that differs, from 0; null: none does. */
  readonly firstDifferent: number | null;
  /** Null: not known yet, or nothing was recorded. `different` of `compared` predictions came out otherwise. */
  readonly predictions: { readonly compared: number; readonly different: number } | null;
}

export interface RecordedView {
  /** The run that is on the page beside the recording that it repeats; null while none is. */
  readonly rerun: Rerun | null;
}

export type RecordedStore = StoreApi<RecordedView>;

/** The modes that a recording has predictions in. */
export function recordedModes(loaded: LoadedTrace | null): readonly PredictionMode[] {
  const records = loaded?.recorded?.filter(({ steps }) => steps.length > 0) ?? [];
  return [...new Set(records.map(({ mode }) => mode))];
}

interface Parts {
  readonly trace: TraceStore;
  readonly predictions: PredictionStore;
}

/** Line steps that are compared at most; a recording of more is compared that far. */
const MAX_COMPARED = 20_000;

export function createRecordedStore({ trace, predictions }: Parts): RecordedStore {
  const store = createStore<RecordedView>(() => ({ rerun: null }));
  let original: LoadedTrace | null = null;
  trace.subscribe(({ loaded }, before) => {
    if (loaded === before.loaded) return;
    const shown = isShared(before.loaded) ? before.loaded : original;
    original = loaded !== null && !isShared(loaded) && shown !== null && sameProgram(shown.program, loaded.program) ? shown : null;
    store.setState({ rerun: original === null || loaded === null ? null : { firstDifferent: firstDifferentStep(original, loaded), predictions: null } });
  });
  predictions.subscribe((now) => {
    const { rerun } = store.getState();
    const loaded = trace.getState().loaded;
    if (rerun === null || original === null || now.activity.kind !== 'idle' || now.tables === null || now.tables.loaded !== loaded) return;
    const record = original.recorded?.find((one) => one.mode === now.mode && taskKey(taskOfRecord(one)) === taskKey(now.task));
    const table = now.mode === 'teacher-forced' ? now.tables.forced : now.tables.free;
    const compared = record === undefined ? null : comparePredictions(record.steps, (step) => table.about(step));
    if (JSON.stringify(compared) !== JSON.stringify(rerun.predictions)) store.setState({ rerun: { ...rerun, predictions: compared } });
  });
  return store;
}

/** Made by somebody else. */
function isShared(loaded: LoadedTrace | null): boolean {
  return loaded !== null && (loaded.recordedFrom === 'link' || loaded.recordedFrom === 'file');
}

/** Null until a prediction of one's own has come for each that was recorded. */
function comparePredictions(recorded: readonly StepPrediction[], about: (step: number) => StepPrediction | undefined): Rerun['predictions'] {
  let different = 0;
  for (const { from, to, outcome } of recorded) {
    const own = about(aboutOf({ from, to }));
    if (own === undefined) return null;
    if (JSON.stringify(own.outcome) !== JSON.stringify(outcome)) different += 1;
  }
  return { compared: recorded.length, different };
}

function firstDifferentStep(recorded: LoadedTrace, own: LoadedTrace): number | null {
  const count = Math.min(recorded.lines.count, own.lines.count, MAX_COMPARED);
  for (let step = 0; step < count; step += 1) {
    if (JSON.stringify(printedStep(recorded.lines, step)) !== JSON.stringify(printedStep(own.lines, step))) return step;
  }
  if (recorded.lines.count !== own.lines.count && count < MAX_COMPARED) return count;
  return recorded.trace.stdout === own.trace.stdout ? null : Math.max(0, count - 1);
}
