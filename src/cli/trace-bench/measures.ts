/** What is measured of the tracer, wherever it runs: knows neither Node nor the page. */
import { assert, at } from '../../base/assert.ts';
import { DEFAULT_LIMITS, type PythonRunner, type RunRequest } from '../../python/protocol.ts';
import { instructionSteps, lineSteps, type StepIndex } from '../../trace/line-steps.ts';
import { printStep } from '../../trace/print-state.ts';
import { assembleTrace, type Trace } from '../../trace/trace.ts';
import type { Granularity, TraceChunk, TraceEnd, TraceHeader } from '../../trace/wire.ts';
import { BENCH_PROGRAMS, LONG_COLLATZ } from '../bench-programs.ts';

/** Time on the clock is not to end a run of a benchmark. */
const LIMITS = { ...DEFAULT_LIMITS, maxSeconds: 3600 };

/** What is recorded, by name; each by line and by instruction. */
export function benchRequest(name: string, granularity: Granularity): RunRequest {
  const rest = { stdin: [], afterStdin: 'eof', granularity } as const;
  if (name === 'long') {
    const maxSteps = granularity === 'line' ? 100_000 : DEFAULT_LIMITS.maxSteps;
    return { ...rest, source: LONG_COLLATZ, call: null, limits: { ...LIMITS, maxSteps } };
  }
  const program = BENCH_PROGRAMS.find((candidate) => candidate.name === name);
  assert(program !== undefined, `a benchmark's name: ${name}`);
  return { ...rest, source: program.source, call: program.call, limits: LIMITS };
}

/** Records a program until all of it is handed over, and drops what comes. */
export async function recordAndDrop(runner: PythonRunner, request: RunRequest): Promise<void> {
  await runner.run(request, { header: () => undefined, chunk: () => undefined, end: () => undefined });
}

/** All that a run gave. */
export interface KeptRun {
  readonly header: TraceHeader;
  readonly chunks: readonly TraceChunk[];
  readonly end: TraceEnd;
}

export async function recordAndKeep(runner: PythonRunner, request: RunRequest): Promise<KeptRun> {
  const headers: TraceHeader[] = [];
  const chunks: TraceChunk[] = [];
  const ends: TraceEnd[] = [];
  await runner.run(request, { header: (header) => headers.push(header), chunk: (chunk) => chunks.push(chunk), end: (end) => ends.push(end) });
  return { header: at(headers, 0), chunks, end: at(ends, 0) };
}

export function traceOf({ header, chunks, end }: KeptRun): Trace {
  const trace = assembleTrace(header, chunks, end);
  assert(trace.ok, 'the tracer writes well-formed chunks');
  return trace.value;
}

export function stepCount(trace: Trace, granularity: Granularity): number {
  return granularity === 'line' ? lineSteps(trace).count : trace.recordCount;
}

export interface RebuildTimes {
  readonly of_records: number;
  /** Of the best pass. Clocks of pages are coarse: there it says more than the median. */
  readonly mean_ms: number;
  readonly median_ms: number;
  readonly p99_ms: number;
  readonly worst_ms: number;
}

const SAMPLES = 500;
const PASSES = 5;

/**
 * Milliseconds to print the state at a step, for steps all over the trace in a scattered order. Several passes, each on a
 * trace that was never read before; of each step the best counts, since on a busy machine the worst is the machine's.
 */
export function rebuildTimes(run: KeptRun): RebuildTimes {
  const best = new Float64Array(SAMPLES).fill(Infinity);
  let count = 0;
  let mean = Infinity;
  for (let pass = 0; pass < PASSES; pass++) {
    const steps = instructionSteps(traceOf(run));
    count = steps.count;
    const began = performance.now();
    for (let sample = 0; sample < SAMPLES; sample++) {
      // A fixed stride that is coprime to most counts; the same order in every run.
      const step = ((sample * 7919 * 13) % count) as StepIndex;
      const started = performance.now();
      printStep(steps, step);
      best[sample] = Math.min(at(best, sample), performance.now() - started);
    }
    mean = Math.min(mean, (performance.now() - began) / SAMPLES);
  }
  best.sort();
  return { of_records: count, mean_ms: mean, median_ms: at(best, SAMPLES >> 1), p99_ms: at(best, Math.floor(SAMPLES * 0.99)), worst_ms: at(best, SAMPLES - 1) };
}
