import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ManifestFile } from './manifest.ts';
import { httpModelFiles, readChecked } from './model-files.ts';
import { createPieceStore } from './piece-store.ts';

const MANIFEST_URL = 'https://example.org/app/models/example/manifest.json';
const MANIFEST = new TextEncoder().encode('{"format": "tracepad-model"}');
const PIECE = 2 ** 20;

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Four pieces, the last one short. */
const WEIGHTS = Uint8Array.from({ length: 3 * PIECE + 1000 }, (_, i) => (i * 31 + (i >> 12)) & 255);
const FILE: ManifestFile = { path: 'weights.bin', bytes: WEIGHTS.length, sha256: hash(WEIGHTS) };

interface Server {
  /** What was asked for: 'manifest', or the range of the weights. */
  readonly asked: string[];
  weights: Uint8Array | null;
  knowsRanges: boolean;
  /** The connection breaks after so many bytes of a piece that begins there. */
  breaks: Map<number, number>;
  contentType: string;
  online: boolean;
  /** Answers that are being sent, and the most at one time. */
  readonly underWay: { now: number; most: number };
}

function serve(): Server {
  const server: Server = { asked: [], weights: WEIGHTS, knowsRanges: true, breaks: new Map(), contentType: 'application/octet-stream', online: true, underWay: { now: 0, most: 0 } };
  vi.stubGlobal('fetch', (url: string, { headers = {}, signal }: { headers?: { range?: string }; signal?: AbortSignal }) => {
    const isManifest = url.endsWith('manifest.json');
    server.asked.push(isManifest ? 'manifest' : (headers.range ?? 'all'));
    if (!server.online) return Promise.reject(new TypeError('Failed to fetch'));
    if (signal?.aborted) return Promise.reject(new DOMException('Aborted.', 'AbortError'));
    const all = isManifest ? MANIFEST : server.weights;
    if (!all) return Promise.resolve(new Response('no', { status: 404 }));
    const range = server.knowsRanges ? /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') : null;
    const from = range ? Number(range[1]) : 0;
    if (range && from >= all.length) return Promise.resolve(new Response('', { status: 416 }));
    const body = range ? all.slice(from, range[2] === '' ? all.length : Number(range[2]) + 1) : all;
    server.underWay.now++;
    server.underWay.most = Math.max(server.underWay.most, server.underWay.now);
    const until = server.breaks.get(from) ?? body.length;
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (signal?.aborted) controller.error(new DOMException('Aborted.', 'AbortError'));
        else if (sent >= until && until < body.length) controller.error(new TypeError('network error'));
        else if (sent >= body.length) {
          server.underWay.now--;
          controller.close();
        } else {
          const part = body.slice(sent, Math.min(sent + 300_000, until));
          sent += part.length;
          controller.enqueue(part);
        }
      },
    });
    return Promise.resolve(new Response(stream, { status: range ? 206 : 200, headers: { 'content-type': server.contentType } }));
  });
  return server;
}

/** @param room bytes that fit on the disk. */
function stubCaches(room = Infinity): Map<string, Uint8Array<ArrayBuffer>> {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const headers = new Map<string, Headers>();
  const cache = {
    match: (key: string) => Promise.resolve(kept.has(key) ? new Response(kept.get(key), { headers: headers.get(key) ?? {} }) : undefined),
    put: async (key: string, response: Response) => {
      const bytes = new Uint8Array(await response.arrayBuffer());
      if ([...kept.values()].reduce((sum, { length }) => sum + length, bytes.length) > room) throw new DOMException('Full.', 'QuotaExceededError');
      kept.set(key, bytes);
      headers.set(key, response.headers);
    },
    keys: () => Promise.resolve([...kept.keys()].map((url) => ({ url }))),
    delete: ({ url }: { url: string }) => Promise.resolve(kept.delete(url)),
  };
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache), delete: () => Promise.resolve(true) });
  return kept;
}

const never = new AbortController().signal;
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

function read(options: { files?: ReturnType<typeof httpModelFiles>; counts?: number[]; signal?: AbortSignal } = {}): ReturnType<typeof readChecked> {
  return readChecked(options.files ?? httpModelFiles(MANIFEST_URL), FILE, options.signal ?? never, (count) => options.counts?.push(count));
}

async function expectWeights(result: ReturnType<typeof readChecked>): Promise<void> {
  const read = await result;
  expect(read.ok && hash(read.value)).toBe(FILE.sha256);
}

