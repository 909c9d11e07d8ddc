/**
 * What happens inside one run of a line: the values of its sub-expressions in the order in which they were evaluated,
 * read from the value stacks before and after each of its instructions. Needs a trace by instructions. Constants are
 * left out, as are the names of what is called; calls of the program's own functions count as one sub-expression.
 *
 * Beside the real stack a stack of source ranges is kept, so that each value is known by the piece of source it is of.
 */
import { at } from '../base/assert.ts';
import { goesOn, lastOfFrame, lineBeginning, nextOfFrame } from './frame-records.ts';
import { isInComprehension, isRangeOfCall, roleOf, type InstructionRole } from './instruction-roles.ts';
import { liesWithin, nameWithin, nearestName, sameRange, sourceLines, textOfRange, type SourceRange } from './source-text.ts';
import type { Trace } from './trace.ts';
import { stateAt } from './trace-state.ts';
import { NULL_VALUE, type Value } from './value.ts';
import type { CodeInfo, InstructionInfo, RecordIndex } from './wire.ts';
import { ObjectKind, RecordFlag } from './wire.ts';

export interface SubExpression {
  /**
   * `value`: what a piece of source is worth. `assign`: a variable, attribute or item gets it. `truth`: whether a value
   * that is no bool counts as true. `exhausted`: an iterator has no more items. `raise`: no value, an exception.
   */
  readonly kind: 'name' | 'value' | 'call' | 'assign' | 'truth' | 'return' | 'yield' | 'exhausted' | 'raise';
  /** The source of it, in one line. */
  readonly text: string;
  /** Null where the bytecode does not tell it. */
  readonly range: SourceRange | null;
  /** Of kind `null` where there is none. */
  readonly value: Value;
  /** The record that finds the value: its state has the heap as it was then. Of `raise`: the exception's record. */
  readonly record: RecordIndex;
  /** In how many others of the same run it lies. */
  readonly level: number;
}

/** One run of a line in one frame. */
export interface LineRun {
  /** From 1. */
  readonly line: number;
  /** The record that begins the line. */
  readonly start: RecordIndex;
  /** The frame's last record of the run. */
  readonly end: RecordIndex;
  /** In order of evaluation. */
  readonly parts: readonly SubExpression[];
  /** There were more than were asked for. */
  readonly cut: boolean;
}

/**
 * The run of a line that `record` belongs to; null in the part of a call before its first line, and where the trace is
 * by lines. All turns of a comprehension's loop are one run; of a long one only the turn of `record` on is read.
 * `tellsInPlace`: what `+=` and such come to is a part of its own, before it is assigned; its range is the statement.
 */
export function lineRunAt(trace: Trace, record: RecordIndex, limit = 200, tellsInPlace = false): LineRun | null {
  if (trace.header.granularity === 'line') return null;
  const own = lineBeginning(trace, record);
  if (own === null) return null;
  let start = own;
  while (goesOn(trace, start)) {
    const before = start === 0 ? null : lineBeginning(trace, lastOfFrame(trace, start));
    if (before === null || trace.lines[before] !== trace.lines[start]) break;
    start = before;
  }
  const run = new LineReader(trace, start, limit, tellsInPlace).read();
  return run.cut && run.end < record ? new LineReader(trace, own, limit, tellsInPlace).read() : run;
}

/** A place of the value stack: what source its value is of, and the part that shows it, if it may still change. */
interface Slot {
  readonly range: SourceRange | null;
  readonly display: Part | null;
}

type Part = { -readonly [Field in keyof Omit<SubExpression, 'level'>]: SubExpression[Field] };

const NO_SLOT: Slot = { range: null, display: null };

/** A short circuit (`and`, `or`, a chained comparison) that ends at `target`, where its value is on top. */
interface Join {
  readonly target: number;
  readonly depth: number;
  readonly range: SourceRange;
}

class LineReader {
  readonly #trace: Trace;
  readonly #start: RecordIndex;
  readonly #limit: number;
  readonly #tellsInPlace: boolean;
  readonly #lines: readonly string[];
  readonly #code: CodeInfo;
  readonly #parts: Part[] = [];
  #slots: Slot[] = [];
  #joins: Join[] = [];
  /** The instruction before, in the frame. */
  #before: InstructionInfo | null = null;

  constructor(trace: Trace, start: RecordIndex, limit: number, tellsInPlace: boolean) {
    this.#trace = trace;
    this.#start = start;
    this.#limit = limit;
    this.#tellsInPlace = tellsInPlace;
    this.#lines = sourceLines(trace.header.source);
    this.#code = trace.codeAt(start);
  }

