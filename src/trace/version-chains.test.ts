import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_VERSION, VersionChains } from './version-chains.ts';

describe('VersionChains', () => {
  it('finds what a search through the whole chain finds', () => {
    const history = fc.array(fc.record({ chain: fc.nat(2), wait: fc.nat(3) }), { maxLength: 300 });
    fc.assert(
      fc.property(history, (changes) => {
        const chains = new VersionChains();
        const heads = [NO_VERSION, NO_VERSION, NO_VERSION];
        const kept: { chain: number; record: number; version: number }[] = [];
        let record = 0;
        changes.forEach(({ chain, wait }, position) => {
          record += wait;
          const version = chains.add(heads[chain] ?? NO_VERSION, record, position);
          heads[chain] = version;
          kept.push({ chain, record, version });
          expect(chains.recordOf(version)).toBe(record);
          expect(chains.positionOf(version)).toBe(position);
        });
        for (let asked = -1; asked <= record + 1; asked += 1) {
          heads.forEach((head, chain) => {
            const expected = kept.findLast((entry) => entry.chain === chain && entry.record <= asked)?.version ?? NO_VERSION;
            expect(chains.find(head, asked)).toBe(expected);
          });
        }
      }),
      { numRuns: 50 },
    );
  });

  it('finds any version of a long chain', () => {
    const chains = new VersionChains();
    let head = NO_VERSION;
    for (let record = 0; record < 1_000_000; record += 1) head = chains.add(head, record, 0);
    for (let asked = 0; asked < 1_000_000; asked += 1000) expect(chains.find(head, asked)).toBe(asked);
  });
});
