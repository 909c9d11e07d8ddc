/** `bench trace`: how fast programs are recorded, beside a recorder in Python of the common kind, in the same Pyodide. */
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { at } from '../base/assert.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { DEFAULT_LIMITS, type PythonRunner, type RunRequest } from '../python/protocol.ts';
import type { StepIndex } from '../trace/line-steps.ts';
import { instructionSteps, lineSteps } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import type { Trace } from '../trace/trace.ts';
import { BENCH_PROGRAMS, LONG_COLLATZ, type BenchProgram } from './bench-programs.ts';
import { medianSeconds } from './median-seconds.ts';
import { recordTrace, runRequest } from './record.ts';

const REPEATS = 3;
/** Time on the clock is not to end a run of a benchmark. */
const LIMITS = { ...DEFAULT_LIMITS, maxSeconds: 3600 };

/** Seconds until everything of a run is handed over: what the worker does, less the message to the page. */
function recordingSeconds(runner: PythonRunner, request: RunRequest): Promise<number> {
  const ignored = { header: () => undefined, chunk: () => undefined, end: () => undefined };
  return medianSeconds(REPEATS, () => runner.run(request, ignored));
}

/** Records a program and gives the number of steps. */
type PeerRecorder = (program: BenchProgram) => number;

async function openRecorderInPython(): Promise<PeerRecorder> {
  const pyodide = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
  pyodide.runPython(readFileSync(new URL('./bench-recorder.py', import.meta.url), 'utf8'));
  const names = pyodide.globals as unknown as { get(name: string): unknown };
  const record = names.get('record') as (source: string, call: string, limit: number) => { get(index: number): number; destroy(): void };
  return (program) => {
    const result = record(program.source, program.call, DEFAULT_LIMITS.maxSteps);
    const steps = result.get(0);
    result.destroy();
    return steps;
  };
}

export async function benchTrace(): Promise<Record<string, unknown>> {
  const started = performance.now();
  const runner = createNodeRunner();
  await runner.ready;
  const startSeconds = (performance.now() - started) / 1000;
  const peer = await openRecorderInPython();
  const programs: Record<string, unknown> = {};
  for (const program of BENCH_PROGRAMS) programs[program.name] = await benchProgram(runner, peer, program);
  const states = await benchStates(runner);
  runner.dispose();
  return { start_seconds: startSeconds, programs, ...states };
}

async function benchProgram(runner: PythonRunner, peer: PeerRecorder, program: BenchProgram): Promise<Record<string, unknown>> {
  const request = (granularity: 'line' | 'instruction'): RunRequest => runRequest(program.source, { call: program.call, granularity, limits: LIMITS });
  const instructions = (await recordTrace(runner, request('instruction'))).recordCount;
  const lines = lineSteps(await recordTrace(runner, request('line'))).count;
  const instructionSeconds = await recordingSeconds(runner, request('instruction'));
  const lineSeconds = await recordingSeconds(runner, request('line'));
  const peerSteps = peer(program);
  const peerSeconds = await medianSeconds(REPEATS, () => peer(program));
  return {
    instructions,
    instructions_per_second: Math.round(instructions / instructionSeconds),
    line_steps: lines,
    line_steps_per_second: Math.round(lines / lineSeconds),
    recorder_in_python: {
      steps: peerSteps,
      steps_per_second: Math.round(peerSteps / peerSeconds),
      // Of the same program, whole runs.
      times_faster_by_line: peerSeconds / lineSeconds,
      times_faster_by_instruction: peerSeconds / instructionSeconds,
    },
  };
}

/** A long run by lines, handed over; and the time to rebuild states at random from a long trace by instructions. */
async function benchStates(runner: PythonRunner): Promise<Record<string, unknown>> {
  const byLine = runRequest(LONG_COLLATZ, { granularity: 'line', limits: { ...LIMITS, maxSteps: 100_000 } });
  const lineSeconds = await recordingSeconds(runner, byLine);
  const trace: Trace = await recordTrace(runner, runRequest(LONG_COLLATZ, { granularity: 'instruction', limits: LIMITS }));
  const steps = instructionSteps(trace);
  const times: number[] = [];
  for (let sample = 0; sample < 500; sample++) {
    // A fixed stride that is coprime to most counts visits the trace in a scattered order, the same one in every run.
    const step = ((sample * 7919 * 13) % steps.count) as StepIndex;
    const started = performance.now();
    printStep(steps, step);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return {
    line_steps_100_000_seconds: lineSeconds,
    states: { of_records: steps.count, median_ms: at(times, 250), p99_ms: at(times, 494), worst_ms: at(times, 499), trace_megabytes: trace.wireBytes / 1e6 },
  };
}
