/** The whole of the page's state and what can be done to it; made once by `main.tsx` and handed down to every feature. */
import type { Result } from '../base/result.ts';
import type { RecordingError } from '../recording/recording.ts';
import type { IdleTracker } from './idle.ts';
import type { Navigation } from './navigation.ts';
import type { NoticesStore } from './notices-store.ts';
import type { PredictionController } from './prediction-controller.ts';
import type { PredictionStore } from './prediction-store.ts';
import type { ProgramStore } from './program-store.ts';
import type { RunController } from './run-controller.ts';
import type { RunStore } from './run-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { SelectionStore } from './selection-store.ts';
import type { TraceStore } from './trace-store.ts';

export interface Tracepad {
  readonly program: ProgramStore;
  readonly run: RunStore;
  readonly trace: TraceStore;
  readonly predictions: PredictionStore;
  readonly settings: SettingsStore;
  readonly notices: NoticesStore;
  readonly selection: SelectionStore;
  readonly idle: IdleTracker;
  readonly navigation: Navigation;
  readonly runs: RunController;
  readonly models: PredictionController;
  /** Puts the file of a recording in the place of what is on the page, without running anything. */
  readonly openRecording: (bytes: Uint8Array) => Result<undefined, RecordingError>;
  /** The address of the page as it is now, for sharing. */
  readonly shareLink: () => Promise<string>;
}
