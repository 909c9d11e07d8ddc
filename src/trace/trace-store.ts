/**
 * What a trace is made of, appended chunk by chunk while a run goes on: the small columns joined, the delta words kept
 * as they came, and over them an index of versions (`version-chains.ts`) that makes the state at any record readable
 * without replay. Only ever appended to: what was true of the first n records stays true.
 */
import { at } from '../base/assert.ts';
import { OBJECT_HEADER_WORDS, entryCount, entryOp, entryWords } from './delta.ts';
import { GrowableInt32, GrowableUint8 } from './growable.ts';
import type { HeapObject } from './trace-state.ts';
import { NO_VERSION, VersionChains } from './version-chains.ts';
import type { CodeInfo, InstructionInfo, ObjectKind, TraceChunk } from './wire.ts';
import { DeltaOp, MAX_RECORDED_ITEMS } from './wire.ts';

/** Line of an instruction that has none. */
const NO_LINE = 0;

/** Content words of heap objects that are kept decoded: about 50 MB of values at most. */
const KEPT_OBJECT_WORDS = 2_000_000;

/** A chunk's delta words and which records they belong to. */
interface DeltaBlock {
  readonly firstRecord: number;
  readonly deltaEnds: Int32Array;
  readonly deltas: Int32Array;
}

/** The delta of one record: `words[start, end)`. */
export interface DeltaRange {
  readonly words: Int32Array;
  readonly start: number;
  readonly end: number;
}

/** Instructions of one code object by offset. */
class CodeIndexTable {
  readonly lines: Int32Array;
  readonly #places: Int32Array;
  readonly #instructions: readonly InstructionInfo[];

  constructor(code: CodeInfo) {
    let size = 0;
    for (const instruction of code.instructions) size = Math.max(size, (instruction.offset >> 1) + 1);
    this.lines = new Int32Array(size).fill(NO_LINE);
    this.#places = new Int32Array(size).fill(-1);
    this.#instructions = code.instructions;
    code.instructions.forEach((instruction, place) => {
      this.lines[instruction.offset >> 1] = instruction.line ?? NO_LINE;
      this.#places[instruction.offset >> 1] = place;
    });
    // An instruction's inline caches belong to it: an exception is recorded at the place where evaluation stopped.
    for (let unit = 1; unit < size; unit += 1) {
      if (this.#places[unit] === -1) this.#places[unit] = this.#places[unit - 1] ?? -1;
    }
  }

  instructionAt(offset: number): InstructionInfo | null {
    return this.#instructions[this.#places[offset >> 1] ?? -1] ?? null;
  }
}

export class TraceStore {
  readonly codes: readonly CodeInfo[];
  /** Items of a container that are recorded at most. */
  readonly recordedItems: number;
  readonly flags = new GrowableUint8(0);
  readonly frameIds = new GrowableInt32(1);
  readonly depths = new GrowableInt32(2);
  readonly offsets = new GrowableInt32(3);
  readonly stdoutLengths = new GrowableInt32(4);
  /** Line of every record; an instruction without one has that of its frame before it. */
  readonly lines = new GrowableInt32(5);
  /** The last record of the frame that called the record's frame, -1 for the outermost one. */
  readonly callers = new GrowableInt32(6);
  /** Code index of every frame. */
  readonly frameCodes = new GrowableInt32();
  readonly strings: string[] = [];
  readonly versions = new VersionChains();
  stdout = '';
  stderr = '';
  /** Pairs as in `TraceChunk.stderrMarks`. */
  readonly stderrMarks = new GrowableInt32();
  /** Threes as in `TraceChunk.inputMarks`. */
  readonly inputMarks = new GrowableInt32();
  /** Heap objects by version, as states have read them. */
  readonly objects = new Map<number, HeapObject>();
  #keptWords = 0;

  readonly #tables: readonly CodeIndexTable[];
  readonly #blocks: DeltaBlock[] = [];
  #deltaWords = 0;
  readonly #frameLines = new GrowableInt32();
  /** Place of a frame's first slot in `#slotHeads`. */
  readonly #slotBases = new GrowableInt32();
  readonly #slotHeads = new GrowableInt32();
  readonly #objectHeads = new GrowableInt32();
  /** Name string id → newest version; in the order in which the names were first bound. */
  readonly #globalHeads = new Map<number, number>();
  readonly #namedLocalHeads = new Map<number, Map<number, number>>();
  /** Last record of every frame that is on the call stack, outermost first. */
  readonly #stackRecords: number[] = [];

