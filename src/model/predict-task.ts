/** What the predictions of all strategies share: the prefix of a request, rows to decode, tokens as they are handed over. */
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { assert } from '../base/assert.ts';
import { Bytecode } from '../scratchpad/bytecode.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import type { NotPredictable } from '../scratchpad/step.ts';
import { describeToken } from '../scratchpad/tokenizer.ts';
import type { GrammarVersion } from '../scratchpad/vocabulary.ts';
import type { Choice } from './choices.ts';
import type { WrittenToken } from './decode.ts';
import type { TextCache } from './text-cache.ts';
import { DEFAULT_TASK } from './protocol.ts';
import type { FreeRunningRequest, PredictedToken, PredictionTask, Sampling, StepPrediction, TeacherForcedRequest, TokenChoice } from './protocol.ts';
import type { Sampler } from './sampling.ts';
import { samplerFor } from './sampling.ts';
import type { Session } from './session.ts';

export interface Predictor {
  readonly session: Session;
  readonly prefixes: TextCache;
  /** Tokens of prompt and answer together. */
  readonly contextLength: number;
  /** The grammar that the model was trained with; the present one where it is not said. */
  readonly grammarVersion?: GrammarVersion | undefined;
}

export interface PredictOptions {
  readonly onStep: (prediction: StepPrediction) => void;
  /** Asked before each pass of the network; true ends the run where it is. */
  readonly shouldStop: () => Promise<boolean>;
}

/** A request that can be put before the model. */
export interface Ground {
  readonly task: PredictionTask;
  /** Null by line. */
  readonly bytecode: Bytecode | null;
  readonly prefix: readonly number[];
  readonly stopWhenMalformed: boolean;
}

/** An answer may be this many tokens, or twice as long as the truth if that is more: enough for any plausible error. */
const ANSWER_LIMIT = 256;

export function groundOf(request: TeacherForcedRequest | FreeRunningRequest): Result<Ground, NotPredictable> {
  const task = request.task ?? DEFAULT_TASK;
  assert(task.granularity === 'line' || request.bytecode !== undefined, 'a request by instruction brings the bytecode');
  const bytecode = task.granularity === 'line' || request.bytecode === undefined ? null : new Bytecode(request.bytecode);
  const prefix = promptPrefix(request.source, bytecode);
  return prefix.ok ? ok({ task, bytecode, prefix: prefix.value, stopWhenMalformed: request.stopWhenMalformed ?? false }) : prefix;
}

/** Tokens that an answer may have after a prompt of so many (the prefix included), its draft being so many; or there is no room. */
export function answerLimit(predictor: Predictor, prompt: number, draft: number): Result<number, NotPredictable> {
  const tokens = prompt + 1;
  if (tokens > predictor.contextLength) return fail({ reason: 'context-too-small', tokens, limit: predictor.contextLength });
  return ok(Math.min(Math.max(ANSWER_LIMIT, 2 * draft), predictor.contextLength - prompt));
}

export function samplerOf(sampling: Sampling | undefined, step: number): Sampler | undefined {
  return sampling && samplerFor(sampling, step);
}

export function describedTokens(tokens: readonly WrittenToken[]): PredictedToken[] {
  const described = ({ id, logProbability }: Choice): TokenChoice => ({ id, text: describeToken(id), logProbability });
  return tokens.map((token) => ({ ...described(token), alternatives: token.alternatives.map(described) }));
}

export function tokenIds(tokens: readonly { readonly id: number }[]): number[] {
  return tokens.map((token) => token.id);
}

export function notPredictable(from: number, why: NotPredictable, to?: number): StepPrediction {
  return { from, to, outcome: { kind: 'not-predictable', why }, tokens: [], verifiedTokens: 0 };
}
