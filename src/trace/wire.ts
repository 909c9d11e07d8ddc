/**
 * The trace contract, version 3: what a recorder writes and what every reader reads. `FORMAT.md` says it in prose.
 *
 * A trace is a list of *records* in columns. A record is one bytecode instruction that is about to run, with the
 * state that it finds, or (flag `EXCEPTION`) an exception that is being raised in a frame. What changed since the
 * record before stands in the delta words; strings stand once, in a table.
 */
import type { Brand } from '../base/brand.ts';

/** Place of a record in the columns. */
export type RecordIndex = Brand<number, 'RecordIndex'>;
/** Identity of an activation of a function (or of a generator, over all its resumptions) for the whole trace. */
export type FrameId = Brand<number, 'FrameId'>;
/** Identity of a heap object for the whole trace. */
export type ObjectId = Brand<number, 'ObjectId'>;
/** Place of a code object in `Trace.codes`. */
export type CodeIndex = Brand<number, 'CodeIndex'>;
/** Place of a string in `Trace.strings`. */
export type StringId = Brand<number, 'StringId'>;

export const TRACE_VERSION = 3;

/** Bits of `TraceChunk.flags`. A record may have several. */
export const RecordFlag = {
  /** An instruction is about to run. Every record but exceptions has it. */
  INSTRUCTION: 1,
  /** The instruction begins a line in the sense of `sys.settrace`'s 'line' event. */
  LINE: 2,
  /** The instruction is a RESUME: a frame starts or a generator goes on ('call' event). */
  CALL: 4,
  /** The instruction returns or yields the top of the value stack ('return' event). */
  RETURN: 8,
  /** With RETURN: it is a yield, so the frame lives on. */
  YIELD: 16,
  /** No instruction: an exception passes through the frame; the delta has an EXCEPTION entry. */
  EXCEPTION: 32,
} as const;

/**
 * Tags of a value, which takes two words: tag and payload.
 * `NULL` on the value stack is CPython's NULL; in a local slot or a binding it means unbound.
 */
export const ValueTag = {
  NULL: 0,
  /** Payload: the int itself (fits 32 bits, signed). */
  INT: 1,
  /** Payload: string id of the float's Python repr (`1e+16`, `-0.0`, `inf`). */
  FLOAT: 2,
  /** Payload: string id of the text. */
  STR: 3,
  NONE: 4,
  /** Payload: 0 or 1. */
  BOOL: 5,
  ELLIPSIS: 6,
  /** Payload: string id of the decimal digits of an int that does not fit 32 bits. */
  BIG_INT: 7,
  /** Payload: object id. */
  REFERENCE: 8,
  /** A tagged int that CPython keeps on its value stack (not a Python object). Payload: the int. */
  TAGGED_INT: 9,
  NOT_IMPLEMENTED: 10,
} as const;
export type ValueTag = (typeof ValueTag)[keyof typeof ValueTag];

/**
 * Kinds of heap objects; they say what the content words of an OBJECT entry mean. A LIST, TUPLE, SET, FROZENSET or DICT
 * may have attributes after its recorded items, as an INSTANCE has them: those that an object of a derived class was
 * given, `maxlen` of a deque, `default_factory` of a defaultdict.
 */
export const ObjectKind = {
  /** Content: the items, 2 words each. */
  LIST: 0,
  TUPLE: 1,
  SET: 2,
  FROZENSET: 3,
  /** Content: key, value, key, value …, 2 words each, in insertion order. */
  DICT: 4,
  /** Content: attribute name (STR), value …, slots first, then in insertion order. */
  INSTANCE: 5,
  /** Content: one value, or none when the cell is empty. */
  CELL: 6,
  /** Content: INT number of items taken so far (-1: not known), then the value iterated over (or NULL). */
  ITERATOR: 7,
  /** Content: start, stop, step. */
  RANGE: 8,
  SLICE: 9,
  /**
   * Content: one STR, the qualified name. Then, for a function of the program's: name (STR), value … of what it holds:
   * `__defaults__`, `__kwdefaults__`, the cell of each free variable, its attributes.
   */
  FUNCTION: 10,
  /**
   * A class object. Content: one STR, the qualified name. Then `__module__` and its value (left out for builtins) and,
   * for a class of the program's, name (STR), value … of its own attributes, dunder names left out.
   */
  CLASS: 11,
  /** Content: one STR, the name. */
  MODULE: 12,
  /** Content: STR name, then the bound object. */
  METHOD: 13,
  /** Content: one STR, the Python repr (bytes, bytearray, complex and others that are read as a whole). */
  ATOM: 14,
  /** Content: attribute name (STR), value …: what is known of a type that has no kind of its own; may be empty. */
  OTHER: 15,
  /** Content: one STR, the qualified name of the function, then INT number of items yielded so far. */
  GENERATOR: 16,
  /** Content: the viewed dict. `typeName` is dict_keys, odict_values …, or mappingproxy, which may view any mapping. */
  DICT_VIEW: 17,
  /**
   * Content: attribute name (STR), value …. Its repr is `typeName(name=value, …)` of the first `length` attributes: a
   * dataclass, a named tuple, a SimpleNamespace, a structure such as `time.struct_time`.
   */
  RECORD: 18,
  /** Content: `args` (STR) and the tuple, then attribute name (STR), value …. */
  EXCEPTION: 19,
  /**
   * An object of a class derived from int, str, float and the like that keeps the repr of its base.
   * Content: the value as one of the base type, then attribute name (STR), value ….
   */
  DERIVED: 20,
} as const;
export type ObjectKind = (typeof ObjectKind)[keyof typeof ObjectKind];

