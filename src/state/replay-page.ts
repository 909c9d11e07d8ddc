/**
 * A page of its own that replays a trace: one HTML file, no network, nothing to install. All text is put in as text; the
 * page's own policy allows no address at all.
 */
import { DEFAULT_TASK } from '../model/protocol.ts';
import type { StepIndex } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import type { Trace } from '../trace/trace.ts';
import { compareStates, type ComparisonGroup, type ComparisonRow } from './comparison.ts';
import type { Note } from './notes-store.ts';
import { inputText } from './program-store.ts';
import type { PredictionTables } from './prediction-store.ts';
import { taskKey } from './prediction-task.ts';
import { rowName, valueText } from './row-text.ts';
import { placeOf, scratchpadPlacesOf } from './trace-selectors.ts';
import type { LoadedTrace } from './trace-store.ts';
import type { PredictionMode } from './url-state.ts';
import { count, sentence, stepText } from './wording.ts';

/** Longer traces make pages that browsers are slow to open. */
const MAX_STEPS = 5000;

interface ReplayStep {
  readonly line: number;
  readonly says: string;
  readonly note: string;
  readonly printed: number;
  /** How many times it had read input. */
  readonly reads: number;
  readonly groups: readonly { readonly title: string; readonly rows: readonly (readonly [name: string, real: string, predicted: string | null, right: boolean])[] }[];
}

export interface Replay {
  readonly loaded: LoadedTrace;
  readonly tables: PredictionTables;
  readonly mode: PredictionMode;
  readonly notes: readonly Note[];
  /** The line step that it opens at. */
  readonly at: number;
  /** Who predicted, in words; '' where nobody did. */
  readonly predictedBy: string;
}

export function replayPage({ loaded, tables, mode, notes, at, predictedBy }: Replay): string {
  const { lines, trace, program } = loaded;
  const { places } = scratchpadPlacesOf(lines);
  // The page has lines: of another strategy over them those that it has, of instructions none.
  const ofLines = tables.task.granularity === 'line' ? tables : tables.byTask.get(taskKey(DEFAULT_TASK));
  const table = mode === 'free-running' ? ofLines?.free : ofLines?.forced;
  const steps: ReplayStep[] = [];
  for (let step = 0; step < Math.min(lines.count, MAX_STEPS); step += 1) {
    const real = printStep(lines, step as StepIndex);
    const outcome = table?.about(places[step] ?? -1)?.outcome;
    const groups = compareStates({ real, predicted: outcome?.kind === 'state' ? outcome.state : null, realBefore: null, predictedBefore: null });
    const place = placeOf(lines, step);
    steps.push({
      line: place.line,
      says: sentence(stepText(place, real.value)),
      note: notes.find((note) => note.granularity === 'line' && note.step === step)?.text ?? '',
      printed: trace.stdoutLengths[place.record] ?? 0,
      reads: trace.inputMarksAt(place.record),
      groups: groups.map((group) => ({ title: group.title === '' ? 'Globals' : group.title, rows: [...placeRow(group), ...group.rows.map(replayRow)] })),
    });
  }
  const cut = lines.count > steps.length ? `This page has the first ${count(steps.length, 'step')} of ${lines.count.toLocaleString('en')}.` : '';
  const about = [predictedBy, cut].filter((text) => text !== '').join(' ');
  // A page that is cut does not come to what stands at the end.
  const failure = trace.end?.reason === 'exception' ? trace.end.traceback : '';
  const data = JSON.stringify({ code: program.code, call: program.call, stdout: trace.stdout, input: inputText(program.stdin), reads: readsOf(trace), at, about, steps, errors: cut === '' ? trace.stderr + failure : '' });
  // Inside of a script element nothing but `<` could end it.
  return PAGE.replace('/*DATA*/', () => data.replaceAll('<', '\\u003c'));
}

/** Of each time that the program read input: UTF-16 units of stdout, and of the input, that came before it was over. */
function readsOf({ inputMarks }: Trace): readonly (readonly [stdout: number, input: number])[] {
  return Array.from({ length: inputMarks.length / 3 }, (_, mark) => [inputMarks[3 * mark + 1] ?? 0, inputMarks[3 * mark + 2] ?? 0]);
}

type ReplayRow = ReplayStep['groups'][number]['rows'][number];

/** Where the frame is, which the model predicts as well. */
function placeRow({ realPlace, predictedPlace, placeVerdict }: ComparisonGroup): readonly ReplayRow[] {
  return placeVerdict === null ? [] : [['runs next', realPlace ?? '–', predictedPlace ?? '–', placeVerdict === 'same']];
}

