/**
 * `eval`: how often the model is right on a data set's programs, by each strategy and granularity that is asked for.
 * Teacher-forced, each step from the true state, gives the step accuracies; free-running from the call to the return
 * gives the output accuracy. Answers end where they can be no state any more: it changes no verdict.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { at } from '../base/assert.ts';
import type { Problem } from '../evaluation/dataset.ts';
import { outputOf, predictionRun, recordedGranularity, type PredictionRun } from '../evaluation/prediction-run.ts';
import { recordTrace, RECORDS_PER_LINE } from '../evaluation/record-trace.ts';
import { scoreOf } from '../evaluation/step-score.ts';
import { aboutOf, isTrainedFor, type ModelRunner, type PredictionTask, type StepPrediction } from '../model/protocol.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { DEFAULT_LIMITS, type PythonRunner } from '../python/protocol.ts';
import { outcomeOfState, sameOutcome } from '../scratchpad/direct.ts';
import type { Trace } from '../trace/trace.ts';
import type { Granularity } from '../trace/wire.ts';
import { flag, oneOf, onlyPositional, parseOptions, text, UsageError, wholeNumber } from './arguments.ts';
import { readDataset } from './dataset-file.ts';
import { changedTypeOf, constructOf, loopLengthOf, operationsOf } from './eval-groups.ts';
import { printReport, tablesOf } from './eval-report.ts';
import { judgedStep, StepNotes, type JudgedStep } from './eval-steps.ts';
import { addCounts, countGroup, countProgram, countSkipped, countStep, emptyCounts, report, type EvalCounts } from './eval-tally.ts';
import { writeAccuracies } from './manifest-accuracies.ts';
import { DEFAULT_MODEL, loadModel } from './model.ts';
import { predictOrFail, readPredictionTasks, taskText } from './prediction-tasks.ts';
import { runRequest } from './record.ts';
import { inProcesses, partOf, readSlice, SLICE_OPTIONS, WHOLE, type Slice } from './slices.ts';

const OPTIONS = {
  model: { type: 'string' },
  mode: { type: 'string' },
  strategy: { type: 'string' },
  granularity: { type: 'string' },
  jump: { type: 'string' },
  limit: { type: 'string' },
  'max-steps': { type: 'string' },
  ...SLICE_OPTIONS,
  /** File for what the teacher-forced steps came to. */
  steps: { type: 'string' },
  /** Writes what was measured into the model's manifest. */
  'into-manifest': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Modes = 'teacher-forced' | 'free-running' | 'both';

interface EvalSettings {
  readonly modes: Modes;
  /** Line steps. Longer traces are skipped: a program that runs 10,000 steps would weigh as much as the rest together. */
  readonly maxSteps: number;
  readonly tasks: readonly PredictionTask[];
  /** Is told each teacher-forced step when it is judged. */
  readonly onStep?: (step: JudgedStep) => void;
}

export async function runEval(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, OPTIONS);
  const tasks = readPredictionTasks(parsed);
  const modes = oneOf(parsed, 'mode', ['teacher-forced', 'free-running', 'both'] as const, 'both');
  const settings = { modes, maxSteps: wholeNumber(parsed, 'max-steps', 1000), tasks };
  const dataset = onlyPositional(parsed, 'data set');
  const model = text(parsed, 'model') ?? DEFAULT_MODEL;
  const problems = readDataset(dataset).slice(0, wholeNumber(parsed, 'limit', Infinity));
  const slice = readSlice(parsed);
  const stepsFile = text(parsed, 'steps');
  if (stepsFile !== null && (slice !== null || wholeNumber(parsed, 'processes', 1) > 1)) throw new UsageError('--steps goes with one process.');
  const inSlice = (part: Slice): Promise<EvalCounts[]> =>
    withStepsFile(stepsFile, (onStep) => evaluate(partOf(problems, part), model, { ...settings, ...onStep }));
  if (slice !== null) {
    console.log(JSON.stringify(await inSlice(slice)));
    return;
  }
  const started = performance.now();
  const counts = tasks.map(emptyCounts);
  for (const part of await inProcesses(['eval', ...argv], parsed, () => inSlice(WHOLE))) {
    for (const [index, own] of part.entries()) addCounts(at(counts, index), own);
  }
  const seconds = (performance.now() - started) / 1000;
  const results = tasks.map((task, index) => ({ task, result: report(at(counts, index), seconds) }));
  if (flag(parsed, 'into-manifest')) writeAccuracies(model, dataset, results);
  const [only, ...others] = results;
  if (flag(parsed, 'json')) {
    // One task prints one object, several a list of them.
    console.log(JSON.stringify(only !== undefined && others.length === 0 ? { ...only.task, ...only.result } : results.map(({ task, result }) => ({ ...task, ...result }))));
  } else if (only !== undefined && others.length === 0) printReport(only.task, only.result);
  else console.log(tablesOf(results));
}

