/** Makes the page's state: from the link that it was opened by, from what was kept of earlier visits, or fresh. */
import type { ModelRunner } from '../model/protocol.ts';
import type { PythonRunner } from '../python/protocol.ts';
import { createIdleTracker, type IdleBoard } from './idle.ts';
import { startLiveRuns } from './live-run.ts';
import { createNavigation } from './navigation.ts';
import { createNoticesStore, type NoticeKind } from './notices-store.ts';
import { createPredictionController } from './prediction-controller.ts';
import { createPredictionStore } from './prediction-store.ts';
import { createProgramStore, type Program } from './program-store.ts';
import { openRecordingFile } from './recordings.ts';
import { createRunController } from './run-controller.ts';
import { createRunStore } from './run-store.ts';
import { createSelectionStore } from './selection-store.ts';
import { createSettingsStore } from './settings-store.ts';
import type { TextStorage } from './storage.ts';
import { createTraceStore } from './trace-store.ts';
import type { Tracepad } from './tracepad.ts';
import { decodeUrlState, encodeUrlState, type DecodedLink, type LinkError } from './url-state.ts';
import { startUrlSync, urlStateOf } from './url-sync.ts';
import type { Result } from '../base/result.ts';

/** What the page stands on: the browser, or a test. */
export interface PageParts {
  readonly createPython: () => PythonRunner;
  readonly createModel: () => ModelRunner;
  readonly manifestUrl: string;
  /** The fragment of the address, with its `#`. */
  readonly fragment: string;
  /** The address without its fragment. */
  readonly address: string;
  readonly replaceFragment: (fragment: string) => void;
  readonly storage: TextStorage | null;
  readonly idleBoard: IdleBoard;
  /** What stands in the editor when no link says otherwise. */
  readonly firstProgram: Program;
  /** The recording of that program, to be shown before anything has run; null where there is none. */
  readonly firstRecording?: Promise<Uint8Array | null>;
  readonly now: () => number;
  readonly pause: () => Promise<void>;
}

export async function startTracepad(parts: PageParts): Promise<Tracepad> {
  const idle = createIdleTracker(parts.idleBoard);
  const link = await idle.during('open-link', decodeUrlState(parts.fragment));
  const fields = link.ok ? link.value.fields : {};
  const hasCode = fields.code !== undefined;
  // A call or input lines belong to the code that they came with.
  const program = createProgramStore(hasCode ? { code: fields.code, call: fields.call ?? '', stdin: fields.stdin ?? '' } : parts.firstProgram);
  const settings = createSettingsStore(parts.storage);
  const run = createRunStore();
  const trace = createTraceStore({ granularity: fields.granularity ?? 'line', step: hasCode ? (fields.step ?? null) : null });
  const predictions = createPredictionStore(fields.mode ?? 'teacher-forced');
  const notices = createNoticesStore(noticeOf(link));
  const runs = createRunController({ createRunner: parts.createPython, program, run, trace, idle, now: parts.now });
  const models = createPredictionController({
    createRunner: parts.createModel,
    manifestUrl: parts.manifestUrl,
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
  if (link.ok && Object.keys(fields).length === 0 && parts.firstRecording !== undefined) {
    const recorded = await idle.during('open-recording', parts.firstRecording);
    if (recorded !== null) openRecordingFile({ program, run, trace }, recorded);
  }
  startLiveRuns({ program, settings, run, trace, notices, runs, idle });
  startUrlSync({ program, trace, predictions, replace: parts.replaceFragment });
  return {
    program,
    run,
    trace,
    predictions,
    settings,
    notices,
    selection: createSelectionStore(),
    idle,
    navigation: createNavigation(trace, predictions),
    runs,
    models,
    openRecording: (bytes) => openRecordingFile({ program, run, trace }, bytes),
    shareLink: async () => parts.address + (await encodeUrlState(urlStateOf({ program, trace, predictions }))),
  };
}

function noticeOf(link: Result<DecodedLink, LinkError>): NoticeKind | null {
  if (!link.ok) return { kind: 'link-bad', error: link.error };
  const { fields, problems } = link.value;
  const hasCode = fields.code !== undefined;
  return hasCode || problems.length > 0 ? { kind: 'link-opened', problems, hasCode } : null;
}
