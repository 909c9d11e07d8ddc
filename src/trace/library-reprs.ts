/** Reprs of objects of the standard library that tell what they hold: classes written in Python, and expressions of types. */
import { attributeOf } from './attributes.ts';
import type { Heap, HeapObject } from './trace-state.ts';
import type { Value } from './value.ts';
import { ObjectKind } from './wire.ts';

/** Prints what an object holds. */
export interface PartPrinter {
  value(value: Value): string;
  /** The items of a container, without its brackets. */
  items(object: HeapObject): string;
}

/** Classes of `collections` that print as what is in their attribute `data`. */
const WRAPPERS = new Set(['UserDict', 'UserList', 'UserString']);

/** Of an instance of a class that prints what it holds; null for others. */
export function libraryRepr(object: HeapObject, name: string, heap: Heap, print: PartPrinter): string | null {
  const only = (...names: readonly string[]): readonly Value[] | null => {
    const values = names.map((wanted) => attributeOf(object, wanted));
    const known = values.filter((value) => value !== undefined);
    return known.length === names.length && object.values.length === 2 * names.length ? known : null;
  };
  if (WRAPPERS.has(name)) {
    const data = only('data')?.[0];
    return data === undefined ? null : print.value(data);
  }
  if (name === 'Fraction') {
    const parts = only('_numerator', '_denominator');
    return parts === null ? null : `Fraction(${parts.map((part) => print.value(part)).join(', ')})`;
  }
  if (name !== 'ChainMap') return null;
  const list = objectOf(only('maps')?.[0], heap);
  return list?.kind === ObjectKind.LIST ? `ChainMap(${print.items(list)})` : null;
}

/** `list[int]`, `int | None`: an expression of types, as CPython prints it; null for other objects. */
export function typeExpression(object: HeapObject, heap: Heap, print: PartPrinter): string | null {
  if (object.typeName !== 'GenericAlias' && object.typeName !== 'Union') return null;
  const list = objectOf(attributeOf(object, '__args__'), heap);
  if (list?.kind !== ObjectKind.TUPLE || list.values.length < list.length) return null;
  if (object.typeName === 'Union') return list.values.map((part) => typeText(part, heap, print, true)).join(' | ');
  const origin = attributeOf(object, '__origin__');
  if (origin === undefined) return null;
  const parts = list.values.map((part) => typeText(part, heap, print, false)).join(', ');
  return `${typeText(origin, heap, print, false)}[${parts === '' ? '()' : parts}]`;
}

/** @param inUnion In a union the type of None is `None`. */
function typeText(value: Value, heap: Heap, print: PartPrinter, inUnion: boolean): string {
  if (value.kind === 'ellipsis') return '...';
  const object = objectOf(value, heap);
  if (object?.kind !== ObjectKind.CLASS) return print.value(value);
  const [qualifiedName, , module] = object.values;
  const name = qualifiedName?.kind === 'str' ? qualifiedName.text : '';
  if (inUnion && name === 'NoneType') return 'None';
  return module?.kind === 'str' ? `${module.text}.${name}` : name;
}

function objectOf(value: Value | undefined, heap: Heap): HeapObject | null {
  return value?.kind === 'reference' ? heap.object(value.id) : null;
}
