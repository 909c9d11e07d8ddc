/**
 * Checks a trace chunk that comes out of the sandbox. User code can forge messages, so a chunk is believed only after
 * every index in it is known to point at something: readers of a trace need no checks of their own.
 */
import { RUN_HEADER_WORDS } from '../../trace/delta.ts';
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

function refuse(message: string): never {
  throw new InvalidChunk(message);
}

function check(condition: boolean, message: string): asserts condition {
  if (!condition) refuse(message);
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

/**
 * Walks `count` values, a name or slot before each where `named` says so, from word `start`; gives the place after them.
 * A million records have some ten million words, checked on the page's own thread: no closures, no messages built in vain.
 */
function checkValues(deltas: Int32Array, start: number, count: number, named: Named, strings: number): number {
  let at = start;
  for (let i = 0; i < count; i++) {
    if (named !== Named.NO) {
      const name = deltas[at]!;
      if (name < 0 || (named === Named.STRING && name >= strings)) refuse(`no variable ${name}`);
      at += 1;
    }
    const tag = deltas[at]!;
    const payload = deltas[at + 1]!;
    if (tag < 0 || tag > LAST_TAG) refuse(`unknown value tag ${tag}`);
    const bound = tag === ValueTag.BOOL ? 2 : STRING_TAGS[tag] === 1 ? strings : Infinity;
    const isIndex = bound !== Infinity || tag === ValueTag.REFERENCE;
    if (isIndex && (payload < 0 || payload >= bound)) refuse(`value tag ${tag} with payload ${payload}`);
    at += 2;
  }
  return at;
}

const Named = { NO: 0, SLOT: 1, STRING: 2 } as const;
type Named = (typeof Named)[keyof typeof Named];

/** 1 where the payload of the tag is a string id. */
const STRING_TAGS = new Uint8Array(LAST_TAG + 1);
for (const tag of [ValueTag.FLOAT, ValueTag.STR, ValueTag.BIG_INT]) STRING_TAGS[tag] = 1;

/** How the entries that hold nothing but values name them, by op. */
const NAMING = new Map<number, Named>([
  [DeltaOp.LOCALS, Named.SLOT],
  [DeltaOp.STACK, Named.NO],
  [DeltaOp.GLOBALS, Named.STRING],
  [DeltaOp.NAMED_LOCALS, Named.STRING],
]);

/** Walks the runs of a change, which have to end at `end`; gives `end`. */
function checkRuns(deltas: Int32Array, start: number, end: number, strings: number): number {
  let at = start;
  while (at < end) {
    const inserted = deltas[at + 2]!;
    const isSound = at + RUN_HEADER_WORDS <= end && deltas[at]! >= 0 && deltas[at + 1]! >= 0 && inserted >= 0;
    if (!isSound || inserted > (end - at - RUN_HEADER_WORDS) / 2) refuse('a change of an object is malformed');
    at = checkValues(deltas, at + RUN_HEADER_WORDS, inserted, Named.NO, strings);
  }
  return at;
}

/** Walks the delta words of one record; every entry has to end where the record ends or before. */
function checkDelta(deltas: Int32Array, start: number, end: number, strings: number): void {
  let at = start;
  while (at < end) {
    const op = deltas[at]! & 0xff;
    const count = deltas[at]! >>> 8;
    at += 1;
    if (op === DeltaOp.OBJECT) {
      if (at + 4 + count > end || count % 2 !== 0) refuse('an object entry is cut short');
      const kind = deltas[at + 1]!;
      const typeName = deltas[at + 2]!;
      const isSound = deltas[at]! >= 0 && kind >= 0 && kind <= LAST_KIND && typeName >= 0 && typeName < strings && deltas[at + 3]! >= 0;
      if (!isSound) refuse('an object entry is malformed');
      at = checkValues(deltas, at + 4, count / 2, Named.NO, strings);
    } else if (op === DeltaOp.OBJECT_CHANGE) {
      if (at + 2 + count > end) refuse('a change of an object is cut short');
      const runsEnd = at + 2 + count;
      if (deltas[at]! < 0 || deltas[at + 1]! < 0) refuse('a change of an object is malformed');
      at = checkRuns(deltas, at + 2, runsEnd, strings);
    } else if (op === DeltaOp.EXCEPTION) {
      if (count !== EXCEPTION_WORDS || at + count > end) refuse('an exception entry is cut short');
      const [type, message] = [deltas[at]!, deltas[at + 1]!];
      if (type < 0 || type >= strings || message < 0 || message >= strings) refuse('an exception entry is malformed');
      at = checkValues(deltas, at + 2, 1, Named.NO, strings);
    } else {
      const named = NAMING.get(op);
      if (named === undefined) refuse(`unknown delta entry ${op}`);
      if (at + (named === Named.NO ? 2 : 3) * count > end) refuse('a delta entry is cut short');
      at = checkValues(deltas, at, count, named, strings);
    }
  }
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
    const frame = frameIds[i]!;
    if ((flags[i]! & ~ALL_FLAGS) !== 0) refuse('a record has unknown flags');
    if (frame < 0 || frame >= frames) refuse(`no frame ${frame}`);
    if (depths[i]! < 1 || offsets[i]! < -1 || stdoutLengths[i]! < 0) refuse('a record is malformed');
    if (end < start || end > deltas.length) refuse('the delta ends are out of order');
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
    ...(raw.stderrMarks === undefined ? {} : { stderrMarks: words(raw.stderrMarks, 'stderrMarks') }),
    ...(raw.inputMarks === undefined ? {} : { inputMarks: words(raw.inputMarks, 'inputMarks') }),
  };
  for (const code of chunk.frameCodes) if (code < 0 || code >= context.codes) refuse(`no code object ${code}`);
  checkRecords(chunk, context.frames + chunk.frameCodes.length, context.strings + chunk.strings.length);
  return chunk;
}

/** Memory that a chunk holds on the page, in bytes (a string unit is counted as two). */
export function chunkBytes(chunk: TraceChunk): number {
  const marks = [chunk.stderrMarks, chunk.inputMarks].filter((column) => column !== undefined);
  const columns = [chunk.flags, chunk.frameIds, chunk.depths, chunk.offsets, chunk.stdoutLengths, chunk.deltaEnds, chunk.deltas, chunk.frameCodes, ...marks];
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
