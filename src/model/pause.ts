/** Lets waiting messages in. onnxruntime's WASM runs block the thread, and awaiting them never gives it up. */

/** Time between pauses: short against what a person notices, long against what a pause costs. */
const INTERVAL_MILLISECONDS = 12;
let lastPause = 0;

/** Returns after the events that wait have been handled, at once where that was done just now. */
export async function pauseForEvents(): Promise<void> {
  if (performance.now() - lastPause < INTERVAL_MILLISECONDS) return;
  // A message to oneself, since timers are held back by 4 ms in browsers.
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  port1.close();
  lastPause = performance.now();
}
