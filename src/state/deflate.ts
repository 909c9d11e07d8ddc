/** Text to a fragment-safe string and back: UTF-8, deflate-raw, base64url. */
import { fail, ok, type Result } from '../base/result.ts';

export type InflateError = 'not-base64url' | 'not-deflate' | 'too-large' | 'not-utf8';

const ALPHABET = /^[A-Za-z0-9_-]*$/;
/** `String.fromCharCode(...bytes)` takes its arguments on the stack; this many is safe in every engine. */
const CHARACTERS_AT_ONCE = 8192;

export async function deflateText(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * The inverse of `deflateText`. Reading stops as soon as more than `maxBytes` have come out, so that a small link
 * that inflates to gigabytes costs no more than a large honest one.
 */
export async function inflateText(encoded: string, maxBytes: number): Promise<Result<string, InflateError>> {
  const packed = fromBase64Url(encoded);
  if (packed === null) return fail('not-base64url');
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > maxBytes) {
        reader.cancel().catch(() => undefined);
        return fail('too-large');
      }
      chunks.push(value);
    }
  } catch {
    return fail('not-deflate');
  }
  try {
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return fail('not-utf8');
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHARACTERS_AT_ONCE) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHARACTERS_AT_ONCE));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!ALPHABET.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
