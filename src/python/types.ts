/** Which Python types the heap reader knows, and how an unknown type is read. */
import { ObjectKind } from '../trace/wire.ts';
import { ClassFacts, type Member } from './class-facts.ts';
import { TypeFlag, Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { KIND_OF_SHAPE, NAMED_SHAPES, REPR_TYPES, Shape } from './shapes.ts';
import { pythonText } from './string-table.ts';

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

  /** `addresses`: type name → address, as `description.py` reports them. */
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
    const isMade = (flags & TypeFlag.HEAP) !== 0 && (flags & TypeFlag.IMMUTABLE) === 0;
    if (!isMade && REPR_TYPES.has(this.memory.cString(this.memory.word(type + this.layout.typeName)))) return Shape.REPR;
    if (flags & TypeFlag.TYPE) return Shape.CLASS;
    if (flags & TypeFlag.EXCEPTION) return Shape.EXCEPTION;
    if (flags & TypeFlag.LIST) return Shape.LIST;
    if (flags & TypeFlag.TUPLE) return this.facts.tupleFields(type) === null ? Shape.TUPLE : Shape.NAMED_TUPLE;
    const reprAt = Unpublished.type.repr;
    if (base !== 0 && this.memory.word(type + reprAt) === this.memory.word(base + reprAt)) return Shape.DERIVED;
    for (const [known, shape] of this.bases) if (this.isSubtype(type, known)) return shape;
    if (flags & TypeFlag.DICT) return this.isSubtype(type, this.orderedDict) ? Shape.ORDERED_DICT : Shape.DICT;
    if (isMade) return Shape.INSTANCE;
    return this.memory.word(type + Unpublished.type.iterNext) === 0 ? Shape.OTHER : Shape.UNKNOWN_ITERATOR;
  }

  private isSubtype(type: number, base: number): boolean {
    for (let at = type; at !== 0; at = this.memory.word(at + Unpublished.type.base)) if (at === base) return true;
    return false;
  }
}
