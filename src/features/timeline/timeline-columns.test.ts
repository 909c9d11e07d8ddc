import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthColumns, stepsOfPixel, verdictColumns } from './timeline-columns.ts';

describe('timeline columns', () => {
  it('leave no step out and go beyond none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 500 }), (width, count) => {
        const seen = new Set<number>();
        let inRange = true;
        for (let pixel = 0; pixel < width; pixel += 1) {
          const [first, last] = stepsOfPixel(pixel, width, count);
          inRange &&= first >= 0 && first <= last && last < count;
          for (let step = first; step <= last; step += 1) seen.add(step);
        }
        expect(inRange).toBe(true);
        expect(seen.size).toBe(count);
      }),
      { numRuns: 50 },
    );
  });

  it('keep the deepest call under a pixel', () => {
    const { deepest, shallowest } = depthColumns(Int32Array.of(1, 2, 3, 2, 1, 1), 3);
    expect([...deepest]).toEqual([2, 3, 1]);
    expect([...shallowest]).toEqual([1, 2, 1]);
  });

  it('let a wrong prediction win over right ones', () => {
    const places = { lineSteps: Int32Array.of(0, 1, 2, 3), places: Int32Array.of(0, 1, 2, 3) };
    const columns = verdictColumns(Uint8Array.of(0, 1, 2, 1), Int32Array.of(0, 1, 2, 3), places, 2);
    expect([...columns]).toEqual([1, 2]);
  });
});
