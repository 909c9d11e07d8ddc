/** Files out of the page and into it. Whatever a file holds is shown as recorded; nothing of it runs by being opened. */
import { fail, ok, type Result } from '../base/result.ts';
import { looksLikeDataset, parseDataset } from '../evaluation/dataset.ts';
import { aboutOf, DEFAULT_TASK } from '../model/protocol.ts';
import { looksLikeCwmTrace, type TracedProgram } from '../recording/cwm-trace.ts';
import { gzip } from '../recording/inflate.ts';
import { looksLikeLines, readCwmFile, readPredictionLines, type LinesError } from '../recording/prediction-lines.ts';
import { predictionDocument, readPredictionRecord, type PredictionRecord } from '../recording/prediction-record.ts';
import { readJsonFile, readRecordingData, writeRecording, type Recording, type RecordingError } from '../recording/recording.ts';
import { readTraceData } from '../trace/json-import.ts';
import { traceJson } from '../trace/json.ts';
import { stepsOf } from '../trace/line-steps.ts';
import { packTrace, unpackTraceData } from '../trace/trace-file.ts';
import { tableCsv, traceTable } from '../trace/trace-table.ts';
import type { Trace } from '../trace/trace.ts';
import { isTutorTrace, readTutorTrace } from '../trace/tutor-trace.ts';
import type { BatchActions } from './batch.ts';
import type { NotesStore } from './notes-store.ts';
import { setNotes } from './notes-store.ts';
import type { NoticesStore } from './notices-store.ts';
import type { PredictionStore } from './prediction-store.ts';
import { createTables, recordedTables, taskOfRecord } from './prediction-store.ts';
import { placeCount, taskKey, trueState } from './prediction-task.ts';
import { stdinOf, type ProgramStore } from './program-store.ts';
import type { RecordedFrom } from './recorded.ts';
import { showRecording } from './recordings.ts';
import { replayPage } from './replay-page.ts';
import type { RunStore } from './run-store.ts';
import type { SettingsStore } from './settings-store.ts';
import { recordsOf } from './share-link.ts';
import { statePicture } from './state-picture.ts';
import { stepViewOf } from './step-view.ts';
import { traceOfDocument } from './trace-of-document.ts';
import { lineStepOf } from './trace-selectors.ts';
import type { LoadedTrace, TraceStore } from './trace-store.ts';
import { fileErrorText, predictedByText } from './wording.ts';

export type ExportKind = 'recording' | 'trace-json' | 'trace-binary' | 'table-csv' | 'predictions' | 'picture-svg' | 'picture-png' | 'page-html';

/** What a file is taken as. */
export type FileError = RecordingError | LinesError | { readonly kind: 'step-not-in-trace'; readonly step: number; readonly steps: number } | { readonly kind: 'too-large'; readonly bytes: number; readonly limit: number } | { readonly kind: 'unknown-format'; readonly format: string } | { readonly kind: 'no-trace-for-record' } | { readonly kind: 'not-loaded'; readonly message: string };

export interface Files {
  /** Takes a file that a person chose or dropped. Never rejects: what is wrong is told on the page. */
  openFile(file: File): Promise<void>;
  /** Loads a recording from another host; called by a click alone. */
  openAddress(url: string): Promise<void>;
  save(kind: ExportKind): Promise<void>;
}

interface Parts {
  readonly trace: TraceStore;
  readonly predictions: PredictionStore;
  readonly program: ProgramStore;
  readonly run: RunStore;
  readonly notes: NotesStore;
  readonly notices: NoticesStore;
  readonly batch: Pick<BatchActions, 'open'>;
  readonly settings: SettingsStore;
  /** Hands a file to the person. */
  readonly download: (name: string, content: Blob) => void;
}

/** Larger files are refused before they are read. */
export const MAX_FILE_BYTES = 128 * 1024 * 1024;
/** The first line of a file of predictions is shorter. */
const HEAD_BYTES = 10_000;
/** Programs are text of a person's size. */
const MAX_PROGRAM_BYTES = 1024 * 1024;

function headOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES));
}

