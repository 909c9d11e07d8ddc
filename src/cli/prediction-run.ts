/** A trace as a strategy sees it, and the requests that a whole trace comes to. */
import { at } from '../base/assert.ts';
import type { ModelRunner, PredictionTask, RunEnd, Sampling, StepPrediction } from '../model/protocol.ts';
import type { BytecodeSource } from '../scratchpad/bytecode.ts';
import { outcomeOfState, type CallOutcome } from '../scratchpad/direct.ts';
import { historyPlaces } from '../scratchpad/history.ts';
import type { HistoryStrategy, Strategy, TrueState } from '../scratchpad/step.ts';
import { trueStates } from '../scratchpad/trace-steps.ts';
import { MAX_JUMP } from '../scratchpad/vocabulary.ts';
import { stepsOf } from '../trace/line-steps.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Trace } from '../trace/trace.ts';
import type { Granularity } from '../trace/wire.ts';
import { CommandError, text, UsageError, type ParsedArguments } from './arguments.ts';

export type Mode = 'teacher-forced' | 'free-running';

export const STRATEGIES: readonly Strategy[] = ['dynamic', 'dynamic-n', 'direct', 'compact', 'compact-step-in', 'scratchpad'];

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
}

/** The trace must have been recorded by instruction for a task by instruction. */
export function predictionRun(trace: Trace, task: PredictionTask): PredictionRun {
  const { source, call, codes } = trace.header;
  const states = trueStates(stepsOf(trace, task.granularity));
  return { task, source, call, states, bytecode: task.granularity === 'line' ? null : { codes, call } };
}

/** Predictions of one run in the order of their steps. Throws `CommandError` where the model fails. */
export async function predictRun(runner: ModelRunner, run: PredictionRun, options: RunOptions): Promise<StepPrediction[]> {
  const predictions: StepPrediction[] = [];
  const keep = (prediction: StepPrediction): void => void predictions.push(prediction);
  const start = run.states[0];
  if (start === undefined) return [];
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
  if (!end.ok) throw new CommandError(`Prediction failed (${end.error.failure}): ${end.error.message}`);
  return predictions.sort((a, b) => a.from - b.from);
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

/** The tasks of `--strategy`, `--granularity` and `--jump`; the first two may be lists. Throws `UsageError`. */
export function readPredictionTasks(parsed: ParsedArguments): PredictionTask[] {
  const jump = readJump(text(parsed, 'jump'));
  const tasks: PredictionTask[] = [];
  for (const granularity of (text(parsed, 'granularity') ?? 'line').split(',')) {
    if (granularity !== 'line' && granularity !== 'instruction') throw new UsageError(`--granularity takes line and instruction, not '${granularity}'.`);
    for (const name of (text(parsed, 'strategy') ?? 'dynamic').split(',')) {
      const strategy = STRATEGIES.find((each) => each === name);
      if (strategy === undefined) throw new UsageError(`--strategy takes ${STRATEGIES.join(', ')}, not '${name}'.`);
      // A direct answer has no steps: it is the same at both.
      if (strategy === 'direct' && granularity === 'instruction' && tasks.some((task) => task.strategy === 'direct')) continue;
      tasks.push({ strategy, granularity: strategy === 'direct' ? 'line' : granularity, jump: strategy === 'dynamic-n' ? jump : 1 });
    }
  }
  return tasks;
}

function readJump(given: string | null): number | 'auto' {
  if (given === null || given === 'auto') return 'auto';
  const jump = Number(given);
  if (!Number.isInteger(jump) || jump < 2 || jump > MAX_JUMP) throw new UsageError(`--jump takes auto or a whole number from 2 to ${MAX_JUMP}, not '${given}'.`);
  return jump;
}

/** What a trace has to be recorded at for some tasks. */
export function recordedGranularity(tasks: readonly PredictionTask[]): Granularity {
  // Instructions tell the working of a line, which the model's own is verified against.
  return tasks.some((task) => task.granularity === 'instruction' || task.strategy === 'dynamic') ? 'instruction' : 'line';
}

export function taskText({ strategy, granularity, jump }: PredictionTask): string {
  const steps = strategy === 'dynamic-n' ? `, ${jump === 'auto' ? 'n chosen' : `n = ${jump}`}` : '';
  return strategy === 'direct' ? 'direct' : `${strategy}, ${granularity}${steps}`;
}
