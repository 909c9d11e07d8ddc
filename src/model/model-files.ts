/** The files of a model: checked by SHA-256; over HTTP in pieces, side by side, that are kept as they come. */
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { FileBytes } from './http-pieces.ts';
import { inTurns, readInPieces, usable } from './http-pieces.ts';
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
  /** To be called before a model's files are read: notes that they are its own, so that `forget` finds what was kept of them. Never fails. */
  announce?(files: readonly ManifestFile[]): Promise<void>;
  /** To be called when all of the model's files are here and right: deletes what an older one at the same address left. Never fails. */
  settle?(files: readonly ManifestFile[]): Promise<void>;
  /** Deletes what was kept of a file. */
  discard?(file: ManifestFile): Promise<void>;
  /** Deletes all that was kept of the model, the manifest too. Asks no network. */
  forget?(): Promise<void>;
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
    return fail({ failure: 'file-damaged', message: `${file.path} has ${bytes.length} bytes; the manifest says ${file.bytes}. Load it again; if it stays so, weights and manifest are not of one release.` });
  }
  const hash = await sha256(bytes);
  if (hash === file.sha256) return ok(bytes);
  await files.discard?.(file);
  if (fromStore) {
    // All of it comes anew, so progress starts over.
    onBytes(-told);
    return readChecked(files, file, signal, onBytes);
  }
  return fail({ failure: 'file-damaged', message: `${file.path} is not what the manifest says: its SHA-256 is ${hash.slice(0, 12)}…, not ${file.sha256.slice(0, 12)}…. Load it again; if it stays so, weights and manifest are not of one release.` });
}

/**
 * @param manifestUrl absolute. A fragment `#sha256=…` says which manifest is meant; where that one was kept, the network
 * is not asked at all.
 */
export function httpModelFiles(manifestUrl: string, store: PieceStore = createPieceStore(manifestUrl)): ModelFiles {
  const known = /#sha256=([0-9a-f]{64})$/.exec(manifestUrl)?.[1];
  const address = manifestUrl.replace(/#.*$/s, '');
  const inTurn = inTurns();
  const manifestKey = `manifest/${known ?? encodeURIComponent(address)}`;
  /** Lists the beginnings of all keys of this model. */
  const own = `model/${encodeURIComponent(address)}`;
  const neededFor = (files: readonly ManifestFile[]): string[] => [manifestKey, ...files.map(keyStart)];
  const record = (starts: readonly string[]): Promise<void> => store.put(own, new TextEncoder().encode(JSON.stringify(starts)));

  return {
    async readManifest(signal) {
      const kept = await store.get(manifestKey);
      if (kept && known !== undefined && (await sha256(kept)) === known) return ok(kept);
      const response = await get(address, { cache: 'no-cache', signal });
      if (typeof response === 'string') {
        // Without a network, the manifest of the last visit is as good as any.
        if (kept && !response.startsWith('the server')) return ok(kept);
        return fail({ failure: 'manifest-missing', message: `No manifest at ${address}: ${response}. Look whether there is a network, and load it again.` });
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (known === undefined || (await sha256(bytes)) === known) await store.put(manifestKey, bytes);
      return ok(bytes);
    },
    readFile: (file, signal, onBytes) =>
      readInPieces({ name: file.path, url: new URL(file.path, address).href, bytes: file.bytes, key: keyStart(file) }, store, get, inTurn, signal, onBytes),
    async announce(files) {
      const before = await listAt(store, own);
      const added = neededFor(files).filter((start) => !before.includes(start));
      if (added.length > 0) await record([...before, ...added]);
    },
    async settle(files) {
      const needed = neededFor(files);
      try {
        const before = await listAt(store, own);
        if (before.join() === needed.join()) return;
        // The same weights may be those of another address, too.
        const others = (await store.keys('model/')).filter((key) => key !== own);
        const used = new Set([...needed, ...(await Promise.all(others.map((key) => listAt(store, key)))).flat()]);
        for (const start of before) if (!used.has(start)) await store.delete(start);
        await record(needed);
      } catch {
        // What could not be deleted only takes room.
      }
    },
    discard: (file) => store.delete(keyStart(file)),
    async forget() {
      for (const start of await listAt(store, own)) await store.delete(start);
      await store.delete(own);
      await store.delete(manifestKey);
    },
  };
}

/** By content: the same weights under another address are not loaded again, other weights under the same are. */
function keyStart(file: ManifestFile): string {
  return `${file.sha256}/`;
}

/** What the record of a model says that it needs; nothing where there is none. */
async function listAt(store: PieceStore, key: string): Promise<readonly string[]> {
  const kept = await store.get(key);
  return kept === undefined ? [] : (JSON.parse(new TextDecoder().decode(kept)) as string[]);
}

/** The response, or why there is none. */
async function get(url: string, init: RequestInit): Promise<Response | string> {
  try {
    return usable(await fetch(url, init));
  } catch (error) {
    return String(error);
  }
}
