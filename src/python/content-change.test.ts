import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentRuns } from './content-change.ts';

/** Values as the words of a content; each value is its own tag. */
function words(values: readonly number[]): Int32Array {
  return Int32Array.from(values.flatMap((value) => [1, value]));
}

/** What a reader makes of the runs. */
function applied(before: readonly number[], runs: readonly number[]): number[] {
  const values = [...before];
  for (let at = 0; at < runs.length; ) {
    const [start = 0, removed = 0, inserted = 0] = runs.slice(at, at + 3);
    const added = Array.from({ length: inserted }, (_, index) => runs[at + 4 + 2 * index] ?? Number.NaN);
    values.splice(start, removed, ...added);
    at += 3 + 2 * inserted;
  }
  return values;
}

/** The runs with the content somewhere inside of a larger array, as the recorder has it. */
function runsOf(before: readonly number[], now: readonly number[]): number[] | null {
  const around = Int32Array.of(9, 9, 9, ...words(now), 9, 9);
  return contentRuns(words([...before, -1]), 2 * before.length, around, 3, 2 * now.length);
}

const TEN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('contentRuns', () => {
  it.each([
    ['nothing', TEN, []],
    ['an item set', [0, 1, 2, 3, 44, 5, 6, 7, 8, 9], [4, 1, 1, 1, 44]],
    ['an item appended', [...TEN, 10], [10, 0, 1, 1, 10]],
    ['the last item popped', TEN.slice(0, -1), [9, 1, 0]],
    ['the first item popped', TEN.slice(1), [0, 1, 0]],
    ['an item inserted', [0, 1, 77, ...TEN.slice(2)], [2, 0, 1, 1, 77]],
    ['a slice cut out', [0, 1, ...TEN.slice(4)], [2, 2, 0]],
    ['two items swapped', [0, 8, 2, 3, 4, 5, 6, 7, 1, 9], [1, 1, 1, 1, 8, 8, 1, 1, 1, 1]],
    ['a queue that moved on', [...TEN.slice(1), 10], [0, 1, 0, 9, 0, 1, 1, 10]],
    ['a queue that moved back', [-1, ...TEN.slice(0, -1)], [0, 0, 1, 1, -1, 10, 1, 0]],
  ])('tells %s', (_, now, runs) => {
    expect(runsOf(TEN, now)).toEqual(runs);
    expect(applied(TEN, runs)).toEqual(now);
  });

  it('leaves what is short, and what is all new, to be written whole', () => {
    expect(runsOf([1, 2, 3], [1, 2, 4])).toBeNull();
    expect(runsOf(TEN, TEN.map((value) => value + 100))).toBeNull();
    expect(runsOf(TEN, [...TEN].reverse())).toBeNull();
  });

  it('turns any content into any other, in fewer words', () => {
    const content = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 8, maxLength: 60 });
    const edit = fc.record({ at: fc.nat(60), removed: fc.nat(3), inserted: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }) });
    let told = 0;
    fc.assert(
      fc.property(content, fc.array(edit, { maxLength: 3 }), (before, edits) => {
        const now = [...before];
        for (const { at, removed, inserted } of edits) now.splice(at % (now.length + 1), removed, ...inserted);
        const runs = runsOf(before, now);
        if (runs === null) return;
        told += 1;
        expect(applied(before, runs)).toEqual(now);
        expect(runs.length).toBeLessThanOrEqual(now.length);
      }),
      { numRuns: 500, seed: 1 },
    );
    expect(told).toBeGreaterThan(250);
  });
});
