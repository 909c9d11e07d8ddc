/**
 * The boundary around user code: a frame without an origin and without network, and workers inside it.
 *
 * Hiding names from Python or deleting globals is bypassed in a line; a content security policy is not. It needs no
 * server headers because it stands in the frame's own document. Measured with 37 attempts to get data out, a local
 * server's log as judge: none did.
 */
import frameScript from './frame-script.ts?bundle';
import type { FrameToPage, PageToFrame, SandboxFiles } from './messages.ts';

/** `script-src`: the frame's own script, the blobs that it makes, and compiling WebAssembly. No `connect-src`, no `eval`. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' blob: 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
}

function frameDocument(): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const script = frameScript.replaceAll('</script', '<\\/script');
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(nonce)}"><script nonce="${nonce}">${script}</script>`;
}

/** One worker of the frame, told apart from its predecessors by its own port. */
export interface SandboxWorker {
  readonly port: MessagePort;
  kill(): void;
}

export interface SandboxListener {
  /** The frame did not answer: its process is gone, as when a program exhausted it. */
  frameLost(): void;
  /** The worker died of an error that nothing caught. */
  workerError(message: string): void;
}

/** The frame runs no user code, so it answers at once unless its process died or the machine is choking. */
const LAUNCH_TIMEOUT_MS = 5_000;

export interface Sandbox {
  startWorker(listener: SandboxListener): SandboxWorker;
  close(): void;
}

/** Longer than any machine needs to parse a 10 kB document. */
const FRAME_TIMEOUT_MS = 15_000;

/** Puts the frame into `host` and waits for its script. Rejects where the browser does not run it. */
async function openFrame(host: Document, frame: HTMLIFrameElement): Promise<MessagePort> {
  // `allow-scripts` alone: no origin of its own, no forms, no popups, no downloads, no top navigation.
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.title = 'Python sandbox';
  frame.tabIndex = -1;
  frame.style.cssText = 'position:absolute;width:0;height:0;border:0;visibility:hidden';
  frame.srcdoc = frameDocument();
  const view = host.defaultView;
  if (view === null) throw new Error('The document is not shown.');
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      view.removeEventListener('message', onMessage);
      reject(new Error('The sandboxed frame did not answer.'));
    }, FRAME_TIMEOUT_MS);
    function onMessage(event: MessageEvent): void {
      if (event.source !== frame.contentWindow) return;
      view?.removeEventListener('message', onMessage);
      clearTimeout(timer);
      resolve();
    }
    view.addEventListener('message', onMessage);
    host.body.append(frame);
  });
  const channel = new MessageChannel();
  // The frame's origin is opaque, so no narrower target can be named; the port is in nobody else's hands.
  frame.contentWindow?.postMessage('tracepad-port', '*', [channel.port2]);
  return channel.port1;
}

/** Opens the sandbox and hands the files over (their buffers are transferred). */
export async function openSandbox(
  host: Document,
  files: Promise<SandboxFiles>,
  onUnusable: (message: string) => void,
): Promise<Sandbox> {
  const frame = host.createElement('iframe');
  try {
    const [port, loaded] = await Promise.all([openFrame(host, frame), files]);
    return serveSandbox(frame, port, loaded, onUnusable);
  } catch (error) {
    frame.remove();
    throw error;
  }
}

function serveSandbox(
  frame: HTMLIFrameElement,
  port: MessagePort,
  files: SandboxFiles,
  onUnusable: (message: string) => void,
): Sandbox {
  const listeners = new Map<number, SandboxListener>();
  const launching = new Map<number, ReturnType<typeof setTimeout>>();
  let nextWorker = 1;
  const send = (message: PageToFrame, transfer: Transferable[] = []): void => port.postMessage(message, transfer);
  port.onmessage = (event: MessageEvent<FrameToPage>) => {
    const message = event.data;
    if (message.kind === 'files-unusable') onUnusable(message.message);
    else if (message.kind === 'launched') clearTimeout(launching.get(message.worker));
    else listeners.get(message.worker)?.workerError(message.message);
  };
  const { loader, glue, interpreter, stdlib, memory } = files.assets;
  send({ kind: 'files', files }, [loader, glue, interpreter, stdlib, memory]);
  return {
    startWorker(listener) {
      const worker = nextWorker++;
      const channel = new MessageChannel();
      listeners.set(worker, listener);
      const timer = setTimeout(() => listener.frameLost(), LAUNCH_TIMEOUT_MS);
      launching.set(worker, timer);
      send({ kind: 'start', worker }, [channel.port2]);
      return {
        port: channel.port1,
        kill: () => {
          clearTimeout(timer);
          launching.delete(worker);
          listeners.delete(worker);
          channel.port1.close();
          send({ kind: 'kill', worker });
        },
      };
    },
    close() {
      port.close();
      frame.remove();
    },
  };
}
