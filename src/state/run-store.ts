/** The life of a run: from the button to the last step. What a run gave is in the trace store. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PythonStartFailure } from '../python/protocol.ts';
import type { TraceEnd } from '../trace/wire.ts';

export type { PythonStartFailure } from '../python/protocol.ts';

export type RunFailure = PythonStartFailure | 'runner-lost' | 'malformed-trace';

export type RunState =
  | { readonly kind: 'none' }
  /** Python itself is starting. */
  | { readonly kind: 'booting' }
  /** `records`: instructions recorded so far. */
  | { readonly kind: 'running'; readonly records: number }
  /** `milliseconds` from the start of the run to its end, Python's own start left out; null where the run was recorded elsewhere. */
  | { readonly kind: 'ended'; readonly end: TraceEnd; readonly milliseconds: number | null }
  /** No trace came of it, and not through the program's fault. */
  | { readonly kind: 'failed'; readonly failure: RunFailure; readonly message: string };

export type RunStore = StoreApi<RunState>;

export function createRunStore(): RunStore {
  return createStore<RunState>(() => ({ kind: 'none' }));
}

export function isBusy(run: RunState): boolean {
  return run.kind === 'booting' || run.kind === 'running';
}
