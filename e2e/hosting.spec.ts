/** The build as a static host serves it: under a sub-path, with the policy of docs/hosting.md, and then without a network. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { idle, linkTo, open, run, stepCount } from './page.ts';
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
