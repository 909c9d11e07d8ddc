/** Paints the error strip. Each mark has a shape of its own, so that shape tells as colour does. */
import { Mark } from './strip-columns.ts';

export const STRIP_COLORS = ['surface-3', 'good', 'bad', 'warn'] as const;
export type StripColors = Record<(typeof STRIP_COLORS)[number], string>;

/** Sizes in CSS px. */
export const ROW_HEIGHT = 14;
export const ROW_GAP = 6;

/** All numbers in device px; `scale` is device px a CSS px. */
export function drawStrip(context: CanvasRenderingContext2D, rows: readonly Uint8Array[], colors: StripColors, width: number, scale: number): void {
  const height = Math.round(ROW_HEIGHT * scale);
  const pitch = Math.round((ROW_HEIGHT + ROW_GAP) * scale);
  context.clearRect(0, 0, width, pitch * rows.length);
  rows.forEach((marks, row) => {
    const top = row * pitch;
    context.fillStyle = colors['surface-3'];
    context.fillRect(0, top, width, height);
    for (let x = 0; x < marks.length; x += 1) drawMark(context, marks[x] ?? 0, x, top, height, colors, scale);
  });
}

function drawMark(context: CanvasRenderingContext2D, mark: number, x: number, top: number, height: number, colors: StripColors, scale: number): void {
  const thin = Math.max(1, Math.round(3 * scale));
  const bar = (color: string, from: number, tall: number): void => {
    context.fillStyle = color;
    context.fillRect(x, top + from, 1, tall);
  };
  switch (mark) {
    case Mark.RIGHT:
      bar(colors.good, height - thin, thin);
      break;
    case Mark.WRONG:
      bar(colors.bad, 0, height);
      break;
    case Mark.INHERITED:
      // A comb: half as loud as an error that was made here.
      bar(colors.bad, Math.round(height / 2), x % Math.round(4 * scale) < 2 * scale ? Math.ceil(height / 2) : thin);
      break;
    case Mark.MALFORMED:
      bar(colors.bad, 0, Math.round(height * 0.4));
      bar(colors.bad, Math.round(height * 0.6), Math.round(height * 0.4));
      break;
    case Mark.NOT_PREDICTABLE:
      bar(colors.warn, Math.round(height / 2), thin);
      break;
    default:
  }
}
