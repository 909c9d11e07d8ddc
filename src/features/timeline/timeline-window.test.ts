import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainAxis } from './axis.ts';
import { isWhole, panned, shareOf, showing, stepAt, unlessSame, wholeWindow, zoomed } from './timeline-window.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('timeline window', () => {
  it('stays within the steps whatever is done to it', () => {
    const move = fc.oneof(
      fc.record({ kind: fc.constant('zoom'), by: fc.double({ min: 0.05, max: 20, noNaN: true }), at: share }),
      fc.record({ kind: fc.constant('pan'), by: fc.double({ min: -3, max: 3, noNaN: true }), at: share }),
      fc.record({ kind: fc.constant('show'), by: fc.constant(0), at: share }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.array(move, { maxLength: 30 }), (count, moves) => {
        let window = wholeWindow(count);
        for (const { kind, by, at } of moves) {
          if (kind === 'zoom') window = zoomed(window, count, by, at);
          else if (kind === 'pan') window = panned(window, count, by);
          else window = showing(window, count, Math.floor(at * (count - 1)));
          expect(window.first).toBeGreaterThanOrEqual(0);
          expect(window.first + window.length).toBeLessThanOrEqual(count + 1e-6);
          expect(window.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('is the same one while steps in view follow each other, so that nothing is drawn anew', () => {
    const window = zoomed(wholeWindow(1_000_000), 1_000_000, 0.5, 0.3);
    const middle = Math.floor(window.first + window.length / 2);
    expect(unlessSame(window, showing(panned(window, 1_000_000, 0), 1_000_000, middle))).toBe(window);
    expect(unlessSame(window, showing(window, 1_000_000, 999_999))).not.toBe(window);
  });

  it('keeps the step under the pointer while zooming in', () => {
    const before = zoomed(wholeWindow(1000), 1000, 0.5, 0.3);
    const after = zoomed(before, 1000, 0.5, 0.6);
    const axis = plainAxis(1000);
    expect(stepAt(after, 1000, 0.6, axis)).toBe(stepAt(before, 1000, 0.6, axis));
  });

  it('shows a step that was out of view, and does not move for one that is in it', () => {
    const window = zoomed(wholeWindow(1000), 1000, 0.1, 0);
    expect(showing(window, 1000, 50)).toBe(window);
    const later = showing(window, 1000, 700);
    expect(shareOf(later, 700, plainAxis(1000))).toBeGreaterThan(0);
    expect(shareOf(later, 700, plainAxis(1000))).toBeLessThan(1);
    expect(later.length).toBe(window.length);
  });

  it('comes back to the whole', () => {
    expect(isWhole(zoomed(zoomed(wholeWindow(500), 500, 0.1, 0.9), 500, 100, 0.2), 500)).toBe(true);
  });
});
