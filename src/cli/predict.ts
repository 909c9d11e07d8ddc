/** `predict`: the steps of a program beside what the model predicts for them. */
import { predictionRun, recordedGranularity } from '../evaluation/prediction-run.ts';
import { aboutOf, isTrainedFor } from '../model/protocol.ts';
import type { Sampling, StepPrediction } from '../model/protocol.ts';
import { predictionDocument, recordHead, type PredictionRecord } from '../recording/prediction-record.ts';
import { outcomeOfState, sameOutcome } from '../scratchpad/direct.ts';
import { diffStates } from '../trace/diff.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { CommandError, flag, oneOf, onlyPositional, parseOptions, text, UsageError, wholeNumber } from './arguments.ts';
import type { ParsedArguments } from './arguments.ts';
import { endText } from './end-text.ts';
import { DEFAULT_MODEL, loadModel } from './model.ts';
import { predictOrFail, readPredictionTasks, taskText } from './prediction-tasks.ts';
import { stepLine, traceFile } from './trace.ts';

export async function runPredict(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, {
    call: { type: 'string' },
    model: { type: 'string' },
    template: { type: 'string' },
    strategy: { type: 'string' },
    granularity: { type: 'string' },
    jump: { type: 'string' },
    mode: { type: 'string' },
    'max-steps': { type: 'string' },
    temperature: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  });
  const file = onlyPositional(parsed, 'program file');
  const mode = oneOf(parsed, 'mode', ['teacher-forced', 'free-running'] as const, 'teacher-forced');
  const [task, ...others] = readPredictionTasks(parsed);
  if (task === undefined || others.length > 0) throw new UsageError('predict takes one strategy and one granularity.');
  const maxSteps = wholeNumber(parsed, 'max-steps', 1000);
  const sampling = samplingOf(parsed);
  const trace = await traceFile(file, text(parsed, 'call'), [], recordedGranularity([task]));
  if (trace.recordCount === 0) throw new CommandError(`There is no step to predict from: ${endText(trace.end)}.`);
  if (task.strategy === 'direct' && trace.header.call === null) throw new UsageError('--strategy direct predicts what a call comes to: it needs --call.');
  const run = predictionRun(trace, task);
  const { states } = run;
  const { runner, info } = await loadModel(text(parsed, 'model') ?? DEFAULT_MODEL, text(parsed, 'template'));
  if (!isTrainedFor(info, task)) console.error(`${info.name} was not trained for this task (${taskText(task)}): what it says of it means little.`);
  const predictions = await predictOrFail(runner, run, { mode, maxSteps, sampling });
  if (flag(parsed, 'json')) {
    console.log(JSON.stringify(predictionJson({ ...recordHead(info, task, mode, sampling ?? null), steps: predictions }, states)));
    return;
  }
  printPredictions(states, predictions);
  const right = predictions.filter((prediction) => isRight(states, prediction)).length;
  console.log(`\n${right} of ${predictions.length} predictions are right (${taskText(task)}, ${mode}, ${info.name} ${info.digest.slice(0, 8)}); the trace: ${endText(trace.end)}`);
}

/** The prediction record as `RECORDING.md` has it, with the verdict and the true state of each step. */
export function predictionJson(record: PredictionRecord, states: readonly PrintedState[]): object {
  const truthAt = (place: number): PrintedState | null => states[place] ?? null;
  const { steps, ...head } = predictionDocument(record, truthAt);
  return { ...head, steps: steps.map((step) => ({ ...step, truth: truthAt(aboutOf(step)) })) };
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

function isRight(states: readonly PrintedState[], prediction: StepPrediction): boolean {
  const truth = states[aboutOf(prediction)];
  if (truth === undefined) return false;
  if (prediction.outcome.kind === 'output') return sameOutcome(prediction.outcome.output, outcomeOfState(truth));
  return prediction.outcome.kind === 'state' && diffStates(truth, prediction.outcome.state).summary.full;
}

/** Predictions beside the true states, wrong ones marked; `from` counts `states`. */
export function printPredictions(states: readonly PrintedState[], predictions: readonly StepPrediction[]): void {
  for (const prediction of predictions) {
    const place = aboutOf(prediction);
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
