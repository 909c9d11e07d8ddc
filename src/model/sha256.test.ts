import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256Digest } from '../base/sha256.ts';
import { sha256 } from './sha256.ts';

describe('sha256', () => {
  it('agrees with the reference at every length around a block border, by Web Crypto and without it', async () => {
    for (const length of [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 7 + length) & 255);
      const expected = createHash('sha256').update(bytes).digest('hex');
      expect(await sha256(bytes)).toBe(expected);
      expect(Buffer.from(sha256Digest(bytes)).toString('hex')).toBe(expected);
    }
  });
});
