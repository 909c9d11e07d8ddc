/** The files of a model: checked by SHA-256; over HTTP in pieces, side by side, that are kept as they come. */
import type { Result } from '../base/result.ts';
import { releaseBuffer } from '../base/release-buffer.ts';
import { fail, ok } from '../base/result.ts';
import type { ManifestFile } from './manifest.ts';
import type { PieceStore } from './piece-store.ts';
import { createPieceStore } from './piece-store.ts';
import type { ModelError } from './protocol.ts';
import { sha256 } from './sha256.ts';

/** Where a model's files come from. Paths are relative to the manifest. */
export interface ModelFiles {
  /** The manifest's bytes. Errors: 'manifest-missing'. */
  readManifest(signal: AbortSignal): Promise<Result<Uint8Array<ArrayBuffer>, ModelError>>;
  /**
   * One file, not checked yet. Errors: 'file-missing', 'file-damaged'.
   * @param onBytes told how many bytes more are here.
   */
  readFile(file: ManifestFile, signal: AbortSignal, onBytes: (count: number) => void): Promise<Result<FileBytes, ModelError>>;
  /** To be called when all of the model's files are here and right: deletes what an older one at the same address left. Never fails. */
  settle?(files: readonly ManifestFile[]): Promise<void>;
  /** Deletes what was kept of a file. */
  discard?(file: ManifestFile): Promise<void>;
  discardManifest?(): Promise<void>;
}

export interface FileBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether any of it was kept from before: then it may be damaged where the original is not. */
  readonly fromStore: boolean;
}

