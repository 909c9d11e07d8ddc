import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fold } from '../../trace/folds.ts';
import { foldedAxis, plainAxis } from './axis.ts';

const fold = (start: number, end: number): Fold => ({ start, end, depth: 1, kind: 'turns', count: 2, run: null, firstTurn: 1 });

const foldings = fc.integer({ min: 1, max: 5000 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    folds: fc.uniqueArray(fc.integer({ min: 0, max: count }), { maxLength: 20 }).map((ends) => {
      const sorted = ends.sort((left, right) => left - right);
      return sorted.flatMap((start, place) => (place % 2 === 0 && sorted[place + 1] !== undefined ? [fold(start, sorted[place + 1] ?? start)] : []));
    }),
  }),
);

describe('the axis of the timeline', () => {
  it('goes from steps to places and back, in order, whatever is folded', () => {
    fc.assert(
      fc.property(foldings, ({ count, folds }) => {
        const axis = foldedAxis(count, folds);
        expect(axis.count).toBeLessThanOrEqual(count + 1e-6);
        expect([axis.unitOf(0), axis.unitOf(count)]).toEqual([0, axis.count]);
        let before = -1;
        for (let step = 0; step <= count; step += Math.max(1, count >> 6)) {
          const unit = axis.unitOf(step);
          expect(unit).toBeGreaterThan(before);
          expect(axis.stepAt(unit)).toBeCloseTo(step, 6);
          before = unit;
        }
      }),
    );
  });

  it('gives the step that a person is at most of the width', () => {
    const axis = foldedAxis(100_000, [fold(10, 50_000), fold(50_040, 99_990)]);
    expect(axis.folds).toHaveLength(2);
    expect(axis.unitOf(50_040) - axis.unitOf(50_000)).toBe(40);
    expect(40 / axis.count).toBeGreaterThan(0.5);
    expect([9, 10, 49_999, 50_000, 50_040].map((step) => axis.foldAt(step)?.start ?? null)).toEqual([null, 10, 10, null, 50_040]);
  });

  it('leaves a stretch open that folding would not make narrower', () => {
    expect(foldedAxis(1000, [fold(10, 15)]).folds).toEqual([]);
    expect(plainAxis(1000).unitOf(12.5)).toBe(12.5);
  });
});
