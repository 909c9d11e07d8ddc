/**
 * Lexemes of Python source as CPython 3.14 sees them. It is tolerant: what CPython compiles must lex; what it does not
 * compile may lex too. Comments, blank lines and line ends are dropped; string literals (f- and t-strings with all
 * that is nested in them) are one lexeme each, as they stand in the source.
 */
import { at } from '../base/assert.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';

export interface Lexeme {
  readonly kind: 'name' | 'number' | 'string' | 'operator';
  /** As in the source; names in NFKC, as CPython keeps them. */
  readonly text: string;
  /** Physical line on which it begins, from 1. */
  readonly line: number;
  /** Which logical line it belongs to, from 0. */
  readonly logicalLine: number;
  /** Block depth of the logical line. */
  readonly depth: number;
}

export interface LexError {
  readonly message: string;
  readonly line: number;
}

const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const NUMBER =
  /0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?/y;
const OPERATOR =
  /\*\*=|\/\/=|>>=|<<=|\.\.\.|[=!<>+\-*/%@&|^]=|:=|->|\*\*|\/\/|<<|>>|[-+*/%@&|^~<>()[\]{},:;.=]/y;
const STRING_PREFIX = /^(?:[rub]|br|rb|f|fr|rf|t|tr|rt)$/i;

function matchAt(pattern: RegExp, source: string, place: number): string | null {
  pattern.lastIndex = place;
  return pattern.exec(source)?.[0] ?? null;
}

/** Carries the place of an unfinished string or bracket out of the recursion; `lex` makes it data. */
class Unfinished extends Error {}

/** Place after the string literal whose opening quote is at `quote`. */
function endOfString(source: string, quote: number, prefix: string): number {
  const mark = source.charAt(quote);
  const close = source.startsWith(mark.repeat(3), quote) ? mark.repeat(3) : mark;
  const formatted = /[ft]/i.test(prefix);
  const raw = /r/i.test(prefix);
  let i = quote + close.length;
  while (i < source.length) {
    const c = source.charAt(i);
    if (c === '\\') {
      const next = source.charAt(i + 1);
      if (formatted && !raw && next === 'N' && source.charAt(i + 2) === '{') {
        const end = source.indexOf('}', i);
        if (end < 0) break;
        i = end + 1;
      } else if (formatted && (next === '{' || next === '}')) {
        i += 1;
      } else {
        i += next === '\r' && source.charAt(i + 2) === '\n' ? 3 : 2;
      }
    } else if (source.startsWith(close, i)) {
      return i + close.length;
    } else if (close.length === 1 && (c === '\n' || c === '\r')) {
      break;
    } else if (formatted && c === '{') {
      i = source.charAt(i + 1) === '{' ? i + 2 : endOfField(source, i + 1);
    } else {
      i += 1;
    }
  }
  throw new Unfinished('a string is not closed');
}

/** Place after the `}` of a replacement field whose expression begins at `start`. */
function endOfField(source: string, start: number): number {
  let depth = 0;
  let i = start;
  while (i < source.length) {
    const c = source.charAt(i);
    if (c === '}' && depth === 0) return i + 1;
    if (c === ':' && depth === 0) return endOfFormat(source, i + 1);
    if (c === "'" || c === '"') {
      i = endOfString(source, i, '');
      continue;
    }
    if (c === '#') {
      while (i < source.length && source.charAt(i) !== '\n') i += 1;
      continue;
    }
    const name = matchAt(NAME, source, i);
    if (name !== null) {
      i += name.length;
      const next = source.charAt(i);
      if ((next === "'" || next === '"') && STRING_PREFIX.test(name)) i = endOfString(source, i, name);
      continue;
    }
    if (c === '(' || c === '[' || c === '{') depth += 1;
    if (c === ')' || c === ']' || c === '}') depth -= 1;
    i += 1;
  }
  throw new Unfinished('a replacement field is not closed');
}

