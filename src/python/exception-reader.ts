/** Type and message of an exception, without running user code. */
import { DeltaOp } from '../trace/wire.ts';
import type { DeltaWriter } from './delta-writer.ts';
import { Unpublished, type HeapLayout } from './heap-layout.ts';
import type { HeapReader } from './heap-reader.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import type { StringTable } from './string-table.ts';

export class ExceptionReader {
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly reader: HeapReader;
  private readonly strings: StringTable;
  private readonly out: DeltaWriter;
  /** Types whose values print themselves in C code and hold nothing of the user's. */
  private readonly plainTypes: ReadonlySet<number>;
  /** `tp_str` of the builtin exceptions. */
  private readonly plainStrs = new Set<number>();

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    reader: HeapReader,
    strings: StringTable,
    out: DeltaWriter,
    plainTypes: readonly number[],
    exceptionTypes: readonly number[],
  ) {
    this.memory = memory;
    this.layout = layout;
    this.reader = reader;
    this.strings = strings;
    this.out = out;
    this.plainTypes = new Set(plainTypes);
    for (const type of exceptionTypes) this.plainStrs.add(memory.word(type + Unpublished.type.str));
  }

  /** Writes an EXCEPTION entry. */
  write(exception: number): void {
    const { out, reader, strings } = this;
    const type = strings.intern(reader.typeName(exception));
    const message = strings.intern(this.message(exception));
    reader.read(exception);
    out.ensure(5);
    out.words[out.length++] = DeltaOp.EXCEPTION | (4 << 8);
    out.words[out.length++] = type;
    out.words[out.length++] = message;
    out.words[out.length++] = reader.tag;
    out.words[out.length++] = reader.payload;
  }

  /**
   * `str(exception)` where that runs no user code; otherwise a sole text argument, or nothing. A class that defines
   * `__str__` is such a case.
   */
  private message(exception: number): string {
    const { memory, layout, reader } = this;
    const args = memory.word(exception + Unpublished.exception.args);
    if (args === 0) return '';
    const count = memory.word(args + layout.tupleSize);
    const first = count > 0 ? memory.word(args + layout.tupleItems) : 0;
    const type = memory.word(exception + layout.objectType);
    if (this.plainStrs.has(memory.word(type + Unpublished.type.str))) {
      if (count === 0) return '';
      let plain = true;
      for (let i = 0; i < count; i++) plain &&= this.isPlain(memory.word(args + layout.tupleItems + 4 * i), 0);
      if (plain) return reader.strOf(exception) ?? '';
    }
    return count === 1 && reader.isText(first) ? reader.string(first) : '';
  }

  private isPlain(address: number, nesting: number): boolean {
    const { memory, layout } = this;
    const type = memory.word(address + layout.objectType);
    if (this.plainTypes.has(type)) return true;
    if (nesting > 3 || !this.reader.isTuple(address)) return false;
    const count = memory.word(address + layout.tupleSize);
    for (let i = 0; i < count; i++) {
      if (!this.isPlain(memory.word(address + layout.tupleItems + 4 * i), nesting + 1)) return false;
    }
    return true;
  }
}
