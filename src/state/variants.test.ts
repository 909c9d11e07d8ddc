import { describe, expect, it } from 'vitest';
import type { PrintedState } from '../trace/printed-state.ts';
import { PredictionTable } from './prediction-table.ts';
import { predictionOf } from './testing/small-trace.ts';
import { agreementOf, compareRows, nextDisagreement } from './variants.ts';

function state(line: number, locals: Readonly<Record<string, string>>): PrintedState {
  const bindings = Object.entries(locals).map(([name, value]) => ({ name, value }));
  return { event: 'line', frames: [{ function: 'f', line, locals: bindings, iterators: [], stack: null, offset: null }], globals: [], value: null };
}

/** A table whose steps are right (`+`), wrong (`-`) or not predicted (`.`). */
function table(verdicts: string): PredictionTable {
  const made = new PredictionTable(verdicts.length + 1);
  Array.from(verdicts).forEach((verdict, from) => {
    if (verdict !== '.') made.add(predictionOf(from, state(verdict === '+' ? 2 : 3, {})), state(2, {}));
  });
  return made;
}

describe('two predictions beside the truth', () => {
  it('stand in one row a place, whichever of them has it', () => {
    const rows = compareRows(state(2, { a: '1', b: '2' }), state(2, { a: '1', c: '3' }), state(4, { a: "'1'", b: '2', d: '4' }));
    expect(rows.map(({ name, real, left, right }) => [name, real, left.text, left.verdict, right.text, right.verdict])).toEqual([
      ['f', 'line 2', 'line 2', 'same', 'line 4', 'wrong-value'],
      ['a', '1', '1', 'same', "'1'", 'wrong-type'],
      ['b', '2', null, 'missing', '2', 'same'],
      ['c', null, '3', 'extra', null, null],
      ['d', null, null, null, '4', 'extra'],
    ]);
  });

  it('have no verdict where nothing was predicted', () => {
    const [place] = compareRows(state(2, {}), null, state(2, {}));
    expect(place).toMatchObject({ real: 'line 2', left: { text: null, verdict: null }, right: { text: 'line 2', verdict: 'same' } });
  });

  it('are counted where both are known, and gone through where they differ', () => {
    const [left, right] = [table('++--.+'), table('+-+-+-')];
    expect(agreementOf(left, right)).toEqual({ both: 1, leftOnly: 2, rightOnly: 1, neither: 1 });
    expect(nextDisagreement(left, right, 0, 1)).toBe(2);
    expect(nextDisagreement(left, right, 3, 1)).toBe(6);
    expect(nextDisagreement(left, right, 6, -1)).toBe(3);
    expect(nextDisagreement(left, right, 2, -1)).toBe(-1);
  });
});
