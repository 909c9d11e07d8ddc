import { expect, it } from 'vitest';
import { BYTE_BASE, Id, LINE_BASE } from '../../scratchpad/vocabulary.ts';
import { tokenRows } from './token-rows.ts';

it('begins a row at each variable and event, and leaves no token out', () => {
  const x = BYTE_BASE + 'x'.charCodeAt(0);
  expect(tokenRows([Id.VAR, x, Id.IS, x, Id.VAR, x, Id.IS, x, x, Id.LINE, LINE_BASE + 4, Id.EOS])).toEqual([[0, 1, 2, 3], [4, 5, 6, 7, 8], [9, 10], [11]]);
  expect(tokenRows([x, x])).toEqual([[0, 1]]);
  expect(tokenRows([])).toEqual([]);
});
