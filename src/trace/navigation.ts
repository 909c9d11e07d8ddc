/**
 * Where stepping goes: over, into and out of calls, forward and back, and from one run of a line to another. All of
 * it reads columns alone. A function gives null where there is no such step.
 */
import { at } from '../base/assert.ts';
import type { StepIndex, StepList } from './line-steps.ts';
import { RecordFlag } from './wire.ts';

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
  const { flags, lines } = steps.trace;
  return seek(steps, from, direction, (step) => {
    const record = steps.recordOf(step);
    if (lines[record] !== line || (at(flags, record) & RecordFlag.LINE) === 0) return false;
    return steps.granularity === 'instruction' || steps.eventOf(step) === 'line';
  });
}

/** The next or previous step at which an exception is raised or passes through a frame. */
export function nextException(steps: StepList, from: StepIndex, direction: Direction): StepIndex | null {
  return seek(steps, from, direction, (step) => steps.eventOf(step) === 'exception');
}

/** How often the line has begun to run up to the step (itself included), and how often in all. */
export function visitCount(steps: StepList, step: StepIndex): { readonly visit: number; readonly total: number } {
  const { flags, lines, recordCount } = steps.trace;
  const record = steps.recordOf(step);
  const line = lines[record];
  let visit = 0;
  let total = 0;
  for (let index = 0; index < recordCount; index += 1) {
    if (lines[index] !== line || ((flags[index] ?? 0) & RecordFlag.LINE) === 0) continue;
    total += 1;
    if (index <= record) visit += 1;
  }
  return { visit, total };
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
