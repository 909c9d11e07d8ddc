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
async function withCallback<Value, Outcome>(callback: (value: Value) => void, run: (callback: (value: Value) => void) => Promise<Outcome>): Promise<Outcome> {
  const remote = callback as unknown as Comlink.Remote<(value: Value) => void>;
  // On one port answers come in order: the last one stands for all.
  let last: unknown = undefined;
  const outcome = await run((value) => (last = (remote as (value: Value) => unknown)(value)));
  await last;
  remote[Comlink.releaseProxy]();
  return outcome;
}

const exposed: ModelRunner = {
  load: (manifestUrl, provider, progress) => withCallback(progress, (callback) => runner.load(manifestUrl, provider, callback)),
  teacherForced: (request, onStep) => withCallback(onStep, (callback) => runner.teacherForced(request, callback)),
  freeRunning: (request, onStep) => withCallback(onStep, (callback) => runner.freeRunning(request, callback)),
  cancel: () => runner.cancel(),
  dispose: () => runner.dispose(),
};

Comlink.expose(exposed);
