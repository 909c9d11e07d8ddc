/** A trace as a strategy sees it, and the requests that a whole trace comes to. */
import { at } from '../base/assert.ts';
import { ok, type Result } from '../base/result.ts';
import type { ModelError, ModelRunner, PredictionTask, RunEnd, Sampling, StepPrediction } from '../model/protocol.ts';
import type { BytecodeSource } from '../scratchpad/bytecode.ts';
import { outcomeOfState, type CallOutcome } from '../scratchpad/direct.ts';
import { historyPlaces } from '../scratchpad/history.ts';
import type { HistoryStrategy, Strategy, TrueState } from '../scratchpad/step.ts';
import { trueStates } from '../scratchpad/trace-steps.ts';
import { stepsOf } from '../trace/line-steps.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Trace } from '../trace/trace.ts';
import type { Granularity } from '../trace/wire.ts';

export type Mode = 'teacher-forced' | 'free-running';

/** What a strategy predicts of one trace. */
export interface PredictionRun {
  readonly task: PredictionTask;
  readonly source: string;
  readonly call: string | null;
  /** The true states, as the scratchpad sees them. */
  readonly states: readonly TrueState[];
  /** Null by line. */
  readonly bytecode: BytecodeSource | null;
}

export interface RunOptions {
  readonly mode: Mode;
  readonly maxSteps: number;
  readonly sampling?: Sampling | undefined;
  /** Ends an answer where it can be no state any more; its verdict is the same, its text shorter. */
  readonly stopWhenMalformed?: boolean;
  /** Waited for at the end: the last predictions of a model in a worker may come just after it. */
  readonly settle?: (() => Promise<void>) | undefined;
}

/** The trace must have been recorded by instruction for a task by instruction. */
export function predictionRun(trace: Trace, task: PredictionTask): PredictionRun {
  const { source, call, codes } = trace.header;
  const states = trueStates(stepsOf(trace, task.granularity));
  return { task, source, call, states, bytecode: task.granularity === 'line' ? null : { codes, call } };
}

/** Predictions of one run in the order of their steps, or why the model failed. */
export async function predictRun(runner: ModelRunner, run: PredictionRun, options: RunOptions): Promise<Result<StepPrediction[], ModelError>> {
  const predictions: StepPrediction[] = [];
  const keep = (prediction: StepPrediction): void => void predictions.push(prediction);
  const start = run.states[0];
  if (start === undefined) return ok([]);
  const { task, source } = run;
  const { sampling, stopWhenMalformed, maxSteps } = options;
  const asked = { source, call: run.call ?? undefined, task, bytecode: run.bytecode ?? undefined, sampling, stopWhenMalformed };
  let end: RunEnd;
  if (options.mode === 'teacher-forced' && task.strategy !== 'direct') {
    end = await runner.teacherForced({ ...asked, steps: forcedSteps(run).slice(0, maxSteps) }, keep);
  } else {
    const places = isHistory(task.strategy) ? placesOf(run, task.strategy) : undefined;
    const truth = places === undefined ? run.states.slice(1) : places.map((place) => at(run.states, place));
    end = await runner.freeRunning({ ...asked, from: 0, start, truth, places, maxSteps }, keep);
  }
  await options.settle?.();
  return end.ok ? ok(predictions.sort((a, b) => a.from - b.from)) : end;
}

function isHistory(strategy: Strategy): strategy is HistoryStrategy {
  return strategy === 'scratchpad' || strategy === 'compact' || strategy === 'compact-step-in';
}

function placesOf({ states }: PredictionRun, strategy: HistoryStrategy): number[] {
  return historyPlaces(strategy, states.map(({ event, frames }) => ({ event, depth: frames.length })), 0);
}

function forcedSteps(run: PredictionRun): { from: number; to: number; state: PrintedState; truth: TrueState | null }[] {
  const { states, task } = run;
  const last = states.length - 1;
  if (isHistory(task.strategy)) {
    const chain = [0, ...placesOf(run, task.strategy)];
    return chain.slice(0, -1).map((from, i) => ({ from, to: at(chain, i + 1), state: at(states, from), truth: at(states, at(chain, i + 1)) }));
  }
  const { jump } = task;
  return states.slice(0, -1).map((state, from) => {
    const to = jump === 'auto' ? last : Math.min(from + jump, last);
    return { from, to, state, truth: jump === 'auto' ? null : at(states, to) };
  });
}

/** What the predictions of a free run come to: the value returned or the exception that leaves the call; null: neither. */
export function outputOf(predictions: readonly StepPrediction[]): CallOutcome | null {
  const last = predictions.at(-1)?.outcome;
  if (last?.kind === 'output') return last.output;
  return last?.kind === 'state' ? outcomeOfState(last.state) : null;
}

/** What a trace has to be recorded at for some tasks. */
export function recordedGranularity(tasks: readonly PredictionTask[]): Granularity {
  // Instructions tell the working of a line, which the model's own is verified against.
  return tasks.some((task) => task.granularity === 'instruction' || task.strategy === 'dynamic') ? 'instruction' : 'line';
}
