/** A text as a link holds it: deflated over the preset dictionary, in URL-safe base64. */
import { decodeBase64Url, encodeBase64Url } from '../base/base64.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { bytesText, textBytes } from './bytes.ts';
import { deflate, inflate, type InflateFault } from './inflate.ts';
import { CODE_DICTIONARY } from './link-dictionary.ts';

export type LinkTextFault = InflateFault | 'not-base64url' | 'not-utf8';

export function packLinkText(text: string): string {
  return encodeBase64Url(deflate(textBytes(text), CODE_DICTIONARY));
}

/** The inverse of `packLinkText`; at most `maxBytes` of UTF-8. */
export function unpackLinkText(packed: string, maxBytes: number): Result<string, LinkTextFault> {
  const bytes = decodeBase64Url(packed);
  return bytes === null ? fail('not-base64url') : inflatedText(inflate(bytes, maxBytes, CODE_DICTIONARY));
}

/** A text of the first version of links: deflated without a dictionary. */
export function unpackPlainText(packed: string, maxBytes: number): Result<string, LinkTextFault> {
  const bytes = decodeBase64Url(packed);
  return bytes === null ? fail('not-base64url') : inflatedText(inflate(bytes, maxBytes));
}

function inflatedText(bytes: Result<Uint8Array, InflateFault>): Result<string, LinkTextFault> {
  if (!bytes.ok) return bytes;
  try {
    return ok(bytesText(bytes.value));
  } catch {
    return fail('not-utf8');
  }
}
