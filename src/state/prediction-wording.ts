/** Words about a prediction of a step: what it was made from, and why there is none. Another language is one more such file. */
import { forkOf, type Predictions, type StepPrediction } from './prediction-store.ts';
import { MAX_FREE_STEPS } from './prediction-schedule.ts';
import { isHistory, stepsAt } from './prediction-task.ts';
import type { StepPredictionView, StepView } from './step-view.ts';
import { TEXTS } from './texts.ts';
import { scratchpadPlacesOf } from './trace-selectors.ts';
import { count, notPredictableText } from './wording.ts';

/** What the prediction was made from: the step before it in its strategy's own order. */
export function madeFromText(predictions: Predictions, shown: StepView, { from }: StepPrediction): string {
  const { task, mode } = predictions;
  const { steps } = scratchpadPlacesOf(stepsAt(shown.loaded, task.granularity));
  const step = (place: number): string => ((steps[place] ?? 0) + 1).toLocaleString('en');
  if (mode === 'teacher-forced') return isHistory(task.strategy) ? `Predicted after the true states up to step ${step(from)}` : `Predicted from the true state of step ${step(from)}`;
  const fork = forkOf(predictions);
  if (fork === null) return 'Predicted by the model on its own, from the first step on';
  return `Predicted by the model on its own, ${TEXTS.fork.startKinds[fork.kind]} of step ${step(fork.from)}`;
}

/** Where reading a malformed answer stopped. */
export function malformedText({ at, prediction, message }: Extract<StepPredictionView, { kind: 'malformed' }>): string {
  return `${TEXTS.states.malformed}: reading stopped at token ${at + 1} of ${prediction.tokens.length}, ${message}`;
}

function whyEnded({ why, last }: Extract<StepPredictionView, { kind: 'run-ended' }>, mode: Predictions['mode']): string {
  if (mode === 'teacher-forced') return `What the model can read at once ends at step ${last + 1}.`;
  switch (why) {
    case 'malformed':
      return `On its own the model got as far as step ${last + 1}: what it wrote there is no state, so there is nothing to go on from.`;
    case 'not-predictable':
      return `On its own the model got as far as step ${last + 1}: its state there cannot be put before it again.`;
    case 'limit':
      return `On its own the model goes on for ${count(MAX_FREE_STEPS, 'step')} at most.`;
    case 'finished':
      return `In the model's own run the program is over after step ${last + 1}.`;
  }
}

const WHY_LEFT_OUT: Record<Extract<StepPredictionView, { kind: 'left-out' }>['why'], string> = {
  direct: 'A direct answer says what the call comes to, and nothing on the way: it stands at the last step.',
  'inside-call': 'A compact history leaves out what calls do inside.',
  'too-near': 'This step is nearer to the first one than one jump.',
};

/** Why there is no predicted state of the step. `error`: of the model, where it has one. */
export function whyNone(prediction: StepPredictionView, error: string | null, model: string, mode: Predictions['mode']): string {
  switch (prediction.kind) {
    case 'first-step':
      return 'This is the first state: there is none before it to predict it from.';
    case 'before-fork':
      return `The model's own run starts later, at step ${prediction.from + 1}.`;
    case 'inside-expression':
      return 'Steps inside a lambda or a generator expression count as part of the line that runs them.';
    case 'inside-line':
      return 'The model predicts whole lines; this instruction is inside of one.';
    case 'run-ended':
      return whyEnded(prediction, mode);
    case 'lines-only':
      return `${TEXTS.strategy.linesOnly} Run the program to predict its instructions.`;
    case 'left-out':
      return WHY_LEFT_OUT[prediction.why];
    case 'jumped-over':
      return `The model went from step ${prediction.from + 1} to step ${prediction.to + 1} in one go.`;
    case 'not-predictable':
      return prediction.prediction.outcome.kind === 'not-predictable' ? notPredictableText(prediction.prediction.outcome.why) : '';
    case 'no-model':
      return error ?? '';
    case 'not-recorded':
      return 'The trace was recorded without a prediction of this step.';
    case 'waiting':
      return model === 'ready' ? 'The model is at work on it.' : model === 'loading' ? 'The model is loading.' : model === 'stopped' ? 'The model was not loaded: its menu loads it.' : 'No model is loaded yet.';
    case 'state':
    case 'output':
    case 'malformed':
    case 'fork-start':
      return '';
  }
}
