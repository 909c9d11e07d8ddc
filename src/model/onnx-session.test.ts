import { describe, expect, it } from 'vitest';
import { previousTokens } from './onnx-session.ts';

describe('previousTokens', () => {
  it('gives the tokens before each one, nearest first, 0 before the text', () => {
    const previous = previousTokens(Int32Array.of(5, 6, 7, 8), { rows: 1, length: 4, mask: Uint8Array.of(1, 1, 1, 1) }, 3);
    expect([...previous]).toEqual([0, 0, 0, 5, 0, 0, 6, 5, 0, 7, 6, 5]);
  });

  it('passes over hidden columns and looks back into the cache, row by row', () => {
    // Three cached columns, the second hidden in the first row; two tokens are fed, the second of the last row is padding.
    const columns = Int32Array.of(1, 2, 3, 4, 5, 11, 12, 13, 14, 0);
    const mask = Uint8Array.of(1, 0, 1, 1, 1, 1, 1, 1, 1, 0);
    expect([...previousTokens(columns, { rows: 2, length: 2, mask }, 2)]).toEqual([3, 1, 4, 3, 13, 12, 14, 13]);
  });
});
