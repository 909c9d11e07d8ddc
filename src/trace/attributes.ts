/** Attributes among what an object holds. */
import type { HeapObject } from './trace-state.ts';
import type { Value } from './value.ts';
import { ObjectKind } from './wire.ts';

/** Value of an attribute of an object whose content are names and values, or of a container's that has attributes. */
export function attributeOf(object: HeapObject, name: string): Value | undefined {
  const pairs = object.kind <= ObjectKind.DICT ? object.attributes : object.values;
  for (let place = 0; place + 1 < pairs.length; place += 2) {
    const key = pairs[place];
    if (key?.kind === 'str' && key.text === name) return pairs[place + 1];
  }
  return undefined;
}
