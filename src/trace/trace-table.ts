/**
 * The trace as a table: a row a step, a column a variable. The columns are known from the code alone; a row is
 * computed when it is looked at, so that a trace of any length has a table at once.
 */
import { at } from '../base/assert.ts';
import type { StepEvent } from './printed-state.ts';
import type { StepIndex, StepList } from './line-steps.ts';
import { repr } from './repr.ts';
import { variablesOf } from './state-changes.ts';
import { stateAt, type TraceState, type Variable } from './trace-state.ts';
import { sameValue, type Value } from './value.ts';
import { ObjectKind, type CodeIndex, type CodeInfo, type FrameId, type RecordIndex } from './wire.ts';

export interface TableColumn {
  readonly key: string;
  readonly name: string;
  /** The function that the variable is of; null for a global. */
  readonly codeIndex: CodeIndex | null;
  /** Qualified name of that function, '' for a global. */
  readonly scope: string;
}

export interface TraceTable {
  readonly steps: StepList;
  readonly columns: readonly TableColumn[];
  /** The steps that are rows, in order. */
  readonly rows: Int32Array;
}

export interface TableCell {
  readonly text: string;
  /** The value is another one than at the step before. */
  readonly changed: boolean;
}

export interface TableRow {
  readonly step: StepIndex;
  readonly line: number;
  readonly event: StepEvent | 'instruction';
  readonly functionName: string;
  readonly depth: number;
  /** One a column; null where the variable is not there. */
  readonly cells: readonly (TableCell | null)[];
}

/** The functions that a trace has steps of, in the order of their code: what a table can be filtered by. */
export function tracedCodes(steps: StepList): readonly CodeIndex[] {
  const { trace } = steps;
  const seen = new Set<CodeIndex>();
  const frames = new Set<number>();
  for (const frame of trace.frameIds) frames.add(frame);
  for (const frame of frames) seen.add(trace.codeIndexOfFrame(frame as FrameId));
  return [...seen].sort((left, right) => left - right);
}

/** The table of the steps of one function, or of all (null). A function's table has the globals that it names as well. */
export function traceTable(steps: StepList, only: CodeIndex | null): TraceTable {
  const { trace } = steps;
  const codes = only === null ? tracedCodes(steps) : [only];
  const last = trace.recordCount === 0 ? null : stateAt(trace, (trace.recordCount - 1) as RecordIndex);
  const code = (index: CodeIndex): CodeInfo => at(trace.header.codes, index);
  const isModule = codes.some((index) => code(index).name === '<module>');
  const named = new Set(codes.flatMap((index) => code(index).globalNames));
  const columns: TableColumn[] = [];
  const globals = last === null ? [] : globalNames(last);
  for (const name of globals) {
    if (isModule || named.has(name)) columns.push({ key: `:${name}`, name, codeIndex: null, scope: '' });
  }
  for (const index of codes) {
    for (const name of ownNames(code(index))) columns.push({ key: `${index}:${name}`, name, codeIndex: index, scope: code(index).qualifiedName });
  }
  return { steps, columns, rows: rowsOf(steps, only) };
}

function rowsOf(steps: StepList, only: CodeIndex | null): Int32Array {
  const rows = new Int32Array(steps.count);
  let count = 0;
  for (let step = 0; step < steps.count; step += 1) {
    if (only !== null && steps.trace.codeIndexOfFrame(steps.trace.frameIdAt(steps.recordOf(step as StepIndex))) !== only) continue;
    rows[count] = step;
    count += 1;
  }
  return rows.slice(0, count);
}

