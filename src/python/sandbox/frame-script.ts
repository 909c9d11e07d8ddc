/**
 * The script inside the sandboxed frame: prepares the Python files once, starts and kills workers. No user code runs
 * here; it runs in the workers, which inherit the frame's content security policy and its opaque origin.
 */
import { releaseBuffer } from '../../base/release-buffer.ts';
import type { FrameToPage, PackedAssets, PageToFrame, WorkerBoot } from './messages.ts';
import { unpack } from './unpack.ts';

interface WorkerFiles {
  readonly interpreter: WebAssembly.Module;
  readonly loader: Blob;
  readonly glue: Blob;
  /** Gzipped: each worker unpacks its own copy, and nobody keeps the 35 MB that these two come to. */
  readonly stdlib: Blob;
  readonly memory: Blob;
}

/** Hands the bytes over to a blob, which the browser keeps outside this process. */
function blobOf(content: ArrayBuffer, type: string): Blob {
  const blob = new Blob([content], { type });
  releaseBuffer(content);
  return blob;
}

async function compile(packed: ArrayBuffer): Promise<WebAssembly.Module> {
  const content = await unpack(packed);
  const compiled = await WebAssembly.compile(content);
  releaseBuffer(content);
  return compiled;
}

async function prepare(assets: PackedAssets): Promise<WorkerFiles> {
  const memory = blobOf(assets.memory, 'application/gzip');
  const stdlib = blobOf(assets.stdlib, 'application/gzip');
  const [interpreter, loader, glue] = await Promise.all([compile(assets.interpreter), unpack(assets.loader), unpack(assets.glue)]);
  return { interpreter, loader: blobOf(loader, 'text/javascript'), glue: blobOf(glue, 'text/javascript'), stdlib, memory };
}

function serve(page: MessagePort): void {
  const workers = new Map<number, Worker>();
  let lock = '';
  let script = new Blob([]);
  let prepared: Promise<WorkerFiles> | null = null;
  const report = (message: FrameToPage): void => page.postMessage(message);

  async function start(id: number, port: MessagePort): Promise<void> {
    report({ kind: 'launched', worker: id });
    if (prepared === null) return;
    const scriptUrl = URL.createObjectURL(script);
    const worker = new Worker(scriptUrl);
    workers.set(id, worker);
    worker.onerror = (event) => {
      event.preventDefault();
      report({ kind: 'worker-error', worker: id, message: event.message });
    };
    const files = await prepared;
    if (workers.get(id) !== worker) return;
    // New URLs for every worker: user code sees them in stack traces and may revoke them.
    const boot: WorkerBoot = {
      kind: 'boot',
      interpreter: files.interpreter,
      loaderUrl: URL.createObjectURL(files.loader),
      glueUrl: URL.createObjectURL(files.glue),
      stdlib: files.stdlib,
      memory: files.memory,
      lock,
    };
    worker.postMessage(boot, [port]);
    worker.onmessage = () => {
      // The only message that a worker sends here says that it has loaded its scripts.
      for (const url of [scriptUrl, boot.loaderUrl, boot.glueUrl]) URL.revokeObjectURL(url);
    };
  }

  page.onmessage = (event: MessageEvent<PageToFrame>) => {
    const message = event.data;
    if (message.kind === 'files') {
      lock = message.files.lock;
      script = new Blob([message.files.workerScript], { type: 'text/javascript' });
      prepared = prepare(message.files.assets);
      prepared.catch((error: unknown) => {
        report({ kind: 'files-unusable', message: String(error) });
      });
    } else if (message.kind === 'start') {
      const port = event.ports[0];
      // A failure to prepare the files is reported above.
      if (port !== undefined) start(message.worker, port).catch(() => undefined);
    } else {
      workers.get(message.worker)?.terminate();
      workers.delete(message.worker);
    }
  };
}

function onFirstMessage(event: MessageEvent): void {
  const port = event.ports[0];
  if (event.source !== parent || port === undefined) return;
  removeEventListener('message', onFirstMessage);
  serve(port);
}

addEventListener('message', onFirstMessage);
parent.postMessage('tracepad-frame', '*');
