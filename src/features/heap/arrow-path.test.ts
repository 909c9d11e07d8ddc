import { describe, expect, it } from 'vitest';
import { arrowPath, type Point } from './arrow-path.ts';

const PARTS = 200;

/** Points of a path of M, H, V, Q and C with absolute numbers, close enough together to hit any box on the way. */
function pointsOf(path: string): Point[] {
  const points: Point[] = [];
  let here: Point = { x: 0, y: 0 };
  for (const [, command = '', numbers = ''] of path.matchAll(/([MHVQC])([^MHVQC]*)/g)) {
    const values = numbers.split(' ').map(Number);
    const pairs = command === 'H' ? [{ x: values[0] ?? 0, y: here.y }] : command === 'V' ? [{ x: here.x, y: values[0] ?? 0 }] : [];
    if (pairs.length === 0) for (let i = 0; i < values.length; i += 2) pairs.push({ x: values[i] ?? 0, y: values[i + 1] ?? 0 });
    const controls = command === 'M' ? pairs : [here, ...pairs];
    for (let part = 0; part <= PARTS; part += 1) points.push(along(controls, part / PARTS));
    here = pairs.at(-1) ?? here;
  }
  return points;
}

/** De Casteljau: the point of a Bézier curve of any degree. */
function along(controls: readonly Point[], part: number): Point {
  const [first, ...rest] = controls;
  if (first === undefined) throw new Error('a curve without points');
  if (rest.length === 0) return first;
  const start = along(controls.slice(0, -1), part);
  const end = along(rest, part);
  return { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part };
}

// One column of objects: a wide one over a narrow one, whose items point into the next column.
const WIDE = { left: 200, right: 570, top: 20, bottom: 60 };
const NARROW = { left: 200, right: 270, top: 180, bottom: 220 };
const COLUMN_END = WIDE.right;
const TARGET = { left: 620, right: 700, y: 34 };

function hits(path: string, box: typeof WIDE): boolean {
  return pointsOf(path).some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom);
}

describe('the way of an arrow', () => {
  it('leaves the boxes above it alone, and ends at the object', () => {
    for (const [x, level] of [
      [255, 210],
      [220, NARROW.bottom + 4],
    ] as const) {
      const path = arrowPath({ x, y: 210 }, TARGET, COLUMN_END, level);
      expect(hits(path, WIDE)).toBe(false);
      expect(pointsOf(path).at(-1)).toEqual({ x: TARGET.left - 1, y: TARGET.y });
    }
  });

  it('of an item with another one beside it does not run over that one', () => {
    const beside = { left: 236, right: 270, top: 180, bottom: 220 };
    expect(hits(arrowPath({ x: 220, y: 210 }, TARGET, COLUMN_END, 210), beside)).toBe(true);
    expect(hits(arrowPath({ x: 220, y: 210 }, TARGET, COLUMN_END, NARROW.bottom + 4), beside)).toBe(false);
  });

  it('to an object that is not to the right goes round and in from the right', () => {
    const back = { left: 200, right: 270, y: 40 };
    const points = pointsOf(arrowPath({ x: 250, y: 210 }, back, COLUMN_END, 210));
    expect(points.at(-1)).toEqual({ x: 271, y: 40 });
    expect(Math.max(...points.map(({ x }) => x))).toBeGreaterThan(back.right);
    expect(points.at(-2)?.x).toBeGreaterThan(271);
  });

  it('keeps room for a curve where the next column is near', () => {
    const near = { left: 590, right: 700, y: 34 };
    const level = pointsOf(arrowPath({ x: 255, y: 210 }, near, COLUMN_END, 210)).filter(({ y }) => y === 210);
    expect(Math.max(...level.map(({ x }) => x))).toBeLessThanOrEqual(near.left - 24);
  });
});
