/**
 * Pieces of model files that were downloaded, in the browser's Cache API: what is there need not be loaded again, after
 * a broken download no less than on the next visit. Each is kept with its SHA-256: one that was damaged on the disk is
 * loaded again, and it alone. What the disk has no room for stays in memory.
 */
import { sha256 } from './sha256.ts';

const CACHE_NAME = 'tracepad-model-files-2';
/** Of the piece that it stands with; pieces of earlier releases have none. */
const DIGEST_HEADER = 'x-sha256';
/** Held whole files; no reader of them is left. */
const OLD_CACHE = 'tracepad-model-files-1';

export interface PieceStore {
  /** A piece's bytes; undefined where it is not there, or is not what was put there. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Never fails: a full disk, or a private window, leaves the piece in memory. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The keys of all pieces whose keys begin so. */
  keys(prefix: string): Promise<readonly string[]>;
  /** Deletes all pieces whose keys begin so. */
  delete(prefix: string): Promise<void>;
}

/** @param origin of the page; keys become addresses under it, which no server answers. */
export function createPieceStore(origin: string): PieceStore {
  const inMemory = new Map<string, Uint8Array<ArrayBuffer>>();
  const address = (key: string): string => new URL(`/__model-files__/${key}`, origin).href;
  return {
    async get(key) {
      const held = inMemory.get(key);
      if (held) return held;
      const response = await (await openCache())?.match(address(key)).catch(() => undefined);
      if (!response) return undefined;
      const bytes = new Uint8Array(await response.arrayBuffer());
      const digest = response.headers.get(DIGEST_HEADER);
      return digest === null || digest === (await sha256(bytes)) ? bytes : undefined;
    },
    async put(key, bytes) {
      const cache = await openCache();
      try {
        if (!cache) throw new Error('This page may keep nothing.');
        await cache.put(address(key), new Response(bytes, { headers: { [DIGEST_HEADER]: await sha256(bytes) } }));
      } catch {
        inMemory.set(key, bytes);
      }
    },
    async keys(prefix) {
      const requests = (await (await openCache())?.keys()) ?? [];
      const kept = requests.map(({ url }) => url.slice(address('').length));
      return [...new Set([...inMemory.keys(), ...kept])].filter((key) => key.startsWith(prefix));
    },
    async delete(prefix) {
      for (const key of inMemory.keys()) if (key.startsWith(prefix)) inMemory.delete(key);
      const cache = await openCache();
      for (const request of (await cache?.keys()) ?? []) if (request.url.startsWith(address(prefix))) await cache?.delete(request);
    },
  };
}

/** The cache; undefined where the browser has none for this page (insecure origin, some private windows). */
async function openCache(): Promise<Cache | undefined> {
  const storage = globalThis.caches as CacheStorage | undefined;
  try {
    const cache = await storage?.open(CACHE_NAME);
    void storage?.delete(OLD_CACHE).catch(() => undefined);
    return cache;
  } catch {
    return undefined;
  }
}
