/** Walks the entries of a dict in the interpreter's memory. */
import { Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';

/** Address of the first entry of a dict's table of keys. */
export function firstDictEntry(memory: InterpreterMemory, keys: number): number {
  const { indexBytesLog2, indices } = Unpublished.dictKeys;
  return keys + indices + (1 << memory.byte(keys + indexBytesLog2));
}

/**
 * Visits the entries in insertion order, until `visit` gives false. It is told, too, how far apart the values of two
 * entries lie and how many entries, this one and unused ones included, are left. Not for a dict whose values stand apart from its
 * keys (that of an instance).
 */
export function eachDictEntry(
  memory: InterpreterMemory,
  layout: HeapLayout,
  dict: number,
  visit: (key: number, value: number, valueAddress: number, stride: number, left: number) => boolean,
): void {
  const keys = memory.word(dict + layout.dictKeys);
  const { kind, general, entryCount } = Unpublished.dictKeys;
  const isGeneral = memory.byte(keys + kind) === general;
  const size = isGeneral ? 12 : 8;
  let at = firstDictEntry(memory, keys) + (isGeneral ? 4 : 0);
  for (let left = memory.word(keys + entryCount); left > 0; left--, at += size) {
    const value = memory.word(at + 4);
    if (value !== 0 && !visit(memory.word(at), value, at + 4, size, left)) return;
  }
}
