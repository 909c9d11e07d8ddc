/** Breakpoints: lines where running on stops, there and back, with a condition and a count of hits if wanted. */
import { at } from '../base/assert.ts';
import type { Condition } from './condition.ts';
import { conditionHolds } from './condition-value.ts';
import type { StepIndex, StepList } from './line-steps.ts';
import type { Direction } from './navigation.ts';
import { TraceState } from './trace-state.ts';
import { RecordFlag } from './wire.ts';

export interface Breakpoint {
  /** From 1. */
  readonly line: number;
  /** Null: always. */
  readonly condition: Condition | null;
  /** Stops only at the time with this number, from 1, that the line is reached and the condition holds; null: at each. */
  readonly hit: number | null;
}

/** The next step (or, going back, the last one before) at which one of `breakpoints` stops. */
export function nextBreakpoint(steps: StepList, from: StepIndex, direction: Direction, breakpoints: readonly Breakpoint[]): StepIndex | null {
  if (breakpoints.length === 0) return null;
  const byLine = new Map(breakpoints.map((breakpoint) => [breakpoint.line, breakpoint]));
  const numbered = breakpoints.filter(({ hit }) => hit !== null).map((breakpoint) => [breakpoint.line, hitStep(steps, breakpoint)] as const);
  const hits = new Map(numbered);
  const change = direction === 'forward' ? 1 : -1;
  for (let step = from + change; step >= 0 && step < steps.count; step += change) {
    const breakpoint = byLine.get(lineBegun(steps, step as StepIndex));
    if (breakpoint === undefined) continue;
    const stops = breakpoint.hit === null ? holds(steps, step as StepIndex, breakpoint) : hits.get(breakpoint.line) === step;
    if (stops) return step as StepIndex;
  }
  return null;
}

/** The step of a breakpoint's numbered hit, counted from the start of the trace; null where it does not come to that. */
function hitStep(steps: StepList, breakpoint: Breakpoint): StepIndex | null {
  let left = breakpoint.hit ?? 0;
  for (let step = 0; step < steps.count && left > 0; step += 1) {
    if (lineBegun(steps, step as StepIndex) !== breakpoint.line || !holds(steps, step as StepIndex, breakpoint)) continue;
    left -= 1;
    if (left === 0) return step as StepIndex;
  }
  return null;
}

function holds(steps: StepList, step: StepIndex, { condition }: Breakpoint): boolean {
  return condition === null || conditionHolds(condition, new TraceState(steps.trace, steps.recordOf(step)));
}

/** The line that begins to run at the step; 0 where none does. */
function lineBegun(steps: StepList, step: StepIndex): number {
  const record = steps.recordOf(step);
  if ((at(steps.trace.flags, record) & RecordFlag.LINE) === 0) return 0;
  if (steps.granularity === 'line' && steps.eventOf(step) !== 'line') return 0;
  return at(steps.trace.lines, record);
}