/**
 * Entries of a record's delta. The first word of an entry is `op | count << 8`.
 * Words that follow:
 * - LOCALS: count × (slot, tag, payload). Slot: place in `CodeInfo.localNames`; a NULL value means unbound now.
 * - STACK: count × (tag, payload): the frame's whole value stack, bottom first. Absent: the stack is empty.
 * - GLOBALS: count × (name string id, tag, payload): changed module variables, dunder names left out.
 * - NAMED_LOCALS: the same for a frame whose locals are a mapping of its own (a class body).
 * - OBJECT: object id, kind, type name string id, true length (of a container longer than what is recorded), then
 *   count words of content. The object's whole content, written when first seen.
 * - OBJECT_CHANGE: object id, true length now, then count words of runs: how the content of the object's version before
 *   turns into the one now. A run is (start, removed, inserted, inserted × (tag, payload)), counted in values; runs are
 *   applied in order, each to what the one before left. A run of a LIST or DICT that starts past what is recorded of a
 *   long one (`recordedValues`) is not applied: it tells items there that were set (removed = inserted) or added
 *   (removed = 0). Which of the two entries a changed object gets is the recorder's choice.
 * - EXCEPTION: count = 4: type name string id, message string id, tag, payload of the exception object.
 */
export const DeltaOp = {
  LOCALS: 1,
  STACK: 2,
  GLOBALS: 3,
  NAMED_LOCALS: 4,
  OBJECT: 5,
  EXCEPTION: 6,
  OBJECT_CHANGE: 7,
} as const;

/** Containers are recorded up to this many items where `TraceHeader.recordedItems` does not say otherwise; their true length always. */
export const MAX_RECORDED_ITEMS = 1000;

/** Values of the content of an object of `kind` that are recorded at most, where `items` of a container are. */
export function recordedValues(kind: number, items: number): number {
  if (kind === ObjectKind.LIST) return items;
  return kind === ObjectKind.DICT ? 2 * items : Infinity;
}

/** A part of a trace, as the worker hands it over. All typed arrays are transferred. */
export interface TraceChunk {
  /** One byte a record: `RecordFlag` bits. */
  readonly flags: Uint8Array;
  /** Frame that the record belongs to; it is the innermost one. */
  readonly frameIds: Int32Array;
  /** How many frames of user code are on the call stack, this one included (1 = outermost). */
  readonly depths: Int32Array;
  /** Bytecode offset in bytes, as `dis` shows it. */
  readonly offsets: Int32Array;
  /** Length of stdout before the record, in UTF-16 units. */
  readonly stdoutLengths: Int32Array;
  /** Where the record's delta ends in `deltas`, in words from the start of this chunk; it begins where the one before ends. */
  readonly deltaEnds: Int32Array;
  readonly deltas: Int32Array;
  /** Strings first used in this chunk; ids go on from the chunk before. */
  readonly strings: readonly string[];
  /** Code index of the frames first seen in this chunk; frame ids go on from the chunk before. */
  readonly frameCodes: Int32Array;
  /** What was written to stdout since the chunk before. */
  readonly stdout: string;
  readonly stderr: string;
  /**
   * When the chunk's stderr was written, in pairs: before which record of the trace, and how many UTF-16 units of stderr
   * there are with it. Left out where it is not known.
   */
  readonly stderrMarks?: Int32Array | undefined;
  /**
   * When input was read, in threes: before which record of the trace, and how many UTF-16 units of stdout had been written
   * and of the input (its lines, each with a newline) had been read by then. Left out where nothing was read or it is not known.
   */
  readonly inputMarks?: Int32Array | undefined;
}

