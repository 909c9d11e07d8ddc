/**
 * Builds small traces for tests without an interpreter, encoded as the tracer encodes them.
 *
 *     const script = new TraceScript({ codes: { f: { locals: ['x'], globals: ['g'] } } });
 *     script.at('f', 1, { call: true, locals: { x: 3 } });
 *     script.at('f', 2, { line: true, stack: [script.list(1, 2)] });
 *     const trace = script.trace();
 *
 * Each `at` is one record, offsets are given out by line and place. Values: JS numbers, strings, booleans, null
 * (None), arrays via `list` and so on; objects are made by the methods and changed by `set`.
 */
import { assert } from '../../base/assert.ts';
import type { Trace } from '../trace.ts';
import { TraceBuilder } from '../trace.ts';
import { ChunkWriter } from '../chunk-writer.ts';
import type { Value } from '../value.ts';
import { NONE_VALUE, NULL_VALUE } from '../value.ts';
import type { CodeInfo, InstructionInfo, ObjectId, TraceChunk, TraceEnd, TraceHeader } from '../wire.ts';
import { ObjectKind, RecordFlag, TRACE_VERSION } from '../wire.ts';

/** A heap object of the script. */
export class ScriptObject {
  readonly id: number;
  readonly kind: ObjectKind;
  readonly typeName: string;
  values: readonly ScriptValue[];
  length: number;
  written = false;

  constructor(id: number, kind: ObjectKind, typeName: string, values: readonly ScriptValue[], length: number) {
    this.id = id;
    this.kind = kind;
    this.typeName = typeName;
    this.values = values;
    this.length = length;
  }
}

export class ScriptFloat {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** undefined is NULL (unbound), null is None; a bigint is a Python int past 32 bits. */
export type ScriptValue = number | bigint | string | boolean | null | undefined | ScriptFloat | ScriptObject;

export interface ScriptCode {
  readonly locals?: readonly string[];
  readonly globals?: readonly string[];
  readonly firstLine?: number;
}

export interface ScriptRecord {
  readonly call?: boolean;
  readonly line?: boolean;
  readonly return?: boolean;
  readonly yield?: boolean;
  readonly exception?: readonly [type: string, message: string];
  readonly locals?: Readonly<Record<string, ScriptValue>>;
  readonly namedLocals?: Readonly<Record<string, ScriptValue>>;
  readonly globals?: Readonly<Record<string, ScriptValue>>;
  readonly stack?: readonly ScriptValue[];
  /** Objects whose content changed before this record. */
  readonly changed?: readonly ScriptObject[];
  /** Written before this record. */
  readonly prints?: string;
  /** Frame to go on with; by default a record with `call` makes a new one and others go on with the innermost. */
  readonly frame?: number;
  /** Call depth; by default `call` goes one deeper, and after a return or yield one goes back up. */
  readonly depth?: number;
}

const MAX_LINES = 64;

export class TraceScript {
  readonly #header: TraceHeader;
  readonly #codes: readonly string[];
  readonly #builder: TraceBuilder;
  #objects = 0;
  readonly #out = new ChunkWriter();
  readonly #stack: { frame: number; code: number; left: boolean }[] = [];
  #stdout = '';
  #stdoutBefore = 0;

  constructor(options: { readonly codes: Readonly<Record<string, ScriptCode>>; readonly source?: string; readonly call?: string | null }) {
    this.#codes = Object.keys(options.codes);
    this.#header = {
      version: TRACE_VERSION,
      python: '3.14.2',
      source: options.source ?? '',
      call: options.call ?? null,
      granularity: 'instruction',
      codes: Object.entries(options.codes).map(([name, code]) => codeInfo(name, code)),
    };
    this.#builder = new TraceBuilder(this.#header);
  }

  get header(): TraceHeader {
    return this.#header;
  }

  object(kind: ObjectKind, typeName: string, values: readonly ScriptValue[], length = values.length): ScriptObject {
    const object = new ScriptObject(this.#objects, kind, typeName, values, length);
    this.#objects += 1;
    return object;
  }

  list(...items: ScriptValue[]): ScriptObject {
    return this.object(ObjectKind.LIST, 'list', items);
  }

  tuple(...items: ScriptValue[]): ScriptObject {
    return this.object(ObjectKind.TUPLE, 'tuple', items);
  }

  set(...items: ScriptValue[]): ScriptObject {
    return this.object(ObjectKind.SET, 'set', items);
  }

  dict(...pairs: (readonly [ScriptValue, ScriptValue])[]): ScriptObject {
    return this.object(ObjectKind.DICT, 'dict', pairs.flat(), pairs.length);
  }

  instance(typeName: string, attributes: Readonly<Record<string, ScriptValue>>): ScriptObject {
    return this.object(ObjectKind.INSTANCE, typeName, Object.entries(attributes).flat());
  }

  cell(content?: ScriptValue): ScriptObject {
    return this.object(ObjectKind.CELL, 'cell', content === undefined ? [] : [content]);
  }

