/** The model and what it has predicted of the trace on the page. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { aboutOf, DEFAULT_TASK, type LoadProgress, type ModelError, type ModelInfo, type PredictionTask, type Sampling, type StepPrediction } from '../model/protocol.ts';
import type { GrammarVersion } from '../scratchpad/vocabulary.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Granularity } from '../trace/wire.ts';
import type { PredictionRecord } from '../recording/prediction-record.ts';
import { PredictionTable } from './prediction-table.ts';
import { grammarOf, placeCount, taskKey, taskOf, trueState } from './prediction-task.ts';
import type { LoadedTrace } from './trace-store.ts';
import type { PredictionMode } from './url-state.ts';

export type { LoadProgress, ModelError, ModelInfo, PredictedToken, PredictionTask, StepPrediction, TokenChoice } from '../model/protocol.ts';

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
  /** Whose scratchpad steps these are; a task of the other granularity starts at its first step. */
  readonly granularity: Granularity;
  /** Whose state it is: the true one, a predicted one, or one that a person has edited. */
  readonly kind: 'true' | 'predicted' | 'edited';
  readonly start: PrintedState;
}

/** What is predicted of one trace by one task, in both modes. */
export interface TaskTables {
  readonly task: PredictionTask;
  readonly forced: PredictionTable;
  readonly free: PredictionTable;
}

/** A model that made predictions. */
export type MadeBy = Pick<ModelInfo, 'name' | 'digest'>;

/** What another model of the page had predicted of the trace before. */
export interface OtherTables {
  readonly madeBy: MadeBy;
  readonly byTask: ReadonlyMap<string, TaskTables>;
}

/** The tables of one trace: those of the task on the page. They are filled in place; `Predictions.revision` tells that they were. */
export interface PredictionTables extends TaskTables {
  readonly loaded: LoadedTrace;
  /** The predictions came with the trace: no model on the page made them. Null: the model of the page makes them. */
  readonly recorded: Pick<PredictionRecord, 'model' | 'digest' | 'provider' | 'strategy' | 'grammarVersion'> | null;
  /** How their tokens are drawn; null: greedy. */
  readonly sampling: Sampling | null;
  /** Those of every task that was asked for so far, by `taskKey`, this one's too. */
  readonly byTask: Map<string, TaskTables>;
  /** The model of the page that fills them; null where none is there yet, or they came recorded. */
  readonly madeBy: MadeBy | null;
  /** Of the models that the person had chosen before, the last one last. */
  readonly others: readonly OtherTables[];
}

/** One way to have a trace predicted. */
export interface AskedPrediction {
  readonly task: PredictionTask;
  readonly mode: PredictionMode;
}

export interface Predictions {
  readonly model: ModelState;
  readonly mode: PredictionMode;
  readonly task: PredictionTask;
  /** Predicted too, after what is on the page: what a comparison shows beside it. */
  readonly also: readonly AskedPrediction[];
  readonly activity: PredictionActivity;
  readonly tables: PredictionTables | null;
  readonly direct: DirectAnswer;
  /** Free-running starts here; null: at the first step. */
  readonly fork: Fork | null;
  /** Grows whenever a prediction has come. */
  readonly revision: number;
}

export type PredictionStore = StoreApi<Predictions>;

export function createPredictionStore(mode: PredictionMode, task: PredictionTask = DEFAULT_TASK): PredictionStore {
  return createStore<Predictions>(() => ({
    model: { kind: 'none' },
    mode,
    task,
    also: [],
    activity: { kind: 'idle' },
    tables: null,
    direct: { kind: 'none' },
    fork: null,
    revision: 0,
  }));
}

/** A direct answer is the same in both modes. */
function newTables(loaded: LoadedTrace, task: PredictionTask, fork: Fork | null): TaskTables {
  const forced = newTable(loaded, task, false);
  return { task, forced, free: task.strategy === 'direct' ? forced : freeTable(loaded, task, fork) };
}

function newTable(loaded: LoadedTrace, task: PredictionTask, inherits: boolean): PredictionTable {
  return new PredictionTable(placeCount(loaded, task.granularity), inherits);
}

export function createTables(loaded: LoadedTrace, task: PredictionTask = DEFAULT_TASK, sampling: Sampling | null = null): PredictionTables {
  const first = newTables(loaded, task, null);
  return { ...first, loaded, recorded: null, sampling, byTask: new Map([[taskKey(task), first]]), madeBy: null, others: [] };
}

/** New tables, to be filled by a model; what another one had predicted of the same trace is kept beside them. */
export function tablesBy(info: ModelInfo | null, tables: PredictionTables, before: PredictionTables | null): PredictionTables {
  const madeBy = info === null ? null : { name: info.name, digest: info.digest };
  if (before === null || before.loaded !== tables.loaded) return { ...tables, madeBy };
  const { madeBy: by, byTask } = before;
  const isWorth = by !== null && [...byTask.values()].some(({ forced, free }) => forced.last() > 0 || free.last() > 0);
  const kept = isWorth ? [...before.others, { madeBy: by, byTask }] : before.others;
  const latest = new Map(kept.map((other) => [other.madeBy.digest, other]));
  return { ...tables, madeBy, others: [...latest.values()].filter((other) => other.madeBy.digest !== info?.digest) };
}

