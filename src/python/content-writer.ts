/** Writes what an object holds, as the kinds of `ObjectKind` say. */
import { ValueTag } from '../trace/wire.ts';
import { AtomReader } from './atom-reader.ts';
import { AttributeWriter } from './attribute-writer.ts';
import type { DeltaWriter } from './delta-writer.ts';
import { eachDictEntry } from './dict-entries.ts';
import { TypeFlag, Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import type { IteratorReader } from './iterator-reader.ts';
import type { StringTable } from './string-table.ts';
import { Shape } from './shapes.ts';
import type { TypeInfo, TypeTable } from './types.ts';
import type { ValueReader } from './value-reader.ts';

export class ContentWriter extends AttributeWriter {
  private readonly iterators: IteratorReader;
  private readonly atoms: AtomReader;
  /** Id of the made-up range behind a range iterator. */
  private readonly rangeBehind: (iterator: number) => number;
  /** Address of the object with an id, 0 if it is gone. */
  private readonly addressOf: (id: number) => number;

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    types: TypeTable,
    strings: StringTable,
    out: DeltaWriter,
    values: ValueReader,
    iterators: IteratorReader,
    rangeBehind: (iterator: number) => number,
    addressOf: (id: number) => number,
  ) {
    super(memory, layout, types, strings, out, values);
    this.iterators = iterators;
    this.atoms = new AtomReader(memory, layout, values);
    this.rangeBehind = rangeBehind;
    this.addressOf = addressOf;
  }

  /** Writes the content words; true if this object can never change again. */
  writeContent(address: number, info: TypeInfo): boolean {
    const { memory, layout } = this;
    this.trueLength = -1;
    this.tail = null;
    switch (info.shape) {
      case Shape.LIST: {
        const items = memory.word(address + layout.listItems);
        const past = memory.word(address + layout.listSize) - this.maxItems;
        if (past > 0) this.tail = { address: items + 4 * this.maxItems, stride: 4, count: past };
        this.writeItems(items, memory.word(address + layout.listSize));
        this.writeOwnAttributes(address, info);
        return false;
      }
      case Shape.TUPLE: {
        const frozen = this.writeItems(address + layout.tupleItems, memory.word(address + layout.tupleSize));
        return frozen && !this.writeOwnAttributes(address, info);
      }
      case Shape.SET:
        this.writeSet(address);
        this.writeOwnAttributes(address, info);
        return false;
      case Shape.DICT:
        this.trueLength = memory.word(address + Unpublished.dict.used);
        if (address === this.values.builtin.builtinsDict) return true;
        this.writeDict(address, false);
        this.writeOwnAttributes(address, info);
        return false;
      case Shape.DEFAULT_DICT:
        this.trueLength = memory.word(address + Unpublished.dict.used);
        this.writeDict(address, false);
        // `default_factory` is a member of the C type, which reads as None where it is NULL.
        if (memory.word(address + Unpublished.defaultDict.factory) === 0) {
          const start = this.out.length;
          this.writeText('default_factory');
          this.writePair(ValueTag.NONE, 0);
          this.leaveOutOfLong(info, start);
        }
        this.writeOwnAttributes(address, info);
        return false;
      case Shape.ORDERED_DICT:
        this.writeOrderedDict(address);
        if (info.isOfProgram) this.writeOwnAttributes(address, info);
        return false;
      case Shape.DEQUE: {
        this.writeDeque(address);
        const maxLength = memory.int(address + Unpublished.deque.maxLength);
        if (maxLength >= 0) {
          const start = this.out.length;
          this.writeText('maxlen');
          this.writeInt(maxLength);
          this.leaveOutOfLong(info, start);
        }
        this.writeOwnAttributes(address, info);
        return false;
      }
      case Shape.INSTANCE:
        if (info.base !== 0) {
          this.writeText(this.types.name(info.base));
          this.writeBase(address, info);
        }
        this.writeAttributes(address, info);
        return false;
      case Shape.OTHER:
        this.writeAttributes(address, info);
        return false;
      case Shape.EXCEPTION: {
        this.writeText('args');
        this.write(memory.word(address + Unpublished.exception.args));
        this.writeAttributes(address, info);
        return false;
      }
      case Shape.DATACLASS:
        this.writeDataclass(address, info);
        return false;
      case Shape.NAMESPACE: {
        const before = this.out.length;
        this.writeAttributes(address, info);
        this.trueLength = (this.out.length - before) >> 2;
        return false;
      }
      case Shape.NAMED_TUPLE:
        return this.writeNamedTuple(address, info);
      case Shape.DERIVED:
        this.writeBase(address, info);
        this.writeAttributes(address, info);
        return false;
      case Shape.WRAPPED_VALUE:
        this.writeText('value');
        this.write(memory.word(address + Unpublished.wrappedValue.value));
        return false;
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
        return this.writeFunction(address);
      case Shape.BUILTIN:
        this.writeText(memory.cString(memory.word(memory.word(address + Unpublished.builtinFunction.definition))));
        return true;
      case Shape.METHOD_DESCRIPTOR:
        this.writeText(this.descriptorName(address));
        return true;
      case Shape.CLASS:
        this.writeText(this.className(address));
        return this.writeClass(address);
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
      case Shape.METHOD_WRAPPER:
        this.writeText(this.descriptorName(memory.word(address + Unpublished.methodWrapper.descriptor)));
        this.write(memory.word(address + Unpublished.methodWrapper.self));
        return true;
      case Shape.BYTES:
      case Shape.BYTEARRAY:
      case Shape.COMPLEX:
      case Shape.REPR:
      case Shape.MEMORY_VIEW:
      case Shape.FRAME:
        this.writeText(this.atoms.text(address, info, this.maxItems));
        return this.atoms.isFixed(info);
      case Shape.GENERATOR:
        this.write(memory.word(address + Unpublished.generator.qualifiedName));
        this.writeInt(this.iterators.generatorYields(address));
        return false;
      case Shape.DICT_VIEW:
      case Shape.MAPPING_PROXY:
        // Both have it at the same place.
        this.write(memory.word(address + Unpublished.dictView.dict));
        return false;
      case Shape.WEAK_REFERENCE:
        this.writeText('to');
        this.write(memory.word(address + Unpublished.weakReference.object));
        return false;
      default: {
        this.writeInt(this.iterators.position(address, info));
        this.writeSource(address, info);
        return false;
      }
    }
  }

  /** `str.upper`, of a method or an attribute of a type of C's. */
  private descriptorName(address: number): string {
    const { type, name } = Unpublished.methodDescriptor;
    return `${this.types.get(this.memory.word(address + type)).name}.${this.values.string(this.memory.word(address + name))}`;
  }

  /** What an iterator goes over, which may be gone: then it is known by its id. */
  private writeSource(address: number, info: TypeInfo): void {
    const id = this.iterators.sourceId(address, info);
    const seen = id < 0 ? 0 : this.addressOf(id);
    const source = id < 0 ? this.iterators.source(address, info) : seen;
    if (id >= 0 && seen === 0) this.writePair(ValueTag.REFERENCE, id);
    else if (source === 0 && info.shape === Shape.RANGE_ITERATOR) this.writePair(ValueTag.REFERENCE, this.rangeBehind(address));
    else this.write(source);
  }

  private className(address: number): string {
    const heap = this.memory.word(address + this.layout.typeFlags) & TypeFlag.HEAP;
    const qualifiedName = heap ? this.memory.word(address + Unpublished.type.qualifiedName) : 0;
    return qualifiedName === 0 ? this.types.name(address) : this.values.string(qualifiedName);
  }

  /** What an object of a derived class is as one of the builtin scalar type that it derives from. */
  private writeBase(address: number, info: TypeInfo): void {
    const base = this.types.get(info.base);
    if (base.shape === Shape.BYTES || base.shape === Shape.BYTEARRAY || base.shape === Shape.COMPLEX) {
      this.writeText(this.atoms.text(address, { ...base, name: info.name }, this.maxItems));
      return;
    }
    this.values.readAs(address, info.base);
    this.writePair(this.values.tag, this.values.payload);
  }

  /** Writes items that lie in a row; true if none of them is a reference to what may change. */
  private writeItems(first: number, length: number): boolean {
    this.trueLength = length;
    const count = Math.min(length, this.maxItems);
    const out = this.out;
    out.ensure(2 * count);
    const { layout, values } = this;
    const memory = this.memory.words;
    const { int } = values.builtin;
    const words = out.words;
    let at = out.length;
    let fixed = true;
    for (let i = 0; i < count; i++) {
      const address = memory[(first >>> 2) + i] as number;
      if (memory[(address + layout.objectType) >>> 2] === int) {
        // An int of at most one digit, which most are: read here, since lists are read at every step.
        const tag = memory[(address + layout.intTag) >>> 2] as number;
        if (tag >>> 3 <= 1) {
          const digit = tag >>> 3 === 0 ? 0 : (memory[(address + layout.intDigits) >>> 2] as number);
          words[at++] = ValueTag.INT;
          words[at++] = (tag & 3) === 2 ? -digit : digit;
          continue;
        }
      }
      values.read(address);
      if (values.tag === ValueTag.REFERENCE && !this.isFrozen(values.payload)) fixed = false;
      words[at++] = values.tag;
      words[at++] = values.payload;
    }
    out.length = at;
    return fixed;
  }

  private writeSet(address: number): void {
    const { memory, layout } = this;
    const length = memory.word(address + layout.setUsed);
    const table = memory.word(address + layout.setTable);
    const slots = memory.word(address + layout.setMask) + 1;
    let left = Math.min(length, this.maxItems);
    for (let i = 0; i < slots && left > 0; i++) {
      const key = memory.word(table + 8 * i);
      // A hash of -1 marks an entry that was deleted.
      if (key === 0 || memory.int(table + 8 * i + 4) === -1) continue;
      this.write(key);
      left--;
    }
    this.trueLength = length;
  }

  private writeOrderedDict(address: number): void {
    const { memory, layout } = this;
    const { first, nodeKey, nodeNext } = Unpublished.orderedDict;
    this.trueLength = memory.word(address + Unpublished.dict.used);
    const valueOfKey = new Map<number, number>();
    eachDictEntry(memory, layout, address, (key, value) => {
      valueOfKey.set(key, value);
      return true;
    });
    let left = this.maxItems;
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
    for (let left = Math.min(length, this.maxItems); left > 0; left--) {
      this.write(memory.word(block + blockData + 4 * index));
      if (++index < blockLength) continue;
      index = 0;
      block = memory.word(block + blockData + 4 * blockLength);
    }
    this.trueLength = length;
  }
}
