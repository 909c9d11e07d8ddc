/**
 * A trace as rows: one for each record that is a line event, and one of the calling frame before each call, with what
 * changed since the row before. Objects are numbered in the order in which rows first refer to them, and only those are
 * there that a variable or an iterator of a row leads to. Rows are what a link holds of a trace.
 */
import type { StepIndex } from '../trace/line-steps.ts';
import { lineSteps } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import { TraceState } from '../trace/trace-state.ts';
import type { HeapObject } from '../trace/trace-state.ts';
import type { Trace } from '../trace/trace.ts';
import type { Value } from '../trace/value.ts';
import { NULL_VALUE, sameValue } from '../trace/value.ts';
import type { CodeInfo, ObjectId, RecordIndex, TraceEnd } from '../trace/wire.ts';
import { ObjectKind, RecordFlag } from '../trace/wire.ts';

export type NamedValue = readonly [name: string, value: Value];

/** The whole of an object after a change; references in it count as in `Row`. */
export interface ObjectRow {
  readonly id: number;
  readonly kind: ObjectKind;
  readonly typeName: string;
  readonly length: number;
  readonly values: readonly Value[];
}

export interface Row {
  /** `RecordFlag` bits. */
  readonly flags: number;
  /** Frames are numbered in the order of their first rows. */
  readonly frame: number;
  readonly depth: number;
  readonly line: number;
  /** What was written to stdout since the row before. */
  readonly printed: string;
  readonly locals: readonly (readonly [slot: number, value: Value])[];
  readonly namedLocals: readonly NamedValue[];
  readonly globals: readonly NamedValue[];
  /** The running iterators of the value stack, and on a return the value on top. */
  readonly stack: readonly Value[];
  /** Known objects that changed, in the order of their numbers, then new ones. */
  readonly objects: readonly ObjectRow[];
  readonly exception: { readonly type: string; readonly message: string; readonly value: Value } | null;
}

/** A code object without its bytecode. */
export type CodeRow = Omit<CodeInfo, 'instructions' | 'exceptionTable'>;

export interface TraceRows {
  readonly python: string;
  /** Only those that a frame runs. */
  readonly codes: readonly CodeRow[];
  /** Code of each frame. */
  readonly frameCodes: readonly number[];
  readonly rows: readonly Row[];
  readonly end: TraceEnd | null;
  /** `end.value` is the value of the last line step, as it is where a call returns. */
  readonly endsWithLastValue: boolean;
  /** What was written after the last row. */
  readonly printedLast: string;
  readonly stderr: string;
  /** As `TraceChunk.inputMarks`, of rows. */
  readonly inputMarks: readonly number[];
}

const EVENTS = RecordFlag.CALL | RecordFlag.LINE | RecordFlag.RETURN | RecordFlag.EXCEPTION;
/** Looks at objects, over all rows: beyond it a trace is far too large for a link. */
const MAX_WORK = 3_000_000;

/** Null where the trace is far too large for a link. */
export function traceRows(trace: Trace): TraceRows | null {
  return trace.recordCount > MAX_WORK ? null : new RowMaker(trace).all();
}

/** The value of the last line step, printed; null where there is none. */
export function lastValue(trace: Trace): string | null {
  const steps = lineSteps(trace);
  return steps.count === 0 ? null : printStep(steps, (steps.count - 1) as StepIndex).value;
}

