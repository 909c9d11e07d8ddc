/** What a model is worth on one program: each step from the true state, and the whole run on its own. */
import { at } from '../base/assert.ts';
import { ok, type Result } from '../base/result.ts';
import { aboutOf, type ModelError, type ModelRunner, type PredictionTask } from '../model/protocol.ts';
import { DEFAULT_LIMITS, type PythonRunner } from '../python/protocol.ts';
import { outcomeOfState, sameOutcome, type CallOutcome } from '../scratchpad/direct.ts';
import type { TraceEnd } from '../trace/wire.ts';
import type { Problem } from './dataset.ts';
import { outputOf, predictionRun, predictRun } from './prediction-run.ts';
import { recordTrace, RECORDS_PER_LINE } from './record-trace.ts';
import { scoreOf } from './step-score.ts';

export interface ProgramResult {
  /** What the call really comes to; null where it was cut short. */
  readonly outcome: CallOutcome | null;
  /** Why there is nothing to predict: how the run ended, or that it has no step; null where there is. */
  readonly skipped: TraceEnd['reason'] | 'no-steps' | null;
  /** Steps predicted from the true state before them; none by the strategy `direct`. */
  readonly steps: number;
  /** Of these, whole states that are right, and those whose place and event are. */
  readonly right: number;
  readonly controlFlow: number;
  readonly variables: number;
  /** Place, among the scratchpad's steps, of the first wrong one; null: none is. */
  readonly firstWrong: number | null;
  /** What the call comes to where the model goes on from its own states; null where that comes to nothing. */
  readonly own: CallOutcome | null;
  readonly ownRight: boolean;
}

export interface EvaluationOptions {
  readonly task: PredictionTask;
  /** Scratchpad steps of a run; a program with more is cut short. */
  readonly maxSteps: number;
  readonly maxSeconds: number;
  /** As in `RunOptions`. */
  readonly settle?: (() => Promise<void>) | undefined;
}

/** Of a program that could not be predicted. */
export function skippedResult(reason: NonNullable<ProgramResult['skipped']>): ProgramResult {
  return { outcome: null, skipped: reason, steps: 0, right: 0, controlFlow: 0, variables: 0, firstWrong: null, own: null, ownRight: false };
}

/** Runs a program and predicts it. A program that fails is a result; only a model that fails is an error. Rejects where Python can't start. */
export async function evaluateProgram(python: PythonRunner, model: ModelRunner, problem: Problem, { task, maxSteps, maxSeconds, settle }: EvaluationOptions): Promise<Result<ProgramResult, ModelError>> {
  const limits = { ...DEFAULT_LIMITS, maxSteps: RECORDS_PER_LINE * maxSteps, maxSeconds };
  const trace = await recordTrace(python, { source: problem.source, call: problem.call === '' ? null : problem.call, stdin: [], afterStdin: 'eof', granularity: 'instruction', limits });
  const reason = trace.end?.reason ?? 'stopped';
  if (reason !== 'finished' && reason !== 'exception') return ok(skippedResult(reason));
  const run = predictionRun(trace, task);
  if (run.states.length < 2) return ok(skippedResult('no-steps'));
  const options = { maxSteps: run.states.length, stopWhenMalformed: true, settle };
  const counts = { steps: 0, right: 0, controlFlow: 0, variables: 0 };
  let firstWrong: number | null = null;
  if (task.strategy !== 'direct') {
    const predicted = await predictRun(model, run, { ...options, mode: 'teacher-forced' });
    if (!predicted.ok) return predicted;
    for (const prediction of predicted.value) {
      // A jump of the model's own may lead past the end.
      const about = Math.min(aboutOf(prediction), run.states.length - 1);
      const score = scoreOf(prediction, at(run.states, about));
      counts.steps += 1;
      for (const [part, isRight] of [['right', score.full], ['controlFlow', score.controlFlow], ['variables', score.variables]] as const) if (isRight) counts[part] += 1;
      if (!score.full && about < (firstWrong ?? Infinity)) firstWrong = about;
    }
  }
  const free = await predictRun(model, run, { ...options, mode: 'free-running' });
  if (!free.ok) return free;
  const outcome = outcomeOfState(run.states.at(-1));
  const own = outputOf(free.value);
  return ok({ outcome, skipped: null, ...counts, firstWrong, own, ownRight: sameOutcome(own, outcome) });
}

/** Sums over programs. */
export interface ResultTotals {
  /** Programs that are done, those that could not be predicted among them. */
  readonly programs: number;
  readonly steps: number;
  readonly right: number;
  readonly controlFlow: number;
  readonly variables: number;
  readonly ownRight: number;
}

export function totalsOf(results: Iterable<ProgramResult>): ResultTotals {
  const totals = { programs: 0, steps: 0, right: 0, controlFlow: 0, variables: 0, ownRight: 0 };
  for (const result of results) {
    totals.programs += 1;
    for (const part of ['steps', 'right', 'controlFlow', 'variables'] as const) totals[part] += result[part];
    if (result.ownRight) totals.ownRight += 1;
  }
  return totals;
}