  read(): LineRun {
    const { flags, lines } = this.#trace;
    let record = this.#start;
    let stack = this.#stack(record);
    this.#slots = stack.map(() => NO_SLOT);
    let cut = false;
    for (;;) {
      const next = nextOfFrame(this.#trace, record);
      const instruction = this.#trace.instructionAt(record);
      const raises = next !== null && (at(flags, next) & RecordFlag.EXCEPTION) !== 0;
      const after = next === null || raises ? null : this.#stack(next);
      if (instruction !== null && (at(flags, record) & RecordFlag.EXCEPTION) === 0) {
        if (raises) this.#put('raise', instruction.range, NULL_VALUE, next);
        else this.#step(instruction, stack, after, record, next);
        this.#before = instruction;
      }
      if (next === null || ((at(flags, next) & RecordFlag.LINE) !== 0 && !(lines[next] === lines[record] && goesOn(this.#trace, next)))) break;
      if (this.#parts.length >= this.#limit) {
        cut = true;
        break;
      }
      record = next;
      if (after === null) {
        stack = this.#stack(record);
        this.#slots = stack.map(() => NO_SLOT);
        this.#joins = [];
      } else stack = after;
    }
    return { line: at(lines, this.#start), start: this.#start, end: record, parts: withLevels(this.#parts), cut };
  }

  #stack(record: RecordIndex): readonly Value[] {
    return stateAt(this.#trace, record).top.stack;
  }

  /** One instruction: `before` and `after` are the stacks that it finds and leaves; `after` is null where the frame ends or raises. */
  #step(instruction: InstructionInfo, before: readonly Value[], after: readonly Value[] | null, record: RecordIndex, next: RecordIndex | null): void {
    const role = roleOf(instruction);
    if (role.kind === 'return') this.#return(instruction, before, record);
    else if (role.kind === 'yield') this.#put('yield', instruction.range, before.at(-1) ?? NULL_VALUE, record);
    else if (role.kind === 'store' || role.kind === 'store-load') this.#store(instruction, role, before, record);
    if (after === null || next === null) return;
    this.#move(instruction, role, before, after, next);
    this.#join(instruction, after, next);
  }

  /** What the instruction computed, and where the ranges go on the stack. */
  #move(instruction: InstructionInfo, role: InstructionRole, before: readonly Value[], after: readonly Value[], next: RecordIndex): void {
    const { range } = instruction;
    const top = after.at(-1) ?? NULL_VALUE;
    const slots = this.#slots;
    const operand = slots.at(-1) ?? NO_SLOT;
    switch (role.kind) {
      case 'swap': {
        const depth = Number(instruction.argument);
        const [low, high] = [slots.length - depth, slots.length - 1];
        [slots[low], slots[high]] = [slots[high] ?? NO_SLOT, slots[low] ?? NO_SLOT];
        break;
      }
      case 'copy':
        slots.push(slots.at(-Number(instruction.argument)) ?? NO_SLOT);
        break;
      case 'load':
        this.#load(instruction, role.names, after, next);
        break;
      case 'store-load': {
        slots.pop();
        const loaded = range === null ? null : (this.#firstUse(instruction, role.loaded) ?? nearestName(this.#lines, role.loaded, range));
        this.#put('name', loaded, top, next, role.loaded);
        slots.push({ range: loaded, display: null });
        break;
      }
      case 'constant':
        if (isBranch(this.#before) && this.#isLiteral(range, top)) this.#put('value', range, top, next);
        this.#push({ range, display: null }, after);
        break;
      case 'comparison': {
        const compared = this.#comparedRange(range);
        this.#put('value', compared, top, next);
        this.#push({ range: compared, display: null }, after);
        break;
      }
      case 'operation':
      case 'call':
        if (!this.#isDefinition(range)) this.#put(role.kind === 'call' ? 'call' : 'value', range, top, next);
        this.#push({ range, display: null }, after);
        break;
      case 'display': {
        const isWritten = range !== null && !isRangeOfCall(this.#code, range) && !this.#isDefinition(range);
        this.#drop(operand.display);
        const display = isWritten ? this.#put('value', range, top, next) : null;
        this.#push({ range, display }, after);
        break;
      }
      case 'in-place':
        if (this.#tellsInPlace) this.#put('value', range, top, next);
        this.#push({ range, display: null }, after);
        break;
      case 'callee':
        this.#push({ range, display: null }, after);
        break;
      case 'keep':
        this.#push(operand, after);
        break;
      case 'truth':
        if (before.at(-1)?.kind !== 'bool') this.#put('truth', operand.range ?? range, top, next);
        this.#push(operand, after);
        break;
      case 'extend':
        this.#resize(after.length);
        // A display that is made in parts: what is added is one of them.
        if (operand.display !== null && sameRange(operand.range, slots.at(-role.depth)?.range ?? null)) this.#drop(operand.display);
        // A comprehension is worth something when its loop has ended.
        if (role.item && isInComprehension(this.#code, instruction.offset)) this.#drop(slots.at(-role.depth)?.display);
        else this.#shown(slots.at(-role.depth), after.at(-role.depth), next);
        break;
      case 'next':
        if (after.length <= before.length) this.#put('exhausted', range, NULL_VALUE, next);
        this.#resize(after.length);
        break;
      case 'end-loop':
        this.#resize(after.length);
        this.#shown(slots.at(-1), top, next);
        break;
      default:
        this.#resize(after.length);
    }
    this.#resize(after.length);
  }

  /** Where the name stands that `instruction` loads without telling: in what is worked out with it next. */
  #firstUse(instruction: InstructionInfo, name: string): SourceRange | null {
    const { instructions } = this.#code;
    const place = instructions.indexOf(instruction);
    // It is worked with a few instructions later.
    for (const { range } of instructions.slice(place + 1, place + 7)) {
      const found = range === null || textOfRange(this.#lines, range) === name ? null : nameWithin(this.#lines, name, range);
      if (found !== null) return found;
    }
    return null;
  }

  #load(instruction: InstructionInfo, names: readonly string[], after: readonly Value[], next: RecordIndex): void {
    let range = instruction.range;
    names.forEach((name, index) => {
      if (index > 0) range = range === null ? null : nearestName(this.#lines, name, range);
      const value = after.at(index - names.length) ?? NULL_VALUE;
      const isCallee = this.#trace.instructionAt(next)?.name === 'PUSH_NULL';
      if (!isCallee && !this.#isCell(value, next)) this.#putName('name', name, range, value, next);
      this.#slots.push({ range, display: null });
    });
  }

  #store(instruction: InstructionInfo, role: InstructionRole & { kind: 'store' | 'store-load' }, before: readonly Value[], record: RecordIndex): void {
    if (role.kind === 'store-load') {
      this.#putName('assign', role.stored, instruction.range, before.at(-1) ?? NULL_VALUE, record);
      return;
    }
    if (role.names.length === 0) {
      this.#put('assign', instruction.range, before.at(-role.depth) ?? NULL_VALUE, record);
      return;
    }
    let range = instruction.range;
    role.names.forEach((name, index) => {
      if (index > 0) range = range === null ? null : nearestName(this.#lines, name, range);
      const value = before.at(-1 - index) ?? NULL_VALUE;
      // The names of a comprehension are put back after it; the compiler gives that the range of the whole.
      const isRestored = range !== null && /^[[{]/.test(textOfRange(this.#lines, range));
      if (!isRestored && value.kind !== 'null') this.#putName('assign', name, range, value, record);
    });
  }

  #return(instruction: InstructionInfo, before: readonly Value[], record: RecordIndex): void {
    const { range } = instruction;
    if (range === null) return;
    // A constant is returned by code that has the constant's range alone.
    const [line, column, endLine, endColumn] = range;
    const keyword = /\breturn[\s(]*$/.exec((this.#lines[line - 1] ?? '').slice(0, column));
    const whole: SourceRange = keyword === null ? range : [line, keyword.index, endLine, endColumn];
    if (/^(return|lambda)\b/.test(textOfRange(this.#lines, whole))) this.#put('return', whole, before.at(-1) ?? NULL_VALUE, record);
  }

  /** Of a chain of comparisons each has the range of all: what it really compares are its operands. */
  #comparedRange(range: SourceRange | null): SourceRange | null {
    const left = this.#slots.at(-2)?.range ?? null;
    const right = this.#slots.at(-1)?.range ?? null;
    if (left === null || right === null || range === null) return range;
    const compared: SourceRange = [left[0], left[1], right[2], right[3]];
    const outside = textOfRange(this.#lines, [range[0], range[1], left[0], left[1]]) + textOfRange(this.#lines, [right[2], right[3], range[2], range[3]]);
    if (/^[()\s]*$/.test(outside)) return range;
    return isBalanced(textOfRange(this.#lines, compared)) ? compared : range;
  }

  /** A jump over the rest of a short circuit, and the place where its ways meet. */
  #join(instruction: InstructionInfo, after: readonly Value[], next: RecordIndex): void {
    const { range, jumpTarget } = instruction;
    const isShortCircuit = instruction.name.startsWith('POP_JUMP_IF') && this.#before?.name === 'TO_BOOL' && this.#copied;
    if (isShortCircuit && range !== null && jumpTarget !== null && jumpTarget > instruction.offset) {
      if (!this.#joins.some((join) => join.target === jumpTarget && sameRange(join.range, range))) this.#joins.push({ target: jumpTarget, depth: after.length, range });
    }
    if (instruction.name === 'COPY') this.#copied = true;
    else if (instruction.name !== 'TO_BOOL' && instruction.name !== 'COMPARE_OP') this.#copied = false;
    const offset = at(this.#trace.offsets, next);
    const met = this.#joins.filter((join) => join.target === offset && join.depth === after.length);
    if (met.length === 0) return;
    this.#joins = this.#joins.filter((join) => !met.includes(join));
    for (const { range: whole } of met) {
      this.#put('value', whole, after.at(-1) ?? NULL_VALUE, next);
      this.#slots[this.#slots.length - 1] = { range: whole, display: null };
    }
  }

  #copied = false;

  /** Pushes the slot of an instruction's one result, its operands taken off. */
  #push(slot: Slot, after: readonly Value[]): void {
    this.#resize(after.length - 1);
    this.#slots.push(slot);
  }

  #resize(length: number): void {
    while (this.#slots.length < length) this.#slots.push(NO_SLOT);
    this.#slots.length = Math.max(0, length);
  }

  /** A list, set or dict that is displayed has got more into it: it is shown when it is complete. */
  #shown(slot: Slot | undefined, value: Value | undefined, record: RecordIndex): void {
    const part = slot?.display ?? null;
    if (part === null || value === undefined) return;
    this.#drop(part);
    part.value = value;
    part.record = record;
    this.#parts.push(part);
  }

  /** Takes back what turned out not to be complete. */
  #drop(part: Part | null | undefined): void {
    const place = part == null ? -1 : this.#parts.indexOf(part);
    if (place >= 0) this.#parts.splice(place, 1);
  }

  /** Names that the compiler made up are no part of the source. */
  #putName(kind: 'name' | 'assign', name: string, range: SourceRange | null, value: Value, record: RecordIndex): void {
    const isWritten = range !== null && textOfRange(this.#lines, range) === name;
    if (isWritten || !/^(__\w+__|\.\d+)$/.test(name)) this.#put(kind, range, value, record, name);
  }

  /** Definitions are told by the name that they are bound to. */
  #isDefinition(range: SourceRange | null): boolean {
    return range !== null && /^(@|(async\s+)?def\b|class\b|lambda\b)/.test(textOfRange(this.#lines, range));
  }

  /** `pass` and other statements that load a None of their own are no constants. */
  #isLiteral(range: SourceRange | null, value: Value): boolean {
    return value.kind !== 'none' || (range !== null && textOfRange(this.#lines, range) === 'None');
  }

  #isCell(value: Value, record: RecordIndex): boolean {
    return value.kind === 'reference' && stateAt(this.#trace, record).object(value.id)?.kind === ObjectKind.CELL;
  }

  #put(kind: SubExpression['kind'], range: SourceRange | null, value: Value, record: RecordIndex, text?: string): Part {
    const part: Part = { kind, range, value, record, text: text ?? (range === null ? '' : textOfRange(this.#lines, range)) };
    if (part.text !== '' || kind === 'raise') this.#parts.push(part);
    return part;
  }
}

/** Whether what follows is one of several ways: there a constant is worth telling. */
function isBranch(before: InstructionInfo | null): boolean {
  return before !== null && (before.name === 'NOT_TAKEN' || before.name.startsWith('POP_JUMP_IF') || before.name === 'POP_TOP');
}

function isBalanced(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '(' || character === '[' || character === '{') open += 1;
    if (character === ')' || character === ']' || character === '}') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

/** Each part with the number of others that contain it. */
function withLevels(parts: readonly Part[]): SubExpression[] {
  const ranges: SourceRange[] = [];
  for (const { range } of parts) if (range !== null && !ranges.some((known) => sameRange(known, range))) ranges.push(range);
  return parts.map((part) => {
    const { range } = part;
    return { ...part, level: range === null ? 0 : ranges.filter((outer) => liesWithin(range, outer)).length };
  });
}
