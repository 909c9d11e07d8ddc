/** The build as a static host serves it: under a sub-path, with the policy of docs/hosting.md, and then without a network. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { idle, linkTo, open, run, stepCount, withoutModel } from './page.ts';
import { serveDist } from './static-site.ts';

test.use({ serviceWorkers: 'allow' });

/** The policy as it stands in the document, so that document and test can't part. */
function documentedPolicy(): string {
  const text = readFileSync(path.resolve(import.meta.dirname, '..', 'docs', 'hosting.md'), 'utf8');
  const block = /```csp\n([^`]+)```/.exec(text)?.[1];
  expect(block, 'docs/hosting.md has the policy').toBeDefined();
  return (block ?? '').trim().split('\n').join(' ');
}

test('runs and predicts under a sub-path with the documented policy, and again without a network', async ({ page, context }) => {
  const site = await serveDist('/tools/tracepad/', { 'Content-Security-Policy': documentedPolicy() });
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content.Security.Policy|Refused to/i.test(message.text())) refused.push(message.text());
  });
  const program = linkTo({ code: 'def f(n):\n    return n + 1\n', call: 'f(1)' });
  await open(page, `${site.url}${program}`);
  await run(page);
  expect(await stepCount(page)).toBe(3);
  // Whether right or wrong: the model has said something about the steps.
  await expect(page.locator('[data-testid="state-row"] [data-column="predicted"]').first()).toBeVisible();
  expect(refused).toEqual([]);

  // The first visit was enough: the service worker has taken the page, and what the model needs was kept as it came.
  const kept = await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (navigator.serviceWorker.controller === null) await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    const addresses: string[] = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) addresses.push(request.url);
    return addresses;
  });
  expect(kept.filter((address) => address.includes('/models/')), 'weights are kept by their content, once').toEqual([]);
  expect(kept.filter((address) => address.includes('/__model-files__/')).length).toBeGreaterThan(1);
  expect(kept.filter((address) => /\/ort-[^/]*\.wasm$/.test(address))).toHaveLength(1);

  await site.close();
  await context.setOffline(true);
  await page.goto('about:blank');
  await page.goto(`${site.url}${program}`);
  await expect(page.getByTestId('run')).toBeVisible();
  await idle(page);
  await run(page);
  expect(await stepCount(page)).toBe(3);
  await expect(page.getByTestId('model-badge')).toHaveAttribute('data-model', 'ready');
  await expect(page.locator('[data-testid="state-row"] [data-column="predicted"]').first()).toBeVisible();
  await page.getByTestId('examples-menu').click();
  await page.getByTestId('example-swap').click();
  await idle(page);
  await expect(page.getByTestId('recorded-mark')).toBeVisible();
});

const DIST = path.resolve(import.meta.dirname, '..', 'dist');

test('a new version offers itself, breaks no open page, and comes when it is taken', async ({ page, context }) => {
  const site = await serveDist('/app/');
  const program = linkTo({ code: 'x = 1\ny = x + 1\n' });
  await withoutModel(page);
  await open(page, `${site.url}${program}`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (navigator.serviceWorker.controller === null) await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });
  const other = await context.newPage();
  await withoutModel(other);
  await open(other, `${site.url}${program}`);

  // The host has the next version, and no more of this one than it shares with the next.
  const worker = readFileSync(path.join(DIST, 'service-worker.js'), 'utf8');
  const revision = /"revision":"(\w+)","url":"index\.html"/.exec(worker)?.[1];
  expect(revision, 'the service worker knows the page by its content').toBeDefined();
  site.changed.set('service-worker.js', worker.replaceAll(revision ?? '', 'f'.repeat(32)));
  site.changed.set('index.html', readFileSync(path.join(DIST, 'index.html'), 'utf8').replace('<title>', '<title>Next: '));
  for (const folder of ['assets', 'python']) {
    for (const file of readdirSync(path.join(DIST, folder), { recursive: true, encoding: 'utf8' })) site.changed.set(path.join(folder, file), null);
  }
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  for (const one of [page, other]) await expect(one.getByTestId('update-notice')).toContainText('goes on as it is');
  // What was open runs on from its own files.
  await run(page);
  expect(await stepCount(page)).toBeGreaterThan(1);

  await other.evaluate(() => Object.assign(window, { untouched: true }));
  await page.getByTestId('update-notice').getByRole('button', { name: 'Take it' }).click();
  await expect(page).toHaveTitle(/^Next: /);
  await expect(page.getByTestId('run')).toBeVisible();
  await expect(page.getByTestId('update-notice')).toHaveCount(0);
  // A page that somebody reads is not taken from them because another one was renewed.
  expect(await other.evaluate(() => 'untouched' in window)).toBe(true);
  await run(other);
  expect(await stepCount(other)).toBeGreaterThan(1);

  // Nothing keeps a browser from installing it; that this one is private is the test's own doing.
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  await site.close();
});

test('no script has a character that would make an engine keep all of it twice as large', () => {
  const scripts = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js') && file.startsWith('assets'));
  expect(scripts.length).toBeGreaterThan(5);
  expect(scripts.filter((file) => readFileSync(path.join(DIST, file)).some((byte) => byte > 0x7f))).toEqual([]);
});

test('the licences are those of what was built', () => {
  const text = readFileSync(path.join(DIST, 'licences.txt'), 'utf8');
  const worker = ['workbox-core', 'workbox-precaching', 'workbox-routing', 'workbox-strategies', 'workbox-expiration', 'workbox-cacheable-response', 'idb'];
  const page = ['react', 'react-dom', 'zustand', 'zod', 'monaco-editor', 'comlink', 'fflate', 'workbox-window', 'onnxruntime-web', 'onnxruntime-common', 'pyodide', 'vite', 'rolldown'];
  for (const name of [...worker, ...page]) expect(text).toMatch(new RegExp(`^${name} [0-9.]+: `, 'm'));
  expect(text).not.toMatch(/^(vitest|typescript|eslint|@playwright\/test) [0-9.]+: /m);
});
