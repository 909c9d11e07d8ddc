/**
 * `eval`: how often the model is right on a data set's programs. Teacher-forced, each step from the true state, gives
 * the step accuracies; free-running from the call to the return gives the output accuracy.
 */
import { spawn } from 'node:child_process';
import { at } from '../base/assert.ts';
import type { ModelRunner, StepPrediction } from '../model/protocol.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { DEFAULT_LIMITS, type PythonRunner } from '../python/protocol.ts';
import { scratchpadStates } from '../scratchpad/trace-steps.ts';
import { diffStates } from '../trace/diff.ts';
import { lineSteps } from '../trace/line-steps.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { CommandError, flag, oneOf, onlyPositional, parseOptions, text, wholeNumber } from './arguments.ts';
import { readDataset, type Problem } from './dataset.ts';
import { addCounts, countSkipped, countStep, emptyCounts, report, type EvalCounts, type EvalReport, type StepScore } from './eval-tally.ts';
import { DEFAULT_MODEL, loadModel } from './model.ts';
import { predictStates } from './predict.ts';
import { recordTrace, runRequest } from './record.ts';

const OPTIONS = {
  model: { type: 'string' },
  mode: { type: 'string' },
  strategy: { type: 'string' },
  granularity: { type: 'string' },
  limit: { type: 'string' },
  'max-steps': { type: 'string' },
  processes: { type: 'string' },
  /** `i/n`: every n-th problem from the i-th on; how child processes share the work. */
  slice: { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Modes = 'teacher-forced' | 'free-running' | 'both';

interface EvalSettings {
  readonly modes: Modes;
  /** Longer traces are skipped: a program that runs 10,000 steps would weigh as much as the rest together. */
  readonly maxSteps: number;
}

export async function runEval(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, OPTIONS);
  oneOf(parsed, 'strategy', ['dynamic'] as const, 'dynamic');
  oneOf(parsed, 'granularity', ['line'] as const, 'line');
  const settings = { modes: oneOf(parsed, 'mode', ['teacher-forced', 'free-running', 'both'] as const, 'both'), maxSteps: wholeNumber(parsed, 'max-steps', 1000) };
  const dataset = readDataset(onlyPositional(parsed, 'data set'));
  if (!dataset.ok) throw new CommandError(dataset.error.error === 'unreadable' ? dataset.error.message : `Line ${dataset.error.line}: ${dataset.error.message}`);
  const processes = wholeNumber(parsed, 'processes', 1);
  const started = performance.now();
  const slice = text(parsed, 'slice');
  const counts =
    processes > 1 && slice === null
      ? await evaluateInProcesses(argv, processes)
      : await evaluate(sliceOf(dataset.value.slice(0, wholeNumber(parsed, 'limit', Infinity)), slice), text(parsed, 'model') ?? DEFAULT_MODEL, settings);
  if (slice !== null) {
    console.log(JSON.stringify(counts));
    return;
  }
  const result = report(counts, (performance.now() - started) / 1000);
  if (flag(parsed, 'json')) console.log(JSON.stringify(result));
  else printReport(result);
}

function sliceOf(problems: readonly Problem[], slice: string | null): readonly Problem[] {
  const match = /^(\d+)\/(\d+)$/.exec(slice ?? '0/1');
  if (match === null) throw new CommandError(`--slice takes i/n, not '${slice ?? ''}'.`);
  const [index, of] = [Number(match[1]), Number(match[2])];
  return problems.filter((_, place) => place % of === index);
}

async function evaluateInProcesses(argv: readonly string[], processes: number): Promise<EvalCounts> {
  const total = emptyCounts();
  const parts = await Promise.all(Array.from({ length: processes }, (_, index) => evaluateSlice(argv, `${index}/${processes}`)));
  for (const part of parts) addCounts(total, part);
  return total;
}

function evaluateSlice(argv: readonly string[], slice: string): Promise<EvalCounts> {
  const main = at(process.argv, 1);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, main, 'eval', ...argv, '--slice', slice], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(JSON.parse(output) as EvalCounts);
      else reject(new CommandError(`Process ${slice} ended with status ${String(code)}.`));
    });
  });
}

