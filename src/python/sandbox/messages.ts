/**
 * What crosses the borders of the sandbox. Page and frame speak over one port that user code cannot reach; page and
 * worker over one port for each worker, where everything that the worker says is data to be checked (`run-guard.ts`).
 */
import type { TraceChunk, TraceEnd, TraceHeader } from '../../trace/wire.ts';
import type { PythonStartFailure, RunRequest } from '../protocol.ts';

/** Gzipped files as the host serves them (`memory`: snapshot of a started interpreter). */
export interface PackedAssets {
  readonly loader: ArrayBuffer;
  readonly glue: ArrayBuffer;
  readonly interpreter: ArrayBuffer;
  readonly stdlib: ArrayBuffer;
  readonly memory: ArrayBuffer;
}

/** Everything that workers are made of. */
export interface SandboxFiles {
  readonly assets: PackedAssets;
  /** Contents of Pyodide's lock file. */
  readonly lock: string;
  readonly workerScript: string;
}

export type PageToFrame =
  | { readonly kind: 'files'; readonly files: SandboxFiles }
  /** Starts a worker; the port of its conversation with the page is transferred along. */
  | { readonly kind: 'start'; readonly worker: number }
  | { readonly kind: 'kill'; readonly worker: number };

export type FrameToPage =
  /** Answers a `start` at once: the frame is alive. */
  | { readonly kind: 'launched'; readonly worker: number }
  | { readonly kind: 'files-unusable'; readonly message: string }
  /** An error that the worker did not catch. */
  | { readonly kind: 'worker-error'; readonly worker: number; readonly message: string };

/** First message of a new worker; its port to the page is transferred along. */
export interface WorkerBoot {
  readonly kind: 'boot';
  readonly interpreter: WebAssembly.Module;
  readonly loaderUrl: string;
  readonly glueUrl: string;
  /** Gzipped, as the host served them. */
  readonly stdlib: Blob;
  readonly memory: Blob;
  readonly lock: string;
}

export interface PageToWorker {
  readonly kind: 'run';
  readonly run: number;
  readonly request: RunRequest;
}

export type WorkerToPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly failure: PythonStartFailure; readonly message: string }
  | { readonly kind: 'header'; readonly run: number; readonly header: TraceHeader }
  | { readonly kind: 'chunk'; readonly run: number; readonly chunk: TraceChunk }
  /** `interpreterBytes`: size of the interpreter's memory, which never shrinks. */
  | { readonly kind: 'end'; readonly run: number; readonly end: TraceEnd; readonly interpreterBytes: number };
