/** Where what the model wrote leaves what it should have written, and how near it came to being right. */
import { dynamicTarget } from '../scratchpad/dynamic.ts';
import { describeToken } from '../scratchpad/tokenizer.ts';
import type { PredictedToken, StepPrediction } from '../model/protocol.ts';
import type { PrintedState } from '../trace/printed-state.ts';

export interface TokenMiss {
  /** Place of the first wrong token. */
  readonly index: number;
  /** What stands there; null where the text ends before. */
  readonly wrote: PredictedToken | null;
  /** What should stand there; null where the text should have ended before. */
  readonly right: { readonly id: number; readonly text: string } | null;
  /** Place of the right token among the model's choices, from 1; null where it is not among those that are known. */
  readonly rank: number | null;
  /** Natural logarithm of the right token's probability, where it is known. */
  readonly rightLogProbability: number | null;
  /** All the other tokens are right: with this one changed, the text would be the truth. */
  readonly only: boolean;
  /** The texts of the tokens that should follow from `index` on. */
  readonly rest: readonly string[];
}

/** Null where the tokens are the target. */
export function tokenMiss(tokens: readonly PredictedToken[], target: readonly number[]): TokenMiss | null {
  const length = Math.max(tokens.length, target.length);
  let index = 0;
  while (index < length && tokens[index]?.id === target[index]) index += 1;
  if (index === length) return null;
  const wrote = tokens[index] ?? null;
  const rightId = target[index];
  const place = wrote === null || rightId === undefined ? -1 : wrote.alternatives.findIndex(({ id }) => id === rightId);
  return {
    index,
    wrote,
    right: rightId === undefined ? null : { id: rightId, text: describeToken(rightId) },
    rank: place < 0 ? null : place + 1,
    rightLogProbability: wrote?.alternatives[place]?.logProbability ?? null,
    only: tokens.length === target.length && tokens.slice(index + 1).every(({ id }, after) => id === target[index + 1 + after]),
    rest: target.slice(index).map(describeToken),
  };
}

/** The tokens that lead from `before`, the state that was put before the model, to the true state after it; null where they can't be written. */
export function targetTokens(before: PrintedState, truth: PrintedState): readonly number[] | null {
  const target = dynamicTarget(before, truth);
  return target.ok ? target.value : null;
}

const misses = new WeakMap<StepPrediction, TokenMiss | null>();

/** As `tokenMiss`, computed once a prediction. */
export function missOf(prediction: StepPrediction, before: PrintedState, truth: PrintedState): TokenMiss | null {
  const known = misses.get(prediction);
  if (known !== undefined) return known;
  const target = prediction.tokens.length === 0 ? null : targetTokens(before, truth);
  const miss = target === null ? null : tokenMiss(prediction.tokens, target);
  misses.set(prediction, miss);
  return miss;
}
