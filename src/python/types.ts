/** Which Python types the heap reader knows, and how an unknown type is read. */
import { ObjectKind } from '../trace/wire.ts';
import { TypeFlag, Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';

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
const REPR_TYPES = new Set(['decimal.Decimal', 're.Pattern', 'datetime.date', 'datetime.timedelta', 'array.array']);

const KIND_OF_SHAPE: Readonly<Record<Shape, ObjectKind>> = {
  [Shape.LIST]: ObjectKind.LIST,
  [Shape.TUPLE]: ObjectKind.TUPLE,
  [Shape.SET]: ObjectKind.SET,
  [Shape.DICT]: ObjectKind.DICT,
  [Shape.ORDERED_DICT]: ObjectKind.DICT,
  [Shape.DEQUE]: ObjectKind.LIST,
  [Shape.INSTANCE]: ObjectKind.INSTANCE,
  [Shape.EXCEPTION]: ObjectKind.INSTANCE,
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
};

export interface SlotMember {
  readonly name: string;
  readonly offset: number;
}

export interface TypeInfo {
  readonly address: number;
  readonly shape: Shape;
  readonly kind: ObjectKind;
  /** `__name__`. */
  readonly name: string;
  readonly flags: number;
  readonly basicSize: number;
  readonly dictOffset: number;
  readonly slots: readonly SlotMember[];
  /**
   * Whether values of this type do something when they die: generators run their `finally` blocks, and a class may
   * have `__del__`. They are not kept alive for the trace's sake, or the program would behave otherwise.
   */
  readonly mayDie: boolean;
  /** A builtin container itself, not of a subclass: what C code does to it runs no other code. */
  readonly isPlainContainer: boolean;
  /** Attributes are set by `object.__setattr__`. */
  readonly hasPlainSetattr: boolean;
}

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
  private readonly bases: readonly (readonly [address: number, shape: Shape])[];
  private readonly permanent = new Map<number, TypeInfo>();
  private readonly ofRun = new Map<number, TypeInfo>();

  /** `addresses`: type name → address, as `harness.py` reports them. */
  constructor(memory: InterpreterMemory, layout: HeapLayout, addresses: Readonly<Record<string, number>>) {
    this.memory = memory;
    this.layout = layout;
    const address = (name: string): number => addresses[name] ?? 0;
    for (const [name, shape] of Object.entries(NAMED_SHAPES)) this.named.set(address(name), shape);
    this.frozenset = address('frozenset');
    this.orderedDict = address('OrderedDict');
    this.object = address('object');
    this.bases = [
      [address('set'), Shape.SET],
      [this.frozenset, Shape.SET],
      [address('deque'), Shape.DEQUE],
    ];
  }

  /** Forgets the types that the last program made. */
  clear(): void {
    this.ofRun.clear();
  }

  get(type: number): TypeInfo {
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

  /** Heap types that a reference was added to; whoever clears the table drops it. */
  readonly kept: number[] = [];

  name(type: number): string {
    const full = this.memory.cString(this.memory.word(type + this.layout.typeName));
    return full.slice(full.lastIndexOf('.') + 1);
  }

  private describe(type: number): TypeInfo {
    const { memory, layout } = this;
    const flags = memory.word(type + layout.typeFlags);
    const shape = this.shapeOf(type, flags);
    const isFrozenSet = shape === Shape.SET && this.isSubtype(type, this.frozenset);
    return {
      address: type,
      shape,
      kind: isFrozenSet ? ObjectKind.FROZENSET : KIND_OF_SHAPE[shape],
      name: this.name(type),
      flags,
      basicSize: memory.word(type + Unpublished.type.basicSize),
      dictOffset: memory.int(type + Unpublished.type.dictOffset),
      slots: flags & TypeFlag.HEAP ? this.slotsOf(type) : [],
      mayDie:
        shape === Shape.GENERATOR || (shape === Shape.INSTANCE && memory.word(type + Unpublished.type.finalize) !== 0),
      isPlainContainer: this.named.has(type) && PLAIN_CONTAINERS.has(shape),
      hasPlainSetattr:
        shape === Shape.INSTANCE &&
        memory.word(type + Unpublished.type.setattro) === memory.word(this.object + Unpublished.type.setattro),
    };
  }

  private shapeOf(type: number, flags: number): Shape {
    const named = this.named.get(type);
    if (named !== undefined) return named;
    if (flags & TypeFlag.TYPE) return Shape.CLASS;
    if (flags & TypeFlag.EXCEPTION) return Shape.EXCEPTION;
    if (flags & TypeFlag.LIST) return Shape.LIST;
    if (flags & TypeFlag.TUPLE) return Shape.TUPLE;
    if (flags & TypeFlag.DICT) return this.isSubtype(type, this.orderedDict) ? Shape.ORDERED_DICT : Shape.DICT;
    for (const [base, shape] of this.bases) if (this.isSubtype(type, base)) return shape;
    if (flags & TypeFlag.HEAP && !(flags & TypeFlag.IMMUTABLE)) return Shape.INSTANCE;
    if (REPR_TYPES.has(this.memory.cString(this.memory.word(type + this.layout.typeName)))) return Shape.REPR;
    return this.memory.word(type + Unpublished.type.iterNext) === 0 ? Shape.OTHER : Shape.UNKNOWN_ITERATOR;
  }

  private isSubtype(type: number, base: number): boolean {
    for (let at = type; at !== 0; at = this.memory.word(at + Unpublished.type.base)) if (at === base) return true;
    return false;
  }

  /** Members that `__slots__` made, those of bases first. */
  private slotsOf(type: number): SlotMember[] {
    const { memory, layout } = this;
    const { member } = Unpublished;
    if (type === 0 || !(memory.word(type + layout.typeFlags) & TypeFlag.HEAP)) return [];
    const slots = this.slotsOf(memory.word(type + Unpublished.type.base));
    const metatype = memory.word(type + layout.objectType);
    const count = memory.word(type + 8);
    const first = type + memory.word(metatype + Unpublished.type.basicSize);
    for (let i = 0; i < count; i++) {
      const at = first + i * member.size;
      const memberType = memory.word(at + member.type);
      if (!member.objectTypes.some((known) => known === memberType)) continue;
      slots.push({ name: memory.cString(memory.word(at + member.name)), offset: memory.word(at + member.offset) });
    }
    return slots;
  }
}
