/**
 * A cap on the interpreter's memory. Above it `malloc` fails, which CPython turns into a `MemoryError` of the program;
 * without it the browser would end the whole process at some size of its own.
 */
export interface MemoryCap {
  bytes: number;
}

const PAGE_BYTES = 65_536;

/** Has to be called before the interpreter is loaded. The cap may be changed at any time; memory never shrinks. */
export function installMemoryCap(bytes: number): MemoryCap {
  const cap = { bytes };
  const { prototype } = WebAssembly.Memory;
  const grow = Object.getOwnPropertyDescriptor(prototype, 'grow')?.value as (this: WebAssembly.Memory, pages: number) => number;
  prototype.grow = function (pages) {
    // Emscripten takes any error for a refusal, and tells `malloc`.
    if (this.buffer.byteLength + pages * PAGE_BYTES > cap.bytes) throw new RangeError('The memory cap is reached.');
    return grow.call(this, pages);
  };
  return cap;
}
