/**
 * Keeps the model at work on the trace that is on the page: loads it, asks for the steps round the cursor first and
 * for the rest after them, and starts over where the person went when that is elsewhere.
 */
import type { ModelError, ModelInfo, ModelRunner, Provider, RunEnd, Sampling, StepPrediction } from '../model/protocol.ts';
import type { IdleTracker } from './idle.ts';
import { MAX_FREE_STEPS, wantedSteps } from './prediction-schedule.ts';
import { createTables, forkedTables, recordedTables, type Fork, type PredictionStore, type PredictionTables } from './prediction-store.ts';
import type { PredictionTable } from './prediction-table.ts';
import { lineStepOf, printedStep, scratchpadPlacesOf } from './trace-selectors.ts';
import type { TraceStore } from './trace-store.ts';
import type { PredictionMode } from './url-state.ts';
import type { PrintedState } from '../trace/printed-state.ts';

export interface PredictionController {
  /** Loads the model, or loads it again on another provider. Never rejects. */
  loadModel(provider: Provider | 'auto'): Promise<void>;
  /** Ends the download that is under way; what has come is kept. */
  stopLoading(): void;
  /** Disposes of the model and deletes what was kept of its files. Predictions that were made stay. */
  deleteModel(): Promise<void>;
  /** Forgets what was predicted and begins anew, as when tokens are to be drawn in another way. */
  predictAgain(): void;
  setMode(mode: PredictionMode): void;
  /** Lets the model go on by itself from a state of the trace on the page; null: from the first step again. */
  fork(fork: Fork | null): void;
  /** Asks for the answer to the traced call in one go. Nothing where there is no call, or no model that was trained for it. */
  askDirectly(): void;
  /** Has a second mode predicted as well; null: no longer. */
  predictAlso(mode: PredictionMode | null): void;
  /** Has the model of the page predict what was recorded elsewhere; loads it if need be. Never rejects. */
  goLive(): Promise<void>;
  dispose(): void;
}

interface Parts {
  readonly createRunner: () => ModelRunner;
  readonly manifestUrl: () => string;
  /** How tokens are drawn; undefined: greedy. */
  readonly sampling: () => Sampling | undefined;
  readonly trace: TraceStore;
  readonly predictions: PredictionStore;
  readonly idle: IdleTracker;
  /** Which provider the first load asks for. */
  readonly provider: () => Provider | 'auto';
  /** Lets the page breathe between pieces of work. */
  readonly pause: () => Promise<void>;
}

/** Steps of one request: enough to fill batches, few enough to be made anew when the cursor goes elsewhere. */
const STEPS_A_REQUEST = 48;
/** Steps of the first request at a place where the person went: soon sent, soon answered. */
const STEPS_AT_FIRST = 12;
/** A step that is at most this far back in the running request comes soon enough. */
const SOON = 6;
/** Requests in a row that may end well and give nothing. */
const MAX_EMPTY_ROUNDS = 3;
/** States printed between two breaths of the page. */
const STATES_AT_ONCE = 20;
/** A place that the cursor leaves sooner than this, in milliseconds, is not asked about: a person is scrubbing. */
const REST = 50;
/** Predictions that come within this time, in milliseconds, are drawn together. */
const DRAW_TOGETHER = 30;

