/** One program → documents of token shards: run it, pick pairs of steps, print and encode the states of those. */
import { fail, ok, type Result } from '../base/result.ts';
import { DEFAULT_LIMITS, type PythonRunner } from '../python/protocol.ts';
import { dynamicPrefix, dynamicSuffix, dynamicTarget } from '../scratchpad/dynamic.ts';
import { directPrompt, directTarget } from '../scratchpad/direct.ts';
import type { NotPredictable } from '../scratchpad/step.ts';
import { Id } from '../scratchpad/vocabulary.ts';
import { lineSteps, type StepIndex, type StepList } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Trace } from '../trace/trace.ts';
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

/** What documents a program gives: its steps, and (a call that returns) its value straight from the source. */
export type CorpusStrategy = 'dynamic' | 'direct';

export interface DocumentOptions {
  readonly strategies: readonly CorpusStrategy[];
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
  /** Direct strategy alone: nothing is called, or it does not return. */
  | 'no-value'
  /** No pair fits the context. */
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

/** The document of the direct strategy: the expression and its value are its one pair. Null: there is none, or no room. */
function directDocument(program: Program, trace: Trace, contextLength: number): TokenDocument | null {
  if (program.call === null || trace.end?.reason !== 'finished' || trace.end.value === null) return null;
  const prompt = directPrompt(program.code, program.call);
  const target = directTarget(trace.end.value);
  if (!prompt.ok || prompt.value.length + target.length > contextLength) return null;
  const expression = prompt.value.lastIndexOf(Id.EXPRESSION);
  return { prefix: prompt.value.slice(0, expression), pairs: [{ prompt: prompt.value.slice(expression), target }] };
}

function dynamicDocument(prefix: number[], program: Program, trace: Trace, options: DocumentOptions): Result<TokenDocument, SkipReason> {
  const steps = lineSteps(trace);
  const ranked = rankedPairs(steps, randomNumbers(programSeed(options.seed, program.id)));
  if (ranked.length === 0) return fail('no-steps');
  const pairs = encodePairs(steps, ranked, prefix.length, options);
  return pairs.length === 0 ? fail('too-long') : ok({ prefix, pairs });
}

/**
 * Traces a program and encodes its documents, one a strategy, at least one. What the program does is never an error,
 * at most a reason to skip it.
 */
export async function programDocuments(runner: PythonRunner, program: Program, options: DocumentOptions): Promise<Result<TokenDocument[], SkipReason>> {
  const prefix = dynamicPrefix(program.code);
  if (!prefix.ok) return fail(prefix.error.reason);
  if (prefix.value.length >= options.contextLength) return fail('context-too-small');
  const limits = { ...DEFAULT_LIMITS, maxSteps: options.maxSteps, maxSeconds: MAX_PROGRAM_SECONDS };
  const trace = await recordTrace(runner, runRequest(program.code, { call: program.call, limits }));
  const reason = trace.end?.reason ?? 'stopped';
  if (reason !== 'finished' && reason !== 'exception' && reason !== 'step-limit') return fail(reason);

  const documents: TokenDocument[] = [];
  if (options.strategies.includes('direct')) {
    const direct = directDocument(program, trace, options.contextLength);
    if (direct !== null) documents.push(direct);
  }
  if (options.strategies.includes('dynamic')) {
    const dynamic = dynamicDocument(prefix.value, program, trace, options);
    if (dynamic.ok) documents.push(dynamic.value);
    else if (documents.length === 0) return dynamic;
  }
  return documents.length === 0 ? fail('no-value') : ok(documents);
}
