/** Paints the timeline from its columns or bars. */
import { StepVerdict } from '../../state/prediction-table.ts';
import type { CallBar } from './call-bars.ts';
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

export interface TimelinePicture {
  readonly window: TimelineWindow;
  /** Depths under each pixel column, from afar; null where there are bars. */
  readonly columns: PixelColumns | null;
  /** Activations, from near; null where there are columns. */
  readonly bars: readonly CallBar[] | null;
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
  const rows = Math.max(2, picture.maxDepth);
  if (picture.bars !== null) drawBars(canvas, picture.bars, picture.window, top, rows);
  else if (picture.columns !== null) drawOutline(canvas, picture.columns, top, rows);
  if (picture.firstDivergence !== null) {
    context.fillStyle = colors.bad;
    for (let y = 0; y < height - strip; y += Math.round(4 * scale)) context.fillRect(picture.firstDivergence, y, Math.max(1, Math.round(scale)), Math.round(2 * scale));
  }
  drawVerdicts(canvas, picture.verdicts, height - strip, strip);
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

function drawBars({ context, colors, width, scale }: Canvas, bars: readonly CallBar[], window: TimelineWindow, top: number, rows: number): void {
  const x = (step: number): number => Math.round(((step - window.first) * width) / window.length);
  const rowHeight = top / rows;
  const seam = rowHeight >= 4 * scale ? Math.max(1, Math.round(scale)) : 0;
  const named = rowHeight >= NAME_ROW * scale;
  context.font = `${NAME_SIZE * scale}px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textBaseline = 'middle';
  for (const { depth, start, end, name } of bars) {
    const left = Math.max(0, x(start));
    const right = Math.min(width, x(end));
    const from = Math.round(top - rowHeight * depth);
    const to = Math.round(top - rowHeight * (depth - 1)) - seam;
    const wide = Math.max(1, right - left - (right - left > 2 * seam ? seam : 0));
    context.fillStyle = colors['accent-soft'];
    context.fillRect(left, from, wide, to - from);
    context.fillStyle = colors['accent-line'];
    context.fillRect(left, from, wide, Math.max(1, Math.round(1.5 * scale)));
    if (!named || wide < NAME_WIDTH * scale) continue;
    context.save();
    context.beginPath();
    context.rect(left, from, wide - 3 * scale, to - from);
    context.clip();
    context.fillStyle = colors['ink-2'];
    context.fillText(name === '<module>' ? 'module' : name, left + 4 * scale, (from + to) / 2 + scale);
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
