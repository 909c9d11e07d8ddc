/** The model's download: its size is told, it can be stopped and goes on where it ended, is kept, and can be deleted. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page, Route } from '@playwright/test';
import { PIECE_BYTES } from '../src/model/http-pieces.ts';
import { megabytes } from '../src/state/wording.ts';
import { idle, linkTo, open, run, stepCount } from './page.ts';

const MODEL_BYTES = statSync(path.join(import.meta.dirname, '..', 'public', 'models', 'tiny', 'model.onnx')).size;

/** Every request for the model's files that reached the network, in order. */
function watch(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/models/')) asked.push(request.url().split('/').at(-1) ?? '');
  });
  return asked;
}

async function expectPredictions(page: Page): Promise<void> {
  await expect(page.getByTestId('model-badge')).toHaveAttribute('data-model', 'ready');
  await expect(page.getByTestId('accuracy')).toHaveAttribute('data-predicted', String((await stepCount(page)) - 1));
}

const PROGRAM = linkTo({ code: 'x = 1\ny = x\n' });

test('a second visit asks the network for nothing, until the model is deleted', async ({ page }) => {
  const asked = watch(page);
  await open(page, PROGRAM);
  await page.getByTestId('model-badge').click();
  await expect(page.getByTestId('model-load')).toContainText(/\d MB/);
  expect(asked).toEqual([]);
  await page.keyboard.press('Escape');
  await run(page);
  await expectPredictions(page);
  expect(asked.filter((name) => name === 'model.onnx').length).toBeGreaterThan(1);

  asked.length = 0;
  await page.reload();
  await idle(page);
  await run(page);
  await expectPredictions(page);
  expect(asked).toEqual([]);

  await page.getByTestId('model-badge').click();
  await page.getByTestId('model-delete').click();
  await idle(page);
  await expect(page.getByTestId('model-badge')).toHaveAttribute('data-model', 'stopped');
  await page.getByTestId('model-load').click();
  await idle(page);
  await expectPredictions(page);
  expect(asked).toContain('model.onnx');
});

test('a download that is stopped goes on where it ended', async ({ page }) => {
  const asked = watch(page);
  // The first two pieces come; the others wait until the download is stopped.
  const held: Route[] = [];
  let pieces = 0;
  await page.route('**/model.onnx', async (route) => {
    if (pieces++ < 2) await route.continue();
    else held.push(route);
  });
  await open(page, PROGRAM);
  const badge = page.getByTestId('model-badge');
  await page.getByTestId('run').click();
  await badge.click();
  const details = page.getByRole('dialog');
  const size = megabytes(MODEL_BYTES);
  await expect(details).toContainText(new RegExp(`2\\.1( MB)? of ${size.replace('.', '\\.')}`));
  await page.getByTestId('model-stop').click();
  await idle(page);
  await expect(badge).toHaveAttribute('data-model', 'stopped');
  await expect(details).toContainText('are here and are kept');
  for (const route of held) await route.abort().catch(() => undefined);
  await page.unrouteAll({ behavior: 'wait' });

  asked.length = 0;
  await page.getByTestId('model-load').click();
  await idle(page);
  await expectPredictions(page);
  expect(asked.filter((name) => name === 'model.onnx')).toHaveLength(Math.ceil(MODEL_BYTES / PIECE_BYTES) - 2);
});

test('a full disk leaves the model in memory', async ({ page }) => {
  // The worker of the model is given a disk without room.
  await page.route('**/model.worker-*.js', async (route) => {
    const response = await route.fetch();
    const full = "Cache.prototype.put = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));\n";
    await route.fulfill({ response, body: full + (await response.text()) });
  });
  const asked = watch(page);
  await open(page, PROGRAM);
  await run(page);
  await expectPredictions(page);
  asked.length = 0;
  await page.reload();
  await idle(page);
  await run(page);
  await expectPredictions(page);
  expect(asked).toContain('model.onnx');
});
