/** What a run depends on besides its program, and the header that says so. */
import { TRACE_VERSION, type RunConditions, type TraceHeader } from '../trace/wire.ts';
import { PROGRAM_START } from './program-clock.ts';
import type { RunRequest } from './protocol.ts';

export const RANDOM_SEED = 0;

/** `PYTHONHASHSEED` of every interpreter that is started (in the browser that of the build's memory snapshot). */
export const HASH_SEED = 0;

export function conditionsOf({ stdin, afterStdin }: RunRequest): RunConditions {
  return { stdin, inputEnds: afterStdin === 'eof', clock: PROGRAM_START, randomSeed: RANDOM_SEED, hashSeed: HASH_SEED };
}

/** The header of the trace of a run. `python`: version of CPython. */
export function headerOf(request: RunRequest, python: string, codes: TraceHeader['codes']): TraceHeader {
  const { source, call, granularity, limits } = request;
  return { version: TRACE_VERSION, python, source, call, granularity, codes, recordedItems: limits.maxItems, conditions: conditionsOf(request) };
}
