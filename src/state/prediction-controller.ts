/**
 * Keeps the model at work on the trace that is on the page: loads it, asks for the steps round the cursor first and
 * for the rest after them, and starts over where the person went when that is elsewhere.
 */
import { aboutOf, type LoadProgress, type ModelError, type ModelInfo, type ModelRunner, type OtherModel, type PredictionTask, type Provider, type RunEnd, type Sampling, type StepPrediction } from '../model/protocol.ts';
import type { Result } from '../base/result.ts';
import type { IdleTracker } from './idle.ts';
import { answerRequest, chainRequest, courseOf, historyRequest, isMissing, ownRunRequest, stepsRequest, taskKnownTo, wantedPlaces, type RequestParts } from './prediction-requests.ts';
import { createTables, forkedTables, recordedTables, switchTask, tablesBy, tablesOfTask, type AskedPrediction, type Fork, type PredictionStore, type PredictionTables } from './prediction-store.ts';
import type { PredictionTable } from './prediction-table.ts';
import type { PredictionController } from './prediction-actions.ts';
import { answersDirectly, DIRECT_TASK, taskKey, trueState } from './prediction-task.ts';
import { nearestPlaceOf } from './trace-selectors.ts';
import type { TraceStore } from './trace-store.ts';
import type { PredictionMode } from './url-state.ts';
import type { Granularity } from '../trace/wire.ts';

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
  /** In the place of the page's own. */
  let other: OtherModel | null = null;
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
    const by = (runner ??= parts.createRunner());
    loads += 1;
    const own = loads;
    predictions.setState({ model: { kind: 'loading', progress: null } });
    // Ends after the work that loading sets off has begun: the page is never idle in between.
    const endLoad = idle.begin('model-load');
    try {
      const tell = (progress: LoadProgress): void => {
        if (own === loads && predictions.getState().model.kind === 'loading') predictions.setState({ model: { kind: 'loading', progress } });
      };
      // Its worker starts in a task of its own, not in the one that puts a trace on the page.
      const loaded = await parts.pause().then(() => loadInto(by, provider, tell));
      if (own !== loads) return;
      if (!loaded.ok && loaded.error.failure === 'cancelled') {
        const { model } = predictions.getState();
        predictions.setState({ model: { kind: 'stopped', why: 'cancelled', progress: model.kind === 'loading' ? model.progress : null } });
        return;
      }
      predictions.setState({ model: loaded.ok ? { kind: 'ready', info: loaded.value } : { kind: 'failed', error: loaded.error } });
      if (!loaded.ok) return;
      const task = taskKnownTo(loaded.value, predictions.getState().task);
      if (task !== null) predictions.setState({ task });
      startOver(true);
    } catch (error) {
      predictions.setState({ model: { kind: 'failed', error: lost(error) } });
      runner = null;
    } finally {
      endLoad();
    }
  }

  function loadInto(by: ModelRunner, provider: Provider | 'auto', tell: (progress: LoadProgress) => void): Promise<Result<ModelInfo, ModelError>> {
    return other === null ? by.load(parts.manifestUrl(), provider, tell) : by.loadOther(other, provider, tell);
  }

  function loadOther(model: OtherModel): Promise<void> {
    other = model;
    return loadModel(parts.provider());
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
      await (other === null ? runner.forget(parts.manifestUrl()) : runner.forgetOther(other.source));
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
    const { task, model, tables: before } = predictions.getState();
    const recorded = live || loaded === null ? null : recordedTables(loaded, task);
    const made = recorded ?? (loaded === null ? null : createTables(loaded, task, parts.sampling() ?? null));
    const tables = made === null || recorded !== null ? made : tablesBy(model.kind === 'ready' ? model.info : null, made, before);
    predictions.setState((now) => ({ tables, task: tables?.task ?? task, direct: { kind: 'none' }, fork: null, activity: { kind: 'idle' }, revision: now.revision + 1 }));
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

  /** What is predicted, in the order in which it is wanted. */
  function asked(): readonly AskedPrediction[] {
    const { mode, task, also } = predictions.getState();
    return [{ task, mode }, ...also];
  }

  function isWanted(): boolean {
    const { tables, model, activity, direct, fork } = predictions.getState();
    if (tables === null || tables.recorded !== null || runner === null || model.kind !== 'ready' || activity.kind === 'failed') return false;
    return direct.kind === 'asked' || asked().some(({ task, mode }) => isMissing(tables, tablesOfTask(tables, task, fork), mode, cursor(task.granularity)));
  }

  /** One request; false when there is nothing left to ask for. */
  async function predictMore(by: ModelRunner): Promise<boolean> {
    const { tables, model, activity, direct, fork } = predictions.getState();
    if (tables === null || tables.recorded !== null || model.kind !== 'ready' || activity.kind === 'failed') return false;
    if (direct.kind === 'asked') return predictDirectly(by, tables);
    for (const { task, mode } of asked()) {
      const own = tablesOfTask(tables, task, fork);
      if (isMissing(tables, own, mode, cursor(task.granularity))) return predictTask(by, { tables, own, info: model.info, sampling: parts.sampling() }, mode);
    }
    return false;
  }

  async function predictTask(by: ModelRunner, request: RequestParts, mode: PredictionMode): Promise<boolean> {
    predictions.setState({ activity: { kind: 'predicting' } });
    const { tables, own } = request;
    const pause = async (): Promise<boolean> => {
      await parts.pause();
      return isAwaited(own, mode);
    };
    switch (courseOf({ task: own.task, mode })) {
      case 'answer':
        return predictDirectly(by, tables);
      case 'steps':
        return predictSteps(by, request);
      case 'chain':
        return predictChain(by, request);
      case 'history': {
        const history = await historyRequest(request, pause);
        if (history === null) return true;
        const end = await by.teacherForced(history, (prediction) => take(request, own.forced, prediction), moved);
        if (end.ok) own.forced.ended = true;
        return goesOn(end);
      }
      case 'own-run': {
        const run = await ownRunRequest(request, predictions.getState().fork, pause);
        if (run === null) return true;
        const end = await by.freeRunning(run, (prediction) => take(request, own.free, prediction), moved);
        if (end.ok) own.free.ended = true;
        return goesOn(end);
      }
    }
  }

  async function predictSteps(by: ModelRunner, request: RequestParts): Promise<boolean> {
    const { own } = request;
    const wanted = wantedPlaces(own, cursor(own.task.granularity), arrived ? STEPS_AT_FIRST : STEPS_A_REQUEST);
    if (wanted.length === 0) return false;
    arrived = false;
    inFlight = wanted;
    const end = await by.teacherForced(stepsRequest(request, wanted), (prediction) => {
      inFlight = inFlight.filter((place) => place !== aboutOf(prediction));
      take(request, own.forced, prediction);
    }, moved);
    // The last predictions may come just after the end; a request that never gives any would be asked for ever.
    if (end.ok && inFlight.length > 0) await parts.pause();
    return givesSomething(end, inFlight.length < wanted.length);
  }

  async function predictChain(by: ModelRunner, request: RequestParts): Promise<boolean> {
    const { forced } = request.own;
    const jump = chainRequest(request);
    if (jump === null) {
      forced.ended = true;
      return true;
    }
    const before = forced.last();
    const end = await by.teacherForced(jump, (prediction) => take(request, forced, prediction), moved);
    if (end.ok && forced.last() === before) await parts.pause();
    return givesSomething(end, forced.last() > before);
  }

  /** Whether to go on: a model that says nothing is not asked for ever. */
  function givesSomething(end: RunEnd, something: boolean): boolean {
    emptyRounds = end.ok && !something ? emptyRounds + 1 : 0;
    if (emptyRounds < MAX_EMPTY_ROUNDS) return goesOn(end);
    predictions.setState({ activity: { kind: 'failed', error: { failure: 'runtime-failed', message: 'The model gave no predictions.' } } });
    return false;
  }

  /** Whether somebody still waits for the predictions of a task. */
  function isAwaited(own: RequestParts['own'], mode: PredictionMode): boolean {
    const { tables } = predictions.getState();
    const key = taskKey(own.task);
    return tables?.byTask.get(key) === own && asked().some((one) => one.mode === mode && taskKey(one.task) === key);
  }

  async function predictDirectly(by: ModelRunner, tables: PredictionTables): Promise<boolean> {
    const own = tablesOfTask(tables, DIRECT_TASK);
    const last = own.forced.verdicts.length - 1;
    predictions.setState({ activity: { kind: 'predicting' } });
    const answers: StepPrediction[] = [];
    const end = await by.freeRunning(answerRequest({ tables, sampling: parts.sampling() }, last), (prediction) => {
      answers.push({ ...prediction, to: last });
    });
    // An answer may come just after the end.
    if (end.ok && answers.length === 0) await parts.pause();
    const [prediction] = answers;
    if (predictions.getState().tables?.byTask !== tables.byTask) return true;
    if (prediction !== undefined) take({ tables, own }, own.forced, prediction);
    if (end.ok || prediction !== undefined) predictions.setState({ direct: prediction === undefined ? { kind: 'none' } : { kind: 'answered', prediction } });
    return givesSomething(end, prediction !== undefined);
  }

  function goesOn(end: RunEnd): boolean {
    if (end.ok || end.error.failure === 'cancelled') return true;
    predictions.setState({ activity: { kind: 'failed', error: end.error } });
    return false;
  }

  function take({ tables, own }: Pick<RequestParts, 'tables' | 'own'>, table: PredictionTable, prediction: StepPrediction): void {
    const about = aboutOf(prediction);
    if (predictions.getState().tables?.byTask !== tables.byTask || about >= table.verdicts.length) return;
    table.add(prediction, trueState(tables.loaded, own.task.granularity, about));
    drawSoon();
  }

  function cursor(granularity: Granularity): number {
    return nearestPlaceOf(trace.getState(), granularity);
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
    const { tables, mode, task, model } = predictions.getState();
    if (tables === null || tables.recorded !== null || model.kind !== 'ready' || courseOf({ task, mode }) !== 'steps') return;
    const at = cursor(task.granularity);
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

  function setTask(task: PredictionTask): void {
    const { tables, task: before, fork } = predictions.getState();
    if (taskKey(task) === taskKey(before)) return;
    predictions.setState((now) => ({ task, tables: tables === null ? null : switchTask(tables, task, fork), activity: { kind: 'idle' }, revision: now.revision + 1 }));
    arrived = true;
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

  function predictAlso(also: readonly AskedPrediction[]): void {
    const keys = (list: readonly AskedPrediction[]): string => list.map(({ task, mode }) => `${taskKey(task)} ${mode}`).join();
    if (keys(also) === keys(predictions.getState().also)) return;
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
    predictions.setState((now) => ({ mode: 'free-running', fork: to, tables: forkedTables(tables, to), activity: { kind: 'idle' }, revision: now.revision + 1 }));
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

  return { loadModel, loadInto, loadOther, leaveOther: () => void (other = null), stopLoading, deleteModel, predictAgain: () => startOver(true), setMode, setTask, askDirectly, predictAlso, fork, goLive, dispose };
}

function lost(error: unknown): ModelError {
  return { failure: 'runtime-failed', message: error instanceof Error ? error.message : String(error) };
}
