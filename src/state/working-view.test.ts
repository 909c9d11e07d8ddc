import { describe, expect, it } from 'vitest';
import type { WorkedOut } from '../scratchpad/parse-working.ts';
import { compareWorkings } from './working-view.ts';

function worked(...rows: readonly (readonly [text: string, value: string])[]): WorkedOut[] {
  return rows.map(([text, value], place) => ({ text, spaced: text, read: '', value, start: 4 * place, end: 4 * place + 4 }));
}

const verdicts = (real: readonly WorkedOut[], predicted: readonly WorkedOut[]): string[] => compareWorkings(real, predicted).map(({ verdict }) => verdict);

describe('the working of a model beside the true one', () => {
  it('is right where expression and value are', () => {
    expect(verdicts(worked(['3*4', '12'], ['12+1', '13']), worked(['3*4', '12'], ['12+1', '13']))).toEqual(['same', 'same']);
  });

  it('is wrong where either is another', () => {
    expect(verdicts(worked(['3*4', '12'], ['12+1', '13']), worked(['3*4', '11'], ['11+1', '12']))).toEqual(['wrong-value', 'wrong-value']);
    expect(verdicts(worked(['3*4', '12']), worked(['4*3', '12']))).toEqual(['wrong-value']);
  });

  it('tells what one side lacks', () => {
    expect(verdicts(worked(['3*4', '12'], ['12+1', '13']), worked(['3*4', '12']))).toEqual(['same', 'missing']);
    expect(verdicts([], worked(['3*4', '12']))).toEqual(['extra']);
  });
});
