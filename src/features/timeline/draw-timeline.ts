/** Paints the timeline from its columns or bars. */
import { StepVerdict } from '../../state/prediction-table.ts';
import type { Fold } from '../../trace/folds.ts';
import type { TimelineAxis } from './axis.ts';
import type { CallBar } from './call-bars.ts';
import type { Turn } from './loop-lanes.ts';
import type { PixelColumns } from './timeline-columns.ts';
import type { TimelineWindow } from './timeline-window.ts';

export const COLOR_NAMES = ['surface', 'surface-2', 'surface-3', 'line', 'line-strong', 'ink', 'ink-2', 'ink-3', 'accent', 'accent-soft', 'accent-line', 'good', 'bad', 'warn'] as const;
export type TimelineColors = Record<(typeof COLOR_NAMES)[number], string>;

/** Sizes in CSS px. */
export const STRIP_HEIGHT = 10;
const GAP = 3;
/** A row that is lower than this has no room for a name. */
const NAME_ROW = 11;
const NAME_SIZE = 9.5;
/** Of room for a name of some letters. */
const NAME_WIDTH = 26;
/** Turns of a loop: a lane for each loop, and what a turn has to be as wide as to stand by itself. */
const LANE_HEIGHT = 3;
const TURN_WIDTH = 3;
const HATCH = 5;

export interface TimelinePicture {
  readonly window: TimelineWindow;
  readonly axis: TimelineAxis;
  /** Depths under each pixel column, from afar; null where there are bars. */
  readonly columns: PixelColumns | null;
  /** Activations, from near; null where there are columns. */
  readonly bars: readonly CallBar[] | null;
  /** Drawn with bars. */
  readonly turns: readonly Turn[];
  readonly folds: readonly (Fold & { readonly text: string })[];
  /** Null where nothing is predicted. */
  readonly verdicts: Uint8Array | null;
  readonly maxDepth: number;
  /** Pixel column of the first wrong prediction, where it is to be marked; null otherwise. */
  readonly firstDivergence: number | null;
}

/** What a drawing needs to know of its canvas: sizes in device px. */
interface Canvas {
  readonly context: CanvasRenderingContext2D;
  readonly colors: TimelineColors;
  readonly width: number;
  readonly height: number;
  /** Device px a CSS px. */
  readonly scale: number;
}

/** The part that changes with the trace and the window only. */
export function drawTimeline(canvas: Canvas, picture: TimelinePicture): void {
  const { context, colors, width, height, scale } = canvas;
  context.clearRect(0, 0, width, height);
  const strip = Math.round(STRIP_HEIGHT * scale);
  const top = height - strip - Math.round(GAP * scale);
  const rows = rowsOf(picture, top);
  if (picture.bars !== null) {
    drawBars(canvas, picture, picture.bars, rows);
    drawTurns(canvas, picture, rows);
    drawNames(canvas, picture, picture.bars, rows);
  } else if (picture.columns !== null) drawOutline(canvas, picture.columns, top, rows.count);
  drawFolds(canvas, picture, rows);
  if (picture.firstDivergence !== null) {
    context.fillStyle = colors.bad;
    for (let y = 0; y < height - strip; y += Math.round(4 * scale)) context.fillRect(picture.firstDivergence, y, Math.max(1, Math.round(scale)), Math.round(2 * scale));
  }
  drawVerdicts(canvas, picture.verdicts, height - strip, strip);
}

/** Where calls stand: the outermost lowest. */
interface Rows {
  readonly count: number;
  /** Device px. */
  readonly height: number;
  readonly top: number;
  /** Row of a depth, from 1. */
  readonly rowOf: (depth: number) => number;
}

/** With folds, depths that nothing is drawn at have no row. */
function rowsOf({ bars, folds, maxDepth }: TimelinePicture, top: number): Rows {
  const depths = bars === null || folds.length === 0 ? null : [...new Set([...bars.map(({ depth }) => depth), ...folds.map(({ depth }) => depth + 1)])].sort((left, right) => left - right);
  const count = Math.max(2, depths?.length ?? maxDepth);
  const places = new Map(depths?.map((depth, place) => [depth, place + 1]));
  return { count, height: top / count, top, rowOf: (depth) => places.get(depth) ?? depth };
}

