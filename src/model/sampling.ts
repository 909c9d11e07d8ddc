/**
 * Sampling that repeats: the random number of a token depends on the seed, the step and the token's place in its answer,
 * and on nothing else. So the same seed gives the same prediction whatever shares the batch, whatever was predicted
 * before, and whether the token was verified in a draft or decoded by itself.
 */
import { assert } from '../base/assert.ts';
import type { Choice } from './choices.ts';
import type { Sampling } from './protocol.ts';

/** How the tokens of one answer are drawn. */
export interface Sampler {
  readonly temperature: number;
  /** In [0, 1), the same for the same place. @param place of the token in the answer, from 0. */
  readonly uniformAt: (place: number) => number;
}

/** @param step place of the state that the prediction is made from. */
export function samplerFor(sampling: Sampling, step: number): Sampler {
  const { temperature, seed } = sampling;
  assert(temperature > 0 && Number.isFinite(temperature), 'a temperature is a positive number; greedy decoding has none');
  const ofStep = mix(mix(seed >>> 0) ^ (step >>> 0));
  return { temperature, uniformAt: (place) => mix(ofStep ^ mix(place + 1)) / 2 ** 32 };
}

/**
 * Draws a token from softmax(logits / temperature), by the inverse of its distribution over the ids in their order.
 * @returns the token with its log-probability under the model itself (temperature 1), as all log-probabilities are.
 */
export function sampleChoice(logits: Float32Array, offset: number, vocabSize: number, temperature: number, uniform: number): Choice {
  let best = -Infinity;
  for (let id = 0; id < vocabSize; id++) best = Math.max(best, logits[offset + id]!);
  assert(Number.isFinite(best), 'the network gives finite logits');
  let sum = 0;
  let warmed = 0;
  for (let id = 0; id < vocabSize; id++) {
    const below = logits[offset + id]! - best;
    sum += Math.exp(below);
    warmed += Math.exp(below / temperature);
  }
  let left = uniform * warmed;
  let chosen = 0;
  for (let id = 0; id < vocabSize; id++) {
    const weight = Math.exp((logits[offset + id]! - best) / temperature);
    // The last token of any weight is kept for the case that rounding leaves a remainder.
    if (weight > 0) chosen = id;
    left -= weight;
    if (left < 0) break;
  }
  return { id: chosen, logProbability: logits[offset + chosen]! - best - Math.log(sum) };
}

/** The finalizer of MurmurHash3: every bit of the input changes half of the output's. */
function mix(value: number): number {
  let bits = (value + 0x9e3779b9) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
