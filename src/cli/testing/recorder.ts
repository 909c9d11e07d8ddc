import { afterAll, beforeAll } from 'vitest';
import { recordTrace } from '../../evaluation/record-trace.ts';
import { createNodeRunner } from '../../python/node-runner.ts';
import type { PythonRunner } from '../../python/protocol.ts';
import type { Trace } from '../../trace/trace.ts';
import { runRequest } from '../record.ts';

/** Python comes up in a second or two, on a busy machine in many more. */
const START_MILLISECONDS = 120_000;

/** Records a program by lines, or as `parts` says. */
export type Recorder = (source: string, parts?: Parameters<typeof runRequest>[1]) => Promise<Trace>;

/** A Python of the tests' own, that starts before and ends after them: of a file, or of the `describe` in which this is called. */
export function pythonRecorder(): Recorder {
  let runner: PythonRunner;
  beforeAll(async () => {
    runner = createNodeRunner();
    await runner.ready;
  }, START_MILLISECONDS);
  afterAll(() => {
    runner.dispose();
  });
  return (source, parts) => recordTrace(runner, runRequest(source, parts));
}
