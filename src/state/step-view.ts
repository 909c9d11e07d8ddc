/** What is known of the step that is on the page: its true state, the prediction about it, and why there is none. */
import { aboutOf, type StepPrediction } from '../model/protocol.ts';
import type { PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import type { StepIndex, StepList } from '../trace/line-steps.ts';
import type { CallOutcome } from '../scratchpad/direct.ts';
import { Id } from '../scratchpad/vocabulary.ts';
import type { CodeInfo } from '../trace/wire.ts';
import { compareStates, type ComparisonGroup } from './comparison.ts';
import { StepVerdict, type PredictionTable } from './prediction-table.ts';
import { MAX_FREE_STEPS } from './prediction-schedule.ts';
import { forkOf, grammarOfPredictions, tableOf, type Fork, type Predictions } from './prediction-store.ts';
import { bytecodeOf, historyOf, leftOut, stepsAt, trueState, workedState } from './prediction-task.ts';
import { missOf, targetTokens, type TokenMiss } from './token-miss.ts';
import { lineStepOf, placeOf, placeOfView, printedStep, scratchpadPlacesOf, type StepPlace } from './trace-selectors.ts';
import { stepsOfView, type LoadedTrace, type TraceView } from './trace-store.ts';

/** What there is to say about the prediction of a step. */
export type StepPredictionView =
  | { readonly kind: 'state'; readonly prediction: StepPrediction; readonly state: PrintedState }
  /** A direct answer: what the call comes to. */
  | { readonly kind: 'output'; readonly prediction: StepPrediction; readonly output: CallOutcome }
  | { readonly kind: 'malformed'; readonly prediction: StepPrediction; readonly message: string; readonly at: number }
  | { readonly kind: 'not-predictable'; readonly prediction: StepPrediction }
  /** The first step: nothing comes before it. */
  | { readonly kind: 'first-step' }
  /** Inside a lambda or a generator expression, which counts as part of the line that runs it. */
  | { readonly kind: 'inside-expression' }
  /** An instruction that begins no line step; predictions are of lines. */
  | { readonly kind: 'inside-line' }
  /** Predictions are of instructions, and the trace has lines alone. */
  | { readonly kind: 'lines-only' }
  /** The strategy says nothing of this step. `from` and `to` (steps, from 0): the jump that leads over it. */
  | { readonly kind: 'left-out'; readonly why: 'direct' | 'inside-call' | 'too-near' }
  | { readonly kind: 'jumped-over'; readonly from: number; readonly to: number }
  /** Free-running starts at a later step: `from`, of the steps that are predicted. */
  | { readonly kind: 'before-fork'; readonly from: number }
  /** Free-running starts from this very step. */
  | { readonly kind: 'fork-start'; readonly fork: Fork }
  /** Free-running, or a history, came to its end before this step: after step `last` (from 0, of the steps that are predicted), and why. */
  | { readonly kind: 'run-ended'; readonly last: number; readonly why: 'malformed' | 'not-predictable' | 'limit' | 'finished' }
  /** The trace came recorded, and without a prediction of this step. */
  | { readonly kind: 'not-recorded' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'no-model' };

export interface StepView {
  readonly loaded: LoadedTrace;
  readonly steps: StepList;
  readonly step: number;
  readonly place: StepPlace;
  readonly real: PrintedState;
  /** The instruction that runs next, as `dis` prints it; null at line granularity. */
  readonly instruction: string | null;
  readonly prediction: StepPredictionView;
  readonly groups: readonly ComparisonGroup[];
  /** Where the predicted tokens leave the true ones; null where they are right, or where no true ones are known. */
  readonly miss: TokenMiss | null;
}

let last: { readonly view: TraceView; readonly predictions: Predictions; readonly result: StepView | null } | null = null;

/** The step on the page, computed once for all panels that show a part of it. */
export function stepViewOf(view: TraceView, predictions: Predictions): StepView | null {
  if (last !== null && last.view === view && last.predictions === predictions) return last.result;
  const result = compute(view, predictions, last?.result ?? null);
  last = { view, predictions, result };
  return result;
}

function compute(view: TraceView, predictions: Predictions, before: StepView | null): StepView | null {
  const { loaded } = view;
  const steps = stepsOfView(view);
  if (loaded === null || steps === null || steps.count === 0) return null;
  const real = printedStep(steps, view.step);
  const prediction = predictionView(view, loaded, predictions);
  if (before !== null && before.real === real && before.steps === steps && before.step === view.step && samePrediction(before.prediction, prediction)) return before;
  const realBefore = view.step === 0 ? null : printedStep(steps, view.step - 1);
  const predicted = predictedState(prediction);
  const { task } = predictions;
  const byInstruction = task.granularity === 'instruction' && 'prediction' in prediction;
  const compared = byInstruction ? trueState(loaded, 'instruction', placeOfView(view, 'instruction')) : predicted === null ? real : asLineStep(real, view, loaded);
  const madeFrom = predictions.mode === 'free-running' ? predictedBefore(loaded, predictions, prediction) : null;
  const groups = compareStates({
    real: compared,
    predicted,
    realBefore,
    predictedBefore: madeFrom?.predicted ?? null,
    realFrom: madeFrom?.real,
    instructionOf: byInstruction || view.granularity === 'instruction' ? (frame) => frameInstruction(loaded.trace.header.codes, frame) : undefined,
  });
  return { loaded, steps, step: view.step, place: placeOf(steps, view.step), real, instruction: instructionText(steps, view.step), prediction, groups, miss: missAt(loaded, predictions, prediction) };
}

function predictedState(prediction: StepPredictionView): PrintedState | null {
  if (prediction.kind === 'state') return prediction.state;
  return prediction.kind === 'fork-start' && prediction.fork.kind !== 'true' ? prediction.fork.start : null;
}

/** The instruction that a frame is at, as `dis` prints it; null by line. */
function frameInstruction(codes: readonly CodeInfo[], frame: PrintedFrame): string | null {
  if (frame.offset === null) return null;
  for (const { name, instructions } of codes) {
    const found = name === frame.function ? instructions.find(({ offset }) => offset === frame.offset) : undefined;
    if (found !== undefined) return `${found.name} ${found.argument}`.trimEnd();
  }
  return null;
}

function missAt(loaded: LoadedTrace, predictions: Predictions, prediction: StepPredictionView): TokenMiss | null {
  const table = tableOf(predictions);
  if (!('prediction' in prediction) || table === null) return null;
  const { task, mode } = predictions;
  // Its tokens may be of another vocabulary.
  if (predictions.tables?.recorded?.provider === 'elsewhere') return null;
  const { from } = prediction.prediction;
  // From a state of the model's own that is not the true one, no right answer is known.
  const fork = forkOf(predictions);
  const onTruth = mode === 'teacher-forced' || task.strategy === 'direct' || (fork === null ? from === 0 : fork.from === from && fork.kind === 'true') || table.verdicts[from] === StepVerdict.RIGHT;
  if (!onTruth) return null;
  const { tables } = predictions;
  const version = grammarOfPredictions(predictions);
  const { granularity } = task;
  // Links leave the working out.
  const isLeftOut = tables?.recorded !== null && prediction.prediction.tokens[0]?.id !== Id.EXPRESSION;
  return missOf(prediction.prediction, () => {
    const truth = workedState(loaded, granularity, aboutOf(prediction.prediction), version);
    return targetTokens(task, trueState(loaded, granularity, from), isLeftOut ? { ...truth, working: [] } : truth, bytecodeOf(loaded, granularity), version);
  });
}

function instructionText(steps: StepList, step: number): string | null {
  if (steps.granularity === 'line') return null;
  const instruction = steps.trace.instructionAt(steps.recordOf(step as StepIndex));
  return instruction === null ? null : `${instruction.name} ${instruction.argument}`.trimEnd();
}

/** A record may be several line steps, told apart by their event alone: an instruction step takes that of the line step it is compared as. */
function asLineStep(real: PrintedState, view: TraceView, loaded: LoadedTrace): PrintedState {
  const lineStep = lineStepOf(view);
  if (view.granularity === 'line' || lineStep === null) return real;
  const { event, value } = printedStep(loaded.lines, lineStep);
  return { ...real, event, value };
}

function samePrediction(left: StepPredictionView, right: StepPredictionView): boolean {
  if (left.kind !== right.kind) return false;
  if (left.kind === 'fork-start' && right.kind === 'fork-start') return left.fork === right.fork;
  if ('prediction' in left && 'prediction' in right) return left.prediction === right.prediction;
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Place of the step that is shown among those that the task on the page is about; -1 where it has none. */
export function scratchpadStepOf(view: TraceView, { task }: Pick<Predictions, 'task'>): number {
  return placeOfView(view, task.granularity);
}

function predictionView(view: TraceView, loaded: LoadedTrace, predictions: Predictions): StepPredictionView {
  const { task, mode } = predictions;
  const { granularity } = task;
  const lineStep = lineStepOf(view);
  const table = tableOf(predictions);
  if (granularity === 'instruction') {
    if (loaded.trace.header.granularity === 'line') return { kind: 'lines-only' };
  } else if (lineStep === null || (view.granularity === 'instruction' && loaded.lines.records[lineStep] !== view.step)) return { kind: 'inside-line' };
  const place = placeOfView(view, granularity);
  if (place < 0) return { kind: 'inside-expression' };
  const fork = mode === 'free-running' ? forkOf(predictions) : null;
  if (fork?.from === place) return { kind: 'fork-start', fork };
  const { steps } = scratchpadPlacesOf(stepsAt(loaded, granularity));
  if (fork !== null && place < fork.from) return { kind: 'before-fork', from: steps[fork.from] ?? 0 };
  if (place === 0) return { kind: 'first-step' };
  const prediction = predictions.tables?.loaded === loaded ? table?.about(place) : undefined;
  if (prediction !== undefined) return viewOf(prediction);
  const compact = task.strategy === 'compact' ? historyOf(loaded, 'compact', granularity, fork?.from ?? 0) : null;
  const never = leftOut(mode === 'free-running' && task.strategy === 'dynamic-n' ? { ...task, jump: 1 } : task, place, steps.length, compact);
  if (never !== null) return { kind: 'left-out', why: never };
  const jump = task.strategy === 'dynamic-n' ? table?.jumpOver(place) : null;
  if (jump != null) return { kind: 'jumped-over', from: steps[jump.from] ?? 0, to: steps[jump.to] ?? 0 };
  if (predictions.tables?.recorded != null && table !== null && table.last() < 0) return { kind: 'not-recorded' };
  if (table?.ended === true) return runEnded(table, steps, mode);
  if (predictions.tables?.recorded != null || (loaded.recorded !== null && predictions.model.kind === 'none')) return { kind: 'not-recorded' };
  if (predictions.model.kind === 'failed' || predictions.activity.kind === 'failed') return { kind: 'no-model' };
  return { kind: 'waiting' };
}

function viewOf(prediction: StepPrediction): StepPredictionView {
  const { outcome } = prediction;
  switch (outcome.kind) {
    case 'state':
      return { kind: 'state', prediction, state: outcome.state };
    case 'malformed':
      return { kind: 'malformed', prediction, message: outcome.message, at: outcome.at };
    case 'output':
      return { kind: 'output', prediction, output: outcome.output };
    case 'not-predictable':
      return { kind: 'not-predictable', prediction };
  }
}

function runEnded(table: PredictionTable, steps: Int32Array, mode: Predictions['mode']): StepPredictionView {
  const last = table.last();
  const verdict = table.verdicts[last];
  const malformed = mode === 'free-running' && verdict === StepVerdict.MALFORMED;
  const why = malformed ? 'malformed' : verdict === StepVerdict.NOT_PREDICTABLE ? 'not-predictable' : mode === 'teacher-forced' || last >= MAX_FREE_STEPS ? 'limit' : 'finished';
  return { kind: 'run-ended', last: steps[Math.max(0, last)] ?? 0, why };
}

/** The state of its own that a prediction was made from, beside the true one of that step. */
function predictedBefore(loaded: LoadedTrace, predictions: Predictions, prediction: StepPredictionView): { readonly predicted: PrintedState; readonly real: PrintedState } | null {
  if (!('prediction' in prediction) || predictions.tables?.loaded !== loaded) return null;
  const { from } = prediction.prediction;
  const fork = forkOf(predictions);
  const before = predictions.tables.free.about(from);
  const predicted = fork?.from === from ? fork.start : before?.outcome.kind === 'state' ? before.outcome.state : null;
  return predicted === null ? null : { predicted, real: trueState(loaded, predictions.task.granularity, from) };
}
