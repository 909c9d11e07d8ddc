/** Texts of objects that are read as a whole: bytes and the like, and those of C types whose repr runs no code of the program's. */
import { bytesRepr, complexRepr } from '../trace/scalar-reprs.ts';
import { eachDictEntry } from './dict-entries.ts';
import { TypeFlag, Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { memoryViewText } from './memory-views.ts';
import { Shape } from './shapes.ts';
import type { TypeInfo } from './types.ts';
import type { ValueReader } from './value-reader.ts';

/** Types of shape REPR whose repr prints objects that they hold, by where those lie; it is asked for if they are plain. */
const HELD: ReadonlyMap<string, readonly number[]> = new Map([
  ['Pattern', [Unpublished.pattern.pattern]],
  ['Match', [Unpublished.match.string]],
  ['itemgetter', [Unpublished.itemGetter.item]],
  ['attrgetter', [Unpublished.attributeGetter.attributes]],
  ['methodcaller', [Unpublished.methodCaller.name, Unpublished.methodCaller.arguments, Unpublished.methodCaller.keywords]],
  ['timezone', [Unpublished.timeZone.name]],
]);
/** Nested deeper, a tuple is not taken for plain. */
const NESTING = 3;
/** Types of shape REPR whose values change. */
const CHANGING = new Set(['array', 'Context']);

export class AtomReader {
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly values: ValueReader;

  constructor(memory: InterpreterMemory, layout: HeapLayout, values: ValueReader) {
    this.memory = memory;
    this.layout = layout;
    this.values = values;
  }

  /** Whether the text of such an object never changes. */
  isFixed(info: TypeInfo): boolean {
    return info.shape !== Shape.BYTEARRAY && info.shape !== Shape.MEMORY_VIEW && !CHANGING.has(info.name);
  }

  /** At most `maxItems` bytes or items are told. */
  text(address: number, info: TypeInfo, maxItems: number): string {
    const { memory, layout } = this;
    switch (info.shape) {
      case Shape.COMPLEX:
        return complexRepr(
          this.values.doubleAt(address + Unpublished.complex.real),
          this.values.doubleAt(address + Unpublished.complex.imaginary),
        );
      case Shape.BYTES: {
        const start = address + layout.bytesData;
        return recordedBytesRepr(memory.bytes.subarray(start, start + memory.word(address + layout.bytesSize)), maxItems);
      }
      case Shape.BYTEARRAY: {
        const start = memory.word(address + Unpublished.bytearray.start);
        const bytes = memory.bytes.subarray(start, start + memory.word(address + Unpublished.bytearray.size));
        return `${info.name}(${recordedBytesRepr(bytes, maxItems, true)})`;
      }
      case Shape.MEMORY_VIEW:
        return memoryViewText(memory, address, maxItems);
      case Shape.FRAME: {
        const code = (memory.word(memory.word(address + Unpublished.frameObject.frame) + layout.frameExecutable) & ~3) >>> 0;
        return code === memory.module.__Py_NoneStruct ? '<frame>' : `<frame ${this.values.string(memory.word(code + layout.codeQualifiedName))}>`;
      }
      default:
        return (this.isReprOfC(address, info) ? this.values.reprOf(address) : null) ?? `<${info.name}>`;
    }
  }

  /** Whether the repr of an object of shape REPR prints nothing of the program's: a time zone may be one of its own. */
  private isReprOfC(address: number, info: TypeInfo): boolean {
    const { memory } = this;
    const held = HELD.get(info.name);
    if (held !== undefined) return held.every((offset) => this.isPlain(memory.word(address + offset), 0));
    if (info.name !== 'datetime' && info.name !== 'time') return true;
    const { hasZone, dateTimeZone, timeZone } = Unpublished.dateTime;
    if (memory.byte(address + hasZone) === 0) return true;
    const zone = memory.word(address + (info.name === 'time' ? timeZone : dateTimeZone));
    const zoneInfo = this.values.infoAt(zone);
    return zone === memory.module.__Py_NoneStruct || (zoneInfo.shape === Shape.REPR && this.isReprOfC(zone, zoneInfo));
  }

  /** Nothing, a scalar, bytes, or a tuple or a dict of such: none of a class of the program's. */
  private isPlain(address: number, nesting: number): boolean {
    if (address === 0 || this.values.isScalar(address)) return true;
    const { memory, layout } = this;
    const { shape, flags } = this.values.infoAt(address);
    if (shape === Shape.BYTES || shape === Shape.COMPLEX) return true;
    if (nesting === NESTING || flags & TypeFlag.HEAP) return false;
    if (shape === Shape.TUPLE) {
      const count = memory.word(address + layout.tupleSize);
      for (let i = 0; i < count; i++) if (!this.isPlain(memory.word(address + layout.tupleItems + 4 * i), nesting + 1)) return false;
      return true;
    }
    if (shape !== Shape.DICT || memory.word(address + layout.dictValues) !== 0) return false;
    let plain = true;
    eachDictEntry(memory, layout, address, (key, value) => {
      plain = this.isPlain(key, nesting + 1) && this.isPlain(value, nesting + 1);
      return plain;
    });
    return plain;
  }
}

/** The repr of what is recorded of bytes: a longer one is cut as containers are, since it is read at every step. */
export function recordedBytesRepr(bytes: Uint8Array, maxItems: number, escapeSingle = false): string {
  const isCut = bytes.length > maxItems;
  return isCut ? `${bytesRepr(bytes.subarray(0, maxItems), escapeSingle)}...` : bytesRepr(bytes, escapeSingle);
}
