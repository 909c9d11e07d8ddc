import { describe, expect, it } from 'vitest';
import { BYTE_BASE, COMMA_SPACE, Id } from '../scratchpad/vocabulary.ts';
import { Columns } from './columns.ts';
import { placedTokens, takenApart } from './placed-token.ts';

/** `0 1 2`, from there `3 4` and `5 6`. */
const columns = Columns.none.with(Int32Array.of(10, 11, 12), Int32Array.of(-1, 0, 1)).with(Int32Array.of(13, 14, 15, 16), Int32Array.of(2, 3, 2, 5));

describe('Columns', () => {
  it('know their places in their texts', () => {
    expect([...columns.depths]).toEqual([0, 1, 2, 3, 4, 3, 4]);
  });

  it('show each token its own text alone', () => {
    const rows = [...columns.visible(3)].map(String).join('').match(/.{7}/g);
    expect(rows).toEqual(['1111000', '1111100', '1110010', '1110011']);
    expect([...columns.text(6)]).toEqual([1, 1, 1, 0, 0, 1, 1]);
    expect([...columns.visible(0)].slice(0, 14)).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
  });

  it('give the tokens before each one, nearest first, 0 before the text', () => {
    expect([...columns.previous(3, 3)]).toEqual([12, 11, 10, 13, 12, 11, 12, 11, 10, 15, 12, 11]);
    expect([...columns.previous(0, 2)].slice(0, 6)).toEqual([0, 0, 10, 0, 11, 10]);
  });

  it('tell how far each token is behind the beginning of its value, in tokens and in items', () => {
    const list = Columns.none.with(Int32Array.of(Id.IS, BYTE_BASE, BYTE_BASE, COMMA_SPACE, BYTE_BASE, Id.LINE), Int32Array.of(-1, 0, 1, 2, 3, 4));
    // Another text that goes on from the separator.
    const both = list.with(Int32Array.of(COMMA_SPACE, BYTE_BASE), Int32Array.of(3, 6));
    expect([...both.offsets(0, 128, 2)]).toEqual([0, 0, 1, 0, 2, 0, 3, 1, 4, 1, 0, 0, 4, 2, 5, 2]);
    expect([...both.offsets(4, 3, 2)]).toEqual([2, 1, 0, 0, 2, 2, 2, 2]);
    expect([...both.select(Int32Array.of(0, 1, 2, 3, 6, 7)).offsets(3, 128, 2)]).toEqual([3, 1, 4, 2, 5, 2]);
    expect([...Columns.none.with(Int32Array.of(COMMA_SPACE, BYTE_BASE), Int32Array.of(-1, 0)).offsets(0, 128, 2)]).toEqual([0, 1, 1, 1]);
  });

  it('tell how far each token of what was given is before the end of its value, and how many like it there were', () => {
    const a = BYTE_BASE + 97;
    const b = BYTE_BASE + 98;
    // `<is> a, a b <line> a`, of which the last one was written.
    const { tokens, ahead } = takenApart(Int32Array.from([...placedTokens([Id.IS, a, COMMA_SPACE, a, b, Id.LINE], false), a]));
    const columns = Columns.none.with(tokens, Int32Array.of(-1, 0, 1, 2, 3, 4, 5), ahead);
    const rows = [...columns.offsets(0, 128, 5)].map(String).join(' ').match(/(\d+ ){4}\d+/g);
    expect(rows).toEqual(['0 0 5 2 0', '1 0 4 2 1', '2 1 3 1 1', '3 1 2 1 2', '4 1 1 1 1', '0 0 0 0 0', '1 0 0 0 1']);
    expect([...columns.select(Int32Array.of(0, 1, 2, 3)).offsets(3, 128, 5)]).toEqual([3, 1, 2, 1, 2]);
    expect([...takenApart(Int32Array.from(placedTokens([Id.IS, a], true))).ahead]).toEqual([2, 1, 1, 1]);
    // No further than there are numbers for.
    expect([...takenApart(Int32Array.from(placedTokens(Array<number>(200).fill(COMMA_SPACE), true))).ahead].slice(0, 2)).toEqual([127, 127]);
  });

  it('tell what number the digits up to each token spell', () => {
    const told = (text: string): number[] => {
      const tokens = Int32Array.from(text, (c) => (c === '|' ? Id.IS : BYTE_BASE + c.charCodeAt(0)));
      return [...Columns.none.with(tokens, tokens.map((_, i) => i - 1)).offsets(0, 128, 6)].filter((_, i) => i % 6 === 5);
    };
    expect(told('0 12-3')).toEqual([1, 0, 2, 13, 0, 4]);
    expect(told('126 127 1000')).toEqual([2, 13, 127, 0, 2, 13, 127, 0, 2, 11, 101, 127]);
    expect(told('000071')).toEqual([1, 1, 1, 1, 8, 72]);
    expect(told(`1|2${'9'.repeat(40)}`).slice(0, 5)).toEqual([2, 0, 3, 30, 127]);
    const branches = Columns.none.with(Int32Array.of(BYTE_BASE + 49, BYTE_BASE + 50, BYTE_BASE + 51), Int32Array.of(-1, 0, 0));
    expect([...branches.offsets(1, 128, 6)].filter((_, i) => i % 6 === 5)).toEqual([13, 14]);
  });

  it('are cut to some texts', () => {
    const some = columns.select(Int32Array.of(0, 1, 2, 5, 6));
    expect([...some.depths]).toEqual([0, 1, 2, 3, 4]);
    expect([...some.previous(4, 4)]).toEqual([15, 12, 11, 10]);
    expect([...some.visible(4)]).toEqual([1, 1, 1, 1, 1]);
    expect(() => columns.select(Int32Array.of(0, 1, 6))).toThrow('with its text');
  });
});
