/** Embeds in a page of another origin that sends no special headers: what they show, what they load, what they tell. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type FrameLocator, type Page } from '@playwright/test';
import { packLinkRecording } from '../src/recording/link-recording.ts';
import { packLinkText } from '../src/recording/link-text.ts';
import { smallTrace } from '../src/recording/testing/small-recording.ts';
import { serveDist, type StaticSite } from './static-site.ts';

const trace = smallTrace();
const CODE = trace.header.source;
const RECORDED = `#v=2&code=${packLinkText(CODE)}&call=${packLinkText('f(3)')}&step=1&rec=${packLinkRecording({ code: CODE, call: 'f(3)', stdin: '' }, { trace, predictions: [] }) ?? ''}`;
const PROGRAM = `#v=2&code=${packLinkText('print("hi")\n')}`;

let app: StaticSite;
let host: Server;
let hostUrl: string;

test.beforeAll(async () => {
  app = await serveDist('/app/');
  const frame = (id: string, fragment: string, sandbox: string): string =>
    `<iframe id="${id}" src="${app.url}embed.html${fragment.replaceAll('&', '&amp;')}" sandbox="${sandbox}" width="760" height="300"></iframe>`;
  const page = `<!doctype html><meta charset="utf-8"><title>A lesson</title><script>
    addEventListener('message', (event) => {
      if (event.data?.type !== 'tracepad-height') return;
      for (const frame of document.querySelectorAll('iframe')) if (frame.contentWindow === event.source) frame.height = frame.dataset.told = event.data.height;
    });</script>
    ${frame('recorded', RECORDED, 'allow-scripts')}
    ${frame('part', `${RECORDED}&steps=2-4&theme=dark`, 'allow-scripts')}
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

  const recorded = page.frameLocator('#recorded');
  await expectAt(recorded, '2');
  await expect(recorded.getByTestId('embed')).toContainText('nothing has run here');
  await expect(recorded.getByTestId('run')).toHaveCount(0);
  // There is no model in an embed: nothing offers one.
  await expect(recorded.getByTestId('fork-menu')).toHaveCount(0);
  await recorded.getByTestId('step-last').click();
  await expectAt(recorded, '5');
  await expect(recorded.locator('[data-testid="state-row"][data-name="x"] [data-column="real"] code').first()).toHaveText('4');

  const part = page.frameLocator('#part');
  await expectAt(part, '2');
  await part.getByTestId('step-last').click();
  await expectAt(part, '4');
  await part.getByTestId('step-first').click();
  await expectAt(part, '2');
  await expect(part.locator('html')).toHaveAttribute('data-theme', 'dark');

  // Nothing but the page, its script and its style was asked for by then, and the addresses are as the host wrote them.
  expect(loaded.filter((path) => path.startsWith('/app/') && !/^\/app\/(embed\.html|assets\/embed-[\w-]+\.(js|css))$/.test(path))).toEqual([]);
  for (const frame of page.frames().slice(1)) expect(frame.url()).toMatch(/\/app\/embed\.html#v=2&code=/);
  expect(page.frames()[1]?.url()).toContain('&step=1&');

  const program = page.frameLocator('#program');
  await program.getByRole('textbox').first().fill('print("ho" * 2)\n');
  await program.getByTestId('run').click();
  await expect(program.getByTestId('step-counter')).toHaveAttribute('data-count', /\d/);
  await program.getByTestId('step-last').click();
  await expect(program.getByTestId('stdout')).toHaveText('hoho');

  for (const id of ['recorded', 'part', 'program']) expect(await told(page, id)).toBeGreaterThan(200);
  expect(faults).toEqual([]);
});
