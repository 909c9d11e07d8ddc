/** Integers as text: zigzag varints (LEB128), in base64. Small numbers of either sign take one byte. */
import { decodeBase64, encodeBase64 } from '../base/base64.ts';

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
