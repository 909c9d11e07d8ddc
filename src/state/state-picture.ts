/** The picture of a state: the lines round the current one, and every variable, real beside predicted, as SVG. */
import type { StepView } from './step-view.ts';
import { rowName, valueText } from './row-text.ts';
import { TEXTS } from './texts.ts';
import { count, stepText } from './wording.ts';

const WIDTH = 720;
const MARGIN = 20;
const ROW = 20;
const CODE_LINES = 9;
/** Width of a character of the code font at 13 px. */
const CHARACTER = 7.8;
const MOST_ROWS = 60;

interface Colours {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly now: string;
  readonly bad: string;
  readonly good: string;
}

/** @param root the element whose colours are taken, so that the picture has the theme of the page. */
export function statePicture(view: StepView, code: string, root: HTMLElement): string {
  const colour = (name: string): string => resolved(root, name);
  const colours: Colours = { paper: colour('--surface'), ink: colour('--ink'), quiet: colour('--ink-2'), line: colour('--line'), now: colour('--line-now'), bad: colour('--bad'), good: colour('--good') };
  return drawState(view, code, colours);
}

function resolved(root: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  root.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

export function drawState(view: StepView, code: string, colours: Colours): string {
  const parts: string[] = [];
  let y = MARGIN + 6;
  const text = (x: number, content: string, fill: string, mono = true, weight = 400): void => {
    parts.push(`<text x="${x}" y="${y}" fill="${fill}" font-weight="${weight}"${mono ? ' class="m"' : ''} xml:space="preserve">${escapeXml(content)}</text>`);
  };
  text(MARGIN, `Step ${view.step + 1} of ${view.steps.count}: ${fitted(stepText(view.place, view.real.value, view.instruction), WIDTH - 2 * MARGIN - 130)}`, colours.ink, false, 600);
  y += ROW + 6;
  const lines = code.split('\n');
  const first = Math.max(0, Math.min(view.place.line - 1 - (CODE_LINES >> 1), lines.length - CODE_LINES));
  for (const [index, line] of lines.slice(first, first + CODE_LINES).entries()) {
    const number = first + index + 1;
    if (number === view.place.line) parts.push(`<rect x="${MARGIN - 8}" y="${y - 14}" width="${WIDTH - 2 * MARGIN + 16}" height="${ROW}" fill="${colours.now}"/>`);
    text(MARGIN, String(number).padStart(3), colours.quiet);
    text(MARGIN + 40, fitted(line, WIDTH - 2 * MARGIN - 40), colours.ink);
    y += ROW;
  }
  y += 8;
  const columns = [MARGIN, MARGIN + 150, MARGIN + 420];
  let rows = 0;
  const total = view.groups.reduce((sum, group) => sum + group.rows.length, 0);
  const hasPredictions = view.groups.some((group) => group.rows.some(({ verdict }) => verdict !== null));
  const titles = TEXTS.states.columns;
  for (const [index, title] of [titles.variable, titles.real, ...(hasPredictions ? [titles.predicted] : [])].entries()) text(columns[index] ?? 0, title, colours.quiet, false);
  y += ROW - 4;
  for (const group of view.groups) {
    if (rows >= MOST_ROWS) break;
    parts.push(`<path d="M${MARGIN} ${y - 10}H${WIDTH - MARGIN}" stroke="${colours.line}"/>`);
    y += 6;
    text(MARGIN, `${group.title === '' ? 'Globals' : group.title}${group.realPlace === null ? '' : `  ${group.realPlace}`}`, colours.quiet, false, 600);
    const { placeVerdict, predictedPlace } = group;
    if (placeVerdict !== null && predictedPlace !== null) text(columns[2] ?? 0, `${placeVerdict === 'same' ? '=' : '≠'} ${fitted(predictedPlace, 250)}`, placeVerdict === 'same' ? colours.good : colours.bad);
    y += ROW;
    for (const row of group.rows.slice(0, MOST_ROWS - rows)) {
      const wrong = row.verdict !== null && row.verdict !== 'same';
      const valueOf = (value: string | null): string => (value === null ? '–' : valueText(row, value));
      text(columns[0] ?? 0, fitted(rowName(row), 140), colours.ink);
      text(columns[1] ?? 0, fitted(valueOf(row.real), 260), colours.ink);
      if (row.verdict !== null) text(columns[2] ?? 0, `${wrong ? '≠' : '='} ${fitted(valueOf(row.predicted), 250)}`, wrong ? colours.bad : colours.good);
      y += ROW;
      rows += 1;
    }
  }
  if (rows < total) {
    text(MARGIN, `${count(total - rows, 'more value')} not shown`, colours.quiet, false);
    y += ROW;
  }
  const height = y + MARGIN - 6;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13"><style>.m{font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}</style><rect width="${WIDTH}" height="${height}" fill="${colours.paper}"/>${parts.join('')}</svg>`;
}

function fitted(text: string, width: number): string {
  const most = Math.floor(width / CHARACTER);
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1))}…`;
}

/** Characters that XML 1.0 has no way to write are shown as a box. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\u25A1')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
