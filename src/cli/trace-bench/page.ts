/** A page with nothing but the Python runner and a trace, driven by `in-chromium.ts`. Not a part of the built app. */
import { assert } from '../../base/assert.ts';
import { createBrowserRunner } from '../../python/browser-runner.ts';
import type { PythonRunner } from '../../python/protocol.ts';
import { instructionSteps, type StepIndex } from '../../trace/line-steps.ts';
import { printStep } from '../../trace/print-state.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Granularity } from '../../trace/wire.ts';
import { benchRequest, rebuildTimes, recordAndDrop, recordAndKeep, stepCount, traceOf, type KeptRun, type RebuildTimes } from './measures.ts';

export interface BenchPage {
  /** Milliseconds until the interpreter is ready. */
  start(): Promise<number>;
  /** Records a program so many times; seconds of the quickest. */
  record(name: string, granularity: Granularity, times: number): Promise<number>;
  count(name: string, granularity: Granularity): Promise<number>;
  /** Records a program and keeps its trace, of which a state has been read. */
  keep(name: string, granularity: Granularity): Promise<void>;
  /** Drops the trace that is kept and measures reading traces of the same run. */
  rebuild(): RebuildTimes;
  /** Stops a program in its middle, which ends its interpreter. */
  stop(): Promise<void>;
  /** Milliseconds until an empty program is through: the next interpreter is on its way. */
  restarted(): Promise<number>;
}

const EMPTY = { ...benchRequest('long', 'line'), source: 'pass\n' };

let started: PythonRunner | null = null;
let kept: { readonly run: KeptRun; readonly trace: Trace } | null = null;

function runner(): PythonRunner {
  assert(started !== null, 'started first');
  return started;
}

const page: BenchPage = {
  async start() {
    const before = performance.now();
    started = createBrowserRunner(document, new URL('../../../', document.baseURI).href);
    await started.ready;
    return performance.now() - before;
  },
  async record(name, granularity, times) {
    let best = Infinity;
    for (let time = 0; time < times; time++) {
      const before = performance.now();
      await recordAndDrop(runner(), benchRequest(name, granularity));
      best = Math.min(best, (performance.now() - before) / 1000);
    }
    // The worker's last task is over when it has taken up another one.
    await recordAndDrop(runner(), EMPTY);
    return best;
  },
  async count(name, granularity) {
    return stepCount(traceOf(await recordAndKeep(runner(), benchRequest(name, granularity))), granularity);
  },
  async keep(name, granularity) {
    const run = await recordAndKeep(runner(), benchRequest(name, granularity));
    kept = { run, trace: traceOf(run) };
    const steps = instructionSteps(kept.trace);
    printStep(steps, (steps.count >> 1) as StepIndex);
  },
  rebuild() {
    assert(kept !== null, 'a run is kept');
    const { run } = kept;
    kept = null;
    return rebuildTimes(run);
  },
  async stop() {
    await runner().run(benchRequest('long', 'instruction'), { header: () => undefined, chunk: () => runner().stop(), end: () => undefined });
  },
  async restarted() {
    const before = performance.now();
    await recordAndDrop(runner(), EMPTY);
    return performance.now() - before;
  },
};

declare global {
  interface Window {
    traceBench: BenchPage;
  }
}
window.traceBench = page;
