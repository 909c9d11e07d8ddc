import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from './base64.ts';

describe('base64', () => {
  it('writes what the platform writes, and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const platform = Buffer.from(bytes);
        expect(encodeBase64(bytes)).toBe(platform.toString('base64'));
        expect(encodeBase64Url(bytes)).toBe(platform.toString('base64url'));
        expect(decodeBase64(platform.toString('base64'))).toEqual(new Uint8Array(bytes));
        expect(decodeBase64Url(platform.toString('base64url'))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it('refuses what it can not have written', () => {
    for (const text of ['A', 'AB=', 'A===', 'AA=A', 'A-BC', 'é000', 'AB==CD==']) expect(decodeBase64(text), text).toBeNull();
    for (const text of ['A', 'AAAAA', 'A+BC', 'AA==', '\u{1F600}A']) expect(decodeBase64Url(text), text).toBeNull();
  });
});
