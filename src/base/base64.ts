/** Base64 (RFC 4648) in plain JavaScript: the standard alphabet with padding, and the URL-safe one without. */

const COMMON = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const STANDARD = `${COMMON}+/`;
const URL_SAFE = `${COMMON}-_`;
const NOT_BASE64 = 255;
/** UTF-16 units a piece, so that joining stays linear. */
const PIECE = 8192;

export function encodeBase64(bytes: Uint8Array): string {
  const text = encode(bytes, STANDARD);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** Null where `text` is not what `encodeBase64` writes. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null;
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  return decode(text, end, STANDARD_VALUES);
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE);
}

/** Null where `text` is not URL-safe base64 without padding. */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  return text.length % 4 === 1 ? null : decode(text, text.length, URL_SAFE_VALUES);
}

const STANDARD_VALUES = valuesOf(STANDARD);
const URL_SAFE_VALUES = valuesOf(URL_SAFE);

function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128).fill(NOT_BASE64);
  for (let index = 0; index < alphabet.length; index += 1) values[alphabet.charCodeAt(index)] = index;
  return values;
}

/** Without padding. */
function encode(bytes: Uint8Array, alphabet: string): string {
  const pieces: string[] = [];
  let piece = '';
  for (let place = 0; place < bytes.length; place += 3) {
    const left = bytes.length - place;
    const word = ((bytes[place] ?? 0) << 16) | ((bytes[place + 1] ?? 0) << 8) | (bytes[place + 2] ?? 0);
    piece += alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63);
    if (left > 1) piece += alphabet.charAt((word >> 6) & 63);
    if (left > 2) piece += alphabet.charAt(word & 63);
    if (piece.length >= PIECE) {
      pieces.push(piece);
      piece = '';
    }
  }
  pieces.push(piece);
  return pieces.join('');
}

function decode(text: string, end: number, values: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let place = 0;
  for (let index = 0; index < end; index += 4) {
    let word = 0;
    for (let offset = 0; offset < 4; offset += 1) {
      const value = index + offset >= end ? 0 : (values[text.charCodeAt(index + offset)] ?? NOT_BASE64);
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
