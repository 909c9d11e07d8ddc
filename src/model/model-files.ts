/** The files of a model over HTTP: progress by bytes, checked by SHA-256, kept in the browser's cache by that hash. */
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { ManifestFile } from './manifest.ts';
import type { ModelError } from './protocol.ts';
import { sha256 } from './sha256.ts';

/** Where a model's files come from. Paths are relative to the manifest. */
export interface ModelFiles {
  /** The manifest's bytes. Errors: 'manifest-missing'. */
  readManifest(signal: AbortSignal): Promise<Result<Uint8Array<ArrayBuffer>, ModelError>>;
  /**
   * One file, not checked yet. Errors: 'file-missing'.
   * @param onBytes told how many bytes more have arrived.
   */
  readFile(file: ManifestFile, signal: AbortSignal, onBytes: (count: number) => void): Promise<Result<Uint8Array<ArrayBuffer>, ModelError>>;
  /** Told that a file arrived whole. */
  keep?(file: ManifestFile, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** Reads a file and checks its length and hash. Errors: 'file-missing', 'file-damaged'. */
export async function readChecked(
  files: ModelFiles,
  file: ManifestFile,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<Result<Uint8Array<ArrayBuffer>, ModelError>> {
  const read = await files.readFile(file, signal, onBytes);
  if (!read.ok) return read;
  if (read.value.length !== file.bytes) {
    return fail({ failure: 'file-damaged', message: `${file.path} has ${read.value.length} bytes; the manifest says ${file.bytes}.` });
  }
  const hash = await sha256(read.value);
  if (hash !== file.sha256) {
    return fail({ failure: 'file-damaged', message: `${file.path} is not what the manifest says: its SHA-256 is ${hash.slice(0, 12)}…, not ${file.sha256.slice(0, 12)}….` });
  }
  await files.keep?.(file, read.value);
  return read;
}

const CACHE_NAME = 'tracepad-model-files-1';

/** @param manifestUrl absolute. */
export function httpModelFiles(manifestUrl: string): ModelFiles {
  // Keyed by content: the same weights under another address are not loaded again, other weights under the same are.
  const key = (file: ManifestFile): string => new URL(`/__model-files__/${file.sha256}`, manifestUrl).href;
  return {
    async readManifest(signal) {
      const response = await get(manifestUrl, 'no-cache', signal);
      if (typeof response === 'string') return fail({ failure: 'manifest-missing', message: `No manifest at ${manifestUrl}: ${response}.` });
      return ok(new Uint8Array(await response.arrayBuffer()));
    },
    async readFile(file, signal, onBytes) {
      const kept = await (await openCache())?.match(key(file)).catch(() => undefined);
      if (kept) {
        const bytes = new Uint8Array(await kept.arrayBuffer());
        // A damaged copy is fetched again below.
        if (bytes.length === file.bytes && (await sha256(bytes)) === file.sha256) {
          onBytes(bytes.length);
          return ok(bytes);
        }
      }
      const url = new URL(file.path, manifestUrl).href;
      const response = await get(url, 'default', signal);
      if (typeof response === 'string') return fail({ failure: 'file-missing', message: `${file.path} could not be fetched: ${response}.` });
      try {
        return ok(await readBody(response, file.bytes, onBytes));
      } catch (error) {
        return fail({ failure: 'file-missing', message: `The download of ${file.path} broke off: ${String(error)}.` });
      }
    },
    async keep(file, bytes) {
      // A full disk or a private window must not stop the model from running.
      const cache = await openCache();
      await cache?.put(key(file), new Response(bytes)).catch(() => undefined);
    },
  };
}

/** The cache; undefined where the browser has none for this page (insecure origin, some private windows). */
async function openCache(): Promise<Cache | undefined> {
  const storage = globalThis.caches as CacheStorage | undefined;
  try {
    return await storage?.open(CACHE_NAME);
  } catch {
    return undefined;
  }
}

/** The response, or why there is none. */
async function get(url: string, cache: RequestCache, signal: AbortSignal): Promise<Response | string> {
  try {
    const response = await fetch(url, { cache, signal });
    if (!response.ok) return `the server answered ${response.status}`;
    // Single-page servers answer a missing file with their start page.
    if (response.headers.get('content-type')?.startsWith('text/html')) return 'the server answered with a web page';
    return response;
  } catch (error) {
    return String(error);
  }
}

async function readBody(response: Response, expectedBytes: number, onBytes: (count: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    onBytes(bytes.length);
    return bytes;
  }
  // Usually the length is as the manifest says; if not, all of it is still read, so that the message can say by how much.
  let bytes = new Uint8Array(expectedBytes);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return length === bytes.length ? bytes : bytes.slice(0, length);
    if (length + value.length > bytes.length) {
      const longer = new Uint8Array(Math.max(bytes.length * 2, length + value.length));
      longer.set(bytes.subarray(0, length));
      bytes = longer;
    }
    bytes.set(value, length);
    length += value.length;
    onBytes(value.length);
  }
}
