/** What a worker does with a program that it is told to run: everything that the run gives is posted as it comes. */
import type { TraceChunk, TraceEnd } from '../../trace/wire.ts';
import type { PythonEngine } from '../engine.ts';
import type { PageToWorker, WorkerToPage } from './messages.ts';

/** @param interpreterBytes Size of the interpreter's memory now. */
export function runInWorker(
  { run, request }: PageToWorker,
  engine: PythonEngine,
  post: (message: WorkerToPage, transfer: ArrayBuffer[]) => void,
  interpreterBytes: () => number,
): void {
  const end = (value: TraceEnd): void => {
    // A dead interpreter is of no use any more, whatever its last program ended with; its size says so.
    post({ kind: 'end', run, end: value, interpreterBytes: engine.dead ? Number.MAX_SAFE_INTEGER : interpreterBytes() }, []);
  };
  engine
    .run(request, {
      header: (header) => {
        post({ kind: 'header', run, header }, []);
      },
      chunk: (chunk) => {
        post({ kind: 'chunk', run, chunk }, columnBuffers(chunk));
      },
      end,
    })
    .catch((error: unknown) => {
      end({ reason: 'interpreter-died', message: String(error) });
    });
}

function columnBuffers(chunk: TraceChunk): ArrayBuffer[] {
  const { flags, frameIds, depths, offsets, stdoutLengths, deltaEnds, deltas, frameCodes } = chunk;
  return [flags, frameIds, depths, offsets, stdoutLengths, deltaEnds, deltas, frameCodes].map((column) => column.buffer as ArrayBuffer);
}