  constructor(codes: readonly CodeInfo[], recordedItems: number = MAX_RECORDED_ITEMS) {
    this.codes = codes;
    this.recordedItems = recordedItems;
    this.#tables = codes.map((code) => new CodeIndexTable(code));
  }

  get recordCount(): number {
    return this.flags.length;
  }

  get frameCount(): number {
    return this.frameCodes.length;
  }

  /** Bytes of the columns and delta words as they came over the wire. */
  get wireBytes(): number {
    return 4 * this.#deltaWords + 21 * this.recordCount;
  }

  /** Words of delta so far: an upper bound of object ids. */
  get deltaWords(): number {
    return this.#deltaWords;
  }

  /** Appends a chunk that `chunkFault` found nothing wrong with. */
  append(chunk: TraceChunk): void {
    const firstRecord = this.recordCount;
    for (const text of chunk.strings) this.strings.push(text);
    this.#appendFrames(chunk.frameCodes);
    this.flags.append(chunk.flags);
    this.frameIds.append(chunk.frameIds);
    this.depths.append(chunk.depths);
    this.offsets.append(chunk.offsets);
    this.stdoutLengths.append(chunk.stdoutLengths);
    this.stdout += chunk.stdout;
    this.stderr += chunk.stderr;
    if (chunk.stderrMarks !== undefined) this.stderrMarks.append(chunk.stderrMarks);
    if (chunk.inputMarks !== undefined) this.inputMarks.append(chunk.inputMarks);
    if (chunk.flags.length === 0) return;
    this.#blocks.push({ firstRecord, deltaEnds: chunk.deltaEnds, deltas: chunk.deltas });
    this.#deltaWords += chunk.deltas.length;
    let start = 0;
    for (let index = 0; index < chunk.flags.length; index += 1) {
      const frameId = at(chunk.frameIds, index);
      this.#appendPlace(firstRecord + index, frameId, at(chunk.depths, index), at(chunk.offsets, index));
      const end = at(chunk.deltaEnds, index);
      this.#indexDelta(firstRecord + index, frameId, chunk.deltas, start, end);
      start = end;
    }
  }

