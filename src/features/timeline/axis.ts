/** Where steps stand along the timeline: one after the other, or with folded stretches drawn together. Pure. */
import type { Fold } from '../../trace/folds.ts';

/** Positions are in units: as wide as a step that is not folded. */
export interface TimelineAxis {
  /** Width of all steps. */
  readonly count: number;
  readonly folds: readonly Fold[];
  /** Both take and give fractions. */
  unitOf(step: number): number;
  stepAt(unit: number): number;
  foldAt(step: number): Fold | null;
}

/** Share of the steps in sight that a fold is drawn as wide as, and that all of them take at most. */
const FOLD_SHARE = 0.07;
const ALL_FOLDS_SHARE = 0.6;
/** A fold is drawn as wide as some steps at least, so that a program with few steps elsewhere has folds that can be seen. */
const FEWEST_UNITS = 2;

export function plainAxis(count: number): TimelineAxis {
  return { count, folds: [], unitOf: (step) => step, stepAt: (unit) => unit, foldAt: () => null };
}

/** @param folds in order, none overlapping another. One that would not be drawn narrower than it is stays open. */
export function foldedAxis(count: number, folds: readonly Fold[]): TimelineAxis {
  const open = count - folds.reduce((sum, { start, end }) => sum + end - start, 0);
  const width = Math.max(FEWEST_UNITS, open * Math.min(FOLD_SHARE, ALL_FOLDS_SHARE / Math.max(1, folds.length)));
  const folded = folds.filter(({ start, end }) => end - start > width);
  // Ends of stretches, in steps and in units: between two of them both grow evenly.
  const steps = [0];
  const units = [0];
  const stretch = (to: number, wide: number): void => {
    units.push((units.at(-1) ?? 0) + wide);
    steps.push(to);
  };
  for (const { start, end } of folded) {
    stretch(start, start - (steps.at(-1) ?? 0));
    stretch(end, width);
  }
  stretch(count, count - (steps.at(-1) ?? 0));
  return {
    count: units.at(-1) ?? 0,
    folds: folded,
    unitOf: (step) => across(steps, units, step),
    stepAt: (unit) => across(units, steps, unit),
    foldAt: (step) => {
      const fold = folded[lastFrom(folded.length, step, (place) => folded[place]?.start ?? 0)];
      return fold !== undefined && step < fold.end ? fold : null;
    },
  };
}

/** Where `value`, on the scale whose stretches end at `from`, stands on that of `to`. */
function across(from: readonly number[], to: readonly number[], value: number): number {
  const place = Math.max(0, Math.min(from.length - 2, lastFrom(from.length, value, (index) => from[index] ?? 0)));
  const [start, end, low, high] = [from[place] ?? 0, from[place + 1] ?? 0, to[place] ?? 0, to[place + 1] ?? 0];
  return end === start ? low : low + ((value - start) * (high - low)) / (end - start);
}

/** The last of `count` ascending numbers that is at most `most`; -1 where all are more. */
function lastFrom(count: number, most: number, numberAt: (place: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberAt(middle) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
