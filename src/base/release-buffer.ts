/**
 * Gives the memory of a buffer back at once; it and its arrays are empty from then on. For buffers of megabytes in
 * threads that go idle: a collector that has nothing to do does not run, and what the thread last dropped stays for
 * hours. An array that is only a part of its buffer is left alone, and so is memory that cannot be handed over (shared,
 * or a WebAssembly memory's).
 *
 * The buffer is sent to a port that nobody reads. `ArrayBuffer.prototype.transfer(0)` would be the plain way, but
 * Chromium frees by it only what no browser interface has touched: buffers that came from a stream or a response, or
 * went into a blob, have a second owner, which lets go when a message takes them along.
 */
export function releaseBuffer(memory: ArrayBufferLike | ArrayBufferView): void {
  const buffer = ArrayBuffer.isView(memory) ? memory.buffer : memory;
  if (buffer.byteLength !== memory.byteLength || buffer.byteLength === 0) return;
  try {
    NOWHERE.postMessage(null, [buffer as ArrayBuffer]);
  } catch {
    // Cannot be handed over: it stays where it is.
  }
}

/** The part of a message port that is used; the core is compiled without the DOM's types. */
interface Port {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  close(): void;
}
declare const MessageChannel: new () => { readonly port1: Port; readonly port2: Port };

/**
 * Made when this module is loaded, not at the first use: Node closes a port in the next turn of the event loop, and until
 * then keeps what is sent to it. Who computes without a turn in between would pile up all that it gives back.
 */
const NOWHERE = closedPort();

function closedPort(): Port {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
}
