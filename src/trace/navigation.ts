/**
 * Where stepping goes: over, into and out of calls, forward and back, and from one run of a line to another. All of
 * it reads columns alone. A function gives null where there is no such step.
 */
import { at } from '../base/assert.ts';
import { countUpTo, lineIndex } from './line-index.ts';
import type { StepIndex, StepList } from './line-steps.ts';
import type { StepEvent } from './printed-state.ts';
import type { RecordIndex } from './wire.ts';

export type Direction = 'forward' | 'back';

/** The next or previous step. */
export function stepInto(steps: StepList, from: StepIndex, direction: Direction): StepIndex | null {
  const next = from + sign(direction);
  return next >= 0 && next < steps.count ? (next as StepIndex) : null;
}

/**
 * Over the calls that the step makes: the next step that is no deeper. From a return (or, going back, from a call)
 * that is a step of the caller, so that another call on the same line is not entered.
 */
export function stepOver(steps: StepList, from: StepIndex, direction: Direction): StepIndex | null {
  const leaving = steps.eventOf(from) === (direction === 'forward' ? 'return' : 'call');
  return seekDepth(steps, from, direction, depthOf(steps, from) - (leaving ? 1 : 0));
}

/** Out of the function: the next step of a caller, or going back the last one before the call. */
export function stepOut(steps: StepList, from: StepIndex, direction: Direction): StepIndex | null {
  return seekDepth(steps, from, direction, depthOf(steps, from) - 1);
}

/** The next or previous time that a source line begins to run (its own line by default). */
export function lineVisit(steps: StepList, from: StepIndex, direction: Direction, line: number = lineOf(steps, from)): StepIndex | null {
  return seekRecord(steps, from, direction, lineIndex(steps.trace).visits(line), 'line');
}

/** The next or previous step at which an exception is raised or passes through a frame. */
export function nextException(steps: StepList, from: StepIndex, direction: Direction): StepIndex | null {
  return seekRecord(steps, from, direction, lineIndex(steps.trace).exceptions, 'exception');
}

/** How often the line has begun to run up to the step (itself included), and how often in all. */
export function visitCount(steps: StepList, step: StepIndex): { readonly visit: number; readonly total: number } {
  const visits = lineIndex(steps.trace).visits(lineOf(steps, step));
  return { visit: countUpTo(visits, steps.recordOf(step)), total: visits.length };
}

/** The step at which a record shows `event`: at instruction granularity its one step. */
export function stepOfEvent(steps: StepList, record: RecordIndex, event: StepEvent): StepIndex {
  let step = steps.stepOfRecord(record);
  if (steps.granularity === 'instruction') return step;
  while (step + 1 < steps.count && steps.recordOf((step + 1) as StepIndex) === record && steps.eventOf(step) !== event) step = (step + 1) as StepIndex;
  return step;
}

/** The first step of `event` past `from`, or the last one before it, of the ascending `records`. */
function seekRecord(steps: StepList, from: StepIndex, direction: Direction, records: Int32Array, event: StepEvent): StepIndex | null {
  const change = sign(direction);
  let place = countUpTo(records, steps.recordOf(from)) - (direction === 'forward' ? 1 : 0);
  // The record of the step itself may hold the event before or after it.
  for (place = Math.max(0, Math.min(place, records.length - 1)); place >= 0 && place < records.length; place += change) {
    const step = stepOfEvent(steps, at(records, place) as RecordIndex, event);
    if ((step - from) * change > 0) return step;
  }
  return null;
}

function sign(direction: Direction): 1 | -1 {
  return direction === 'forward' ? 1 : -1;
}

function depthOf(steps: StepList, step: StepIndex): number {
  return at(steps.trace.depths, steps.recordOf(step));
}

function lineOf(steps: StepList, step: StepIndex): number {
  return at(steps.trace.lines, steps.recordOf(step));
}

function seekDepth(steps: StepList, from: StepIndex, direction: Direction, depth: number): StepIndex | null {
  return seek(steps, from, direction, (step) => depthOf(steps, step) <= depth);
}

function seek(steps: StepList, from: StepIndex, direction: Direction, found: (step: StepIndex) => boolean): StepIndex | null {
  const delta = sign(direction);
  for (let step = from + delta; step >= 0 && step < steps.count; step += delta) {
    if (found(step as StepIndex)) return step as StepIndex;
  }
  return null;
}
