/** The line trace of a link: rows (`line-rows.ts`) as bytes, and rows as a `Trace` again. */
import { at } from '../base/assert.ts';
import { ChunkWriter, LineInstructions } from '../trace/chunk-writer.ts';
import type { Trace } from '../trace/trace.ts';
import { assembleTrace } from '../trace/trace.ts';
import { endSchema } from '../trace/trace-schemas.ts';
import type { TraceEnd } from '../trace/wire.ts';
import { TRACE_VERSION } from '../trace/wire.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { BadBytes, bytesText, textBytes } from './bytes.ts';
import type { CodeRow, Row, TraceRows } from './line-rows.ts';
import { lastValue } from './line-rows.ts';
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
  writeInputMarks(heads, trace.inputMarks);
}

/** Differences from the mark before. Nothing of marks that go back, which only a file that was tampered with has. */
function writeInputMarks(heads: ByteWriter, marks: readonly number[]): void {
  const steps = marks.map((value, place) => value - (marks[place - 3] ?? 0));
  if (steps.length === 0 || steps.some((step) => step < 0)) return;
  heads.number(steps.length / 3);
  for (const step of steps) heads.number(step);
}

/** Links of before there were marks end where these would stand. */
function readInputMarks(heads: ByteReader): readonly number[] {
  const marks: number[] = [];
  const length = heads.atEnd ? 0 : 3 * heads.below(MAX_ROWS, 'number of reads');
  while (marks.length < length) marks.push((marks.at(-3) ?? 0) + heads.below(2 ** 31, 'mark of a read'));
  return marks;
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
  const out = new ChunkWriter();
  const lines = codes.map(() => new LineInstructions());
  let stdout = '';
  for (let index = 0; index < count; index += 1) {
    const row = reader.row(codes);
    stdout += row.printed;
    // A frame is of a code that is there, or the trace is refused below.
    const offset = lines[reader.frameCodes[row.frame] ?? -1]?.offsetOf(row.line) ?? 0;
    writeRow(out, row, offset, stdout.length);
  }
  for (const code of reader.frameCodes) out.frame(code);
  const endKind = heads.number();
  const said = endKind === END.OTHER ? readEnd(readText(from)) : null;
  const printedLast = readText(from);
  const written = out.cut(stdout + printedLast, readText(from));
  const inputMarks = readInputMarks(heads);
  const chunk = inputMarks.length === 0 ? written : { ...written, inputMarks: Int32Array.from(inputMarks) };
  const header = {
    version: TRACE_VERSION,
    python,
    source,
    call,
    granularity: 'line',
    codes: codes.map((code, index) => ({ ...code, instructions: at(lines, index).list(), exceptionTable: [] })),
  } as const;
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

function writeRow(out: ChunkWriter, row: Row, offset: number, stdoutLength: number): void {
  const { flags, frame: frameId, depth, exception } = row;
  out.locals(row.locals);
  out.stack(row.stack);
  out.globals(row.globals);
  out.namedLocals(row.namedLocals);
  for (const object of row.objects) out.object(object);
  if (exception !== null) out.exception(exception.type, exception.message, exception.value);
  out.record({ flags, frameId, depth, offset, stdoutLength });
}
