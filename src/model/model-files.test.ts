import { afterEach, describe, expect, it, vi } from 'vitest';
import { httpModelFiles, readChecked } from './model-files.ts';
import { exampleManifest, GRAPH } from './testing/example-manifest.ts';

const [file] = exampleManifest().files;
const MANIFEST_URL = 'https://example.org/app/models/example/manifest.json';

/** A server with one body for every address, in chunks, and a log of what was asked for. */
function serve(body: Uint8Array<ArrayBuffer> | null, headers: Record<string, string> = {}): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    if (!body) return Promise.resolve(new Response('no', { status: 404 }));
    const chunks = Array.from({ length: Math.ceil(body.length / 300) }, (_, i) => body.slice(i * 300, (i + 1) * 300));
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    });
    return Promise.resolve(new Response(stream, { headers }));
  });
  return asked;
}

function stubCaches(): Map<string, Uint8Array> {
  const kept = new Map<string, Uint8Array>();
  const cache = {
    match: (key: string) => Promise.resolve(kept.has(key) ? new Response(kept.get(key)!.slice()) : undefined),
    put: async (key: string, response: Response) => void kept.set(key, new Uint8Array(await response.arrayBuffer())),
  };
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
  return kept;
}

const { signal } = new AbortController();

async function read(counts: number[] = []): ReturnType<typeof readChecked> {
  return readChecked(httpModelFiles(MANIFEST_URL), file!, signal, (count) => counts.push(count));
}

describe('httpModelFiles', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('reads a file beside the manifest, and tells the bytes as they come', async () => {
    const asked = serve(GRAPH);
    const counts: number[] = [];
    expect(await read(counts)).toEqual({ ok: true, value: GRAPH });
    expect(asked).toEqual(['https://example.org/app/models/example/model.onnx']);
    expect(counts).toEqual([300, 300, 300, 100]);
  });

  it('keeps what arrived, and fetches a damaged copy again', async () => {
    const kept = stubCaches();
    const asked = serve(GRAPH);
    await read();
    expect(await read()).toEqual({ ok: true, value: GRAPH });
    expect(asked).toHaveLength(1);
    for (const key of kept.keys()) kept.set(key, GRAPH.map((byte) => byte ^ 1));
    expect(await read()).toEqual({ ok: true, value: GRAPH });
    expect(asked).toHaveLength(2);
  });

  it('does not keep what is damaged', async () => {
    const kept = stubCaches();
    serve(GRAPH.slice(0, 999));
    expect(await read()).toMatchObject({ ok: false, error: { failure: 'file-damaged', message: expect.stringContaining('999') as string } });
    serve(new Uint8Array(2000));
    expect(await read()).toMatchObject({ ok: false, error: { failure: 'file-damaged', message: expect.stringContaining('2000') as string } });
    expect(kept.size).toBe(0);
  });

  it('names what is missing', async () => {
    serve(null);
    expect(await read()).toMatchObject({ ok: false, error: { failure: 'file-missing' } });
    expect(await httpModelFiles(MANIFEST_URL).readManifest(signal)).toMatchObject({ ok: false, error: { failure: 'manifest-missing' } });
  });

  it('takes a start page in place of a file for a missing one', async () => {
    serve(GRAPH, { 'content-type': 'text/html; charset=utf-8' });
    expect(await httpModelFiles(MANIFEST_URL).readManifest(signal)).toMatchObject({ ok: false, error: { failure: 'manifest-missing' } });
  });
});
