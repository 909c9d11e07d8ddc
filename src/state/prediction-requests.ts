/**
 * What is asked of the model for a task over a trace. Dynamic predictions from true states are made step by step, those
 * round the cursor first. All others are one run from its start on: a history is one text, a jump of the model's own
 * choice ends where the next one begins, and on its own the model goes on from what it said before.
 */
import { isTrainedFor, type FreeRunningRequest, type ModelInfo, type PredictionTask, type Sampling, type TeacherForcedRequest } from '../model/protocol.ts';
import type { TrueState } from '../scratchpad/step.ts';
import { appliesTo, type AskedPrediction, type Fork, type PredictionTables, type TaskTables } from './prediction-store.ts';
import { MAX_FREE_STEPS, wantedSteps } from './prediction-schedule.ts';
import { bytecodeOf, DIRECT_TASK, firstPlaceOf, grammarOf, historyOf, isHistory, STRATEGIES, taskOf, trueState, workedState } from './prediction-task.ts';
import type { PredictionMode } from './url-state.ts';

/** How the places of a task come by their predictions. */
export type Course = 'steps' | 'chain' | 'history' | 'own-run' | 'answer';

export function courseOf({ task, mode }: AskedPrediction): Course {
  if (task.strategy === 'direct') return 'answer';
  if (mode === 'free-running') return 'own-run';
  if (isHistory(task.strategy)) return 'history';
  return task.jump === 'auto' ? 'chain' : 'steps';
}

export interface RequestParts {
  readonly tables: PredictionTables;
  readonly own: TaskTables;
  readonly info: ModelInfo;
  readonly sampling: Sampling | undefined;
}

/** Whether anything of it is still to be asked for. */
export function isMissing(tables: PredictionTables, own: TaskTables, mode: PredictionMode, cursor: number): boolean {
  const count = own.forced.verdicts.length;
  if (count < 2) return false;
  switch (courseOf({ task: own.task, mode })) {
    case 'answer':
      return tables.loaded.program.call.trim() !== '' && !own.forced.has(count - 1);
    case 'own-run':
      return !own.free.ended;
    case 'history':
    case 'chain':
      return !own.forced.ended;
    case 'steps':
      return wantedPlaces(own, cursor, 1).length > 0;
  }
}

/** Places to ask about next, the most wanted first. */
export function wantedPlaces({ task, forced }: TaskTables, cursor: number, limit: number): number[] {
  return wantedSteps(forced, cursor, limit, firstPlaceOf(task, forced.verdicts.length));
}

function headOf({ tables, own, info, sampling }: RequestParts): Pick<TeacherForcedRequest, 'source' | 'call' | 'task' | 'bytecode' | 'sampling' | 'stopWhenMalformed'> {
  const { loaded } = tables;
  const { task } = own;
  return {
    source: loaded.program.code,
    call: loaded.program.call.trim() === '' ? undefined : loaded.program.call.trim(),
    task,
    bytecode: bytecodeOf(loaded, task.granularity),
    sampling,
    // What was not trained for seldom ends of its own accord.
    stopWhenMalformed: isTrainedFor(info, task) ? undefined : true,
  };
}

export function stepsRequest(parts: RequestParts, places: readonly number[]): TeacherForcedRequest {
  const { loaded } = parts.tables;
  const { granularity, jump } = parts.own.task;
  const by = jump === 'auto' ? 1 : jump;
  const steps = places.map((to) => {
    const from = Math.max(0, to - by);
    return { from, state: trueState(loaded, granularity, from), truth: workedState(loaded, granularity, to, grammarOf(parts.info)), ...(to === from + 1 ? {} : { to }) };
  });
  return { ...headOf(parts), steps };
}

