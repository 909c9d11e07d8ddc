import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffReprs, type TextRange } from './repr-diff.ts';

/** `[left, right]` with what differs in braces; an empty pair stands where the other side has more. */
function marked(left: string, right: string): [string, string] {
  const draw = (text: string, ranges: readonly TextRange[]): string => {
    let out = '';
    let done = 0;
    for (const { start, end } of ranges) {
      out += `${text.slice(done, start)}{${text.slice(start, end)}}`;
      done = end;
    }
    return out + text.slice(done);
  };
  const diff = diffReprs(left, right);
  return [draw(left, diff.left), draw(right, diff.right)];
}

describe('diff of reprs', () => {
  it('marks the items that differ, not all that lies between them', () => {
    expect(marked('[1, 2, 3, 4]', '[1, 20, 3, 5]')).toEqual(['[1, {2}, 3, {4}]', '[1, {20}, 3, {5}]']);
  });

  it('shows where the other side has more', () => {
    expect(marked('[1, 2]', '[1]')).toEqual(['[1{, 2}]', '[1{}]']);
  });

  it('takes a short number as one, and of a long one what differs', () => {
    expect(marked('18', '81')).toEqual(['{18}', '{81}']);
    expect(marked('12345678', '12354678')).toEqual(['123{45}678', '123{54}678']);
    expect(marked('-5', '5')).toEqual(['{-5}', '{5}']);
  });

  it('goes by character inside of strings', () => {
    expect(marked("'kl bx'", "'kl by'")).toEqual(["'kl b{x}'", "'kl b{y}'"]);
    expect(marked("{'a b': 1}", "{'ab': 1}")).toEqual(["{'a{ }b': 1}", "{'a{}b': 1}"]);
  });

  it('tells a number from a string of its digits', () => {
    expect(marked('12', "'12'")).toEqual(['{12}', "{'12'}"]);
  });

  it('leaves the same on both sides when the marks are taken away', () => {
    const text = fc.stringMatching(/^[[\](){}'", :a-c0-9.-]{0,30}$/);
    const rest = (whole: string, ranges: readonly TextRange[]): string => ranges.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), whole);
    fc.assert(
      fc.property(text, text, (left, right) => {
        const diff = diffReprs(left, right);
        expect(diff.left.length).toBe(diff.right.length);
        expect(rest(left, diff.left)).toBe(rest(right, diff.right));
        expect(diff.left.length === 0).toBe(left === right);
      }),
    );
  });
});
