/** The life of a run: from the button to the last step. What a run gave is in the trace store. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PythonStartFailure } from '../python/protocol.ts';
import type { TraceEnd } from '../trace/wire.ts';
import type { Program } from './program-store.ts';

export type { PythonStartFailure } from '../python/protocol.ts';

export type RunFailure = PythonStartFailure | 'runner-lost' | 'malformed-trace';

/** A program that waits for a line of input. */
export interface InputRequest {
  readonly program: Program;
  /** All that it has printed. */
  readonly stdout: string;
  /** How much of that stood there when it was last answered. */
  readonly answeredAt: number;
  /** An answer to this that was taken back, to be changed; else ''. */
  readonly draft: string;
  /** The person started the run and waits for it, too. */
  readonly isAwaited: boolean;
}

export type RunState =
  | { readonly kind: 'none' }
  /** Python itself is starting. */
  | { readonly kind: 'booting' }
  /** `records`: instructions recorded so far. */
  | { readonly kind: 'running'; readonly records: number }
  /** `milliseconds` from the start of the run to its end, Python's own start left out; null where the run was recorded elsewhere. */
  | { readonly kind: 'ended'; readonly end: TraceEnd; readonly milliseconds: number | null; /** With the end `input-needed`. */ readonly asks: InputRequest | null }
  /** No trace came of it, and not through the program's fault. */
  | { readonly kind: 'failed'; readonly failure: RunFailure; readonly message: string };

export type RunStore = StoreApi<RunState>;

export function createRunStore(): RunStore {
  return createStore<RunState>(() => ({ kind: 'none' }));
}

export function isBusy(run: RunState): boolean {
  return run.kind === 'booting' || run.kind === 'running';
}

/** What the program that ended so asks for; null where it asks for nothing. */
export function inputRequest(end: TraceEnd, asks: InputRequest): InputRequest | null {
  return end.reason === 'input-needed' ? asks : null;
}

/** The last line that the program has printed, so far as it goes: what it asks with. */
export function promptOf({ stdout, answeredAt }: InputRequest): string {
  return stdout.slice(Math.max(answeredAt, stdout.lastIndexOf('\n') + 1));
}
