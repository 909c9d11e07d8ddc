/** The ways of the arrows of the picture of objects, in px from the picture's corner, y downwards. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Sides = Pick<Box, 'left' | 'right'>;

/** Boxes that stand below each other, in order. */
export interface Column extends Sides {
  readonly boxes: readonly Box[];
}

/** Where an arrow begins. */
export interface Reference extends Point {
  /** The box that it is in, and the place of that one's column. */
  readonly box: Box;
  readonly column: number;
  /** For an arrow that goes back: the right edge of the table that it stands in; null for an item of a row, below which nothing of its box stands. */
  readonly tableEnd: number | null;
  /** The height below its box at which it may run level; null: it runs at its own height. */
  readonly lane: number | null;
}

/** Where an arrow ends: at the side of an object that it comes from, at height `y`. */
export interface Entry {
  readonly box: Box;
  readonly column: number;
  readonly y: number;
}

/** That a curve needs between two columns. */
const SMALLEST_GAP = 24;
const SMALLEST_BEND = 18;
const CORNER = 4;
/** Kept from a box that an arrow passes. */
const CLEAR = 3;
/** From a table to an arrow that goes down beside it, and from a box to one that comes back. */
const BESIDE = 5;
/** How far an arrow goes out that comes back to its own column. */
const ROUND = { least: 26, most: 56 };

/**
 * Path data (SVG) from a reference to an object, over no box but its own. It runs level beside boxes, where nothing else stands: in its
 * own column at the height of the reference or in its lane, in a column that it passes between two boxes. Curves are for the gaps
 * between columns. To an object of its own column it goes out on the right side, round, and in from the right.
 */
export function arrowPath(from: Reference, to: Entry, columns: readonly Column[]): string {
  if (from.column === to.column) return roundPath(from, to, columns[from.column]?.boxes ?? []);
  const forward = to.column > from.column;
  const { path, x, y } = forward ? leavingRight(from) : leavingLeft(from);
  const sign = forward ? 1 : -1;
  const near = (box: Sides): number => (forward ? box.left : box.right);
  const far = (box: Sides): number => (forward ? box.right : box.left);
  const farther = forward ? Math.max : Math.min;
  const nearer = forward ? Math.min : Math.max;
  let data = path;
  let here = { x, y };
  const levelTo = (end: number, next: number): void => {
    here = { x: farther(here.x, nearer(end, next - sign * SMALLEST_GAP)), y: here.y };
    data += `H${here.x}`;
  };
  const bendTo = (end: Point): void => {
    const bend = sign * Math.max(SMALLEST_BEND, Math.abs(end.x - here.x) / 2);
    data += `C${here.x + bend} ${here.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`;
    here = end;
  };
  const passed = columns.slice(Math.min(from.column, to.column) + 1, Math.max(from.column, to.column));
  if (!forward) passed.reverse();
  const entry = near(to.box);
  // Beside a box that is narrower than its column it comes in level.
  const edge = forward ? entry : Math.max(entry, columns[to.column]?.right ?? entry);
  const edges = [...passed.map(near), edge];
  levelTo(far(columns[from.column] ?? from.box), edges[0] ?? edge);
  for (const [place, column] of passed.entries()) {
    const share = (place + 1) / (passed.length + 1);
    bendTo({ x: near(column), y: freeHeight(column.boxes, here.y + (to.y - here.y) * share) });
    levelTo(far(column), edges[place + 1] ?? edge);
  }
  bendTo({ x: edge === entry ? entry - sign : edge, y: to.y });
  return edge === entry ? data : `${data}H${entry - sign}`;
}

interface Start extends Point {
  readonly path: string;
}

function leavingRight({ x, y, lane }: Reference): Start {
  return lane === null ? { path: `M${x} ${y}`, x, y } : { path: `M${x} ${y}V${lane - CORNER}Q${x} ${lane} ${x + CORNER} ${lane}`, x: x + CORNER, y: lane };
}

/** Below its box to the left: what stands in it on the left is passed so. */
function leavingLeft({ x, y, box, tableEnd, lane }: Reference): Start {
  const level = lane ?? box.bottom + CLEAR;
  const down = (at: number): string => `V${level - CORNER}Q${at} ${level} ${at - CORNER} ${level}`;
  if (tableEnd === null) return { path: `M${x} ${y}${down(x)}`, x: x - CORNER, y: level };
  // The lower one runs the farther out it goes down: those of one table do not cross.
  const side = tableEnd + BESIDE + level - box.bottom;
  return { path: `M${x} ${y}H${side - CORNER}Q${side} ${y} ${side} ${y + CORNER}${down(side)}`, x: side - CORNER, y: level };
}

function roundPath(from: Reference, { box, y: end }: Entry, boxes: readonly Box[]): string {
  const { path, x, y } = leavingRight(from);
  const between = boxes.filter(({ top, bottom }) => bottom > Math.min(y, end) && top < Math.max(y, end));
  const outer = Math.max(x, box.right + 2 * BESIDE, ...between.map(({ right }) => right));
  const out = outer + Math.min(ROUND.most, ROUND.least + Math.abs(end - y) / 8);
  return `${path}H${outer}C${out} ${y} ${out} ${end} ${outer} ${end}H${box.right + 1}`;
}

/** The height nearest to `y` at which no box of a column stands. */
function freeHeight(boxes: readonly Box[], y: number): number {
  let best = (boxes.at(-1)?.bottom ?? y) + CLEAR;
  if (y > best) return y;
  let above = CLEAR;
  for (const { top, bottom } of boxes) {
    const height = Math.max(above, Math.min(y, top - CLEAR));
    if (height <= top - CLEAR && Math.abs(height - y) < Math.abs(best - y)) best = height;
    above = bottom + CLEAR;
  }
  return best;
}
