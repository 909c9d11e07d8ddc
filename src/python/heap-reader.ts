/**
 * Reads Python values out of the interpreter's memory and writes the objects that changed since they were last
 * written. Runs inside monitoring callbacks, so it never runs Python code and never frees anything.
 */
import { DeltaOp, MAX_RECORDED_ITEMS, ObjectKind, ValueTag } from '../trace/wire.ts';
import { isDunder } from './names.ts';
import type { DeltaWriter } from './delta-writer.ts';
import { TypeFlag, Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { IteratorReader } from './iterator-reader.ts';
import { bytesRepr, complexRepr, floatRepr } from './literals.ts';
import { ObjectTable } from './object-table.ts';
import { BytesKind, decodeCharacters, type StringTable } from './string-table.ts';
import { Shape, type TypeInfo, type TypeTable } from './types.ts';

export interface BuiltinAddresses {
  readonly int: number;
  readonly str: number;
  readonly float: number;
  readonly bool: number;
  readonly range: number;
  readonly none: number;
  readonly true: number;
  readonly ellipsis: number;
  readonly notImplemented: number;
}

const EMPTY = new Int32Array(0);

function isSimpleShape(shape: Shape): boolean {
  return shape >= Shape.SEQUENCE_ITERATOR && shape <= Shape.SET_ITERATOR;
}

export class HeapReader {
  /** Outcome of the last `read`: two words of the wire format. */
  tag: ValueTag = ValueTag.NULL;
  payload = 0;
  /** Whether objects that were written before are looked at again (they may have changed). */
  rescan = true;
  /** Items that a generator has yielded so far, by the address of its frame; -1 where it was not watched. */
  yields: (frame: number) => number = () => -1;
  /** Iterators that were written before are left as they are: the moment that is recorded is before they moved on. */
  iteratorsStand = false;
  readonly objects = new ObjectTable();

  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly types: TypeTable;
  private readonly strings: StringTable;
  private readonly out: DeltaWriter;
  private readonly builtin: BuiltinAddresses;
  private readonly iterators: IteratorReader;

  /** By object id: what was last written, its type, its length, when it was last looked at; frozen ones never change. */
  private contents: Int32Array[] = [];
  private infos: TypeInfo[] = [];
  private lengths: number[] = [];
  private stamps: number[] = [];
  private frozen: boolean[] = [];
  private now = 0;
  private queue: number[] = [];
  /** Ids of generators that have started. */
  private readonly started = new Set<number>();
  private readonly double = new Float64Array(1);
  private readonly doubleWords = new Int32Array(this.double.buffer);
  private trueLength = 0;

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    types: TypeTable,
    strings: StringTable,
    out: DeltaWriter,
    builtin: BuiltinAddresses,
  ) {
    this.memory = memory;
    this.layout = layout;
    this.types = types;
    this.strings = strings;
    this.out = out;
    this.builtin = builtin;
    this.iterators = new IteratorReader(memory, layout, types, (frame) => this.yields(frame));
  }

  /** Forgets the last run. Gives the addresses that references are held to; the caller drops them. */
  clear(): number[] {
    const held = [...this.types.kept];
    for (let id = 0; id < this.objects.count; id++) {
      const address = this.objects.addresses[id] as number;
      if (address !== 0 && (address & 1) === 0 && this.infos[id]?.mayDie === false) held.push(address);
    }
    this.types.kept.length = 0;
    this.iterators.clear();
    this.types.clear();
    this.objects.clear();
    this.contents = [];
    this.infos = [];
    this.lengths = [];
    this.stamps = [];
    this.frozen = [];
    this.queue = [];
    this.started.clear();
    this.now = 0;
    return held;
  }

  /** Begins a record: every object is looked at once a record. */
  begin(rescan: boolean): void {
    this.now++;
    this.rescan = rescan;
  }

  /** Sets `tag` and `payload` to the value at `address` (0: NULL) and queues the object behind it. */
  read(address: number): void {
    if (address === 0) {
      this.tag = ValueTag.NULL;
      this.payload = 0;
      return;
    }
    const builtin = this.builtin;
    const type = this.memory.word(address + this.layout.objectType);
    if (type === builtin.int) this.readInt(address);
    else if (type === builtin.str) {
      this.tag = ValueTag.STR;
      this.payload = this.text(address);
    } else if (address === builtin.none) {
      this.tag = ValueTag.NONE;
      this.payload = 0;
    } else if (type === builtin.bool) {
      this.tag = ValueTag.BOOL;
      this.payload = address === builtin.true ? 1 : 0;
    } else if (type === builtin.float) {
      this.tag = ValueTag.FLOAT;
      const value = address + this.layout.floatValue;
      const known = this.strings.findBytes(BytesKind.FLOAT, value, 8);
      this.payload = known >= 0 ? known : this.strings.addBytes(floatRepr(this.doubleAt(value)));
    } else if (address === builtin.ellipsis) {
      this.tag = ValueTag.ELLIPSIS;
      this.payload = 0;
    } else if (address === builtin.notImplemented) {
      this.tag = ValueTag.NOT_IMPLEMENTED;
      this.payload = 0;
    } else {
      this.payload = this.reference(address, type);
      this.tag = ValueTag.REFERENCE;
    }
  }

  /** Id of the str at `address` (also of a subclass) in the string table. */
  text(address: number): number {
    const { memory, layout } = this;
    const state = memory.word(address + layout.stringState);
    const length = memory.word(address + layout.stringLength);
    const width = (state >>> 2) & 7;
    const compact = (state >>> 5) & 1;
    const ascii = (state >>> 6) & 1;
    const data = compact
      ? address + (ascii ? layout.stringAscii : Unpublished.unicode.compactData)
      : memory.word(address + Unpublished.unicode.anyData);
    const known = this.strings.findBytes(width, data, length * width);
    return known >= 0 ? known : this.strings.addBytes(decodeCharacters(memory, data, length, width));
  }

  /** The text of the str at `address`, without a place in the trace's string table. */
  string(address: number): string {
    const { memory, layout } = this;
    const state = memory.word(address + layout.stringState);
    const compact = (state >>> 5) & 1;
    const ascii = (state >>> 6) & 1;
    const data = compact
      ? address + (ascii ? layout.stringAscii : Unpublished.unicode.compactData)
      : memory.word(address + Unpublished.unicode.anyData);
    return decodeCharacters(memory, data, memory.word(address + layout.stringLength), (state >>> 2) & 7);
  }

  typeName(address: number): string {
    return this.types.get(this.memory.word(address + this.layout.objectType)).name;
  }

  /** Says that GET_ITER gave the object at `address` for the one at `source`, before any item was taken. */
  noteIterator(address: number, source: number): void {
    const info = this.infoAt(address);
    if (info.kind !== ObjectKind.ITERATOR) return;
    // What was known of this address before is of another object, if none there has an id.
    this.iterators.forget(address, (at) => this.objects.find(at) >= 0);
    this.iterators.note(address, info, source !== address && this.objects.find(source) >= 0 ? source : 0);
  }

  isText(address: number): boolean {
    return this.memory.word(address + this.layout.objectType) === this.builtin.str;
  }

  private infoAt(address: number): TypeInfo {
    return this.types.get(this.memory.word(address + this.layout.objectType));
  }

  /** Whether this is a str or of a subclass. */
  isString(address: number): boolean {
    const type = this.memory.word(address + this.layout.objectType);
    return type === this.builtin.str || (this.memory.word(type + this.layout.typeFlags) & TypeFlag.STRING) !== 0;
  }

  isTuple(address: number): boolean {
    return this.types.get(this.memory.word(address + this.layout.objectType)).kind === ObjectKind.TUPLE;
  }

  /** Visits the non-dunder names of a mapping that is a dict, in order; names as string ids. */
  eachName(mapping: number, visit: (name: number, value: number) => void): void {
    const info = this.types.get(this.memory.word(mapping + this.layout.objectType));
    if (info.shape !== Shape.DICT) return;
    const { memory, layout } = this;
    const keys = memory.word(mapping + layout.dictKeys);
    if (memory.word(mapping + layout.dictValues) !== 0) return;
    const isGeneral = memory.byte(keys + Unpublished.dictKeys.kind) === Unpublished.dictKeys.general;
    const size = isGeneral ? 12 : 8;
    const entries = this.dictEntries(keys) + (isGeneral ? 4 : 0);
    const count = memory.word(keys + Unpublished.dictKeys.entryCount);
    for (let i = 0; i < count; i++) {
      const key = memory.word(entries + i * size);
      const value = memory.word(entries + i * size + 4);
      if (value === 0 || !this.isText(key)) continue;
      const name = this.string(key);
      if (!isDunder(name)) visit(this.strings.intern(name), value);
    }
  }

  /** The object at `address` is gone, or is about to be: what comes there next is another one. */
  retire(address: number): void {
    const id = this.objects.find(address);
    if (id >= 0 && this.infos[id]?.mayDie === true) this.objects.remove(address);
  }

  /** The generator whose frame is at `frame` starts: if one with an id was started there before, that one is gone. */
  generatorStarts(frame: number): void {
    const address = frame - Unpublished.generator.frame;
    const id = this.objects.find(address);
    if (id < 0) return;
    if (this.started.has(id)) this.objects.remove(address);
    else this.started.add(id);
  }

  /** Queues one object to be looked at again. */
  touch(id: number): void {
    if (this.stamps[id] === this.now) return;
    this.stamps[id] = this.now;
    this.queue.push(id);
  }

  /** `touch`, and the iterator inside an `enumerate`, which moves with it. */
  touchWithInner(id: number): void {
    this.touch(id);
    if (this.infos[id]?.shape !== Shape.ENUMERATE) return;
    const inner = this.memory.word((this.objects.addresses[id] as number) + Unpublished.enumerate.iterator);
    const innerId = this.objects.find(inner);
    if (innerId >= 0) this.touch(innerId);
  }

  isPlainContainer(id: number): boolean {
    return this.infos[id]?.isPlainContainer === true;
  }

  /** Whether the object at `address` is a function or method of C's. */
  isBuiltinCallable(address: number): boolean {
    const { shape } = this.infoAt(address);
    return shape === Shape.BUILTIN || shape === Shape.METHOD_DESCRIPTOR;
  }

  isDict(id: number): boolean {
    return this.infos[id]?.kind === ObjectKind.DICT;
  }

  storesAttributesPlainly(id: number): boolean {
    return this.infos[id]?.hasPlainSetattr === true;
  }

  /** Whether `next` on it changes nothing but itself (and the iterator inside an `enumerate`). */
  isSimpleIterator(id: number): boolean {
    const shape = this.infos[id]?.shape;
    if (shape === undefined) return false;
    if (shape !== Shape.ENUMERATE) return isSimpleShape(shape);
    const inner = this.memory.word((this.objects.addresses[id] as number) + Unpublished.enumerate.iterator);
    return isSimpleShape(this.infoAt(inner).shape);
  }

  /** Whether an attribute of the object `owner`, which lies at `address`, can have nothing new in it. */
  isAttributeKnown(owner: number, address: number): boolean {
    if (address === 0) return false;
    const type = this.memory.word(address + this.layout.objectType);
    const { shape } = this.types.get(type);
    if (shape === Shape.FUNCTION || shape === Shape.BUILTIN || shape === Shape.METHOD_DESCRIPTOR) return true;
    if (this.infos[owner]?.shape !== Shape.INSTANCE) return false;
    this.read(address);
    const content = this.contents[owner] as Int32Array;
    for (let i = 2; i < content.length; i += 4) {
      if (content[i] === this.tag && content[i + 1] === this.payload) return true;
    }
    return false;
  }

  /** Id of the object at `address` if it is an iterator or a generator; else -1. */
  iteratorId(address: number): number {
    const type = this.memory.word(address + this.layout.objectType);
    const { kind } = this.types.get(type);
    return kind === ObjectKind.ITERATOR || kind === ObjectKind.GENERATOR ? this.reference(address, type) : -1;
  }

  /** Writes an OBJECT entry for every queued object, and those found on the way, that is new or has changed. */
  writeChanges(): void {
    const queue = this.queue;
    for (let i = 0; i < queue.length; i++) this.writeObject(queue[i] as number);
    queue.length = 0;
  }

  private readInt(address: number): void {
    const { memory, layout } = this;
    const lvTag = memory.word(address + layout.intTag);
    const digits = lvTag >>> 3;
    const negative = (lvTag & 3) === 2;
    const first = memory.word(address + layout.intDigits);
    if (digits <= 1) {
      this.tag = ValueTag.INT;
      this.payload = digits === 0 ? 0 : negative ? -first | 0 : first;
      return;
    }
    if (digits === 2) {
      const magnitude = memory.word(address + layout.intDigits + 4) * 0x40000000 + first;
      const value = negative ? -magnitude : magnitude;
      if (value === (value | 0)) {
        this.tag = ValueTag.INT;
        this.payload = value;
        return;
      }
    }
    this.tag = ValueTag.BIG_INT;
    const kind = negative ? BytesKind.NEGATIVE_INT : BytesKind.INT;
    const known = this.strings.findBytes(kind, address + layout.intDigits, digits * 4);
    if (known >= 0) this.payload = known;
    else {
      const magnitude = this.magnitude(address, digits);
      this.payload = this.strings.addBytes((negative ? -magnitude : magnitude).toString());
    }
  }

  /** Value of `count` digits of 30 bits each, lowest first. */
  private magnitude(address: number, count: number): bigint {
    let bits = '';
    for (let i = count - 1; i >= 0; i--) {
      bits += this.memory.word(address + this.layout.intDigits + 4 * i).toString(2).padStart(30, '0');
    }
    return BigInt(`0b${bits}`);
  }

  private doubleAt(address: number): number {
    this.doubleWords[0] = this.memory.int(address);
    this.doubleWords[1] = this.memory.int(address + 4);
    return this.double[0] as number;
  }

  private reference(address: number, type: number): number {
    let id = this.objects.find(address);
    if (id >= 0 && this.infos[id]?.mayDie === true && this.isAnother(id, address, type)) {
      this.objects.remove(address);
      id = -1;
    }
    if (id < 0) {
      const info = this.types.get(type);
      id = this.register(address, info);
      if (!info.mayDie) this.memory.keep(address);
      this.queue.push(id);
    } else if (this.rescan && this.stamps[id] !== this.now && !this.frozen[id]) {
      this.stamps[id] = this.now;
      this.queue.push(id);
    }
    return id;
  }

  /** Whether the object at `address` is another one than that which had this id and was not kept alive. */
  private isAnother(id: number, address: number, type: number): boolean {
    const info = this.infos[id] as TypeInfo;
    if (info.address !== type) return true;
    if (info.shape !== Shape.GENERATOR) return false;
    return this.started.has(id) && this.iterators.isUnstarted(address);
  }

  private register(address: number, info: TypeInfo): number {
    const id = this.objects.add(address);
    this.infos.push(info);
    this.contents.push(EMPTY);
    this.lengths.push(-1);
    this.frozen.push(false);
    this.stamps.push(this.now);
    return id;
  }

  private writeObject(id: number): void {
    const address = this.objects.addresses[id] as number;
    let info = this.infos[id] as TypeInfo;
    if (this.iteratorsStand && info.kind === ObjectKind.ITERATOR && (this.lengths[id] as number) >= 0) return;
    if (address === 0 || (info.mayDie && this.memory.word(address) === 0)) return;
    const isMadeUp = (address & 1) !== 0;
    const type = isMadeUp ? info.address : this.memory.word(address + this.layout.objectType);
    if (info.address !== type) {
      if (info.mayDie) return;
      info = this.types.get(type);
      this.infos[id] = info;
      this.lengths[id] = -1;
    }
    const out = this.out;
    const header = out.length;
    out.ensure(5);
    out.length += 5;
    const start = out.length;
    this.trueLength = -1;
    const frozen = isMadeUp || this.writeContent(address, info);
    if (isMadeUp) for (const part of this.iterators.range(address - 1, this.infoAt(address - 1))) this.writeInt(part);
    const count = out.length - start;
    const length = this.trueLength < 0 ? count : this.trueLength;
    const words = out.words;
    const before = this.contents[id] as Int32Array;
    if (this.lengths[id] === length && before.length === count) {
      let same = true;
      for (let i = 0; i < count; i++) {
        if (before[i] !== words[start + i]) {
          same = false;
          break;
        }
      }
      if (same) {
        out.length = header;
        return;
      }
    }
    this.lengths[id] = length;
    this.contents[id] = words.slice(start, start + count);
    if (frozen) this.frozen[id] = true;
    words[header] = DeltaOp.OBJECT | (count << 8);
    words[header + 1] = id;
    words[header + 2] = info.kind;
    words[header + 3] = this.strings.intern(info.name);
    words[header + 4] = length;
  }

  /** Writes the content words; true if this object can never change again. */
  private writeContent(address: number, info: TypeInfo): boolean {
    const { memory, layout } = this;
    switch (info.shape) {
      case Shape.LIST:
        this.writeItems(memory.word(address + layout.listItems), memory.word(address + layout.listSize));
        return false;
      case Shape.TUPLE:
        return this.writeItems(address + layout.tupleItems, memory.word(address + layout.tupleSize));
      case Shape.SET:
        this.writeSet(address);
        return false;
      case Shape.DICT:
        this.trueLength = memory.word(address + Unpublished.dict.used);
        this.writeDict(address, false);
        return false;
      case Shape.ORDERED_DICT:
        this.writeOrderedDict(address);
        return false;
      case Shape.DEQUE:
        this.writeDeque(address);
        return false;
      case Shape.INSTANCE:
      case Shape.OTHER:
        this.writeAttributes(address, info);
        return false;
      case Shape.EXCEPTION: {
        this.writeName('args');
        this.write(memory.word(address + Unpublished.exception.args));
        this.writeAttributes(address, info);
        return false;
      }
      case Shape.CELL: {
        const value = memory.word(address + Unpublished.cell.value);
        if (value !== 0) this.write(value);
        return false;
      }
      case Shape.RANGE:
      case Shape.SLICE:
        for (let i = 0; i < 3; i++) this.write(memory.word(address + Unpublished.range.start + 4 * i));
        return info.shape === Shape.RANGE;
      case Shape.FUNCTION:
        this.write(memory.word(address + Unpublished.function.qualifiedName));
        return true;
      case Shape.BUILTIN:
        this.writeText(memory.cString(memory.word(memory.word(address + Unpublished.builtinFunction.definition))));
        return true;
      case Shape.METHOD_DESCRIPTOR:
        this.writeText(
          `${this.types.get(memory.word(address + Unpublished.methodDescriptor.type)).name}.` +
            this.string(memory.word(address + Unpublished.methodDescriptor.name)),
        );
        return true;
      case Shape.CLASS:
        this.writeText(this.className(address));
        return true;
      case Shape.MODULE:
        this.write(memory.word(address + Unpublished.module.name));
        return true;
      case Shape.METHOD: {
        const callable = memory.word(address + Unpublished.method.function);
        const callableType = this.types.get(memory.word(callable + layout.objectType));
        if (callableType.shape === Shape.FUNCTION) this.write(memory.word(callable + Unpublished.function.qualifiedName));
        else this.writeText(callableType.name);
        this.write(memory.word(address + Unpublished.method.self));
        return false;
      }
      case Shape.BYTES:
      case Shape.BYTEARRAY:
      case Shape.COMPLEX:
      case Shape.REPR:
        this.writeText(this.atom(address, info));
        return info.shape === Shape.BYTES || info.shape === Shape.COMPLEX;
      case Shape.GENERATOR:
        this.write(memory.word(address + Unpublished.generator.qualifiedName));
        this.writeInt(this.iterators.generatorYields(address));
        return false;
      case Shape.DICT_VIEW:
        this.write(memory.word(address + Unpublished.dictView.dict));
        return false;
      default: {
        this.writeInt(this.iterators.position(address, info));
        const source = this.iterators.source(address, info);
        if (source === 0 && info.shape === Shape.RANGE_ITERATOR) this.writePair(ValueTag.REFERENCE, this.rangeBehind(address));
        else this.write(source);
        return false;
      }
    }
  }

  /**
   * Id of the range that a range iterator goes over. CPython drops that range, so it is made up from the iterator; its
   * address is an odd one, which no object has.
   */
  private rangeBehind(iterator: number): number {
    const address = iterator + 1;
    let id = this.objects.find(address);
    if (id < 0) {
      id = this.register(address, this.types.get(this.builtin.range));
      this.queue.push(id);
    }
    return id;
  }

  private className(address: number): string {
    const heap = this.memory.word(address + this.layout.typeFlags) & TypeFlag.HEAP;
    const qualifiedName = heap ? this.memory.word(address + Unpublished.type.qualifiedName) : 0;
    return qualifiedName === 0 ? this.types.name(address) : this.string(qualifiedName);
  }

  private atom(address: number, info: TypeInfo): string {
    const { memory, layout } = this;
    switch (info.shape) {
      case Shape.COMPLEX:
        return complexRepr(
          this.doubleAt(address + Unpublished.complex.real),
          this.doubleAt(address + Unpublished.complex.imaginary),
        );
      case Shape.BYTES: {
        const start = address + layout.bytesData;
        return bytesRepr(memory.bytes.subarray(start, start + memory.word(address + layout.bytesSize)));
      }
      case Shape.BYTEARRAY: {
        const start = memory.word(address + Unpublished.bytearray.start);
        const bytes = memory.bytes.subarray(start, start + memory.word(address + Unpublished.bytearray.size));
        return `bytearray(${bytesRepr(bytes)})`;
      }
      default:
        return this.reprOf(address) ?? `<${info.name} object>`;
    }
  }

  /** The interpreter's own repr; only for objects whose repr is C code. Null if it fails. */
  reprOf(address: number): string | null {
    return this.converted(this.memory.module._PyObject_Repr(address));
  }

  /** The interpreter's own str; only for objects whose str is C code. Null if it fails. */
  strOf(address: number): string | null {
    return this.converted(this.memory.module._PyObject_Str(address));
  }

  private converted(text: number): string | null {
    const { module } = this.memory;
    this.memory.refresh();
    if (text === 0) {
      module._PyErr_Clear();
      return null;
    }
    const result = this.string(text);
    module._Py_DecRef(text);
    return result;
  }

  private write(address: number): void {
    this.read(address);
    const out = this.out;
    out.ensure(2);
    out.words[out.length++] = this.tag;
    out.words[out.length++] = this.payload;
  }

  private writeText(text: string): void {
    this.writePair(ValueTag.STR, this.strings.intern(text));
  }

  private writeInt(value: number): void {
    this.writePair(ValueTag.INT, value);
  }

  private writeName(name: string): void {
    this.writePair(ValueTag.STR, this.strings.intern(name));
  }

  private writePair(tag: ValueTag, payload: number): void {
    const out = this.out;
    out.ensure(2);
    out.words[out.length++] = tag;
    out.words[out.length++] = payload;
  }

  /** Writes items that lie in a row; true if none of them is a reference. */
  private writeItems(first: number, length: number): boolean {
    this.trueLength = length;
    const count = Math.min(length, MAX_RECORDED_ITEMS);
    const out = this.out;
    out.ensure(2 * count);
    const { memory } = this;
    const words = out.words;
    let at = out.length;
    let scalar = true;
    for (let i = 0; i < count; i++) {
      this.read(memory.word(first + 4 * i));
      if (this.tag === ValueTag.REFERENCE) scalar = false;
      words[at++] = this.tag;
      words[at++] = this.payload;
    }
    out.length = at;
    return scalar;
  }

  private writeSet(address: number): void {
    const { memory, layout } = this;
    const length = memory.word(address + layout.setUsed);
    const table = memory.word(address + layout.setTable);
    const slots = memory.word(address + layout.setMask) + 1;
    let left = Math.min(length, MAX_RECORDED_ITEMS);
    for (let i = 0; i < slots && left > 0; i++) {
      const key = memory.word(table + 8 * i);
      // A hash of -1 marks an entry that was deleted.
      if (key === 0 || memory.int(table + 8 * i + 4) === -1) continue;
      this.write(key);
      left--;
    }
    this.trueLength = length;
  }

  /** Writes key, value pairs; `attributes` leaves out dunder names and writes names as strings of the table. */
  private writeDict(address: number, attributes: boolean): void {
    const { memory, layout } = this;
    const values = memory.word(address + layout.dictValues);
    const keys = memory.word(address + layout.dictKeys);
    if (values !== 0) {
      this.writeSplit(keys, values, attributes);
      return;
    }
    const { general, kind, entryCount } = Unpublished.dictKeys;
    const isGeneral = memory.byte(keys + kind) === general;
    const size = isGeneral ? 12 : 8;
    const entries = this.dictEntries(keys) + (isGeneral ? 4 : 0);
    const count = memory.word(keys + entryCount);
    let left = attributes ? count : MAX_RECORDED_ITEMS;
    for (let i = 0; i < count && left > 0; i++) {
      const value = memory.word(entries + i * size + 4);
      if (value === 0) continue;
      this.writeEntry(memory.word(entries + i * size), value, attributes);
      left--;
    }
  }

  private dictEntries(keys: number): number {
    const { indexBytesLog2, indices } = Unpublished.dictKeys;
    return keys + indices + (1 << this.memory.byte(keys + indexBytesLog2));
  }

  /** Values that stand apart from their keys, in the order in which they were first set. */
  private writeSplit(keys: number, values: number, attributes: boolean): void {
    const { memory } = this;
    const layout = Unpublished.dictValues;
    const entries = this.dictEntries(keys);
    const order = values + layout.values + 4 * memory.byte(values + layout.capacity);
    const count = memory.byte(values + layout.size);
    for (let i = 0; i < count; i++) {
      const index = memory.byte(order + i);
      const value = memory.word(values + layout.values + 4 * index);
      if (value !== 0) this.writeEntry(memory.word(entries + 8 * index), value, attributes);
    }
  }

  private writeEntry(key: number, value: number, attributes: boolean): void {
    if (attributes) {
      if (this.memory.word(key + this.layout.objectType) !== this.builtin.str) return;
      if (isDunder(this.string(key))) return;
    }
    this.write(key);
    this.write(value);
  }

  private writeOrderedDict(address: number): void {
    const { memory, layout } = this;
    const { first, nodeKey, nodeNext } = Unpublished.orderedDict;
    this.trueLength = memory.word(address + Unpublished.dict.used);
    const keys = memory.word(address + layout.dictKeys);
    const isGeneral = memory.byte(keys + Unpublished.dictKeys.kind) === Unpublished.dictKeys.general;
    const size = isGeneral ? 12 : 8;
    const entries = this.dictEntries(keys) + (isGeneral ? 4 : 0);
    const valueOfKey = new Map<number, number>();
    const count = memory.word(keys + Unpublished.dictKeys.entryCount);
    for (let i = 0; i < count; i++) {
      const value = memory.word(entries + i * size + 4);
      if (value !== 0) valueOfKey.set(memory.word(entries + i * size), value);
    }
    let left = MAX_RECORDED_ITEMS;
    for (let node = memory.word(address + first); node !== 0 && left > 0; node = memory.word(node + nodeNext)) {
      const key = memory.word(node + nodeKey);
      const value = valueOfKey.get(key);
      if (value === undefined) continue;
      this.write(key);
      this.write(value);
      left--;
    }
  }

  private writeDeque(address: number): void {
    const { memory } = this;
    const { size, leftBlock, leftIndex, blockData, blockLength } = Unpublished.deque;
    const length = memory.word(address + size);
    let block = memory.word(address + leftBlock);
    let index = memory.word(address + leftIndex);
    for (let left = Math.min(length, MAX_RECORDED_ITEMS); left > 0; left--) {
      this.write(memory.word(block + blockData + 4 * index));
      if (++index < blockLength) continue;
      index = 0;
      block = memory.word(block + blockData + 4 * blockLength);
    }
    this.trueLength = length;
  }

  private writeAttributes(address: number, info: TypeInfo): void {
    const { memory } = this;
    for (const slot of info.slots) {
      const value = memory.word(address + slot.offset);
      if (value === 0) continue;
      this.writeName(slot.name);
      this.write(value);
    }
    if (info.flags & TypeFlag.MANAGED_DICT) {
      const dict = memory.word(address + Unpublished.managedDict);
      const inline = address + info.basicSize;
      if (dict !== 0) this.writeDict(dict, true);
      else if (info.flags & TypeFlag.INLINE_VALUES && memory.byte(inline + Unpublished.dictValues.valid) !== 0) {
        this.writeSplit(memory.word(info.address + Unpublished.type.cachedKeys), inline, true);
      }
    } else if (info.dictOffset > 0) {
      const dict = memory.word(address + info.dictOffset);
      if (dict !== 0) this.writeDict(dict, true);
    }
  }
}
