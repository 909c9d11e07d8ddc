/**
 * Gunzips the Python files. `Response` and `Blob` would do it in a line, but leave every byte behind several times
 * (pieces, joined buffer, the blob's copy in the browser's own process), 150 MB in all, until some collector runs.
 */
import { releaseBuffer } from '../../base/release-buffer.ts';

const GZIP_MAGIC = 0x8b1f;
/** Where a gzip member of less than 4 GB says how long its content is: in its last four bytes (RFC 1952). */
const LENGTH_BYTES = 4;

/** False where a host that knows gzip has unpacked the file on its way. */
function isPacked(content: ArrayBuffer): boolean {
  return content.byteLength > 18 && new DataView(content).getUint16(0, true) === GZIP_MAGIC;
}

/**
 * The content of a gzipped file, or the file itself where it is not packed. The given buffer is used up. Rejects where
 * the file is damaged.
 */
export async function unpack(packed: ArrayBuffer): Promise<ArrayBuffer> {
  if (!isPacked(packed)) return packed;
  const length = new DataView(packed).getUint32(packed.byteLength - LENGTH_BYTES, true);
  const content = new Uint8Array(length);
  let filled = 0;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(new Uint8Array(packed));
      controller.close();
    },
  });
  const reader = source.pipeThrough(new DecompressionStream('gzip')).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (filled + value.length > length) throw new Error('A file is longer than it says.');
    content.set(value, filled);
    filled += value.length;
    releaseBuffer(value);
  }
  if (filled !== length) throw new Error('A file is shorter than it says.');
  releaseBuffer(packed);
  return content.buffer;
}
