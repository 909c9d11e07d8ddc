import fc from 'fast-check';
import { expect, it } from 'vitest';
import { highlightPython } from './highlight.ts';
import { litPieces } from './lit-pieces.ts';

const lines = highlightPython("total = f('ab', 1)\nx = g(\n    2)");
const marked = (line: number, range: readonly [number, number, number, number], which: 'running' | 'lit' = 'running'): string =>
  litPieces(lines[line - 1] ?? [], line, { range: which === 'running' ? range : null, lit: which === 'lit' ? range : null })
    .filter((piece) => piece[which])
    .map(({ text }) => text)
    .join('');

it('cuts pieces where a range begins and ends, on each of its lines', () => {
  expect(marked(1, [1, 8, 1, 18])).toBe("f('ab', 1)");
  expect(marked(1, [1, 11, 1, 13], 'lit')).toBe('ab');
  expect(marked(2, [2, 4, 3, 6])).toBe('g(');
  expect(marked(3, [2, 4, 3, 6])).toBe('    2)');
  expect(marked(1, [2, 0, 2, 5])).toBe('');
  expect(marked(1, [1, 4, 1, 4])).toBe('');
});

it('loses no character, wherever the ranges are', () => {
  const column = fc.nat({ max: 20 });
  fc.assert(
    fc.property(column, column, column, column, (from, to, litFrom, litTo) => {
      const pieces = litPieces(lines[0] ?? [], 1, { range: [1, from, 1, to], lit: [1, litFrom, 1, litTo] });
      return pieces.map(({ text }) => text).join('') === "total = f('ab', 1)";
    }),
  );
});
