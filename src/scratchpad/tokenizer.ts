/** Text ⇄ token ids: names, values and characters. No merges: what a text becomes depends on its rules alone. */
import { at } from '../base/assert.ts';
import {
  BYTE_BASE,
  COLON_SPACE,
  COMMA_SPACE,
  NAME_IDS,
  OPERATOR_IDS,
  PIECE_IDS,
  TOKENS,
  isStructure,
} from './vocabulary.ts';

const COMMA = 44;
const COLON = 58;
const SPACE = 32;
const QUOTE = 39;
const DOUBLE_QUOTE = 34;
const BACKSLASH = 92;

/** Appends one UTF-16 unit, or the code point that begins there, as bytes; gives the place after it. */
function pushCodePoint(out: number[], text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit < 0x80) {
    out.push(BYTE_BASE + unit);
    return index + 1;
  }
  // A lone surrogate becomes three bytes like any other unit, so that every string comes back as it was.
  const point = text.codePointAt(index) ?? unit;
  if (point < 0x800) {
    out.push(BYTE_BASE + (0xc0 | (point >> 6)));
  } else {
    if (point < 0x10000) {
      out.push(BYTE_BASE + (0xe0 | (point >> 12)));
    } else {
      out.push(BYTE_BASE + (0xf0 | (point >> 18)), BYTE_BASE + (0x80 | ((point >> 12) & 63)));
    }
    out.push(BYTE_BASE + (0x80 | ((point >> 6) & 63)));
  }
  out.push(BYTE_BASE + (0x80 | (point & 63)));
  return index + (point >= 0x10000 ? 2 : 1);
}

/** Appends every character as one token (UTF-8 bytes outside of ASCII). */
export function pushCharacters(out: number[], text: string): void {
  for (let i = 0; i < text.length; ) i = pushCodePoint(out, text, i);
}

/** Appends a value (a Python repr, or an expression): characters, with ", " and ": " as one token outside of quotes. */
export function pushValue(out: number[], value: string): void {
  let quote = 0;
  for (let i = 0; i < value.length; ) {
    const unit = value.charCodeAt(i);
    if (quote !== 0) {
      if (unit === BACKSLASH && i + 1 < value.length) {
        out.push(BYTE_BASE + BACKSLASH);
        i += 1;
      } else if (unit === quote) {
        quote = 0;
      }
    } else if (unit === QUOTE || unit === DOUBLE_QUOTE) {
      quote = unit;
    } else if ((unit === COMMA || unit === COLON) && value.charCodeAt(i + 1) === SPACE) {
      out.push(unit === COMMA ? COMMA_SPACE : COLON_SPACE);
      i += 2;
      continue;
    }
    i = pushCodePoint(out, value, i);
  }
}

/**
 * Appends a name. A known name is one token. Others are split at `_` and before trailing digits; a piece that is a
 * known word is one token, the rest is spelled. Keywords are never pieces, so `not _x` and `not_x` differ.
 */
export function pushName(out: number[], name: string): void {
  const whole = NAME_IDS.get(name);
  if (whole !== undefined) {
    out.push(whole);
    return;
  }
  for (let start = 0; start < name.length; ) {
    if (name.charCodeAt(start) === 95) {
      out.push(BYTE_BASE + 95);
      start += 1;
      continue;
    }
    const underscore = name.indexOf('_', start);
    const end = underscore < 0 ? name.length : underscore;
    let letters = end;
    while (letters > start && isDigit(name.charCodeAt(letters - 1))) letters -= 1;
    const word = PIECE_IDS.get(name.slice(start, letters));
    if (word === undefined) {
      letters = start;
    } else {
      out.push(word);
    }
    for (let i = letters; i < end; ) i = pushCodePoint(out, name, i);
    start = end;
  }
}

/** Appends a decimal integer, a token a character. */
export function pushInteger(out: number[], value: number): void {
  pushCharacters(out, String(value));
}

/** Appends an operator of the source: one token if it is one of `OPERATORS`, else its characters. */
export function pushOperator(out: number[], operator: string): void {
  const id = operator.length > 1 ? OPERATOR_IDS.get(operator) : undefined;
  if (id === undefined) pushCharacters(out, operator);
  else out.push(id);
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/**
 * The text that tokens `from`…`to` (exclusive) spell; null if their bytes are not UTF-8. The caller has made sure
 * that none of them is a structure token.
 */
export function decodeSpelling(ids: ArrayLike<number>, from: number, to: number): string | null {
  let text = '';
  for (let i = from; i < to; i += 1) {
    const byte = at(ids, i) - BYTE_BASE;
    if (byte < 0x80) {
      text += String.fromCharCode(byte);
    } else if (byte > 0xff) {
      text += at(TOKENS, byte + BYTE_BASE);
    } else {
      const more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
      if (more === 0 || byte > 0xf4) return null;
      let point = byte & (0x3f >> more);
      for (let k = 0; k < more; k += 1) {
        i += 1;
        const next = i < to ? at(ids, i) - BYTE_BASE : 0;
        if (next < 0x80 || next > 0xbf) return null;
        point = (point << 6) | (next & 63);
      }
      const least = more === 1 ? 0x80 : more === 2 ? 0x800 : 0x10000;
      if (point < least || point > 0x10ffff) return null;
      text += String.fromCodePoint(point);
    }
  }
  return text;
}

/** What a token is called where single tokens are shown: blanks are made visible. */
export function describeToken(id: number): string {
  const text = TOKENS[id];
  if (text === undefined) return `<unknown:${String(id)}>`;
  if (text === '\n') return '⏎';
  if (text === '\t') return '⇥';
  return isStructure(id) ? text : text.replaceAll(' ', '␣');
}

/** Readable text of a token list: structure tokens by their names, bytes put together where they are UTF-8. */
export function describeTokens(ids: ArrayLike<number>): string {
  let text = '';
  for (let i = 0; i < ids.length; ) {
    if (isStructure(at(ids, i))) {
      text += TOKENS[at(ids, i)] ?? describeToken(at(ids, i));
      i += 1;
      continue;
    }
    let end = i;
    while (end < ids.length && !isStructure(at(ids, end))) end += 1;
    const spelt = decodeSpelling(ids, i, end);
    if (spelt === null) for (let k = i; k < end; k += 1) text += TOKENS[at(ids, k)] ?? '';
    else text += spelt;
    i = end;
  }
  return text;
}

/** The file `tokenizer.json` of a model; its SHA-256 is the tokenizer hash. The bytes are stable within a version. */
export function tokenizerFile(): string {
  return `${JSON.stringify({ format: 'tracepad-tokenizer', version: 1, tokens: TOKENS })}\n`;
}
