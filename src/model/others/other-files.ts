/** Where the files of a model of another make come from: a folder that a person chose, or an address. */
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { LoadProgress, ModelError, OtherSource } from '../protocol.ts';
import { sha256 } from '../sha256.ts';

export interface OtherFiles {
  readonly name: string;
  /** The graph that was asked for; null: whichever there is. */
  readonly graph: string | null;
  has(path: string, signal: AbortSignal): Promise<boolean>;
  /** Errors: 'file-missing', 'file-damaged'. */
  read(path: string, signal: AbortSignal): Promise<Result<Uint8Array, ModelError>>;
  /** `path sha256` of each file read so far, in the order of their names. */
  digests(): readonly string[];
  digestOf(path: string): string;
}

/** @param progress told of all bytes that are known to come. */
export function otherFiles(source: OtherSource, progress: (progress: LoadProgress) => void): OtherFiles {
  const hashes = new Map<string, string>();
  const sizes = { loadedBytes: 0, totalBytes: 0 };
  const add = (loaded: number, total: number): void => {
    sizes.loadedBytes += loaded;
    sizes.totalBytes += total;
    progress({ ...sizes });
  };
  const place = source.kind === 'folder' ? inFolder(source, add) : atAddress(source.url, add);
  return {
    ...place,
    async read(path, signal) {
      const bytes = await place.read(path, signal);
      if (bytes.ok) hashes.set(path, await sha256(bytes.value));
      return bytes;
    },
    digests: () => [...hashes].map(([path, hash]) => `${path} ${hash}`).sort(),
    digestOf: (path) => hashes.get(path) ?? '',
  };
}

interface Place extends Pick<OtherFiles, 'name' | 'graph' | 'has'> {
  read(path: string, signal: AbortSignal): Promise<Result<Uint8Array<ArrayBuffer>, ModelError>>;
}

/** The files may lie in a folder of the folder: that of config.json is the model's. */
function inFolder({ name, files }: Extract<OtherSource, { kind: 'folder' }>, add: (loaded: number, total: number) => void): Place {
  const root = files.map(({ path }) => path).filter((path) => path === 'config.json' || path.endsWith('/config.json')).sort((a, b) => a.length - b.length)[0]?.slice(0, -'config.json'.length) ?? '';
  const byPath = new Map(files.map(({ path, content }) => [path, content]));
  return {
    name,
    graph: null,
    has: (path) => Promise.resolve(byPath.has(root + path)),
    async read(path) {
      const content = byPath.get(root + path);
      if (content === undefined) return fail({ failure: 'file-missing', message: `The folder ${name} has no ${path}. Choose the folder that has config.json in it, with all of its files.` });
      add(0, content.size);
      try {
        const bytes = new Uint8Array(await content.arrayBuffer());
        add(bytes.length, 0);
        return ok(bytes);
      } catch (error) {
        return fail({ failure: 'file-missing', message: `${path} could not be read: ${String(error)}. Choose the folder again.` });
      }
    },
  };
}

/** An address of the folder, with or without a slash; one of an .onnx file says which graph is meant. */
function atAddress(address: string, add: (loaded: number, total: number) => void): Place {
  const chosen = /^(.*\/)((?:onnx\/)?[^/?#]+\.onnx)([?#].*)?$/.exec(address);
  const folder = chosen?.[1] ?? (address.endsWith('/') ? address : `${address}/`);
  const name = decodeURIComponent(new URL(folder).pathname).split('/').filter((part) => part !== '' && !['resolve', 'main'].includes(part)).slice(-2).join('/');
  const get = async (path: string, init: RequestInit): Promise<Response | string> => {
    try {
      const response = await fetch(new URL(path, folder), { credentials: 'omit', referrerPolicy: 'no-referrer', ...init });
      if (!response.ok) return `the server answered ${response.status}`;
      return response.headers.get('content-type')?.startsWith('text/html') ? 'the server answered with a web page' : response;
    } catch (error) {
      return error instanceof Error && error.name === 'AbortError' ? 'it was cancelled' : `${String(error)} (the host has to allow other pages to read it, by CORS)`;
    }
  };
  return {
    name: name === '' ? new URL(folder).host : name,
    graph: chosen?.[2] ?? null,
    has: async (path, signal) => typeof (await get(path, { method: 'HEAD', signal })) !== 'string',
    async read(path, signal) {
      const response = await get(path, { signal });
      if (typeof response === 'string') return fail({ failure: 'file-missing', message: `${path} could not be fetched from ${folder}: ${response}.` });
      const length = Number(response.headers.get('content-length') ?? 0);
      add(0, length);
      const parts: Uint8Array<ArrayBuffer>[] = [];
      try {
        const reader = response.body?.getReader();
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
          parts.push(part.value);
          add(part.value.length, 0);
        }
      } catch (error) {
        return fail({ failure: 'file-missing', message: `The download of ${path} broke off: ${String(error)}. Load it again.` });
      }
      return ok(new Uint8Array(await new Blob(parts).arrayBuffer()));
    },
  };
}
