/**
 * `enumerate`, `zip`, `dict.items` and others fill the tuple that they gave last anew where nobody else holds it: at its
 * address stands what for the program is another tuple.
 */
import { ValueTag } from '../trace/wire.ts';
import type { HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import type { KeptContents } from './kept-contents.ts';
import type { ObjectTable } from './object-table.ts';
import type { ValueReader } from './value-reader.ts';

/** Such tuples hold an item for each of some iterators, or a choice of some items: longer ones are not compared. */
const MAX_ITEMS = 64;

export class RecycledTuples {
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly values: ValueReader;
  private readonly objects: ObjectTable;
  private readonly contents: KeptContents;

  constructor(memory: InterpreterMemory, layout: HeapLayout, values: ValueReader, objects: ObjectTable, contents: KeptContents) {
    this.memory = memory;
    this.layout = layout;
    this.values = values;
    this.objects = objects;
    this.contents = contents;
  }

  /** Whether the tuple at `address` is another one than that which has this id. Changes what `values` read last. */
  isAnother(id: number, address: number): boolean {
    const { memory, layout, values } = this;
    const length = memory.word(address + layout.tupleSize);
    if (length > MAX_ITEMS) return false;
    const content = this.contents.words(id);
    const count = Math.min(length, this.contents.count(id) >> 1);
    for (let item = 0; item < count; item++) {
      const value = memory.word(address + layout.tupleItems + 4 * item);
      const payload = content[2 * item + 1];
      if (content[2 * item] === ValueTag.REFERENCE) {
        if (this.objects.find(value) !== payload) return true;
        continue;
      }
      values.read(value);
      if (values.tag !== content[2 * item] || values.payload !== payload) return true;
    }
    return false;
  }
}
