/** What the model wrote of the expressions of a line, beside what they came to. */
import type { StepPrediction } from '../model/protocol.ts';
import { parseWorking, type WorkedOut } from '../scratchpad/parse-working.ts';
import { grammarOfPredictions, tableOf, type Predictions } from './prediction-store.ts';
import { placeCount, workedState } from './prediction-task.ts';
import { placeOfView } from './trace-selectors.ts';
import type { TraceView } from './trace-store.ts';

/** One expression; what one side does not have is null there. */
export interface WorkingRow {
  readonly real: WorkedOut | null;
  readonly predicted: WorkedOut | null;
  /** `wrong-value`: another value, or another expression in its place. */
  readonly verdict: 'same' | 'wrong-value' | 'missing' | 'extra';
}

/**
 * The working by which the model goes on from the step of the view, in the order in which it was written. Null where it
 * has written none: the task has none, the answer is not there, or the line works out nothing.
 */
export function workingView(view: TraceView, predictions: Predictions): readonly WorkingRow[] | null {
  const { loaded } = view;
  const { task, tables } = predictions;
  const place = placeOfView(view, 'line');
  if (loaded === null || tables?.loaded !== loaded || task.strategy !== 'dynamic' || task.granularity !== 'line') return null;
  if (place < 0 || place + 1 >= placeCount(loaded, 'line')) return null;
  const prediction = tableOf(predictions)?.about(place + 1);
  return prediction === undefined ? null : rowsOf(prediction, () => workedState(loaded, 'line', place + 1, grammarOfPredictions(predictions)).working ?? []);
}

const known = new WeakMap<StepPrediction, readonly WorkingRow[] | null>();

function rowsOf(prediction: StepPrediction, truth: () => readonly number[]): readonly WorkingRow[] | null {
  const rows = known.get(prediction);
  if (rows !== undefined) return rows;
  const predicted = parseWorking(prediction.tokens.map(({ id }) => id));
  const compared = predicted.length === 0 ? null : compareWorkings(parseWorking(truth()), predicted);
  known.set(prediction, compared);
  return compared;
}

/** Row by row: what is put in for operands makes the text of an expression after a wrong one differ too. */
export function compareWorkings(real: readonly WorkedOut[], predicted: readonly WorkedOut[]): WorkingRow[] {
  return Array.from({ length: Math.max(real.length, predicted.length) }, (_, place) => {
    const [right, own] = [real[place] ?? null, predicted[place] ?? null];
    const verdict = right === null ? 'extra' : own === null ? 'missing' : right.text === own.text && right.value === own.value ? 'same' : 'wrong-value';
    return { real: right, predicted: own, verdict };
  });
}
