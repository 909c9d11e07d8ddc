/** Python in the browser: Pyodide and the tracer in a worker of a sandboxed frame. */
import { lock, python } from 'virtual:python-assets';
import { PythonStartError } from './protocol.ts';
import type { PythonRunner } from './protocol.ts';
import { fetchAssets } from './sandbox/assets.ts';
import { openSandbox } from './sandbox/frame.ts';
import type { Sandbox, SandboxWorker } from './sandbox/frame.ts';
import type { SandboxFiles } from './sandbox/messages.ts';
import { createRunner } from './sandbox/runner.ts';
import type { Interpreter, InterpreterListener } from './sandbox/runner.ts';
import workerScript from './sandbox/sandbox.worker.ts?bundle';

function asStartError(error: unknown): PythonStartError {
  return error instanceof PythonStartError ? error : new PythonStartError('sandbox-failed', String(error));
}

/** From the snapshot it takes half a second, without it ten on a slow machine; the files are there by then. */
const START_TIMEOUT_MS = 60_000;

/** One sandbox for all interpreters that follow each other; opened again after a failure. */
class SandboxKeeper {
  readonly #host: Document;
  readonly #base: string;
  #sandbox: Promise<Sandbox> | null = null;
  #listener: InterpreterListener | null = null;

  constructor(host: Document, base: string) {
    this.#host = host;
    this.#base = base;
  }

  start(listener: InterpreterListener): Interpreter {
    this.#listener = listener;
    let worker = this.#launch(listener, () => {
      // The frame died with its process; a new one starts from the same files, which the browser has cached.
      this.close();
      worker = this.#launch(listener, () => {
        this.close();
        listener.failed(new PythonStartError('sandbox-failed', 'The sandboxed frame does not answer.'));
      });
    });
    return {
      send: (message) => worker.send(message),
      kill: () => worker.kill(),
    };
  }

  /** Starts a worker in the sandbox, which is opened where it is not. */
  #launch(listener: InterpreterListener, frameLost: () => void): Interpreter {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const worker = this.#open().then((sandbox) => {
      const started = sandbox.startWorker({
        frameLost,
        workerError: (message) => listener.failed(new PythonStartError('interpreter-failed', message)),
      });
      started.port.onmessage = (event: MessageEvent<unknown>) => {
        clearTimeout(timer);
        listener.message(event.data);
      };
      started.port.onmessageerror = () => listener.message(null);
      timer = setTimeout(() => {
        listener.failed(new PythonStartError('interpreter-failed', 'Python did not start in time.'));
      }, START_TIMEOUT_MS);
      return started;
    });
    worker.catch((error: unknown) => {
      this.close();
      listener.failed(asStartError(error));
    });
    const whenStarted = (act: (started: SandboxWorker) => void): void => {
      worker.then(act, () => undefined);
    };
    return {
      send: (message) => whenStarted((started) => started.port.postMessage(message)),
      kill: () =>
        whenStarted((started) => {
          clearTimeout(timer);
          started.kill();
        }),
    };
  }

  close(): void {
    this.#sandbox?.then(
      (sandbox) => sandbox.close(),
      () => undefined,
    );
    this.#sandbox = null;
  }

  async #files(): Promise<SandboxFiles> {
    return { assets: await fetchAssets(this.#base), lock, workerScript };
  }

  #open(): Promise<Sandbox> {
    this.#sandbox ??= openSandbox(this.#host, this.#files(), (message) => {
      this.close();
      this.#listener?.failed(new PythonStartError('sandbox-failed', message));
    });
    return this.#sandbox;
  }
}

/**
 * Starts Python at once; `ready` tells when. `base`: address that the build's `python/` folder is next to, the
 * document's own by default. Needs no special headers; a page with a content security policy of its own has to allow
 * this page's scripts a nonce or 'unsafe-inline', blob: workers and 'wasm-unsafe-eval', since the frame inherits it.
 */
export function createBrowserRunner(host: Document = document, base: string = host.baseURI): PythonRunner {
  const keeper = new SandboxKeeper(host, base);
  return createRunner({ start: (listener) => keeper.start(listener), python, dispose: () => keeper.close() });
}