function replayRow(row: ComparisonRow): ReplayRow {
  const valueOf = (value: string | null): string => (value === null ? '–' : valueText(row, value));
  return [rowName(row), valueOf(row.real), row.verdict === null ? null : valueOf(row.predicted), row.verdict === 'same'];
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Tracepad replay</title>
<style>
body { margin: 0; font: 14px/1.45 system-ui, sans-serif; background: light-dark(#fff, #191b1f); color: light-dark(#1c1a18, #eceae6) }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 20px; max-width: 1200px; margin: 0 auto; padding: 16px }
nav { position: sticky; bottom: 0; display: flex; gap: 8px; align-items: center; padding: 10px 16px; background: inherit; border-top: 1px solid #8886 }
nav input { flex: 1; min-width: 0 }
button { font: inherit; min-height: 28px }
pre { margin: 0; font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
ol { margin: 0; padding-left: 3em; font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap }
nav button:disabled { opacity: 0.5 }
#about:not(:empty) { grid-column: 1 / -1; margin: 0; color: light-dark(#6b665f, #a8a49c) }
li.now { background: light-dark(#e7ecfa, #232e4c); outline: 1px solid light-dark(#b4c3ee, #3c4f85) }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-weight: 600; padding: 6px 0 }
th, td { text-align: left; vertical-align: top; padding: 2px 8px; border-top: 1px solid #8884; overflow-wrap: anywhere }
td { font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace }
kbd { font: inherit; font-style: italic; color: light-dark(#2a52c4, #93b3ff) }
.wrong { color: light-dark(#b0271d, #ff948a) } .right { color: light-dark(#1b7342, #74cf9b) }
#note:not(:empty) { padding: 8px 12px; border-left: 3px solid light-dark(#2a52c4, #93b3ff) }
@media (max-width: 700px) { main { grid-template-columns: minmax(0, 1fr) } }
</style>
<main>
<p id="about"></p>
<section aria-label="Program"><p id="call"></p><ol id="code"></ol><h2>Output</h2><pre id="out"></pre><pre id="error" class="wrong"></pre></section>
<section aria-label="State"><p id="note"></p><p id="says" role="status"></p><div id="state"></div></section>
</main>
<nav aria-label="Steps"><button id="back">Back</button><button id="forward">Forward</button><button id="note-before" hidden>Previous note</button><button id="note-after" hidden>Next note</button><input id="step" type="range" min="0" aria-label="Step"><output id="place"></output></nav>
<script type="application/json" id="data">/*DATA*/</script>
<script>
'use strict';
const trace = JSON.parse(document.getElementById('data').textContent);
const by = (id) => document.getElementById(id);
const make = (name, text, className) => Object.assign(document.createElement(name), { textContent: text, className: className ?? '' });
by('call').textContent = trace.call;
by('code').append(...trace.code.split('\\n').map((line) => make('li', line)));
by('step').max = trace.steps.length - 1;
by('step').value = trace.at;
by('about').textContent = trace.about;
const hasPredictions = trace.steps.some(({ groups }) => groups.some(({ rows }) => rows.some((row) => row[2] !== null)));
const noteFrom = (index, by_) => {
  while ((index += by_) >= 0 && index < trace.steps.length) if (trace.steps[index].note !== '') return index;
  return -1;
};
for (const id of ['note-before', 'note-after']) by(id).hidden = noteFrom(-1, 1) < 0;
const rowOf = ([name, real, predicted, right]) => {
  const row = make('tr', '');
  row.append(make('td', name), make('td', real));
  if (hasPredictions) row.append(make('td', predicted === null ? '' : (right ? '= ' : '≠ ') + predicted, predicted === null ? '' : right ? 'right' : 'wrong'));
  return row;
};
const tableOf = ({ title, rows }) => {
  const table = make('table', '');
  const head = make('tr', '');
  head.append(...['Variable', 'Real', ...(hasPredictions ? ['Predicted'] : [])].map((text) => Object.assign(make('th', text), { scope: 'col' })));
  table.append(make('caption', title), head, ...rows.map(rowOf));
  return table;
};
const outputOf = (printed, reads) => {
  const shown = [];
  let from = 0;
  let read = 0;
  for (const [at, until] of trace.reads.slice(0, reads)) {
    shown.push(trace.stdout.slice(from, at), make('kbd', trace.input.slice(read, until)));
    [from, read] = [at, until];
  }
  return [...shown, trace.stdout.slice(from, printed)];
};
function show() {
  const index = Number(by('step').value);
  const step = trace.steps[index];
  if (step === undefined) return;
  by('place').textContent = index + 1 + ' / ' + trace.steps.length;
  by('says').textContent = step.says;
  by('note').textContent = step.note;
  by('out').replaceChildren(...(index === trace.steps.length - 1 ? outputOf() : outputOf(step.printed, step.reads)));
  by('error').textContent = index === trace.steps.length - 1 ? trace.errors : '';
  by('state').replaceChildren(...step.groups.map(tableOf));
  [...by('code').children].forEach((line, place) => line.classList.toggle('now', place === step.line - 1));
  by('code').children[step.line - 1]?.scrollIntoView({ block: 'nearest' });
  by('back').disabled = index === 0;
  by('forward').disabled = index === trace.steps.length - 1;
  by('note-before').disabled = noteFrom(index, -1) < 0;
  by('note-after').disabled = noteFrom(index, 1) < 0;
}
const move = (by_) => { by('step').value = Number(by('step').value) + by_; show(); };
by('back').onclick = () => move(-1);
by('forward').onclick = () => move(1);
const goTo = (index) => { if (index >= 0) { by('step').value = index; show(); } };
by('note-before').onclick = () => goTo(noteFrom(Number(by('step').value), -1));
by('note-after').onclick = () => goTo(noteFrom(Number(by('step').value), 1));
by('step').oninput = show;
addEventListener('keydown', (event) => {
  if (event.target === by('step')) return;
  if (event.key === 'ArrowLeft') move(-1);
  if (event.key === 'ArrowRight') move(1);
  if (event.key === 'Home') goTo(0);
  if (event.key === 'End') goTo(trace.steps.length - 1);
});
show();
</script>
</html>
`;
