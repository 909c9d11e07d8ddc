/**
 * The script inside the sandboxed frame: unpacks the Python files once, starts and kills workers. No user code runs
 * here; it runs in the workers, which inherit the frame's content security policy and its opaque origin.
 */
import type { FrameToPage, PackedAssets, PageToFrame, WorkerBoot } from './messages.ts';

interface Unpacked {
  readonly interpreter: WebAssembly.Module;
  readonly loader: Blob;
  readonly glue: Blob;
  readonly stdlib: Blob;
  readonly memory: Blob;
}

const GZIP_MAGIC = 0x8b1f;

/** Hosts that know gzip may have unpacked the file on its way. */
function isPacked(content: ArrayBuffer): boolean {
  return content.byteLength > 2 && new DataView(content).getUint16(0, true) === GZIP_MAGIC;
}

function unpack(content: ArrayBuffer, type: string): Response {
  const body = isPacked(content) ? new Blob([content]).stream().pipeThrough(new DecompressionStream('gzip')) : content;
  return new Response(body, { headers: { 'Content-Type': type } });
}

/** Blobs, not buffers: every worker reads its own copy, and the browser keeps the original outside this process. */
async function unpackAll(assets: PackedAssets): Promise<Unpacked> {
  const [interpreter, loader, glue, stdlib, memory] = await Promise.all([
    WebAssembly.compileStreaming(unpack(assets.interpreter, 'application/wasm')),
    unpack(assets.loader, 'text/javascript').blob(),
    unpack(assets.glue, 'text/javascript').blob(),
    unpack(assets.stdlib, 'application/zip').blob(),
    unpack(assets.memory, 'application/octet-stream').blob(),
  ]);
  return { interpreter, loader, glue, stdlib, memory };
}

function serve(page: MessagePort): void {
  const workers = new Map<number, Worker>();
  let lock = '';
  let script = new Blob([]);
  let unpacked: Promise<Unpacked> | null = null;
  const report = (message: FrameToPage): void => page.postMessage(message);

  async function start(id: number, port: MessagePort): Promise<void> {
    report({ kind: 'launched', worker: id });
    if (unpacked === null) return;
    const scriptUrl = URL.createObjectURL(script);
    const worker = new Worker(scriptUrl);
    workers.set(id, worker);
    worker.onerror = (event) => {
      event.preventDefault();
      report({ kind: 'worker-error', worker: id, message: event.message });
    };
    const files = await unpacked;
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
      unpacked = unpackAll(message.files.assets);
      unpacked.catch((error: unknown) => {
        report({ kind: 'files-unusable', message: String(error) });
      });
    } else if (message.kind === 'start') {
      const port = event.ports[0];
      // A failure to unpack is reported above.
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
