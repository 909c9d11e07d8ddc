/** Keeps the model's runtime for use without a network. */

/** The service worker answers from it. */
export const RUNTIME_CACHE = 'tracepad-runtimes';

/**
 * Puts the file there unless it is: what a first visit loaded before the service worker took the page would be missing
 * otherwise. It comes from the browser's own cache, where it has just been put. Never fails: a page that may keep nothing,
 * or a full disk, works as before.
 */
export async function keepRuntime(url: string): Promise<void> {
  try {
    const cache = await caches.open(RUNTIME_CACHE);
    if ((await cache.match(url)) === undefined) await cache.add(url);
  } catch {
    // Without it the runtime needs a network at the next visit.
  }
}