export interface InstructionInfo {
  /** Bytecode offset in bytes. */
  readonly offset: number;
  readonly name: string;
  /** The argument as `dis` prints it, or ''. */
  readonly argument: string;
  /** Null for instructions without a line. */
  readonly line: number | null;
  /** Source range: [line, column, end line, end column], columns in UTF-16 units from 0; null where unknown. */
  readonly range: readonly [number, number, number, number] | null;
  /** Offset of the jump's target, or null. */
  readonly jumpTarget: number | null;
}

/** A row of a code object's exception table: an exception in the range goes to the handler. All in bytes of bytecode. */
export interface ExceptionRange {
  readonly start: number;
  /** Offset after the last instruction of the range. */
  readonly end: number;
  readonly target: number;
  /** Values that are left on the value stack before the handler's are pushed. */
  readonly depth: number;
  /** The offset of the raising instruction is pushed too. */
  readonly lasti: boolean;
}

/** A code object of the user's program. */
export interface CodeInfo {
  readonly name: string;
  readonly qualifiedName: string;
  readonly firstLine: number;
  /** Names of the local slots: parameters, locals, cells, free variables, as CPython lays them out. */
  readonly localNames: readonly string[];
  readonly parameterCount: number;
  /** Module variables that the code names (LOAD_GLOBAL, LOAD_NAME, STORE_GLOBAL …). */
  readonly globalNames: readonly string[];
  readonly instructions: readonly InstructionInfo[];
  /** In the order of the table. */
  readonly exceptionTable: readonly ExceptionRange[];
}

/** Why a trace ended. The steps so far are kept in every case. */
export type TraceEnd =
  | { readonly reason: 'finished'; /** Repr of the call's value; null when the module was traced. */ readonly value: string | null }
  | { readonly reason: 'exception'; readonly type: string; readonly message: string; readonly line: number | null; readonly traceback: string }
  | { readonly reason: 'syntax-error'; readonly message: string; readonly line: number | null; readonly column: number | null; readonly where: 'source' | 'call' }
  | { readonly reason: 'step-limit'; readonly limit: number }
  | { readonly reason: 'time-limit'; readonly seconds: number }
  | { readonly reason: 'memory-limit'; readonly what: 'interpreter' | 'trace'; readonly bytes: number }
  | { readonly reason: 'interpreter-died'; readonly message: string }
  | { readonly reason: 'stopped' }
  /** `sys.exit` or a SystemExit that nothing caught. `line`: where it was raised in the program. */
  | { readonly reason: 'exited'; readonly code: number; readonly line: number | null }
  /** The program reads a line of input that was not supplied, and the run was to ask for it. */
  | { readonly reason: 'input-needed' };

export type Granularity = 'line' | 'instruction';

/** What a run depends on besides the program: with the same it repeats exactly. */
export interface RunConditions {
  /** The lines of input that it was given. */
  readonly stdin: readonly string[];
  /** After them the program meets the end of its input; else its run ends there, to ask for one more (`input-needed`). */
  readonly inputEnds: boolean;
  /** Where the program's clock starts, in milliseconds since 1970 UTC. */
  readonly clock: number;
  /** Of `random` and of what the operating system gives. */
  readonly randomSeed: number;
  /** `PYTHONHASHSEED`. */
  readonly hashSeed: number;
}

/** Everything about a run that is not in the columns. */
export interface TraceHeader {
  readonly version: typeof TRACE_VERSION;
  /** Version of CPython, as in `3.14.2`. */
  readonly python: string;
  readonly source: string;
  /** The traced call expression; null when the module itself was traced. */
  readonly call: string | null;
  /**
   * What was recorded: at 'line', only records that begin a line, call, return or raise, and before a call one of the
   * frame that calls, which is no line event (flag INSTRUCTION alone): so frames below the top are known as they are at
   * 'instruction'. Of its value stack it may have the iterators alone, with NULL for the rest.
   */
  readonly granularity: Granularity;
  readonly codes: readonly CodeInfo[];
  /** Items of a container that are recorded at most; `MAX_RECORDED_ITEMS` where it is left out. */
  readonly recordedItems?: number | undefined;
  /** Left out where it is not known: in traces of version 2 and before, and those read from a link or a document. */
  readonly conditions?: RunConditions | undefined;
}
