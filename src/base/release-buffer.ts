/**
 * Gives the memory of a buffer back at once; it and its arrays are empty from then on. For buffers of megabytes in
 * threads that go idle: a collector that has nothing to do does not run, and what the thread last dropped stays for
 * hours. An array that is only a part of its buffer is left alone, and so is everything in engines without
 * `ArrayBuffer.prototype.transfer`.
 */
export function releaseBuffer(memory: ArrayBufferLike | ArrayBufferView): void {
  const buffer = ArrayBuffer.isView(memory) ? memory.buffer : memory;
  if (buffer.byteLength !== memory.byteLength) return;
  const { transfer } = buffer as { readonly transfer?: (this: ArrayBufferLike, length: number) => unknown };
  transfer?.call(buffer, 0);
}
