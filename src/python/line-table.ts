/** Decoders of a code object's location table and exception table (CPython, `InternalDocs/code_objects.md` and `exception_handling.md`). */
import type { ExceptionRange } from '../trace/wire.ts';
import type { HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';

/** Lines from 1, columns in UTF-8 bytes from 0 (-1: not known). `line` is null for code without a line. */
export interface SourceRange {
  readonly line: number | null;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const NO_COLUMNS = 13;
const LONG_FORM = 14;
const NO_LOCATION = 15;

/** Source range of every code unit. `table`: address of the bytes object `co_linetable`. */
export function readPositions(
  memory: InterpreterMemory,
  layout: HeapLayout,
  table: number,
  firstLine: number,
  units: number,
): SourceRange[] {
  let at = table + layout.bytesData;
  const end = at + memory.word(table + layout.bytesSize);
  const byte = (): number => memory.byte(at++);
  const varint = (): number => {
    let value = 0;
    let shift = 0;
    for (;;) {
      const next = byte();
      value |= (next & 63) << shift;
      if (!(next & 64)) return value;
      shift += 6;
    }
  };
  const signed = (): number => {
    const value = varint();
    return value & 1 ? -(value >> 1) : value >> 1;
  };
  const ranges: SourceRange[] = [];
  let line = firstLine;
  while (at < end && ranges.length < units) {
    const head = byte();
    const form = (head >> 3) & 15;
    let range: SourceRange;
    if (form === NO_LOCATION) range = { line: null, column: -1, endLine: -1, endColumn: -1 };
    else if (form === LONG_FORM) {
      line += signed();
      const endLine = line + varint();
      const column = varint() - 1;
      range = { line, column, endLine, endColumn: varint() - 1 };
    } else if (form === NO_COLUMNS) {
      line += signed();
      range = { line, column: -1, endLine: line, endColumn: -1 };
    } else if (form >= 10) {
      line += form - 10;
      const column = byte();
      range = { line, column, endLine: line, endColumn: byte() };
    } else {
      const next = byte();
      const column = form * 8 + (next >> 4);
      range = { line, column, endLine: line, endColumn: column + (next & 15) };
    }
    for (let count = (head & 7) + 1; count > 0; count--) ranges.push(range);
  }
  return ranges;
}

/** The rows of a code object's exception table. `table`: address of the bytes object `co_exceptiontable`. */
export function readExceptionTable(memory: InterpreterMemory, layout: HeapLayout, table: number): ExceptionRange[] {
  let at = table + layout.bytesData;
  const end = at + memory.word(table + layout.bytesSize);
  const varint = (): number => {
    let next = memory.byte(at++);
    let value = next & 63;
    while (next & 64) {
      next = memory.byte(at++);
      value = (value << 6) | (next & 63);
    }
    return value;
  };
  const rows: ExceptionRange[] = [];
  while (at < end) {
    const start = 2 * varint();
    const length = 2 * varint();
    const target = 2 * varint();
    const depthAndLasti = varint();
    rows.push({ start, end: start + length, target, depth: depthAndLasti >> 1, lasti: (depthAndLasti & 1) !== 0 });
  }
  return rows;
}

/** The UTF-16 column of a UTF-8 byte column in `line`. */
export function utf16Column(line: string, byteColumn: number): number {
  let bytes = 0;
  let units = 0;
  for (const character of line) {
    if (bytes >= byteColumn) break;
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    units += character.length;
  }
  return units;
}
