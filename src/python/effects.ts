/**
 * What an instruction can change. Between two records of one frame, with no record of another in between, exactly one
 * instruction has run; where that one cannot have changed an object, nothing known need be looked at again. An
 * instruction that runs user code makes records of another frame, so here only C code counts.
 */

/** What the tracer does at the record after the instruction. */
export const Effect = {
  /** Look at everything that the frame reaches. */
  ALL: 0,
  NONE: 1,
  /** Local slots. */
  LOCALS: 2,
  /** Module variables or names of a class body. */
  NAMES: 3,
  /** NONE if the topmost value is a scalar or a plain container, else ALL. */
  TOP: 4,
  /** NONE if the two topmost values are scalars, else ALL. */
  OPERANDS: 5,
  /** NONE if the topmost value is a scalar and the one below a plain container. */
  ITEM: 6,
  /** The other way round: `in`. */
  CONTAINS: 7,
  /** Changes the plain container below the topmost value. */
  STORE_ITEM: 8,
  /** Takes an item from the topmost value. */
  NEXT: 9,
  /** Reads an attribute of the topmost value. */
  ATTRIBUTE: 10,
  /** Sets an attribute of the topmost value. */
  STORE_ATTRIBUTE: 11,
  CALL: 12,
  /** Changes the cell in the slot that the argument names. */
  CELL: 13,
  /** Puts the topmost value into the container that the argument names by its depth. */
  APPEND: 14,
  /** Puts the items of the topmost value, if it is plain, into that container. */
  EXTEND: 15,
} as const;
export type Effect = (typeof Effect)[keyof typeof Effect];

const OPCODES: readonly (readonly [effect: Effect, names: string])[] = [
  [
    Effect.NONE,
    'BUILD_LIST BUILD_MAP BUILD_SET BUILD_SLICE BUILD_STRING BUILD_TUPLE COPY END_FOR EXTENDED_ARG IS_OP JUMP_BACKWARD ' +
      'JUMP_BACKWARD_NO_INTERRUPT JUMP_FORWARD LOAD_BUILD_CLASS LOAD_COMMON_CONSTANT LOAD_CONST LOAD_DEREF LOAD_FAST ' +
      'LOAD_FAST_BORROW LOAD_FAST_BORROW_LOAD_FAST_BORROW LOAD_FAST_CHECK LOAD_FAST_LOAD_FAST LOAD_GLOBAL LOAD_NAME ' +
      'LOAD_SMALL_INT MAKE_FUNCTION NOP NOT_TAKEN POP_ITER POP_JUMP_IF_FALSE POP_JUMP_IF_NONE POP_JUMP_IF_NOT_NONE ' +
      'POP_JUMP_IF_TRUE POP_TOP PUSH_NULL SET_FUNCTION_ATTRIBUTE SWAP UNARY_NOT',
  ],
  [Effect.LOCALS, 'DELETE_FAST LOAD_FAST_AND_CLEAR STORE_FAST STORE_FAST_LOAD_FAST STORE_FAST_STORE_FAST'],
  [Effect.NAMES, 'DELETE_GLOBAL DELETE_NAME STORE_GLOBAL STORE_NAME'],
  [Effect.TOP, 'CONVERT_VALUE FORMAT_SIMPLE GET_ITER TO_BOOL UNARY_INVERT UNARY_NEGATIVE UNPACK_EX UNPACK_SEQUENCE'],
  [Effect.OPERANDS, 'BINARY_OP COMPARE_OP FORMAT_WITH_SPEC'],
  [Effect.CONTAINS, 'CONTAINS_OP'],
  [Effect.STORE_ITEM, 'DELETE_SUBSCR STORE_SUBSCR'],
  [Effect.NEXT, 'FOR_ITER'],
  [Effect.ATTRIBUTE, 'LOAD_ATTR'],
  [Effect.STORE_ATTRIBUTE, 'STORE_ATTR'],
  [Effect.CALL, 'CALL'],
  [Effect.CELL, 'STORE_DEREF'],
  [Effect.APPEND, 'LIST_APPEND SET_ADD'],
  [Effect.EXTEND, 'DICT_UPDATE LIST_EXTEND SET_UPDATE'],
];

const BY_NAME = new Map(OPCODES.flatMap(([effect, names]) => names.split(' ').map((name) => [name, effect] as const)));

/** `text`: the argument as `dis` would print it; only that of BINARY_OP matters. */
export function effectOf(opcodeName: string, text: string): Effect {
  if (opcodeName === 'BINARY_OP' && text === '[]') return Effect.ITEM;
  return BY_NAME.get(opcodeName) ?? Effect.ALL;
}

/** Builtins that change nothing when called with scalars and plain containers, as names in `builtins`. */
export const PURE_BUILTINS = [
  ...['abs', 'bin', 'bool', 'callable', 'chr', 'divmod', 'float', 'format', 'hash', 'hex', 'id', 'int', 'isinstance'],
  ...['issubclass', 'len', 'max', 'min', 'oct', 'ord', 'pow', 'print', 'range', 'repr', 'round', 'sorted', 'str', 'sum'],
  ...['all', 'any', 'dict', 'enumerate', 'frozenset', 'list', 'reversed', 'set', 'tuple', 'type', 'zip'],
];

/** Methods of builtin types that change their object alone; the other methods of these types change nothing. */
export const CHANGING_METHODS: Readonly<Record<string, readonly string[]>> = {
  list: ['append', 'clear', 'extend', 'insert', 'pop', 'remove', 'reverse', 'sort'],
  dict: ['clear', 'pop', 'popitem', 'setdefault', 'update'],
  set: ['add', 'clear', 'difference_update', 'discard', 'intersection_update', 'pop', 'remove', 'symmetric_difference_update', 'update'],
  deque: ['append', 'appendleft', 'clear', 'extend', 'extendleft', 'insert', 'pop', 'popleft', 'remove', 'reverse', 'rotate'],
};
