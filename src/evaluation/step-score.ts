/** Which parts of a predicted state are right, as the Execution Tuning paper scores them (arXiv 2503.05703). */
import type { StepPrediction } from '../model/protocol.ts';
import { diffStates } from '../trace/diff.ts';
import type { PrintedState } from '../trace/printed-state.ts';

/** Which parts of a predicted state are right. `null`: the part does not occur in the step (no iterator runs, no value stack at line granularity). */
export interface StepScore {
  readonly full: boolean;
  readonly controlFlow: boolean;
  readonly variables: boolean;
  readonly iterators: boolean | null;
  readonly stack: boolean | null;
}

/** The score of a prediction against the true state that it is about; what is no state is wrong in every part. */
export function scoreOf(prediction: StepPrediction, truth: PrintedState): StepScore {
  const iterates = truth.frames.some((frame) => frame.iterators.length > 0);
  const stacked = truth.frames.some((frame) => frame.stack !== null);
  if (prediction.outcome.kind !== 'state') {
    return { full: false, controlFlow: false, variables: false, iterators: iterates ? false : null, stack: stacked ? false : null };
  }
  const { full, controlFlow, variables, iterators, stack } = diffStates(truth, prediction.outcome.state).summary;
  return { full, controlFlow, variables, iterators: iterates ? iterators : null, stack: stacked ? stack : null };
}