class RowMaker {
  readonly #trace: Trace;
  readonly #frames = new Map<number, number>();
  readonly #codes = new Map<number, number>();
  readonly #frameCodes: number[] = [];
  readonly #objects = new Map<ObjectId, number>();
  readonly #versions = new Map<ObjectId, number>();
  /** Objects that a row has referred to and not described yet. */
  #waiting: ObjectId[] = [];
  readonly #locals = new Map<number, Map<number, Value>>();
  readonly #namedLocals = new Map<number, Map<string, Value>>();
  readonly #globals = new Map<string, Value>();
  #printed = 0;
  #work = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  all(): TraceRows | null {
    const { flags, recordCount, stdout, stderr, header, end } = this.#trace;
    const rows: Row[] = [];
    const records: number[] = [];
    for (let record = 0; record < recordCount; record += 1) {
      const isEvent = ((flags[record] ?? 0) & EVENTS) !== 0;
      const calls = ((flags[record + 1] ?? 0) & RecordFlag.CALL) !== 0;
      if (!isEvent && !calls) continue;
      rows.push(this.#row(record as RecordIndex));
      records.push(record);
      if (this.#work > MAX_WORK) return null;
    }
    const endsWithLastValue = end?.reason === 'finished' && end.value !== null && end.value === lastValue(this.#trace);
    const codes = [...this.#codes.keys()].map((index) => codeRow(header.codes[index]));
    return { python: header.python, codes, frameCodes: this.#frameCodes, rows, end, endsWithLastValue, printedLast: stdout.slice(this.#printed), stderr, inputMarks: rowMarks(this.#trace.inputMarks, records) };
  }

  #row(record: RecordIndex): Row {
    const trace = this.#trace;
    const state = new TraceState(trace, record);
    const { top } = state;
    const frame = this.#frame(record);
    const raw = top.locals.map(({ slot, value, cell }): readonly [number, Value] => [slot, cell === null ? value : { kind: 'reference', id: cell }]);
    const locals = this.#changes(this.#locals, frame, raw);
    const namedLocals = this.#changes(this.#namedLocals, frame, top.namedLocals.map(({ name, value }) => [name, value] as const));
    const globals = this.#changed(this.#globals, state.globals.map(({ name, value }) => [name, value] as const));
    const exception = state.exception;
    const row = {
      flags: state.flags,
      frame,
      depth: trace.depths[record] ?? 1,
      line: top.line,
      printed: this.#print(trace.stdoutLengths[record] ?? 0),
      locals,
      namedLocals,
      globals,
      stack: stackOf(state).map((value) => this.#value(value)),
      exception: exception === null ? null : { ...exception, value: this.#value(exception.value) },
    };
    return { ...row, objects: this.#changedObjects(state) };
  }

  #print(length: number): string {
    const text = this.#trace.stdout.slice(this.#printed, length);
    this.#printed = Math.max(this.#printed, length);
    return text;
  }

  #frame(record: RecordIndex): number {
    const id = this.#trace.frameIdAt(record);
    let frame = this.#frames.get(id);
    if (frame === undefined) {
      frame = this.#frames.size;
      this.#frames.set(id, frame);
      const code = this.#trace.codeIndexOfFrame(id);
      if (!this.#codes.has(code)) this.#codes.set(code, this.#codes.size);
      this.#frameCodes.push(this.#codes.get(code) ?? 0);
    }
    return frame;
  }

  #changes<Key>(kept: Map<number, Map<Key, Value>>, frame: number, now: readonly (readonly [Key, Value])[]): readonly (readonly [Key, Value])[] {
    let before = kept.get(frame);
    if (before === undefined) {
      before = new Map();
      kept.set(frame, before);
    }
    return this.#changed(before, now);
  }

  /** What makes `before` into `now`, which it becomes; what is gone is NULL. */
  #changed<Key>(before: Map<Key, Value>, now: readonly (readonly [Key, Value])[]): readonly (readonly [Key, Value])[] {
    const changes: (readonly [Key, Value])[] = [];
    this.#work += now.length;
    const there = new Set(now.map(([key]) => key));
    for (const key of before.keys()) {
      if (there.has(key)) continue;
      before.delete(key);
      changes.push([key, NULL_VALUE]);
    }
    for (const [key, value] of now) {
      const old = before.get(key);
      if (old !== undefined && sameValue(old, value)) continue;
      before.set(key, value);
      changes.push([key, this.#value(value)]);
    }
    return changes;
  }

  /** The value with its object's number in the rows. */
  #value(value: Value): Value {
    if (value.kind !== 'reference') return value;
    let number = this.#objects.get(value.id);
    if (number === undefined) {
      number = this.#objects.size;
      this.#objects.set(value.id, number);
      this.#waiting.push(value.id);
    }
    return { kind: 'reference', id: number as ObjectId };
  }

  #changedObjects(state: TraceState): readonly ObjectRow[] {
    const rows: ObjectRow[] = [];
    const known = [...this.#versions];
    this.#work += known.length;
    for (const [id, version] of known) {
      const object = state.object(id);
      if (object !== null && object.version !== version) rows.push(this.#objectRow(object));
    }
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const id of waiting) rows.push(this.#objectRow(state.object(id) ?? missingObject(id)));
    }
    return rows;
  }

  #objectRow(object: HeapObject): ObjectRow {
    this.#versions.set(object.id, object.version);
    const content = [...object.values, ...object.attributes];
    this.#work += content.length;
    const { kind, typeName, length } = object;
    return { id: this.#objects.get(object.id) ?? 0, kind, typeName, length, values: content.map((value) => this.#value(value)) };
  }
}

/** An object that a damaged trace does not hold. */
function missingObject(id: ObjectId): HeapObject {
  return { id, kind: ObjectKind.OTHER, typeName: 'object', length: 0, values: [], attributes: [], changedBeyond: [], version: -1 };
}

function stackOf(state: TraceState): readonly Value[] {
  const { stack } = state.top;
  const isReturn = (state.flags & RecordFlag.RETURN) !== 0;
  return stack.filter((value, place) => (isReturn && place === stack.length - 1) || isIterator(state, value));
}

/** The marks with the first row at or after the record in place of it. `records`: of each row. */
function rowMarks(marks: Int32Array, records: readonly number[]): readonly number[] {
  let row = 0;
  return Array.from(marks, (value, place) => {
    if (place % 3 !== 0) return value;
    while (row < records.length && (records[row] ?? 0) < value) row += 1;
    return row;
  });
}

function isIterator(state: TraceState, value: Value): boolean {
  const kind = value.kind === 'reference' ? state.object(value.id)?.kind : undefined;
  return kind === ObjectKind.ITERATOR || kind === ObjectKind.GENERATOR;
}

function codeRow(code: CodeInfo | undefined): CodeRow {
  const { name = '', qualifiedName = '', firstLine = 0, localNames = [], parameterCount = 0, globalNames = [] } = code ?? {};
  return { name, qualifiedName, firstLine, localNames, parameterCount, globalNames };
}
