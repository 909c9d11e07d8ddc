/** Makes the page's state: from the link that it was opened by, from what was kept of earlier visits, or fresh. */
import { DEFAULT_TASK, type ModelRunner } from '../model/protocol.ts';
import type { PythonRunner } from '../python/protocol.ts';
import { createBatch } from './batch.ts';
import { createBreakpointsStore } from './breakpoints-store.ts';
import { createHighlightStore } from './highlight-store.ts';
import { createIdleTracker, type IdleBoard } from './idle.ts';
import { startLiveRuns } from './live-run.ts';
import { createNavigation, type Navigation } from './navigation.ts';
import { createNoticesStore, type NoticeKind } from './notices-store.ts';
import { createNotesStore, setNotes } from './notes-store.ts';
import { createPredictionController } from './prediction-controller.ts';
import { createPredictionStore, type PredictionStore } from './prediction-store.ts';
import { createProgramStore, sameProgram, type Program } from './program-store.ts';
import { createRecordedStore } from './recorded.ts';
import { openRecordingFile, showRecording } from './recordings.ts';
import { createRunController } from './run-controller.ts';
import { createRunStore } from './run-store.ts';
import { createCompareStore } from './compare-store.ts';
import { createQuizStore } from './quiz-store.ts';
import { createSelectionStore } from './selection-store.ts';
import { buildLink } from './share-link.ts';
import { createSettingsStore, DEFAULT_LIMITS, samplingOf, type Settings, type SettingsStore } from './settings-store.ts';
import type { ModelSource } from './model-source.ts';
import { chosenSource } from './model-source.ts';
import type { TextStorage } from './storage.ts';
import { createTraceStore } from './trace-store.ts';
import type { Sharing, Tracepad } from './tracepad.ts';
import { decodeUrlState, DEFAULT_STATE, encodeUrlState, type FieldProblem, type LinkError, type UrlState } from './url-state.ts';
import { startUrlSync, type UrlSync } from './url-sync.ts';
import { modelName, type ModelName } from './view-fields.ts';
import { createStore } from 'zustand/vanilla';
import { unpackLinkRecording, type LinkRecording } from '../recording/link-recording.ts';
import { embedSnippet } from './embed-snippet.ts';
import { createFiles } from './files.ts';
import { createOtherModels, type TemplateId } from './other-models.ts';

/** What the page stands on: the browser, or a test. */
export interface PageParts {
  readonly createPython: () => PythonRunner;
  readonly createModel: () => ModelRunner;
  /** The models that can be chosen, the one to begin with first; at least one. */
  readonly models: readonly ModelSource[];
  /** The fragment of the address, with its `#`. */
  readonly fragment: string;
  /** The address without its fragment. */
  readonly address: string;
  readonly replaceFragment: (fragment: string) => void;
  /** The same with a new entry in the history. */
  readonly pushFragment: (fragment: string) => void;
  /** Hands a file to the person. */
  readonly download: (name: string, content: Blob) => void;
  readonly storage: TextStorage | null;
  readonly idleBoard: IdleBoard;
  /** What stands in the editor when no link says otherwise. */
  readonly firstProgram: Program;
  /** The recording of that program, to be shown before anything has run; null where there is none. */
  readonly firstRecording?: Promise<Uint8Array | null>;
  /** The text of a template that is served with the page. */
  readonly fetchTemplate?: (id: TemplateId) => Promise<string>;
  readonly now: () => number;
  readonly pause: () => Promise<void>;
}

