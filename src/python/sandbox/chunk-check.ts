/**
 * Checks a trace chunk that comes out of the sandbox. User code can forge messages, so a chunk is believed only after
 * every index in it is known to point at something: readers of a trace need no checks of their own.
 */
import { DeltaOp, ObjectKind, RecordFlag, ValueTag } from '../../trace/wire.ts';
import type { TraceChunk } from '../../trace/wire.ts';

/** What earlier chunks (and the header) have defined. */
export interface ChunkContext {
  readonly codes: number;
  readonly frames: number;
  readonly strings: number;
}

const ALL_FLAGS = Object.values(RecordFlag).reduce((all, flag) => all | flag, 0);
const LAST_TAG = Math.max(...Object.values(ValueTag));
const LAST_KIND = Math.max(...Object.values(ObjectKind));
const EXCEPTION_WORDS = 4;

class InvalidChunk extends Error {}

function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvalidChunk(message);
}

function words(value: unknown, name: string): Int32Array<ArrayBuffer> {
  // Shared memory could change after the check.
  check(value instanceof Int32Array && value.buffer instanceof ArrayBuffer, `${name} is no Int32Array`);
  return value as Int32Array<ArrayBuffer>;
}

function text(value: unknown, name: string): string {
  check(typeof value === 'string', `${name} is no string`);
  return value;
}

/** Walks the delta words of one record; every entry has to end where the record ends. */
function checkDelta(deltas: Int32Array, start: number, end: number, strings: number): void {
  const isString = (id: number): boolean => id >= 0 && id < strings;
  let at = start;
  const checkValue = (): void => {
    const tag = deltas[at]!;
    const payload = deltas[at + 1]!;
    check(tag >= 0 && tag <= LAST_TAG, `unknown value tag ${tag}`);
    if (tag === ValueTag.FLOAT || tag === ValueTag.STR || tag === ValueTag.BIG_INT) check(isString(payload), `no string ${payload}`);
    else if (tag === ValueTag.REFERENCE) check(payload >= 0, `no object ${payload}`);
    else if (tag === ValueTag.BOOL) check(payload === 0 || payload === 1, `no bool ${payload}`);
    at += 2;
  };
  while (at < end) {
    const op = deltas[at]! & 0xff;
    const count = deltas[at]! >>> 8;
    at += 1;
    switch (op) {
      case DeltaOp.LOCALS:
      case DeltaOp.GLOBALS:
      case DeltaOp.NAMED_LOCALS:
        check(at + 3 * count <= end, 'a delta entry is cut short');
        for (let i = 0; i < count; i++) {
          const name = deltas[at]!;
          check(op === DeltaOp.LOCALS ? name >= 0 : isString(name), `no variable ${name}`);
          at += 1;
          checkValue();
        }
        break;
      case DeltaOp.STACK:
        check(at + 2 * count <= end, 'a delta entry is cut short');
        for (let i = 0; i < count; i++) checkValue();
        break;
      case DeltaOp.OBJECT: {
        check(at + 4 + count <= end && count % 2 === 0, 'a delta entry is cut short');
        const [id, kind, typeName, length] = [deltas[at]!, deltas[at + 1]!, deltas[at + 2]!, deltas[at + 3]!];
        check(id >= 0 && kind >= 0 && kind <= LAST_KIND && isString(typeName) && length >= 0, 'an object entry is malformed');
        at += 4;
        for (let i = 0; i < count; i += 2) checkValue();
        break;
      }
      case DeltaOp.EXCEPTION:
        check(count === EXCEPTION_WORDS && at + count <= end, 'a delta entry is cut short');
        check(isString(deltas[at]!) && isString(deltas[at + 1]!), 'an exception entry is malformed');
        at += 2;
        checkValue();
        break;
      default:
        check(false, `unknown delta entry ${op}`);
    }
  }
  check(at === end, 'a delta entry runs over');
}

function checkRecords(chunk: TraceChunk, frames: number, strings: number): void {
  const { flags, frameIds, depths, stdoutLengths, offsets, deltaEnds, deltas } = chunk;
  const count = flags.length;
  for (const column of [frameIds, depths, offsets, stdoutLengths, deltaEnds]) {
    check(column.length === count, 'the columns differ in length');
  }
  let start = 0;
  for (let i = 0; i < count; i++) {
    const end = deltaEnds[i]!;
    check((flags[i]! & ~ALL_FLAGS) === 0, `unknown flags ${flags[i]!}`);
    check(frameIds[i]! >= 0 && frameIds[i]! < frames, `no frame ${frameIds[i]!}`);
    check(depths[i]! >= 1 && offsets[i]! >= -1 && stdoutLengths[i]! >= 0, 'a record is malformed');
    check(end >= start && end <= deltas.length, 'the delta ends are out of order');
    checkDelta(deltas, start, end, strings);
    start = end;
  }
  check(start === deltas.length, 'delta words belong to no record');
}

function readChunk(value: unknown, context: ChunkContext): TraceChunk {
  check(typeof value === 'object' && value !== null, 'a chunk is no object');
  const raw = value as Record<keyof TraceChunk, unknown>;
  const { flags, strings } = raw;
  check(flags instanceof Uint8Array && flags.buffer instanceof ArrayBuffer, 'flags is no Uint8Array');
  check(Array.isArray(strings) && strings.every((item) => typeof item === 'string'), 'strings is no list of strings');
  const chunk: TraceChunk = {
    flags,
    frameIds: words(raw.frameIds, 'frameIds'),
    depths: words(raw.depths, 'depths'),
    offsets: words(raw.offsets, 'offsets'),
    stdoutLengths: words(raw.stdoutLengths, 'stdoutLengths'),
    deltaEnds: words(raw.deltaEnds, 'deltaEnds'),
    deltas: words(raw.deltas, 'deltas'),
    strings,
    frameCodes: words(raw.frameCodes, 'frameCodes'),
    stdout: text(raw.stdout, 'stdout'),
    stderr: text(raw.stderr, 'stderr'),
  };
  for (const code of chunk.frameCodes) check(code >= 0 && code < context.codes, `no code object ${code}`);
  checkRecords(chunk, context.frames + chunk.frameCodes.length, context.strings + chunk.strings.length);
  return chunk;
}

/** Memory that a chunk holds on the page, in bytes (a string unit is counted as two). */
export function chunkBytes(chunk: TraceChunk): number {
  const columns = [chunk.flags, chunk.frameIds, chunk.depths, chunk.offsets, chunk.stdoutLengths, chunk.deltaEnds, chunk.deltas, chunk.frameCodes];
  const texts = chunk.strings.reduce((sum, item) => sum + item.length, chunk.stdout.length + chunk.stderr.length);
  // What is kept alive is the whole buffer, not the view.
  return columns.reduce((sum, column) => sum + column.buffer.byteLength, 0) + 2 * texts;
}

/** The chunk, or in a word what is wrong with it. */
export function checkChunk(value: unknown, context: ChunkContext): TraceChunk | { readonly invalid: string } {
  try {
    return readChunk(value, context);
  } catch (error) {
    if (error instanceof InvalidChunk) return { invalid: error.message };
    throw error;
  }
}
