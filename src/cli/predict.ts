/** `predict`: the steps of a program beside what the model predicts for them. */
import { at } from '../base/assert.ts';
import type { ModelInfo, ModelRunner, RunEnd, Sampling, StepPrediction } from '../model/protocol.ts';
import { DEFAULT_LIMITS } from '../python/protocol.ts';
import { scratchpadStates } from '../scratchpad/trace-steps.ts';
import { diffStates } from '../trace/diff.ts';
import { lineSteps } from '../trace/line-steps.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { CommandError, flag, oneOf, onlyPositional, parseOptions, text, UsageError, wholeNumber } from './arguments.ts';
import type { ParsedArguments } from './arguments.ts';
import { endText } from './end-text.ts';
import { DEFAULT_MODEL, loadModel } from './model.ts';
import { stepLine, traceFile } from './trace.ts';

export type Mode = 'teacher-forced' | 'free-running';

/** Predictions for the states of one trace; `predictions[i]` is made from state i, about state i + 1. */
export async function predictStates(
  runner: ModelRunner,
  source: string,
  states: readonly PrintedState[],
  mode: Mode,
  maxSteps: number,
  sampling?: Sampling,
): Promise<StepPrediction[]> {
  const predictions: StepPrediction[] = [];
  const keep = (prediction: StepPrediction): void => void predictions.push(prediction);
  let end: RunEnd;
  if (mode === 'teacher-forced') {
    const steps = states.slice(0, -1).map((state, from) => ({ from, state, truth: at(states, from + 1) }));
    end = await runner.teacherForced({ source, steps: steps.slice(0, maxSteps), sampling }, keep);
  } else {
    const [start, ...truth] = states;
    if (start === undefined) return [];
    end = await runner.freeRunning({ source, from: 0, start, truth, maxSteps, sampling }, keep);
  }
  if (!end.ok) throw new CommandError(`Prediction failed (${end.error.failure}): ${end.error.message}`);
  return predictions.sort((a, b) => a.from - b.from);
}

export async function runPredict(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, {
    call: { type: 'string' },
    model: { type: 'string' },
    strategy: { type: 'string' },
    granularity: { type: 'string' },
    mode: { type: 'string' },
    'max-steps': { type: 'string' },
    temperature: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  });
  const file = onlyPositional(parsed, 'program file');
  const mode = oneOf(parsed, 'mode', ['teacher-forced', 'free-running'] as const, 'teacher-forced');
  const strategy = oneOf(parsed, 'strategy', ['dynamic'] as const, 'dynamic');
  const granularity = oneOf(parsed, 'granularity', ['line'] as const, 'line');
  const maxSteps = wholeNumber(parsed, 'max-steps', 1000);
  const sampling = samplingOf(parsed);
  const trace = await traceFile(file, text(parsed, 'call'), [], 'line', DEFAULT_LIMITS.maxSteps);
  if (trace.recordCount === 0) throw new CommandError(`There is no step to predict from: ${endText(trace.end)}.`);
  const states = scratchpadStates(lineSteps(trace));
  const { runner, info } = await loadModel(text(parsed, 'model') ?? DEFAULT_MODEL);
  const predictions = await predictStates(runner, trace.header.source, states, mode, maxSteps, sampling);
  if (flag(parsed, 'json')) {
    const settings = { strategy, granularity, mode, sampling: sampling ?? null };
    console.log(JSON.stringify({ ...recordHead(info), ...settings, steps: predictions.map((p) => ({ ...p, truth: states[p.from + 1] ?? null })) }));
    return;
  }
  printPredictions(states, predictions);
  const right = predictions.filter((prediction) => isRight(states, prediction)).length;
  console.log(`\n${right} of ${predictions.length} predicted steps are right (${mode}, ${info.name} ${info.digest.slice(0, 8)}); the trace: ${endText(trace.end)}`);
}

/** `--temperature`, with `--seed` (0 if not given); greedy without the former. */
function samplingOf(parsed: ParsedArguments): Sampling | undefined {
  const given = text(parsed, 'temperature');
  const seed = wholeNumber(parsed, 'seed', 0, 0);
  if (given === null) {
    if (text(parsed, 'seed') !== null) throw new UsageError('--seed says how tokens are drawn at a --temperature; without one nothing is drawn.');
    return undefined;
  }
  const temperature = Number(given);
  if (!(temperature > 0 && temperature <= 10)) throw new UsageError(`--temperature takes a number above 0, 10 at most, not '${given}'.`);
  if (seed > 0xffff_ffff) throw new UsageError(`--seed takes a whole number below 2^32, not ${seed}.`);
  return { temperature, seed };
}

/** What identifies the model in a record of predictions. */
export function recordHead(info: ModelInfo): Record<string, unknown> {
  return { format: 'tracepad-prediction', version: 1, model: info.name, digest: info.digest, provider: info.provider };
}

function isRight(states: readonly PrintedState[], prediction: StepPrediction): boolean {
  const truth = states[prediction.from + 1];
  return truth !== undefined && prediction.outcome.kind === 'state' && diffStates(truth, prediction.outcome.state).summary.full;
}

/** Predictions beside the true states, wrong ones marked; `from` counts `states`. */
export function printPredictions(states: readonly PrintedState[], predictions: readonly StepPrediction[]): void {
  for (const prediction of predictions) {
    const place = prediction.from + 1;
    const truth = states[place];
    const mark = isRight(states, prediction) ? '  ' : '✗ ';
    console.log(`${mark}${truth === undefined ? `${place}\t(the program had ended)` : stepLine(place, truth)}`);
    const { outcome } = prediction;
    if (outcome.kind === 'malformed') console.log(`  predicted: no state (token ${outcome.at}: ${outcome.message})`);
    else if (outcome.kind === 'not-predictable') console.log(`  not predictable: ${outcome.why.reason}`);
    else if (outcome.kind === 'output') console.log(`  predicted: ${outcome.output.value}`);
    else if (mark !== '  ') console.log(`  predicted: ${stepLine(place, outcome.state)}`);
  }
}
