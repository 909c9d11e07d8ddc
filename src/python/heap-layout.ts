/**
 * Where CPython 3.14 on wasm32 keeps what the tracer reads: byte offsets into its structs. Those that CPython
 * publishes are compared with `_Py_DebugOffsets` at start; the self-check program covers the rest.
 */
import { offsetOf, type DebugOffsets } from './debug-offsets.ts';

export interface HeapLayout {
  readonly currentFrame: number;
  readonly frameExecutable: number;
  readonly framePrevious: number;
  readonly frameInstruction: number;
  readonly frameStackPointer: number;
  readonly frameLocals: number;
  readonly objectType: number;
  readonly typeName: number;
  readonly typeFlags: number;
  readonly codeFileName: number;
  readonly codeName: number;
  readonly codeQualifiedName: number;
  readonly codeLineTable: number;
  readonly codeFirstLine: number;
  readonly codeArgumentCount: number;
  readonly codeLocalNames: number;
  readonly codeLocalKinds: number;
  readonly codeBytes: number;
  readonly tupleSize: number;
  readonly tupleItems: number;
  readonly listSize: number;
  readonly listItems: number;
  readonly setUsed: number;
  readonly setMask: number;
  readonly setTable: number;
  readonly dictKeys: number;
  readonly dictValues: number;
  readonly floatValue: number;
  readonly intTag: number;
  readonly intDigits: number;
  readonly bytesSize: number;
  readonly bytesData: number;
  readonly stringLength: number;
  readonly stringState: number;
  readonly stringAscii: number;
}

/** The published part of the layout. */
export function heapLayout(offsets: DebugOffsets): HeapLayout {
  const at = (name: string): number => offsetOf(offsets, name);
  return {
    currentFrame: at('thread_state.current_frame'),
    frameExecutable: at('interpreter_frame.executable'),
    framePrevious: at('interpreter_frame.previous'),
    frameInstruction: at('interpreter_frame.instr_ptr'),
    frameStackPointer: at('interpreter_frame.stackpointer'),
    frameLocals: at('interpreter_frame.localsplus'),
    objectType: at('pyobject.ob_type'),
    typeName: at('type_object.tp_name'),
    typeFlags: at('type_object.tp_flags'),
    codeFileName: at('code_object.filename'),
    codeName: at('code_object.name'),
    codeQualifiedName: at('code_object.qualname'),
    codeLineTable: at('code_object.linetable'),
    codeFirstLine: at('code_object.firstlineno'),
    codeArgumentCount: at('code_object.argcount'),
    codeLocalNames: at('code_object.localsplusnames'),
    codeLocalKinds: at('code_object.localspluskinds'),
    codeBytes: at('code_object.co_code_adaptive'),
    tupleSize: at('tuple_object.ob_size'),
    tupleItems: at('tuple_object.ob_item'),
    listSize: at('list_object.ob_size'),
    listItems: at('list_object.ob_item'),
    setUsed: at('set_object.used'),
    setMask: at('set_object.mask'),
    setTable: at('set_object.table'),
    dictKeys: at('dict_object.ma_keys'),
    dictValues: at('dict_object.ma_values'),
    floatValue: at('float_object.ob_fval'),
    intTag: at('long_object.lv_tag'),
    intDigits: at('long_object.ob_digit'),
    bytesSize: at('bytes_object.ob_size'),
    bytesData: at('bytes_object.ob_sval'),
    stringLength: at('unicode_object.length'),
    stringState: at('unicode_object.state'),
    stringAscii: at('unicode_object.asciiobject_size'),
  };
}

