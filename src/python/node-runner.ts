/** Python in-process under Node: for the command line, the corpus builder and tests. */
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { at } from '../base/assert.ts';
import type { TraceChunk, TraceEnd, TraceHeader } from '../trace/wire.ts';
import { createEngine, type EngineOptions, type PythonEngine, type PythonSources } from './engine.ts';
import { installMemoryCap } from './memory-cap.ts';
import { HASH_SEED } from './run-conditions.ts';
import { DEFAULT_LIMITS, PythonStartError, type PythonRunner, type RunEvents, type RunRequest } from './protocol.ts';

/** The texts of the Python files beside this one. */
export function readPythonSources(): PythonSources {
  const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
  return { harness: text('./harness.py'), description: text('./description.py'), eventLoop: text('./event_loop.py'), samples: text('./samples.py') };
}

/** A Pyodide and its engine. */
export interface NodePython {
  readonly engine: PythonEngine;
  /** Size of the interpreter's memory, which never shrinks. */
  readonly interpreterBytes: () => number;
}

/** An interpreter with nothing cached: what a runner starts. Throws `PythonStartError`. */
export async function startNodeEngine(options: EngineOptions = {}): Promise<PythonEngine> {
  return (await startNodePython(options)).engine;
}

/** `startNodeEngine`, with the size of the interpreter. */
export async function startNodePython(options: EngineOptions = {}): Promise<NodePython> {
  const pyodide = await loadPyodide({ env: { HOME: '/home/pyodide', PYTHONHASHSEED: String(HASH_SEED) } }).catch((error: unknown) => {
    throw new PythonStartError('interpreter-failed', error instanceof Error ? error.message : String(error));
  });
  const module = (pyodide as unknown as { readonly _module: { readonly HEAP8: Int8Array } })._module;
  return { engine: createEngine(pyodide, readPythonSources(), options), interpreterBytes: () => module.HEAP8.byteLength };
}

let interpreterCap = DEFAULT_LIMITS.maxInterpreterBytes;

/**
 * A runner whose program runs on this very thread: nothing else happens until it ends, so `stop` counts only when
 * called from an event. A program that never returns to the interpreter (`max(range(10**12))`) cannot be stopped; where
 * that matters, there is `createNodeWorkerRunner`.
 */
export function createNodeRunner(options: EngineOptions = {}): PythonRunner {
  installMemoryCap(() => interpreterCap);
  let starting = startNodeEngine(options);
  let engine: PythonEngine | null = null;
  let running: Promise<void> = Promise.resolve();
  const runOne = async (request: RunRequest, events: RunEvents): Promise<void> => {
    engine = await starting;
    interpreterCap = request.limits.maxInterpreterBytes;
    const { exitCode } = process;
    try {
      await engine.run(request, events);
    } finally {
      // `os._exit` of the program's sets it.
      process.exitCode = exitCode;
      interpreterCap = DEFAULT_LIMITS.maxInterpreterBytes;
      if (engine.dead) {
        starting = startNodeEngine(options);
        // Waited for by the next run; a failure is reported there.
        starting.catch(() => undefined);
      }
    }
  };
  return {
    ready: starting.then(() => undefined),
    run(request, events) {
      const run = running.then(() => runOne(request, events));
      running = run.catch(() => undefined);
      return run;
    },
    stop() {
      engine?.requestStop();
    },
    dispose() {
      engine = null;
    },
  };
}

/** A whole run, collected. */
export interface RecordedRun {
  readonly header: TraceHeader;
  readonly chunks: readonly TraceChunk[];
  readonly end: TraceEnd;
}

/** A request with the defaults filled in. */
export function runRequest(source: string, partial: Partial<Omit<RunRequest, 'source'>> = {}): RunRequest {
  return { call: null, stdin: [], afterStdin: 'eof', granularity: 'instruction', limits: DEFAULT_LIMITS, ...partial, source };
}

/** Runs a program and collects what it gives. */
export async function collectRun(
  runner: Pick<PythonRunner, 'run'> | Pick<PythonEngine, 'run'>,
  request: RunRequest,
): Promise<RecordedRun> {
  const headers: TraceHeader[] = [];
  const ends: TraceEnd[] = [];
  const chunks: TraceChunk[] = [];
  await runner.run(request, {
    header: (header) => headers.push(header),
    chunk: (chunk) => chunks.push(chunk),
    end: (end) => ends.push(end),
  });
  return { header: at(headers, 0), chunks, end: at(ends, 0) };
}
