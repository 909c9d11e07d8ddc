/** What a class says of itself, read from its type object: how its instances print, which fields they have. */
import { eachDictEntry } from './dict-entries.ts';
import { TypeFlag, Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { pythonText } from './string-table.ts';

/** A member of a C struct, or one that `__slots__` made. */
export interface Member {
  readonly name: string;
  readonly offset: number;
}

/** Name of the program's module. */
const PROGRAM_MODULE = '__main__';

/** Members by which types of C's are shown; of other types nothing is known. */
const SHOWN_MEMBERS = new Map([
  ['super', ['__thisclass__', '__self__']],
  ['property', ['fget', 'fset', 'fdel']],
  ['staticmethod', ['__func__']],
  ['classmethod', ['__func__']],
  ['types.GenericAlias', ['__origin__', '__args__']],
  ['typing.Union', ['__args__']],
  ['string.templatelib.Template', ['strings', 'interpolations']],
  ['string.templatelib.Interpolation', ['value', 'expression', 'conversion', 'format_spec']],
]);

/** Fields of C structs that are shown though the type has no members for them. */
const HIDDEN_MEMBERS: ReadonlyMap<string, readonly Member[]> = new Map([
  [
    '_contextvars.ContextVar',
    [
      { name: 'name', offset: Unpublished.contextVariable.name },
      { name: 'default', offset: Unpublished.contextVariable.default },
    ],
  ],
]);

export class ClassFacts {
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly functionType: number;

  /** `functionType`: address of `types.FunctionType`. */
  constructor(memory: InterpreterMemory, layout: HeapLayout, functionType: number) {
    this.memory = memory;
    this.layout = layout;
    this.functionType = functionType;
  }

  /** The value that the class's own dict has under `name`, or 0. */
  own(type: number, name: string): number {
    const dict = this.memory.word(type + Unpublished.type.dict);
    return dict === 0 ? 0 : this.entry(dict, name);
  }

  private entry(dict: number, name: string): number {
    const { memory } = this;
    let found = 0;
    eachDictEntry(memory, this.layout, dict, (key, value) => {
      if (pythonText(memory, this.layout, key) !== name) return true;
      found = value;
      return false;
    });
    return found;
  }

  /** `__module__` of a class that a program or a library of Python's made; '' for others. */
  moduleName(type: number): string {
    const { memory, layout } = this;
    if (!this.isMade(type)) {
      const full = memory.cString(memory.word(type + layout.typeName));
      return full.slice(0, Math.max(0, full.lastIndexOf('.')));
    }
    const module = this.own(type, '__module__');
    const isText = module !== 0 && memory.word(memory.word(module + layout.objectType) + layout.typeFlags) & TypeFlag.STRING;
    return isText ? pythonText(memory, layout, module) : '';
  }

  isOfProgram(type: number): boolean {
    return this.isMade(type) && this.moduleName(type) === PROGRAM_MODULE;
  }

  /**
   * Fields that the repr of a dataclass shows, in order; null for a class that is none or has a repr of its own. The
   * generated repr is told from one of the program's by the file of its code.
   */
  dataclassFields(type: number): readonly string[] | null {
    if (!this.isMade(type)) return null;
    const fields = this.inherited(type, '__dataclass_fields__');
    if (fields === 0 || !this.hasLibraryRepr(type, 'dataclasses.py', 'reprlib.py')) return null;
    const names: string[] = [];
    eachDictEntry(this.memory, this.layout, fields, (key, field) => {
      if (this.isShownField(field)) names.push(pythonText(this.memory, this.layout, key));
      return true;
    });
    return names;
  }

  /** Field names of a named tuple or of a struct sequence such as `time.struct_time`; null for other tuples. */
  tupleFields(type: number): readonly string[] | null {
    const { memory, layout } = this;
    const fields = this.isMade(type) ? this.inherited(type, '_fields') : 0;
    if (fields !== 0) {
      if (!this.hasLibraryRepr(type, 'collections/__init__.py')) return null;
      return this.items(fields).map((name) => pythonText(memory, layout, name));
    }
    const first = layout.tupleItems;
    const names: string[] = [];
    for (const { name, offset } of this.members(type)) names[(offset - first) >> 2] = name;
    return names.length === 0 ? null : Array.from(names, (name, index) => (name as string | undefined) ?? String(index));
  }

  /** Members by which objects of a type of C's are shown. */
  shownMembers(type: number): readonly Member[] {
    const name = this.memory.cString(this.memory.word(type + this.layout.typeName));
    const shown = SHOWN_MEMBERS.get(name);
    if (shown === undefined) return HIDDEN_MEMBERS.get(name) ?? [];
    const members = this.members(type);
    return shown.flatMap((name) => members.filter((member) => member.name === name));
  }

  /** Members that `__slots__` made, those of bases first. */
  slots(type: number): readonly Member[] {
    const { memory, layout } = this;
    const { member } = Unpublished;
    if (type === 0 || !(memory.word(type + layout.typeFlags) & TypeFlag.HEAP)) return [];
    const slots = [...this.slots(memory.word(type + Unpublished.type.base))];
    const metatype = memory.word(type + layout.objectType);
    const count = memory.word(type + 8);
    const first = type + memory.word(metatype + Unpublished.type.basicSize);
    for (let i = 0; i < count; i++) this.addMember(first + i * member.size, slots);
    return slots;
  }

  /** Made by a `class` statement or by `type(…)`, not in C. */
  private isMade(type: number): boolean {
    const flags = this.memory.word(type + this.layout.typeFlags);
    return (flags & TypeFlag.HEAP) !== 0 && (flags & TypeFlag.IMMUTABLE) === 0;
  }

  private addMember(at: number, members: Member[]): void {
    const { memory } = this;
    const { member } = Unpublished;
    if (!member.objectTypes.some((known) => known === memory.word(at + member.type))) return;
    members.push({ name: memory.cString(memory.word(at + member.name)), offset: memory.word(at + member.offset) });
  }

  /** The table of members of a C type, which ends with one without a name. */
  private members(type: number): readonly Member[] {
    const { memory } = this;
    const { member } = Unpublished;
    const members: Member[] = [];
    let at = memory.word(type + Unpublished.type.members);
    if (at === 0) return members;
    for (; memory.word(at + member.name) !== 0; at += member.size) this.addMember(at, members);
    return members;
  }

  private inherited(type: number, name: string): number {
    for (const base of this.items(this.memory.word(type + Unpublished.type.mro))) {
      const value = this.own(base, name);
      if (value !== 0) return value;
    }
    return 0;
  }

  /** Whether `__repr__` is a function of a library file whose path ends so. */
  private hasLibraryRepr(type: number, ...files: readonly string[]): boolean {
    const { memory, layout } = this;
    const repr = this.inherited(type, '__repr__');
    if (repr === 0 || memory.word(repr + layout.objectType) !== this.functionType) return false;
    const code = memory.word(repr + Unpublished.function.code);
    const name = pythonText(memory, layout, memory.word(code + layout.codeFileName));
    return files.some((file) => name.endsWith(file));
  }

  /** A `dataclasses.Field` that is a field proper and has `repr=True`. */
  private isShownField(field: number): boolean {
    const { memory } = this;
    const type = memory.word(field + this.layout.objectType);
    const slots = this.slots(type);
    const value = (name: string): number => {
      const member = slots.find((candidate) => candidate.name === name);
      return member === undefined ? 0 : memory.word(field + member.offset);
    };
    // The other kinds are ClassVar and InitVar. They are told apart by objects of the module.
    const method = this.own(type, '__init__');
    const proper = method === 0 ? 0 : this.entry(memory.word(method + Unpublished.function.globals), '_FIELD');
    return value('repr') === memory.module.__Py_TrueStruct && value('_field_type') === proper;
  }

  private items(tuple: number): number[] {
    const items: number[] = [];
    const count = tuple === 0 ? 0 : this.memory.word(tuple + this.layout.tupleSize);
    for (let i = 0; i < count; i++) items.push(this.memory.word(tuple + this.layout.tupleItems + 4 * i));
    return items;
  }
}
