/** The line trace of a link: rows (`line-rows.ts`) as bytes, and rows as a `Trace` again. */
import type { Trace } from '../trace/trace.ts';
import { assembleTrace } from '../trace/trace.ts';
import { endSchema } from '../trace/trace-schemas.ts';
import type { Value } from '../trace/value.ts';
import type { CodeInfo, InstructionInfo, TraceChunk, TraceEnd } from '../trace/wire.ts';
import { DeltaOp, TRACE_VERSION, ValueTag } from '../trace/wire.ts';
import { BadBytes, bytesText, textBytes } from './bytes.ts';
import type { CodeRow, Row, TraceRows } from './line-rows.ts';
import { lastValue } from './line-rows.ts';
import { tagOf } from './row-head.ts';
import type { Readers, Writers } from './row-past.ts';
import { RowReader } from './row-reader.ts';
import { RowWriter } from './row-writer.ts';

/** Most rows and most values that a link may hold: far more than fits one, little enough to be read in a moment. */
const MAX_ROWS = 200_000;
const MAX_VALUES = 3_000_000;
const MAX_NAMES = 10_000;

const END = { NONE: 0, LAST_VALUE: 1, OTHER: 2 } as const;

export function writeTraceRows(out: Writers, trace: TraceRows): void {
  const writer = new RowWriter(out);
  const { heads } = out;
  const name = (text: string): void => heads.number(writer.name(text));
  name(trace.python);
  heads.number(trace.codes.length);
  for (const code of trace.codes) {
    name(code.name);
    name(code.qualifiedName);
    heads.number(code.firstLine);
    heads.number(code.parameterCount);
    for (const names of [code.localNames, code.globalNames]) {
      heads.number(names.length);
      for (const text of names) name(text);
    }
  }
  heads.number(trace.rows.length);
  for (const row of trace.rows) writer.row(row, trace.frameCodes);
  const end = trace.end === null ? END.NONE : trace.endsWithLastValue ? END.LAST_VALUE : END.OTHER;
  heads.number(end);
  if (end === END.OTHER) writeText(out, JSON.stringify(trace.end));
  writeText(out, trace.printedLast);
  writeText(out, trace.stderr);
}

function writeText(out: Writers, text: string): void {
  const bytes = textBytes(text);
  out.heads.number(bytes.length);
  out.texts.bytes(bytes);
}

/** Reads what `writeTraceRows` wrote, as a trace of `source`; throws `BadBytes` for anything else. */
export function readTrace(from: Readers, source: string, call: string | null): Trace {
  const reader = new RowReader(from, MAX_VALUES);
  const { heads } = from;
  const name = (): string => reader.name(heads.number());
  const names = (): string[] => Array.from({ length: heads.below(MAX_NAMES, 'number of names') }, name);
  const python = name();
  const codes: CodeRow[] = [];
  for (let left = heads.below(MAX_NAMES, 'number of codes'); left > 0; left -= 1) {
    const first = { name: name(), qualifiedName: name(), firstLine: heads.number(), parameterCount: heads.number() };
    codes.push({ ...first, localNames: names(), globalNames: names() });
  }
  const count = heads.below(MAX_ROWS, 'number of rows');
  const builder = new ChunkBuilder();
  for (let index = 0; index < count; index += 1) {
    const row = reader.row(codes);
    builder.add(row, reader.frameCodes[row.frame] ?? 0);
  }
  const endKind = heads.number();
  const said = endKind === END.OTHER ? readEnd(readText(from)) : null;
  const chunk = builder.chunk(readText(from), readText(from), reader.frameCodes);
  const header = { version: TRACE_VERSION, python, source, call, granularity: 'line', codes: codes.map((code, index) => builder.codeInfo(code, index)) } as const;
  const trace = assembleTrace(header, [chunk], said);
  if (!trace.ok) throw new BadBytes(trace.error.message);
  if (endKind !== END.LAST_VALUE) return trace.value;
  const ended = assembleTrace(header, [chunk], { reason: 'finished', value: lastValue(trace.value) });
  if (!ended.ok) throw new BadBytes(ended.error.message);
  return ended.value;
}

function readText(from: Readers): string {
  return bytesText(from.texts.take(from.heads.number()));
}