/** `.jsonl`: all steps, an object each; any other name: the wrong ones, to be read by eye. */
async function withStepsFile<T>(file: string | null, work: (options: Pick<EvalSettings, 'onStep'>) => Promise<T>): Promise<T> {
  if (file === null) return work({});
  const descriptor = openSync(file, 'w');
  const notes = new StepNotes();
  const textOf = file.endsWith('.jsonl') ? (step: JudgedStep): string => `${JSON.stringify(step)}\n` : (step: JudgedStep): string => notes.textOf(step);
  try {
    const result = await work({ onStep: (step) => void writeSync(descriptor, textOf(step)) });
    if (!file.endsWith('.jsonl')) writeSync(descriptor, notes.summary());
    return result;
  } finally {
    closeSync(descriptor);
  }
}

/** Evaluates problems one after the other in this process; counts by task. */
export async function evaluate(problems: readonly Problem[], modelDirectory: string, settings: EvalSettings): Promise<EvalCounts[]> {
  const { runner, info } = await loadModel(modelDirectory);
  for (const task of settings.tasks) {
    if (!isTrainedFor(info, task)) console.error(`${info.name} was not trained for this task: ${taskText(task)}.`);
  }
  const python = createNodeRunner();
  const counts = settings.tasks.map(emptyCounts);
  const granularity = recordedGranularity(settings.tasks);
  for (const problem of problems) {
    const trace = await traceOf(python, problem, granularity, settings.maxSteps);
    for (const [index, task] of settings.tasks.entries()) {
      const own = at(counts, index);
      own.programs += 1;
      const run = typeof trace === 'string' ? trace : predictionRun(trace, task);
      if (typeof run === 'string') countSkipped(own, run);
      else if (run.states.length < 2) countSkipped(own, 'no-steps');
      else await evaluateRun(runner, problem.id, run, settings, own);
    }
  }
  python.dispose();
  await runner.dispose();
  return counts;
}

/** The trace of a problem's call, or the reason why there is none to predict. */
async function traceOf(python: PythonRunner, problem: Problem, granularity: Granularity, lineSteps: number): Promise<Trace | string> {
  const maxSteps = granularity === 'line' ? lineSteps : RECORDS_PER_LINE * lineSteps;
  const trace = await recordTrace(python, runRequest(problem.source, { call: problem.call, granularity, limits: { ...DEFAULT_LIMITS, maxSteps } }));
  const reason = trace.end?.reason ?? 'unfinished';
  return reason === 'finished' || reason === 'exception' ? trace : reason;
}

async function evaluateRun(runner: ModelRunner, id: string, run: PredictionRun, { modes, onStep }: EvalSettings, counts: EvalCounts): Promise<void> {
  const { states, task } = run;
  const options = { maxSteps: states.length, stopWhenMalformed: true };
  const loops = loopLengthOf(states);
  if (modes !== 'free-running' && task.strategy !== 'direct') {
    const source = run.source.split('\n');
    const before = { right: counts.right.full, steps: counts.steps };
    for (const prediction of await predictOrFail(runner, run, { ...options, mode: 'teacher-forced' })) {
      // A jump of the model's own may lead past the end.
      const to = Math.min(aboutOf(prediction), states.length - 1);
      const truth = at(states, to);
      const from = at(states, prediction.from);
      countPrediction(counts, prediction);
      const score = scoreOf(prediction, truth);
      countStep(counts, score);
      countGroup(counts, 'construct', constructOf(source, from), score.full);
      for (const operation of operationsOf(source, from)) countGroup(counts, 'operation', operation, score.full);
      countGroup(counts, 'value_type', changedTypeOf(from, truth), score.full);
      countGroup(counts, 'loop_length', loops, score.full);
      onStep?.(judgedStep(id, task, source, from, truth, to, prediction));
    }
    if (counts.steps > before.steps) countProgram(counts, counts.right.full - before.right, counts.steps - before.steps);
  }
  if (modes !== 'teacher-forced') {
    // One more step than the truth has: a model that goes on too long must not be cut off into being right.
    const predictions = await predictOrFail(runner, run, { ...options, mode: 'free-running' });
    const isRight = sameOutcome(outputOf(predictions), outcomeOfState(states.at(-1)));
    counts.outputs += 1;
    if (isRight) counts.outputsRight += 1;
    countGroup(counts, 'output_by_loop_length', loops, isRight);
    for (const prediction of predictions) {
      const steps = aboutOf(prediction) - prediction.from;
      counts.freePredictions += 1;
      counts.freeSteps += steps;
      if (isRight) {
        counts.freePredictionsRight += 1;
        counts.freeStepsRight += steps;
      }
      if (modes === 'free-running') countPrediction(counts, prediction);
    }
  }
}

function countPrediction(counts: EvalCounts, prediction: StepPrediction): void {
  counts.tokens += prediction.tokens.length;
  if (prediction.outcome.kind === 'malformed') counts.malformed += 1;
  if (prediction.outcome.kind === 'not-predictable') counts.notPredictable += 1;
}
