/**
 * `bench trace`: how fast programs are recorded, under Node and in Chromium, beside a recorder in Python of the common
 * kind in the same Pyodide, and what long traces cost.
 */
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { assert } from '../../base/assert.ts';
import { createNodeRunner } from '../../python/node-runner.ts';
import { DEFAULT_LIMITS, type PythonRunner } from '../../python/protocol.ts';
import type { Granularity } from '../../trace/wire.ts';
import { BENCH_PROGRAMS, type BenchProgram } from '../bench-programs.ts';
import { benchTraceInChromium, type ChromiumTrace } from './in-chromium.ts';
import { benchRequest, rebuildTimes, recordAndDrop, recordAndKeep, stepCount, traceOf, type RebuildTimes } from './measures.ts';

const REPEATS = 5;

/** A program recorded until all is handed over: the best of some runs, by the clock and by processor time. */
export interface Recorded {
  readonly steps: number;
  readonly seconds: number;
  /** Under Node of the whole process, in Chromium of the worker. */
  readonly cpu_seconds: number;
}

/** What is measured both under Node and in Chromium. */
export interface Place {
  readonly programs: Readonly<Record<string, Readonly<Record<Granularity, Recorded>>>>;
  /** 100,000 line steps. */
  readonly long_lines: Recorded;
  /** States of a trace of 1,000,000 instructions. */
  readonly states: RebuildTimes;
}

interface Time {
  readonly seconds: number;
  readonly cpu_seconds: number;
}

/** The best of some runs: what the work takes where nothing else is in its way. */
async function quickest(work: () => unknown): Promise<Time> {
  let best = { seconds: Infinity, cpu_seconds: Infinity };
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const started = performance.now();
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    best = { seconds: Math.min(best.seconds, (performance.now() - started) / 1000), cpu_seconds: Math.min(best.cpu_seconds, (user + system) / 1e6) };
  }
  return best;
}

/** Records a program and gives the number of steps. */
type PeerRecorder = (program: BenchProgram) => number;

async function openRecorderInPython(): Promise<PeerRecorder> {
  const pyodide = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
  pyodide.runPython(readFileSync(new URL('./recorder.py', import.meta.url), 'utf8'));
  const names = pyodide.globals as unknown as { get(name: string): unknown };
  const record = names.get('record') as (source: string, call: string, limit: number) => { get(index: number): number; destroy(): void };
  return (program) => {
    const result = record(program.source, program.call, DEFAULT_LIMITS.maxSteps);
    const steps = result.get(0);
    result.destroy();
    return steps;
  };
}

async function recorded(runner: PythonRunner, name: string, granularity: Granularity): Promise<Recorded> {
  const request = benchRequest(name, granularity);
  const steps = stepCount(traceOf(await recordAndKeep(runner, request)), granularity);
  return { steps, ...(await quickest(() => recordAndDrop(runner, request))) };
}

async function underNode(): Promise<Place> {
  const runner = createNodeRunner();
  await runner.ready;
  const programs: Record<string, Readonly<Record<Granularity, Recorded>>> = {};
  for (const { name } of BENCH_PROGRAMS) {
    programs[name] = { line: await recorded(runner, name, 'line'), instruction: await recorded(runner, name, 'instruction') };
  }
  const longLines = await recorded(runner, 'long', 'line');
  const states = rebuildTimes(await recordAndKeep(runner, benchRequest('long', 'instruction')));
  runner.dispose();
  return { programs, long_lines: longLines, states };
}

function perSecond({ steps, cpu_seconds }: Recorded): number {
  return Math.round(steps / cpu_seconds / 1000);
}

interface Row {
  readonly what: string;
  readonly aim: number;
  readonly node: number | null;
  readonly chromium: number | null;
}

/** Instructions a second, in thousands, that full capture is to reach. */
const AIMS: Readonly<Record<string, number>> = { collatz: 4000, 'fib(16)': 4000, 'bubble sort of 60': 400, 'string building': 300 };

/** One row for each figure that has an aim; by processor time where a machine's other work would count. */
function rows(node: Place, chromium: ChromiumTrace | null, peer: Readonly<Record<string, Time>>): Row[] {
  const both = (what: string, aim: number, figure: (place: Place) => number): Row => ({ what, aim, node: figure(node), chromium: chromium === null ? null : figure(chromium) });
  const page = (what: string, aim: number, figure: (place: ChromiumTrace) => number): Row => ({ what, aim, node: null, chromium: chromium === null ? null : figure(chromium) });
  const names = BENCH_PROGRAMS.map(({ name }) => name);
  return [
    ...names.map((name) => both(`${name}: thousand instructions a second, full capture`, AIMS[name] ?? 0, ({ programs }) => perSecond(named(programs, name).instruction))),
    both('100,000 line steps, recorded and handed over: seconds', 1.5, ({ long_lines }) => long_lines.cpu_seconds),
    both('a step of 1,000,000 instructions rebuilt: median or mean, the larger, ms', 1, ({ states }) => Math.max(states.median_ms, states.mean_ms)),
    both('a step of 1,000,000 instructions rebuilt: worst ms', 10, ({ states }) => states.worst_ms),
    page('memory of that trace in the page: MB', 300, (place) => place.long_trace_page_megabytes),
    page('new worker ready: ms of processor time', 600, (place) => place.new_worker.cpu_ms),
    page('first start in a fresh browser: ms of processor time', 1300, (place) => place.first_start.cpu_ms),
    ...names.map((name): Row => ({ what: `${name}: times as fast as the recorder in Python, by line`, aim: 20, node: named(peer, name).cpu_seconds / named(node.programs, name).line.cpu_seconds, chromium: null })),
  ];
}

function named<T>(table: Readonly<Record<string, T>>, name: string): T {
  const entry = table[name];
  assert(entry !== undefined, `${name} was measured`);
  return entry;
}

/** @param inChromium false where there is none. */
export async function benchTrace(inChromium: boolean): Promise<Record<string, unknown>> {
  const peerRecorder = await openRecorderInPython();
  const peer: Record<string, Time & { steps: number }> = {};
  for (const program of BENCH_PROGRAMS) peer[program.name] = { steps: peerRecorder(program), ...(await quickest(() => peerRecorder(program))) };
  console.error('under Node …');
  const node = await underNode();
  if (inChromium) console.error('in Chromium …');
  const chromium = inChromium ? await benchTraceInChromium() : null;
  return { rows: rows(node, chromium, peer), node, chromium, recorder_in_python: peer };
}
