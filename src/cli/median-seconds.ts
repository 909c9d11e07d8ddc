import { at } from '../base/assert.ts';

/** Median of the seconds that `repeats` runs of `work` take, one after the other. */
export async function medianSeconds(repeats: number, work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const started = performance.now();
    await work();
    times.push((performance.now() - started) / 1000);
  }
  return at(times.sort((a, b) => a - b), times.length >> 1);
}
