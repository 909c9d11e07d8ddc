/** Runs a program and gives its whole trace. */
import { assert } from '../base/assert.ts';
import type { PythonRunner, RunRequest } from '../python/protocol.ts';
import { TraceBuilder, type Trace } from '../trace/trace.ts';
import type { TraceEnd } from '../trace/wire.ts';

/** Records that a run by instruction may have for each line step that is allowed: it is about as long as one by line then. */
export const RECORDS_PER_LINE = 12;

/** Rejects where Python can't start (`PythonStartError`), or sends what is no trace. */
export async function recordTrace(runner: Pick<PythonRunner, 'ready' | 'run'>, request: RunRequest): Promise<Trace> {
  await runner.ready;
  const run: { builder: TraceBuilder | null; end: TraceEnd | null; fault: string | null } = { builder: null, end: null, fault: null };
  await runner.run(request, {
    header: (header) => {
      run.builder = new TraceBuilder(header);
    },
    chunk: (chunk) => {
      const appended = run.builder?.append(chunk);
      if (appended?.ok === false) run.fault ??= appended.error.message;
    },
    end: (end) => {
      run.end = end;
    },
  });
  assert(run.fault === null, run.fault ?? '');
  assert(run.builder !== null && run.end !== null, 'a run has a header and an end');
  run.builder.finish(run.end);
  return run.builder.snapshot();
}