/** Place after the `}` that closes a field whose format specifier begins at `start`. */
function endOfFormat(source: string, start: number): number {
  let i = start;
  while (i < source.length) {
    const c = source.charAt(i);
    if (c === '}') return i + 1;
    i = c === '{' ? endOfField(source, i + 1) : i + 1;
  }
  throw new Unfinished('a replacement field is not closed');
}

/** Width of the blanks at `start` as CPython counts it: tabs go to multiples of 8, a form feed starts anew. */
function indentation(source: string, start: number): { readonly column: number; readonly end: number } {
  let column = 0;
  let i = start;
  for (; ; i += 1) {
    const c = source.charAt(i);
    if (c === ' ') column += 1;
    else if (c === '\t') column = (Math.floor(column / 8) + 1) * 8;
    else if (c === '\f') column = 0;
    else return { column, end: i };
  }
}

function newline(source: string, place: number): number {
  const c = source.charAt(place);
  if (c === '\n') return 1;
  if (c === '\r') return source.charAt(place + 1) === '\n' ? 2 : 1;
  return 0;
}

function countLines(text: string): number {
  let lines = 0;
  for (let i = 0; i < text.length; ) {
    const length = newline(text, i);
    if (length > 0) lines += 1;
    i += Math.max(length, 1);
  }
  return lines;
}

/** Splits Python source into lexemes. */
export function lex(source: string): Result<readonly Lexeme[], LexError> {
  const lexemes: Lexeme[] = [];
  const columns = [0];
  let brackets = 0;
  let line = 1;
  let logicalLine = 0;
  let fresh = true; // at the start of a logical line
  let i = source.startsWith('\uFEFF') ? 1 : 0;

  while (i < source.length) {
    if (fresh) {
      const { column, end } = indentation(source, i);
      i = end;
      const blank = i >= source.length || source.charAt(i) === '#' || newline(source, i) > 0;
      if (!blank) {
        fresh = false;
        while (column < at(columns, columns.length - 1)) columns.pop();
        if (column > at(columns, columns.length - 1)) columns.push(column);
      }
    }
    const c = source.charAt(i);
    if (c === '') break;
    const lineEnd = newline(source, i);
    if (lineEnd > 0) {
      i += lineEnd;
      line += 1;
      if (!fresh && brackets === 0) {
        fresh = true;
        logicalLine += 1;
      }
      continue;
    }
    if (c === ' ' || c === '\t' || c === '\f') {
      i += 1;
      continue;
    }
    if (c === '#') {
      while (i < source.length && newline(source, i) === 0) i += 1;
      continue;
    }
    if (c === '\\' && newline(source, i + 1) > 0) {
      i += 1 + newline(source, i + 1);
      line += 1;
      continue;
    }

    let kind: Lexeme['kind'] = 'name';
    let text = matchAt(NAME, source, i);
    const quote = i + (text?.length ?? 0);
    const mark = source.charAt(quote);
    if ((mark === "'" || mark === '"') && (text === null || STRING_PREFIX.test(text))) {
      kind = 'string';
      try {
        text = source.slice(i, endOfString(source, quote, text ?? ''));
      } catch (error) {
        if (error instanceof Unfinished) return fail({ message: error.message, line });
        throw error;
      }
    } else if (text === null) {
      const digit = (c >= '0' && c <= '9') || (c === '.' && /\d/.test(source.charAt(i + 1)));
      kind = digit ? 'number' : 'operator';
      text = matchAt(digit ? NUMBER : OPERATOR, source, i);
      if (text === null) return fail({ message: `no Python token begins with ${JSON.stringify(c)}`, line });
      if (text === '(' || text === '[' || text === '{') brackets += 1;
      if (text === ')' || text === ']' || text === '}') brackets = Math.max(0, brackets - 1);
    }
    lexemes.push({
      kind,
      text: kind === 'name' ? text.normalize('NFKC') : text,
      line,
      logicalLine,
      depth: columns.length - 1,
    });
    i += text.length;
    if (kind === 'string') line += countLines(text);
  }
  return ok(lexemes);
}