/** The tables of a task over the same trace; what was predicted by others stays. */
export function tablesOfTask(tables: PredictionTables, task: PredictionTask, fork: Fork | null = null): TaskTables {
  const known = tables.byTask.get(taskKey(task));
  if (known !== undefined) return known;
  const made = newTables(tables.loaded, task, fork);
  tables.byTask.set(taskKey(task), made);
  return made;
}

/** The tables of the page for another task. */
export function switchTask(tables: PredictionTables, task: PredictionTask, fork: Fork | null): PredictionTables {
  const { forced, free } = tablesOfTask(tables, task, fork);
  return { ...tables, task, forced, free };
}

/** What a record was asked. */
export function taskOfRecord({ strategy, granularity, jump }: PredictionRecord): PredictionTask {
  return taskOf(strategy, granularity, jump);
}

/** The records that there is a place for beside the trace. */
export function usableRecords(loaded: LoadedTrace): readonly PredictionRecord[] {
  return (loaded.recorded ?? []).filter(({ granularity, steps }) => steps.length > 0 && placeCount(loaded, granularity) > 0);
}

/** The tables as they were recorded with the trace, of `wanted` or else of the first task that was; null where no predictions came with it. */
export function recordedTables(loaded: LoadedTrace, wanted: PredictionTask = DEFAULT_TASK): PredictionTables | null {
  const records = usableRecords(loaded);
  const key = taskKey(wanted);
  const first = records.find((record) => taskKey(taskOfRecord(record)) === key) ?? records[0];
  if (first === undefined) return null;
  const { model, digest, provider, strategy, grammarVersion, sampling } = first;
  const tables = { ...createTables(loaded, taskOfRecord(first), sampling), recorded: { model, digest, provider, strategy, grammarVersion } };
  for (const task of records.map(taskOfRecord)) {
    const tableIn = (mode: PredictionMode): PredictionTable | undefined => {
      const record = records.find((one) => one.mode === mode && one.digest === digest && taskKey(taskOfRecord(one)) === taskKey(task));
      return record === undefined ? undefined : tableOfRecord(loaded, record);
    };
    const empty = newTables(loaded, task, null);
    const [forced, free] = [tableIn('teacher-forced'), tableIn('free-running')];
    const once = task.strategy === 'direct' ? (forced ?? free) : undefined;
    tables.byTask.set(taskKey(task), { task, forced: once ?? forced ?? empty.forced, free: once ?? free ?? empty.free });
  }
  return switchTask(tables, tables.task, null);
}

const recordTables = new WeakMap<PredictionRecord, PredictionTable>();

/** The table of a record that came with the trace; the same for the same record. */
export function tableOfRecord(loaded: LoadedTrace, record: PredictionRecord): PredictionTable {
  const known = recordTables.get(record);
  if (known !== undefined) return known;
  const { granularity } = record;
  const table = new PredictionTable(placeCount(loaded, granularity), record.mode === 'free-running');
  for (const prediction of record.steps) {
    const about = aboutOf(prediction);
    if (about < table.verdicts.length) table.add(prediction, trueState(loaded, granularity, about));
  }
  table.ended = record.mode === 'free-running' && table.last() > 0;
  recordTables.set(record, table);
  return table;
}

/** The tables for a run that starts elsewhere; what was predicted from true states stays. */
export function forkedTables(tables: PredictionTables, fork: Fork | null): PredictionTables {
  for (const [key, { task, forced }] of [...tables.byTask]) tables.byTask.set(key, { task, forced, free: task.strategy === 'direct' ? forced : freeTable(tables.loaded, task, fork) });
  return switchTask(tables, tables.task, fork);
}

function freeTable(loaded: LoadedTrace, task: PredictionTask, fork: Fork | null): PredictionTable {
  const free = newTable(loaded, task, true);
  if (fork !== null && appliesTo(fork, task)) free.startFrom(fork.from, fork.start, trueState(loaded, task.granularity, fork.from));
  return free;
}

/** Whether a run of a task on its own starts there: a direct answer has no steps to start from. */
export function appliesTo(fork: Fork, { strategy, granularity }: PredictionTask): boolean {
  return fork.granularity === granularity && strategy !== 'direct';
}

/** Where the run of the page on its own starts, if that is not the first step. */
export function forkOf({ fork, task }: Pick<Predictions, 'fork' | 'task'>): Fork | null {
  return fork !== null && appliesTo(fork, task) ? fork : null;
}

/** What was predicted of each line from the true state before it, whatever task is on the page. */
export function lineTable({ tables }: Predictions): PredictionTable | null {
  return tables?.byTask.get(taskKey(DEFAULT_TASK))?.forced ?? null;
}

/** The table that is on the page in the mode chosen. */
export function tableOf(predictions: Predictions): PredictionTable | null {
  if (predictions.tables === null) return null;
  return predictions.mode === 'teacher-forced' ? predictions.tables.forced : predictions.tables.free;
}

/** By which version of the scratchpad's grammar the predictions are written: that of their recording, else of the model. */
export function grammarOfPredictions({ model, tables }: Predictions): GrammarVersion {
  return grammarOf(tables?.recorded ?? (model.kind === 'ready' ? model.info : null));
}
