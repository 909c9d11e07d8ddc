/**
 * A data set on the page: its programs run and are predicted one after the other, beside what else the page shows. They
 * have an interpreter and a model of their own, which are given back at the end: the trace on the page stays as it is.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ok, type Result } from '../base/result.ts';
import type { Problem } from '../evaluation/dataset.ts';
import { evaluateProgram, skippedResult, type ProgramResult } from '../evaluation/program-result.ts';
import type { ModelError, ModelInfo, ModelRunner, PredictionTask } from '../model/protocol.ts';
import { PythonStartError, type PythonRunner } from '../python/protocol.ts';
import type { IdleTracker } from './idle.ts';
import { taskKey } from './prediction-task.ts';

export type { Problem, ProgramResult };

/** What a data set came to be judged by. */
export interface JudgedBy {
  readonly model: Pick<ModelInfo, 'name' | 'digest' | 'provider'>;
  readonly task: PredictionTask;
}

export interface Batch {
  /** Of the file, or of what else the programs are from. */
  readonly name: string;
  readonly problems: readonly Problem[];
  /** By the place of the program; those that are not there are not done. */
  readonly results: ReadonlyMap<number, ProgramResult>;
  /** 'waiting': nothing runs before the person says so. */
  readonly phase: 'waiting' | 'loading' | 'running' | 'stopped' | 'done' | 'failed';
  /** Why it ended, in words; null unless it failed. */
  readonly problem: string | null;
  /** Null before the model is loaded. */
  readonly by: JudgedBy | null;
}

/** Null: no data set is open. */
export type BatchStore = StoreApi<{ readonly batch: Batch | null }>;

export interface BatchActions {
  readonly store: BatchStore;
  /** Puts a data set on the page. Nothing of it runs. */
  open(name: string, problems: readonly Problem[]): void;
  /** Works through what is not done yet, with the model and the task of the page; all anew where all is done, or these are others now. Never rejects. */
  start(): Promise<void>;
  /** Ends the work; what is done is kept. */
  stop(): void;
  /** Opens a program in the editor, runs it and goes to the first step that was predicted wrong. */
  show(place: number): Promise<void>;
}

interface Parts {
  readonly createPython: () => PythonRunner;
  readonly createModel: () => ModelRunner;
  /** Loads the model of the page into a runner of our own. */
  readonly loadModel: (runner: ModelRunner) => Promise<Result<ModelInfo, ModelError>>;
  readonly task: () => PredictionTask;
  /** Opens, runs and shows a program; resolves when its trace is there. */
  readonly runProgram: (problem: Problem, task: PredictionTask) => Promise<void>;
  readonly goToPlace: (place: number) => void;
  readonly idle: IdleTracker;
  /** Lets the page breathe between two programs. */
  readonly pause: () => Promise<void>;
}

/** Steps of a program; one with more is cut short, and counts as not predictable. */
const MAX_STEPS = 1000;
/** Programs of a data set are small. */
const MAX_SECONDS = 5;

export function createBatch(parts: Parts): BatchActions {
  const store: BatchStore = createStore(() => ({ batch: null }));
  /** Grows with every start and stop: work that is of an earlier one ends. */
  let turn = 0;
  let atWork: { readonly python: PythonRunner; readonly model: ModelRunner } | null = null;

  function change(batch: Partial<Batch>): void {
    store.setState(({ batch: now }) => (now === null ? {} : { batch: { ...now, ...batch } }));
  }

  function open(name: string, problems: readonly Problem[]): void {
    stop();
    store.setState({ batch: { name, problems, results: new Map(), phase: 'waiting', problem: null, by: null } });
  }

  function stop(): void {
    turn += 1;
    atWork?.python.stop();
    void atWork?.model.cancelLoad();
    void atWork?.model.cancel();
    const { batch } = store.getState();
    if (batch?.phase === 'loading' || batch?.phase === 'running') change({ phase: 'stopped' });
  }

  async function start(): Promise<void> {
    stop();
    const own = turn;
    const { batch } = store.getState();
    if (batch === null) return;
    const endBusy = parts.idle.begin('batch');
    const tools = { python: parts.createPython(), model: parts.createModel() };
    atWork = tools;
    change({ phase: 'loading', problem: null });
    try {
      const loaded = await parts.loadModel(tools.model);
      if (own !== turn) return;
      if (loaded.ok) await work(own, batch, { model: loaded.value, task: parts.task() }, tools);
      else change({ phase: 'failed', problem: loaded.error.message });
    } catch (error) {
      if (own === turn) change({ phase: 'failed', problem: error instanceof Error ? error.message : String(error) });
    } finally {
      if (atWork === tools) atWork = null;
      tools.python.dispose();
      await tools.model.dispose();
      endBusy();
    }
  }

  async function work(own: number, batch: Batch, by: JudgedBy, { python, model }: NonNullable<typeof atWork>): Promise<void> {
    const goesOn = batch.phase !== 'done' && batch.by !== null && isSame(batch.by, by);
    const results = new Map(goesOn ? batch.results : []);
    change({ phase: 'running', by, results });
    await python.ready;
    for (const [place, problem] of batch.problems.entries()) {
      if (results.has(place)) continue;
      const result = await evaluateProgram(python, model, problem, { task: by.task, maxSteps: MAX_STEPS, maxSeconds: MAX_SECONDS, settle: parts.pause }).catch(orUnreadable);
      if (own !== turn) return;
      if (!result.ok) {
        change({ phase: 'failed', problem: result.error.message });
        return;
      }
      results.set(place, result.value);
      change({ results: new Map(results) });
      await parts.pause();
      if (own !== turn) return;
    }
    change({ phase: 'done' });
  }

  async function show(place: number): Promise<void> {
    const { batch } = store.getState();
    const problem = batch?.problems[place];
    if (batch === null || problem === undefined) return;
    await parts.runProgram(problem, batch.by?.task ?? parts.task());
    parts.goToPlace(batch.results.get(place)?.firstWrong ?? 0);
  }

  return { store, open, start, stop, show };
}

function isSame(a: JudgedBy, b: JudgedBy): boolean {
  return a.model.digest === b.model.digest && taskKey(a.task) === taskKey(b.task);
}

/** What a program sends that is no trace is its own fault; where Python does not start there is nothing to go on with. */
function orUnreadable(error: unknown): Result<ProgramResult, ModelError> {
  if (error instanceof PythonStartError) throw error;
  return ok(skippedResult('interpreter-died'));
}
