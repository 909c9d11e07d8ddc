/**
 * Reads a Python literal as a person types it, and writes it as Python's repr would: what an edited value of a state
 * becomes. Names, calls and operators are refused, by name: nothing is ever computed here.
 */
import { fail, ok, type Result } from '../base/result.ts';
import { reprStr } from './repr-str.ts';
import { bytesRepr, complexRepr, floatRepr } from './scalar-reprs.ts';

export interface LiteralFault {
  /** UTF-16 place of what does not fit. */
  readonly at: number;
  /** What is wrong there, as the rest of a sentence. */
  readonly message: string;
}

/** Deeper ones are no values that a person types. */
const MAX_DEPTH = 50;

/** The repr of the literal, `[1, 'a']` for `[1,"a"]`. Values without a literal that reprs still have, `inf`, `nan`, `set()`, are read too. */
export function parseLiteral(text: string): Result<string, LiteralFault> {
  const reader = new LiteralReader(text);
  try {
    return ok(reader.whole());
  } catch (error) {
    if (error instanceof Refusal) return fail({ at: error.at, message: error.message });
    throw error;
  }
}

class Refusal extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const NUMBER = /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][-+]?\d(?:_?\d)*)?[jJ]?|\d(?:_?\d)*\.?(?:[eE][-+]?\d(?:_?\d)*)?[jJ]?/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const STRING_START = /([rRbBuU]{0,2})('''|"""|'|")/y;
const BLANK = /[ \t\n\r]*/y;
const CONSTANTS: Readonly<Record<string, string>> = { None: 'None', True: 'True', False: 'False', inf: 'inf', nan: 'nan', Ellipsis: 'Ellipsis' };
const CLOSE: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };

class LiteralReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): string {
    this.#blank();
    if (this.#at === this.#text.length) throw new Refusal(0, 'a value is missing');
    const value = this.#value(0);
    if (this.#at < this.#text.length) throw new Refusal(this.#at, `${this.#here()} cannot stand after a value`);
    return value;
  }

  /** One value and the blanks after it. */
  #value(depth: number): string {
    if (depth > MAX_DEPTH) throw new Refusal(this.#at, `values are nested more than ${String(MAX_DEPTH)} deep`);
    const value = this.#bareValue(depth);
    this.#blank();
    return value;
  }

  #bareValue(depth: number): string {
    const char = this.#text[this.#at] ?? '';
    if (CLOSE[char] !== undefined) return this.#container(char, depth);
    if (char === '-' || char === '+') return this.#signed(char);
    const string = this.#match(STRING_START);
    if (string !== null) return this.#strings(string);
    const number = this.#match(NUMBER);
    if (number !== null) return this.#number(number[0]);
    const start = this.#at;
    const name = this.#match(NAME)?.[0];
    if (name === undefined) throw new Refusal(start, char === '' ? 'a value is missing' : `${this.#here()} cannot begin a value`);
    if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name] ?? name;
    if (name === 'set' || name === 'frozenset') return this.#madeSet(name, start, depth);
    throw new Refusal(start, `"${name}" is a name; only literals such as 3, 'ab' or [1, 2] can stand here`);
  }

  #madeSet(name: string, start: number, depth: number): string {
    if (!this.#take('(')) throw new Refusal(start, `"${name}" is a name; an empty one is written ${name}()`);
    if (this.#take(')')) return `${name}()`;
    if (name === 'set') throw new Refusal(start, 'a set with items is written {1, 2}');
    const inner = this.#value(depth + 1);
    if (!inner.startsWith('{') || !this.#take(')')) throw new Refusal(start, 'a frozenset is written frozenset({1, 2})');
    return `frozenset(${inner})`;
  }

  #signed(sign: string): string {
    const start = this.#at;
    this.#at += 1;
    this.#blank();
    const number = this.#match(NUMBER)?.[0];
    const infinite = number === undefined && this.#text.startsWith('inf', this.#at);
    if (infinite) this.#at += 3;
    else if (number === undefined) throw new Refusal(start, `a number has to follow ${sign}`);
    const value = number === undefined ? 'inf' : this.#number(number);
    if (sign === '+') return value;
    return value === '0' ? '0' : value.endsWith('j') ? complexRepr(-0, -Number(value.slice(0, -1))) : `-${value}`;
  }

  #number(written: string): string {
    const plain = written.replaceAll('_', '').toLowerCase();
    if (/\d$/.test(this.#text.slice(this.#at - 1, this.#at)) && /[\p{L}_\d]/u.test(this.#text[this.#at] ?? '')) throw new Refusal(this.#at, 'this number goes wrong here');
    if (/^0[xob]/.test(plain)) return BigInt(plain).toString();
    if (plain.endsWith('j')) return complexRepr(0, Number(plain.slice(0, -1)));
    if (/[.e]/.test(plain)) return floatRepr(Number(plain));
    if (/^0+[1-9]/.test(plain)) throw new Refusal(this.#at - written.length, 'an integer may not begin with 0');
    return BigInt(plain).toString();
  }

  /** String literals that stand side by side are one. */
  #strings(first: RegExpExecArray): string {
    const isBytes = /b/i.test(first[1] ?? '');
    let text = '';
    for (let start: RegExpExecArray | null = first; start !== null; start = this.#match(STRING_START)) {
      if (/b/i.test(start[1] ?? '') !== isBytes) throw new Refusal(start.index, 'str and bytes cannot be joined');
      text += this.#stringBody(start, isBytes);
      this.#blank();
    }
    if (!isBytes) return reprStr(text);
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    return bytesRepr(bytes);
  }

  #stringBody(start: RegExpExecArray, isBytes: boolean): string {
    const raw = /r/i.test(start[1] ?? '');
    const quote = start[2] ?? '';
    let out = '';
    while (!this.#text.startsWith(quote, this.#at)) {
      const char = this.#text[this.#at];
      if (char === undefined || (quote.length === 1 && char === '\n')) throw new Refusal(start.index, 'this string has no end');
      if (isBytes && char > '\x7f') throw new Refusal(this.#at, 'bytes hold ASCII characters only; others are written as \\xe9');
      if (char !== '\\') {
        out += char;
        this.#at += 1;
      } else if (raw) {
        out += this.#text.slice(this.#at, this.#at + 2);
        this.#at += 2;
      } else out += this.#escape(isBytes);
    }
    this.#at += quote.length;
    return out;
  }

  #escape(isBytes: boolean): string {
    const start = this.#at;
    const next = this.#text[start + 1] ?? '';
    const simple: Readonly<Record<string, string>> = { '\n': '', '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
    const known = simple[next];
    if (known !== undefined) {
      this.#at += 2;
      return known;
    }
    const octal = /^[0-7]{1,3}/.exec(this.#text.slice(start + 1));
    if (octal !== null) {
      this.#at += 1 + octal[0].length;
      return String.fromCharCode(Number.parseInt(octal[0], 8) & (isBytes ? 0xff : 0x1ff));
    }
    const digits = next === 'x' ? 2 : isBytes ? 0 : next === 'u' ? 4 : next === 'U' ? 8 : 0;
    if (digits === 0) throw new Refusal(start, `\\${next} is no escape; a backslash itself is written \\\\`);
    const hex = this.#text.slice(start + 2, start + 2 + digits);
    const code = Number.parseInt(hex, 16);
    if (hex.length < digits || !/^[0-9a-f]+$/i.test(hex) || code > 0x10ffff) throw new Refusal(start, `\\${next} takes ${String(digits)} hexadecimal digits`);
    this.#at += 2 + digits;
    return String.fromCodePoint(code);
  }

  #container(open: string, depth: number): string {
    const start = this.#at;
    const close = CLOSE[open] ?? '';
    this.#at += 1;
    this.#blank();
    const items: string[] = [];
    const entries = new Map<string, string>();
    let comma = true;
    while (!this.#take(close)) {
      if (!comma) throw new Refusal(this.#at, this.#at === this.#text.length ? `the ${open} at ${String(start + 1)} is never closed` : `a comma or ${close} should stand before ${this.#here()}`);
      const itemAt = this.#at;
      const item = this.#value(depth + 1);
      if (open !== '{') items.push(item);
      else {
        const isEntry = this.#take(':');
        if (isEntry ? items.length > 0 : entries.size > 0) throw new Refusal(itemAt, 'this is half a set and half a dict');
        if (/^[[{]|^set\(/.test(item)) throw new Refusal(itemAt, `${item} can change, so it can be no ${isEntry ? 'key' : 'item of a set'}`);
        if (isEntry) entries.set(item, this.#value(depth + 1));
        else if (!items.includes(item)) items.push(item);
      }
      comma = this.#take(',');
    }
    if (open === '[') return `[${items.join(', ')}]`;
    if (open === '(') return items.length !== 1 ? `(${items.join(', ')})` : comma ? `(${items.join('')},)` : items.join('');
    if (items.length > 0) return `{${items.join(', ')}}`;
    return `{${[...entries].map(([key, value]) => `${key}: ${value}`).join(', ')}}`;
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at += 1;
    this.#blank();
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  #blank(): void {
    this.#match(BLANK);
  }

  /** What stands here, quoted. */
  #here(): string {
    const char = this.#text[this.#at];
    return char === undefined ? 'the end' : `"${char}"`;
  }
}