/** Makes the state of the page. Nothing runs by it. */
export async function startTracepad(parts: PageParts): Promise<Tracepad> {
  const idle = createIdleTracker(parts.idleBoard);
  const link = openLink(parts.fragment, parts.models);
  const { fields } = link;
  const hasCode = fields.code !== undefined;
  // A call or input lines belong to the code that they came with.
  const program = createProgramStore(hasCode ? { code: fields.code, call: fields.call ?? '', stdin: fields.stdin ?? '' } : parts.firstProgram);
  const settings = createSettingsStore(parts.storage, hasCode ? settingsOf(fields, parts.models) : {});
  const breakpoints = createBreakpointsStore();
  breakpoints.setState({ entries: fields.breakpoints ?? [] });
  const run = createRunStore();
  const trace = createTraceStore({ granularity: fields.granularity ?? 'line', step: hasCode ? (fields.step ?? null) : null });
  const predictions = createPredictionStore(fields.mode ?? 'teacher-forced', fields.task);
  const notices = createNoticesStore(noticeOf(link));
  const notes = createNotesStore(trace, program.getState().code, hasCode ? (fields.notes ?? []) : []);
  const recorded = createRecordedStore({ trace, predictions });
  const sharing = createStore<Sharing>(() => ({ choice: 'auto' }));
  const runs = createRunController({ createRunner: parts.createPython, program, run, trace, idle, limits: () => settings.getState().limits, now: parts.now });
  const models = createPredictionController({
    createRunner: parts.createModel,
    manifestUrl: () => chosenSource(parts.models, settings.getState()).manifestUrl,
    sampling: () => samplingOf(settings.getState()),
    trace,
    predictions,
    idle,
    provider: () => settings.getState().provider,
    pause: parts.pause,
  });
  run.subscribe((now) => {
    // The person has read the notice and pressed Run.
    if (now.kind === 'running') notices.setState({ link: null });
  });
  // Before the address follows the page: a page that nobody has touched keeps its plain address.
  if (link.error === null && Object.keys(fields).length === 0 && parts.firstRecording !== undefined) {
    const first = await idle.during('open-recording', parts.firstRecording);
    if (first !== null) openRecordingFile({ program, run, trace }, first);
  }
  if (link.recording !== null) {
    const place = { granularity: 'line', step: fields.step ?? 0 } as const;
    showRecording({ program, run, trace }, { ...link.recording, stdin: fields.stdin ?? '', place, notes: [] }, 'link');
  }
  startLiveRuns({ program, settings, run, trace, notices, runs, idle });
  const selection = createSelectionStore(fields.selected ?? null);
  const sharedParts = { program, trace, predictions, notes, breakpoints, settings, selection, modelShown: () => modelShown(parts.models, settings, predictions) };
  const sync = startUrlSync({
    ...sharedParts,
    replace: parts.replaceFragment,
    push: parts.pushFragment,
    choice: () => sharing.getState().choice,
    addressCharacters: parts.address.length,
  });

  function goToFragment(fragment: string): boolean {
    const next = openLink(fragment, parts.models);
    const wanted = { code: next.fields.code ?? '', call: next.fields.call ?? '', stdin: next.fields.stdin ?? '' };
    if (next.error !== null || next.problems.length > 0 || trace.getState().loaded === null || !sameProgram(wanted, program.getState())) return false;
    setNotes(notes, next.fields.notes ?? []);
    breakpoints.setState({ entries: next.fields.breakpoints ?? [] });
    selection.setState({ place: next.fields.selected ?? null });
    if (next.fields.panes !== undefined) settings.setState({ tabs: { ...settings.getState().tabs, ...next.fields.panes } });
    const { temperature = 0, seed = settings.getState().seed } = next.fields;
    if (temperature !== settings.getState().temperature || seed !== settings.getState().seed) {
      settings.setState({ temperature, seed });
      models.predictAgain();
    }
    models.setMode(next.fields.mode ?? 'teacher-forced');
    models.setTask(next.fields.task ?? DEFAULT_TASK);
    navigation.setGranularity(next.fields.granularity ?? 'line');
    navigation.goTo(next.fields.step ?? 0);
    return true;
  }

  const batch = createBatch({
    createPython: parts.createPython,
    createModel: parts.createModel,
    loadModel: (runner) => models.loadInto(runner, settings.getState().provider, () => undefined),
    task: () => predictions.getState().task,
    runProgram: async ({ source, call }, task) => {
      notices.setState({ link: null });
      program.setState({ code: source, call, stdin: '' });
      models.setTask(task);
      await runs.run();
    },
    goToPlace: (place) => navigation.goToPlace(place),
    idle,
    pause: parts.pause,
  });
  const otherModels = createOtherModels({ models, idle, fetchTemplate: parts.fetchTemplate ?? (() => Promise.reject(new Error('There are no templates here.'))) });
  const navigation = createNavigation(trace, predictions, breakpoints);
  return {
    program,
    run,
    trace,
    predictions,
    settings,
    breakpoints,
    highlight: createHighlightStore(),
    notices,
    selection,
    quiz: createQuizStore(),
    compared: createCompareStore(),
    notes,
    recorded,
    sharing,
    idle,
    navigation: withHistory(navigation, sync),
    runs,
    models,
    openRecording: (bytes) => openRecordingFile({ program, run, trace }, bytes),
    files: createFiles({ ...sharedParts, run, notices, batch, settings, download: parts.download }),
    batch,
    shareLink: (choice = sharing.getState().choice) => {
      const { fragment, holds } = buildLink(sharedParts, choice, parts.address.length);
      return { address: parts.address + fragment, holds };
    },
    linkToFile: (url) => {
      const fragment = encodeUrlState({ ...DEFAULT_STATE, url: url.trim() });
      const read = decodeUrlState(fragment);
      return read.ok && read.value.fields.url !== undefined ? { address: parts.address + fragment, holds: 'file' } : null;
    },
    embedSnippet: () => embedSnippet(parts.address, buildLink(sharedParts, 'all', parts.address.length).fragment),
    goToFragment,
    modelSources: parts.models,
    otherModels,
  };
}

