/**
 * Messages between the page and the Python worker. Both sides validate what they get: user code can forge messages.
 */
import { MAX_RECORDED_ITEMS, type Granularity, type TraceChunk, type TraceEnd, type TraceHeader } from '../trace/wire.ts';

export interface RunLimits {
  /** Most line steps (at granularity 'line') or records (at 'instruction'). */
  readonly maxSteps: number;
  readonly maxSeconds: number;
  readonly maxInterpreterBytes: number;
  readonly maxTraceBytes: number;
  /** Items of a container (bytes of a bytes object) that are recorded; of a longer one its length and what changes. */
  readonly maxItems: number;
  /** Depth of calls at which Python raises RecursionError (`sys.setrecursionlimit`). */
  readonly maxRecursion: number;
}

export const DEFAULT_LIMITS: RunLimits = {
  maxSteps: 1_000_000,
  maxSeconds: 10,
  maxInterpreterBytes: 256 * 1024 * 1024,
  maxTraceBytes: 300 * 1024 * 1024,
  maxItems: MAX_RECORDED_ITEMS,
  maxRecursion: 1000,
};

/** Line steps that are recorded where a run is recorded by lines and nobody says otherwise. */
export const DEFAULT_LINE_STEPS = 100_000;

export interface RunRequest {
  readonly source: string;
  /** A call expression such as `f(3, 'ab')`: the module is run untraced, then the call is traced. Null: the module is traced. */
  readonly call: string | null;
  /** Lines that `input()` and `sys.stdin` give. */
  readonly stdin: readonly string[];
  /**
   * What a program that reads past the last line meets: 'eof' the end of the input (`input()` raises EOFError), 'ask'
   * the end of its run with reason 'input-needed', to be run again with one more line. Runs repeat exactly, so that run
   * is the same up to the new line.
   */
  readonly afterStdin: 'eof' | 'ask';
  readonly granularity: Granularity;
  readonly limits: RunLimits;
}

/** What a run gives while it goes on; chunks come in order, the end comes last and once. */
export interface RunEvents {
  header(header: TraceHeader): void;
  chunk(chunk: TraceChunk): void;
  end(end: TraceEnd): void;
}

/** One interpreter, at one place (sandboxed worker in the browser, or in-process under Node). */
export interface PythonRunner {
  /** Resolves when the interpreter is ready; rejects with a `PythonStartError`. */
  readonly ready: Promise<void>;
  /** Runs a program; one at a time. Resolves after `events.end`; never rejects for what the program does. */
  run(request: RunRequest, events: RunEvents): Promise<void>;
  /** Ends the running program with reason 'stopped' (the steps so far are kept); the runner stays usable. */
  stop(): void;
  dispose(): void;
}

/** Why Python could not start. `offset-mismatch`: the interpreter's memory is not laid out as this tracer expects. */
export type PythonStartFailure = 'assets-missing' | 'offset-mismatch' | 'sandbox-failed' | 'interpreter-failed';

export class PythonStartError extends Error {
  readonly failure: PythonStartFailure;
  constructor(failure: PythonStartFailure, message: string) {
    super(message);
    this.name = 'PythonStartError';
    this.failure = failure;
  }
}
