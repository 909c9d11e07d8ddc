/** The text of a memoryview: what is seen through it. CPython's own repr has but an address. */
import { bytesRepr, floatRepr } from '../trace/scalar-reprs.ts';
import { Unpublished } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';

/** Reads an item at an offset of the interpreter's memory; by the character of the `struct` module, in native size. */
const ITEMS: Readonly<Record<string, (data: DataView, at: number) => string>> = {
  b: (data, at) => String(data.getInt8(at)),
  B: (data, at) => String(data.getUint8(at)),
  '?': (data, at) => (data.getUint8(at) === 0 ? 'False' : 'True'),
  c: (data, at) => bytesRepr(Uint8Array.of(data.getUint8(at))),
  h: (data, at) => String(data.getInt16(at, true)),
  H: (data, at) => String(data.getUint16(at, true)),
  i: (data, at) => String(data.getInt32(at, true)),
  I: (data, at) => String(data.getUint32(at, true)),
  l: (data, at) => String(data.getInt32(at, true)),
  L: (data, at) => String(data.getUint32(at, true)),
  n: (data, at) => String(data.getInt32(at, true)),
  N: (data, at) => String(data.getUint32(at, true)),
  q: (data, at) => String(data.getBigInt64(at, true)),
  Q: (data, at) => String(data.getBigUint64(at, true)),
  f: (data, at) => floatRepr(data.getFloat32(at, true)),
  d: (data, at) => floatRepr(data.getFloat64(at, true)),
};
const RELEASED = 1;
const MAX_DIMENSIONS = 64;

/**
 * `<memoryview b'abc'>` of bytes, `<memoryview [1, 2]>` or `<memoryview [[1, 2], [3, 4]]>` of items of another format;
 * without content where the format is one that is not known. At most `maxItems` items are told.
 */
export function memoryViewText(memory: InterpreterMemory, address: number, maxItems: number): string {
  const { managed, managedFlags, flags, buffer, dimensions, format, shape, strides, indirections } = Unpublished.memoryView;
  if ((memory.word(address + flags) | memory.word(memory.word(address + managed) + managedFlags)) & RELEASED) return '<memoryview released>';
  const formatText = memory.word(address + format) === 0 ? 'B' : memory.cString(memory.word(address + format));
  const item = ITEMS[formatText.replace(/^@/, '')];
  const depth = memory.word(address + dimensions);
  if (item === undefined || depth > MAX_DIMENSIONS || memory.word(address + indirections) !== 0) return '<memoryview>';
  const data = new DataView(memory.bytes.buffer);
  const start = memory.word(address + buffer);
  const length = (dimension: number): number => memory.word(memory.word(address + shape) + 4 * dimension);
  const stride = (dimension: number): number => memory.int(memory.word(address + strides) + 4 * dimension);
  if (depth === 0) return `<memoryview ${item(data, start)}>`;
  if (depth === 1 && formatText === 'B') {
    const count = Math.min(length(0), maxItems);
    const bytes = Uint8Array.from({ length: count }, (_, place) => data.getUint8(start + place * stride(0)));
    return `<memoryview ${bytesRepr(bytes)}${count < length(0) ? '...' : ''}>`;
  }
  let left = maxItems;
  const row = (at: number, dimension: number): string => {
    const parts: string[] = [];
    for (let place = 0; place < length(dimension); place += 1) {
      if (left <= 0) {
        parts.push(`... ${String(length(dimension))} items`);
        break;
      }
      const inner = at + place * stride(dimension);
      if (dimension + 1 < depth) parts.push(row(inner, dimension + 1));
      else {
        parts.push(item(data, inner));
        left -= 1;
      }
    }
    return `[${parts.join(', ')}]`;
  };
  return `<memoryview ${row(start, 0)}>`;
}
