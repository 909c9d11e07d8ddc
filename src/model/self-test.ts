/**
 * Known answers: the manifest says what the network gives for a few prompts, and every load checks it. Some GPU drivers
 * compute silently wrong attention from 32 tokens on, which no error would tell.
 */
import { at } from '../base/assert.ts';
import type { Manifest, SelfTestVector } from './manifest.ts';
import { placedTokens } from './placed-token.ts';
import type { Session } from './session.ts';

export interface SelfTest {
  /** Largest allowed difference of a logit, in single precision. */
  readonly tolerance: number;
  /** The largest difference of a logit, infinite where logits are not numbers, and what has it, in words. */
  run(session: Session): Promise<{ readonly difference: number; readonly which: string }>;
}

/** That of a manifest. */
export function knownAnswers({ tolerance, vectors }: Manifest['self_test']): SelfTest {
  return {
    tolerance,
    async run(session) {
      const { difference, vector } = await selfTest(session, vectors);
      return { difference, which: `known answer ${vector + 1} of ${vectors.length}` };
    },
  };
}

/**
 * That of a model which comes without known answers: a text read whole, in two parts and token by token at its end has to
 * give the same. Wrong kernels for long texts, and a cache that is not taken up again as it was left, show in it.
 */
export function sameInParts(tokens: readonly number[], tolerance: number): SelfTest {
  return {
    tolerance,
    async run(session) {
      const { length } = tokens;
      const whole = await lastLogits(session, tokens, [0, length]);
      let worst = { difference: whole.every(Number.isFinite) ? 0 : Infinity, which: 'a text read whole' };
      for (const cuts of [[0, length >> 1, length], [0, length - 3, length - 2, length - 1, length]]) {
        const parts = await lastLogits(session, tokens, cuts);
        for (const [id, logit] of whole.entries()) {
          const off = Math.abs(at(parts, id) - logit);
          const difference = Number.isNaN(off) ? Infinity : off;
          if (difference > worst.difference) worst = { difference, which: `a text read in ${cuts.length - 1} parts` };
        }
      }
      return worst;
    },
  };
}

/**
 * Runs every vector as one pass; the first one also in two halves, the second on the cache of the first, since
 * predictions are made of both.
 * @returns the largest difference of a logit, infinite where logits are not numbers, and which vector has it.
 */
export async function selfTest(session: Session, vectors: readonly SelfTestVector[]): Promise<{ readonly difference: number; readonly vector: number }> {
  let worst = { difference: 0, vector: 0 };
  const compare = async (vector: SelfTestVector, index: number, cuts: readonly number[]): Promise<void> => {
    const last = await lastLogits(session, vector.input_ids, cuts);
    for (const { id, logit } of vector.top) {
      const off = Math.abs((last[id] ?? NaN) - logit);
      const difference = Number.isNaN(off) ? Infinity : off;
      if (difference > worst.difference) worst = { difference, vector: index };
    }
  };
  for (const [index, vector] of vectors.entries()) await compare(vector, index, [0, vector.input_ids.length]);
  const [first] = vectors;
  if (first) await compare(first, 0, [0, first.input_ids.length >> 1, first.input_ids.length]);
  return worst;
}

/** Logits after the last token, the tokens fed in the parts between `cuts`. */
async function lastLogits(session: Session, tokens: readonly number[], cuts: readonly number[]): Promise<Float32Array> {
  const placed = session.looksAhead ? placedTokens(tokens, false) : tokens;
  let cache = null;
  let logits = new Float32Array(0);
  for (let part = 1; part < cuts.length; part++) {
    const from = cuts[part - 1] ?? 0;
    const to = cuts[part] ?? tokens.length;
    const input = placed.slice(from, to);
    const output = await session.forward({
      cache,
      tokens: Int32Array.from(input),
      parents: Int32Array.from(input, (_, i) => from + i - 1),
      wanted: Int32Array.of(input.length - 1),
    });
    cache?.dispose();
    cache = output.cache;
    logits = output.logits.slice();
  }
  cache?.dispose();
  return logits;
}
