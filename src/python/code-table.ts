/**
 * Describes the code objects of a program as `dis` would, straight from the interpreter's memory: several hundred
 * times cheaper than `dis.get_instructions`, which matters where thousands of small programs are traced.
 */
import { at } from '../base/assert.ts';
import type { CodeInfo, ExceptionRange, InstructionInfo } from '../trace/wire.ts';
import { Unpublished, type HeapLayout } from './heap-layout.ts';
import { Effect, effectOf } from './effects.ts';
import type { HeapReader } from './heap-reader.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { isDunder } from './names.ts';
import { readExceptionTable, readPositions, utf16Column, type SourceRange } from './line-table.ts';

/** What `description.py` says about the bytecode of this interpreter. */
export interface OpcodeTable {
  /** By opcode. */
  readonly names: readonly string[];
  readonly caches: readonly number[];
  /** Opcodes by the meaning of their argument. */
  readonly withArgument: readonly number[];
  readonly constants: readonly number[];
  readonly variables: readonly number[];
  readonly attributes: readonly number[];
  readonly jumps: readonly number[];
  /** Texts of arguments that are numbers in the code. */
  readonly operators: readonly string[];
  readonly comparisons: readonly string[];
  readonly intrinsics1: readonly string[];
  readonly intrinsics2: readonly string[];
  readonly specialMethods: readonly string[];
  readonly commonConstants: readonly string[];
}

/** What an instruction is to the tracer, one bit set a code unit. */
export const UnitFlag = {
  RETURN: 1,
  YIELD: 2,
  /** Jumps back to an instruction of its own line: `sys.settrace` calls that a new line. */
  REPEATS_LINE: 4,
  GET_ITER: 8,
  /** A RESUME that begins an activation. */
  START: 16,
  AFTER_GET_ITER: 32,
  CALL: 64,
  /** Comes right after a FOR_ITER that gave an item. */
  AFTER_FOR_ITER: 128,
} as const;

/** A code object of the program that is being traced. */
export interface TracedCode {
  readonly index: number;
  readonly address: number;
  /** Address of the bytecode, and its length in bytes. */
  readonly start: number;
  readonly bytes: number;
  readonly info: CodeInfo;
  readonly localCount: number;
  /** By slot: 1 for a variable of CPython's own and for one that the code does not count among its locals. */
  readonly hidden: Uint8Array;
  /** Its frame stands inside a generator, a coroutine or an async generator. */
  readonly isGenerator: boolean;
  /** `__del__`: the object dies when it returns. */
  readonly isFinalizer: boolean;
  /** It may hold the dict of an instance or of a module as a dict: setting an item then sets an attribute. */
  readonly aliasesDicts: boolean;
  /** By code unit (offset / 2). */
  readonly unitFlags: Uint8Array;
  /** `Effect` by code unit. */
  readonly effects: Uint8Array;
  /** By code unit: the instruction's argument, up to 255. */
  readonly argumentsOf: Uint8Array;
}

const FUNCTION_ATTRIBUTES = ['defaults', 'kwdefaults', 'annotations', 'closure', 'annotate'];
const CONVERSIONS = ['', 'str', 'repr', 'ascii'];
const NAMES_OF_GLOBALS = new Set(['LOAD_GLOBAL', 'LOAD_NAME', 'STORE_GLOBAL', 'DELETE_GLOBAL', 'LOAD_FROM_DICT_OR_GLOBALS']);
const NAMES_OF_MODULE = new Set(['STORE_NAME', 'DELETE_NAME']);
const DICT_GIVERS = new Set(['__dict__', 'vars', 'globals', 'locals']);
const CO_VARARGS = 0x04;
const CO_VARKEYWORDS = 0x08;
const CO_FAST_FREE = 0x80;
const CO_GENERATORS = 0x20 | 0x80 | 0x200; // generator, coroutine, async generator

interface RawInstruction {
  readonly offset: number;
  readonly opcode: number;
  readonly argument: number;
  readonly target: number | null;
}