function readEnd(text: string): TraceEnd {
  try {
    const parsed = endSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Said below, as for JSON of something else.
  }
  throw new BadBytes('the end is not known');
}

/** Puts rows together as one chunk. Lines stand for instructions: each code gets one instruction a line. */
class ChunkBuilder {
  readonly #flags: number[] = [];
  readonly #frameIds: number[] = [];
  readonly #depths: number[] = [];
  readonly #offsets: number[] = [];
  readonly #stdoutLengths: number[] = [];
  readonly #deltaEnds: number[] = [];
  readonly #deltas: number[] = [];
  readonly #strings: string[] = [];
  readonly #stringIds = new Map<string, number>();
  /** Line → place of its instruction, for each code. */
  readonly #lines = new Map<number, Map<number, number>>();
  #stdout = '';

  add(row: Row, code: number): void {
    this.#stdout += row.printed;
    this.#flags.push(row.flags);
    this.#frameIds.push(row.frame);
    this.#depths.push(row.depth);
    this.#offsets.push(2 * this.#lineOf(code, row.line));
    this.#stdoutLengths.push(this.#stdout.length);
    this.#entry(DeltaOp.LOCALS, row.locals.length, row.locals.flatMap(([slot, value]) => [slot, ...this.#words(value)]));
    this.#entry(DeltaOp.STACK, row.stack.length, row.stack.flatMap((value) => this.#words(value)));
    this.#entry(DeltaOp.GLOBALS, row.globals.length, row.globals.flatMap(([name, value]) => [this.#string(name), ...this.#words(value)]));
    this.#entry(DeltaOp.NAMED_LOCALS, row.namedLocals.length, row.namedLocals.flatMap(([name, value]) => [this.#string(name), ...this.#words(value)]));
    for (const { id, kind, typeName, length, values } of row.objects) {
      const content = values.flatMap((value) => this.#words(value));
      this.#push(DeltaOp.OBJECT | (content.length << 8), id, kind, this.#string(typeName), length, ...content);
    }
    if (row.exception !== null) {
      const { type, message, value } = row.exception;
      this.#entry(DeltaOp.EXCEPTION, 4, [this.#string(type), this.#string(message), ...this.#words(value)]);
    }
    this.#deltaEnds.push(this.#deltas.length);
  }

  #entry(op: number, count: number, words: readonly number[]): void {
    if (count > 0) this.#push(op | (count << 8), ...words);
  }

  #push(...words: readonly number[]): void {
    for (const word of words) this.#deltas.push(word);
  }

  #lineOf(code: number, line: number): number {
    let lines = this.#lines.get(code);
    if (lines === undefined) {
      lines = new Map();
      this.#lines.set(code, lines);
    }
    const known = lines.get(line);
    if (known !== undefined) return known;
    lines.set(line, lines.size);
    return lines.size - 1;
  }

  #string(text: string): number {
    let id = this.#stringIds.get(text);
    if (id === undefined) {
      id = this.#strings.length;
      this.#strings.push(text);
      this.#stringIds.set(text, id);
    }
    return id;
  }

  #words(value: Value): readonly [number, number] {
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
        return [ValueTag.REFERENCE, value.id];
      default:
        return [tag, 0];
    }
  }

  codeInfo(code: CodeRow, index: number): CodeInfo {
    const lines = [...(this.#lines.get(index) ?? new Map<number, number>()).keys()];
    const instructions: InstructionInfo[] = lines.map((line, place) => ({ offset: 2 * place, name: '', argument: '', line, range: null, jumpTarget: null }));
    return { ...code, instructions, exceptionTable: [] };
  }

  chunk(printedLast: string, stderr: string, frameCodes: readonly number[]): TraceChunk {
    return {
      flags: Uint8Array.from(this.#flags),
      frameIds: Int32Array.from(this.#frameIds),
      depths: Int32Array.from(this.#depths),
      offsets: Int32Array.from(this.#offsets),
      stdoutLengths: Int32Array.from(this.#stdoutLengths),
      deltaEnds: Int32Array.from(this.#deltaEnds),
      deltas: Int32Array.from(this.#deltas),
      strings: this.#strings,
      frameCodes: Int32Array.from(frameCodes),
      stdout: this.#stdout + printedLast,
      stderr,
    };
  }
}
