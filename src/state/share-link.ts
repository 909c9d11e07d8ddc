/** The link of the page as it stands: what the address bar holds and what is copied. */
import { recordHead, type PredictionRecord } from '../recording/prediction-record.ts';
import { fitsLink } from '../recording/link-predictions.ts';
import { packLinkRecording } from '../recording/link-recording.ts';
import { MAX_RECORDED_ITEMS } from '../trace/wire.ts';
import type { BreakpointsStore } from './breakpoints-store.ts';
import type { NotesStore } from './notes-store.ts';
import type { Predictions, PredictionStore } from './prediction-store.ts';
import type { PredictionTable } from './prediction-table.ts';
import type { ProgramStore } from './program-store.ts';
import type { SelectionStore } from './selection-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { ModelName } from './view-fields.ts';
import { sameProgram } from './program-store.ts';
import { lineStepOf } from './trace-selectors.ts';
import type { LoadedTrace, TraceStore } from './trace-store.ts';
import { encodeUrlState, type UrlState } from './url-state.ts';

/** What a chat message allows. */
export const LONG_LINK = 2000;
/** What servers and other programs commonly allow. */
export const VERY_LONG_LINK = 8000;

/** What of a recording goes along: as much as fits a chat message, or what the person chose. */
export type RecordingChoice = 'auto' | 'all' | 'trace' | 'none';

export interface ShareParts {
  readonly program: ProgramStore;
  readonly trace: TraceStore;
  readonly predictions: PredictionStore;
  readonly notes: NotesStore;
  readonly breakpoints: BreakpointsStore;
  readonly settings: SettingsStore;
  readonly selection: SelectionStore;
  /** The model whose predictions are on the page, or that was chosen for it; null: the one that a page begins with, and it has said nothing. */
  readonly modelShown: () => ModelName | null;
}

export interface BuiltLink {
  readonly fragment: string;
  readonly holds: Exclude<RecordingChoice, 'auto'>;
}

/** Longer traces are not packed unasked: they do not fit, and finding that out takes time. */
export const MAX_AUTO_STEPS = 1500;
/** Room is rounded down to this, so that the number of a step does not change what a recording looks like. */
const ROOM_UNIT = 32;

/** @param addressCharacters length of the address before the fragment. */
export function buildLink(parts: ShareParts, choice: RecordingChoice, addressCharacters: number): BuiltLink {
  const view = parts.trace.getState();
  const { loaded } = view;
  const plain = urlStateOf(parts);
  const none: BuiltLink = { fragment: encodeUrlState(plain), holds: 'none' };
  // A trace of another program than the one in the editor can't be seen beside it.
  if (choice === 'none' || loaded === null || !sameProgram(loaded.program, parts.program.getState())) return none;
  if (choice === 'auto' && (loaded.lines.count > MAX_AUTO_STEPS || view.granularity === 'instruction')) return none;
  // The form for links has containers as they are recorded by default.
  if ((loaded.trace.header.recordedItems ?? MAX_RECORDED_ITEMS) !== MAX_RECORDED_ITEMS) return none;
  // A recording has lines alone.
  const state: UrlState = { ...plain, granularity: 'line', step: lineStepOf(view) ?? 0 };
  const rest = addressCharacters + encodeUrlState(state).length + '&rec='.length;
  const room = Math.max(0, Math.floor((LONG_LINK - rest) / ROOM_UNIT) * ROOM_UNIT);
  for (const holds of ['all', 'trace'] as const) {
    if (holds === 'all' && (choice === 'trace' || !recordsOf(loaded, parts.predictions.getState()).some(fitsLink))) continue;
    const recording = packed(loaded, parts.predictions.getState(), holds, room);
    if (recording === null) return none;
    if (choice === 'auto' && recording.length > room) continue;
    // Records name their models themselves.
    return { fragment: encodeUrlState({ ...state, recording, model: holds === 'all' ? null : state.model }), holds };
  }
  return none;
}

let last: { readonly loaded: LoadedTrace; readonly revision: number; readonly texts: Map<string, string | null> } | null = null;

function packed(loaded: LoadedTrace, predictions: Predictions, holds: 'all' | 'trace', room: number): string | null {
  if (last === null || last.loaded !== loaded || last.revision !== predictions.revision) last = { loaded, revision: predictions.revision, texts: new Map() };
  const key = `${holds} ${String(room)}`;
  const known = last.texts.get(key);
  if (known !== undefined) return known;
  const records = holds === 'all' ? recordsOf(loaded, predictions) : [];
  const text = packLinkRecording(loaded.program, { trace: loaded.trace, predictions: records }, room);
  last.texts.set(key, text);
  return text;
}

/** What is known of the trace's predictions, as records; what came with a recording where the trace did. */
export function recordsOf(loaded: LoadedTrace, { tables, model }: Predictions): readonly PredictionRecord[] {
  if (tables === null || tables.loaded !== loaded || tables.recorded !== null || model.kind !== 'ready') return loaded.recorded ?? [];
  const records = [...tables.byTask.values()].flatMap(({ task, forced, free }): PredictionRecord[] => {
    const head = recordHead(model.info, task, 'teacher-forced', tables.sampling);
    const own: PredictionRecord = { ...head, steps: stepsOf(forced) };
    return task.strategy === 'direct' ? [own] : [own, { ...head, mode: 'free-running', steps: stepsOf(free) }];
  });
  return records.filter(({ steps }) => steps.length > 0);
}

function stepsOf(table: PredictionTable): PredictionRecord['steps'] {
  return Array.from(table.verdicts, (_, step) => table.about(step)).filter((prediction) => prediction !== undefined);
}

/** All of a link but a recording. */
export function urlStateOf(parts: ShareParts): UrlState {
  const { code, call, stdin } = parts.program.getState();
  const { granularity, step, stepWanted } = parts.trace.getState();
  const { notes } = parts.notes.getState();
  const predictions = parts.predictions.getState();
  const { temperature, seed, tabs, layouts, whole, limits } = parts.settings.getState();
  return {
    code,
    call,
    stdin,
    granularity,
    mode: predictions.mode,
    task: predictions.task,
    temperature,
    seed,
    model: parts.modelShown(),
    panes: tabs,
    sizes: layouts,
    whole,
    limits,
    selected: parts.selection.getState().place,
    step: stepWanted ?? step,
    notes,
    breakpoints: parts.breakpoints.getState().entries,
    recording: '',
    url: '',
  };
}
