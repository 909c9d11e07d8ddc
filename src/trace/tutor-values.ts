/** Values and heap objects of Python Tutor's traces (`["REF", 3]`, `["LIST", 1, 2]`) as those of a trace. */
import type { ChunkWriter } from './chunk-writer.ts';
import { floatRepr } from './scalar-reprs.ts';
import type { Value } from './value.ts';
import { NONE_VALUE } from './value.ts';
import type { ObjectId } from './wire.ts';
import { ObjectKind } from './wire.ts';

/** The heap of one step, by id. */
type Heap = Readonly<Record<string, readonly unknown[]>>;

interface Content {
  readonly kind: ObjectKind;
  readonly typeName: string;
  readonly length: number;
  readonly values: readonly Value[];
}

const FLOATS: Readonly<Record<string, string>> = { NaN: 'nan', Infinity: 'inf', '-Infinity': '-inf' };

/** Numbers the objects of a trace, and writes each where it comes or has changed. */
export class TutorHeap {
  readonly #out: ChunkWriter;
  readonly #ids = new Map<string, ObjectId>();
  /** What was written of each object, as text. */
  readonly #written = new Map<string, string>();
  /** Values that are told by a text alone, by that text. */
  readonly #texts = new Map<string, ObjectId>();
  #count = 0;

  constructor(out: ChunkWriter) {
    this.#out = out;
  }

  value(encoded: unknown, heap: Heap): Value {
    switch (typeof encoded) {
      case 'number':
        return numberValue(encoded);
      case 'string':
        return { kind: 'str', text: encoded };
      case 'boolean':
        return { kind: 'bool', value: encoded };
      default:
        return Array.isArray(encoded) ? this.#tagged(encoded as readonly unknown[], heap) : NONE_VALUE;
    }
  }

  /** Writes what is new or another than before. */
  refresh(heap: Heap): void {
    for (const [key, encoded] of Object.entries(heap)) {
      if (encoded[0] === 'HEAP_PRIMITIVE') continue;
      const text = JSON.stringify(encoded);
      if (this.#written.get(key) === text) continue;
      this.#written.set(key, text);
      this.#out.object({ id: this.#id(key), ...this.#content(encoded, heap) });
    }
  }

  #tagged(encoded: readonly unknown[], heap: Heap): Value {
    const [tag, content] = encoded;
    if (tag === 'REF') {
      const key = String(content);
      const target = Object.hasOwn(heap, key) ? heap[key] : undefined;
      // Where primitives are drawn as objects, they are values all the same.
      if (target?.[0] === 'HEAP_PRIMITIVE' && !Array.isArray(target[2])) return this.value(target[2], heap);
      if (target?.[0] === 'HEAP_PRIMITIVE') return this.#text(String(target[1]), textOf(target[2]));
      return { kind: 'reference', id: this.#id(key) };
    }
    if (tag === 'SPECIAL_FLOAT') return { kind: 'float', text: FLOATS[textOf(content)] ?? textOf(content) };
    return this.#text('value', textOf(content ?? tag));
  }

  #content(encoded: readonly unknown[], heap: Heap): Content {
    const [tag, first, second] = encoded;
    const value = (item: unknown): Value => this.value(item, heap);
    const pairs = (from: number): Value[] => encoded.slice(from).flatMap((pair) => (Array.isArray(pair) && pair.length === 2 ? [value(pair[0]), value(pair[1])] : []));
    switch (tag) {
      case 'LIST':
      case 'TUPLE':
      case 'SET': {
        const values = encoded.slice(1).map(value);
        return { kind: ObjectKind[tag], typeName: tag.toLowerCase(), length: values.length, values };
      }
      case 'DICT': {
        const values = pairs(1);
        return { kind: ObjectKind.DICT, typeName: 'dict', length: values.length / 2, values };
      }
      case 'INSTANCE': {
        const values = pairs(2);
        return { kind: ObjectKind.INSTANCE, typeName: textOf(first), length: values.length / 2, values };
      }
      case 'CLASS':
        return { kind: ObjectKind.CLASS, typeName: 'type', length: 1, values: [textValue(first), ...pairs(3)] };
      case 'FUNCTION':
        return { kind: ObjectKind.FUNCTION, typeName: 'function', length: 1, values: [textValue(textOf(first).replace(/\(.*$/s, ''))] };
      case 'module':
        return { kind: ObjectKind.MODULE, typeName: 'module', length: 1, values: [textValue(first)] };
      case 'INSTANCE_PPRINT':
        return { kind: ObjectKind.ATOM, typeName: textOf(first), length: 1, values: [textValue(second)] };
      default:
        return { kind: ObjectKind.ATOM, typeName: textOf(tag), length: 1, values: [textValue(first)] };
    }
  }

  #text(typeName: string, text: string): Value {
    const key = `${typeName} ${text}`;
    let id = this.#texts.get(key);
    if (id === undefined) {
      id = this.#next();
      this.#texts.set(key, id);
      this.#out.object({ id, kind: ObjectKind.ATOM, typeName, length: 1, values: [textValue(text)] });
    }
    return { kind: 'reference', id };
  }

  #id(key: string): ObjectId {
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#next();
      this.#ids.set(key, id);
    }
    return id;
  }

  #next(): ObjectId {
    this.#count += 1;
    return (this.#count - 1) as ObjectId;
  }
}

function numberValue(value: number): Value {
  if (!Number.isInteger(value)) return { kind: 'float', text: floatRepr(value) };
  // A larger one has lost digits where the file was read as JSON; what is left is shown.
  return value === (value | 0) ? { kind: 'int', value } : { kind: 'big-int', digits: String(BigInt(value)) };
}

function textValue(text: unknown): Value {
  return { kind: 'str', text: textOf(text) };
}

function textOf(content: unknown): string {
  if (content === undefined) return '';
  return typeof content === 'string' ? content : JSON.stringify(content);
}