  instructionAt(record: number): InstructionInfo | null {
    const code = at(this.frameCodes.data, at(this.frameIds.data, record));
    return at(this.#tables, code).instructionAt(at(this.offsets.data, record));
  }

  deltaOf(record: number): DeltaRange {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (at(this.#blocks, middle).firstRecord <= record) low = middle;
      else high = middle - 1;
    }
    const block = at(this.#blocks, low);
    const index = record - block.firstRecord;
    return { words: block.deltas, start: index === 0 ? 0 : at(block.deltaEnds, index - 1), end: at(block.deltaEnds, index) };
  }

  /** The delta words of the first `recordCount` records in one piece, and where each record's end in it. */
  joinedDeltas(recordCount: number): { readonly deltas: Int32Array; readonly deltaEnds: Int32Array } {
    const deltaEnds = new Int32Array(recordCount);
    const parts: Int32Array[] = [];
    let base = 0;
    for (const { firstRecord, deltaEnds: ends, deltas } of this.#blocks) {
      const count = Math.min(ends.length, recordCount - firstRecord);
      if (count <= 0) break;
      for (let index = 0; index < count; index += 1) deltaEnds[firstRecord + index] = base + at(ends, index);
      const part = deltas.subarray(0, at(ends, count - 1));
      parts.push(part);
      base += part.length;
    }
    const deltas = new Int32Array(base);
    let place = 0;
    for (const part of parts) {
      deltas.set(part, place);
      place += part.length;
    }
    return { deltas, deltaEnds };
  }

  /** Version of a local slot at `record`, or `NO_VERSION`; its position is that of the tag word in the record's block. */
  localVersion(frameId: number, slot: number, record: number): number {
    return this.versions.find(this.localHead(frameId, slot), record);
  }

  /** Newest version of a local slot, or `NO_VERSION`. */
  localHead(frameId: number, slot: number): number {
    return at(this.#slotHeads.data, at(this.#slotBases.data, frameId) + slot);
  }

  /** Newest version of a heap object, or `NO_VERSION`. */
  objectHead(objectId: number): number {
    return objectId >= 0 && objectId < this.#objectHeads.length ? at(this.#objectHeads.data, objectId) : NO_VERSION;
  }

  /** Version of a heap object at `record`, or `NO_VERSION`; its position is that of the entry in the record's block. */
  objectVersion(objectId: number, record: number): number {
    return objectId >= 0 && objectId < this.#objectHeads.length ? this.versions.find(at(this.#objectHeads.data, objectId), record) : NO_VERSION;
  }

  /**
   * The version at or before `version` of the same object whose whole content is written; the first one there is where
   * a damaged trace has no whole content.
   */
  wholeVersion(version: number): number {
    let whole = version;
    while (!this.#isWhole(whole)) {
      const before = this.versions.previousOf(whole);
      if (before === NO_VERSION) break;
      whole = before;
    }
    return whole;
  }

  /** Kind of the object at `record`; null where the trace does not hold it. */
  objectKind(objectId: number, record: number): ObjectKind | null {
    const version = this.objectVersion(objectId, record);
    if (version === NO_VERSION) return null;
    const whole = this.wholeVersion(version);
    if (!this.#isWhole(whole)) return null;
    const { words } = this.deltaOf(this.versions.recordOf(whole));
    return at(words, this.versions.positionOf(whole) + OBJECT_HEADER_WORDS - 3) as ObjectKind;
  }

  /** Keeps a heap object that was read, `words` of content long, for other states to share. */
  keepObject(object: HeapObject, words: number): void {
    if (this.#keptWords > KEPT_OBJECT_WORDS) {
      this.objects.clear();
      this.#keptWords = 0;
    }
    this.objects.set(object.version, object);
    // An empty object takes room too.
    this.#keptWords += words + 16;
  }

  /** Name ids of the module variables with their newest versions, in the order of first binding. */
  get globalHeads(): ReadonlyMap<number, number> {
    return this.#globalHeads;
  }

  namedLocalHeads(frameId: number): ReadonlyMap<number, number> | null {
    return this.#namedLocalHeads.get(frameId) ?? null;
  }

  #isWhole(version: number): boolean {
    const { words } = this.deltaOf(this.versions.recordOf(version));
    return entryOp(at(words, this.versions.positionOf(version))) === DeltaOp.OBJECT;
  }

  #appendFrames(frameCodes: Int32Array): void {
    for (const code of frameCodes) {
      this.frameCodes.push(code);
      this.#frameLines.push(at(this.codes, code).firstLine);
      this.#slotBases.push(this.#slotHeads.length);
      this.#slotHeads.extend(this.#slotHeads.length + at(this.codes, code).localNames.length, NO_VERSION);
    }
  }

  #appendPlace(record: number, frameId: number, depth: number, offset: number): void {
    const own = at(this.#tables, at(this.frameCodes.data, frameId)).lines[offset >> 1] ?? NO_LINE;
    if (own !== NO_LINE) this.#frameLines.data[frameId] = own;
    this.lines.push(at(this.#frameLines.data, frameId));
    const stack = this.#stackRecords;
    if (stack.length >= depth) stack.length = depth - 1;
    this.callers.push(stack.at(-1) ?? -1);
    stack.push(record);
  }

  #indexDelta(record: number, frameId: number, words: Int32Array, start: number, end: number): void {
    let place = start;
    while (place < end) {
      const header = at(words, place);
      const count = entryCount(header);
      switch (entryOp(header)) {
        case DeltaOp.LOCALS:
          this.#indexLocals(record, frameId, words, place + 1, count);
          break;
        case DeltaOp.GLOBALS:
          this.#indexNames(this.#globalHeads, record, words, place + 1, count);
          break;
        case DeltaOp.NAMED_LOCALS: {
          const heads = this.#namedLocalHeads.get(frameId) ?? new Map<number, number>();
          this.#namedLocalHeads.set(frameId, heads);
          this.#indexNames(heads, record, words, place + 1, count);
          break;
        }
        case DeltaOp.OBJECT:
        case DeltaOp.OBJECT_CHANGE: {
          const id = at(words, place + 1);
          this.#objectHeads.extend(id + 1, NO_VERSION);
          const heads = this.#objectHeads.data;
          heads[id] = this.versions.add(at(heads, id), record, place);
          break;
        }
        default:
      }
      place += entryWords(header);
    }
  }

  #indexLocals(record: number, frameId: number, words: Int32Array, start: number, count: number): void {
    const heads = this.#slotHeads.data;
    const base = at(this.#slotBases.data, frameId);
    for (let index = 0; index < count; index += 1) {
      const place = start + 3 * index;
      const slot = base + at(words, place);
      heads[slot] = this.versions.add(at(heads, slot), record, place + 1);
    }
  }

  #indexNames(heads: Map<number, number>, record: number, words: Int32Array, start: number, count: number): void {
    for (let index = 0; index < count; index += 1) {
      const place = start + 3 * index;
      const name = at(words, place);
      heads.set(name, this.versions.add(heads.get(name) ?? NO_VERSION, record, place + 1));
    }
  }
}
