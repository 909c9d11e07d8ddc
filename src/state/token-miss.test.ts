import { describe, expect, it } from 'vitest';
import { DEFAULT_TASK, type PredictedToken } from '../model/protocol.ts';
import { describeToken } from '../scratchpad/tokenizer.ts';
import { BYTE_BASE, Id } from '../scratchpad/vocabulary.ts';
import { targetTokens, tokenMiss } from './token-miss.ts';
import type { PrintedState } from '../trace/printed-state.ts';

const byte = (char: string): number => BYTE_BASE + char.charCodeAt(0);

/** A token with what else the model thought of, in order. */
function token(id: number, ...others: number[]): PredictedToken {
  const choice = (of: number, rank: number) => ({ id: of, text: describeToken(of), logProbability: -1 - rank });
  return { ...choice(id, 0), alternatives: [id, ...others].map(choice) };
}

function stateWith(x: string): PrintedState {
  return { event: 'line', frames: [{ function: 'f', line: 2, locals: [{ name: 'x', value: x }], iterators: [], stack: null, offset: null }], globals: [], value: null };
}

describe('token miss', () => {
  it('is nothing where the truth was written', () => {
    expect(tokenMiss([token(byte('1')), token(Id.EOS)], [byte('1'), Id.EOS])).toBeNull();
  });

  it('finds the right token among the choices, and says whether it was the only one wrong', () => {
    const target = [Id.VAR, byte('1'), Id.EOS];
    const near = tokenMiss([token(Id.VAR), token(byte('7'), byte('1')), token(Id.EOS)], target);
    expect(near).toMatchObject({ index: 1, rank: 2, rightLogProbability: -2, only: true, right: { text: '1' }, wrote: { text: '7' }, rest: ['1', '<eos>'] });
    const far = tokenMiss([token(Id.VAR), token(byte('7'), byte('8')), token(byte('0')), token(Id.EOS)], target);
    expect(far).toMatchObject({ index: 1, rank: null, rightLogProbability: null, only: false });
  });

  it('tells a text that ends too soon or too late', () => {
    expect(tokenMiss([token(Id.VAR)], [Id.VAR, Id.EOS])).toMatchObject({ index: 1, wrote: null, right: { text: '<eos>' }, only: false });
    expect(tokenMiss([token(Id.VAR), token(Id.EOS)], [Id.VAR])).toMatchObject({ index: 1, right: null, rank: null });
  });

  it('measures against the tokens of the change that truly happened', () => {
    const target = targetTokens(DEFAULT_TASK, stateWith('1'), stateWith('2'), undefined, 2) ?? [];
    expect(target.map(describeToken)).toEqual(['<var>', 'x', '<is>', '2', '<line>', '<L2>', '<eos>']);
  });
});
