/** A model of another make, opened from a folder and from an address: it predicts beside the truth as the page's own does. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { layoutThatKnows } from '../src/model/others/testing/known-program.ts';
import { LOOP_SOURCE, loopStates } from '../src/model/testing/loop-program.ts';
import { serveModel, type ModelHost } from './model-host.ts';
import { enterAndRun, idle, newPage, open, withoutModel } from './page.ts';

// Each test goes on from where the last one left the page.
test.describe.configure({ mode: 'serial' });
let page: Page;
const folder = mkdtempSync(path.join(tmpdir(), 'tracepad-e2e-'));
const PROGRAM = { source: LOOP_SOURCE, call: 'f(3)', states: loopStates(3) };
const STEPS = PROGRAM.states.length - 1;
let host: ModelHost;

function write(name: string, layout: ReadonlyMap<string, Uint8Array>): string {
  for (const [file, bytes] of layout) {
    mkdirSync(path.dirname(path.join(folder, name, file)), { recursive: true });
    writeFileSync(path.join(folder, name, file), bytes);
  }
  return path.join(folder, name);
}

test.beforeAll(async ({ browser }) => {
  host = await serveModel(layoutThatKnows('cwm', PROGRAM));
  page = await newPage(browser);
  await withoutModel(page);
  await open(page);
  await enterAndRun(page, LOOP_SOURCE, PROGRAM.call);
});

test.afterAll(async () => {
  await page.context().close();
  await host.close();
  rmSync(folder, { recursive: true });
});

async function openBadge(): Promise<void> {
  await page.getByTestId('model-badge').click();
  const fields = page.getByTestId('other-model');
  await expect(fields).toBeVisible();
  if ((await fields.getAttribute('open')) === null) await fields.locator('summary').click();
}

async function summary(): Promise<string> {
  await page.getByTestId('tab-accuracy').click();
  return (await page.getByTestId('accuracy-summary').textContent()) ?? '';
}

test('a folder in the layout of Hugging Face predicts by the few-shot template', async () => {
  const wrong = new Map([[2, 'in f, line 4: total += i * i\n  n = 3\n  total = 1\n  i = 0\n  items taken: 1 of range(0, 3)\nthis line runs next']]);
  await openBadge();
  await page.getByTestId('other-folder').setInputFiles(write('tiny-few-shot', layoutThatKnows('few-shot', { ...PROGRAM, wrong })));
  await idle(page);
  await expect(page.getByTestId('model-badge')).toHaveAttribute('data-model', 'ready');
  await expect(page.getByTestId('model-badge')).toContainText('tiny-few-shot');
  await expect(page.getByTestId('model-template')).toContainText('Few-shot, plain text');
  await page.keyboard.press('Escape');
  expect(await summary()).toContain(`(${STEPS - 1} of ${STEPS})`);
  // The one wrong step is told as any other, with the tokens that say it.
  await page.getByTestId('accuracy-first').click();
  await expect(page.getByTestId('divergence-list').locator('button')).toHaveCount(1);
  await expect(page.getByTestId('divergence-list')).toContainText('total');
});

test('an address is asked in the frames of CWM, and the page goes to the strategy that these are', async () => {
  await openBadge();
  await page.getByTestId('other-address').fill(host.url);
  await page.getByTestId('other-load').click();
  await idle(page);
  // The template is still that of before: this model has other texts by heart, and says nothing that is a state.
  await expect(page.getByTestId('model-badge')).toContainText('tiny-frames');
  await page.getByTestId('other-template').selectOption('cwm');
  await idle(page);
  await expect(page.getByTestId('model-template')).toContainText('CWM frames');
  await idle(page);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('strategy-bar')).toHaveAttribute('data-strategy', 'compact-step-in');
  expect(await summary()).toContain(`(${STEPS} of ${STEPS})`);
  await page.getByTestId('prediction-mode').getByRole('button').nth(1).click();
  await idle(page);
  expect(await summary()).toContain(`(${STEPS} of ${STEPS})`);
});

test('what came from an address is not loaded again, until it is deleted', async () => {
  const weights = 'GET onnx/model.onnx_data';
  expect(host.loaded.filter((line) => line === weights)).toHaveLength(3);
  host.loaded.length = 0;
  await page.reload();
  await idle(page);
  const load = async (): Promise<void> => {
    await page.getByTestId('other-address').fill(host.url);
    await page.getByTestId('other-load').click();
    await idle(page);
    await expect(page.getByTestId('model-badge')).toHaveAttribute('data-model', 'ready');
  };
  await openBadge();
  await load();
  await expect(page.getByTestId('model-badge')).toContainText('tiny-frames');
  expect(host.loaded).toEqual([]);
  await page.getByTestId('model-delete').click();
  await idle(page);
  await expect(page.getByTestId('model-badge')).toHaveAttribute('data-model', 'stopped');
  await load();
  expect(host.loaded.filter((line) => line === weights)).toHaveLength(3);
  await page.keyboard.press('Escape');
});

test('a folder with something missing is refused by name, and the page’s own model can be taken again', async () => {
  const files = layoutThatKnows('few-shot', PROGRAM);
  files.set('onnx/model.onnx_data', (files.get('onnx/model.onnx_data') ?? new Uint8Array(0)).slice(0, 500));
  await openBadge();
  await page.getByTestId('other-folder').setInputFiles(write('cut-off', files));
  await idle(page);
  await expect(page.getByTestId('model-error')).toHaveAttribute('data-failure', 'file-damaged');
  await expect(page.getByText('onnx/model.onnx_data has 500 bytes')).toBeVisible();
  await page.unroute('**/models/**');
  await page.getByTestId('model-choice').getByRole('button').first().click();
  await idle(page);
  await expect(page.getByTestId('model-badge')).toHaveAttribute('data-model', 'ready');
  await expect(page.getByTestId('other-source')).toHaveCount(0);
});