/** Offsets that CPython does not publish (3.14, wasm32). Names follow the C fields. */
export const Unpublished = {
  frame: { globals: 12, locals: 20 },
  code: { size: 8, consts: 12, names: 16, exceptions: 20, flags: 24, keywordOnlyCount: 36 },
  type: {
    basicSize: 16,
    itemSize: 20,
    repr: 44,
    str: 68,
    setattro: 76,
    iterNext: 112,
    members: 120,
    base: 128,
    dict: 132,
    dictOffset: 144,
    make: 156,
    mro: 172,
    finalize: 196,
    qualifiedName: 436,
    cachedKeys: 440,
  },
  /** `PyMemberDef`s of `__slots__` stand after the type object, whose size is `type.__basicsize__`. */
  member: { size: 20, name: 0, type: 4, offset: 8, objectTypes: [6, 16] },
  dict: { used: 8 },
  dictKeys: { indexBytesLog2: 5, kind: 6, entryCount: 16, indices: 20, general: 0 },
  /** Inline or split values: capacity, size, embedded, valid (a byte each), the values, then the insertion order. */
  dictValues: { capacity: 0, size: 1, valid: 3, values: 4 },
  managedDict: -12,
  orderedDict: { first: 32, nodeKey: 0, nodeNext: 8 },
  unicode: { compactData: 28, anyData: 28 },
  bytearray: { size: 8, start: 20 },
  complex: { real: 8, imaginary: 16 },
  cell: { value: 8 },
  slice: { start: 8, stop: 12, step: 16 },
  range: { start: 8, stop: 12, step: 16 },
  function: { globals: 8, qualifiedName: 20, code: 24, defaults: 28, keywordDefaults: 32, closure: 36, dict: 44 },
  builtinFunction: { definition: 8, self: 12 },
  methodDescriptor: { type: 8, name: 12 },
  method: { function: 8, self: 12 },
  module: { name: 24 },
  exception: { dict: 8, args: 12, groupMembers: 40 },
  dictView: { dict: 8 },
  wrappedValue: { value: 8 },
  dequeIterator: { deque: 16, left: 24 },
  deque: { size: 8, leftBlock: 12, leftIndex: 20, maxLength: 32, blockData: 4, blockLength: 64 },
  defaultDict: { factory: 32 },
  dateTime: { hasZone: 12, dateTimeZone: 24, timeZone: 20 },
  timeZone: { name: 12 },
  weakReference: { object: 8 },
  methodWrapper: { descriptor: 8, self: 12 },
  frameObject: { frame: 12 },
  pattern: { pattern: 24 },
  match: { string: 12 },
  itemGetter: { item: 12 },
  attributeGetter: { attributes: 12 },
  methodCaller: { name: 8, arguments: 12, keywords: 16 },
  contextVariable: { name: 8, default: 12 },
  memoryView: {
    managed: 12,
    managedFlags: 8,
    flags: 20,
    buffer: 28,
    dimensions: 48,
    format: 52,
    shape: 56,
    strides: 60,
    indirections: 64,
  },
  generator: { name: 12, qualifiedName: 16, frameState: 35, frame: 36, created: -3 },
  /** Iterators over a sequence: list, tuple, str, bytes, `reversed`, and the one over `__getitem__`. */
  sequenceIterator: { index: 8, sequence: 12 },
  rangeIterator: { start: 8, step: 12, length: 16 },
  dictIterator: { dict: 8, used: 12, length: 24 },
  setIterator: { set: 8, used: 12, length: 20 },
  enumerate: { index: 8, iterator: 12, longIndex: 20 },
  zip: { size: 8, iterators: 12 },
  map: { iterators: 8 },
  filter: { iterator: 12 },
} as const;

/** Bits of `tp_flags`. */
export const TypeFlag = {
  INLINE_VALUES: 1 << 2,
  MANAGED_DICT: 1 << 4,
  IMMUTABLE: 1 << 8,
  HEAP: 1 << 9,
  LIST: 1 << 25,
  TUPLE: 1 << 26,
  STRING: 1 << 28,
  DICT: 1 << 29,
  EXCEPTION: 1 << 30,
  TYPE: 1 << 31,
} as const;
