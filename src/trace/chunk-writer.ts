/**
 * Writes records as chunks, as `wire.ts` lays them out: what `TraceBuilder` takes. For traces that come from elsewhere
 * than the recorder: from links, from documents, from other tools.
 */
import type { Value } from './value.ts';
import { tagOf } from './value.ts';
import type { InstructionInfo, ObjectKind, TraceChunk } from './wire.ts';
import { DeltaOp } from './wire.ts';

/** The columns of one record. */
export interface RecordColumns {
  /** `RecordFlag` bits. */
  readonly flags: number;
  readonly frameId: number;
  /** 1 = outermost. */
  readonly depth: number;
  /** In bytes of bytecode. */
  readonly offset: number;
  /** UTF-16 units of stdout before the record. */
  readonly stdoutLength: number;
}

/** The whole of a heap object. References are ids of objects, in whatever numbering the trace has. */
export interface WrittenObject {
  readonly id: number;
  readonly kind: ObjectKind;
  readonly typeName: string;
  /** True length, where fewer values are there. */
  readonly length: number;
  readonly values: readonly Value[];
}

/** Say what changed (`locals`, `object` …), then end the record by `record`; `cut` gives what has come as a chunk. */
export class ChunkWriter {
  /** Of all chunks. */
  readonly #stringIds = new Map<string, number>();
  #strings: string[] = [];
  #records: RecordColumns[] = [];
  #deltaEnds: number[] = [];
  #deltas: number[] = [];
  #frameCodes: number[] = [];
  #frames = 0;

  /** A new frame, of the code at that place; gives its id. */
  frame(code: number): number {
    this.#frameCodes.push(code);
    this.#frames += 1;
    return this.#frames - 1;
  }

  locals(changed: readonly (readonly [slot: number, value: Value])[]): void {
    this.#entry(DeltaOp.LOCALS, changed.length, changed.flatMap(([slot, value]) => [slot, ...this.#words(value)]));
  }

  namedLocals(changed: readonly (readonly [name: string, value: Value])[]): void {
    this.#bindings(DeltaOp.NAMED_LOCALS, changed);
  }

  globals(changed: readonly (readonly [name: string, value: Value])[]): void {
    this.#bindings(DeltaOp.GLOBALS, changed);
  }

  /** The frame's whole value stack, bottom first. */
  stack(values: readonly Value[]): void {
    this.#entry(DeltaOp.STACK, values.length, this.#allWords(values));
  }

  object({ id, kind, typeName, length, values }: WrittenObject): void {
    this.#push([DeltaOp.OBJECT | ((2 * values.length) << 8), id, kind, this.#string(typeName), length]);
    this.#push(this.#allWords(values));
  }

  exception(type: string, message: string, value: Value): void {
    this.#entry(DeltaOp.EXCEPTION, 4, [this.#string(type), this.#string(message), ...this.#words(value)]);
  }

  /** Ends the record that the changes since the last one belong to. */
  record(columns: RecordColumns): void {
    this.#records.push(columns);
    this.#deltaEnds.push(this.#deltas.length);
  }

  /** What has come since the last cut. @param printed stdout since then. */
  cut(printed: string, stderr: string): TraceChunk {
    const records = this.#records;
    const chunk: TraceChunk = {
      flags: Uint8Array.from(records, ({ flags }) => flags),
      frameIds: Int32Array.from(records, ({ frameId }) => frameId),
      depths: Int32Array.from(records, ({ depth }) => depth),
      offsets: Int32Array.from(records, ({ offset }) => offset),
      stdoutLengths: Int32Array.from(records, ({ stdoutLength }) => stdoutLength),
      deltaEnds: Int32Array.from(this.#deltaEnds),
      deltas: Int32Array.from(this.#deltas),
      strings: this.#strings,
      frameCodes: Int32Array.from(this.#frameCodes),
      stdout: printed,
      stderr,
    };
    this.#records = [];
    this.#deltaEnds = [];
    this.#deltas = [];
    this.#strings = [];
    this.#frameCodes = [];
    return chunk;
  }

  #bindings(op: number, changed: readonly (readonly [name: string, value: Value])[]): void {
    this.#entry(op, changed.length, changed.flatMap(([name, value]) => [this.#string(name), ...this.#words(value)]));
  }

  #entry(op: number, count: number, words: readonly number[]): void {
    if (count === 0) return;
    this.#deltas.push(op | (count << 8));
    this.#push(words);
  }

  #push(words: readonly number[]): void {
    for (const word of words) this.#deltas.push(word);
  }

  #allWords(values: readonly Value[]): number[] {
    return values.flatMap((value) => this.#words(value));
  }

  #string(text: string): number {
    let id = this.#stringIds.get(text);
    if (id === undefined) {
      id = this.#stringIds.size;
      this.#stringIds.set(text, id);
      this.#strings.push(text);
    }
    return id;
  }

  /** Tag and payload. */
  #words(value: Value): [tag: number, payload: number] {
    const tag = tagOf(value);
    switch (value.kind) {
      case 'int':
      case 'tagged-int':
        return [tag, value.value];
      case 'bool':
        return [tag, value.value ? 1 : 0];
      case 'big-int':
        return [tag, this.#string(value.digits)];
      case 'float':
      case 'str':
        return [tag, this.#string(value.text)];
      case 'reference':
        return [tag, value.id];
      case 'null':
      case 'none':
      case 'ellipsis':
      case 'not-implemented':
        return [tag, 0];
    }
  }
}

/** The instructions of a code object of which lines alone are known: one without a name for each line. */
export class LineInstructions {
  readonly #places = new Map<number, number>();

  /** Offset of the instruction that stands for the line. */
  offsetOf(line: number): number {
    let place = this.#places.get(line);
    if (place === undefined) {
      place = this.#places.size;
      this.#places.set(line, place);
    }
    return 2 * place;
  }

  /** The smallest line so far; 1 where there is none. */
  get firstLine(): number {
    let first = Infinity;
    for (const line of this.#places.keys()) first = Math.min(first, line);
    return first === Infinity ? 1 : first;
  }

  list(): InstructionInfo[] {
    return Array.from(this.#places, ([line, place]) => ({ offset: 2 * place, name: '', argument: '', line, range: null, jumpTarget: null }));
  }
}
