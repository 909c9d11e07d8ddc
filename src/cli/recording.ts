/** `record`: traces a program, predicts it and writes both as one file that the page opens. `replay`: reads such a file. */
import { readFileSync, writeFileSync } from 'node:fs';
import { DEFAULT_TASK, type ModelInfo, type ModelRunner } from '../model/protocol.ts';
import { readRecording, writeRecording, type Recording, type RecordingError } from '../recording/recording.ts';
import { recordHead, type PredictionRecord } from '../recording/prediction-record.ts';
import { scratchpadStates } from '../scratchpad/trace-steps.ts';
import { lineSteps } from '../trace/line-steps.ts';
import type { Trace } from '../trace/trace.ts';
import { CommandError, flag, oneOf, onlyPositional, parseOptions, text, wholeNumber } from './arguments.ts';
import { endText } from './end-text.ts';
import { DEFAULT_MODEL, loadModel } from './model.ts';
import { predictStates, printPredictions } from './predict.ts';
import type { Mode } from './prediction-run.ts';
import { readText, traceFile } from './trace.ts';

/** What a model predicts of a trace, in each of `modes`, by the dynamic strategy over its lines. */
export async function recordPredictions(runner: ModelRunner, info: ModelInfo, trace: Trace, modes: readonly Mode[], maxSteps: number): Promise<PredictionRecord[]> {
  const states = scratchpadStates(lineSteps(trace));
  const records: PredictionRecord[] = [];
  for (const mode of modes) {
    const steps = await predictStates(runner, trace.header.source, states, mode, maxSteps);
    records.push({ ...recordHead(info, DEFAULT_TASK, mode, null), steps });
  }
  return records;
}

const MODES = { both: ['teacher-forced', 'free-running'], 'teacher-forced': ['teacher-forced'], 'free-running': ['free-running'], none: [] } as const;

export async function runRecord(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, {
    call: { type: 'string' },
    stdin: { type: 'string' },
    model: { type: 'string' },
    granularity: { type: 'string' },
    mode: { type: 'string' },
    'max-steps': { type: 'string' },
    out: { type: 'string' },
  });
  const file = onlyPositional(parsed, 'program file');
  const granularity = oneOf(parsed, 'granularity', ['line', 'instruction'] as const, 'instruction');
  const modes = MODES[oneOf(parsed, 'mode', ['both', 'teacher-forced', 'free-running', 'none'] as const, 'both')];
  const stdinFile = text(parsed, 'stdin');
  const stdin = stdinFile === null ? '' : readText(stdinFile).replace(/\n$/, '');
  const maxSteps = wholeNumber(parsed, 'max-steps', 1000);
  const trace = await traceFile(file, text(parsed, 'call'), stdin === '' ? [] : stdin.split('\n'), granularity);
  if (trace.recordCount === 0) throw new CommandError(`There is nothing to record: ${endText(trace.end)}.`);
  let predictions: PredictionRecord[] = [];
  if (modes.length > 0) {
    const { runner, info } = await loadModel(text(parsed, 'model') ?? DEFAULT_MODEL);
    predictions = await recordPredictions(runner, info, trace, modes, maxSteps);
  }
  const bytes = writeRecording({ trace, stdin, predictions, notes: [], place: { granularity: 'line', step: 0 } });
  const out = text(parsed, 'out') ?? `${file.replace(/\.py$/, '')}.tracepad`;
  writeFileSync(out, bytes);
  console.log(`${out}: ${bytes.length} bytes, ${lineSteps(trace).count} line steps, ${predictions.map((record) => `${record.steps.length} ${record.mode} predictions`).join(', ') || 'no predictions'}`);
}

export function runReplay(argv: readonly string[]): Promise<void> {
  replay(argv);
  return Promise.resolve();
}

function replay(argv: readonly string[]): void {
  const parsed = parseOptions(argv, { json: { type: 'boolean' } });
  const recording = readRecordingFile(onlyPositional(parsed, 'recording'));
  if (flag(parsed, 'json')) {
    const { trace, stdin, predictions, notes, place } = recording;
    console.log(JSON.stringify({ source: trace.header.source, call: trace.header.call, stdin, end: trace.end, steps: lineSteps(trace).count, notes, place, predictions }));
    return;
  }
  const states = scratchpadStates(lineSteps(recording.trace));
  for (const record of recording.predictions) {
    console.log(`\n${record.model} ${record.digest.slice(0, 8)} on ${record.provider}: ${record.strategy}, ${record.mode}`);
    if (record.granularity === 'line') printPredictions(states, record.steps);
  }
  console.log(`\n${lineSteps(recording.trace).count} line steps; ${endText(recording.trace.end)}`);
}

function readRecordingFile(file: string): Recording {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new CommandError(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const recording = readRecording(bytes);
  if (recording.ok) return recording.value;
  throw new CommandError(`${file} is no recording: ${errorText(recording.error)}`);
}

function errorText(error: RecordingError): string {
  switch (error.kind) {
    case 'not-packed':
      return error.fault === 'too-large' ? 'it is too large' : 'it is cut off or damaged';
    case 'not-a-trace':
      return error.message;
    case 'too-new-version':
      return `it is of version ${error.version}, newer than this program (version ${error.newestKnown})`;
    case 'invalid-field':
      return `${error.path}: ${error.message}`;
  }
}