/** Pixel column at which a step begins. */
function columnOf({ window, axis }: TimelinePicture, width: number, step: number): number {
  return Math.round(((axis.unitOf(step) - window.first) * width) / window.length);
}

/** Neighbouring columns of one shape are one rectangle. */
function drawOutline({ context, colors, width, scale }: Canvas, { deepest, shallowest }: PixelColumns, top: number, rows: number): void {
  for (let x = 0; x < width; ) {
    const high = deepest[x] ?? 0;
    const low = shallowest[x] ?? high;
    let end = x + 1;
    while (end < width && deepest[end] === high && shallowest[end] === low) end += 1;
    if (high > 0) {
      const from = Math.round(top - (top * high) / rows);
      context.fillStyle = colors['accent-soft'];
      context.fillRect(x, from, end - x, top - from);
      // The edge of the stack: where the program is. Under a pixel with several depths it is a bar.
      const edge = Math.round(top - (top * low) / rows);
      context.fillStyle = colors['accent-line'];
      context.fillRect(x, from, end - x, Math.max(Math.round(2 * scale), edge - from));
    }
    x = end;
  }
}

function drawBars(canvas: Canvas, picture: TimelinePicture, bars: readonly CallBar[], rows: Rows): void {
  const { context, colors, scale } = canvas;
  for (const bar of bars) {
    const { left, from, wide, high } = boxOf(canvas, picture, bar, rows);
    context.fillStyle = colors['accent-soft'];
    context.fillRect(left, from, wide, high);
    context.fillStyle = colors['accent-line'];
    context.fillRect(left, from, wide, Math.max(1, Math.round(1.5 * scale)));
  }
}

