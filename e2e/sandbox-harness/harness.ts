/** A page with nothing but the Python runner, driven by `sandbox.spec.ts`. Not a part of the built app. */
import { createBrowserRunner } from '../../src/python/browser-runner.ts';
import { DEFAULT_LIMITS } from '../../src/python/protocol.ts';
import type { PythonRunner, RunLimits } from '../../src/python/protocol.ts';
import type { TraceEnd } from '../../src/trace/wire.ts';

export interface RunReport {
  readonly end: TraceEnd;
  readonly records: number;
  readonly chunks: number;
  readonly stdout: string;
  readonly milliseconds: number;
  /** Every event in order: one header, chunks, one end. */
  readonly order: string;
}

export interface Harness {
  /** Milliseconds until the interpreter is ready. */
  start(): Promise<number>;
  run(source: string, limits?: Partial<RunLimits>): Promise<RunReport>;
  /** Stops the program once its first chunk is there. */
  runAndStop(source: string): Promise<RunReport>;
  dispose(): void;
}

let runner: PythonRunner | null = null;

async function run(source: string, limits: Partial<RunLimits>, onChunk: () => void): Promise<RunReport> {
  if (runner === null) throw new Error('Not started.');
  const startedAt = performance.now();
  let end: TraceEnd | undefined;
  let [records, chunks, stdout, order] = [0, 0, '', ''];
  await runner.run(
    { source, call: null, stdin: [], afterStdin: 'eof', granularity: 'line', limits: { ...DEFAULT_LIMITS, ...limits } },
    {
      header: () => (order += 'h'),
      chunk: (chunk) => {
        records += chunk.flags.length;
        chunks += 1;
        stdout += chunk.stdout;
        if (!order.endsWith('c')) order += 'c';
        onChunk();
      },
      end: (value) => {
        end = value;
        order += 'e';
      },
    },
  );
  if (end === undefined) throw new Error('The run resolved without an end.');
  return { end, records, chunks, stdout, milliseconds: performance.now() - startedAt, order };
}

const harness: Harness = {
  async start() {
    const startedAt = performance.now();
    runner = createBrowserRunner(document, new URL('../../', document.baseURI).href);
    await runner.ready;
    return performance.now() - startedAt;
  },
  run: (source, limits = {}) => run(source, limits, () => undefined),
  runAndStop: (source) => run(source, {}, () => runner?.stop()),
  dispose() {
    runner?.dispose();
    runner = null;
  },
};

declare global {
  interface Window {
    harness: Harness;
  }
}
window.harness = harness;
