/** `record`: traces a program, predicts it and writes both as one file that the page opens. `replay`: reads such a file. */
import { readFileSync, writeFileSync } from 'node:fs';
import { predictionRun, type Mode } from '../evaluation/prediction-run.ts';
import { aboutOf, DEFAULT_TASK, isTrainedFor, type ModelInfo, type ModelRunner, type PredictionTask } from '../model/protocol.ts';
import { recordHead, type PredictionRecord } from '../recording/prediction-record.ts';
import { readRecording, writeRecording, type Recording, type RecordingError } from '../recording/recording.ts';
import { lineSteps } from '../trace/line-steps.ts';
import type { Trace } from '../trace/trace.ts';
import { CommandError, flag, oneOf, onlyPositional, parseOptions, text, UsageError, wholeNumber } from './arguments.ts';
import { endText } from './end-text.ts';
import { DEFAULT_MODEL, loadModel } from './model.ts';
import { printPredictions } from './predict.ts';
import { predictOrFail, readPredictionTasks, taskText } from './prediction-tasks.ts';
import { readText, traceFile } from './trace.ts';

/** What a model predicts of a trace by each of `tasks` in each of `modes`; the trace has to be of their granularity. */
export async function recordPredictions(
  runner: ModelRunner,
  info: ModelInfo,
  trace: Trace,
  modes: readonly Mode[],
  maxSteps: number,
  tasks: readonly PredictionTask[] = [DEFAULT_TASK],
): Promise<PredictionRecord[]> {
  const records: PredictionRecord[] = [];
  for (const task of tasks) {
    const run = predictionRun(trace, task);
    // A direct answer is the same in both modes.
    for (const mode of task.strategy === 'direct' ? modes.slice(0, 1) : modes) {
      const steps = await predictOrFail(runner, run, { mode, maxSteps, stopWhenMalformed: !isTrainedFor(info, task) });
      records.push({ ...recordHead(info, task, mode, null), steps });
    }
  }
  return records;
}

const MODES = { both: ['teacher-forced', 'free-running'], 'teacher-forced': ['teacher-forced'], 'free-running': ['free-running'], none: [] } as const;

export async function runRecord(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, {
    call: { type: 'string' },
    stdin: { type: 'string' },
    model: { type: 'string' },
    template: { type: 'string' },
    strategy: { type: 'string' },
    granularity: { type: 'string' },
    jump: { type: 'string' },
    trace: { type: 'string' },
    mode: { type: 'string' },
    'max-steps': { type: 'string' },
    out: { type: 'string' },
  });
  const file = onlyPositional(parsed, 'program file');
  const granularity = oneOf(parsed, 'trace', ['line', 'instruction'] as const, 'instruction');
  const tasks = readPredictionTasks(parsed);
  if (granularity === 'line' && tasks.some((task) => task.granularity === 'instruction')) throw new UsageError('--granularity instruction predicts a trace of instructions: leave --trace line out.');
  const modes = MODES[oneOf(parsed, 'mode', ['both', 'teacher-forced', 'free-running', 'none'] as const, 'both')];
  const stdinFile = text(parsed, 'stdin');
  const stdin = stdinFile === null ? '' : readText(stdinFile).replace(/\n$/, '');
  const maxSteps = wholeNumber(parsed, 'max-steps', 1000);
  const trace = await traceFile(file, text(parsed, 'call'), stdin === '' ? [] : stdin.split('\n'), granularity);
  if (trace.recordCount === 0) throw new CommandError(`There is nothing to record: ${endText(trace.end)}.`);
  let predictions: PredictionRecord[] = [];
  if (modes.length > 0) {
    const { runner, info } = await loadModel(text(parsed, 'model') ?? DEFAULT_MODEL, text(parsed, 'template'));
    if (tasks.some((task) => task.strategy === 'direct') && trace.header.call === null) throw new UsageError('--strategy direct predicts what a call comes to: it needs --call.');
    for (const task of tasks) if (!isTrainedFor(info, task)) console.error(`${info.name} was not trained for this task (${taskText(task)}): what it says of it means little.`);
    predictions = await recordPredictions(runner, info, trace, modes, maxSteps, tasks);
  }
  const bytes = writeRecording({ trace, stdin, predictions, notes: [], place: { granularity: 'line', step: 0 } });
  const out = text(parsed, 'out') ?? `${file.replace(/\.py$/, '')}.tracepad`;
  writeFileSync(out, bytes);
  console.log(`${out}: ${bytes.length} bytes, ${lineSteps(trace).count} line steps, ${predictions.map((record) => `${record.steps.length} ${record.mode} predictions (${taskText(record)})`).join(', ') || 'no predictions'}`);
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
  for (const record of recording.predictions) {
    console.log(`\n${record.model} ${record.digest.slice(0, 8)} on ${record.provider}: ${taskText(record)}, ${record.mode}`);
    printPredictions(predictionRun(recording.trace, record).states, [...record.steps].sort((a, b) => aboutOf(a) - aboutOf(b)));
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
