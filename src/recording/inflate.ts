/** Deflate and gzip with a limit on what may come out, and with a preset dictionary, which the platform's streams lack. */
import { deflateSync, gzipSync, Inflate } from 'fflate';
import { fail, ok, type Result } from '../base/result.ts';

export type InflateFault = 'not-deflate' | 'too-large';

/** Input bytes at a time: 1,032 times as much can come out of them, and no more is held than that and the limit. */
const INPUT_AT_ONCE = 512;

/** The window of deflate is 32 KiB, so a table of twice as many hashes finds in a short text what a larger one would. */
const SHORT_TEXT_BYTES = 65536;

/**
 * 2 to the power of (12 + this) hashes of two bytes each. A link is written at every step: 2 MB each time would lie in the
 * page until a collector comes.
 */
function hashTable(bytes: Uint8Array): 4 | 8 {
  return bytes.length <= SHORT_TEXT_BYTES ? 4 : 8;
}

/** Raw deflate (RFC 1951) at the highest level. */
export function deflate(bytes: Uint8Array, dictionary?: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: 9, mem: hashTable(bytes), ...(dictionary === undefined ? {} : { dictionary }) });
}

/**
 * The inverse of `deflate`. Stops as soon as more than `maxBytes` have come out, so that a small input that inflates
 * to gigabytes costs no more than a large honest one. A stream that ends early or goes on after its end is refused.
 */
export function inflate(packed: Uint8Array, maxBytes: number, dictionary?: Uint8Array): Result<Uint8Array, InflateFault> {
  if (packed.length === 0) return fail('not-deflate');
  const pieces: Uint8Array[] = [];
  let size = 0;
  const end = { seen: false };
  const stream = new Inflate(dictionary === undefined ? {} : { dictionary }, (piece, final) => {
    size += piece.length;
    if (size <= maxBytes) pieces.push(piece);
    end.seen ||= final;
  });
  try {
    for (let place = 0; place < packed.length; place += INPUT_AT_ONCE) {
      stream.push(packed.subarray(place, place + INPUT_AT_ONCE), place + INPUT_AT_ONCE >= packed.length);
      if (size > maxBytes) return fail('too-large');
    }
  } catch {
    return fail('not-deflate');
  }
  if (!end.seen) return fail('not-deflate');
  const bytes = new Uint8Array(size);
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.length;
  }
  return ok(bytes);
}

const GZIP_MAGIC = 0x8b1f;
const GZIP_TRAILER_BYTES = 8;

/** Gzip (RFC 1952), the same bytes for the same content at any time. */
export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 9, mem: hashTable(bytes), mtime: '1980-01-01' });
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length > 2 && bytes[0] === (GZIP_MAGIC & 0xff) && bytes[1] === GZIP_MAGIC >> 8;
}

/** The content of a gzip file of one member, checked against its trailer. */
export function gunzip(packed: Uint8Array, maxBytes: number): Result<Uint8Array, InflateFault> {
  const start = gzipHeaderBytes(packed);
  if (start === null) return fail('not-deflate');
  const end = packed.length - GZIP_TRAILER_BYTES;
  const content = inflate(packed.subarray(start, end), maxBytes);
  if (!content.ok) return content;
  const trailer = new DataView(packed.buffer, packed.byteOffset + end, GZIP_TRAILER_BYTES);
  const whole = trailer.getUint32(0, true) === crc32(content.value) && trailer.getUint32(4, true) === content.value.length;
  return whole ? content : fail('not-deflate');
}

/** Null where there is no whole header. RFC 1952, 2.3. */
function gzipHeaderBytes(packed: Uint8Array): number | null {
  const flags = packed[3] ?? 0;
  let place = 10;
  const skipText = (): void => {
    while (place < packed.length && packed[place] !== 0) place += 1;
    place += 1;
  };
  if ((flags & 4) !== 0) place += 2 + (packed[place] ?? 0) + ((packed[place + 1] ?? 0) << 8);
  if ((flags & 8) !== 0) skipText();
  if ((flags & 16) !== 0) skipText();
  if ((flags & 2) !== 0) place += 2;
  return isGzip(packed) && packed[2] === 8 && place + GZIP_TRAILER_BYTES <= packed.length ? place : null;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let word = index;
  for (let bit = 0; bit < 8; bit += 1) word = (word & 1) !== 0 ? (word >>> 1) ^ 0xedb88320 : word >>> 1;
  return word;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
