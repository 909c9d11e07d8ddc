/** Recordings on the page: trace and predictions that were made elsewhere, or before, and are shown without running anything. */
import type { Result } from '../base/result.ts';
import { ok } from '../base/result.ts';
import { readRecording, type Recording, type RecordingError } from '../recording/recording.ts';
import type { ProgramStore } from './program-store.ts';
import type { RecordedFrom } from './recorded.ts';
import { inputRequest, type RunStore } from './run-store.ts';
import { showTrace, type TraceStore } from './trace-store.ts';

interface Parts {
  readonly program: ProgramStore;
  readonly run: RunStore;
  readonly trace: TraceStore;
}

/** Puts a recording in the place of what is on the page. */
export function showRecording({ program, run, trace }: Parts, recording: Recording, from: RecordedFrom): void {
  const { header, end } = recording.trace;
  const recordedProgram = { code: header.source, call: header.call ?? '', stdin: recording.stdin };
  program.setState(recordedProgram);
  run.setState(end === null ? { kind: 'none' } : { kind: 'ended', end, milliseconds: null, asks: inputRequest(end, { program: recordedProgram, stdout: recording.trace.stdout, answeredAt: 0, draft: '', isAwaited: false }) }, true);
  trace.setState({ granularity: recording.place.granularity, stepWanted: recording.place.step });
  showTrace(trace, recording.trace, recordedProgram, recording.predictions, from);
}

/** Reads the recording of an example and shows it; what is on the page stays where the file is none. */
export function openRecordingFile(parts: Parts, bytes: Uint8Array): Result<undefined, RecordingError> {
  const recording = readRecording(bytes);
  if (!recording.ok) return recording;
  showRecording(parts, recording.value, 'example');
  return ok(undefined);
}