export class CodeTable {
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly reader: HeapReader;
  private readonly opcodes: OpcodeTable;
  private readonly classes: Uint8Array;
  private readonly codeType: number;

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    reader: HeapReader,
    opcodes: OpcodeTable,
    /** Address of `types.CodeType`. */
    codeType: number,
  ) {
    this.memory = memory;
    this.layout = layout;
    this.reader = reader;
    this.opcodes = opcodes;
    this.codeType = codeType;
    this.classes = new Uint8Array(256);
    for (const opcode of opcodes.withArgument) this.classes[opcode] = ArgumentClass.NUMBER;
    for (const opcode of opcodes.constants) this.classes[opcode] = ArgumentClass.CONSTANT;
    for (const opcode of opcodes.attributes) this.classes[opcode] = ArgumentClass.NAME;
    for (const opcode of opcodes.variables) this.classes[opcode] = ArgumentClass.VARIABLE;
    for (const opcode of opcodes.jumps) this.classes[opcode] = ArgumentClass.JUMP;
  }

  /**
   * Describes the code object at `address` and all that its constants hold, outermost first. They must not have run
   * yet: running changes the bytecode in memory. `full`: with texts of arguments and source ranges.
   */
  describe(address: number, source: string, full: boolean): TracedCode[] {
    const lines = /^[\0-\x7f]*$/.test(source) ? null : source.split(/\r\n|\r|\n/);
    const codes: TracedCode[] = [];
    const addresses = [address];
    const seen = new Set(addresses);
    for (let next = addresses.shift(); next !== undefined; next = addresses.shift()) {
      codes.push(this.describeOne(next, codes.length, lines, full));
      const nested = this.tuple(this.memory.word(next + Unpublished.code.consts)).filter(
        (constant) => this.memory.word(constant + this.layout.objectType) === this.codeType && !seen.has(constant),
      );
      for (const code of nested) seen.add(code);
      addresses.unshift(...nested);
    }
    return codes;
  }

  private describeOne(address: number, index: number, lines: readonly string[] | null, full: boolean): TracedCode {
    const { memory, layout, opcodes } = this;
    const units = memory.word(address + Unpublished.code.size);
    const names = this.strings(memory.word(address + Unpublished.code.names));
    const localNames = this.strings(memory.word(address + layout.codeLocalNames));
    const raw = this.instructions(address + layout.codeBytes, units);
    const firstLine = memory.int(address + layout.codeFirstLine);
    const positions = readPositions(memory, layout, memory.word(address + layout.codeLineTable), firstLine, units);
    const argumentText = full ? this.argumentTexts(address, raw, names, localNames) : () => '';
    const unitFlags = new Uint8Array(units);
    const effects = new Uint8Array(units);
    const argumentsOf = new Uint8Array(units);
    const codeFlags = memory.word(address + Unpublished.code.flags);
    const isFunction = (codeFlags & 1) !== 0; // CO_OPTIMIZED
    const name = this.reader.string(memory.word(address + layout.codeName));
    const isModule = !isFunction && name === '<module>';
    const globalNames = new Set<string>();
    const instructions: InstructionInfo[] = [];
    let afterGetIter = false;
    let afterForIter = false;
    for (const instruction of raw) {
      const { offset, opcode, argument, target } = instruction;
      const opname = at(opcodes.names, opcode);
      const range = positions[offset / 2] ?? null;
      effects[offset / 2] = argument > 255 ? Effect.ALL : effectOf(opname, at(opcodes.operators, opname === 'BINARY_OP' ? argument : 0));
      argumentsOf[offset / 2] = argument;
      unitFlags[offset / 2] = unitFlag(opname, argument);
      if (afterGetIter) unitFlags[offset / 2] = at(unitFlags, offset / 2) | UnitFlag.AFTER_GET_ITER;
      afterGetIter = opname === 'GET_ITER';
      if (afterForIter) unitFlags[offset / 2] = at(unitFlags, offset / 2) | UnitFlag.AFTER_FOR_ITER;
      afterForIter = opname === 'FOR_ITER';
      if (target !== null && target <= offset && opname === 'JUMP_BACKWARD' && positions[target / 2]?.line === range?.line) {
        unitFlags[offset / 2] = at(unitFlags, offset / 2) | UnitFlag.REPEATS_LINE;
      }
      if (NAMES_OF_GLOBALS.has(opname) || (isModule && NAMES_OF_MODULE.has(opname))) {
        const global = at(names, opname === 'LOAD_GLOBAL' ? argument >> 1 : argument);
        if (!isDunder(global)) globalNames.add(global);
      }
      instructions.push({
        offset,
        name: opname,
        argument: argumentText(instruction),
        line: range?.line ?? null,
        range: full && range !== null ? toRange(range, lines) : null,
        jumpTarget: target,
      });
    }
    const parameters =
      memory.word(address + layout.codeArgumentCount) +
      memory.word(address + Unpublished.code.keywordOnlyCount) +
      (codeFlags & CO_VARARGS ? 1 : 0) +
      (codeFlags & CO_VARKEYWORDS ? 1 : 0);
    const info: CodeInfo = {
      name,
      qualifiedName: this.reader.string(memory.word(address + layout.codeQualifiedName)),
      firstLine,
      localNames,
      parameterCount: isFunction ? parameters : 0,
      globalNames: [...globalNames],
      instructions,
      exceptionTable: full ? this.exceptionTable(address) : [],
    };
    return {
      index,
      address,
      start: address + layout.codeBytes,
      bytes: 2 * units,
      info,
      localCount: localNames.length,
      hidden: this.hiddenSlots(address, localNames, isFunction),
      isGenerator: (codeFlags & CO_GENERATORS) !== 0,
      isFinalizer: name === '__del__',
      aliasesDicts: names.some((named) => DICT_GIVERS.has(named)),
      unitFlags,
      effects,
      argumentsOf,
    };
  }

  /**
   * The mapping of a class body that is being run, the variables of type parameters (`.type_params`), and in a class
   * body those of the functions around it: `locals()` has none of them.
   */
  private hiddenSlots(address: number, localNames: readonly string[], isFunction: boolean): Uint8Array {
    const kinds = this.memory.word(address + this.layout.codeLocalKinds) + this.layout.bytesData;
    return Uint8Array.from(localNames, (name, slot) => {
      const isOuter = !isFunction && (this.memory.byte(kinds + slot) & CO_FAST_FREE) !== 0;
      return isOuter || name === '__classdict__' || /^\.[a-z]/.test(name) ? 1 : 0;
    });
  }

  private instructions(bytes: number, units: number): RawInstruction[] {
    const { memory, opcodes, classes } = this;
    const list: RawInstruction[] = [];
    let extended = 0;
    for (let unit = 0; unit < units; unit++) {
      const offset = 2 * unit;
      const opcode = memory.byte(bytes + offset);
      const argument = memory.byte(bytes + offset + 1) | extended;
      const name = at(opcodes.names, opcode);
      const caches = at(opcodes.caches, opcode);
      extended = name === 'EXTENDED_ARG' ? argument << 8 : 0;
      let target: number | null = null;
      if (classes[opcode] === ArgumentClass.JUMP) {
        const backward = name.includes('BACKWARD') || name === 'END_ASYNC_FOR';
        target = offset + 2 + 2 * caches + 2 * (backward ? -argument : argument);
      }
      list.push({ offset, opcode, argument, target });
      unit += caches;
    }
    return list;
  }

  private argumentTexts(
    address: number,
    raw: readonly RawInstruction[],
    names: readonly string[],
    localNames: readonly string[],
  ): (instruction: RawInstruction) => string {
    const { opcodes, memory } = this;
    const constants = this.tuple(memory.word(address + Unpublished.code.consts));
    const labels = this.labels(address, raw);
    const pick = (texts: readonly string[], argument: number): string => texts[argument] ?? String(argument);
    return ({ opcode, argument, target }) => {
      const name = at(opcodes.names, opcode);
      switch (this.classes[opcode]) {
        case ArgumentClass.CONSTANT:
          return name === 'LOAD_SMALL_INT' ? String(argument) : this.constant(at(constants, argument));
        case ArgumentClass.NAME:
          if (name === 'LOAD_GLOBAL') return at(names, argument >> 1) + (argument & 1 ? ' + NULL' : '');
          if (name === 'LOAD_ATTR') return at(names, argument >> 1) + (argument & 1 ? ' + NULL|self' : '');
          if (name === 'LOAD_SUPER_ATTR') return at(names, argument >> 2) + (argument & 1 ? ' + NULL|self' : '');
          return at(names, argument);
        case ArgumentClass.VARIABLE:
          if (/_FAST.*_FAST/.test(name)) return `${at(localNames, argument >> 4)}, ${at(localNames, argument & 15)}`;
          return at(localNames, argument);
        case ArgumentClass.JUMP:
          return `${name === 'END_ASYNC_FOR' ? 'from' : 'to'} L${String(labels.get(target ?? -1) ?? 0)}`;
        case ArgumentClass.NUMBER:
          break;
        default:
          return '';
      }
      switch (name) {
        case 'COMPARE_OP': {
          const comparison = pick(opcodes.comparisons, argument >> 5);
          return argument & 16 ? `bool(${comparison})` : comparison;
        }
        case 'BINARY_OP':
          return pick(opcodes.operators, argument);
        case 'IS_OP':
          return argument ? 'is not' : 'is';
        case 'CONTAINS_OP':
          return argument ? 'not in' : 'in';
        case 'CONVERT_VALUE':
          return pick(CONVERSIONS, argument);
        case 'CALL_INTRINSIC_1':
          return pick(opcodes.intrinsics1, argument);
        case 'CALL_INTRINSIC_2':
          return pick(opcodes.intrinsics2, argument);
        case 'LOAD_SPECIAL':
          return pick(opcodes.specialMethods, argument);
        case 'LOAD_COMMON_CONSTANT':
          return pick(opcodes.commonConstants, argument);
        case 'SET_FUNCTION_ATTRIBUTE':
          return FUNCTION_ATTRIBUTES.filter((_, bit) => argument & (1 << bit)).join(', ');
        default:
          return String(argument);
      }
    };
  }

  /** `L1`, `L2` … as `dis` numbers them: jump targets and the bounds of the exception table, by offset. */
  private labels(address: number, raw: readonly RawInstruction[]): Map<number, number> {
    const offsets = new Set(this.exceptionTable(address).flatMap(({ start, end, target }) => [start, end, target]));
    for (const { target } of raw) if (target !== null) offsets.add(target);
    const labels = new Map<number, number>();
    for (const offset of [...offsets].sort((a, b) => a - b)) labels.set(offset, labels.size + 1);
    return labels;
  }

  private exceptionTable(address: number): ExceptionRange[] {
    return readExceptionTable(this.memory, this.layout, this.memory.word(address + Unpublished.code.exceptions));
  }

  /** Constants are of builtin types, so their repr runs no user code. Addresses are left out: they differ by run. */
  private constant(address: number): string {
    if (this.memory.word(address + this.layout.objectType) === this.codeType) {
      return `<code object ${this.reader.string(this.memory.word(address + this.layout.codeName))}>`;
    }
    return (this.reader.reprOf(address) ?? '').replace(/ at 0x[0-9a-f]+, file "[^"]*", line \d+>/g, '>');
  }

  private tuple(address: number): number[] {
    const items: number[] = [];
    const count = this.memory.word(address + this.layout.tupleSize);
    for (let i = 0; i < count; i++) items.push(this.memory.word(address + this.layout.tupleItems + 4 * i));
    return items;
  }

  private strings(tuple: number): string[] {
    return this.tuple(tuple).map((item) => this.reader.string(item));
  }
}

