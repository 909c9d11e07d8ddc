/** Which Python types the heap reader knows, and how an unknown type is read. */
import { ObjectKind } from '../trace/wire.ts';
import { ClassFacts, type Member } from './class-facts.ts';
import { TypeFlag, Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { pythonText } from './string-table.ts';

/** How an object's content is read. */
export const Shape = {
  LIST: 0,
  TUPLE: 1,
  SET: 2,
  DICT: 3,
  ORDERED_DICT: 4,
  DEQUE: 5,
  INSTANCE: 6,
  EXCEPTION: 7,
  CELL: 8,
  RANGE: 9,
  SLICE: 10,
  FUNCTION: 11,
  BUILTIN: 12,
  METHOD_DESCRIPTOR: 13,
  CLASS: 14,
  MODULE: 15,
  METHOD: 16,
  BYTES: 17,
  BYTEARRAY: 18,
  COMPLEX: 19,
  /** Read by `PyObject_Repr`, which for these types runs no user code. */
  REPR: 20,
  OTHER: 21,
  GENERATOR: 22,
  DICT_VIEW: 23,
  SEQUENCE_ITERATOR: 24,
  REVERSE_ITERATOR: 25,
  RANGE_ITERATOR: 26,
  LONG_RANGE_ITERATOR: 27,
  DICT_ITERATOR: 28,
  SET_ITERATOR: 29,
  ENUMERATE: 30,
  ZIP: 31,
  MAP: 32,
  FILTER: 33,
  UNKNOWN_ITERATOR: 34,
  DEQUE_ITERATOR: 35,
  DEFAULT_DICT: 36,
  DATACLASS: 37,
  NAMESPACE: 38,
  /** A named tuple or a struct sequence. */
  NAMED_TUPLE: 39,
  /** Of a class derived from int, str and the like, with the repr of that. */
  DERIVED: 40,
  /** What an async generator hands to the event loop around the value that it yields. */
  WRAPPED_VALUE: 41,
} as const;
export type Shape = (typeof Shape)[keyof typeof Shape];

/** Names under which `harness.py` reports the addresses of types → shape. */
const NAMED_SHAPES: Readonly<Record<string, Shape>> = {
  list: Shape.LIST,
  tuple: Shape.TUPLE,
  set: Shape.SET,
  frozenset: Shape.SET,
  dict: Shape.DICT,
  OrderedDict: Shape.ORDERED_DICT,
  deque: Shape.DEQUE,
  defaultdict: Shape.DEFAULT_DICT,
  SimpleNamespace: Shape.NAMESPACE,
  async_generator_wrapped_value: Shape.WRAPPED_VALUE,
  _deque_iterator: Shape.DEQUE_ITERATOR,
  _deque_reverse_iterator: Shape.DEQUE_ITERATOR,
  cell: Shape.CELL,
  range: Shape.RANGE,
  slice: Shape.SLICE,
  function: Shape.FUNCTION,
  builtin_function_or_method: Shape.BUILTIN,
  'method-wrapper': Shape.OTHER,
  method_descriptor: Shape.METHOD_DESCRIPTOR,
  wrapper_descriptor: Shape.METHOD_DESCRIPTOR,
  classmethod_descriptor: Shape.METHOD_DESCRIPTOR,
  type: Shape.CLASS,
  module: Shape.MODULE,
  method: Shape.METHOD,
  bytes: Shape.BYTES,
  bytearray: Shape.BYTEARRAY,
  complex: Shape.COMPLEX,
  generator: Shape.GENERATOR,
  coroutine: Shape.GENERATOR,
  async_generator: Shape.GENERATOR,
  dict_keys: Shape.DICT_VIEW,
  dict_values: Shape.DICT_VIEW,
  dict_items: Shape.DICT_VIEW,
  list_iterator: Shape.SEQUENCE_ITERATOR,
  tuple_iterator: Shape.SEQUENCE_ITERATOR,
  str_iterator: Shape.SEQUENCE_ITERATOR,
  str_ascii_iterator: Shape.SEQUENCE_ITERATOR,
  bytes_iterator: Shape.SEQUENCE_ITERATOR,
  bytearray_iterator: Shape.SEQUENCE_ITERATOR,
  iterator: Shape.SEQUENCE_ITERATOR,
  list_reverseiterator: Shape.REVERSE_ITERATOR,
  reversed: Shape.REVERSE_ITERATOR,
  range_iterator: Shape.RANGE_ITERATOR,
  longrange_iterator: Shape.LONG_RANGE_ITERATOR,
  dict_keyiterator: Shape.DICT_ITERATOR,
  dict_valueiterator: Shape.DICT_ITERATOR,
  dict_itemiterator: Shape.DICT_ITERATOR,
  dict_reversekeyiterator: Shape.DICT_ITERATOR,
  dict_reversevalueiterator: Shape.DICT_ITERATOR,
  dict_reverseitemiterator: Shape.DICT_ITERATOR,
  set_iterator: Shape.SET_ITERATOR,
  enumerate: Shape.ENUMERATE,
  zip: Shape.ZIP,
  map: Shape.MAP,
  filter: Shape.FILTER,
};

/** Static or immutable types of the standard library whose repr is C code over their own C data. */
const REPR_TYPES = new Set([
  ...['decimal.Decimal', 're.Pattern', 'array.array'],
  ...['datetime.date', 'datetime.timedelta', 'datetime.datetime', 'datetime.time', 'datetime.timezone'],
]);

const KIND_OF_SHAPE: Readonly<Record<Shape, ObjectKind>> = {
  [Shape.LIST]: ObjectKind.LIST,
  [Shape.TUPLE]: ObjectKind.TUPLE,
  [Shape.SET]: ObjectKind.SET,
  [Shape.DICT]: ObjectKind.DICT,
  [Shape.ORDERED_DICT]: ObjectKind.DICT,
  [Shape.DEQUE]: ObjectKind.LIST,
  [Shape.INSTANCE]: ObjectKind.INSTANCE,
  [Shape.EXCEPTION]: ObjectKind.EXCEPTION,
  [Shape.CELL]: ObjectKind.CELL,
  [Shape.RANGE]: ObjectKind.RANGE,
  [Shape.SLICE]: ObjectKind.SLICE,
  [Shape.FUNCTION]: ObjectKind.FUNCTION,
  [Shape.BUILTIN]: ObjectKind.FUNCTION,
  [Shape.METHOD_DESCRIPTOR]: ObjectKind.FUNCTION,
  [Shape.CLASS]: ObjectKind.CLASS,
  [Shape.MODULE]: ObjectKind.MODULE,
  [Shape.METHOD]: ObjectKind.METHOD,
  [Shape.BYTES]: ObjectKind.ATOM,
  [Shape.BYTEARRAY]: ObjectKind.ATOM,
  [Shape.COMPLEX]: ObjectKind.ATOM,
  [Shape.REPR]: ObjectKind.ATOM,
  [Shape.OTHER]: ObjectKind.OTHER,
  [Shape.GENERATOR]: ObjectKind.GENERATOR,
  [Shape.DICT_VIEW]: ObjectKind.DICT_VIEW,
  [Shape.SEQUENCE_ITERATOR]: ObjectKind.ITERATOR,
  [Shape.REVERSE_ITERATOR]: ObjectKind.ITERATOR,
  [Shape.RANGE_ITERATOR]: ObjectKind.ITERATOR,
  [Shape.LONG_RANGE_ITERATOR]: ObjectKind.ITERATOR,
  [Shape.DICT_ITERATOR]: ObjectKind.ITERATOR,
  [Shape.SET_ITERATOR]: ObjectKind.ITERATOR,
  [Shape.ENUMERATE]: ObjectKind.ITERATOR,
  [Shape.ZIP]: ObjectKind.ITERATOR,
  [Shape.MAP]: ObjectKind.ITERATOR,
  [Shape.FILTER]: ObjectKind.ITERATOR,
  [Shape.UNKNOWN_ITERATOR]: ObjectKind.ITERATOR,
  [Shape.DEQUE_ITERATOR]: ObjectKind.ITERATOR,
  [Shape.DEFAULT_DICT]: ObjectKind.DICT,
  [Shape.DATACLASS]: ObjectKind.RECORD,
  [Shape.NAMESPACE]: ObjectKind.RECORD,
  [Shape.NAMED_TUPLE]: ObjectKind.RECORD,
  [Shape.DERIVED]: ObjectKind.DERIVED,
  [Shape.WRAPPED_VALUE]: ObjectKind.OTHER,
};

export interface TypeInfo {
  readonly address: number;
  readonly shape: Shape;
  readonly kind: ObjectKind;
  /** `__name__`, but for a RECORD what its repr begins with. */
  readonly name: string;
  readonly flags: number;
  readonly basicSize: number;
  readonly dictOffset: number;
  readonly slots: readonly Member[];
  /** Of a RECORD: the fields that its repr shows. */
  readonly fields: readonly string[];
  /** Address of the builtin scalar type that this one derives from, or 0. */
  readonly base: number;
  /** A class that the program made. */
  readonly isOfProgram: boolean;
  /**
   * Whether values of this type run code of the program's when they die: generators their `finally` blocks, and a class
   * may have `__del__`. They keep their id until that is over.
   */
  readonly hasFinalizer: boolean;
  /** A builtin container itself, not of a subclass: what C code does to it runs no other code. */
  readonly isPlainContainer: boolean;
  /** Attributes are set by `object.__setattr__`. */
  readonly hasPlainSetattr: boolean;
}

const RECENT = 256;

/** Shapes whose objects may be of a class with `__del__`. */
const HAS_ATTRIBUTES = new Set<Shape>([Shape.INSTANCE, Shape.DATACLASS, Shape.DERIVED, Shape.EXCEPTION]);

const PLAIN_CONTAINERS = new Set<Shape>([
  Shape.LIST,
  Shape.TUPLE,
  Shape.SET,
  Shape.DICT,
  Shape.ORDERED_DICT,
  Shape.DEQUE,
  Shape.RANGE,
  Shape.SLICE,
  Shape.BYTES,
  Shape.BYTEARRAY,
  Shape.COMPLEX,
  Shape.DICT_VIEW,
]);

/** What is known of every type that was met; heap types are forgotten between runs. */
export class TypeTable {
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly named = new Map<number, Shape>();
  private readonly frozenset: number;
  private readonly orderedDict: number;
  private readonly object: number;
  /** Builtin types of scalars and the like that a class may derive from. */
  private readonly scalars: readonly number[];
  private readonly bases: readonly (readonly [address: number, shape: Shape])[];
  private readonly permanent = new Map<number, TypeInfo>();
  private readonly ofRun = new Map<number, TypeInfo>();
  private readonly ofProgram = new Map<number, boolean>();
  /** Those asked for last, by some bits of their address: a look into a map is too slow for every object of a record. */
  private readonly recentTypes = new Int32Array(RECENT);
  private readonly recentInfos: TypeInfo[] = [];

  /** `addresses`: type name → address, as `harness.py` reports them. */
  readonly facts: ClassFacts;

  constructor(memory: InterpreterMemory, layout: HeapLayout, addresses: Readonly<Record<string, number>>) {
    this.memory = memory;
    this.layout = layout;
    const address = (name: string): number => addresses[name] ?? 0;
    for (const [name, shape] of Object.entries(NAMED_SHAPES)) this.named.set(address(name), shape);
    this.frozenset = address('frozenset');
    this.orderedDict = address('OrderedDict');
    this.object = address('object');
    this.facts = new ClassFacts(memory, layout, address('function'));
    this.scalars = ['int', 'str', 'float', 'complex', 'bytes', 'bytearray'].map(address);
    this.bases = [
      [address('defaultdict'), Shape.DEFAULT_DICT],
      [address('SimpleNamespace'), Shape.NAMESPACE],
      [address('set'), Shape.SET],
      [this.frozenset, Shape.SET],
      [address('deque'), Shape.DEQUE],
    ];
  }

  /** Forgets the types that the last program made. */
  clear(): void {
    this.recentTypes.fill(0);
    this.ofRun.clear();
    this.ofProgram.clear();
  }

  get(type: number): TypeInfo {
    const place = (type >>> 4) & (RECENT - 1);
    if (this.recentTypes[place] === type) return this.recentInfos[place] as TypeInfo;
    const info = this.find(type);
    this.recentTypes[place] = type;
    this.recentInfos[place] = info;
    return info;
  }

  private find(type: number): TypeInfo {
    const known = this.permanent.get(type) ?? this.ofRun.get(type);
    if (known !== undefined) return known;
    const info = this.describe(type);
    if (info.flags & TypeFlag.HEAP && !(info.flags & TypeFlag.IMMUTABLE)) {
      // A type must not be freed while its address means this entry.
      this.memory.keep(type);
      this.kept.push(type);
      this.ofRun.set(type, info);
    } else this.permanent.set(type, info);
    return info;
  }

  /**
   * Whether the program made the class at `type`. Asked of a class before it has instances, and so without `get`: a
   * decorator may yet make a dataclass of it.
   */
  isOfProgram(type: number): boolean {
    let known = this.ofProgram.get(type);
    if (known === undefined) {
      known = this.facts.isOfProgram(type);
      this.ofProgram.set(type, known);
    }
    return known;
  }

  /** Heap types that a reference was added to; whoever clears the table drops it. */
  readonly kept: number[] = [];

  name(type: number): string {
    const full = this.memory.cString(this.memory.word(type + this.layout.typeName));
    return full.slice(full.lastIndexOf('.') + 1);
  }

  private describe(type: number): TypeInfo {
    const { memory, layout } = this;
    const flags = memory.word(type + layout.typeFlags);
    const base = flags & TypeFlag.HEAP ? (this.scalars.find((scalar) => this.isSubtype(type, scalar)) ?? 0) : 0;
    const dataclassFields = this.facts.dataclassFields(type);
    const plainShape = this.shapeOf(type, flags, base);
    const shape = plainShape === Shape.INSTANCE && dataclassFields !== null ? Shape.DATACLASS : plainShape;
    const fields = shape === Shape.DATACLASS ? dataclassFields : shape === Shape.NAMED_TUPLE ? this.facts.tupleFields(type) : null;
    const isFrozenSet = shape === Shape.SET && this.isSubtype(type, this.frozenset);
    return {
      address: type,
      shape,
      kind: isFrozenSet ? ObjectKind.FROZENSET : this.kindOf(shape, base),
      name: this.nameOf(type, shape),
      flags,
      basicSize: memory.word(type + Unpublished.type.basicSize),
      dictOffset: memory.int(type + Unpublished.type.dictOffset),
      slots: this.slotsOf(type, flags, shape),
      fields: fields ?? [],
      base,
      isOfProgram: this.facts.isOfProgram(type),
      hasFinalizer:
        shape === Shape.GENERATOR || (HAS_ATTRIBUTES.has(shape) && memory.word(type + Unpublished.type.finalize) !== 0),
      isPlainContainer: this.named.has(type) && PLAIN_CONTAINERS.has(shape),
      hasPlainSetattr:
        (shape === Shape.INSTANCE || shape === Shape.DATACLASS) &&
        memory.word(type + Unpublished.type.setattro) === memory.word(this.object + Unpublished.type.setattro),
    };
  }

  private slotsOf(type: number, flags: number, shape: Shape): readonly Member[] {
    // Of a struct sequence they are its items.
    if (shape === Shape.NAMED_TUPLE) return [];
    return flags & TypeFlag.HEAP ? this.facts.slots(type) : this.facts.shownMembers(type);
  }

  /** Name of a type as its instances show it. */
  private nameOf(type: number, shape: Shape): string {
    if (shape === Shape.DATACLASS) return pythonText(this.memory, this.layout, this.memory.word(type + Unpublished.type.qualifiedName));
    if (shape === Shape.NAMED_TUPLE) return this.memory.cString(this.memory.word(type + this.layout.typeName));
    return this.name(type);
  }

  /** A class derived from bytes and the like is read by its repr, as those are. */
  private kindOf(shape: Shape, base: number): ObjectKind {
    return shape === Shape.DERIVED && KIND_OF_SHAPE[this.named.get(base) ?? shape] === ObjectKind.ATOM ? ObjectKind.ATOM : KIND_OF_SHAPE[shape];
  }

  private shapeOf(type: number, flags: number, base: number): Shape {
    const named = this.named.get(type);
    if (named !== undefined) return named;
    if (flags & TypeFlag.TYPE) return Shape.CLASS;
    if (flags & TypeFlag.EXCEPTION) return Shape.EXCEPTION;
    if (flags & TypeFlag.LIST) return Shape.LIST;
    if (flags & TypeFlag.TUPLE) return this.facts.tupleFields(type) === null ? Shape.TUPLE : Shape.NAMED_TUPLE;
    const reprAt = Unpublished.type.repr;
    if (base !== 0 && this.memory.word(type + reprAt) === this.memory.word(base + reprAt)) return Shape.DERIVED;
    for (const [known, shape] of this.bases) if (this.isSubtype(type, known)) return shape;
    if (flags & TypeFlag.DICT) return this.isSubtype(type, this.orderedDict) ? Shape.ORDERED_DICT : Shape.DICT;
    if (flags & TypeFlag.HEAP && !(flags & TypeFlag.IMMUTABLE)) return Shape.INSTANCE;
    if (REPR_TYPES.has(this.memory.cString(this.memory.word(type + this.layout.typeName)))) return Shape.REPR;
    return this.memory.word(type + Unpublished.type.iterNext) === 0 ? Shape.OTHER : Shape.UNKNOWN_ITERATOR;
  }

  private isSubtype(type: number, base: number): boolean {
    for (let at = type; at !== 0; at = this.memory.word(at + Unpublished.type.base)) if (at === base) return true;
    return false;
  }
}
