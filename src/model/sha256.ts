/**
 * SHA-256, hex. Web Crypto does the work where it is there; it is missing on pages served over plain http from another
 * host, and a model must not go unchecked for that.
 */
import { hex, sha256Digest } from '../base/sha256.ts';

/** @returns 64 hexadecimal digits, lower case. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Typed as always present; it is undefined on insecure origins.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  return hex(subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256Digest(bytes));
}
