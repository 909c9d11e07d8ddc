import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingPart } from './differing-part.ts';

describe('differing part', () => {
  it('marks what was put in the middle', () => {
    expect(differingPart('[1, 2, 3]', '[1, 3]')).toEqual({ start: 4, end: 7 });
    expect(differingPart("'abc'", "'abd'")).toEqual({ start: 3, end: 4 });
  });

  it('is empty where nothing was added, and never turns round', () => {
    expect(differingPart('[1, 3]', '[1, 2, 3]')).toEqual({ start: 4, end: 4 });
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        const { start, end } = differingPart(left, right);
        return start >= 0 && start <= end && end <= left.length;
      }),
    );
  });
});