describe('httpModelFiles', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('loads a file in pieces, and tells the bytes as they come', async () => {
    const { asked } = serve();
    const counts: number[] = [];
    await expectWeights(read({ counts }));
    expect(asked).toEqual(['0-1048575', '1048576-2097151', '2097152-3145727', '3145728-'].map((range) => `bytes=${range}`));
    expect(sum(counts)).toBe(WEIGHTS.length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(300_000);
  });

  it('loads pieces side by side, and no more at once than a browser has connections', async () => {
    const { underWay } = serve();
    await expectWeights(read());
    expect(underWay.most).toBe(4);
    const long = Uint8Array.from({ length: 12 * PIECE }, (_, i) => i & 255);
    const server = serve();
    server.weights = long;
    expect((await readChecked(httpModelFiles(MANIFEST_URL), { path: 'weights.bin', bytes: long.length, sha256: hash(long) }, never, () => undefined)).ok).toBe(true);
    expect(server.underWay.most).toBe(5);
  });

  it('takes the whole file from a server that knows no pieces', async () => {
    const kept = stubCaches();
    const server = serve();
    server.knowsRanges = false;
    await expectWeights(read());
    expect(server.asked).toHaveLength(1);
    expect(kept.size).toBe(4);
    await expectWeights(read());
    expect(server.asked).toHaveLength(1);
  });

  it('asks the network for nothing on the next visit, the manifest included, and works without one', async () => {
    stubCaches();
    const server = serve();
    const url = `${MANIFEST_URL}#sha256=${hash(MANIFEST)}`;
    for (const asked of [5, 5]) {
      const files = httpModelFiles(url);
      expect(await files.readManifest(never)).toEqual({ ok: true, value: MANIFEST });
      await expectWeights(read({ files }));
      expect(server.asked).toHaveLength(asked);
    }
    // Another manifest is another model, and is asked for.
    await httpModelFiles(`${MANIFEST_URL}#sha256=${'0'.repeat(64)}`).readManifest(never);
    expect(server.asked).toHaveLength(6);
  });

  it('without a network takes the manifest of the last visit', async () => {
    stubCaches();
    const server = serve();
    await httpModelFiles(MANIFEST_URL).readManifest(never);
    server.online = false;
    expect(await httpModelFiles(MANIFEST_URL).readManifest(never)).toEqual({ ok: true, value: MANIFEST });
  });

  it('goes on where a broken download ended', async () => {
    stubCaches();
    const server = serve();
    server.breaks.set(2 * PIECE, 500_000);
    expect(await read()).toMatchObject({ ok: false, error: { failure: 'file-missing', message: expect.stringContaining('broke off: TypeError') as string } });
    server.breaks.clear();
    server.asked.length = 0;
    const counts: number[] = [];
    await expectWeights(read({ counts }));
    expect(server.asked).toContain(`bytes=${2 * PIECE}-${3 * PIECE - 1}`);
    expect(server.asked.length).toBeLessThan(4);
    expect(sum(counts)).toBe(WEIGHTS.length);
  });

  it('goes on where it was cancelled', async () => {
    stubCaches();
    const server = serve();
    const abort = new AbortController();
    let loaded = 0;
    const cancelled = readChecked(httpModelFiles(MANIFEST_URL), FILE, abort.signal, (count) => {
      loaded += count;
      if (loaded > 2 * PIECE) abort.abort();
    });
    expect((await cancelled).ok).toBe(false);
    server.asked.length = 0;
    await expectWeights(read());
    expect(server.asked.length).toBeGreaterThan(0);
    expect(server.asked.length).toBeLessThan(4);
  });

  it('tells no byte twice where a server without pieces sends again what was kept', async () => {
    stubCaches(1.5 * PIECE);
    const server = serve();
    server.knowsRanges = false;
    await expectWeights(read());
    const counts: number[] = [];
    await expectWeights(read({ counts }));
    expect(server.asked).toHaveLength(2);
    expect(sum(counts)).toBe(WEIGHTS.length);
  });

  it('loads a piece again that was damaged where it was kept, and it alone', async () => {
    const kept = stubCaches();
    const server = serve();
    await read();
    const [key, piece] = [...kept].find(([key]) => key.endsWith(`/${PIECE}-${2 * PIECE}`))!;
    kept.set(key, piece.map((byte) => byte ^ 1));
    const counts: number[] = [];
    await expectWeights(read({ counts }));
    expect(server.asked.slice(4)).toEqual([`bytes=${PIECE}-${2 * PIECE - 1}`]);
    expect(sum(counts)).toBe(WEIGHTS.length);
  });

  it('loads all of a file again that was kept damaged from the start', async () => {
    stubCaches();
    const server = serve();
    const store = createPieceStore(MANIFEST_URL);
    await store.put(`${FILE.sha256}/0-${PIECE}`, new Uint8Array(PIECE));
    const counts: number[] = [];
    await expectWeights(read({ counts }));
    expect(server.asked).toHaveLength(3 + 4);
    expect(sum(counts)).toBe(WEIGHTS.length);
  });

  it('keeps in memory what the disk has no room for', async () => {
    const kept = stubCaches(1.5 * PIECE);
    const server = serve();
    const files = httpModelFiles(MANIFEST_URL);
    await expectWeights(read({ files }));
    expect(kept.size).toBe(2);
    // The same page needs nothing more, as when a device is lost; the next visit loads what is not there.
    await expectWeights(read({ files }));
    expect(server.asked).toHaveLength(4);
    await expectWeights(read());
    expect(server.asked).toHaveLength(6);
  });

  it('deletes all that it kept of a model, without a network, of a download too that broke off', async () => {
    const kept = stubCaches();
    const server = serve();
    server.breaks.set(2 * PIECE, 500_000);
    const files = httpModelFiles(MANIFEST_URL);
    await files.readManifest(never);
    await files.announce?.([FILE]);
    expect((await read({ files })).ok).toBe(false);
    expect(kept.size).toBeGreaterThan(3);
    server.online = false;
    await httpModelFiles(MANIFEST_URL).forget?.();
    expect([...kept.keys()]).toEqual([]);
  });

  it('deletes what an older model at the same address left, but for what another address needs', async () => {
    const kept = stubCaches();
    const server = serve();
    const keep = async (manifestUrl: string, digest: string, weights: Uint8Array): Promise<void> => {
      server.weights = weights;
      const file = { ...FILE, sha256: hash(weights) };
      const files = httpModelFiles(`${manifestUrl}#sha256=${digest.repeat(64)}`);
      expect((await readChecked(files, file, never, () => undefined)).ok).toBe(true);
      await files.settle?.([file]);
    };
    const newer = WEIGHTS.map((byte) => byte ^ 1);
    const piecesOf = (weights: Uint8Array): number => [...kept.keys()].filter((key) => key.includes(`/${hash(weights)}/`)).length;

    await keep(MANIFEST_URL, 'a', WEIGHTS);
    await keep(MANIFEST_URL, 'b', newer);
    expect([piecesOf(WEIGHTS), piecesOf(newer)]).toEqual([0, 4]);

    await keep('https://example.org/elsewhere/manifest.json', 'b', newer);
    await keep(MANIFEST_URL, 'a', WEIGHTS);
    expect([piecesOf(WEIGHTS), piecesOf(newer)]).toEqual([4, 4]);

    await keep('https://example.org/elsewhere/manifest.json', 'a', WEIGHTS);
    expect([piecesOf(WEIGHTS), piecesOf(newer)]).toEqual([4, 0]);
    expect([...kept.keys()].filter((key) => key.includes('/model/'))).toHaveLength(2);
  });

  it('does not keep what is damaged', async () => {
    const kept = stubCaches();
    const server = serve();
    server.weights = WEIGHTS.map((byte, i) => (i === 5000 ? byte ^ 1 : byte));
    expect(await read()).toMatchObject({ ok: false, error: { failure: 'file-damaged', message: expect.stringContaining('SHA-256') as string } });
    expect(kept.size).toBe(0);
    server.weights = WEIGHTS.slice(0, PIECE);
    expect(await read()).toMatchObject({ ok: false, error: { failure: 'file-damaged', message: expect.stringContaining('weights.bin is cut off where it lies') as string } });
    server.weights = WEIGHTS.slice(0, PIECE + 7);
    expect(await read()).toMatchObject({ ok: false, error: { failure: 'file-damaged', message: expect.stringMatching(/weights.bin is (damaged: its bytes|cut off)/) as string } });
    server.knowsRanges = false;
    expect(await read()).toMatchObject({ ok: false, error: { failure: 'file-damaged', message: expect.stringContaining(`has ${PIECE + 7} bytes`) as string } });
  });

  it('names what is missing', async () => {
    const server = serve();
    server.weights = null;
    expect(await read()).toMatchObject({ ok: false, error: { failure: 'file-missing', message: expect.stringContaining('answered 404') as string } });
    server.online = false;
    expect(await httpModelFiles(MANIFEST_URL).readManifest(never)).toMatchObject({ ok: false, error: { failure: 'manifest-missing' } });
  });

  it('takes a start page in place of a file for a missing one', async () => {
    const server = serve();
    server.contentType = 'text/html; charset=utf-8';
    expect(await httpModelFiles(MANIFEST_URL).readManifest(never)).toMatchObject({ ok: false, error: { failure: 'manifest-missing' } });
  });
});
