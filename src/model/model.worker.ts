/** The model's worker: a shell around the runner. */
import * as Comlink from 'comlink';
import { browserHome } from './browser-home.ts';
import type { ModelRunner } from './protocol.ts';
import { createModelRunner } from './runner.ts';

const runner = createModelRunner(browserHome());

/**
 * Callbacks come through message ports of their own, so their last message may arrive after the answer that the request
 * is done. The answer waits for it; then the port is closed.
 */
async function withCallback<Value, Outcome>(
  callback: ((value: Value) => void) | undefined,
  run: (callback: (value: Value) => void) => Promise<Outcome>,
): Promise<Outcome> {
  if (callback === undefined) return run(() => undefined);
  const remote = callback as unknown as Comlink.Remote<(value: Value) => void>;
  // On one port answers come in order: the last one stands for all.
  let last: unknown = undefined;
  const outcome = await run((value) => (last = (remote as (value: Value) => unknown)(value)));
  await last;
  remote[Comlink.releaseProxy]();
  return outcome;
}

const exposed: ModelRunner = {
  load: (manifestUrl, provider, progress, below) => withCallback(progress, (callback) => runner.load(manifestUrl, provider, callback, below)),
  loadOther: (model, provider, progress, below) => withCallback(progress, (callback) => runner.loadOther(model, provider, callback, below)),
  teacherForced: (request, onStep, onMove) => withCallback(onStep, (step) => withCallback(onMove, (move) => runner.teacherForced(request, step, move))),
  freeRunning: (request, onStep, onMove) => withCallback(onStep, (step) => withCallback(onMove, (move) => runner.freeRunning(request, step, move))),
  cancel: () => runner.cancel(),
  cancelLoad: () => runner.cancelLoad(),
  forget: (manifestUrl) => runner.forget(manifestUrl),
  forgetOther: (source) => runner.forgetOther(source),
  dispose: () => runner.dispose(),
};

Comlink.expose(exposed);