  iterator(typeName: string, position: number, of: ScriptValue): ScriptObject {
    return this.object(ObjectKind.ITERATOR, typeName, [position, of]);
  }

  float(text: string): ScriptFloat {
    return new ScriptFloat(text);
  }

  /** One record of function `code` at `line`. Returns the frame id. */
  at(code: string, line: number, record: ScriptRecord = {}): number {
    const codeIndex = this.#codes.indexOf(code);
    assert(codeIndex >= 0, `script has no code ${code}`);
    const frame = this.#enter(codeIndex, record);
    this.#stdout += record.prints ?? '';
    const names = this.#header.codes[codeIndex]?.localNames ?? [];
    this.#out.locals(this.#bindings(record.locals).map(([name, value]) => [names.indexOf(name), value]));
    this.#out.globals(this.#bindings(record.globals));
    this.#out.namedLocals(this.#bindings(record.namedLocals));
    this.#out.stack((record.stack ?? []).map(valueOf));
    for (const value of record.stack ?? []) this.#see(value);
    for (const object of record.changed ?? []) {
      object.written = false;
      this.#see(object);
    }
    if (record.exception !== undefined) this.#out.exception(...record.exception, NONE_VALUE);
    const flags =
      (record.exception === undefined ? RecordFlag.INSTRUCTION : RecordFlag.EXCEPTION) |
      (record.call === true ? RecordFlag.CALL : 0) |
      (record.line === true ? RecordFlag.LINE : 0) |
      (record.return === true || record.yield === true ? RecordFlag.RETURN : 0) |
      (record.yield === true ? RecordFlag.YIELD : 0);
    this.#out.record({ flags, frameId: frame, depth: record.depth ?? this.#stack.length, offset: line * 2, stdoutLength: this.#stdout.length });
    const top = this.#stack.at(-1);
    if (top !== undefined && (record.return === true || record.yield === true)) top.left = true;
    return frame;
  }

  /** Sends what was recorded since the last chunk. */
  cut(): TraceChunk {
    const chunk = this.#out.cut(this.#stdout.slice(this.#stdoutBefore), '');
    this.#stdoutBefore = this.#stdout.length;
    const appended = this.#builder.append(chunk);
    assert(appended.ok, appended.ok ? '' : appended.error.message);
    return chunk;
  }

  trace(end: TraceEnd = { reason: 'finished', value: null }): Trace {
    this.cut();
    this.#builder.finish(end);
    return this.#builder.snapshot();
  }

  /** The trace so far, without an end. */
  snapshot(): Trace {
    return this.#builder.snapshot();
  }

  #enter(code: number, record: ScriptRecord): number {
    while (this.#stack.at(-1)?.left === true) this.#stack.pop();
    if (record.depth !== undefined) this.#stack.length = Math.min(this.#stack.length, record.call === true ? record.depth - 1 : record.depth);
    if (record.frame !== undefined && !this.#stack.some((entry) => entry.frame === record.frame)) {
      this.#stack.push({ frame: record.frame, code, left: false });
      return record.frame;
    }
    if (record.call === true || this.#stack.length === 0) {
      this.#stack.push({ frame: this.#out.frame(code), code, left: false });
    }
    // A frame that an exception left stays on the script's stack until a record of one below it.
    while (this.#stack.length > 1 && this.#stack.at(-1)?.code !== code) this.#stack.pop();
    return this.#stack.at(-1)?.frame ?? 0;
  }

  #bindings(values: Readonly<Record<string, ScriptValue>> | undefined): (readonly [name: string, value: Value])[] {
    const entries = Object.entries(values ?? {});
    for (const [, value] of entries) this.#see(value);
    return entries.map(([name, value]) => [name, valueOf(value)]);
  }

  #see(value: ScriptValue): void {
    if (!(value instanceof ScriptObject) || value.written) return;
    value.written = true;
    const { id, kind, typeName, length, values } = value;
    this.#out.object({ id, kind, typeName, length, values: values.map(valueOf) });
    for (const item of values) this.#see(item);
  }
}

function valueOf(value: ScriptValue): Value {
  if (value === undefined) return NULL_VALUE;
  if (value === null) return NONE_VALUE;
  if (typeof value === 'number') return { kind: 'int', value };
  if (typeof value === 'bigint') return { kind: 'big-int', digits: String(value) };
  if (typeof value === 'string') return { kind: 'str', text: value };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (value instanceof ScriptFloat) return { kind: 'float', text: value.text };
  return { kind: 'reference', id: value.id as ObjectId };
}

function codeInfo(name: string, code: ScriptCode): CodeInfo {
  const instructions: InstructionInfo[] = [];
  for (let line = 1; line <= MAX_LINES; line += 1) {
    instructions.push({ offset: line * 2, name: 'NOP', argument: '', line, range: null, jumpTarget: null });
  }
  return {
    name,
    qualifiedName: name,
    firstLine: code.firstLine ?? 1,
    localNames: code.locals ?? [],
    parameterCount: 0,
    globalNames: code.globals ?? [],
    instructions,
    exceptionTable: [],
  };
}
