/** Which module variables changed. A name is looked up once; after that its place in the dict is watched. */
import { DeltaOp, ValueTag } from '../trace/wire.ts';
import type { TracedCode } from './code-table.ts';
import type { DeltaWriter } from './delta-writer.ts';
import { eachDictEntry } from './dict-entries.ts';
import { Unpublished, type HeapLayout } from './heap-layout.ts';
import type { HeapReader } from './heap-reader.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { isDunder } from './names.ts';

interface Variable {
  readonly name: number;
  tag: number;
  payload: number;
  seen: number;
}

/** Where the names of one code object stand in the module's dict; good while the dict's table stays as it is. */
interface Places {
  keys: number;
  entryCount: number;
  readonly variables: readonly Variable[];
  /** Address of each variable's value word, or 0 where the name is not bound. */
  readonly values: number[];
}

/** Stands for the variable of a dunder name, which has none. */
const DUNDER = 0;

export class GlobalsReader {
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly reader: HeapReader;
  private readonly out: DeltaWriter;
  private dict = 0;
  private readonly variables = new Map<number, Variable>();
  private readonly places = new Map<TracedCode, Places>();
  /** Address of a key → its variable (or `DUNDER`). Keys of the module's dict live as long as the run. */
  private readonly byKey = new Map<number, Variable | typeof DUNDER>();
  private scans = 0;

  constructor(memory: InterpreterMemory, layout: HeapLayout, reader: HeapReader, out: DeltaWriter) {
    this.memory = memory;
    this.layout = layout;
    this.reader = reader;
    this.out = out;
  }

  /** Starts a run whose module dict is at `dict`. */
  begin(dict: number): void {
    this.dict = dict;
    this.variables.clear();
    this.places.clear();
    this.byKey.clear();
    this.scans = 0;
  }

  /** Writes a GLOBALS entry with the variables that `code` names and whose value changed. */
  writeNamed(code: TracedCode, intern: (text: string) => number): void {
    const { memory, layout } = this;
    let places = this.places.get(code);
    if (places === undefined) {
      const variables = code.info.globalNames.map((name) => this.variable(intern(name)));
      places = { keys: 0, entryCount: 0, variables, values: variables.map(() => 0) };
      this.places.set(code, places);
    }
    if (places.variables.length === 0) return;
    const keys = memory.word(this.dict + layout.dictKeys);
    const entryCount = memory.word(keys + Unpublished.dictKeys.entryCount);
    if (places.keys !== keys || places.entryCount !== entryCount) this.resolve(places, keys, entryCount);
    const header = this.open();
    for (let i = 0; i < places.variables.length; i++) {
      const value = places.values[i] as number;
      const variable = places.variables[i] as Variable;
      if (value === 0) {
        if (variable.tag !== ValueTag.NULL) this.change(variable, 0);
      } else this.change(variable, memory.word(value));
    }
    this.close(header);
  }

  /** Writes a GLOBALS entry with all changed variables of the module but dunder ones. */
  writeAll(): void {
    const scan = ++this.scans;
    const header = this.open();
    this.eachEntry((key, value) => {
      const variable = this.ofKey(key);
      if (variable === DUNDER) return;
      variable.seen = scan;
      this.change(variable, value);
    });
    for (const variable of this.variables.values()) {
      if (variable.seen !== scan && variable.tag !== ValueTag.NULL) this.change(variable, 0);
    }
    this.close(header);
  }

  private variable(name: number): Variable {
    let variable = this.variables.get(name);
    if (variable === undefined) {
      variable = { name, tag: ValueTag.NULL, payload: 0, seen: 0 };
      this.variables.set(name, variable);
    }
    return variable;
  }

  private ofKey(key: number): Variable | typeof DUNDER {
    let variable = this.byKey.get(key);
    if (variable === undefined) {
      const isText = this.reader.isText(key);
      variable = !isText || isDunder(this.reader.string(key)) ? DUNDER : this.variable(this.reader.text(key));
      this.byKey.set(key, variable);
    }
    return variable;
  }

  private resolve(places: Places, keys: number, entryCount: number): void {
    places.keys = keys;
    places.entryCount = entryCount;
    places.values.fill(0);
    this.eachEntry((key, _value, address) => {
      const variable = this.ofKey(key);
      if (variable === DUNDER) return;
      const index = places.variables.indexOf(variable);
      if (index >= 0) places.values[index] = address;
    });
  }

  private eachEntry(visit: (key: number, value: number, valueAddress: number) => void): void {
    eachDictEntry(this.memory, this.layout, this.dict, (key, value, address) => {
      visit(key, value, address);
      return true;
    });
  }

  private change(variable: Variable, value: number): void {
    this.reader.read(value);
    const { tag, payload } = this.reader;
    if (tag === variable.tag && payload === variable.payload) return;
    variable.tag = tag;
    variable.payload = payload;
    const out = this.out;
    out.ensure(3);
    out.words[out.length++] = variable.name;
    out.words[out.length++] = tag;
    out.words[out.length++] = payload;
  }

  private open(): number {
    this.out.ensure(1);
    return this.out.length++;
  }

  private close(header: number): void {
    const count = (this.out.length - header - 1) / 3;
    if (count === 0) this.out.length = header;
    else this.out.words[header] = DeltaOp.GLOBALS | (count << 8);
  }
}
