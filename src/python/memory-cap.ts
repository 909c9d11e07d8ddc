/**
 * Bounds the interpreter's memory. Emscripten grows it through `WebAssembly.Memory.prototype.grow`; where that throws,
 * `malloc` fails and Python raises a clean MemoryError, and the interpreter lives on.
 */

const PAGE_BYTES = 65536;

let currentCap: () => number = () => Infinity;
let installed = false;
let refusals = 0;

/** Call before Pyodide is loaded. `cap`: bytes, or a function that says how many at the time; the last call counts. */
export function installMemoryCap(cap: number | (() => number)): void {
  currentCap = typeof cap === 'number' ? () => cap : cap;
  if (installed) return;
  installed = true;
  const prototype = WebAssembly.Memory.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the right `this` below
  const grow = prototype.grow;
  prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength + pages * PAGE_BYTES > currentCap()) {
      refusals += 1;
      throw new RangeError('memory cap');
    }
    return grow.call(this, pages);
  };
}

/** How often an interpreter was refused memory so far. */
export function memoryRefusals(): number {
  return refusals;
}
