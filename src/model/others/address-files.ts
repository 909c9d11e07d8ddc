/**
 * The files of a model of another make at an address. Its host is asked for the head of each file, which says how long it
 * is and which state of it there is (ETag, else Last-Modified); what was kept of that state is not loaded again. Weights
 * come in pieces, side by side. Of a host that says no such thing nothing is kept.
 */
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { Get, RemoteFile } from '../http-pieces.ts';
import { inTurns, PIECE_BYTES, readBody, readInPieces, stateOf, usable } from '../http-pieces.ts';
import type { PieceStore } from '../piece-store.ts';
import { createPieceStore } from '../piece-store.ts';
import type { ModelError } from '../protocol.ts';
import type { OtherPlace } from './other-files.ts';

/** What a host says of a file. */
interface Head {
  /** Null: it does not say. */
  readonly bytes: number | null;
  /** Tells one state of the file from another; null: nothing does. */
  readonly state: string | null;
}

const CANCELLED = 'it was cancelled';
/** What `get` answers where there was no answer. */
const NO_ANSWER = ' (the host has to allow other pages to read it, by CORS)';

const get: Get = async (url, init) => {
  try {
    return usable(await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', ...init }));
  } catch (error) {
    return error instanceof Error && error.name === 'AbortError' ? CANCELLED : `${String(error)}${NO_ANSWER}`;
  }
};

/** @param address of the folder, with or without a slash; one of an .onnx file in it says which graph is meant. */
export function filesAtAddress(address: string, store: PieceStore = createPieceStore(address)): OtherPlace {
  const { folder, graph } = partsOf(address);
  const name = decodeURIComponent(new URL(folder).pathname).split('/').filter((part) => part !== '' && !['resolve', 'main'].includes(part)).slice(-2).join('/');
  const inTurn = inTurns();
  const heads = new Map<string, Promise<Head | null>>();

  /** Null: it is not there. */
  async function askForHead(path: string, signal: AbortSignal): Promise<Head | null> {
    const key = `${keyOf(folder, path)}head`;
    const response = await get(new URL(path, folder).href, { method: 'HEAD', signal });
    if (typeof response !== 'string') {
      const head = headOf(response);
      const before = await keptHead(store, key);
      if (before !== null && before.state !== head.state) await store.delete(keyOf(folder, path));
      if (head.state !== null && before?.state !== head.state) await store.put(key, new TextEncoder().encode(JSON.stringify(head)));
      return head;
    }
    // Without a network, what was kept is as good as any.
    return response.endsWith(NO_ANSWER) ? keptHead(store, key) : null;
  }

  function head(path: string, signal: AbortSignal): Promise<Head | null> {
    const known = heads.get(path) ?? askForHead(path, signal);
    heads.set(path, known);
    return known;
  }

  async function readWhole(file: RemoteFile | null, path: string, signal: AbortSignal, onBytes: (count: number) => void): Promise<Result<Uint8Array<ArrayBuffer>, ModelError>> {
    const key = file === null ? null : `${file.key}whole`;
    const kept = key === null ? undefined : await store.get(key);
    if (kept) {
      onBytes(kept.length);
      return ok(kept);
    }
    const response = await get(new URL(path, folder).href, { signal });
    if (typeof response === 'string') return fail({ failure: 'file-missing', message: `${path} could not be fetched from ${folder}: ${response}. Look whether the address is that of the folder with config.json in it.` });
    try {
      const bytes = await readBody(response, file?.bytes ?? PIECE_BYTES, onBytes);
      if (key !== null) await store.put(key, bytes);
      return ok(bytes);
    } catch (error) {
      return fail({ failure: 'file-missing', message: `The download of ${path} broke off: ${String(error)}. Load it again.` });
    }
  }

  return {
    name: name === '' ? new URL(folder).host : name,
    graph,
    look: head,
    async read(path, signal, onBytes) {
      const found = await head(path, signal);
      const file = found?.state == null ? null : { name: path, url: new URL(path, folder).href, bytes: found.bytes ?? 0, state: found.state, key: `${keyOf(folder, path)}${encodeURIComponent(found.state)}/` };
      if (file === null || file.bytes <= PIECE_BYTES) return readWhole(file, path, signal, onBytes);
      let told = 0;
      const read = await readInPieces(file, store, get, inTurn, signal, (count) => {
        told += count;
        onBytes(count);
      });
      if (read.ok) return ok(read.value.bytes);
      const brokeOff = read.error.failure === 'file-missing' && told > 0;
      if (brokeOff || signal.aborted) return read;
      // Its head gave the length of what is packed on its way, browser and host do not agree about pieces, or it changed meanwhile.
      await store.delete(file.key);
      onBytes(-told);
      return readWhole(null, path, signal, onBytes);
    },
  };
}

/** Deletes what was kept of the model at an address. */
export async function forgetAddress(address: string, store: PieceStore = createPieceStore(address)): Promise<void> {
  await store.delete(keyOf(partsOf(address).folder, ''));
}

function partsOf(address: string): { readonly folder: string; readonly graph: string | null } {
  const chosen = /^(.*?\/)((?:onnx\/)?[^/?#]+\.onnx)([?#].*)?$/.exec(address);
  return { folder: chosen?.[1] ?? (address.endsWith('/') ? address : `${address}/`), graph: chosen?.[2] ?? null };
}

/** What the keys of a file begin with; those of a folder, without a path. */
function keyOf(folder: string, path: string): string {
  return `other/${encodeURIComponent(folder)}${path === '' ? '' : `/${encodeURIComponent(path)}/`}`;
}

function headOf(response: Response): Head {
  const length = response.headers.get('content-length');
  return { bytes: length === null ? null : Number(length), state: stateOf(response) };
}

async function keptHead(store: PieceStore, key: string): Promise<Head | null> {
  const kept = await store.get(key);
  return kept === undefined ? null : (JSON.parse(new TextDecoder().decode(kept)) as Head);
}
