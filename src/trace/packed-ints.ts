/** Integers as text: zigzag varints (LEB128), in base64. Small numbers of either sign take one byte. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const NOT_BASE64 = 255;
/** UTF-16 units a piece, so that joining stays linear. */
const PIECE = 8192;

const VALUES = new Uint8Array(128).fill(NOT_BASE64);
for (let index = 0; index < ALPHABET.length; index += 1) VALUES[ALPHABET.charCodeAt(index)] = index;

/** Packs signed 32-bit integers; with `differences` each one is written as its difference from the one before. */
export function packInts(values: ArrayLike<number>, differences: boolean): string {
  let bytes = new Uint8Array(values.length + 16);
  let length = 0;
  let before = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (length + 5 > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    const value = values[index] ?? 0;
    const written = differences ? (value - before) | 0 : value;
    before = value;
    let rest = ((written << 1) ^ (written >> 31)) >>> 0;
    while (rest >= 0x80) {
      bytes[length] = (rest & 0x7f) | 0x80;
      length += 1;
      rest >>>= 7;
    }
    bytes[length] = rest;
    length += 1;
  }
  return encodeBase64(bytes.subarray(0, length));
}

/** What `packInts` packed, or null for a text that it can't have written. */
export function unpackInts(text: string, differences: boolean): Int32Array | null {
  const bytes = decodeBase64(text);
  if (bytes === null) return null;
  let count = 0;
  for (const byte of bytes) if (byte < 0x80) count += 1;
  const values = new Int32Array(count);
  let before = 0;
  let place = 0;
  for (let index = 0; index < count; index += 1) {
    let rest = 0;
    let shift = 0;
    let byte = 0x80;
    while (byte >= 0x80) {
      if (shift > 28) return null;
      byte = bytes[place] ?? 0;
      place += 1;
      rest |= (byte & 0x7f) << shift;
      shift += 7;
    }
    const value = ((rest >>> 1) ^ -(rest & 1)) | 0;
    before = differences ? (before + value) | 0 : value;
    values[index] = before;
  }
  return place === bytes.length ? values : null;
}

function encodeBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let piece = '';
  for (let place = 0; place < bytes.length; place += 3) {
    const left = bytes.length - place;
    const word = ((bytes[place] ?? 0) << 16) | ((bytes[place + 1] ?? 0) << 8) | (bytes[place + 2] ?? 0);
    piece += ALPHABET.charAt(word >> 18) + ALPHABET.charAt((word >> 12) & 63);
    piece += (left > 1 ? ALPHABET.charAt((word >> 6) & 63) : '=') + (left > 2 ? ALPHABET.charAt(word & 63) : '=');
    if (piece.length >= PIECE) {
      pieces.push(piece);
      piece = '';
    }
  }
  pieces.push(piece);
  return pieces.join('');
}

function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let place = 0;
  for (let index = 0; index < text.length; index += 4) {
    let word = 0;
    for (let offset = 0; offset < 4; offset += 1) {
      const isPadding = index + offset >= text.length - padding;
      const value = isPadding ? 0 : (VALUES[text.charCodeAt(index + offset)] ?? NOT_BASE64);
      if (value === NOT_BASE64) return null;
      word = (word << 6) | value;
    }
    for (let shift = 16; shift >= 0 && place < bytes.length; shift -= 8) {
      bytes[place] = (word >> shift) & 0xff;
      place += 1;
    }
  }
  return bytes;
}