export function createFiles(parts: Parts): Files {
  const tell = (error: FileError, name: string): void => parts.notices.setState({ link: { kind: 'file-bad', message: fileErrorText(error, name) } });

  function open(name: string, bytes: Uint8Array): void {
    const isProgram = name.endsWith('.py');
    const isDataset = !isProgram && looksLikeDataset(headOf(bytes));
    const opened = isProgram ? openProgram(bytes) : isDataset ? openDataset(name, new TextDecoder().decode(bytes)) : openData(bytes);
    if (!opened.ok) tell(opened.error, name);
    // While this stands nothing runs by itself, in live mode either. Beside a data set the program stays what it is.
    else parts.notices.setState({ link: isDataset ? null : { kind: 'file-opened' } });
  }

  function openProgram(bytes: Uint8Array): Result<void, FileError> {
    if (bytes.length > MAX_PROGRAM_BYTES) return fail({ kind: 'too-large', bytes: bytes.length, limit: MAX_PROGRAM_BYTES });
    parts.program.setState({ code: new TextDecoder().decode(bytes).replaceAll('\r\n', '\n'), call: '', stdin: '' });
    return ok(undefined);
  }

  function openData(bytes: Uint8Array): Result<void, FileError> {
    const head = headOf(bytes);
    if (looksLikeLines(head) || looksLikeCwmTrace(head)) {
      const text = new TextDecoder().decode(bytes);
      const record = looksLikeLines(head) ? readPredictionLines(text, tracedProgram()) : readCwmFile(text, tracedProgram());
      if (record.ok) return showPredictions(record.value);
      return record.error.kind === 'needs-trace' ? fail({ kind: 'no-trace-for-record' }) : record;
    }
    const data = readJsonFile(bytes);
    if (!data.ok) return data;
    const format = typeof data.value === 'object' && data.value !== null && 'format' in data.value ? String(data.value.format).slice(0, 60) : '';
    switch (format) {
      case 'tracepad-recording': {
        const recording = readRecordingData(data.value);
        if (!recording.ok) return recording;
        show(recording.value);
        setNotes(parts.notes, recording.value.notes);
        return ok(undefined);
      }
      case 'tracepad-columns':
        return showTraceAlone(unpackTraceData(data.value));
      case 'tracepad-trace': {
        const document = readTraceData(data.value);
        return document.ok ? showTraceAlone(traceOfDocument(document.value)) : document;
      }
      case 'tracepad-prediction': {
        const record = readPredictionRecord(data.value);
        return record.ok ? showPredictions(record.value) : record;
      }
      default:
        return isTutorTrace(data.value) ? showTraceAlone(readTutorTrace(data.value), 'tutor') : fail({ kind: 'unknown-format', format });
    }
  }

  function openDataset(name: string, text: string): Result<void, FileError> {
    const problems = parseDataset(text);
    if (!problems.ok) return fail({ kind: 'bad-line', line: problems.error.line, fault: 'not-a-step', path: '', message: problems.error.message });
    parts.batch.open(name, problems.value);
    parts.settings.setState({ tabs: { ...parts.settings.getState().tabs, lower: 'batch', narrow: 'batch' } });
    return ok(undefined);
  }

  /** The trace on the page, as predictions made elsewhere are laid along it. */
  function tracedProgram(): TracedProgram | null {
    const { loaded } = parts.trace.getState();
    if (loaded === null) return null;
    return { source: loaded.program.code, steps: placeCount(loaded, 'line'), truthAt: (place) => trueState(loaded, 'line', place) };
  }

  function show(recording: Recording, from: RecordedFrom = 'file'): void {
    showRecording(parts, recording, from);
  }

  function showTraceAlone(trace: Result<Trace, RecordingError>, from: RecordedFrom = 'file'): Result<void, FileError> {
    if (!trace.ok) return trace;
    show({ trace: trace.value, stdin: stdinOf(trace.value.header.conditions), predictions: [], notes: [], place: { granularity: 'line', step: 0 } }, from);
    return ok(undefined);
  }

  /** Predictions are of the trace that is on the page; others that stood beside it stay, to be compared with. */
  function showPredictions(record: PredictionRecord): Result<void, FileError> {
    const { loaded, granularity, step } = parts.trace.getState();
    if (loaded === null) return fail({ kind: 'no-trace-for-record' });
    const steps = placeCount(loaded, record.granularity);
    const beyond = record.steps.map(aboutOf).find((about) => about >= steps);
    if (beyond !== undefined) return fail({ kind: 'step-not-in-trace', step: beyond, steps });
    parts.predictions.setState({ mode: record.mode, task: taskOfRecord(record) });
    show({ trace: loaded.trace, stdin: loaded.program.stdin, predictions: [record, ...(loaded.recorded ?? [])], notes: [], place: { granularity, step } });
    return ok(undefined);
  }

  async function openFile(file: File): Promise<void> {
    if (file.size > MAX_FILE_BYTES) tell({ kind: 'too-large', bytes: file.size, limit: MAX_FILE_BYTES }, file.name);
    else open(file.name, new Uint8Array(await file.arrayBuffer()));
  }

  async function openAddress(url: string): Promise<void> {
    const bytes = await fetchWithin(url, MAX_FILE_BYTES);
    if (bytes.ok) open(new URL(url).pathname, bytes.value);
    else tell(bytes.error, url);
  }

  async function save(kind: ExportKind): Promise<void> {
    const { loaded } = parts.trace.getState();
    if (loaded === null) return;
    const [extension, content] = await contentOf(kind, loaded);
    parts.download(`${fileName(loaded)}${extension}`, content);
  }

  async function contentOf(kind: ExportKind, loaded: LoadedTrace): Promise<readonly [extension: string, content: Blob]> {
    const view = parts.trace.getState();
    const predictions = parts.predictions.getState();
    const { granularity, step } = view;
    const records = recordsOf(loaded, predictions);
    switch (kind) {
      case 'recording': {
        const { notes } = parts.notes.getState();
        const file = writeRecording({ trace: loaded.trace, stdin: loaded.program.stdin, predictions: records, notes, place: { granularity, step } });
        return ['.tracepad', blob(file, 'application/gzip')];
      }
      case 'trace-json':
        return ['.trace.json', new Blob([...traceJson(loaded.trace, granularity)], { type: 'application/json' })];
      case 'trace-binary':
        return ['.trace.gz', blob(gzip(new TextEncoder().encode(packTrace(loaded.trace))), 'application/gzip')];
      case 'table-csv':
        return ['.csv', new Blob([...tableCsv(traceTable(stepsOf(loaded.trace, granularity), null))], { type: 'text/csv' })];
      case 'predictions': {
        const own = records.filter((record) => taskKey(taskOfRecord(record)) === taskKey(predictions.task));
        const chosen = own.find(({ mode }) => mode === predictions.mode) ?? own[0] ?? records[0];
        const document = chosen === undefined ? null : predictionDocument(chosen, (place) => (place < placeCount(loaded, chosen.granularity) ? trueState(loaded, chosen.granularity, place) : null));
        return ['.prediction.json', new Blob([JSON.stringify(document)], { type: 'application/json' })];
      }
      case 'picture-svg':
      case 'picture-png': {
        const shown = stepViewOf(view, predictions);
        const picture = shown === null ? '' : statePicture(shown, loaded.program.code, document.documentElement);
        return kind === 'picture-svg' ? ['.svg', new Blob([picture], { type: 'image/svg+xml' })] : ['.png', await pngOf(picture)];
      }
      case 'page-html':
        return ['.html', new Blob([pageOf(loaded, records)], { type: 'text/html' })];
    }
  }

  function pageOf(loaded: LoadedTrace, records: readonly PredictionRecord[]): string {
    const { tables, mode } = parts.predictions.getState();
    const shown = tables?.loaded === loaded ? tables : (recordedTables(loaded) ?? createTables(loaded));
    const task = shown.task.granularity === 'line' ? shown.task : DEFAULT_TASK;
    const own = records.filter((record) => record.mode === mode && taskKey(taskOfRecord(record)) === taskKey(task));
    return replayPage({ loaded, tables: shown, mode, notes: parts.notes.getState().notes, at: lineStepOf(parts.trace.getState()) ?? 0, predictedBy: predictedByText(own) });
  }

  return { openFile, openAddress, save };
}

function blob(bytes: Uint8Array, type: string): Blob {
  return new Blob([new Uint8Array(bytes)], { type });
}

/** A name that says what the file is of: that of the call's function, or of the program. */
function fileName({ program }: LoadedTrace): string {
  const name = /^\s*([A-Za-z_]\w{0,40})/.exec(program.call)?.[1];
  return name ?? 'program';
}

async function fetchWithin(url: string, limit: number): Promise<Result<Uint8Array, FileError>> {
  try {
    const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!response.ok || response.body === null) return fail({ kind: 'not-loaded', message: String(response.status) });
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > limit) {
        await reader.cancel();
        return fail({ kind: 'too-large', bytes: size, limit });
      }
      pieces.push(value);
    }
    return ok(new Uint8Array(await new Blob(pieces).arrayBuffer()));
  } catch (error) {
    return fail({ kind: 'not-loaded', message: error instanceof Error ? error.message : String(error) });
  }
}

/** Twice as many pixels as the picture has CSS pixels: sharp on common screens. */
const PIXELS = 2;

async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * PIXELS;
    canvas.height = image.naturalHeight * PIXELS;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((content) => {
        if (content === null) reject(new Error('The picture could not be drawn.'));
        else resolve(content);
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
