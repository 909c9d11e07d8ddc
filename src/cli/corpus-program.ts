/** One program → one document of token shards: run it, pick pairs of steps, print and encode the states of those. */
import { fail, ok, type Result } from '../base/result.ts';
import { DEFAULT_LIMITS, type PythonRunner } from '../python/protocol.ts';
import { dynamicPrefix, dynamicSuffix, dynamicTarget } from '../scratchpad/dynamic.ts';
import type { NotPredictable } from '../scratchpad/step.ts';
import { lineSteps, type StepIndex, type StepList } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { TraceEnd } from '../trace/wire.ts';
import { programSeed, randomNumbers, rankedPairs, type StepPair } from './corpus-pick.ts';
import type { TokenDocument, TokenPair } from './corpus-shards.ts';
import { recordTrace, runRequest } from './record.ts';

export interface Program {
  readonly id: string;
  readonly code: string;
  /** Null: the module itself is traced. */
  readonly call: string | null;
}

export interface DocumentOptions {
  readonly seed: number;
  readonly pairs: number;
  readonly maxSteps: number;
  readonly contextLength: number;
}

/** Why a program is not in the corpus. */
export type SkipReason =
  | NotPredictable['reason']
  | Exclude<TraceEnd['reason'], 'finished' | 'exception' | 'step-limit'>
  | 'no-steps'
  | 'too-long';

/** Programs of the corpus are small: one that takes longer than this is not wanted. */
const MAX_PROGRAM_SECONDS = 2;

/** The pairs of a trace that fit the context with its source, at most `options.pairs`, in the order of the trace. */
function encodePairs(steps: StepList, ranked: readonly StepPair[], prefixLength: number, options: DocumentOptions): TokenPair[] {
  const states = new Map<StepIndex, PrintedState>();
  const stateOf = (step: StepIndex): PrintedState => {
    const state = states.get(step) ?? printStep(steps, step);
    states.set(step, state);
    return state;
  };
  const room = options.contextLength - prefixLength;
  const chosen: { readonly step: StepIndex; readonly pair: TokenPair }[] = [];
  let misfits = 0;
  for (const { before, after } of ranked) {
    if (chosen.length >= options.pairs || misfits > 2 * options.pairs) break;
    const pair = encodePair(stateOf(before), stateOf(after), room);
    if (pair === null) misfits += 1;
    else chosen.push({ step: before, pair });
  }
  return chosen.sort((a, b) => a.step - b.step).map(({ pair }) => pair);
}

function encodePair(before: PrintedState, after: PrintedState, room: number): TokenPair | null {
  const prompt = dynamicSuffix(before, 1);
  if (!prompt.ok || prompt.value.length >= room) return null;
  const target = dynamicTarget(before, after);
  if (!target.ok || prompt.value.length + target.value.length > room) return null;
  return { prompt: prompt.value, target: target.value };
}

/** Traces a program and encodes its pairs. What the program does is never an error, at most a reason to skip it. */
export async function programDocument(runner: PythonRunner, program: Program, options: DocumentOptions): Promise<Result<TokenDocument, SkipReason>> {
  const prefix = dynamicPrefix(program.code);
  if (!prefix.ok) return fail(prefix.error.reason);
  if (prefix.value.length >= options.contextLength) return fail('context-too-small');
  const limits = { ...DEFAULT_LIMITS, maxSteps: options.maxSteps, maxSeconds: MAX_PROGRAM_SECONDS };
  const trace = await recordTrace(runner, runRequest(program.code, { call: program.call, limits }));
  const reason = trace.end?.reason ?? 'stopped';
  if (reason !== 'finished' && reason !== 'exception' && reason !== 'step-limit') return fail(reason);

  const steps = lineSteps(trace);
  const ranked = rankedPairs(steps, randomNumbers(programSeed(options.seed, program.id)));
  if (ranked.length === 0) return fail('no-steps');
  const pairs = encodePairs(steps, ranked, prefix.value.length, options);
  return pairs.length === 0 ? fail('too-long') : ok({ prefix: prefix.value, pairs });
}
