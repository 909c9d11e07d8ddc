/** Runs the tracers of `oracle.py` in the tracer's own interpreter and says where a recorded trace differs. */
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { lineSteps, stepsOf, type StepIndex } from '../../trace/line-steps.ts';
import { printStep } from '../../trace/print-state.ts';
import { assembleTrace, type Trace } from '../../trace/trace.ts';
import { createEngine, type EngineOptions, type PythonEngine } from '../engine.ts';
import { collectRun, readPythonSources, type RecordedRun } from '../node-runner.ts';
import type { RunRequest } from '../protocol.ts';

type LineEvent = readonly [
  event: string,
  line: number,
  name: string,
  depth: number,
  locals: Readonly<Record<string, string | null>>,
  value: string | null,
];
type Instruction = readonly [name: string, offset: number, stack: readonly (string | null)[]];

interface OracleModule {
  line_events(source: string, call: string | undefined, stdin: string, limit: number): string;
  instructions(source: string, call: string | undefined, stdin: string, limit: number): string;
}

export class TracedInterpreter {
  readonly engine: PythonEngine;
  private readonly oracle: OracleModule;

  private constructor(engine: PythonEngine, oracle: OracleModule) {
    this.engine = engine;
    this.oracle = oracle;
  }

  static async start(options: EngineOptions = {}): Promise<TracedInterpreter> {
    const pyodide = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
    const engine = createEngine(pyodide, readPythonSources(), options);
    const load = (source: string, filename: string): { get(name: string): never } => {
      const names = pyodide.runPython(`dict(__name__="${filename}")`) as { get(name: string): never };
      pyodide.runPython(source, { globals: names as never, filename });
      return names;
    };
    const namespace = load(readFileSync(new URL('./oracle.py', import.meta.url), 'utf8'), 'oracle.py');
    const useEventLoop = namespace.get('use_event_loop') as (install: unknown) => void;
    useEventLoop(load(readPythonSources().eventLoop, 'event_loop.py').get('install'));
    const oracle = { line_events: namespace.get('line_events'), instructions: namespace.get('instructions') };
    return new TracedInterpreter(engine, oracle);
  }

  async record(request: RunRequest): Promise<{ readonly run: RecordedRun; readonly trace: Trace }> {
    const run = await collectRun(this.engine, request);
    const trace = assembleTrace(run.header, run.chunks, run.end);
    if (!trace.ok) throw new Error(`malformed chunk: ${JSON.stringify(trace.error)}`);
    return { run, trace: trace.value };
  }

  /** Differences between the trace's line steps and the events of `sys.settrace`, at most a handful. */
  lineDifferences(trace: Trace, request: RunRequest): string[] {
    const limit = 20_000;
    const stdin = request.stdin.map((line) => `${line}\n`).join('');
    const events = JSON.parse(this.oracle.line_events(request.source, request.call ?? undefined, stdin, limit)) as LineEvent[];
    const steps = lineSteps(trace);
    const differences: string[] = [];
    const count = Math.max(events.length, steps.count);
    for (let i = 0; i < count && differences.length < 5; i++) {
      const expected = events[i];
      if (expected === undefined || i >= steps.count) {
        differences.push(`step ${i}: ${steps.count} steps recorded, ${events.length} expected`);
        break;
      }
      const state = printStep(steps, i as StepIndex);
      const frame = state.frames.at(-1);
      const place = `${state.event} ${frame?.line} ${frame?.function} depth ${state.frames.length}`;
      const [event, line, name, depth, locals, value] = expected;
      const expectedPlace = `${event} ${line} ${name} depth ${depth}`;
      if (place !== expectedPlace) {
        differences.push(`step ${i}: ${place}, expected ${expectedPlace}`);
        break;
      }
      const bindings = [...(name === '<module>' ? state.globals : []), ...(frame?.locals ?? [])];
      const found = new Map(bindings.map((binding) => [binding.name, binding.value]));
      for (const [variable, repr] of Object.entries(locals)) {
        const actual = found.get(variable);
        if (actual === undefined || (repr !== null && actual !== repr)) {
          differences.push(`step ${i} (${place}): ${variable} = ${actual}, expected ${repr}`);
        }
        found.delete(variable);
      }
      for (const variable of found.keys()) {
        if (!variable.startsWith('__')) differences.push(`step ${i} (${place}): ${variable} should not be there`);
      }
      const actualValue = event === 'exception' ? (state.value ?? '').split(':')[0] : state.value;
      if ((event === 'return' || event === 'exception') && value !== null && actualValue !== value) {
        differences.push(`step ${i} (${place}): value ${state.value}, expected ${value}`);
      }
    }
    return differences;
  }

  /** Differences between the recorded value stacks and those that ctypes reads. */
  stackDifferences(trace: Trace, request: RunRequest): string[] {
    const stdin = request.stdin.map((line) => `${line}\n`).join('');
    const json = this.oracle.instructions(request.source, request.call ?? undefined, stdin, 50_000);
    const expected = JSON.parse(json) as Instruction[];
    const steps = stepsOf(trace, 'instruction');
    const differences: string[] = [];
    let at = 0;
    for (let i = 0; i < steps.count && differences.length < 5; i++) {
      const event = steps.eventOf(i as StepIndex);
      const state = printStep(steps, i as StepIndex);
      const frame = state.frames.at(-1);
      if (frame === undefined || event === 'exception' || event === 'call') continue;
      // A frame that stands on the call stack again without running (see `FramesBelow`): it waits behind its yield.
      const { instructions } = trace.codeAt(steps.recordOf(i as StepIndex));
      if (instructions.some((instruction) => instruction.offset === frame.offset && instruction.name === 'RESUME')) continue;
      const [name, offset, stack] = expected[at++] ?? ['nothing', 0, []];
      if (name !== frame.function || offset !== frame.offset) {
        differences.push(`record ${i}: ${frame.function} ${frame.offset}, expected ${name} ${offset}`);
        break;
      }
      const actual = frame.stack ?? [];
      const same = actual.length === stack.length && stack.every((text, slot) => text === null || text === actual[slot]);
      if (!same) differences.push(`record ${i} (${name} ${offset}): ${actual.join(' | ')}, expected ${stack.join(' | ')}`);
    }
    if (differences.length === 0 && at !== expected.length) differences.push(`${at} instructions, expected ${expected.length}`);
    return differences;
  }
}

/** Where a recording at line granularity says something else than the line steps of one at instruction granularity. */
export function granularityDifferences(byInstruction: Trace, byLine: Trace): string[] {
  const fine = lineSteps(byInstruction);
  const coarse = lineSteps(byLine);
  const differences: string[] = [];
  for (let i = 0; i < Math.max(fine.count, coarse.count) && differences.length < 3; i++) {
    if (i >= fine.count || i >= coarse.count) {
      differences.push(`${coarse.count} line steps, expected ${fine.count}`);
      break;
    }
    const expected = JSON.stringify(printStep(fine, i as StepIndex));
    const actual = JSON.stringify(printStep(coarse, i as StepIndex));
    if (expected !== actual) differences.push(`step ${i}: ${actual}, expected ${expected}`);
  }
  return differences;
}
