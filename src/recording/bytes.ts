/** Numbers and texts as bytes and back. What is read may come from anywhere: a reader never runs past its end. */

/** Inside of readers only: unwinds to the function that makes a result of it. */
export class BadBytes extends Error {
  override readonly name = 'BadBytes';
}

/** Most bytes of an unsigned LEB128 number of 32 bits. */
const MAX_VARINT_SHIFT = 28;

export class ByteWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  /** A whole number from 0 to 2^32 - 1, as LEB128. */
  number(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** A signed number of 32 bits, small ones of either sign in one byte. */
  signed(value: number): void {
    this.number((value << 1) ^ (value >> 31));
  }

  bytes(content: Uint8Array): void {
    for (const byte of content) this.byte(byte);
  }

  /** What was written; a view that later writing may change. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  #place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#place === this.#bytes.length;
  }

  byte(): number {
    const value = this.#bytes[this.#place];
    if (value === undefined) throw new BadBytes('the end came too soon');
    this.#place += 1;
    return value;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      if (shift > MAX_VARINT_SHIFT) throw new BadBytes('a number is too long');
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** A number below `limit`. */
  below(limit: number, what: string): number {
    const value = this.number();
    if (value >= limit) throw new BadBytes(`${what} ${String(value)} is out of range`);
    return value;
  }

  signed(): number {
    const value = this.number();
    return (value >>> 1) ^ -(value & 1);
  }

  take(count: number): Uint8Array {
    if (count > this.#bytes.length - this.#place) throw new BadBytes('the end came too soon');
    this.#place += count;
    return this.#bytes.subarray(this.#place - count, this.#place);
  }

  /** All that is left. */
  rest(): Uint8Array {
    return this.take(this.#bytes.length - this.#place);
  }
}

/** UTF-8 in which a lone surrogate is three bytes like any other unit (WTF-8), so that every string comes back as it was. */
export function textBytes(text: string): Uint8Array {
  const writer = new ByteWriter();
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) writer.byte(point);
    else if (point < 0x800) writer.bytes(Uint8Array.of(0xc0 | (point >> 6), 0x80 | (point & 63)));
    else if (point < 0x10000) writer.bytes(Uint8Array.of(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)));
    else writer.bytes(Uint8Array.of(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)));
  }
  return writer.view();
}

/** The inverse of `textBytes`; throws `BadBytes` for what it can't have written. */
export function bytesText(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let place = 0; place < bytes.length; ) {
    const first = bytes[place] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : -1;
    if (more < 0 || first > 0xf4 || place + more >= bytes.length) throw new BadBytes('a text is not UTF-8');
    let point = more === 0 ? first : first & (0x3f >> more);
    for (let index = 1; index <= more; index += 1) {
      const next = bytes[place + index] ?? 0;
      if (next < 0x80 || next > 0xbf) throw new BadBytes('a text is not UTF-8');
      point = (point << 6) | (next & 63);
    }
    if (point > 0x10ffff) throw new BadBytes('a text is not UTF-8');
    pieces.push(String.fromCodePoint(point));
    place += more + 1;
  }
  return pieces.join('');
}
