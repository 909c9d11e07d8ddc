/** Breakpoints: lines where running on stops, there and back, with a condition and a count of hits if wanted. */
import { at } from '../base/assert.ts';
import type { Condition } from './condition.ts';
import { conditionHolds } from './condition-value.ts';
import { countUpTo, lineIndex } from './line-index.ts';
import type { StepIndex, StepList } from './line-steps.ts';
import { stepOfEvent, type Direction } from './navigation.ts';
import { TraceState } from './trace-state.ts';
import type { RecordIndex } from './wire.ts';

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
  let nearest: StepIndex | null = null;
  for (const breakpoint of breakpoints) {
    const step: StepIndex | null = breakpoint.hit === null ? nearestStop(steps, from, direction, breakpoint, nearest) : numberedStop(steps, from, direction, breakpoint);
    if (step !== null && (nearest === null || (direction === 'forward' ? step < nearest : step > nearest))) nearest = step;
  }
  return nearest;
}

/** The first stop past `from`; the search ends at `bound`, past which a stop is of no interest. */
function nearestStop(steps: StepList, from: StepIndex, direction: Direction, breakpoint: Breakpoint, bound: StepIndex | null): StepIndex | null {
  const visits = lineIndex(steps.trace).visits(breakpoint.line);
  const change = direction === 'forward' ? 1 : -1;
  const reached = countUpTo(visits, steps.recordOf(from));
  for (let place = Math.max(0, Math.min(reached - (change > 0 ? 1 : 0), visits.length - 1)); place >= 0 && place < visits.length; place += change) {
    const record = at(visits, place) as RecordIndex;
    const step = stepOfEvent(steps, record, 'line');
    if ((step - from) * change <= 0) continue;
    if (bound !== null && (step - bound) * change >= 0) return null;
    if (holds(steps, record, breakpoint)) return step;
  }
  return null;
}

/** The step of a breakpoint's numbered hit, counted from the start of the trace, where it is past `from`. */
function numberedStop(steps: StepList, from: StepIndex, direction: Direction, breakpoint: Breakpoint): StepIndex | null {
  let left = breakpoint.hit ?? 0;
  for (const visit of lineIndex(steps.trace).visits(breakpoint.line)) {
    const record = visit as RecordIndex;
    if (!holds(steps, record, breakpoint)) continue;
    left -= 1;
    if (left > 0) continue;
    const step = stepOfEvent(steps, record, 'line');
    return (direction === 'forward' ? step > from : step < from) ? step : null;
  }
  return null;
}

function holds(steps: StepList, record: RecordIndex, { condition }: Breakpoint): boolean {
  return condition === null || conditionHolds(condition, new TraceState(steps.trace, record));
}