/** Reads a file and checks its length and hash. Errors: 'file-missing', 'file-damaged'. */
export async function readChecked(
  files: ModelFiles,
  file: ManifestFile,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<Result<Uint8Array<ArrayBuffer>, ModelError>> {
  let told = 0;
  const read = await files.readFile(file, signal, (count) => {
    told += count;
    onBytes(count);
  });
  if (!read.ok) return read;
  const { bytes, fromStore } = read.value;
  if (bytes.length !== file.bytes) {
    return fail({ failure: 'file-damaged', message: `${file.path} has ${bytes.length} bytes; the manifest says ${file.bytes}.` });
  }
  const hash = await sha256(bytes);
  if (hash === file.sha256) return ok(bytes);
  await files.discard?.(file);
  if (fromStore) {
    // All of it comes anew, so progress starts over.
    onBytes(-told);
    return readChecked(files, file, signal, onBytes);
  }
  return fail({ failure: 'file-damaged', message: `${file.path} is not what the manifest says: its SHA-256 is ${hash.slice(0, 12)}…, not ${file.sha256.slice(0, 12)}….` });
}

/** Bytes of a piece: what a broken download loses at most, for each that was under way. */
const PIECE_BYTES = 2 ** 20;
/** Pieces under way at once, besides each file's first: browsers open six connections to a host. */
const AT_ONCE = 4;

/**
 * @param manifestUrl absolute. A fragment `#sha256=…` says which manifest is meant; where that one was kept, the network
 * is not asked at all.
 */
export function httpModelFiles(manifestUrl: string, store: PieceStore = createPieceStore(manifestUrl)): ModelFiles {
  const known = /#sha256=([0-9a-f]{64})$/.exec(manifestUrl)?.[1];
  const address = manifestUrl.replace(/#.*$/s, '');
  const inTurn = limiter(AT_ONCE);
  const manifestKey = `manifest/${known ?? encodeURIComponent(address)}`;

  async function readWhole(response: Response, file: ManifestFile, pieces: readonly Piece[], onBytes: (count: number) => void): Promise<Result<FileBytes, ModelError>> {
    try {
      const bytes = await readBody(response, file.bytes, onBytes);
      if (bytes.length === file.bytes) for (const piece of pieces) await store.put(keyOf(file, piece), bytes.slice(piece.from, piece.to));
      return ok({ bytes, fromStore: false });
    } catch (error) {
      return fail(brokenOff(file, error));
    }
  }

  return {
    async readManifest(signal) {
      const kept = await store.get(manifestKey);
      if (kept && known !== undefined && (await sha256(kept)) === known) return ok(kept);
      const response = await get(address, { cache: 'no-cache', signal });
      if (typeof response === 'string') {
        // Without a network, the manifest of the last visit is as good as any.
        if (kept && !response.startsWith('the server')) return ok(kept);
        return fail({ failure: 'manifest-missing', message: `No manifest at ${address}: ${response}.` });
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (known === undefined || (await sha256(bytes)) === known) await store.put(manifestKey, bytes);
      return ok(bytes);
    },
    async readFile(file, signal, onBytes) {
      const pieces = piecesOf(file);
      const bytes = new Uint8Array(file.bytes);
      const missing: Piece[] = [];
      for (const piece of pieces) {
        const kept = await store.get(keyOf(file, piece));
        if (kept?.length !== piece.to - piece.from) missing.push(piece);
        else {
          bytes.set(kept, piece.from);
          onBytes(kept.length);
        }
      }
      const [first, ...others] = missing;
      if (!first) return ok({ bytes, fromStore: true });
      // One failure ends the others; what they have finished stays kept. Its error is the reason, theirs a consequence.
      const giveUp = new AbortController();
      const failure: { error: ModelError | null } = { error: null };
      const failWith = (error: ModelError): void => {
        failure.error ??= error;
        giveUp.abort();
      };
      const ask = ({ from, to }: Piece): Promise<Response | string> =>
        get(new URL(file.path, address).href, { signal: AbortSignal.any([signal, giveUp.signal]), headers: { range: `bytes=${from}-${to - 1}` } });
      const take = async (piece: Piece, response: Response | string): Promise<void> => {
        if (typeof response === 'string') {
          failWith(notFetched(file, response));
          return;
        }
        const part = await readBody(response, piece.to - piece.from, onBytes).catch((error: unknown) => failWith(brokenOff(file, error)));
        if (!part) return;
        if (part.length !== piece.to - piece.from) {
          failWith({ failure: 'file-damaged', message: `${file.path} is damaged: its bytes ${piece.from} to ${piece.to} came as ${part.length}.` });
          return;
        }
        bytes.set(part, piece.from);
        await store.put(keyOf(file, piece), part);
      };
      const answer = await ask(first);
      if (typeof answer === 'string') return fail(notFetched(file, answer));
      // A server that knows no pieces answers with the whole file.
      if (answer.status !== 206) return readWhole(answer, file, pieces, onBytes);
      await Promise.all([take(first, answer), ...others.map((piece) => inTurn(async () => (failure.error ? undefined : take(piece, await ask(piece)))))]);
      return failure.error ? fail(failure.error) : ok({ bytes, fromStore: missing.length < pieces.length });
    },
    async settle(files) {
      const own = `model/${encodeURIComponent(address)}`;
      const needed = [manifestKey, ...files.map(keyStart)];
      try {
        const before = await listAt(store, own);
        if (before.join() === needed.join()) return;
        // The same weights may be those of another address, too.
        const others = (await store.keys('model/')).filter((key) => key !== own);
        const used = new Set([...needed, ...(await Promise.all(others.map((key) => listAt(store, key)))).flat()]);
        for (const start of before) if (!used.has(start)) await store.delete(start);
        await store.put(own, new TextEncoder().encode(JSON.stringify(needed)));
      } catch {
        // What could not be deleted only takes room.
      }
    },
    discard: (file) => store.delete(keyStart(file)),
    discardManifest: async () => {
      await store.delete(`model/${encodeURIComponent(address)}`);
      await store.delete(manifestKey);
    },
  };
}

interface Piece {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** By content: the same weights under another address are not loaded again, other weights under the same are. */
function keyOf(file: ManifestFile, piece: Piece): string {
  return `${keyStart(file)}${piece.from}-${piece.to}`;
}

function keyStart(file: ManifestFile): string {
  return `${file.sha256}/`;
}

/** What the record of a model says that it needs; nothing where there is none. */
async function listAt(store: PieceStore, key: string): Promise<readonly string[]> {
  const kept = await store.get(key);
  return kept === undefined ? [] : (JSON.parse(new TextDecoder().decode(kept)) as string[]);
}

function piecesOf(file: ManifestFile): Piece[] {
  return Array.from({ length: Math.ceil(file.bytes / PIECE_BYTES) }, (_, i) => ({ from: i * PIECE_BYTES, to: Math.min((i + 1) * PIECE_BYTES, file.bytes) }));
}

function notFetched(file: ManifestFile, why: string): ModelError {
  return { failure: 'file-missing', message: `${file.path} could not be fetched: ${why}.` };
}

function brokenOff(file: ManifestFile, error: unknown): ModelError {
  return { failure: 'file-missing', message: `The download of ${file.path} broke off: ${String(error)}. What has come is kept.` };
}

/** Runs at most `count` pieces of work at once, the others in the order in which they came. */
function limiter(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      return await work();
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}

/** The response, or why there is none. */
async function get(url: string, init: RequestInit): Promise<Response | string> {
  try {
    const response = await fetch(url, init);
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
    releaseBuffer(value);
  }
}
