/** The scratchpad steps of a recorded trace. */
import type { PrintedState } from '../trace/printed-state.ts';
import type { StepIndex, StepList } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import { canonicalise } from './state-text.ts';
import type { TrueState } from './step.ts';
import { isAnonymous } from './steps.ts';
import { workingTokens } from './working.ts';

/** Steps of a trace that the scratchpad works on: by instruction all, by line those whose top frame is not anonymous. */
export function scratchpadStepIndices(steps: StepList): StepIndex[] {
  if (steps.granularity === 'instruction') return Array.from({ length: steps.count }, (_, step) => step as StepIndex);
  const anonymous = steps.trace.header.codes.map((code) => isAnonymous(code.name));
  const indices: StepIndex[] = [];
  for (let step = 0; step < steps.count; step += 1) {
    const record = steps.recordOf(step as StepIndex);
    if (anonymous[steps.trace.codeIndexOfFrame(steps.trace.frameIdAt(record))] !== true) indices.push(step as StepIndex);
  }
  return indices;
}

/** All scratchpad states of a trace, printed; take `statePairs` of them. */
export function scratchpadStates(steps: StepList): PrintedState[] {
  return scratchpadStepIndices(steps).map((step) => printStep(steps, step));
}

/** The same with the working that leads to each of them, in the canonical form that predictions are compared in. */
export function trueStates(steps: StepList): TrueState[] {
  const indices = scratchpadStepIndices(steps);
  return indices.map((step, place) => {
    const before = indices[place - 1];
    const state = canonicalise(printStep(steps, step), steps.granularity);
    return before === undefined ? state : { ...state, working: workingTokens(steps, before, step) };
  });
}