/** Row of a step in the table, or of the last one before it; -1 where there is none. */
export function rowOfStep(table: TraceTable, step: number): number {
  let low = 0;
  let high = table.rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(table.rows, middle) <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** @param maxLength of a cell's text, in UTF-16 units. */
export function tableRow(table: TraceTable, row: number, maxLength = Infinity): TableRow {
  const { steps, columns } = table;
  const step = at(table.rows, row) as StepIndex;
  const state = stateAt(steps.trace, steps.recordOf(step));
  const before = step === 0 ? null : stateAt(steps.trace, steps.recordOf((step - 1) as StepIndex));
  const { top } = state;
  const codeIndex = steps.trace.codeIndexOfFrame(top.frameId);
  const own = byName(variablesOf(top));
  const ownBefore = byName(before?.frames.filter((frame) => frame.frameId === top.frameId).flatMap(variablesOf) ?? []);
  const globals = byName(state.globals);
  const globalsBefore = byName(before?.globals ?? []);
  const cells = columns.map((column): TableCell | null => {
    const isGlobal = column.codeIndex === null;
    if (!isGlobal && column.codeIndex !== codeIndex) return null;
    const variable = (isGlobal ? globals : own).get(column.name);
    if (variable === undefined) return null;
    const old = (isGlobal ? globalsBefore : ownBefore).get(column.name);
    const text = repr(variable.value, state, { maxLength });
    return { text, changed: before !== null && hasChanged(old, variable, before, state) };
  });
  return { step, line: top.line, event: steps.eventOf(step), functionName: top.code.name, depth: state.frames.length, cells };
}

function hasChanged(old: Variable | undefined, now: Variable, before: TraceState, after: TraceState): boolean {
  if (old === undefined || !sameValue(old.value, now.value)) return true;
  // The same object may hold other things now, itself or deeper down.
  return now.value.kind === 'reference' && repr(old.value, before) !== repr(now.value, after);
}

function byName(variables: readonly Variable[]): ReadonlyMap<string, Variable> {
  return new Map(variables.map((variable) => [variable.name, variable]));
}

const CODE_KINDS: ReadonlySet<ObjectKind> = new Set<ObjectKind>([ObjectKind.FUNCTION, ObjectKind.CLASS, ObjectKind.MODULE]);

/** Names of module variables in the order of first binding; those that end as functions, classes or modules left out. */
function globalNames(last: TraceState): readonly string[] {
  const { store } = last.trace;
  const code = new Set(last.globals.filter(({ value }) => isCode(value, last)).map((variable) => variable.name));
  return [...store.globalHeads.keys()].map((id) => store.strings[id] ?? '').filter((name) => name !== '' && !code.has(name));
}

function isCode(value: Value, state: TraceState): boolean {
  const object = value.kind === 'reference' ? state.object(value.id) : null;
  return object !== null && CODE_KINDS.has(object.kind);
}

/** Variables of a function's own, as far as its code tells: slots, and the names that a class body stores. */
function ownNames(code: CodeInfo): readonly string[] {
  if (code.name === '<module>') return [];
  const stored = code.instructions.filter((instruction) => instruction.name === 'STORE_NAME').map((instruction) => instruction.argument);
  return [...new Set([...code.localNames, ...stored])].filter((name) => /^(?!__.*__$)[^.]/.test(name));
}

/** A field of a CSV file, quoted as RFC 4180 has it where it must be. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Longest value in a CSV field, in UTF-16 units. */
const MAX_CSV_TEXT = 2000;
/** Rows of a piece: a few tens of milliseconds. */
const CSV_PIECE = 500;

/** The table as CSV (RFC 4180), in pieces, so that whoever writes a long one can pause in between. */
export function* tableCsv(table: TraceTable): Generator<string> {
  const { columns } = table;
  const names = columns.map((column) => (column.scope === '' ? column.name : `${column.scope}.${column.name}`));
  yield `${['step', 'line', 'event', 'function', 'depth', ...names].map(csvField).join(',')}\r\n`;
  for (let first = 0; first < table.rows.length; first += CSV_PIECE) {
    let piece = '';
    for (let row = first; row < Math.min(first + CSV_PIECE, table.rows.length); row += 1) {
      const { step, line, event, functionName, depth, cells } = tableRow(table, row, MAX_CSV_TEXT);
      piece += `${[String(step + 1), String(line), event, functionName, String(depth), ...cells.map((cell) => cell?.text ?? '')].map(csvField).join(',')}\r\n`;
    }
    yield piece;
  }
}