/** Jumps are moves that Back undoes; steps, and scrubbing through them, are not. */
function withHistory(navigation: Navigation, sync: UrlSync): Navigation {
  function jump<Parameters extends readonly unknown[]>(move: (...parameters: Parameters) => void): (...parameters: Parameters) => void {
    return (...parameters) => {
      sync.mark();
      move(...parameters);
    };
  }
  const { goTo, first, last, toBreakpoint, goToTurn, goToRecord, divergence, goToLineStep, goToPlace } = navigation;
  return {
    ...navigation,
    goTo: jump(goTo),
    first: jump(first),
    last: jump(last),
    toBreakpoint: jump(toBreakpoint),
    goToTurn: jump(goToTurn),
    goToRecord: jump(goToRecord),
    divergence: jump(divergence),
    goToLineStep: jump(goToLineStep),
    goToPlace: jump(goToPlace),
  };
}

function isOffered({ id, digest }: ModelName, models: readonly ModelSource[]): boolean {
  return models.some((source) => source.id === id && nameOf(source)?.digest === digest);
}

/** What a link says of settings. It says how runs end and predictions are made in full; of the rest only what it names. */
function settingsOf({ temperature, seed, model, panes, sizes, whole, limits }: Partial<UrlState>, models: readonly ModelSource[]): Partial<Settings> {
  return {
    temperature: temperature ?? 0,
    limits: limits ?? DEFAULT_LIMITS,
    ...(seed === undefined ? {} : { seed }),
    ...(model && models.some(({ id }) => id === model.id) ? { model: model.id } : {}),
    ...(panes === undefined ? {} : { tabs: panes }),
    ...(sizes === undefined ? {} : { layouts: sizes }),
    ...(whole === undefined ? {} : { whole }),
  };
}

/** The model whose predictions are on the page, or that was chosen in place of the first one. */
function modelShown(models: readonly ModelSource[], settings: SettingsStore, predictions: PredictionStore): ModelName | null {
  const { model, tables } = predictions.getState();
  const source = chosenSource(models, settings.getState());
  // One of another make is nowhere that a link could lead to.
  if (model.kind === 'ready' && model.info.template !== undefined) return null;
  if (model.kind === 'ready' && tables?.recorded === null) return modelName(source.id, model.info.digest);
  return source === models[0] ? null : nameOf(source);
}

function nameOf({ id, manifestUrl }: ModelSource): ModelName | null {
  return modelName(id, /#sha256=([0-9a-f]{64})$/.exec(manifestUrl)?.[1] ?? '');
}

interface OpenedLink {
  readonly fields: Partial<UrlState>;
  readonly problems: readonly FieldProblem[];
  readonly error: LinkError | null;
  readonly recording: LinkRecording | null;
}

/** Reads a fragment and the recording in it, which belongs to its program. */
function openLink(fragment: string, models: readonly ModelSource[]): OpenedLink {
  const link = decodeUrlState(fragment);
  if (!link.ok) return { fields: {}, problems: [], error: link.error, recording: null };
  const { fields } = link.value;
  const problems = !fields.model || isOffered(fields.model, models) ? link.value.problems : [...link.value.problems, { field: 'model', fault: 'other-model' } as const];
  if (fields.recording === undefined) return { fields, problems, error: null, recording: null };
  if (fields.code === undefined) return { fields, problems: [...problems, { field: 'recording', fault: 'without-code' }], error: null, recording: null };
  const recording = unpackLinkRecording({ code: fields.code, call: fields.call ?? '', stdin: fields.stdin ?? '' }, fields.recording);
  if (recording.ok) return { fields, problems, error: null, recording: recording.value };
  return { fields, problems: [...problems, { field: 'recording', fault: recording.error }], error: null, recording: null };
}

function noticeOf({ fields, problems, error }: OpenedLink): NoticeKind | null {
  if (error !== null) return { kind: 'link-bad', error };
  if (fields.url !== undefined) return { kind: 'link-file', url: fields.url };
  const hasCode = fields.code !== undefined;
  return hasCode || problems.length > 0 ? { kind: 'link-opened', problems, hasCode } : null;
}
