/** Reads single Python values out of the interpreter's memory; scalars here, objects in `heap-reader.ts`. */
import { ObjectKind, ValueTag } from '../trace/wire.ts';
import { TypeFlag, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { floatRepr } from '../trace/scalar-reprs.ts';
import { BytesKind, decodeCharacters, pythonText, textData, type StringTable } from './string-table.ts';
import type { TypeInfo, TypeTable } from './types.ts';

export interface BuiltinAddresses {
  readonly int: number;
  readonly str: number;
  readonly float: number;
  readonly bool: number;
  readonly range: number;
  readonly object: number;
  readonly type: number;
  readonly none: number;
  readonly true: number;
  readonly ellipsis: number;
  readonly notImplemented: number;
  /** The dict of the module `builtins`, which `exec` puts into every namespace: its items are not recorded. */
  readonly builtinsDict: number;
}

export abstract class ValueReader {
  /** Outcome of the last `read`: two words of the wire format. */
  tag: ValueTag = ValueTag.NULL;
  payload = 0;
  readonly builtin: BuiltinAddresses;
  protected readonly memory: InterpreterMemory;
  protected readonly layout: HeapLayout;
  protected readonly types: TypeTable;
  protected readonly strings: StringTable;
  private readonly double = new Float64Array(1);
  private readonly doubleWords = new Int32Array(this.double.buffer);

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    types: TypeTable,
    strings: StringTable,
    builtin: BuiltinAddresses,
  ) {
    this.memory = memory;
    this.layout = layout;
    this.types = types;
    this.strings = strings;
    this.builtin = builtin;
  }

  /** Sets `tag` and `payload` to the value at `address` (0: NULL) and queues the object behind it. */
  read(address: number): void {
    if (address === 0) {
      this.tag = ValueTag.NULL;
      this.payload = 0;
      return;
    }
    this.readAs(address, this.memory.word(address + this.layout.objectType));
  }

  /** `read`, of an object that is not NULL as one of the type at `type`: its own or one that it derives from. */
  readAs(address: number, type: number): void {
    const builtin = this.builtin;
    if (type === builtin.int) this.readInt(address);
    else if (type === builtin.str) {
      this.tag = ValueTag.STR;
      this.payload = this.text(address);
    } else if (address === builtin.none) {
      this.tag = ValueTag.NONE;
      this.payload = 0;
    } else if (type === builtin.bool) {
      this.tag = ValueTag.BOOL;
      this.payload = address === builtin.true ? 1 : 0;
    } else if (type === builtin.float) {
      this.tag = ValueTag.FLOAT;
      const value = address + this.layout.floatValue;
      const known = this.strings.findBytes(BytesKind.FLOAT, value, 8);
      this.payload = known >= 0 ? known : this.strings.addBytes(floatRepr(this.doubleAt(value)));
    } else if (address === builtin.ellipsis) {
      this.tag = ValueTag.ELLIPSIS;
      this.payload = 0;
    } else if (address === builtin.notImplemented) {
      this.tag = ValueTag.NOT_IMPLEMENTED;
      this.payload = 0;
    } else {
      this.payload = this.reference(address, type);
      this.tag = ValueTag.REFERENCE;
    }
  }

  /** Id of the str at `address` (also of a subclass) in the string table. */
  text(address: number): number {
    const { memory, layout } = this;
    const state = memory.word(address + layout.stringState);
    const length = memory.word(address + layout.stringLength);
    const width = (state >>> 2) & 7;
    const data = textData(memory, layout, address);
    const known = this.strings.findBytes(width, data, length * width);
    return known >= 0 ? known : this.strings.addBytes(decodeCharacters(memory, data, length, width));
  }

  /** The text of the str at `address`, without a place in the trace's string table. */
  string(address: number): string {
    return pythonText(this.memory, this.layout, address);
  }

  typeName(address: number): string {
    return this.infoAt(address).name;
  }

  isText(address: number): boolean {
    return this.memory.word(address + this.layout.objectType) === this.builtin.str;
  }

  /** Whether this is a str or of a subclass. */
  isString(address: number): boolean {
    const type = this.memory.word(address + this.layout.objectType);
    return type === this.builtin.str || (this.memory.word(type + this.layout.typeFlags) & TypeFlag.STRING) !== 0;
  }

  /** Whether this is an int, a str, a float, a bool or None: what C code does with them runs no code of the program's. */
  isScalar(address: number): boolean {
    const { builtin } = this;
    const type = this.memory.word(address + this.layout.objectType);
    return type === builtin.int || type === builtin.str || type === builtin.float || type === builtin.bool || address === builtin.none;
  }

  isTuple(address: number): boolean {
    return this.infoAt(address).kind === ObjectKind.TUPLE;
  }

  infoAt(address: number): TypeInfo {
    return this.types.get(this.memory.word(address + this.layout.objectType));
  }

  doubleAt(address: number): number {
    this.doubleWords[0] = this.memory.int(address);
    this.doubleWords[1] = this.memory.int(address + 4);
    return this.double[0] as number;
  }

  /** The interpreter's own repr; only for objects whose repr is C code. Null if it fails. */
  reprOf(address: number): string | null {
    return this.converted(this.memory.module._PyObject_Repr(address));
  }

  /** The interpreter's own str; only for objects whose str is C code. Null if it fails. */
  strOf(address: number): string | null {
    return this.converted(this.memory.module._PyObject_Str(address));
  }

  /** Id of the object at `address`, which is no scalar. */
  protected abstract reference(address: number, type: number): number;

  private converted(text: number): string | null {
    const { module } = this.memory;
    this.memory.refresh();
    if (text === 0) {
      module._PyErr_Clear();
      return null;
    }
    const result = this.string(text);
    module._Py_DecRef(text);
    return result;
  }

  private readInt(address: number): void {
    const { memory, layout } = this;
    const lvTag = memory.word(address + layout.intTag);
    const digits = lvTag >>> 3;
    const negative = (lvTag & 3) === 2;
    const first = memory.word(address + layout.intDigits);
    if (digits <= 1) {
      this.tag = ValueTag.INT;
      this.payload = digits === 0 ? 0 : negative ? -first | 0 : first;
      return;
    }
    if (digits === 2) {
      const magnitude = memory.word(address + layout.intDigits + 4) * 0x40000000 + first;
      const value = negative ? -magnitude : magnitude;
      if (value === (value | 0)) {
        this.tag = ValueTag.INT;
        this.payload = value;
        return;
      }
    }
    this.tag = ValueTag.BIG_INT;
    const kind = negative ? BytesKind.NEGATIVE_INT : BytesKind.INT;
    const known = this.strings.findBytes(kind, address + layout.intDigits, digits * 4);
    if (known >= 0) this.payload = known;
    else {
      const magnitude = this.magnitude(address, digits);
      this.payload = this.strings.addBytes((negative ? -magnitude : magnitude).toString());
    }
  }

  /** Value of `count` digits of 30 bits each, lowest first. */
  private magnitude(address: number, count: number): bigint {
    let bits = '';
    for (let i = count - 1; i >= 0; i--) {
      bits += this.memory.word(address + this.layout.intDigits + 4 * i).toString(2).padStart(30, '0');
    }
    return BigInt(`0b${bits}`);
  }
}