/** The next jump of a chain, from the true state that the last one should have led to; null where the chain has come to its end. */
export function chainRequest(parts: RequestParts): TeacherForcedRequest | null {
  const { forced, task } = parts.own;
  const last = forced.verdicts.length - 1;
  const from = Math.max(0, forced.last());
  if (from >= last || from >= MAX_FREE_STEPS) return null;
  return { ...headOf(parts), steps: [{ from, to: last, state: trueState(parts.tables.loaded, task.granularity, from), truth: null }] };
}

/** @param pause lets the page breathe while states are printed; false: nobody waits for them any more. */
export async function historyRequest(parts: RequestParts, pause: () => Promise<boolean>): Promise<TeacherForcedRequest | null> {
  const { task } = parts.own;
  const { loaded } = parts.tables;
  if (!isHistory(task.strategy)) return null;
  const chain = [0, ...fitting(historyOf(loaded, task.strategy, task.granularity, 0), parts.info)];
  const states = await printed(parts, chain, pause);
  if (states === null) return null;
  const steps = chain.slice(1).flatMap((to, k) => {
    const [state, truth] = [states[k], states[k + 1]];
    return state === undefined || truth === undefined ? [] : [{ from: chain[k] ?? 0, to, state, truth }];
  });
  return { ...headOf(parts), steps };
}

/** A run of the model's own, from the fork where there is one. Null: nobody waits for it any more. */
export async function ownRunRequest(parts: RequestParts, fork: Fork | null, pause: () => Promise<boolean>): Promise<FreeRunningRequest | null> {
  const { task, free } = parts.own;
  const { loaded } = parts.tables;
  const start = fork !== null && appliesTo(fork, task) ? fork : null;
  const from = start?.from ?? 0;
  const total = Math.min(free.verdicts.length, from + MAX_FREE_STEPS + 1);
  const history = isHistory(task.strategy) ? fitting(historyOf(loaded, task.strategy, task.granularity, from), parts.info) : null;
  const places = history ?? Array.from({ length: Math.max(0, total - 1 - from) }, (_, k) => from + 1 + k);
  const truth = await printed(parts, places, pause);
  if (truth === null) return null;
  return { ...headOf(parts), from, start: start?.start ?? trueState(loaded, task.granularity, 0), truth, maxSteps: places.length, ...(history === null ? {} : { places: history }) };
}

/** What the call comes to, in one go. */
export function answerRequest({ tables, sampling }: Pick<RequestParts, 'tables' | 'sampling'>, last: number): FreeRunningRequest {
  const { loaded } = tables;
  const { code, call } = loaded.program;
  const [start, truth] = [trueState(loaded, 'line', 0), trueState(loaded, 'line', last)];
  return { source: code, call: call.trim(), from: 0, start, truth: [truth], places: [last], maxSteps: 1, task: DIRECT_TASK, sampling };
}

/** A step of a history takes two tokens at least. */
function fitting(places: readonly number[], { contextLength }: ModelInfo): readonly number[] {
  return places.slice(0, Math.ceil(contextLength / 2));
}

/** States printed between two breaths of the page. */
const STATES_AT_ONCE = 20;

async function printed({ tables, own, info }: RequestParts, places: readonly number[], pause: () => Promise<boolean>): Promise<readonly TrueState[] | null> {
  const states: TrueState[] = [];
  for (const place of places) {
    states.push(own.task.jump === 1 ? workedState(tables.loaded, own.task.granularity, place, grammarOf(info)) : trueState(tables.loaded, own.task.granularity, place));
    if (states.length % STATES_AT_ONCE === 0 && !(await pause())) return null;
  }
  return states;
}

/** What a model of another make can be asked, where it is not `task`: its template has no words for anything else. Null: nothing need change. */
export function taskKnownTo(info: ModelInfo, task: PredictionTask): PredictionTask | null {
  const known = STRATEGIES.find((strategy) => info.tasks.some((one) => one.strategy === strategy));
  return info.template === undefined || isTrainedFor(info, task) || known === undefined ? null : taskOf(known, 'line', 1);
}
