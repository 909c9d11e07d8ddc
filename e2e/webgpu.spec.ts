/** The model on WebGPU, by Chromium's software adapter. It takes seconds a pass, so the program is as small as one can be. */
import { expect, test } from '@playwright/test';
import type { Page, Route } from '@playwright/test';
import { expectConsistent, readComparison } from './comparison.ts';
import { expectStep, focusTrace, idle, linkTo, open, run, stepCount } from './page.ts';

interface Manifest {
  architecture: { context_length: number };
  self_test: { vectors: { input_ids: number[] }[] };
}

/** The manifest with its shortest known answer alone, and no room for a wrong answer to go on and on: each token is a pass of its own. */
async function shortened(route: Route): Promise<void> {
  const response = await route.fetch();
  const manifest = (await response.json()) as Manifest;
  manifest.self_test.vectors.sort((a, b) => a.input_ids.length - b.input_ids.length).splice(1);
  manifest.architecture.context_length = 36;
  await route.fulfill({ response, json: manifest });
}

async function readLastStep(page: Page): Promise<unknown> {
  await focusTrace(page);
  await page.keyboard.press('End');
  await expectStep(page, await stepCount(page));
  const read = await readComparison(page);
  expectConsistent(read);
  expect(['state', 'malformed']).toContain(read.prediction);
  const tokens = await page.getByTestId('token-list').getByRole('option').allTextContents();
  return { ...read, tokens };
}

test('a lost device is said, and the run goes on by WASM from the steps that it had', async ({ page }) => {
  await page.route('**/manifest.json', shortened);
  await open(page, linkTo({ code: 'x = 1\ny = 2\nz = 3\n' }));
  await run(page);
  const badge = page.getByTestId('model-badge');
  await expect(badge).toHaveAttribute('data-provider', 'wasm');
  const accuracy = page.getByTestId('accuracy');
  const [predicted, full] = [await accuracy.getAttribute('data-predicted'), await accuracy.getAttribute('data-full')];

  // The device is destroyed when the first request for predictions comes to it.
  const worker = page.workers().find((one) => one.url().includes('model.worker'));
  if (!worker) throw new Error('The model has no worker.');
  await worker.evaluate(() => {
    let device: GPUDevice | null = null;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- the proxy hands the adapter on
    GPUAdapter.prototype.requestDevice = new Proxy(GPUAdapter.prototype.requestDevice, {
      async apply(requestDevice, adapter, descriptor) {
        device = (await Reflect.apply(requestDevice, adapter, descriptor)) as GPUDevice;
        return device;
      },
    });
    addEventListener('message', ({ data }: MessageEvent<{ path?: string[] }>) => {
      if (data.path?.includes('teacherForced') === true) device?.destroy();
    });
  });
  await badge.click();
  await page.getByTestId('provider').getByRole('button', { name: 'WebGPU' }).click();
  await idle(page);
  await expect(badge).toHaveAttribute('data-provider', 'wasm');
  await expect(badge).toHaveAttribute('data-warning', 'lost');
  await expect(page.getByTestId('model-warning')).toContainText('WebGPU was lost while the model ran');
  expect(Number(predicted)).toBeGreaterThan(0);
  await expect(accuracy).toHaveAttribute('data-predicted', predicted ?? '');
  await expect(accuracy).toHaveAttribute('data-full', full ?? '');
});

test('on WebGPU the model predicts what it predicts on WASM', async ({ page }) => {
  await page.route('**/manifest.json', shortened);
  await open(page, linkTo({ code: 'x = 1\n' }));
  await run(page);
  const badge = page.getByTestId('model-badge');
  await expect(badge).toHaveAttribute('data-provider', 'wasm');
  await page.getByTestId('tab-tokens').click();
  const byWasm = await readLastStep(page);

  await badge.click();
  await page.getByTestId('provider').getByRole('button', { name: 'WebGPU' }).click();
  await idle(page);
  await expect(badge).toHaveAttribute('data-provider', 'webgpu');
  await expect(page.getByRole('dialog')).toContainText('Runs on WebGPU.');
  await page.keyboard.press('Escape');
  expect(await readLastStep(page)).toEqual(byWasm);
});