const ArgumentClass = { NONE: 0, NUMBER: 1, CONSTANT: 2, NAME: 3, VARIABLE: 4, JUMP: 5 } as const;

function unitFlag(opname: string, argument: number): number {
  switch (opname) {
    case 'RETURN_VALUE':
      return UnitFlag.RETURN;
    case 'YIELD_VALUE':
      return UnitFlag.YIELD;
    case 'GET_ITER':
      return UnitFlag.GET_ITER;
    case 'CALL':
    case 'CALL_KW':
    case 'CALL_FUNCTION_EX':
      return UnitFlag.CALL;
    case 'RESUME':
      return (argument & 3) === 0 ? UnitFlag.START : 0;
    default:
      return 0;
  }
}

/** `lines`: those of the source where it is not ASCII, to turn byte columns into UTF-16 ones; else null. */
function toRange(range: SourceRange, lines: readonly string[] | null): InstructionInfo['range'] {
  if (range.line === null || range.column < 0 || range.endColumn < 0) return null;
  if (lines === null) return [range.line, range.column, range.endLine, range.endColumn];
  return [
    range.line,
    utf16Column(lines[range.line - 1] ?? '', range.column),
    range.endLine,
    utf16Column(lines[range.endLine - 1] ?? '', range.endColumn),
  ];
}
