import { describe, expect, it } from 'vitest';
import { sampleChoice, samplerFor } from './sampling.ts';

const LOGITS = Float32Array.from([9, 9, 2, 1, 0, 3, -Infinity, 9]);
const [OFFSET, SIZE] = [2, 5];

/** Softmax of the five logits at a temperature. */
function softmax(temperature: number): number[] {
  const weights = [2, 1, 0, 3, -Infinity].map((logit) => Math.exp(logit / temperature));
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / sum);
}

describe('sampleChoice', () => {
  it.each([0.3, 1, 2.5])('draws by softmax(logits / %d)', (temperature) => {
    const draws = 20_000;
    const counts = [0, 0, 0, 0, 0];
    for (let step = 0; step < draws; step++) {
      const { id } = sampleChoice(LOGITS, OFFSET, SIZE, temperature, samplerFor({ temperature, seed: 11 }, step).uniformAt(0));
      counts[id]! += 1;
    }
    softmax(temperature).forEach((share, id) => {
      // Five standard deviations; the draws are the same in every run.
      expect(Math.abs(counts[id]! / draws - share)).toBeLessThanOrEqual(5 * Math.sqrt((share * (1 - share)) / draws));
    });
  });

  it('gives the log-probability of the model itself, whatever the temperature', () => {
    for (const uniform of [0, 0.5, 0.99]) {
      const { id, logProbability } = sampleChoice(LOGITS, OFFSET, SIZE, 2, uniform);
      expect(Math.exp(logProbability)).toBeCloseTo(softmax(1)[id]!, 10);
    }
  });

  it('never takes a token without weight, at either end', () => {
    expect(sampleChoice(LOGITS, OFFSET, SIZE, 1, 0).id).toBe(0);
    expect(sampleChoice(LOGITS, OFFSET, SIZE, 1, 1 - 2 ** -32).id).toBe(3);
    expect(sampleChoice(LOGITS, OFFSET, SIZE, 0.001, 1 - 2 ** -32).id).toBe(3);
  });
});

describe('samplerFor', () => {
  it('has numbers of its own for each seed, step and place, spread evenly', () => {
    const seen = new Set<number>();
    let sum = 0;
    for (let seed = 0; seed < 10; seed++) {
      for (let step = 0; step < 100; step++) {
        const { uniformAt } = samplerFor({ temperature: 1, seed }, step);
        for (let place = 0; place < 10; place++) {
          const uniform = uniformAt(place);
          expect(uniform).toBeGreaterThanOrEqual(0);
          expect(uniform).toBeLessThan(1);
          seen.add(uniform);
          sum += uniform;
        }
      }
    }
    expect(seen.size).toBeGreaterThan(9_980);
    expect(Math.abs(sum / 10_000 - 0.5)).toBeLessThan(0.015);
  });
});