/** Evaluates problems one after the other in this process. */
export async function evaluate(problems: readonly Problem[], modelDirectory: string, settings: EvalSettings): Promise<EvalCounts> {
  const { runner } = await loadModel(modelDirectory);
  const python = createNodeRunner();
  const counts = emptyCounts();
  for (const problem of problems) {
    counts.programs += 1;
    const states = await statesOf(python, problem, settings.maxSteps);
    if (typeof states === 'string') countSkipped(counts, states);
    else await evaluateProgram(runner, problem.source, states, settings, counts);
  }
  python.dispose();
  await runner.dispose();
  return counts;
}

/** The true states of a problem's call, or the reason why there are none to predict. */
async function statesOf(python: PythonRunner, problem: Problem, maxSteps: number): Promise<readonly PrintedState[] | string> {
  const trace = await recordTrace(python, runRequest(problem.source, { call: problem.call, limits: { ...DEFAULT_LIMITS, maxSteps } }));
  const reason = trace.end?.reason ?? 'unfinished';
  if (reason !== 'finished' && reason !== 'exception') return reason;
  const states = scratchpadStates(lineSteps(trace));
  return states.length < 2 ? 'no-steps' : states;
}

async function evaluateProgram(runner: ModelRunner, source: string, states: readonly PrintedState[], settings: EvalSettings, counts: EvalCounts): Promise<void> {
  if (settings.modes !== 'free-running') {
    const predictions = await predictStates(runner, source, states, 'teacher-forced', states.length);
    for (const prediction of predictions) countPrediction(counts, prediction, at(states, prediction.from + 1));
  }
  if (settings.modes !== 'teacher-forced') {
    // One more step than the truth has: a model that goes on too long must not be cut off into being right.
    const predictions = await predictStates(runner, source, states, 'free-running', states.length);
    counts.outputs += 1;
    if (outputOf(predictions) === outputOf(states.map((state) => ({ outcome: { kind: 'state', state } })))) counts.outputsRight += 1;
  }
}

/** The value that the outermost frame returns (as its repr), or the exception that leaves it; null where there is neither. */
function outputOf(predictions: readonly Pick<StepPrediction, 'outcome'>[]): string | null {
  const last = predictions.at(-1)?.outcome;
  if (last?.kind !== 'state' || last.state.frames.length !== 1) return null;
  const { event, value } = last.state;
  return event === 'return' || event === 'exception' ? `${event} ${value ?? ''}` : null;
}

function countPrediction(counts: EvalCounts, prediction: StepPrediction, truth: PrintedState): void {
  counts.tokens += prediction.tokens.length;
  if (prediction.outcome.kind === 'malformed') counts.malformed += 1;
  if (prediction.outcome.kind === 'not-predictable') counts.notPredictable += 1;
  countStep(counts, scoreOf(prediction, truth));
}

function scoreOf(prediction: StepPrediction, truth: PrintedState): StepScore {
  const iterates = truth.frames.some((frame) => frame.iterators.length > 0);
  if (prediction.outcome.kind !== 'state') {
    return { full: false, controlFlow: false, variables: false, iterators: iterates ? false : null, stack: null };
  }
  const { summary } = diffStates(truth, prediction.outcome.state);
  return { full: summary.full, controlFlow: summary.controlFlow, variables: summary.variables, iterators: iterates ? summary.iterators : null, stack: null };
}

function printReport(result: EvalReport): void {
  const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
  const skipped = Object.entries(result.skipped).map(([reason, count]) => `${count} ${reason}`);
  console.log(`programs          ${result.programs}${skipped.length > 0 ? ` (skipped: ${skipped.join(', ')})` : ''}`);
  console.log(`output, free-run  ${percent(result.output_accuracy)}`);
  console.log(`one step, full    ${percent(result.step_accuracy.full)}   of ${result.steps} steps`);
  console.log(`  control flow    ${percent(result.step_accuracy.control_flow)}`);
  console.log(`  variables       ${percent(result.step_accuracy.variables)}`);
  console.log(`  iterators       ${percent(result.step_accuracy.iterators)}`);
  console.log(`malformed         ${result.malformed}; not predictable ${result.not_predictable}; ${result.tokens} tokens; ${result.seconds.toFixed(1)} s`);
}
