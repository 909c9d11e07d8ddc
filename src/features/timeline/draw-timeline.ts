/** Paints the timeline from its columns. */
import { StepVerdict } from '../../state/prediction-table.ts';
import type { PixelColumns } from './timeline-columns.ts';

export const COLOR_NAMES = ['surface', 'surface-2', 'surface-3', 'line', 'line-strong', 'ink', 'ink-3', 'accent', 'accent-soft', 'accent-line', 'good', 'bad', 'warn'] as const;
export type TimelineColors = Record<(typeof COLOR_NAMES)[number], string>;

/** Sizes in CSS px. */
export const STRIP_HEIGHT = 10;
const GAP = 3;

export interface TimelinePicture {
  readonly columns: PixelColumns;
  /** Null where nothing is predicted. */
  readonly verdicts: Uint8Array | null;
  readonly maxDepth: number;
  /** Pixel column of the first wrong prediction, where it is to be marked; null otherwise. */
  readonly firstDivergence: number | null;
}

/** The part that changes with the trace only. Width and height in device px; `scale` is device px a CSS px. */
export function drawTimeline(context: CanvasRenderingContext2D, picture: TimelinePicture, colors: TimelineColors, width: number, height: number, scale: number): void {
  context.clearRect(0, 0, width, height);
  const strip = Math.round(STRIP_HEIGHT * scale);
  const top = height - strip - Math.round(GAP * scale);
  const rows = Math.max(2, picture.maxDepth);
  const { deepest, shallowest } = picture.columns;
  for (let x = 0; x < width; x += 1) {
    const high = deepest[x] ?? 0;
    if (high === 0) continue;
    const from = Math.round(top - (top * high) / rows);
    context.fillStyle = colors['accent-soft'];
    context.fillRect(x, from, 1, top - from);
    // The edge of the stack: where the program is. Under a pixel with several depths it is a bar.
    const low = Math.round(top - (top * (shallowest[x] ?? high)) / rows);
    context.fillStyle = colors['accent-line'];
    context.fillRect(x, from, 1, Math.max(Math.round(2 * scale), low - from));
  }
  if (picture.firstDivergence !== null) {
    context.fillStyle = colors.bad;
    for (let y = 0; y < height - strip; y += Math.round(4 * scale)) context.fillRect(picture.firstDivergence, y, Math.max(1, Math.round(scale)), Math.round(2 * scale));
  }
  drawVerdicts(context, picture.verdicts, colors, width, height - strip, strip, scale);
}

/** Right: a thin line low in the strip; wrong: a full bar; malformed: a bar with a gap; so shape tells as colour does. */
function drawVerdicts(context: CanvasRenderingContext2D, verdicts: Uint8Array | null, colors: TimelineColors, width: number, y: number, height: number, scale: number): void {
  context.fillStyle = colors['surface-3'];
  context.fillRect(0, y, width, height);
  if (verdicts === null) return;
  const thin = Math.max(1, Math.round(3 * scale));
  for (let x = 0; x < width; x += 1) {
    switch (verdicts[x]) {
      case StepVerdict.RIGHT:
        context.fillStyle = colors.good;
        context.fillRect(x, y + height - thin, 1, thin);
        break;
      case StepVerdict.WRONG:
        context.fillStyle = colors.bad;
        context.fillRect(x, y, 1, height);
        break;
      case StepVerdict.MALFORMED:
        context.fillStyle = colors.bad;
        context.fillRect(x, y, 1, Math.round(height * 0.4));
        context.fillRect(x, y + Math.round(height * 0.6), 1, Math.round(height * 0.4));
        break;
      case StepVerdict.NOT_PREDICTABLE:
        context.fillStyle = colors.warn;
        context.fillRect(x, y + Math.round(height / 2) - Math.floor(thin / 2), 1, thin);
        break;
      default:
    }
  }
}
