/** Writes attributes: of instances, records and derived containers, of functions and classes. */
import { MAX_RECORDED_ITEMS, ObjectKind, recordedValues, ValueTag } from '../trace/wire.ts';
import type { DeltaWriter } from './delta-writer.ts';
import { eachDictEntry, firstDictEntry } from './dict-entries.ts';
import { TypeFlag, Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import type { Tail } from './long-containers.ts';
import { isDunder } from './names.ts';
import type { StringTable } from './string-table.ts';
import type { TypeInfo, TypeTable } from './types.ts';
import type { ValueReader } from './value-reader.ts';

/** Names that the `enum` and `abc` modules keep in a class for themselves, and Python's own. */
function isInternal(name: string): boolean {
  return isDunder(name) || name.startsWith('_abc_') || /^_[^_].*[^_]_$/.test(name);
}

/** Types of what `__slots__` and C structs leave in a class. */
const DESCRIPTORS = new Set(['member_descriptor', 'getset_descriptor']);

export class AttributeWriter {
  /** True length of the container written last, or how many attributes its repr shows; -1: it is what was written. */
  trueLength = -1;
  /** Where the items of the container written last lie that are past the recorded ones; null where there are none. */
  tail: Tail | null = null;
  /** Items of a container that are written at most. */
  maxItems = MAX_RECORDED_ITEMS;
  /** Address of the module's dict of the program; functions over it are the program's own. */
  namespace = 0;
  /** Whether the object with an id can never change again, nor what it holds. */
  isFrozen: (id: number) => boolean = () => false;
  protected readonly memory: InterpreterMemory;
  protected readonly layout: HeapLayout;
  protected readonly types: TypeTable;
  protected readonly strings: StringTable;
  protected readonly out: DeltaWriter;
  protected readonly values: ValueReader;

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    types: TypeTable,
    strings: StringTable,
    out: DeltaWriter,
    values: ValueReader,
  ) {
    this.memory = memory;
    this.layout = layout;
    this.types = types;
    this.strings = strings;
    this.out = out;
    this.values = values;
  }

  protected write(address: number): void {
    const { out, values } = this;
    values.read(address);
    out.ensure(2);
    out.words[out.length++] = values.tag;
    out.words[out.length++] = values.payload;
  }

  protected writeText(text: string): void {
    this.writePair(ValueTag.STR, this.strings.intern(text));
  }

  writeInt(value: number): void {
    this.writePair(ValueTag.INT, value);
  }

  protected writePair(tag: ValueTag, payload: number): void {
    const out = this.out;
    out.ensure(2);
    out.words[out.length++] = tag;
    out.words[out.length++] = payload;
  }

  /** Attributes of a container of a derived class; true if such a class can have any. */
  protected writeOwnAttributes(address: number, info: TypeInfo): boolean {
    if (!(info.flags & TypeFlag.HEAP)) return false;
    const { out } = this;
    const start = out.length;
    this.writeAttributes(address, info);
    this.leaveOutOfLong(info, start);
    return true;
  }

  /**
   * Drops the attributes written since `start` where the container is so long that they would stand past what is
   * recorded of its items: what is said of places there are changes of its own.
   */
  protected leaveOutOfLong(info: TypeInfo, start: number): void {
    const items = this.trueLength * (info.kind === ObjectKind.DICT ? 2 : 1);
    if (items + (this.out.length - start) / 2 > recordedValues(info.kind, this.maxItems)) this.out.length = start;
  }

  /** Attributes, the fields that the repr shows first. */
  protected writeDataclass(address: number, info: TypeInfo): void {
    const { out } = this;
    const start = out.length;
    this.writeAttributes(address, info);
    let place = start;
    for (const field of info.fields) {
      const name = this.strings.intern(field);
      let found = place;
      while (found < out.length && out.words[found + 1] !== name) found += 4;
      if (found >= out.length) continue;
      const pair = out.words.slice(found, found + 4);
      out.words.copyWithin(place + 4, place, found);
      out.words.set(pair, place);
      place += 4;
    }
    this.trueLength = (place - start) >> 2;
  }

  protected writeNamedTuple(address: number, info: TypeInfo): boolean {
    const { memory, layout, values } = this;
    const count = memory.word(address + layout.tupleSize);
    let frozen = true;
    for (let i = 0; i < count; i++) {
      this.writeText(info.fields[i] ?? String(i));
      this.write(memory.word(address + layout.tupleItems + 4 * i));
      frozen &&= values.tag !== ValueTag.REFERENCE || this.isFrozen(values.payload);
    }
    this.trueLength = count;
    return frozen && !this.writeOwnAttributes(address, info);
  }

  /** What a function of the program's holds; true if it is none: a function of a library is shown by its name. */
  protected writeFunction(address: number): boolean {
    const { memory, layout } = this;
    const { globals, code, defaults, keywordDefaults, closure, dict } = Unpublished.function;
    if (memory.word(address + globals) !== this.namespace) return true;
    const held = [
      ['__defaults__', memory.word(address + defaults)],
      ['__kwdefaults__', memory.word(address + keywordDefaults)],
    ] as const;
    for (const [name, value] of held) {
      if (value === 0) continue;
      this.writeText(name);
      this.write(value);
    }
    const cells = memory.word(address + closure);
    const count = cells === 0 ? 0 : memory.word(cells + layout.tupleSize);
    const names = memory.word(memory.word(address + code) + layout.codeLocalNames);
    // The free variables are the last of a code object's local names.
    const firstName = memory.word(names + layout.tupleSize) - count;
    for (let i = 0; i < count; i++) {
      this.write(memory.word(names + layout.tupleItems + 4 * (firstName + i)));
      this.write(memory.word(cells + layout.tupleItems + 4 * i));
    }
    const attributes = memory.word(address + dict);
    if (attributes !== 0) this.writeDict(attributes, true);
    return false;
  }

  /** The module of a class and, if it is of the program's, its attributes; true if it is not. */
  protected writeClass(address: number): boolean {
    const { facts } = this.types;
    const module = facts.moduleName(address);
    if (module !== '' && module !== 'builtins') {
      this.writeText('__module__');
      this.writeText(module);
    }
    if (!this.types.isOfProgram(address)) return true;
    const { memory } = this;
    eachDictEntry(memory, this.layout, memory.word(address + Unpublished.type.dict), (key, value) => {
      if (!this.values.isText(key) || isInternal(this.values.string(key)) || DESCRIPTORS.has(this.values.typeName(value))) return true;
      this.write(key);
      this.write(value);
      return true;
    });
    return false;
  }

  /** Writes key, value pairs; `attributes` leaves out dunder names and writes names as strings of the table. */
  protected writeDict(address: number, attributes: boolean): void {
    const { memory, layout } = this;
    const values = memory.word(address + layout.dictValues);
    const keys = memory.word(address + layout.dictKeys);
    if (values !== 0) {
      this.writeSplit(keys, values, attributes);
      return;
    }
    let left = attributes ? Infinity : this.maxItems;
    eachDictEntry(memory, layout, address, (key, value, valueAddress, stride, count) => {
      if (left-- <= 0) {
        this.tail = { address: valueAddress, stride, count };
        return false;
      }
      this.writeEntry(key, value, attributes);
      return true;
    });
  }

  /** Values that stand apart from their keys, in the order in which they were first set. */
  private writeSplit(keys: number, values: number, attributes: boolean): void {
    const { memory } = this;
    const layout = Unpublished.dictValues;
    const entries = firstDictEntry(memory, keys);
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

  protected writeAttributes(address: number, info: TypeInfo): void {
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
