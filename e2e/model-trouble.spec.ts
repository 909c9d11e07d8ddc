/** A model that is not there or not whole: said plainly, with a way to try again, and tracing goes on. */
import { expect, test } from '@playwright/test';
import type { Page, Route } from '@playwright/test';
import { enterAndRun, focusTrace, idle, newPage, open, realValue, stepCount } from './page.ts';

// Each test goes on from where the last one left the page.
test.describe.configure({ mode: 'serial' });
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await newPage(browser);
});

test.afterAll(() => page.context().close());

async function changed(route: Route, change: (body: Buffer) => Buffer): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, body: change(await response.body()) });
}

/** The model is fetched in pieces side by side: the first bad one ends the load, while others are still being answered. */
const ONCE_ANSWERED = { behavior: 'wait' } as const;

/** One byte in the middle is another. */
function flipped(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  const middle = copy.length >> 1;
  copy.writeUInt8(copy.readUInt8(middle) ^ 0xff, middle);
  return copy;
}

interface Manifest {
  grammar_version: number;
  tokenizer: { sha256: string };
  architecture: { layers: number };
  self_test: { vectors: { top: { logit: number }[] }[] };
}

/** The manifest with something in it that is not so. */
async function manifest(route: Route, change: (manifest: Manifest) => void): Promise<void> {
  const response = await route.fetch();
  const json = (await response.json()) as Manifest;
  change(json);
  await route.fulfill({ response, json });
}

/** The second known answer is off by one. */
function wrongAnswer({ self_test: { vectors } }: Manifest): void {
  const logit = vectors[1]?.top[0];
  if (logit) logit.logit += 1;
}

const TROUBLES = [
  { name: 'no manifest', files: '**/manifest.json', failure: 'manifest-missing', says: /manifest could not be loaded/, answer: (route: Route) => route.fulfill({ status: 404 }) },
  { name: 'a manifest that is a web page', files: '**/manifest.json', failure: 'manifest-missing', says: /answered with a web page/, answer: (route: Route) => route.fulfill({ contentType: 'text/html', body: '<p>Hello' }) },
  { name: 'a manifest cut off', files: '**/manifest.json', failure: 'manifest-invalid', says: /manifest is damaged/, answer: (route: Route) => changed(route, (body) => body.subarray(0, 500)) },
  { name: 'a model of another grammar', files: '**/manifest.json', failure: 'version-mismatch', says: /trained for scratchpad grammar 99/, answer: (route: Route) => manifest(route, (json) => void (json.grammar_version = 99)) },
  { name: 'a tokenizer with other ids', files: '**/manifest.json', failure: 'tokenizer-mismatch', says: /trained with another vocabulary/, answer: (route: Route) => manifest(route, (json) => void (json.tokenizer.sha256 = '0'.repeat(64))) },
  { name: 'no weights', files: '**/model.onnx', failure: 'file-missing', says: /model\.onnx could not be fetched: the server answered 404/, answer: (route: Route) => route.fulfill({ status: 404 }) },
  { name: 'weights cut off', files: '**/model.onnx', failure: 'file-damaged', says: /came as 1000/, answer: (route: Route) => changed(route, (body) => body.subarray(0, 1000)) },
  { name: 'one byte of the weights changed', files: '**/model.onnx', failure: 'file-damaged', says: /checksum is wrong/, answer: (route: Route) => changed(route, flipped) },
] as const;

/** The weights are whole, but not the ones that the manifest speaks of. */
const MISFITS = [
  { name: 'a tensor that the graph does not have', files: '**/manifest.json', failure: 'tensor-missing', says: /no input "past_key_values\.\d+\.key"/, answer: (route: Route) => manifest(route, (json) => void (json.architecture.layers += 1)) },
  { name: 'known answers that it does not give', files: '**/manifest.json', failure: 'self-test-failed', says: /On WASM known answer 2 of \d came out wrong: a logit is off by 1/, answer: (route: Route) => manifest(route, wrongAnswer) },
] as const;

test('tracing goes on without a model, and each way to be damaged is named', async () => {
  const badge = page.getByTestId('model-badge');
  for (const [index, { name, files, failure, says, answer }] of TROUBLES.entries()) {
    await test.step(name, async () => {
      await page.route(files, answer);
      if (index === 0) {
        await open(page);
        await enterAndRun(page, 'x = 20\ny = x + 22\n');
        await badge.click();
      } else {
        await page.getByTestId('model-retry').click();
        await idle(page);
      }
      await expect(badge).toHaveAttribute('data-model', 'failed');
      await expect(badge).toContainText('No model');
      await expect(page.getByTestId('model-error')).toHaveAttribute('data-failure', failure);
      await expect(page.getByTestId('model-error')).toContainText('Tracing works without it.');
      await expect(page.getByRole('dialog')).toContainText(says);
      await page.unrouteAll(ONCE_ANSWERED);
    });
  }
  await page.keyboard.press('Escape');
  await focusTrace(page);
  await page.keyboard.press('End');
  await expect(realValue(page, 'y')).toHaveText('42');
  await expect(page.getByTestId('prediction-header')).toContainText('Tracing works without it.');
});

test('a model that is not what its manifest says is named', async () => {
  const badge = page.getByTestId('model-badge');
  for (const { name, files, failure, says, answer } of MISFITS) {
    await test.step(name, async () => {
      await page.route(files, answer);
      await badge.click();
      await page.getByTestId('model-delete').click();
      await idle(page);
      await page.getByTestId('model-load').click();
      await idle(page);
      await expect(badge).toHaveAttribute('data-model', 'failed');
      await expect(page.getByTestId('model-error')).toHaveAttribute('data-failure', failure);
      await expect(page.getByRole('dialog')).toContainText(says);
      await page.keyboard.press('Escape');
      await page.unrouteAll(ONCE_ANSWERED);
    });
  }
  await expect(realValue(page, 'y')).toHaveText('42');
});

test('when the files are whole again, the model loads and predicts', async () => {
  await page.getByTestId('model-badge').click();
  await page.getByTestId('model-retry').click();
  await idle(page);
  await expect(page.getByTestId('model-badge')).toHaveAttribute('data-provider', 'wasm');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('accuracy')).toHaveAttribute('data-predicted', String((await stepCount(page)) - 1));
});
