/** The way of one arrow of the picture of objects, in px from the picture's corner, y downwards. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where an arrow may enter an object: at its left side, or from the right, at height `y`. */
interface Entry {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** An object that begins less than this behind a reference is not to the right of it. */
const NEAR = 12;
/** That a curve needs. */
const SMALLEST_GAP = 24;
const SMALLEST_BEND = 18;
const CORNER = 4;

/**
 * Path data (SVG) from a reference to an object. Past its own column, up to `columnEnd`, it runs level, where nothing else stands
 * beside it: at the height of the reference, or at `level`, a way below its box. Curves are for the gap behind. Where the object
 * is not to the right, it goes out on the right side, round, and in from the right.
 */
export function arrowPath({ x, y }: Point, to: Entry, columnEnd: number, level: number): string {
  if (to.left <= x + NEAR) {
    const out = Math.max(x, to.right) + 26 + Math.min(30, Math.abs(to.y - y) / 8);
    return `M${x} ${y}C${out} ${y} ${out} ${to.y} ${to.right + 1} ${to.y}`;
  }
  const end = Math.max(x, Math.min(columnEnd, to.left - SMALLEST_GAP));
  const bend = Math.max(SMALLEST_BEND, (to.left - end) / 2);
  const down = level === y ? '' : `V${level - CORNER}Q${x} ${level} ${x + CORNER} ${level}`;
  return `M${x} ${y}${down}H${end}C${end + bend} ${level} ${to.left - bend} ${to.y} ${to.left - 1} ${to.y}`;
}
