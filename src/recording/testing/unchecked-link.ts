/** The body of a link's recording read without its hash: what somebody who forges one gets to. */
import { sha256Digest } from '../../base/sha256.ts';
import { encodeBase64Url } from '../../base/base64.ts';
import { ByteWriter, textBytes } from '../bytes.ts';
import { deflate } from '../inflate.ts';
import { CODE_DICTIONARY } from '../link-dictionary.ts';
import { unpackLinkRecording, type LinkProgram, type LinkRecording } from '../link-recording.ts';

/** Packs and signs `body` as the format says, and reads it. */
export function readBodyForTest(program: LinkProgram, body: Uint8Array): LinkRecording | 'refused' {
  const own = textBytes(`${program.stdin}\n${program.code}\n${program.call}`);
  const packed = deflate(body, Uint8Array.from([...CODE_DICTIONARY, ...own]).subarray(-32768));
  const signed = new ByteWriter();
  for (const part of [program.code, program.call, program.stdin]) {
    const bytes = textBytes(part);
    signed.number(bytes.length);
    signed.bytes(bytes);
  }
  signed.bytes(packed);
  const link = Uint8Array.from([1, ...sha256Digest(signed.view()).subarray(0, 6), ...packed]);
  const read = unpackLinkRecording(program, encodeBase64Url(link));
  if (read.ok) return read.value;
  if (read.error === 'not-its-code') throw new Error('The hash of the test is not that of the format.');
  return 'refused';
}
