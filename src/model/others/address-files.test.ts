import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { PieceStore } from '../piece-store.ts';
import type { LoadProgress } from '../protocol.ts';
import { filesAtAddress, forgetAddress } from './address-files.ts';
import { otherFiles } from './other-files.ts';

const MEGABYTE = 2 ** 20;
const WEIGHTS = new Uint8Array(Uint8Array.from({ length: 3 * MEGABYTE + 77 }, (_, i) => (i * 31 + (i >> 12)) & 255));
const never = new AbortController().signal;

interface Host {
  readonly url: string;
  readonly files: Map<string, Uint8Array>;
  /** `GET path bytes=…` and `HEAD path`, as they came. */
  readonly asked: string[];
  knowsRanges: boolean;
  /** What its heads say of the length, where that is not so. */
  said: number | null;
  etag: boolean;
  /** Pieces from this byte on break off. */
  breaksFrom: number;
  /** What takes the place of all files after so many pieces. */
  change: { readonly after: number; readonly to: Uint8Array } | null;
}

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(files: Record<string, Uint8Array> = { 'onnx/model.onnx': WEIGHTS }): Promise<Host> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace('/some/model/', '');
    const body = host.files.get(path);
    host.asked.push([request.method, path, request.headers.range].filter((part) => part !== undefined).join(' '));
    if (!body) return void response.writeHead(404).end();
    if (host.etag) response.setHeader('etag', `"${createHash('sha1').update(body).digest('hex')}"`);
    if (request.method === 'HEAD') return void response.setHeader('content-length', host.said ?? body.length).end();
    if (host.change?.after === host.asked.filter((line) => line.startsWith('GET')).length) host.files.set(path, host.change.to);
    const range = host.knowsRanges ? /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') : null;
    if (!range) return void response.end(body);
    const [from, to] = [Number(range[1]), range[2] === '' ? body.length : Number(range[2]) + 1];
    const part = body.slice(from, to);
    response.writeHead(206, { 'content-length': part.length });
    if (from < host.breaksFrom) return void response.end(part);
    response.write(part.slice(0, 1000), () => response.destroy());
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/model/`;
  const host: Host = { url, files: new Map(Object.entries(files)), asked: [], knowsRanges: true, said: null, etag: true, breaksFrom: Infinity, change: null };
  return host;
}

function memoryStore(): PieceStore & { readonly kept: Map<string, Uint8Array<ArrayBuffer>> } {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const begin = (prefix: string): string[] => [...kept.keys()].filter((key) => key.startsWith(prefix));
  return {
    kept,
    get: (key) => Promise.resolve(kept.get(key)),
    put: (key, bytes) => Promise.resolve(void kept.set(key, bytes)),
    keys: (prefix) => Promise.resolve(begin(prefix)),
    delete(prefix) {
      for (const key of begin(prefix)) kept.delete(key);
      return Promise.resolve();
    },
  };
}

async function read(host: Host, store: PieceStore, path = 'onnx/model.onnx', counts: number[] = []): Promise<Uint8Array> {
  const result = await filesAtAddress(host.url, store).read(path, never, (count) => counts.push(count));
  if (!result.ok) throw new Error(`${result.error.failure}: ${result.error.message}`);
  return result.value;
}

/** Deep equality of millions of numbers takes a minute. */
function expectSame(read: Uint8Array, expected: Uint8Array): void {
  expect(Buffer.compare(read, expected)).toBe(0);
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

describe('a file at an address', () => {
  it('comes in pieces once; a second visit asks for heads alone, and without a network for nothing', async () => {
    const host = await serve({ 'onnx/model.onnx': WEIGHTS, 'config.json': new TextEncoder().encode('{}') });
    const store = memoryStore();
    const counts: number[] = [];
    expectSame(await read(host, store, 'onnx/model.onnx', counts), WEIGHTS);
    expect(sum(counts)).toBe(WEIGHTS.length);
    await read(host, store, 'config.json');
    expect(host.asked.filter((line) => line.startsWith('GET onnx/model.onnx bytes='))).toHaveLength(4);
    host.asked.length = 0;
    expectSame(await read(host, store), WEIGHTS);
    await read(host, store, 'config.json');
    expect(host.asked).toEqual(['HEAD onnx/model.onnx', 'HEAD config.json']);
    const gone = { ...host, url: host.url };
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve).closeAllConnections());
    expectSame(await read(gone, store), WEIGHTS);
  });

  it('is not put together of two states, where it changes while it is loaded', async () => {
    const host = await serve();
    const newer = WEIGHTS.map((byte) => byte ^ 255);
    host.change = { after: 2, to: newer };
    const counts: number[] = [];
    const store = memoryStore();
    expectSame(await read(host, store, 'onnx/model.onnx', counts), newer);
    expect(sum(counts)).toBe(WEIGHTS.length);
    expect([...store.kept.keys()].filter((key) => !key.endsWith('head'))).toEqual([]);
  });

  it('goes on where it broke off', async () => {
    const host = await serve();
    const store = memoryStore();
    host.breaksFrom = 2 * MEGABYTE;
    await expect(read(host, store)).rejects.toThrow(/file-missing: The download of onnx\/model.onnx broke off.*load it again/);
    host.breaksFrom = Infinity;
    host.asked.length = 0;
    expectSame(await read(host, store), WEIGHTS);
    // The head, and what had not come whole.
    expect(host.asked.length).toBeLessThan(1 + 4);
  });

  it('is loaded anew when there is another one, and what was kept of the old one goes', async () => {
    const host = await serve();
    const store = memoryStore();
    await read(host, store);
    const newer = WEIGHTS.map((byte) => byte ^ 1);
    host.files.set('onnx/model.onnx', newer);
    expectSame(await read(host, store), newer);
    expect([...store.kept.keys()].filter((key) => /\d+-\d+$/.test(key))).toHaveLength(4);
  });

  it('is not kept where nothing tells one state of it from another', async () => {
    const host = await serve();
    host.etag = false;
    const store = memoryStore();
    expectSame(await read(host, store), WEIGHTS);
    expect(host.asked).toEqual(['HEAD onnx/model.onnx', 'GET onnx/model.onnx']);
    expect(store.kept.size).toBe(0);
  });

  it.each([
    ['shorter than it is', WEIGHTS.length - 5],
    ['longer than it is', WEIGHTS.length + 5],
  ])('is taken whole where its head says that it is %s', async (_, said) => {
    const host = await serve();
    host.said = said;
    const counts: number[] = [];
    expectSame(await read(host, memoryStore(), 'onnx/model.onnx', counts), WEIGHTS);
    expect(sum(counts)).toBe(WEIGHTS.length);
  });

  it('is taken whole, and kept, from a host that knows no pieces', async () => {
    const host = await serve();
    host.knowsRanges = false;
    const store = memoryStore();
    expectSame(await read(host, store), WEIGHTS);
    host.asked.length = 0;
    expectSame(await read(host, store), WEIGHTS);
    expect(host.asked).toEqual(['HEAD onnx/model.onnx']);
  });

  it('is deleted with all of its model, and no other', async () => {
    const host = await serve();
    const store = memoryStore();
    await read(host, store);
    await store.put('other/elsewhere/', new Uint8Array(1));
    await forgetAddress(`${host.url}onnx/model.onnx`, store);
    expect([...store.kept.keys()]).toEqual(['other/elsewhere/']);
  });

  it('that is not there is named, with what to do', async () => {
    const host = await serve();
    await expect(read(host, memoryStore(), 'tokenizer.json')).rejects.toThrow(/file-missing: tokenizer.json could not be fetched from .*answered 404.*Look whether the address/);
  });
});

describe('the progress of files at an address', () => {
  it('tells the size of all that is planned before the first byte, and of what takes its place', async () => {
    const host = await serve({ 'onnx/model.onnx': WEIGHTS.slice(0, 5000), 'onnx/model.onnx_data': WEIGHTS, 'config.json': WEIGHTS.slice(0, 100) });
    const told: LoadProgress[] = [];
    const files = otherFiles({ kind: 'address', url: host.url }, (progress) => told.push(progress));
    await files.plan(['config.json', 'chat_template.jinja', 'onnx/model.onnx', 'onnx/model.onnx_data'], never);
    expect(told).toEqual([{ loadedBytes: 0, totalBytes: 5100 + WEIGHTS.length }]);
    for (const path of ['config.json', 'onnx/model.onnx', 'onnx/model.onnx_data']) expect((await files.read(path, never)).ok).toBe(true);
    expect(new Set(told.map(({ totalBytes }) => totalBytes))).toEqual(new Set([5100 + WEIGHTS.length]));
    const loaded = told.map(({ loadedBytes }) => loadedBytes);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
    expect(loaded.at(-1)).toBe(5100 + WEIGHTS.length);
    await files.plan([], never);
    expect(told.at(-1)).toEqual({ loadedBytes: 5100 + WEIGHTS.length, totalBytes: 5100 + WEIGHTS.length });
  });
});