/** Over the lanes of loops, which a low row has no other room for: each name on the ground of its bar. */
function drawNames(canvas: Canvas, picture: TimelinePicture, bars: readonly CallBar[], rows: Rows): void {
  const { context, colors, scale } = canvas;
  if (rows.height < NAME_ROW * scale) return;
  context.font = `${NAME_SIZE * scale}px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textBaseline = 'middle';
  for (const bar of bars) {
    const box = boxOf(canvas, picture, bar, rows);
    if (box.wide >= NAME_WIDTH * scale) writeIn(context, box, bar.name === '<module>' ? 'module' : bar.name, colors, scale);
  }
}

/** Where a call stands, in device px, with a seam to the next one where there is room. */
function boxOf({ width, scale }: Canvas, picture: TimelinePicture, { depth, start, end }: CallBar, { height: rowHeight, top, rowOf }: Rows): Box {
  const seam = rowHeight >= 4 * scale ? Math.max(1, Math.round(scale)) : 0;
  const left = Math.max(0, columnOf(picture, width, start));
  const right = Math.min(width, columnOf(picture, width, end));
  const from = Math.round(top - rowHeight * rowOf(depth));
  const to = Math.round(top - rowHeight * (rowOf(depth) - 1)) - seam;
  return { left, from, wide: Math.max(1, right - left - (right - left > 2 * seam ? seam : 0)), high: to - from };
}

interface Box {
  readonly left: number;
  readonly from: number;
  readonly wide: number;
  readonly high: number;
}

function writeIn(context: CanvasRenderingContext2D, { left, from, wide, high }: Box, text: string, colors: TimelineColors, scale: number): void {
  const edge = Math.round(1.5 * scale);
  const tall = Math.min(high - edge, Math.round((NAME_SIZE + 1.5) * scale));
  context.save();
  context.beginPath();
  context.rect(left, from, wide - 3 * scale, high);
  context.clip();
  context.fillStyle = colors['accent-soft'];
  context.fillRect(left + 2 * scale, from + edge, context.measureText(text).width + 4 * scale, tall);
  context.fillStyle = colors['ink-2'];
  context.fillText(text, left + 4 * scale, from + edge + tall / 2 + scale / 2);
  context.restore();
}

/** A lane along the foot of the call's bar for each loop, a segment for each turn; turns too narrow to be told apart are one. */
function drawTurns({ context, colors, width, scale }: Canvas, picture: TimelinePicture, { height: rowHeight, top, rowOf }: Rows): void {
  if (rowHeight < NAME_ROW * scale) return;
  context.fillStyle = colors['accent-line'];
  const lane = Math.round(LANE_HEIGHT * scale);
  const gap = Math.max(1, Math.round(scale));
  for (const { depth, level, start, end } of picture.turns) {
    const left = Math.max(0, columnOf(picture, width, start));
    const right = Math.min(width, columnOf(picture, width, end));
    const foot = Math.round(top - rowHeight * (rowOf(depth) - 1)) - gap;
    context.fillRect(left, foot - lane - level * (lane + gap), Math.max(1, right - left - (right - left >= TURN_WIDTH * scale ? gap : 0)), lane);
  }
}

/** Hatched, on the call that goes on around it, with what it leaves out. */
function drawFolds({ context, colors, width, scale }: Canvas, picture: TimelinePicture, { height: rowHeight, top, rowOf }: Rows): void {
  context.font = `${NAME_SIZE * scale}px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textBaseline = 'middle';
  for (const { start, end, depth, text } of picture.folds) {
    const left = Math.max(0, columnOf(picture, width, start));
    const wide = Math.min(width, columnOf(picture, width, end)) - left - Math.max(1, Math.round(scale));
    if (wide <= 0) continue;
    const row = rowOf(depth + 1);
    const from = Math.max(0, Math.round(top - rowHeight * row));
    const high = Math.round(top - rowHeight * (row - 1)) - from - Math.max(1, Math.round(scale));
    context.save();
    context.beginPath();
    context.rect(left, from, wide, high);
    context.clip();
    context.fillStyle = colors['surface-2'];
    context.fillRect(left, from, wide, high);
    context.strokeStyle = colors.line;
    context.lineWidth = Math.max(1, scale);
    context.beginPath();
    for (let x = left - high; x < left + wide; x += HATCH * scale) {
      context.moveTo(x, from + high);
      context.lineTo(x + high, from);
    }
    context.stroke();
    context.strokeStyle = colors['line-strong'];
    context.strokeRect(left + 0.5, from + 0.5, wide - 1, high - 1);
    const needed = context.measureText(text).width + 8 * scale;
    if (needed <= wide && high >= NAME_ROW * scale) {
      context.fillStyle = colors['surface-2'];
      context.fillRect(left + (wide - needed) / 2, from + 1.5 * scale, needed, high - 3 * scale);
      context.fillStyle = colors['ink-2'];
      context.fillText(text, left + (wide - needed) / 2 + 4 * scale, from + high / 2 + scale);
    }
    context.restore();
  }
}

/** Right: a thin line low in the strip; wrong: a full bar; malformed: a bar with a gap; so shape tells as colour does. */
function drawVerdicts({ context, colors, width, scale }: Canvas, verdicts: Uint8Array | null, y: number, height: number): void {
  context.fillStyle = colors['surface-3'];
  context.fillRect(0, y, width, height);
  if (verdicts === null) return;
  const thin = Math.max(1, Math.round(3 * scale));
  for (let x = 0; x < width; ) {
    const verdict = verdicts[x];
    let end = x + 1;
    while (end < width && verdicts[end] === verdict) end += 1;
    const wide = end - x;
    switch (verdict) {
      case StepVerdict.RIGHT:
        context.fillStyle = colors.good;
        context.fillRect(x, y + height - thin, wide, thin);
        break;
      case StepVerdict.WRONG:
        context.fillStyle = colors.bad;
        context.fillRect(x, y, wide, height);
        break;
      case StepVerdict.MALFORMED:
        context.fillStyle = colors.bad;
        context.fillRect(x, y, wide, Math.round(height * 0.4));
        context.fillRect(x, y + Math.round(height * 0.6), wide, Math.round(height * 0.4));
        break;
      case StepVerdict.NOT_PREDICTABLE:
        context.fillStyle = colors.warn;
        context.fillRect(x, y + Math.round(height / 2) - Math.floor(thin / 2), wide, thin);
        break;
      default:
    }
    x = end;
  }
}
