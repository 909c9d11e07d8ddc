/**
 * A trace, or the part of it that has come so far. `TraceBuilder` takes what a run gives; `snapshot()` is a `Trace`
 * that never changes (it shares all storage with later snapshots), so that a view may hold one while the run goes on.
 */
import { at } from '../base/assert.ts';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { chunkFault } from './check-chunk.ts';
import { TraceStore } from './trace-store.ts';
import type { CodeIndex, CodeInfo, FrameId, InstructionInfo, RecordIndex, TraceChunk, TraceEnd, TraceHeader } from './wire.ts';

/** Ids above what could have been given out so far by this much are forged. */
const ID_SLACK = 4096;

export interface MalformedChunk {
  readonly kind: 'malformed-chunk';
  readonly message: string;
}

/** The first `recordCount` records of a run. Columns have one element a record. */
export class Trace {
  readonly header: TraceHeader;
  /** Null while the run goes on. */
  readonly end: TraceEnd | null;
  readonly recordCount: number;
  /** `RecordFlag` bits. */
  readonly flags: Uint8Array;
  readonly frameIds: Int32Array;
  /** 1 = outermost. */
  readonly depths: Int32Array;
  /** Bytecode offsets in bytes. */
  readonly offsets: Int32Array;
  /** Source lines from 1; an instruction without a line has that of its frame before it. */
  readonly lines: Int32Array;
  /** UTF-16 units of stdout before the record. */
  readonly stdoutLengths: Int32Array;
  /** Last record of the calling frame, -1 for the outermost frame. */
  readonly callers: Int32Array;
  readonly stdout: string;
  readonly stderr: string;
  /** Pairs: a record, and the UTF-16 units of stderr before it. Where it is not known when stderr was written there are none. */
  readonly stderrMarks: Int32Array;
  /** Threes as in `TraceChunk.inputMarks`; none where it is not known when input was read. */
  readonly inputMarks: Int32Array;
  /** Bytes that came over the wire, strings left out. */
  readonly wireBytes: number;
  /** Shared with later snapshots; for the readers in this folder only. */
  readonly store: TraceStore;

  constructor(header: TraceHeader, store: TraceStore, end: TraceEnd | null) {
    this.header = header;
    this.store = store;
    this.end = end;
    this.recordCount = store.recordCount;
    this.flags = store.flags.view();
    this.frameIds = store.frameIds.view();
    this.depths = store.depths.view();
    this.offsets = store.offsets.view();
    this.lines = store.lines.view();
    this.stdoutLengths = store.stdoutLengths.view();
    this.callers = store.callers.view();
    this.stdout = store.stdout;
    this.stderr = store.stderr;
    this.stderrMarks = store.stderrMarks.view();
    this.inputMarks = store.inputMarks.view();
    this.wireBytes = store.wireBytes;
  }

  codeIndexOfFrame(frameId: FrameId): CodeIndex {
    return at(this.store.frameCodes.data, frameId) as CodeIndex;
  }

  codeOfFrame(frameId: FrameId): CodeInfo {
    return at(this.header.codes, this.codeIndexOfFrame(frameId));
  }

  frameIdAt(record: RecordIndex): FrameId {
    return at(this.frameIds, record) as FrameId;
  }

  codeAt(record: RecordIndex): CodeInfo {
    return this.codeOfFrame(this.frameIdAt(record));
  }

  /** The instruction that is about to run (or that raised); null when the code lists none at its offset or before. */
  instructionAt(record: RecordIndex): InstructionInfo | null {
    return this.store.instructionAt(record);
  }

  /** What the program had written to stdout before the record. */
  stdoutAt(record: RecordIndex): string {
    return this.stdout.slice(0, at(this.stdoutLengths, record));
  }

  /** What the program had written to stderr before the record, as far as it is known when it was written. */
  stderrAt(record: RecordIndex): string {
    const written = marksUntil(this.stderrMarks, 2, record);
    return written === 0 ? '' : this.stderr.slice(0, at(this.stderrMarks, 2 * written - 1));
  }

  /** How many of `inputMarks` there are before the record. */
  inputMarksAt(record: RecordIndex): number {
    return marksUntil(this.inputMarks, 3, record);
  }
}

/** How many marks of `size` numbers, the first of which is a record, are of a record at or before `record`. */
function marksUntil(marks: Int32Array, size: number, record: RecordIndex): number {
  let low = 0;
  let high = Math.floor(marks.length / size);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(marks, size * middle) <= record) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes the header, the chunks in order and the end of one run. */
export class TraceBuilder {
  readonly #header: TraceHeader;
  readonly #store: TraceStore;
  #end: TraceEnd | null = null;
  #snapshot: Trace | null = null;

  constructor(header: TraceHeader) {
    this.#header = header;
    this.#store = new TraceStore(header.codes, header.recordedItems);
  }

  get recordCount(): number {
    return this.#store.recordCount;
  }

  /** Keeps the chunk's arrays. A chunk that does not hold together is refused whole and changes nothing. */
  append(chunk: TraceChunk): Result<void, MalformedChunk> {
    const store = this.#store;
    const frameCodes = chunk.frameCodes;
    const fault = chunkFault(chunk, {
      codeCount: store.codes.length,
      frameCount: store.frameCount + frameCodes.length,
      slotCount: (frameId) => {
        const known = frameId < store.frameCount;
        const code = known ? at(store.frameCodes.data, frameId) : at(frameCodes, frameId - store.frameCount);
        return at(store.codes, code).localNames.length;
      },
      idLimit: store.deltaWords + chunk.deltas.length + store.strings.length + chunk.strings.length + ID_SLACK,
    });
    if (fault !== null) return fail({ kind: 'malformed-chunk', message: fault });
    store.append(chunk);
    this.#snapshot = null;
    return ok(undefined);
  }

  finish(end: TraceEnd): void {
    this.#end = end;
    this.#snapshot = null;
  }

  /** What has come so far; the same object until something more comes. */
  snapshot(): Trace {
    this.#snapshot ??= new Trace(this.#header, this.#store, this.#end);
    return this.#snapshot;
  }
}

/** A whole run at once. */
export function assembleTrace(header: TraceHeader, chunks: readonly TraceChunk[], end: TraceEnd | null): Result<Trace, MalformedChunk> {
  const builder = new TraceBuilder(header);
  for (const chunk of chunks) {
    const appended = builder.append(chunk);
    if (!appended.ok) return appended;
  }
  if (end !== null) builder.finish(end);
  return ok(builder.snapshot());
}
