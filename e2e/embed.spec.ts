/** Embeds in a page of another origin that sends no special headers: what they show, what they load, what they tell. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type FrameLocator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assert } from '../src/base/assert.ts';
import { packLinkRecording } from '../src/recording/link-recording.ts';
import { packLinkText } from '../src/recording/link-text.ts';
import { readRecording } from '../src/recording/recording.ts';
import { DEFAULT_STATE, encodeUrlState } from '../src/state/url-state.ts';
import { serveDist, type StaticSite } from './static-site.ts';

const example = readRecording(readFileSync(path.resolve(import.meta.dirname, '..', 'public', 'examples', 'sorting.tracepad')));
assert(example.ok, 'the example opens');
const { trace, predictions, stdin } = example.value;
const program = { code: trace.header.source, call: trace.header.call ?? '', stdin };

/** The example as a link with its predictions by line in these modes. */
function recorded(...modes: readonly string[]): string {
  const kept = predictions.filter(({ strategy, granularity, mode }) => strategy === 'dynamic' && granularity === 'line' && modes.includes(mode));
  return encodeUrlState({ ...DEFAULT_STATE, ...program, step: 5, recording: packLinkRecording(program, { trace, predictions: kept }) ?? '' });
}

const PROGRAM = `#v=2&code=${packLinkText('print("hi")\n')}`;

let app: StaticSite;
let host: Server;
let hostUrl: string;

test.beforeAll(async () => {
  app = await serveDist('/app/');
  const frame = (id: string, fragment: string, sandbox: string, width = 760): string =>
    `<iframe id="${id}" src="${app.url}embed.html${fragment.replaceAll('&', '&amp;')}" sandbox="${sandbox}" width="${width}" height="300"></iframe>`;
  const page = `<!doctype html><meta charset="utf-8"><title>A lesson</title><script>
    addEventListener('message', (event) => {
      if (event.data?.type !== 'tracepad-height') return;
      for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow === event.source) frame.height = frame.dataset.told = event.data.height;
    });</script>
    ${frame('recorded', recorded('teacher-forced'), 'allow-scripts', 380)}
    ${frame('part', `${recorded('teacher-forced', 'free-running')}&steps=4-12&theme=dark`, 'allow-scripts')}
    ${frame('program', `${PROGRAM}&edit=1`, 'allow-scripts allow-same-origin')}`;
  host = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(page));
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  // Another name and another port: another origin, and another site.
  hostUrl = `http://localhost:${String((host.address() as AddressInfo).port)}/`;
});

test.afterAll(async () => {
  await app.close();
  await new Promise((resolve) => {
    host.close(resolve);
    host.closeAllConnections();
  });
});

async function expectAt(frame: FrameLocator, step: string): Promise<void> {
  await expect(frame.getByTestId('step-counter')).toHaveAttribute('data-step', step);
}

async function told(page: Page, id: string): Promise<number> {
  await expect(page.locator(`#${id}`)).toHaveAttribute('data-told', /\d/);
  return Number(await page.locator(`#${id}`).getAttribute('data-told'));
}

test('three embeds on one page of another origin', async ({ page }) => {
  const loaded: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(hostUrl);

  const whole = page.frameLocator('#recorded');
  await expectAt(whole, '6');
  await expect(whole.getByTestId('embed')).toContainText('nothing has run here');
  await expect(whole.getByTestId('run')).toHaveCount(0);
  // There is no model in an embed, and a link has lines alone: nothing offers more than was recorded.
  await expect(whole.getByTestId('fork-menu')).toHaveCount(0);
  await expect(whole.getByTestId('prediction-mode')).toHaveCount(0);
  await expect(whole.getByTestId('granularity')).toHaveCount(0);
  await expect(whole.getByTestId('accuracy')).toHaveAttribute('data-predicted', '33');
  // Narrow as it is, the way to where the model was wrong is in sight.
  const next = whole.getByTestId('divergence-next');
  await next.scrollIntoViewIfNeeded();
  await expect(next).toBeInViewport({ ratio: 1 });
  await next.click();
  await expect(whole.locator('[data-testid="state-row"] [data-column="predicted"]').first()).toBeVisible();
  await whole.getByTestId('step-slider').getByRole('slider').press('End');
  await expectAt(whole, '34');
  await expect(whole.locator('[data-testid="state-row"][data-name="cards"] [data-column="real"] code').first()).toHaveText('[1, 2, 4, 5]');

  const part = page.frameLocator('#part');
  await expectAt(part, '6');
  await expect(part.getByTestId('step-counter')).toContainText('of 4–12');
  await part.getByTestId('step-last').click();
  await expectAt(part, '12');
  await expect(part.getByTestId('step-forward')).toBeDisabled();
  await part.getByTestId('step-first').click();
  await expectAt(part, '4');
  await part.getByTestId('step-slider').getByRole('slider').press('End');
  await expectAt(part, '12');
  await part.getByTestId('prediction-mode').getByRole('button', { name: 'On its own' }).click();
  await expect(part.getByTestId('prediction-header')).not.toHaveAttribute('data-prediction', 'not-recorded');
  await expect(part.locator('html')).toHaveAttribute('data-theme', 'dark');

  // Nothing but the page, its script and its style was asked for by then, and the addresses are as the host wrote them.
  expect(loaded.filter((path) => path.startsWith('/app/') && !/^\/app\/(embed\.html|assets\/embed-[\w-]+\.(js|css))$/.test(path))).toEqual([]);
  for (const frame of page.frames().slice(1)) expect(frame.url()).toMatch(/\/app\/embed\.html#v=2&code=/);
  expect(page.frames()[1]?.url()).toContain('&step=5&');

  const edited = page.frameLocator('#program');
  await edited.getByRole('textbox').first().fill('print("ho" * 2)\n');
  await edited.getByTestId('run').click();
  await expect(edited.getByTestId('step-counter')).toHaveAttribute('data-count', /\d/);
  await edited.getByTestId('step-last').click();
  await expect(edited.getByTestId('stdout')).toHaveText('hoho');
  await expect(edited.getByTestId('state-table').getByText('Predicted')).toBeHidden();

  for (const id of ['recorded', 'part', 'program']) expect(await told(page, id)).toBeGreaterThan(200);
  expect(faults).toEqual([]);
});
