/** The whole of the page's state and what can be done to it; made once by `main.tsx` and handed down to every feature. */
import type { Result } from '../base/result.ts';
import type { RecordingError } from '../recording/recording.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { BatchActions } from './batch.ts';
import type { Files } from './files.ts';
import type { BreakpointsStore } from './breakpoints-store.ts';
import type { CompareStore } from './compare-store.ts';
import type { HighlightStore } from './highlight-store.ts';
import type { IdleTracker } from './idle.ts';
import type { ModelSource } from './model-source.ts';
import type { Navigation } from './navigation.ts';
import type { NotesStore } from './notes-store.ts';
import type { NoticesStore } from './notices-store.ts';
import type { OtherModelActions } from './other-models.ts';
import type { PredictionController } from './prediction-actions.ts';
import type { PredictionStore } from './prediction-store.ts';
import type { ProgramStore } from './program-store.ts';
import type { QuizStore } from './quiz-store.ts';
import type { RecordedStore } from './recorded.ts';
import type { RunController } from './run-controller.ts';
import type { RunStore } from './run-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { SelectionStore } from './selection-store.ts';
import type { BuiltLink, RecordingChoice } from './share-link.ts';
import type { TraceStore } from './trace-store.ts';

/** What a person chose for links; for this visit. */
export interface Sharing {
  readonly choice: RecordingChoice;
}

export interface SharedLink {
  readonly address: string;
  /** What of a recording the link holds. */
  readonly holds: BuiltLink['holds'] | 'file';
}

export interface Tracepad {
  readonly program: ProgramStore;
  readonly run: RunStore;
  readonly trace: TraceStore;
  readonly predictions: PredictionStore;
  readonly settings: SettingsStore;
  readonly breakpoints: BreakpointsStore;
  readonly highlight: HighlightStore;
  readonly notices: NoticesStore;
  readonly selection: SelectionStore;
  readonly quiz: QuizStore;
  readonly compared: CompareStore;
  readonly idle: IdleTracker;
  readonly navigation: Navigation;
  readonly runs: RunController;
  readonly models: PredictionController;
  /** Puts the file of a recording in the place of what is on the page, without running anything. */
  readonly openRecording: (bytes: Uint8Array) => Result<undefined, RecordingError>;
  readonly notes: NotesStore;
  readonly recorded: RecordedStore;
  readonly files: Files;
  readonly batch: BatchActions;
  readonly sharing: StoreApi<Sharing>;
  readonly modelSources: readonly ModelSource[];
  readonly otherModels: OtherModelActions;
  /** The address of the page as it is now, for sharing; `choice` in place of what the person chose. */
  readonly shareLink: (choice?: RecordingChoice) => SharedLink;
  /** A link to a recording file on any host; null where that is no address of a web page. */
  readonly linkToFile: (url: string) => SharedLink | null;
  /** HTML that shows the page as it is now inside of another page. */
  readonly embedSnippet: () => string;
  /** Goes to where a fragment of the same program says; false where it takes a new page. */
  readonly goToFragment: (fragment: string) => boolean;
}
