/** One file over HTTP, in pieces, side by side, that are kept as they come: a download that broke off goes on where it ended. */
import type { Result } from '../base/result.ts';
import { releaseBuffer } from '../base/release-buffer.ts';
import { fail, ok } from '../base/result.ts';
import type { PieceStore } from './piece-store.ts';
import type { ModelError } from './protocol.ts';

export interface RemoteFile {
  /** What it is called in errors. */
  readonly name: string;
  readonly url: string;
  readonly bytes: number;
  /** What the keys of its pieces begin with. It tells the content: pieces of another one are never taken for its own. */
  readonly key: string;
  /** What the host says of the file's state (`stateOf`); pieces of another state are not put together with this one's. */
  readonly state?: string;
}

export interface FileBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether any of it was kept from before: then it may be damaged where the original is not. */
  readonly fromStore: boolean;
}

/** How a file is asked for: the response, or why there is none. */
export type Get = (url: string, init: RequestInit) => Promise<Response | string>;

/** Runs pieces of work, so many at a time. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Bytes of a piece: what a broken download loses at most, for each that was under way. */
export const PIECE_BYTES = 2 ** 20;
/** Pieces under way at once, besides each file's first: browsers open six connections to a host. */
const AT_ONCE = 4;

interface Piece {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/**
 * The whole file, what was kept of it before first. Errors: 'file-missing', 'file-damaged' (it has another length, or changed meanwhile).
 * @param inTurn shared by the files that are loaded together.
 * @param onBytes told how many bytes more are here; a negative number where what was told has to come again.
 */
export async function readInPieces(file: RemoteFile, store: PieceStore, get: Get, inTurn: InTurn, signal: AbortSignal, onBytes: (count: number) => void): Promise<Result<FileBytes, ModelError>> {
  const pieces = piecesOf(file);
  const bytes = new Uint8Array(file.bytes);
  const missing: Piece[] = [];
  let keptBytes = 0;
  for (const piece of pieces) {
    const kept = await store.get(keyOf(file, piece));
    if (kept?.length !== piece.to - piece.from) missing.push(piece);
    else {
      bytes.set(kept, piece.from);
      keptBytes += kept.length;
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
  // The last piece is open at its end, so that a file that is longer than it should be shows.
  const ask = ({ from, to }: Piece): Promise<Response | string> =>
    get(file.url, { signal: AbortSignal.any([signal, giveUp.signal]), headers: { range: `bytes=${from}-${to === file.bytes ? '' : to - 1}` } });
  const take = async (piece: Piece, response: Response | string): Promise<void> => {
    if (typeof response === 'string') {
      failWith(notFetched(file, response));
      return;
    }
    if (file.state !== undefined && isOfAnotherState(response, file.state)) {
      failWith({ failure: 'file-damaged', message: `${file.name} was changed on its host while it was loaded. Load it again.` });
      return;
    }
    const part = await readBody(response, piece.to - piece.from, onBytes).catch((error: unknown) => failWith(brokenOff(file, error)));
    if (!part) return;
    if (part.length !== piece.to - piece.from) {
      failWith({ failure: 'file-damaged', message: `${file.name} is damaged: its bytes ${piece.from} to ${piece.to} came as ${part.length}. Load it again; if it stays so, it is not whole where it lies.` });
      return;
    }
    bytes.set(part, piece.from);
    await store.put(keyOf(file, piece), part);
  };
  const answer = await ask(first);
  if (typeof answer === 'string') return fail(notFetched(file, answer));
  // A server that knows no pieces answers with the whole file.
  if (answer.status !== 206) {
    onBytes(-keptBytes);
    return readWhole(answer, file, store, onBytes);
  }
  await Promise.all([take(first, answer), ...others.map((piece) => inTurn(async () => (failure.error ? undefined : take(piece, await ask(piece)))))]);
  return failure.error ? fail(failure.error) : ok({ bytes, fromStore: keptBytes > 0 });
}

async function readWhole(response: Response, file: RemoteFile, store: PieceStore, onBytes: (count: number) => void): Promise<Result<FileBytes, ModelError>> {
  try {
    const bytes = await readBody(response, file.bytes, onBytes);
    if (bytes.length === file.bytes) for (const piece of piecesOf(file)) await store.put(keyOf(file, piece), bytes.slice(piece.from, piece.to));
    return ok({ bytes, fromStore: false });
  } catch (error) {
    return fail(brokenOff(file, error));
  }
}

function keyOf({ key }: RemoteFile, { from, to }: Piece): string {
  return `${key}${from}-${to}`;
}

function piecesOf({ bytes }: RemoteFile): Piece[] {
  return Array.from({ length: Math.ceil(bytes / PIECE_BYTES) }, (_, i) => ({ from: i * PIECE_BYTES, to: Math.min((i + 1) * PIECE_BYTES, bytes) }));
}

function notFetched({ name, bytes }: RemoteFile, why: string): ModelError {
  if (why === answeredWith(416)) return { failure: 'file-damaged', message: `${name} is cut off where it lies: it ends before its ${bytes} bytes. Whoever serves it has to put it there anew.` };
  return { failure: 'file-missing', message: `${name} could not be fetched: ${why}. Look whether there is a network, and load it again.` };
}

function brokenOff({ name }: RemoteFile, error: unknown): ModelError {
  return { failure: 'file-missing', message: `The download of ${name} broke off: ${String(error)}. What has come is kept: load it again, and it goes on from there.` };
}

/** Runs at most `AT_ONCE` pieces of work at once, the others in the order in which they came. */
export function inTurns(): InTurn {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      return await work();
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}

function answeredWith(status: number): string {
  return `the server answered ${status}`;
}

/** What tells one state of a file from another; null: the host does not say, or not to other pages. */
export function stateOf({ headers }: Response): string | null {
  return headers.get('etag') ?? headers.get('last-modified');
}

/** Whether a response says that it is of another state than `state`; one that says nothing of its kind does not. */
function isOfAnotherState({ headers }: Response, state: string): boolean {
  // Servers mark a tag as weak, or by how they pack the file, in some answers and not in others.
  const plain = (tag: string): string => tag.replace(/^W\//, '').replace(/-(?:gzip|br|zstd)"$/, '"');
  const now = headers.get(state.endsWith('"') ? 'etag' : 'last-modified');
  return now !== null && plain(now) !== plain(state);
}

/** The response, or what kept it from being one: that of a failed fetch is thrown. */
export function usable(response: Response): Response | string {
  if (!response.ok) return answeredWith(response.status);
  // Single-page servers answer a missing file with their start page.
  return response.headers.get('content-type')?.startsWith('text/html') ? 'the server answered with a web page' : response;
}

/** @param expectedBytes that most likely come; others are read all the same, so that a message can say by how much they differ. */
export async function readBody(response: Response, expectedBytes: number, onBytes: (count: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    onBytes(bytes.length);
    return bytes;
  }
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
