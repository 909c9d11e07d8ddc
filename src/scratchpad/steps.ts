/** Which line steps of a trace the scratchpad works on, and the pairs of states that follow each other among them. */
import { assert } from '../base/assert.ts';

/**
 * Code without a name of its own (lambdas, generator expressions): its work counts as part of the line that runs it.
 */
export function isAnonymous(functionName: string): boolean {
  return functionName.startsWith('<') && functionName !== '<module>';
}

/** Places, in the list of line steps, of those that count. `function` is the name of the step's top frame. */
export function scratchpadSteps(steps: readonly { readonly function: string }[]): number[] {
  const places: number[] = [];
  steps.forEach((step, place) => {
    if (!isAnonymous(step.function)) places.push(place);
  });
  return places;
}

/** A state and the one `jump` steps later; `from` is the place of `before` in the list. */
export interface StatePair<State> {
  readonly from: number;
  readonly before: State;
  readonly after: State;
}

/** All pairs of a list of scratchpad states that are `jump` steps apart. */
export function statePairs<State>(states: readonly State[], jump = 1): StatePair<State>[] {
  assert(Number.isInteger(jump) && jump >= 1, 'a jump is at least one step');
  const pairs: StatePair<State>[] = [];
  for (let from = 0; from + jump < states.length; from += 1) {
    const before = states[from];
    const after = states[from + jump];
    if (before !== undefined && after !== undefined) pairs.push({ from, before, after });
  }
  return pairs;
}
