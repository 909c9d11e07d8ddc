/** The part of the steps that the timeline shows. Pure. */
import type { TimelineAxis } from './axis.ts';

/** In units of the axis (steps, where none are folded); both may be fractions, so that zooming is smooth. 0 ≤ first, first + length ≤ count. */
export interface TimelineWindow {
  readonly first: number;
  readonly length: number;
}

/** Closer than this there is nothing more to see. */
const FEWEST_STEPS = 16;

export function wholeWindow(count: number): TimelineWindow {
  return { first: 0, length: count };
}

export function isWhole(window: TimelineWindow, count: number): boolean {
  return window.length >= count;
}

function within(first: number, length: number, count: number): TimelineWindow {
  const fitting = Math.min(count, Math.max(Math.min(FEWEST_STEPS, count), length));
  return { first: Math.max(0, Math.min(first, count - fitting)), length: fitting };
}

/**
 * @param factor over 1 shows more steps, under 1 fewer.
 * @param anchor share of the width, 0 to 1, that keeps its step.
 */
export function zoomed(window: TimelineWindow, count: number, factor: number, anchor: number): TimelineWindow {
  const { length } = within(0, window.length * factor, count);
  return within(window.first + anchor * (window.length - length), length, count);
}

/** @param share of the width that the steps move to the left. */
export function panned(window: TimelineWindow, count: number, share: number): TimelineWindow {
  return within(window.first + share * window.length, window.length, count);
}

/** `next`, or `window` itself where both are the same: what is drawn of it is then still right. */
export function unlessSame(window: TimelineWindow, next: TimelineWindow): TimelineWindow {
  return next.first === window.first && next.length === window.length ? window : next;
}

/** Moves no further than is needed to have the step in view, with a little of what comes before and after it. */
export function showing(window: TimelineWindow, count: number, step: number): TimelineWindow {
  const margin = Math.min(window.length / 2 - 0.5, window.length * 0.08);
  if (step < window.first) return within(step - margin, window.length, count);
  if (step + 1 > window.first + window.length) return within(step + 1 + margin - window.length, window.length, count);
  return window;
}

/** Share of the width at which a step's middle stands; outside 0 to 1 where it is out of view. */
export function shareOf(window: TimelineWindow, step: number, axis: TimelineAxis): number {
  return window.length === 0 ? 0 : (axis.unitOf(step + 0.5) - window.first) / window.length;
}

/** The step of `count` at a share of the width. */
export function stepAt(window: TimelineWindow, count: number, share: number, axis: TimelineAxis): number {
  return Math.max(0, Math.min(count - 1, Math.floor(axis.stepAt(window.first + share * window.length))));
}
