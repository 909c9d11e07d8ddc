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
  /** `tp_str` of exception groups. */
  private readonly groupStr: number;

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    reader: HeapReader,
    strings: StringTable,
    out: DeltaWriter,
    plainTypes: readonly number[],
    exceptionTypes: readonly number[],
    groupType: number,
  ) {
    this.memory = memory;
    this.layout = layout;
    this.reader = reader;
    this.strings = strings;
    this.out = out;
    this.plainTypes = new Set(plainTypes);
    this.groupStr = memory.word(groupType + Unpublished.type.str);
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
    const members = this.groupMembers(exception);
    if (members > 0 && reader.isText(first)) return `${reader.string(first)} (${members} sub-exception${members === 1 ? '' : 's'})`;
    return count === 1 && reader.isText(first) ? reader.string(first) : '';
  }

  /** How many exceptions a group holds that prints as groups do; 0 for what is none. */
  private groupMembers(exception: number): number {
    const { memory, layout } = this;
    const type = memory.word(exception + layout.objectType);
    if (memory.word(type + Unpublished.type.str) !== this.groupStr) return 0;
    const members = memory.word(exception + Unpublished.exception.groupMembers);
    return members !== 0 && this.reader.isTuple(members) ? memory.word(members + layout.tupleSize) : 0;
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
