import { describe, expect, it } from 'vitest';
import { arrowPath, type Box, type Column, type Point, type Reference } from './arrow-path.ts';

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

// Columns of objects: frames, a wide box over a narrow one, two boxes, one box.
const FRAME = { left: 10, right: 160, top: 14, bottom: 200 };
const WIDE = { left: 216, right: 570, top: 20, bottom: 60 };
const NARROW = { left: 216, right: 286, top: 180, bottom: 220 };
const HIGH = { left: 630, right: 700, top: 20, bottom: 110 };
const LOW = { left: 630, right: 760, top: 124, bottom: 300 };
const LAST = { left: 820, right: 900, top: 150, bottom: 190 };
const COLUMNS = [column(FRAME), column(WIDE, NARROW), column(HIGH, LOW), column(LAST)];

function column(...boxes: readonly [Box, ...Box[]]): Column {
  return { left: boxes[0].left, right: Math.max(...boxes.map(({ right }) => right)), boxes };
}

/** The points of the way from a place in a box to the side of another, and that other. */
function way(from: Box, to: Box, start: Partial<Reference> = {}): Point[] {
  const placeOf = (box: Box): number => COLUMNS.findIndex(({ boxes }) => boxes.includes(box));
  const reference = { x: from.right - 15, y: from.bottom - 12, box: from, column: placeOf(from), tableEnd: from.right, lane: null, ...start };
  return pointsOf(arrowPath(reference, { box: to, column: placeOf(to), y: to.top + 14 }, COLUMNS));
}

function hits(points: readonly Point[], box: Box): boolean {
  return points.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom);
}

const BOXES = COLUMNS.flatMap(({ boxes }) => boxes);

describe('the way of an arrow', () => {
  it.each([
    ['to the next column', NARROW, HIGH],
    ['past a column', FRAME, HIGH],
    ['past two columns', FRAME, LAST],
    ['over the column beside a lower one', WIDE, LAST],
    ['back by a column', LOW, NARROW],
    ['back past a column', LAST, NARROW],
    ['back past two columns', LAST, WIDE],
    ['down in its own column', WIDE, NARROW],
    ['up in its own column', NARROW, WIDE],
  ])('%s meets no box but its own, and ends at the object', (_, from, to) => {
    for (const tableEnd of [from.right, null]) {
      const points = way(from, to, { tableEnd });
      for (const box of BOXES) if (box !== from) expect(hits(points, box), JSON.stringify(box)).toBe(false);
      const end = points.at(-1);
      expect(end?.y).toBe(to.top + 14);
      expect([to.left - 1, to.right + 1]).toContain(end?.x);
    }
  });

  it('of an item with another one beside it does not run over that one', () => {
    const beside = { left: 252, right: 286, top: 180, bottom: 220 };
    expect(hits(way(NARROW, HIGH, { x: 230, tableEnd: null }), beside)).toBe(true);
    for (const to of [HIGH, WIDE]) expect(hits(way(NARROW, to, { x: 230, tableEnd: null, lane: NARROW.bottom + 4 }), beside)).toBe(false);
  });

  it('back to the left does not run over what stands on the left in its own box', () => {
    const names = { left: 630, right: 700, top: 124, bottom: 300 };
    expect(hits(way(LOW, NARROW), names)).toBe(false);
  });

  it.each([
    ['the upper one of a table', LOW.right, { x: 700, y: 150 }, { x: 700, y: 180 }],
    ['the right one of a row', null, { x: 660, y: 290 }, { x: 640, y: 290 }],
  ])('of two that go back from one box do not meet, where %s runs lower', (_, tableEnd, lower, higher) => {
    const ofBox = (start: Point, lane: number): Point[] => way(LOW, NARROW, { ...start, tableEnd, lane: LOW.bottom + lane }).filter(({ x }) => x > LOW.left);
    const [one, other] = [ofBox(lower, 8), ofBox(higher, 4)];
    expect(one.some((a) => other.some((b) => Math.hypot(a.x - b.x, a.y - b.y) < 1))).toBe(false);
  });

  it('to its own object goes round and in from the right', () => {
    const points = way(LOW, LOW);
    expect(points.at(-1)).toEqual({ x: LOW.right + 1, y: LOW.top + 14 });
    expect(Math.max(...points.map(({ x }) => x))).toBeGreaterThan(LOW.right + 10);
    expect(points.at(-2)?.x).toBeGreaterThan(LOW.right + 1);
  });

  it('keeps room for a curve where the next column is near', () => {
    const near = { left: 590, right: 700, top: 20, bottom: 60 };
    const columns = [column(WIDE, NARROW), column(near)];
    const points = pointsOf(arrowPath({ x: 270, y: 210, box: NARROW, column: 0, tableEnd: null, lane: null }, { box: near, column: 1, y: 34 }, columns));
    const level = points.filter(({ y }) => y === 210);
    expect(Math.max(...level.map(({ x }) => x))).toBeLessThanOrEqual(near.left - 24);
  });
});
