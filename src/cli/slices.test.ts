import { describe, expect, it } from 'vitest';
import { parseOptions } from './arguments.ts';
import { linkReport, type LinkLengths } from './bench-link.ts';
import { inProcesses, partOf, readSlice, SLICE_OPTIONS } from './slices.ts';

const parsed = (...argv: string[]) => parseOptions(argv, SLICE_OPTIONS);

describe('slices', () => {
  it('share the work without a rest and without an overlap', () => {
    const items = Array.from({ length: 17 }, (_, index) => index);
    const parts = [0, 1, 2].map((index) => partOf(items, { index, of: 3 }));
    expect(parts.map((part) => part.length)).toEqual([6, 6, 5]);
    expect(parts.flat().sort((a, b) => a - b)).toEqual(items);
  });

  it('are read as i/n, below n', () => {
    expect(readSlice(parsed())).toBeNull();
    expect(readSlice(parsed('--slice', '2/3'))).toEqual({ index: 2, of: 3 });
    for (const bad of ['3/3', '1', '-1/2', '0/0', 'a/b']) expect(() => readSlice(parsed(`--slice=${bad}`))).toThrow(/--slice takes i\/n/);
  });

  it('are done here where one process is enough', async () => {
    expect(await inProcesses(['none'], parsed(), () => Promise.resolve(7))).toEqual([7]);
    await expect(inProcesses(['none'], parsed('--processes', '0'), () => Promise.resolve(7))).rejects.toThrow(/--processes/);
  });

  it('of `bench link` are put together before anything is counted', () => {
    const lengths = (link: number): LinkLengths => ({ code: 10, call: 1, trace: 5, predictions: 2, link, inFullDetail: link < 1000 });
    const report = linkReport([
      { model: 'm', digest: 'd', lengths: [lengths(100), lengths(2001)] },
      { model: 'm', digest: 'd', lengths: [lengths(2000), lengths(300)] },
    ]);
    expect(report).toMatchObject({ programs: 4, within_2000: 0.75, 'in_full_detail (alternatives)': 0.5, characters: { link: { median: 2000, most: 2001 } } });
  });
});
