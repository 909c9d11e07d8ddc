/** What an instruction does to the value stack and to the program, as far as "the value of this piece of source" goes (CPython 3.14). */
import type { CodeInfo, InstructionInfo } from './wire.ts';

export type InstructionRole =
  /** Pushes the value of a variable; `names`: one, or two for instructions that load twice. */
  | { readonly kind: 'load'; readonly names: readonly string[] }
  /** Pushes the callee of a call, and NULL or its object: no value of the program's own. */
  | { readonly kind: 'callee' }
  | { readonly kind: 'constant' }
  /** Takes operands, pushes the value of its source range. */
  | { readonly kind: 'operation' | 'call' | 'display' }
  /** Compares the two topmost values; of `a < b < c` each comparison has the range of the whole. */
  | { readonly kind: 'comparison' }
  /** The result is what is assigned next (`+=`). */
  | { readonly kind: 'in-place' }
  /** Adds to the container that `depth` names, which is one that the source displays; `item`: one item, as comprehensions do. */
  | { readonly kind: 'extend'; readonly depth: number; readonly item: boolean }
  /** Binds what stands `depth` places from the top; `names`: the variables, or none for attributes and items. */
  | { readonly kind: 'store'; readonly depth: number; readonly names: readonly string[] }
  /** Stores one variable, then loads another. */
  | { readonly kind: 'store-load'; readonly stored: string; readonly loaded: string }
  | { readonly kind: 'truth' | 'next' | 'return' | 'yield' | 'swap' | 'copy' | 'keep' | 'end-loop' | 'other' };

const OTHER: InstructionRole = { kind: 'other' };

const STORE_DEPTHS: Readonly<Record<string, number>> = { STORE_ATTR: 2, STORE_SUBSCR: 3, STORE_SLICE: 4 };
const SIMPLE: Readonly<Record<string, InstructionRole>> = {
  COMPARE_OP: { kind: 'comparison' },
  CONTAINS_OP: { kind: 'comparison' },
  IS_OP: { kind: 'comparison' },
  BINARY_SLICE: { kind: 'operation' },
  UNARY_NEGATIVE: { kind: 'operation' },
  UNARY_INVERT: { kind: 'operation' },
  UNARY_NOT: { kind: 'operation' },
  FORMAT_SIMPLE: { kind: 'operation' },
  FORMAT_WITH_SPEC: { kind: 'operation' },
  CALL: { kind: 'call' },
  CALL_KW: { kind: 'call' },
  CALL_FUNCTION_EX: { kind: 'call' },
  TO_BOOL: { kind: 'truth' },
  FOR_ITER: { kind: 'next' },
  POP_ITER: { kind: 'end-loop' },
  RETURN_VALUE: { kind: 'return' },
  YIELD_VALUE: { kind: 'yield' },
  SWAP: { kind: 'swap' },
  COPY: { kind: 'copy' },
  GET_ITER: { kind: 'keep' },
  CONVERT_VALUE: { kind: 'keep' },
};

const roles = new WeakMap<InstructionInfo, InstructionRole>();

/** The role of an instruction that does not fit in is `other`. */
export function roleOf(instruction: InstructionInfo): InstructionRole {
  let role = roles.get(instruction);
  if (role === undefined) {
    role = findRole(instruction);
    roles.set(instruction, role);
  }
  return role;
}

function findRole({ name, argument }: InstructionInfo): InstructionRole {
  const simple = SIMPLE[name];
  if (simple !== undefined) return simple;
  const names = argument.split(', ');
  switch (true) {
    case name === 'LOAD_GLOBAL' || name === 'LOAD_ATTR' || name === 'LOAD_SUPER_ATTR':
      if (argument.includes(' + NULL')) return { kind: 'callee' };
      return name === 'LOAD_GLOBAL' ? { kind: 'load', names } : { kind: 'operation' };
    case name === 'LOAD_CONST' || name === 'LOAD_SMALL_INT':
      return { kind: 'constant' };
    case name === 'STORE_FAST_LOAD_FAST':
      return { kind: 'store-load', stored: names[0] ?? '', loaded: names[1] ?? '' };
    case name in STORE_DEPTHS:
      return { kind: 'store', depth: STORE_DEPTHS[name] ?? 1, names: [] };
    case name.startsWith('STORE_'):
      return { kind: 'store', depth: 1, names };
    case /^LOAD_(FAST|NAME|DEREF|FROM_DICT)/.test(name) && name !== 'LOAD_FAST_AND_CLEAR':
      return { kind: 'load', names };
    case name === 'BINARY_OP':
      return argument.endsWith('=') ? { kind: 'in-place' } : { kind: 'operation' };
    case name === 'CALL_INTRINSIC_1':
      return argument === 'INTRINSIC_UNARY_POSITIVE' || argument === 'INTRINSIC_LIST_TO_TUPLE' ? { kind: 'display' } : OTHER;
    case name.startsWith('BUILD_'):
      return name === 'BUILD_SLICE' ? { kind: 'operation' } : { kind: 'display' };
    case /^(LIST|SET|DICT)_(EXTEND|UPDATE|MERGE|APPEND|ADD)$|^MAP_ADD$/.test(name):
      return { kind: 'extend', depth: Number(argument), item: /APPEND|ADD$/.test(name) };
    default:
      return OTHER;
  }
}

/** Bytecode of comprehensions that run in the frame of their function: from the loop's head up to its end, in bytes. */
const comprehensions = new WeakMap<CodeInfo, readonly (readonly [start: number, end: number])[]>();

/** Whether the instruction at `offset` is in the loop of a list, set or dict comprehension, which is part of a line. */
export function isInComprehension(code: CodeInfo, offset: number): boolean {
  let loops = comprehensions.get(code);
  if (loops === undefined) {
    loops = code.instructions.flatMap(({ name, offset: start, jumpTarget }, place) => {
      const before = code.instructions[place - 1]?.name;
      return name === 'FOR_ITER' && before === 'SWAP' && jumpTarget !== null ? [[start, jumpTarget] as const] : [];
    });
    comprehensions.set(code, loops);
  }
  return loops.some(([start, end]) => offset >= start && offset < end);
}

/** Whether a call of the code has exactly this range: tuples and dicts of that range are its arguments, made by the compiler. */
export function isRangeOfCall(code: CodeInfo, range: NonNullable<InstructionInfo['range']>): boolean {
  return code.instructions.some(({ name, range: other }) => /^CALL(_KW|_FUNCTION_EX)?$/.test(name) && other !== null && other.every((part, index) => part === range[index]));
}
