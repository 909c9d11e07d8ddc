/** Writes what an object holds, as the kinds of `ObjectKind` say. */
import { MAX_RECORDED_ITEMS, ValueTag } from '../trace/wire.ts';
import type { DeltaWriter } from './delta-writer.ts';
import { TypeFlag, Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import type { IteratorReader } from './iterator-reader.ts';
import { bytesRepr, complexRepr } from '../trace/scalar-reprs.ts';
import type { Tail } from './long-containers.ts';
import { isDunder } from './names.ts';
import type { StringTable } from './string-table.ts';
import { Shape, type TypeInfo, type TypeTable } from './types.ts';
import type { ValueReader } from './value-reader.ts';

export class ContentWriter {
  /** True length of the container written last; -1: it is what was written. */
  trueLength = -1;
  /** Where the items of the container written last lie that are past the recorded ones; null where there are none. */
  tail: Tail | null = null;
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly types: TypeTable;
  private readonly strings: StringTable;
  private readonly out: DeltaWriter;
  private readonly values: ValueReader;
  private readonly iterators: IteratorReader;
  /** Id of the made-up range behind a range iterator. */
  private readonly rangeBehind: (iterator: number) => number;

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    types: TypeTable,
    strings: StringTable,
    out: DeltaWriter,
    values: ValueReader,
    iterators: IteratorReader,
    rangeBehind: (iterator: number) => number,
  ) {
    this.memory = memory;
    this.layout = layout;
    this.types = types;
    this.strings = strings;
    this.out = out;
    this.values = values;
    this.iterators = iterators;
    this.rangeBehind = rangeBehind;
  }

  /** Writes the content words; true if this object can never change again. */
  writeContent(address: number, info: TypeInfo): boolean {
    const { memory, layout } = this;
    this.trueLength = -1;
    this.tail = null;
    switch (info.shape) {
      case Shape.LIST: {
        const items = memory.word(address + layout.listItems);
        const past = memory.word(address + layout.listSize) - MAX_RECORDED_ITEMS;
        if (past > 0) this.tail = { address: items + 4 * MAX_RECORDED_ITEMS, stride: 4, count: past };
        this.writeItems(items, memory.word(address + layout.listSize));
        return false;
      }
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
        this.writeText('args');
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
            this.values.string(memory.word(address + Unpublished.methodDescriptor.name)),
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

  private className(address: number): string {
    const heap = this.memory.word(address + this.layout.typeFlags) & TypeFlag.HEAP;
    const qualifiedName = heap ? this.memory.word(address + Unpublished.type.qualifiedName) : 0;
    return qualifiedName === 0 ? this.types.name(address) : this.values.string(qualifiedName);
  }

  private atom(address: number, info: TypeInfo): string {
    const { memory, layout } = this;
    switch (info.shape) {
      case Shape.COMPLEX:
        return complexRepr(
          this.values.doubleAt(address + Unpublished.complex.real),
          this.values.doubleAt(address + Unpublished.complex.imaginary),
        );
      case Shape.BYTES: {
        const start = address + layout.bytesData;
        return recordedBytesRepr(memory.bytes.subarray(start, start + memory.word(address + layout.bytesSize)));
      }
      case Shape.BYTEARRAY: {
        const start = memory.word(address + Unpublished.bytearray.start);
        const bytes = memory.bytes.subarray(start, start + memory.word(address + Unpublished.bytearray.size));
        return `bytearray(${recordedBytesRepr(bytes)})`;
      }
      default:
        return this.values.reprOf(address) ?? `<${info.name} object>`;
    }
  }

  private write(address: number): void {
    const { out, values } = this;
    values.read(address);
    out.ensure(2);
    out.words[out.length++] = values.tag;
    out.words[out.length++] = values.payload;
  }

  private writeText(text: string): void {
    this.writePair(ValueTag.STR, this.strings.intern(text));
  }

  writeInt(value: number): void {
    this.writePair(ValueTag.INT, value);
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
    const { memory, values } = this;
    const words = out.words;
    let at = out.length;
    let scalar = true;
    for (let i = 0; i < count; i++) {
      values.read(memory.word(first + 4 * i));
      if (values.tag === ValueTag.REFERENCE) scalar = false;
      words[at++] = values.tag;
      words[at++] = values.payload;
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
    let i = 0;
    for (; i < count && left > 0; i++) {
      const value = memory.word(entries + i * size + 4);
      if (value === 0) continue;
      this.writeEntry(memory.word(entries + i * size), value, attributes);
      left--;
    }
    if (i < count) this.tail = { address: entries + i * size + 4, stride: size, count: count - i };
  }

  /** Address of the first entry of a dict's table of keys. */
  dictEntries(keys: number): number {
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
      if (!this.values.isText(key)) return;
      if (isDunder(this.values.string(key))) return;
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
      this.writeText(slot.name);
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

/** The repr of what is recorded of bytes: a longer one is cut as containers are, since it is read at every step. */
function recordedBytesRepr(bytes: Uint8Array): string {
  const isCut = bytes.length > MAX_RECORDED_ITEMS;
  return isCut ? `${bytesRepr(bytes.subarray(0, MAX_RECORDED_ITEMS))}...` : bytesRepr(bytes);
}
