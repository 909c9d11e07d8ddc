/** After the first visit the page works without a network: its files are fetched ahead, the model's runtime is kept at its first use. */
import { CacheableResponsePlugin } from 'workbox-cacheable-response';
import { cacheNames, clientsClaim } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { RUNTIME_CACHE } from './model/runtime-cache.ts';

declare const self: ServiceWorkerGlobalScope & {
  /** Put here by the build: what is fetched ahead. */
  readonly __WB_MANIFEST: Parameters<PrecacheController['addToCacheList']>[0];
};

const ahead = new PrecacheController();
ahead.addToCacheList(self.__WB_MANIFEST);

/**
 * Brings the files straight from the network into the cache. Workbox would cache a copy of each response and drop the
 * other, which keeps all of its bytes (50 MB together) until a collector runs; in a worker that goes idle none does.
 */
async function fill(): Promise<void> {
  const cache = await caches.open(cacheNames.precache);
  for (const [url, key] of ahead.getURLsToCacheKeys()) {
    if (await cache.match(key)) continue;
    // Past the browser's own cache where the address does not tell one content from another; a page that loads the same
    // file in pieces meanwhile is not disturbed.
    const response = await fetch(url, { cache: url === key ? 'default' : 'no-store', credentials: 'same-origin' });
    // What is out of order is left to Workbox, which knows what to do with it.
    if (response.ok && !response.redirected) await cache.put(key, response);
    else await response.body?.cancel();
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => ahead.install(event)));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(ahead.activate(event));
});
registerRoute(new PrecacheRoute(ahead, { directoryIndex: 'index.html' }));

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('.wasm'),
  new CacheFirst({
    cacheName: RUNTIME_CACHE,
    // Their declared types know no `undefined` in what may be left out.
    plugins: [new CacheableResponsePlugin({ statuses: [200] }) as object, new ExpirationPlugin({ maxEntries: 8, purgeOnQuotaError: true }) as object],
  }),
);

clientsClaim();
// A new version waits until the person takes it.
self.addEventListener('message', (event) => {
  if ((event.data as { readonly type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
