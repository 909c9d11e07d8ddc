/** Where what the model wrote leaves what it should have written, and how near it came to being right. */
import { Bytecode, type BytecodeSource } from '../scratchpad/bytecode.ts';
import { directTarget, outcomeOfState } from '../scratchpad/direct.ts';
import { dynamicTarget } from '../scratchpad/dynamic.ts';
import { historyStep } from '../scratchpad/history.ts';
import { describeToken } from '../scratchpad/tokenizer.ts';
import type { TrueState } from '../scratchpad/step.ts';
import type { GrammarVersion } from '../scratchpad/vocabulary.ts';
import type { PredictedToken, PredictionTask, StepPrediction } from '../model/protocol.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { isHistory } from './prediction-task.ts';

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

/**
 * The tokens that a task should write from `before`, the state that was put before the model or that its history has
 * come to, to `truth`; null where they can't be written.
 */
export function targetTokens(task: PredictionTask, before: PrintedState, truth: TrueState, bytecode: BytecodeSource | undefined, version: GrammarVersion): readonly number[] | null {
  if (task.strategy === 'direct') {
    const outcome = outcomeOfState(truth);
    return outcome === null ? null : directTarget(outcome);
  }
  const listed = bytecode === undefined ? null : new Bytecode(bytecode);
  const target = isHistory(task.strategy) ? historyStep(task.strategy, before, truth, listed, version) : dynamicTarget(before, truth, listed, version >= 3 && task.jump === 1 ? truth.working : [], version);
  return target.ok ? target.value : null;
}

const misses = new WeakMap<StepPrediction, TokenMiss | null>();

/** As `tokenMiss`, computed once a prediction. */
export function missOf(prediction: StepPrediction, target: () => readonly number[] | null): TokenMiss | null {
  const known = misses.get(prediction);
  if (known !== undefined) return known;
  const right = prediction.tokens.length === 0 ? null : target();
  const miss = right === null ? null : tokenMiss(prediction.tokens, right);
  misses.set(prediction, miss);
  return miss;
}
