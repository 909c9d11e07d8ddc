/** Entry of the worker thread of `createNodeWorkerRunner`: an interpreter that runs the programs that it is sent. */
import { parentPort } from 'node:worker_threads';
import { assert } from '../base/assert.ts';
import { installMemoryCap } from './memory-cap.ts';
import { startNodePython } from './node-runner.ts';
import { DEFAULT_LIMITS, PythonStartError } from './protocol.ts';
import type { PageToWorker, WorkerToPage } from './sandbox/messages.ts';
import { runInWorker } from './sandbox/worker-run.ts';

const port = parentPort;
assert(port !== null, 'this file runs as a worker');
const post = (message: WorkerToPage, transfer: ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

let memoryCap = DEFAULT_LIMITS.maxInterpreterBytes;
installMemoryCap(() => memoryCap);

startNodePython().then(
  ({ engine, interpreterBytes }) => {
    port.on('message', (message: PageToWorker) => {
      memoryCap = message.request.limits.maxInterpreterBytes;
      runInWorker(message, engine, post, interpreterBytes);
    });
    post({ kind: 'ready' });
  },
  (error: unknown) => {
    const failure = error instanceof PythonStartError ? error.failure : 'interpreter-failed';
    post({ kind: 'failed', failure, message: error instanceof Error ? error.message : String(error) });
  },
);
