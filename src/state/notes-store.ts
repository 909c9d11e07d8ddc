/** Notes that a person pinned to steps of a program. They travel in links and files and make a guided tour. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { MAX_NOTE_CHARACTERS, MAX_NOTES, type Note } from '../recording/recording.ts';
import type { StepIndex } from '../trace/line-steps.ts';
import type { TraceStore, TraceView } from './trace-store.ts';
import { stepsOfView } from './trace-store.ts';

export type { Note } from '../recording/recording.ts';

export interface Notes {
  /** In the order of the run. */
  readonly notes: readonly Note[];
  /** The note of the current step is being written. */
  readonly writing: boolean;
}

export type NotesStore = StoreApi<Notes>;

export function createNotesStore(trace: TraceStore, code: string, notes: readonly Note[]): NotesStore {
  const store = createStore<Notes>(() => ({ notes: sorted(notes, null), writing: false }));
  /** Notes belong to a code; those of another come back with it. */
  const kept = new Map<string, readonly Note[]>();
  let ofCode = code;
  trace.subscribe(({ loaded }, before) => {
    if (loaded === null || loaded === before.loaded) return;
    if (loaded.program.code !== ofCode) {
      kept.set(ofCode, store.getState().notes);
      ofCode = loaded.program.code;
      store.setState({ notes: kept.get(ofCode) ?? [], writing: false });
    }
    store.setState(({ notes: now }) => ({ notes: sorted(now, trace.getState()) }));
  });
  return store;
}

/** Puts the notes of another program in place of those that are there. */
export function setNotes(store: NotesStore, notes: readonly Note[]): void {
  store.setState({ notes: sorted(notes, null), writing: false });
}

/** Writes the note of the step that is on the page; an empty text takes it away. */
export function writeNote(store: NotesStore, view: TraceView, text: string): void {
  const { granularity, step } = view;
  const others = store.getState().notes.filter((note) => note.granularity !== granularity || note.step !== step);
  const trimmed = text.trim().slice(0, MAX_NOTE_CHARACTERS);
  const notes = trimmed === '' || others.length >= MAX_NOTES ? others : [...others, { granularity, step, text: trimmed }];
  store.setState({ notes: sorted(notes, view), writing: false });
}

/** The note of the step on the page. */
export function noteAt(notes: readonly Note[], { granularity, step }: TraceView): Note | null {
  return notes.find((note) => note.granularity === granularity && note.step === step) ?? null;
}

/** The next note of the tour after the step on the page, or the last one before it. */
export function nextNote(notes: readonly Note[], view: TraceView, direction: 1 | -1): Note | null {
  const here = placeOfStep(view.granularity, view.step, view);
  const ahead = notes.filter((note) => direction * (placeOfStep(note.granularity, note.step, view) - here) > 0);
  return (direction === 1 ? ahead[0] : ahead[ahead.length - 1]) ?? null;
}

function sorted(notes: readonly Note[], view: TraceView | null): readonly Note[] {
  return [...notes].sort((left, right) => placeOfStep(left.granularity, left.step, view) - placeOfStep(right.granularity, right.step, view));
}

/** Records order steps of both granularities; of several line steps of one record the later counts a little more. */
function placeOfStep(granularity: Note['granularity'], step: number, view: TraceView | null): number {
  const loaded = view?.loaded ?? null;
  if (loaded === null || view === null) return step;
  if (granularity === view.granularity && stepsOfView(view)?.granularity === 'instruction') return step;
  if (granularity === 'instruction') return step;
  const { lines } = loaded;
  if (lines.count === 0) return step;
  return lines.recordOf(Math.min(step, lines.count - 1) as StepIndex) + step / (10 * (lines.count + step + 1));
}
