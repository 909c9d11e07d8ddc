/**
 * Python in a thread of its own under Node: a program that never returns to the interpreter is ended with its thread,
 * and the steps that were handed over until then are kept, as in the browser.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { PythonStartError, type PythonRunner } from './protocol.ts';
import { createRunner } from './sandbox/runner.ts';

const resolveFile = createRequire(import.meta.url);

/** The version that Pyodide's lock file names. */
function pythonVersion(): string {
  const lock = JSON.parse(readFileSync(resolveFile.resolve('pyodide/pyodide-lock.json'), 'utf8')) as { info: { python: string } };
  return lock.info.python;
}

/** Starts Python at once; `ready` tells when. To be disposed of, else the process lives on with it. */
export function createNodeWorkerRunner(): PythonRunner {
  return createRunner({
    start: (listener) => {
      const worker = new Worker(new URL('./node-worker-start.mjs', import.meta.url), { execArgv: [] });
      worker.on('message', (message: unknown) => {
        listener.message(message);
      });
      worker.on('error', (error) => {
        listener.failed(new PythonStartError('interpreter-failed', error instanceof Error ? error.message : String(error)));
      });
      worker.on('exit', () => {
        listener.failed(new PythonStartError('interpreter-failed', 'The interpreter ended.'));
      });
      return {
        send: (message) => {
          worker.postMessage(message);
        },
        kill: () => {
          void worker.terminate();
        },
      };
    },
    python: pythonVersion(),
    dispose: () => undefined,
  });
}
