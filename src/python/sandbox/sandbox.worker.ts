/**
 * The worker inside the sandbox: starts Pyodide from the files that the frame hands in, runs programs, and speaks to
 * the page over a port of its own. A classic script, since module workers from a blob fail in an opaque origin.
 * Pyodide refuses classic workers, which it knows by `importScripts('data:…')` working: here the policy forbids that.
 */
import type { loadPyodide as LoadPyodide, PyodideAPI } from 'pyodide';
import { releaseBuffer } from '../../base/release-buffer.ts';
import { createEngine } from '../engine.ts';
import type { PythonEngine } from '../engine.ts';
import description from '../description.py?raw';
import eventLoop from '../event_loop.py?raw';
import harness from '../harness.py?raw';
import samples from '../samples.py?raw';
import { HASH_SEED } from '../run-conditions.ts';
import { installMemoryCap } from '../memory-cap.ts';
import { DEFAULT_LIMITS, PythonStartError } from '../protocol.ts';
import type { PageToWorker, WorkerBoot, WorkerToPage } from './messages.ts';
import { restoreByPages } from './restore-pages.ts';
import type { HeapView } from './restore-pages.ts';
import { unpack } from './unpack.ts';
import { runInWorker } from './worker-run.ts';

type PyodideConfig = NonNullable<Parameters<typeof LoadPyodide>[0]>;
interface Loader {
  readonly loadPyodide: typeof LoadPyodide;
}
interface Glue {
  readonly default: NonNullable<PyodideConfig['createPyodideModule']>;
}

let memoryCap = DEFAULT_LIMITS.maxInterpreterBytes;

const INDEX_URL = 'https://python.invalid/';

/**
 * Pyodide asks `fetch` for its files and compiles what it gets; here both answer from what the frame handed in. Taken
 * back once it has started: what a program fetches has to meet the content security policy, not this.
 */
async function withFiles<T>(interpreter: WebAssembly.Module, library: ArrayBuffer, action: () => Promise<T>): Promise<T> {
  const realFetch = self.fetch.bind(self);
  const instantiateStreaming = WebAssembly.instantiateStreaming.bind(WebAssembly);
  self.fetch = (input) => {
    const isLibrary = (input instanceof Request ? input.url : String(input)).endsWith('.zip');
    return Promise.resolve(new Response(isLibrary ? library : null));
  };
  WebAssembly.instantiateStreaming = async (_source, imports) => ({
    module: interpreter,
    instance: await WebAssembly.instantiate(interpreter, imports),
  });
  try {
    return await action();
  } finally {
    self.fetch = realFetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

function byPages(create: Glue['default']): Glue['default'] {
  return async (settings) => {
    const module = (await create(settings)) as Awaited<ReturnType<Glue['default']>> & HeapView;
    restoreByPages(module);
    return module;
  };
}

async function startPython(boot: WorkerBoot): Promise<PyodideAPI> {
  const unpacked = async (file: Blob): Promise<ArrayBuffer> => unpack(await file.arrayBuffer());
  const [loader, glue, memory, stdlib] = await Promise.all([
    import(/* @vite-ignore */ boot.loaderUrl) as Promise<Loader>,
    import(/* @vite-ignore */ boot.glueUrl) as Promise<Glue>,
    unpacked(boot.memory),
    unpacked(boot.stdlib),
  ]);
  const options = (): PyodideConfig => ({
    indexURL: INDEX_URL,
    lockFileContents: boot.lock,
    packageBaseUrl: INDEX_URL,
    createPyodideModule: glue.default,
    env: { HOME: '/home/pyodide', PYTHONHASHSEED: String(HASH_SEED) },
  });
  return withFiles(boot.interpreter, stdlib, async () => {
    try {
      return await loader.loadPyodide({ ...options(), createPyodideModule: byPages(glue.default), _loadSnapshot: memory });
    } catch {
      // Snapshots are undocumented and were measured in Chromium only; a cold start is slow but right.
      return await loader.loadPyodide(options());
    } finally {
      // Pyodide has its own copies by now, and keeps hold of what it was given.
      releaseBuffer(memory);
      releaseBuffer(stdlib);
    }
  });
}

/** The address space grows in 64 KiB pages and never shrinks; the page replaces a worker that has grown large. */
function interpreterBytes(python: PyodideAPI): number {
  return (python as unknown as { _module: { HEAP8: Int8Array } })._module.HEAP8.byteLength;
}

function converse(port: MessagePort, python: PyodideAPI, engine: PythonEngine): void {
  const post = (message: WorkerToPage, transfer: Transferable[] = []): void => port.postMessage(message, transfer);
  port.onmessage = (event: MessageEvent<PageToWorker>) => {
    memoryCap = event.data.request.limits.maxInterpreterBytes;
    runInWorker(event.data, engine, post, () => interpreterBytes(python));
  };
  post({ kind: 'ready' });
}

async function boot(message: WorkerBoot, port: MessagePort): Promise<void> {
  try {
    installMemoryCap(() => memoryCap);
    const python = await startPython(message);
    self.postMessage('scripts-loaded');
    converse(port, python, createEngine(python, { harness, description, eventLoop, samples }));
  } catch (error) {
    const failure = error instanceof PythonStartError ? error.failure : 'interpreter-failed';
    const failed: WorkerToPage = { kind: 'failed', failure, message: String(error) };
    port.postMessage(failed);
  }
}

self.addEventListener(
  'message',
  (event: MessageEvent<WorkerBoot>) => {
    const port = event.ports[0];
    if (port !== undefined) void boot(event.data, port);
  },
  { once: true },
);
