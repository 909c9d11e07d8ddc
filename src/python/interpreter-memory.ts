/**
 * The linear memory of a Pyodide interpreter and the few C functions of CPython that the tracer calls.
 * Addresses are byte addresses; a word is 32 bits (wasm32).
 */

/** What is used of Pyodide's Emscripten module (`pyodide._module`, undocumented: the version is pinned). */
export interface InterpreterModule {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAP32: Int32Array;
  readonly HEAPU32: Uint32Array;
  readonly HEAPF64: Float64Array;
  readonly __PyRuntime: number;
  readonly __Py_NoneStruct: number;
  readonly __Py_TrueStruct: number;
  readonly __Py_FalseStruct: number;
  readonly __Py_EllipsisObject: number;
  readonly __Py_NotImplementedStruct: number;
  readonly _PyExc_KeyboardInterrupt: number;
  readonly _PyExc_TypeError: number;
  /** `signature`: `i` for the result and for each parameter. */
  addFunction(callback: (self: number, args: number, count: number) => number, signature: 'iiii'): number;
  _malloc(bytes: number): number;
  _free(address: number): void;
  _PyThreadState_Get(): number;
  _PyCFunction_NewEx(definition: number, self: number, moduleName: number): number;
  _PyImport_AddModule(name: number): number;
  _PyObject_SetAttrString(object: number, name: number, value: number): number;
  _PyObject_Repr(object: number): number;
  _PyObject_Str(object: number): number;
  _PyErr_Clear(): void;
  /** Has `callback(object, event, data)` called when objects are made (event 0) and freed (1); 0 ends it. */
  _PyRefTracer_SetTracer(callback: number, data: number): number;
  _PyErr_SetString(type: number, message: number): void;
  _PyLong_FromLong(value: number): number;
  _Py_DecRef(object: number): void;
}

/** No name is longer; a text without an end is none. */
const MAX_NAME = 10_000;

/** Views on the memory. `refresh` after anything that may have grown it, which detaches the old views. */
export class InterpreterMemory {
  readonly module: InterpreterModule;
  bytes: Uint8Array;
  halves: Uint16Array;
  words: Uint32Array;
  signed: Int32Array;
  doubles: Float64Array;

  constructor(module: InterpreterModule) {
    this.module = module;
    this.bytes = module.HEAPU8;
    this.halves = module.HEAPU16;
    this.words = module.HEAPU32;
    this.signed = module.HEAP32;
    this.doubles = module.HEAPF64;
  }

  refresh(): void {
    const module = this.module;
    if (module.HEAPU32 === this.words) return;
    this.bytes = module.HEAPU8;
    this.halves = module.HEAPU16;
    this.words = module.HEAPU32;
    this.signed = module.HEAP32;
    this.doubles = module.HEAPF64;
  }

  byte(address: number): number {
    return this.bytes[address] as number;
  }

  half(address: number): number {
    return this.halves[address >>> 1] as number;
  }

  word(address: number): number {
    return this.words[address >>> 2] as number;
  }

  int(address: number): number {
    return this.signed[address >>> 2] as number;
  }

  /** Doubles inside Python objects are aligned to 8 bytes on wasm32. */
  double(address: number): number {
    return this.doubles[address >>> 3] as number;
  }

  /** A NUL-terminated C string of ASCII or UTF-8. */
  cString(address: number): string {
    let end = address;
    let ascii = true;
    while (this.byte(end) !== 0 && end - address < MAX_NAME) {
      if (this.byte(end) > 127) ascii = false;
      end++;
    }
    const bytes = this.bytes.subarray(address, end);
    return ascii ? String.fromCharCode(...bytes) : new TextDecoder().decode(bytes.slice());
  }

  /** Adds a reference of our own. Immortal objects (refcount from 1 << 30 on, 32-bit builds) keep their count. */
  keep(object: number): void {
    const index = object >>> 2;
    const count = this.words[index] as number;
    if (count < 0x40000000) this.words[index] = count + 1;
  }

  /** Copies a C string into memory that is never freed. */
  newCString(text: string): number {
    const bytes = new TextEncoder().encode(`${text}\0`);
    const address = this.module._malloc(bytes.length);
    this.refresh();
    this.bytes.set(bytes, address);
    return address;
  }
}

const METH_FASTCALL = 0x80;

/**
 * Sets `module.name` to a C-level function that runs `callback(self, argumentsAddress, count)`. The callback gives the
 * address of a new reference, or 0 with a Python error set; it must not throw. It is what WebAssembly calls,
 * with nothing between.
 */
export function defineNativeFunction(
  memory: InterpreterMemory,
  moduleName: string,
  name: string,
  callback: (self: number, argumentsAddress: number, count: number) => number,
): void {
  const { module } = memory;
  const pointer = module.addFunction(callback, 'iiii');
  const nameAddress = memory.newCString(name);
  const definition = module._malloc(16);
  memory.refresh();
  memory.words.set([nameAddress, pointer, METH_FASTCALL, 0], definition >>> 2);
  const object = module._PyCFunction_NewEx(definition, 0, 0);
  const target = module._PyImport_AddModule(memory.newCString(moduleName));
  module._PyObject_SetAttrString(target, nameAddress, object);
  memory.refresh();
}
