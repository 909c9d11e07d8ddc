import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlightPython } from './highlight.ts';

function joined(code: string): string {
  return highlightPython(code)
    .map((line) => line.map((piece) => piece.text).join(''))
    .join('\n');
}

describe('highlighting', () => {
  it('loses no character', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (code) => joined(code) === code));
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', "'", '#', '\n', 'a', '1', '\\', ' ') }), (code) => joined(code) === code));
  });

  it('knows definitions, keywords, strings, numbers and comments', () => {
    expect(highlightPython("def f(x):\n    return 'a' + 12  # ok")).toEqual([
      [
        { kind: 'keyword', text: 'def' },
        { kind: 'text', text: ' ' },
        { kind: 'name', text: 'f' },
        { kind: 'text', text: '(' },
        { kind: 'text', text: 'x' },
        { kind: 'text', text: '):' },
      ],
      [
        { kind: 'text', text: '    ' },
        { kind: 'keyword', text: 'return' },
        { kind: 'text', text: ' ' },
        { kind: 'string', text: "'a'" },
        { kind: 'text', text: ' + ' },
        { kind: 'number', text: '12' },
        { kind: 'text', text: '  ' },
        { kind: 'comment', text: '# ok' },
      ],
    ]);
  });

  it('colours a string over several lines on each of them', () => {
    expect(highlightPython('"""a\nb"""').map((line) => line.map((piece) => piece.kind))).toEqual([['string'], ['string']]);
  });
});
