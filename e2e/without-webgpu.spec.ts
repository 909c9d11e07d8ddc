/** A browser without a GPU to compute on: the model goes on by WASM and the page says why; asked for all the same, WebGPU fails with its reason. */
import { expect, test } from '@playwright/test';
import config from '../playwright.config.ts';
import { idle, linkTo, open, run, stepCount } from './page.ts';

const { launchOptions } = config.use ?? {};

test.use({
  launchOptions: { ...launchOptions, args: [...(launchOptions?.args ?? []).filter((flag) => flag !== '--enable-unsafe-webgpu'), '--disable-gpu'] },
});

test('no WebGPU: WASM, with the reason', async ({ page }) => {
  await open(page, linkTo({ code: 'x = 1\n' }));
  await run(page);
  const badge = page.getByTestId('model-badge');
  await expect(badge).toHaveAttribute('data-provider', 'wasm');
  await badge.click();
  const details = page.getByRole('dialog');
  await expect(details).toContainText(/Runs on WASM\. This browser (has no WebGPU|has WebGPU, but no GPU)/);
  await expect(page.getByTestId('accuracy')).toHaveAttribute('data-predicted', String((await stepCount(page)) - 1));

  await page.getByTestId('provider').getByRole('button', { name: 'WebGPU' }).click();
  await idle(page);
  await expect(badge).toHaveAttribute('data-model', 'failed');
  await expect(details).toContainText(/This browser (has no WebGPU|has WebGPU, but no GPU)/);
});
