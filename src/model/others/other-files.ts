/** Where the files of a model of another make come from: a folder that a person chose, or an address. */
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { LoadProgress, ModelError, OtherSource } from '../protocol.ts';
import { sha256 } from '../sha256.ts';
import { filesAtAddress } from './address-files.ts';

export interface OtherFiles {
  readonly name: string;
  /** The graph that was asked for; null: whichever there is. */
  readonly graph: string | null;
  has(path: string, signal: AbortSignal): Promise<boolean>;
  /** Says what will be read, in the place of what was said before: the progress tells the size of it. What is not there counts nothing. */
  plan(paths: readonly string[], signal: AbortSignal): Promise<void>;
  /** Errors: 'file-missing', 'file-damaged'. */
  read(path: string, signal: AbortSignal): Promise<Result<Uint8Array, ModelError>>;
  /** `path sha256` of each file read so far, in the order of their names. */
  digests(): readonly string[];
  digestOf(path: string): string;
}

/** A folder or an address, as far as the two differ. */
export interface OtherPlace {
  readonly name: string;
  readonly graph: string | null;
  /** Null: there is no such file. Bytes are null where nobody says. */
  look(path: string, signal: AbortSignal): Promise<{ readonly bytes: number | null } | null>;
  /** @param onBytes told how many bytes more are here; a negative number where what was told has to come again. */
  read(path: string, signal: AbortSignal, onBytes: (count: number) => void): Promise<Result<Uint8Array<ArrayBuffer>, ModelError>>;
}

/** @param progress told of all bytes that are known to come. */
export function otherFiles(source: OtherSource, progress: (progress: LoadProgress) => void): OtherFiles {
  const place = source.kind === 'folder' ? inFolder(source) : filesAtAddress(source.url);
  const hashes = new Map<string, string>();
  /** Of what is planned and what was read. */
  const sizes = new Map<string, number>();
  const loaded = new Map<string, number>();
  const total = (of: ReadonlyMap<string, number>): number => [...of.values()].reduce((sum, bytes) => sum + bytes, 0);
  const tell = (): void => progress({ loadedBytes: total(loaded), totalBytes: total(sizes) });
  return {
    name: place.name,
    graph: place.graph,
    has: async (path, signal) => (await place.look(path, signal)) !== null,
    async plan(paths, signal) {
      const found = await Promise.all(paths.map((path) => place.look(path, signal)));
      for (const path of sizes.keys()) if (!loaded.has(path)) sizes.delete(path);
      for (const [index, path] of paths.entries()) if (!loaded.has(path)) sizes.set(path, found[index]?.bytes ?? 0);
      tell();
    },
    async read(path, signal) {
      if (!sizes.has(path)) sizes.set(path, (await place.look(path, signal))?.bytes ?? 0);
      loaded.set(path, 0);
      tell();
      const bytes = await place.read(path, signal, (count) => {
        const now = (loaded.get(path) ?? 0) + count;
        loaded.set(path, now);
        // What is packed on its way has more bytes than were said.
        if (now > (sizes.get(path) ?? 0)) sizes.set(path, now);
        tell();
      });
      if (!bytes.ok) return bytes;
      sizes.set(path, bytes.value.length);
      tell();
      hashes.set(path, await sha256(bytes.value));
      return bytes;
    },
    digests: () => [...hashes].map(([path, hash]) => `${path} ${hash}`).sort(),
    digestOf: (path) => hashes.get(path) ?? '',
  };
}

/** The files may lie in a folder of the folder: that of config.json is the model's. */
function inFolder({ name, files }: Extract<OtherSource, { kind: 'folder' }>): OtherPlace {
  const root = files.map(({ path }) => path).filter((path) => path === 'config.json' || path.endsWith('/config.json')).sort((a, b) => a.length - b.length)[0]?.slice(0, -'config.json'.length) ?? '';
  const byPath = new Map(files.map(({ path, content }) => [path, content]));
  return {
    name,
    graph: null,
    look(path) {
      const content = byPath.get(root + path);
      return Promise.resolve(content === undefined ? null : { bytes: content.size });
    },
    async read(path, _signal, onBytes) {
      const content = byPath.get(root + path);
      if (content === undefined) return fail({ failure: 'file-missing', message: `The folder ${name} has no ${path}. Choose the folder that has config.json in it, with all of its files.` });
      try {
        const bytes = new Uint8Array(await content.arrayBuffer());
        onBytes(bytes.length);
        return ok(bytes);
      } catch (error) {
        return fail({ failure: 'file-missing', message: `${path} could not be read: ${String(error)}. Choose the folder again.` });
      }
    },
  };
}
