/** From logits to choices: the best token, its probability and what else the model thought of. */
import { assert } from '../base/assert.ts';

/** Alternatives kept a token; the first is the best token itself. */
export const ALTERNATIVES = 5;

/** A token the model might write at a place. */
export interface Choice {
  readonly id: number;
  /** Natural logarithm of its softmax probability. */
  readonly logProbability: number;
}

/**
 * The best `ALTERNATIVES` tokens at a place, best first; the smaller id where logits tie.
 * @param logits of many places; those of this one are `vocabSize` numbers from `offset`.
 */
export function bestChoices(logits: Float32Array, offset: number, vocabSize: number): Choice[] {
  const ids: number[] = [];
  const values: number[] = [];
  for (let id = 0; id < vocabSize; id++) {
    const value = logits[offset + id]!;
    if (ids.length === ALTERNATIVES && value <= values[ALTERNATIVES - 1]!) continue;
    let place = ids.length;
    while (place > 0 && value > values[place - 1]!) place--;
    ids.splice(place, 0, id);
    values.splice(place, 0, value);
    if (ids.length > ALTERNATIVES) {
      ids.pop();
      values.pop();
    }
  }
  const best = values[0];
  assert(best !== undefined && Number.isFinite(best), 'the network gives finite logits');
  // Summed in double precision, the best one taken out first, so that nothing overflows.
  let sum = 0;
  for (let id = 0; id < vocabSize; id++) sum += Math.exp(logits[offset + id]! - best);
  const logSum = best + Math.log(sum);
  return ids.map((id, index) => ({ id, logProbability: values[index]! - logSum }));
}
