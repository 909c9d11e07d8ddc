/** Runs programs and gives whole traces. */
import { assert } from '../base/assert.ts';
import { collectRun, runRequest as instructionRequest } from '../python/node-runner.ts';
import type { PythonRunner, RunRequest } from '../python/protocol.ts';
import type { Trace } from '../trace/trace.ts';
import { assembleTrace } from '../trace/trace.ts';

/** Records that a run by instruction may have for each line step that is allowed: it is about as long as one by line then. */
export const RECORDS_PER_LINE = 12;

/** A run by lines with the limits and inputs that most commands use; `parts` says what differs. */
export function runRequest(source: string, parts: Partial<Omit<RunRequest, 'source'>> = {}): RunRequest {
  return instructionRequest(source, { granularity: 'line', ...parts });
}

/** The whole trace of a run. Rejects only when Python itself can't start (`PythonStartError`). */
export async function recordTrace(runner: PythonRunner, request: RunRequest): Promise<Trace> {
  await runner.ready;
  const { header, chunks, end } = await collectRun(runner, request);
  const trace = assembleTrace(header, chunks, end);
  assert(trace.ok, trace.ok ? '' : trace.error.message);
  return trace.value;
}
