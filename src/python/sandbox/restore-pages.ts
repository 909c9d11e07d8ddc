/**
 * Puts a snapshot into a new interpreter's memory without touching the pages that are empty in both. More than half of a
 * snapshot is (the stack, the free end of the heap), and a page that was never written takes no memory: 18 of 30 MB.
 */

/** What systems hand out memory in, or a part of it. */
const PAGE_BYTES = 4096;

/** The memory as Emscripten's programs see it. */
export interface HeapView {
  readonly HEAP8: Int8Array;
}

/** Has the next `HEAP8.set` go by pages: it is what Pyodide restores a snapshot with. */
export function restoreByPages({ HEAP8: heap }: HeapView): void {
  heap.set = (content, start = 0) => {
    // The method of all arrays stands there again.
    Reflect.deleteProperty(heap, 'set');
    if (content instanceof Uint8Array) copyPages(heap, content, start);
    else heap.set(content, start);
  };
}

/** `heap.set(content, start)`, but that what is zero in both is not written. */
export function copyPages(heap: Int8Array, content: Uint8Array, start: number): void {
  for (let from = 0; from < content.length; from += PAGE_BYTES) {
    const to = Math.min(from + PAGE_BYTES, content.length);
    if (isEmpty(content, from, to) && isEmpty(heap, start + from, start + to)) continue;
    heap.set(content.subarray(from, to), start + from);
  }
}

function isEmpty({ buffer, byteOffset }: Uint8Array | Int8Array, from: number, to: number): boolean {
  const length = to - from;
  const place = byteOffset + from;
  // Four bytes at a time where they lie so; 30 MB are looked at while somebody waits.
  const words = place % 4 === 0 ? new Int32Array(buffer, place, length >> 2) : new Int32Array(0);
  for (let index = 0; index < words.length; index++) if (words[index] !== 0) return false;
  const rest = new Uint8Array(buffer, place + words.byteLength, length - words.byteLength);
  for (let index = 0; index < rest.length; index++) if (rest[index] !== 0) return false;
  return true;
}