export function createPredictionController(parts: Parts): PredictionController {
  const { trace, predictions, idle } = parts;
  let runner: ModelRunner | null = null;
  let pumping = false;
  /** Steps of the running request that have not come yet, in their order. */
  let inFlight: number[] = [];
  /** The cursor has come to where nothing was predicted yet. */
  let arrived = true;
  let emptyRounds = 0;
  let loads = 0;
  let followTimer: { readonly timer: ReturnType<typeof setTimeout>; readonly endBusy: () => void } | null = null;
  let drawTimer: ReturnType<typeof setTimeout> | null = null;

  function drawSoon(): void {
    drawTimer ??= setTimeout(draw, DRAW_TOGETHER);
  }

  function draw(): void {
    if (drawTimer !== null) clearTimeout(drawTimer);
    drawTimer = null;
    predictions.setState((now) => ({ revision: now.revision + 1 }));
  }

  async function loadModel(provider: Provider | 'auto'): Promise<void> {
    runner ??= parts.createRunner();
    loads += 1;
    const own = loads;
    predictions.setState({ model: { kind: 'loading', progress: null } });
    // Ends after the work that loading sets off has begun: the page is never idle in between.
    const endLoad = idle.begin('model-load');
    try {
      const loaded = await runner.load(parts.manifestUrl(), provider, (progress) => {
        if (predictions.getState().model.kind === 'loading') predictions.setState({ model: { kind: 'loading', progress } });
      });
      if (own !== loads) return;
      if (!loaded.ok && loaded.error.failure === 'cancelled') {
        const { model } = predictions.getState();
        predictions.setState({ model: { kind: 'stopped', why: 'cancelled', progress: model.kind === 'loading' ? model.progress : null } });
        return;
      }
      predictions.setState({ model: loaded.ok ? { kind: 'ready', info: loaded.value } : { kind: 'failed', error: loaded.error } });
      if (loaded.ok) startOver(true);
    } catch (error) {
      predictions.setState({ model: { kind: 'failed', error: lost(error) } });
      runner = null;
    } finally {
      endLoad();
    }
  }

  function stopLoading(): void {
    void runner?.cancelLoad();
  }

  async function deleteModel(): Promise<void> {
    if (runner === null) return;
    loads += 1;
    predictions.setState({ model: { kind: 'stopped', why: 'deleted', progress: null }, activity: { kind: 'idle' } });
    const endBusy = idle.begin('model-load');
    try {
      await runner.forget(parts.manifestUrl());
    } finally {
      endBusy();
    }
  }

  /** The device was lost, and the model goes on elsewhere. */
  function moved(info: ModelInfo): void {
    if (predictions.getState().model.kind === 'ready') predictions.setState({ model: { kind: 'ready', info } });
  }

  /**
   * Forgets what was predicted and begins on the trace that is on the page now.
   * @param live the model predicts anew what came recorded with the trace.
   */
  function startOver(live = false): void {
    const { loaded } = trace.getState();
    const recorded = live || loaded === null ? null : recordedTables(loaded);
    predictions.setState((now) => ({
      tables: recorded ?? (loaded === null ? null : createTables(loaded)),
      direct: { kind: 'none' },
      fork: null,
      freeEnded: recorded !== null && recorded.free.last() > 0,
      activity: { kind: 'idle' },
      revision: now.revision + 1,
    }));
    void runner?.cancel();
    void pump();
  }

  /** Works until nothing is wanted any more. One at a time. */
  async function pump(): Promise<void> {
    if (pumping || runner === null || predictions.getState().model.kind !== 'ready') return;
    pumping = true;
    const endBusy = idle.begin('predict');
    try {
      while (await predictMore(runner)) await parts.pause();
      const { activity } = predictions.getState();
      if (activity.kind === 'predicting') predictions.setState({ activity: { kind: 'idle' } });
    } catch (error) {
      predictions.setState({ activity: { kind: 'failed', error: lost(error) } });
    } finally {
      pumping = false;
      inFlight = [];
      draw();
      // What was asked for while the last request ended (another mode, another trace) would wait for ever.
      if (isWanted()) void pump();
      endBusy();
    }
  }

  function isWanted(): boolean {
    const { tables, mode, also, model, activity, direct, freeEnded, fork } = predictions.getState();
    if (tables === null || tables.recorded !== null || runner === null || model.kind !== 'ready' || activity.kind === 'failed') return false;
    const wants = (one: PredictionMode): boolean => (one === 'teacher-forced' ? wantedSteps(tables.forced, cursor(), 1).length > 0 : !freeEnded && tables.free.verdicts.length - (fork?.from ?? 0) > 1);
    return direct.kind === 'asked' || modesOf(mode, also).some(wants);
  }

  /** One request; false when there is nothing left to ask for. */
  async function predictMore(by: ModelRunner): Promise<boolean> {
    const { tables, mode, also, model, activity } = predictions.getState();
    if (tables === null || tables.recorded !== null || model.kind !== 'ready' || activity.kind === 'failed') return false;
    if (predictions.getState().direct.kind === 'asked') return predictDirectly(by, tables);
    for (const one of modesOf(mode, also)) {
      if (await (one === 'teacher-forced' ? predictForced(by, tables) : predictFree(by, tables))) return true;
    }
    return false;
  }

  async function predictForced(by: ModelRunner, tables: PredictionTables): Promise<boolean> {
    const wanted = wantedSteps(tables.forced, cursor(), arrived ? STEPS_AT_FIRST : STEPS_A_REQUEST);
    if (wanted.length === 0) return false;
    arrived = false;
    predictions.setState({ activity: { kind: 'predicting' } });
    inFlight = wanted;
    const states = stateReader(tables);
    const steps = wanted.map((step) => ({ from: step - 1, state: states(step - 1), truth: states(step) }));
    const end = await by.teacherForced({ source: tables.loaded.program.code, steps, sampling: parts.sampling() }, (prediction) => {
      inFlight = inFlight.filter((step) => step !== aboutOf(prediction));
      take(tables, tables.forced, prediction);
    }, moved);
    // The last predictions may come just after the end; a request that never gives any would be asked for ever.
    if (end.ok && inFlight.length > 0) await parts.pause();
    emptyRounds = end.ok && inFlight.length === wanted.length ? emptyRounds + 1 : 0;
    if (emptyRounds < MAX_EMPTY_ROUNDS) return goesOn(end);
    predictions.setState({ activity: { kind: 'failed', error: { failure: 'runtime-failed', message: 'The model gave no predictions.' } } });
    return false;
  }

  async function predictFree(by: ModelRunner, tables: PredictionTables): Promise<boolean> {
    const { freeEnded, fork } = predictions.getState();
    if (freeEnded) return false;
    const from = fork?.from ?? 0;
    const total = Math.min(tables.free.verdicts.length, from + MAX_FREE_STEPS + 1);
    if (total - from < 2) return false;
    predictions.setState({ activity: { kind: 'predicting' } });
    const states = stateReader(tables);
    const truth: PrintedState[] = [];
    for (let step = from + 1; step < total; step += 1) {
      truth.push(states(step));
      if (step % STATES_AT_ONCE === 0) await parts.pause();
      if (isStale(tables)) return true;
    }
    const end = await by.freeRunning({ source: tables.loaded.program.code, from, start: fork?.start ?? states(0), truth, maxSteps: total - 1 - from, sampling: parts.sampling() }, (prediction) => {
      take(tables, tables.free, prediction);
    }, moved);
    if (end.ok && tables === predictions.getState().tables) predictions.setState({ freeEnded: true });
    return goesOn(end);
  }

  /** Whether nobody waits for the run on its own over these tables any more. */
  function isStale(tables: PredictionTables): boolean {
    const { tables: now, mode, also } = predictions.getState();
    return now !== tables || !modesOf(mode, also).includes('free-running');
  }

  async function predictDirectly(by: ModelRunner, tables: PredictionTables): Promise<boolean> {
    const { code, call } = tables.loaded.program;
    const states = stateReader(tables);
    const last = tables.forced.verdicts.length - 1;
    predictions.setState({ activity: { kind: 'predicting' } });
    const answers: StepPrediction[] = [];
    const request = { source: code, call: call.trim(), from: 0, start: states(0), truth: [states(last)], places: [last], maxSteps: 1, task: { strategy: 'direct', granularity: 'line', jump: 1 } } as const;
    const end = await by.freeRunning(request, (prediction) => {
      answers.push(prediction);
    });
    // An answer may come just after the end.
    if (end.ok && answers.length === 0) await parts.pause();
    const [prediction] = answers;
    if (predictions.getState().tables === tables && (end.ok || prediction !== undefined)) predictions.setState({ direct: prediction === undefined ? { kind: 'none' } : { kind: 'answered', prediction } });
    return goesOn(end);
  }

  function goesOn(end: RunEnd): boolean {
    if (end.ok || end.error.failure === 'cancelled') return true;
    predictions.setState({ activity: { kind: 'failed', error: end.error } });
    return false;
  }

  function take(tables: PredictionTables, table: PredictionTable, prediction: StepPrediction): void {
    if (predictions.getState().tables !== tables || aboutOf(prediction) >= table.verdicts.length) return;
    table.add(prediction, stateReader(tables)(aboutOf(prediction)));
    drawSoon();
  }

  /** Place of the current step among the scratchpad steps; of the nearest one before it where it is none itself. */
  function cursor(): number {
    const view = trace.getState();
    const step = lineStepOf(view);
    if (view.loaded === null || step === null) return 0;
    const { places } = scratchpadPlacesOf(view.loaded.lines);
    for (let near = step; near >= 0; near -= 1) {
      const place = places[near] ?? -1;
      if (place >= 0) return place;
    }
    return 0;
  }

  function followSoon(): void {
    if (followTimer !== null) clearTimeout(followTimer.timer);
    const endBusy = followTimer?.endBusy ?? idle.begin('predict');
    const timer = setTimeout(() => {
      followTimer = null;
      followCursor();
      endBusy();
    }, REST);
    followTimer = { timer, endBusy };
  }

  function followCursor(): void {
    const { tables, mode, model } = predictions.getState();
    if (tables === null || tables.recorded !== null || mode === 'free-running' || model.kind !== 'ready') return;
    const at = cursor();
    arrived ||= !tables.forced.has(at);
    if (pumping && !tables.forced.has(at)) {
      const turn = inFlight.indexOf(at);
      if (at > 0 && (turn < 0 || turn > SOON)) void runner?.cancel();
    }
    void pump();
  }

  const unsubscribe = trace.subscribe((view, before) => {
    if (view.loaded !== before.loaded) {
      startOver();
      // A reader of a recording needs no model.
      if (view.loaded !== null && view.loaded.recorded === null && predictions.getState().model.kind === 'none') void loadModel(parts.provider());
    } else if (view.step !== before.step || view.granularity !== before.granularity) {
      followSoon();
    }
  });

  function setMode(mode: PredictionMode): void {
    if (mode === predictions.getState().mode) return;
    predictions.setState((now) => ({ mode, activity: { kind: 'idle' }, revision: now.revision + 1 }));
    void runner?.cancel();
    void pump();
  }

  function askDirectly(): void {
    const { tables, model } = predictions.getState();
    if (tables === null || tables.recorded !== null || model.kind !== 'ready' || !answersDirectly(model.info) || tables.loaded.program.call.trim() === '') return;
    predictions.setState({ direct: { kind: 'asked' } });
    void runner?.cancel();
    void pump();
  }

  function predictAlso(also: PredictionMode | null): void {
    if (also === predictions.getState().also) return;
    predictions.setState({ also });
    void pump();
  }

  async function goLive(): Promise<void> {
    const { tables, model } = predictions.getState();
    if (tables === null || tables.recorded === null) return;
    if (model.kind === 'ready') startOver(true);
    else await loadModel(parts.provider());
  }

  function fork(to: Fork | null): void {
    const { tables } = predictions.getState();
    if (tables === null) return;
    if (tables.recorded !== null) {
      void goLive().then(() => {
        if (predictions.getState().tables?.loaded === tables.loaded && predictions.getState().tables?.recorded === null) fork(to);
      });
      return;
    }
    const truth = to === null ? null : stateReader(tables)(to.from);
    predictions.setState((now) => ({ mode: 'free-running', fork: to, tables: forkedTables(tables, to, truth), freeEnded: false, activity: { kind: 'idle' }, revision: now.revision + 1 }));
    void runner?.cancel();
    void pump();
  }

  function dispose(): void {
    unsubscribe();
    if (drawTimer !== null) clearTimeout(drawTimer);
    if (followTimer !== null) clearTimeout(followTimer.timer);
    followTimer?.endBusy();
    void runner?.dispose();
    runner = null;
  }

  return { loadModel, stopLoading, deleteModel, predictAgain: () => startOver(true), setMode, askDirectly, predictAlso, fork, goLive, dispose };
}

/** Whether the model was trained to answer a call in one go. */
export function answersDirectly(info: ModelInfo): boolean {
  return info.tasks.some(({ strategy }) => strategy === 'direct');
}

/** What is predicted, in the order in which it is wanted. */
function modesOf(mode: PredictionMode, also: PredictionMode | null): readonly PredictionMode[] {
  return also === null || also === mode ? [mode] : [mode, also];
}

/** Place of the step that a prediction is about. */
function aboutOf(prediction: StepPrediction): number {
  return prediction.to ?? prediction.from + 1;
}

/** Reads true states by scratchpad step. */
function stateReader(tables: PredictionTables): (step: number) => PrintedState {
  const { lines } = tables.loaded;
  const { lineSteps } = scratchpadPlacesOf(lines);
  return (step) => printedStep(lines, lineSteps[step] ?? 0);
}

function lost(error: unknown): ModelError {
  return { failure: 'runtime-failed', message: error instanceof Error ? error.message : String(error) };
}
