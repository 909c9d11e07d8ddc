import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepList } from '../../trace/line-steps.ts';
import { plainAxis } from './axis.ts';
import { DepthSummary, PlaceSpans, stepsOfPixel, verdictColumns } from './timeline-columns.ts';
import { wholeWindow, zoomed } from './timeline-window.ts';

const list = (granularity: 'line' | 'instruction', count: number): StepList => ({ granularity, count }) as StepList;

describe('timeline columns', () => {
  it('leave no step of the window out and go beyond none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (width, count, zoom) => {
        const window = zoomed(wholeWindow(count), count, zoom, 0.4);
        const seen = new Set<number>();
        let inRange = true;
        for (let pixel = 0; pixel < width; pixel += 1) {
          const [first, last] = stepsOfPixel(pixel, width, window, count, plainAxis(count));
          inRange &&= first >= 0 && first <= last && last < count;
          for (let step = first; step <= last; step += 1) seen.add(step);
        }
        expect(inRange).toBe(true);
        for (let step = Math.ceil(window.first); step + 1 <= window.first + window.length; step += 1) expect(seen.has(step)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('sum up by blocks what reading every step gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 1500 }), fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.05, max: 1, noNaN: true }), (depths, width, zoom) => {
        const window = zoomed(wholeWindow(depths.length), depths.length, zoom, 0.7);
        const columns = new DepthSummary(Int32Array.from(depths)).columns(window, width, plainAxis(depths.length));
        for (let pixel = 0; pixel < width; pixel += 1) {
          const [first, last] = stepsOfPixel(pixel, width, window, depths.length, plainAxis(depths.length));
          const under = depths.slice(first, last + 1);
          expect([columns.deepest[pixel], columns.shallowest[pixel]]).toEqual([Math.max(...under), Math.min(...under)]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('let a wrong prediction win over right ones', () => {
    const places = { granularity: 'line' as const, steps: Int32Array.of(0, 1, 2, 3), places: Int32Array.of(0, 1, 2, 3) };
    const spans = new PlaceSpans(list('line', 4), Int32Array.of(0, 1, 2, 3), places);
    expect([...verdictColumns(Uint8Array.of(0, 1, 2, 1), spans, wholeWindow(4), 2, plainAxis(4))]).toEqual([1, 2]);
  });

  it('put the verdict on a line under all its instructions, and only those in view', () => {
    // Line steps 0, 1, 2 begin at instructions 0, 3 and 5 of 8; the second is in a lambda and has no place.
    const places = { granularity: 'line' as const, steps: Int32Array.of(0, 2), places: Int32Array.of(0, -1, 1) };
    const spans = new PlaceSpans(list('instruction', 8), Int32Array.of(0, 3, 5), places);
    expect([...verdictColumns(Uint8Array.of(1, 2), spans, wholeWindow(8), 8, plainAxis(8))]).toEqual([1, 1, 1, 0, 0, 2, 2, 2]);
    expect([...verdictColumns(Uint8Array.of(1, 2), spans, { first: 4, length: 4 }, 4, plainAxis(8))]).toEqual([0, 2, 2, 2]);
  });

  it('put the verdict on an instruction under itself, or under its line', () => {
    const steps = Int32Array.from({ length: 8 }, (_, step) => step);
    const places = { granularity: 'instruction' as const, steps, places: steps };
    const lineRecords = Int32Array.of(0, 3, 5);
    const verdicts = Uint8Array.of(0, 1, 1, 1, 2, 1, 1, 1);
    expect([...verdictColumns(verdicts, new PlaceSpans(list('instruction', 8), lineRecords, places), wholeWindow(8), 8, plainAxis(8))]).toEqual([...verdicts]);
    expect([...verdictColumns(verdicts, new PlaceSpans(list('line', 3), lineRecords, places), wholeWindow(3), 3, plainAxis(3))]).toEqual([1, 2, 1]);
  });
});
