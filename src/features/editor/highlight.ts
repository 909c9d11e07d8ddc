/** Python in coloured pieces, for the plain view that stands before Monaco has loaded and on small screens. */

export type PieceKind = 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'text';

export interface Piece {
  readonly kind: PieceKind;
  readonly text: string;
}

const KEYWORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda match case nonlocal not or pass raise return try while with yield'.split(' '),
);

const TOKEN = new RegExp(
  [
    String.raw`(?<comment>#[^\n]*)`,
    String.raw`(?<string>[rRbBfFuUtT]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))`,
    String.raw`(?<number>(?<![\w.])(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)[jJ]?)`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_]*)`,
  ].join('|'),
  'gu',
);

/** The lines of `code`, each in pieces; a string over several lines is one piece on each of them. */
export function highlightPython(code: string): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  const put = (kind: PieceKind, text: string): void => {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([]);
      if (part !== '') lines[lines.length - 1]?.push({ kind, text: part });
    });
  };
  let end = 0;
  let afterDefinition = false;
  for (const match of code.matchAll(TOKEN)) {
    const text = match[0];
    put('text', code.slice(end, match.index));
    end = match.index + text.length;
    const groups = match.groups ?? {};
    if (groups['word'] === undefined) {
      put(groups['comment'] !== undefined ? 'comment' : groups['string'] !== undefined ? 'string' : 'number', text);
    } else if (KEYWORDS.has(text)) {
      put('keyword', text);
    } else {
      put(afterDefinition ? 'name' : 'text', text);
    }
    afterDefinition = text === 'def' || text === 'class';
  }
  put('text', code.slice(end));
  return lines;
}
