/** Runs programs and gives whole traces. */
import { DEFAULT_LIMITS, type PythonRunner, type RunRequest } from '../python/protocol.ts';
import type { Trace } from '../trace/trace.ts';
import { TraceBuilder } from '../trace/trace.ts';
import type { TraceEnd } from '../trace/wire.ts';
import { assert } from '../base/assert.ts';

/** A run with the limits and inputs that most commands use; `parts` says what differs. */
export function runRequest(source: string, parts: Partial<RunRequest> = {}): RunRequest {
  return { source, call: null, stdin: [], granularity: 'line', limits: DEFAULT_LIMITS, ...parts };
}

/** The whole trace of a run. Rejects only when Python itself can't start (`PythonStartError`). */
export async function recordTrace(runner: PythonRunner, request: RunRequest): Promise<Trace> {
  await runner.ready;
  let builder: TraceBuilder | null = null;
  await runner.run(request, {
    header(header) {
      builder = new TraceBuilder(header);
    },
    chunk(chunk) {
      assert(builder !== null, 'a chunk before the header');
      const appended = builder.append(chunk);
      assert(appended.ok, appended.ok ? '' : appended.error.message);
    },
    end(end: TraceEnd) {
      builder?.finish(end);
    },
  });
  // Assigned in a callback, which the compiler does not follow.
  const finished = builder as TraceBuilder | null;
  assert(finished !== null, 'a run without a header');
  return finished.snapshot();
}
