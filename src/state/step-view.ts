/** What is known of the step that is on the page: its true state, the prediction about it, and why there is none. */
import type { StepPrediction } from '../model/protocol.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { StepIndex, StepList } from '../trace/line-steps.ts';
import { compareStates, type ComparisonGroup } from './comparison.ts';
import { StepVerdict, type PredictionTable } from './prediction-table.ts';
import { MAX_FREE_STEPS } from './prediction-schedule.ts';
import { tableOf, type Fork, type Predictions } from './prediction-store.ts';
import { missOf, type TokenMiss } from './token-miss.ts';
import { lineStepOf, placeOf, printedStep, scratchpadPlacesOf, type StepPlace } from './trace-selectors.ts';
import { stepsOfView, type LoadedTrace, type TraceView } from './trace-store.ts';

/** What there is to say about the prediction of a step. */
export type StepPredictionView =
  | { readonly kind: 'state'; readonly prediction: StepPrediction; readonly state: PrintedState }
  | { readonly kind: 'malformed'; readonly prediction: StepPrediction; readonly message: string; readonly at: number }
  | { readonly kind: 'not-predictable'; readonly prediction: StepPrediction }
  /** The first step: nothing comes before it. */
  | { readonly kind: 'first-step' }
  /** Inside a lambda or a generator expression, which counts as part of the line that runs it. */
  | { readonly kind: 'inside-expression' }
  /** An instruction that begins no line step; predictions are of lines. */
  | { readonly kind: 'inside-line' }
  /** Free-running starts at a later step: `from`, of the line steps. */
  | { readonly kind: 'before-fork'; readonly from: number }
  /** Free-running starts from this very step. */
  | { readonly kind: 'fork-start'; readonly fork: Fork }
  /** Free-running came to its end before this step: after step `last` (from 0, of the line steps), and why. */
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
  const predicted = prediction.kind === 'state' ? prediction.state : prediction.kind === 'fork-start' && prediction.fork.kind !== 'true' ? prediction.fork.start : null;
  const groups = compareStates({
    real: predicted === null ? real : asLineStep(real, view, loaded),
    predicted,
    realBefore,
    predictedBefore: predictions.mode === 'free-running' ? predictedBefore(view, loaded, predictions) : null,
  });
  return { loaded, steps, step: view.step, place: placeOf(steps, view.step), real, instruction: instructionText(steps, view.step), prediction, groups, miss: missAt(loaded, predictions, prediction) };
}

function missAt(loaded: LoadedTrace, predictions: Predictions, prediction: StepPredictionView): TokenMiss | null {
  const table = tableOf(predictions);
  if (!('prediction' in prediction) || table === null) return null;
  // Of the strategy whose answers are single steps alone it is known which tokens each of them should have.
  const { recorded } = predictions.tables ?? { recorded: null };
  if (recorded !== null && recorded.strategy !== 'dynamic') return null;
  const { from } = prediction.prediction;
  // From a state of the model's own that is not the true one, no right answer is known.
  const { mode, fork } = predictions;
  const onTruth = mode === 'teacher-forced' || (fork === null ? from === 0 : fork.from === from && fork.kind === 'true') || table.verdicts[from] === StepVerdict.RIGHT;
  if (!onTruth) return null;
  const { lineSteps } = scratchpadPlacesOf(loaded.lines);
  return missOf(prediction.prediction, printedStep(loaded.lines, lineSteps[from] ?? 0), printedStep(loaded.lines, lineSteps[from + 1] ?? 0));
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
  if (left.kind === 'before-fork' && right.kind === 'before-fork') return left.from === right.from;
  return !('prediction' in left) || !('prediction' in right) || left.prediction === right.prediction;
}

/** Place among the scratchpad steps of the step that is shown; -1 where it has none. */
export function scratchpadStepOf(view: TraceView): number {
  const lineStep = lineStepOf(view);
  return view.loaded === null || lineStep === null ? -1 : (scratchpadPlacesOf(view.loaded.lines).places[lineStep] ?? -1);
}

function predictionView(view: TraceView, loaded: LoadedTrace, predictions: Predictions): StepPredictionView {
  const lineStep = lineStepOf(view);
  const table = tableOf(predictions);
  if (lineStep === null) return { kind: 'inside-line' };
  if (view.granularity === 'instruction' && loaded.lines.records[lineStep] !== view.step) return { kind: 'inside-line' };
  const place = scratchpadPlacesOf(loaded.lines).places[lineStep] ?? -1;
  if (place < 0) return { kind: 'inside-expression' };
  const fork = predictions.mode === 'free-running' ? predictions.fork : null;
  if (fork?.from === place) return { kind: 'fork-start', fork };
  if (fork !== null && place < fork.from) return { kind: 'before-fork', from: scratchpadPlacesOf(loaded.lines).lineSteps[fork.from] ?? 0 };
  if (place === 0) return { kind: 'first-step' };
  const prediction = predictions.tables?.loaded === loaded ? table?.about(place) : undefined;
  if (prediction === undefined) {
    if (predictions.mode === 'free-running' && predictions.freeEnded && table !== null) return runEnded(loaded, table);
    if (predictions.tables?.recorded != null || (loaded.recorded !== null && predictions.model.kind === 'none')) return { kind: 'not-recorded' };
    if (predictions.model.kind === 'failed' || predictions.activity.kind === 'failed') return { kind: 'no-model' };
    return { kind: 'waiting' };
  }
  const { outcome } = prediction;
  if (outcome.kind === 'state') return { kind: 'state', prediction, state: outcome.state };
  if (outcome.kind === 'malformed') return { kind: 'malformed', prediction, message: outcome.message, at: outcome.at };
  return { kind: 'not-predictable', prediction };
}

function runEnded(loaded: LoadedTrace, table: PredictionTable): StepPredictionView {
  const last = table.last();
  const verdict = table.verdicts[last];
  const why = verdict === StepVerdict.MALFORMED ? 'malformed' : verdict === StepVerdict.NOT_PREDICTABLE ? 'not-predictable' : last >= MAX_FREE_STEPS ? 'limit' : 'finished';
  return { kind: 'run-ended', last: scratchpadPlacesOf(loaded.lines).lineSteps[last] ?? 0, why };
}

function predictedBefore(view: TraceView, loaded: LoadedTrace, predictions: Predictions): PrintedState | null {
  const place = scratchpadStepOf(view);
  if (place < 1 || predictions.tables?.loaded !== loaded) return null;
  if (predictions.fork?.from === place - 1) return predictions.fork.start;
  const before = predictions.tables.free.about(place - 1);
  return before?.outcome.kind === 'state' ? before.outcome.state : null;
}
