/** The model runner as the page sees it: the same interface, at work in a worker. */
import * as Comlink from 'comlink';
import type { Result } from '../base/result.ts';
import { fail } from '../base/result.ts';
import type { ModelError, ModelInfo, ModelRunner, Rung } from './protocol.ts';

interface Home {
  readonly worker: Worker;
  readonly remote: Comlink.Remote<ModelRunner>;
  /** Settles when the worker dies: out of memory, or its script could not be loaded. */
  readonly died: Promise<ModelError>;
}

/** The worker starts with the first load, and anew with a load after it has died. */
export function createBrowserModelRunner(): ModelRunner {
  let home: Home | null = null;

  function start(): Home {
    const worker = new Worker(new URL('./model.worker.ts', import.meta.url), { type: 'module', name: 'model' });
    const started: Home = {
      worker,
      remote: Comlink.wrap<ModelRunner>(worker),
      died: new Promise((resolve) => {
        worker.addEventListener('error', (event) => {
          if (home === started) home = null;
          worker.terminate();
          resolve({ failure: 'runtime-failed', message: `The model's worker stopped: ${event.message || 'its script could not be loaded'}.` });
        });
      }),
    };
    return started;
  }

  async function ask<T>(at: Home | null, call: (remote: Comlink.Remote<ModelRunner>) => Promise<Result<T, ModelError>>): Promise<Result<T, ModelError>> {
    if (!at) return fail({ failure: 'runtime-failed', message: 'No model is loaded.' });
    return Promise.race([call(at.remote), at.died.then((error) => fail(error))]);
  }

  async function load(below: Rung | undefined, call: (remote: Comlink.Remote<ModelRunner>, below: Rung | undefined) => Promise<Result<ModelInfo, ModelError>>): Promise<Result<ModelInfo, ModelError>> {
    const at = (home ??= start());
    const first = await ask(at, (remote) => call(remote, below));
    if (first.ok || first.error.rung !== 'wasm-threads') return first;
    // The runtime starts its threads once in a worker, and nothing at all once that has failed.
    at.worker.terminate();
    home = start();
    return ask(home, (remote) => call(remote, 'wasm-threads'));
  }

  return {
    load: (manifestUrl, provider, progress, below) => {
      // Relative to the page, as everything on it is; the worker's own address is another one.
      const url = new URL(manifestUrl, document.baseURI).href;
      return load(below, (remote, from) => remote.load(url, provider, Comlink.proxy(progress), from));
    },
    loadOther: (model, provider, progress, below) => load(below, (remote, from) => remote.loadOther(model, provider, Comlink.proxy(progress), from)),
    teacherForced: (request, onStep, onMove) => ask(home, (remote) => remote.teacherForced(request, Comlink.proxy(onStep), onMove && Comlink.proxy(onMove))),
    freeRunning: (request, onStep, onMove) => ask(home, (remote) => remote.freeRunning(request, Comlink.proxy(onStep), onMove && Comlink.proxy(onMove))),
    cancel: async () => {
      await home?.remote.cancel();
    },
    cancelLoad: async () => {
      await home?.remote.cancelLoad();
    },
    forget: async (manifestUrl) => {
      home ??= start();
      await Promise.race([home.remote.forget(new URL(manifestUrl, document.baseURI).href), home.died]);
    },
    forgetOther: async (source) => {
      home ??= start();
      await Promise.race([home.remote.forgetOther(source), home.died]);
    },
    dispose: async () => {
      const old = home;
      home = null;
      if (!old) return;
      await Promise.race([old.remote.dispose(), old.died]);
      old.worker.terminate();
    },
  };
}
