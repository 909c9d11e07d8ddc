/** What goes out of the page and comes back: files of every kind, a tour of notes, the length of links, `#url=`, Python Tutor. No model, no Python. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { expectStep, goTo, idle, linkTo, newPage, open, runExample, stepCount, withoutModel } from './page.ts';

test.describe.configure({ mode: 'serial' });

const KINDS = ['recording', 'trace-json', 'trace-binary', 'table-csv', 'predictions', 'picture-svg', 'picture-png', 'page-html'] as const;
const TUTOR = path.resolve(import.meta.dirname, '..', 'src', 'trace', 'fixtures', 'python-tutor.json');
const saved = new Map<string, { readonly name: string; readonly file: string; readonly content: Buffer }>();
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await newPage(browser);
  await withoutModel(page);
  await open(page);
  await runExample(page, 'swap');
});
test.afterAll(() => page.context().close());

async function pinNote(at: number, text: string): Promise<void> {
  await goTo(page, at);
  await page.getByTestId('share').click();
  await page.getByTestId('note-add').click();
  await page.getByTestId('note-field').fill(text);
  await page.getByTestId('note-field').press('Enter');
  await expect(page.getByTestId('note-text')).toHaveText(text);
}

/** Drops a file on the page, as a person does. */
async function drop(onto: Page, name: string, content: Buffer): Promise<void> {
  const dataTransfer = await onto.evaluateHandle(
    ({ fileName, base64 }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], fileName));
      return transfer;
    },
    { fileName: name, base64: content.toString('base64') },
  );
  await onto.dispatchEvent('body', 'dragover', { dataTransfer });
  await expect(onto.getByText('Drop a program')).toBeVisible();
  await onto.dispatchEvent('body', 'drop', { dataTransfer });
  await expect(onto.getByText('Drop a program')).toBeHidden();
  await idle(onto);
}

test('a tour of notes travels in the link', async () => {
  await pinNote(2, 'Both names hold <b>numbers</b>.');
  await pinNote(5, 'They are swapped.');
  await page.getByTestId('share').click();
  const link = await page.getByTestId('share-link').inputValue();
  await expect(page.getByTestId('share-meter')).toHaveAttribute('data-level', 'good');
  await page.keyboard.press('Escape');

  const reader = await page.context().newPage();
  await withoutModel(reader);
  await open(reader, link);
  await expect(reader.getByTestId('recorded-notice')).toContainText('nothing has run here');
  await expectStep(reader, 5);
  await expect(reader.getByTestId('note-place')).toHaveText('Note 2 / 2');
  await reader.getByRole('button', { name: 'Previous note' }).click();
  await expectStep(reader, 2);
  // Text from a link is never HTML.
  await expect(reader.getByTestId('note-text')).toHaveText('Both names hold <b>numbers</b>.');
  await expect(reader.getByRole('button', { name: 'Previous note' })).toBeDisabled();
  await reader.close();
});

test('every kind of file goes out', async () => {
  const info = test.info();
  await page.getByTestId('share').click();
  await page.getByText('Save as a file').click();
  for (const kind of KINDS) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(`save-${kind}`).click()]);
    const file = info.outputPath(download.suggestedFilename());
    await download.saveAs(file);
    saved.set(kind, { name: download.suggestedFilename(), file, content: readFileSync(file) });
  }
  await page.keyboard.press('Escape');
  const steps = await stepCount(page);
  const text = (kind: string): string => saved.get(kind)?.content.toString() ?? '';
  expect(text('table-csv').trim().split('\r\n')).toHaveLength(steps + 1);
  expect(JSON.parse(text('trace-json'))).toMatchObject({ format: 'tracepad-trace', version: 1 });
  expect(JSON.parse(text('predictions'))).toMatchObject({ format: 'tracepad-prediction', mode: 'teacher-forced' });
  expect(text('picture-svg')).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  const png = saved.get('picture-png')?.content ?? Buffer.alloc(0);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16), 'width of the picture').toBeGreaterThan(400);
});

test('the page that replays needs no network, and opens where the trace stood', async ({ browser }) => {
  const context = await browser.newContext({ offline: true });
  const viewer = await context.newPage();
  const asked: string[] = [];
  const faults: string[] = [];
  viewer.on('request', (request) => asked.push(request.url()));
  viewer.on('pageerror', (error) => faults.push(String(error)));
  const address = pathToFileURL(saved.get('page-html')?.file ?? '').href;
  await viewer.goto(address);
  await expect(viewer.locator('#place')).toHaveText(/^5 \/ \d+$/);
  await expect(viewer.locator('#note')).toHaveText('They are swapped.');
  await expect(viewer.locator('#about')).toContainText('Predicted by tiny');
  await viewer.getByRole('button', { name: 'Forward' }).click();
  await expect(viewer.locator('#place')).toHaveText(/^6 \//);
  await viewer.getByRole('button', { name: 'Previous note' }).click();
  await viewer.getByRole('button', { name: 'Previous note' }).click();
  await expect(viewer.locator('#place')).toHaveText(/^2 \//);
  await expect(viewer.locator('#note')).toHaveText('Both names hold <b>numbers</b>.');
  await expect(viewer.getByRole('columnheader', { name: 'Predicted' }).first()).toBeVisible();
  expect(asked).toEqual([address]);
  expect(faults).toEqual([]);
  await context.close();
});

test('every kind of file comes in by a drop, and runs nothing', async () => {
  const steps = await stepCount(page);
  const other = await page.context().newPage();
  await withoutModel(other);
  await open(other, linkTo({ code: 'x = 1\n' }));
  for (const kind of ['recording', 'trace-json', 'trace-binary'] as const) {
    const { name, content } = saved.get(kind) ?? { name: '', content: Buffer.alloc(0) };
    await drop(other, name, content);
    await expect(other.getByTestId('recorded-notice'), name).toContainText('came from a file');
    expect(await stepCount(other), name).toBe(steps);
    await expect(other.getByTestId('accuracy')).toHaveCount(kind === 'recording' ? 1 : 0);
  }
  await drop(other, 'p.prediction.json', saved.get('predictions')?.content ?? Buffer.alloc(0));
  await expect(other.getByTestId('accuracy')).toBeVisible();
  await drop(other, 'tutor.json', readFileSync(TUTOR));
  await expect(other.getByTestId('recorded-notice')).toContainText('Imported from Python Tutor');
  await drop(other, 'letter.txt', Buffer.from('Dear all,'));
  await expect(other.getByTestId('link-notice')).toContainText('letter.txt was not opened: it is no Python program');
  await drop(other, 'a.py', Buffer.from('print(41 + 1)\n'));
  await expect(other.getByTestId('monaco').locator('.view-line').first()).toHaveText(/print\(41\s\+\s1\)/);
  await expect(other.getByTestId('stdout')).toHaveCount(0);
  await other.close();
});

test('the meter warns of long links and says what is shorter; a file on a host makes a short one', async () => {
  const other = await page.context().newPage();
  await withoutModel(other);
  // Text that deflates badly.
  const noise = (length: number): string => Array.from({ length }, (_, i) => (((i + 1) * 2_654_435_761) % 4_294_967_296).toString(36)).join('').slice(0, length);
  for (const [length, level, says] of [
    [3_000, 'warn', 'longer than some chat programs take'],
    [20_000, 'bad', 'longer than many programs take'],
  ] as const) {
    await other.goto('about:blank');
    await open(other, linkTo({ code: `# ${noise(length)}\nx = 1\n` }));
    await other.getByTestId('share').click();
    await expect(other.getByTestId('share-meter')).toHaveAttribute('data-level', level);
    await expect(other.getByRole('dialog')).toContainText(says);
  }
  await other.goto('about:blank');

  const hosted = 'https://files.example/swap.tracepad';
  await page.getByTestId('share').click();
  await page.getByText('Save as a file').click();
  await page.getByTestId('share-hosted').fill(hosted);
  const link = await page.getByTestId('share-link').inputValue();
  expect(link).toContain(`#v=2&url=${encodeURIComponent(hosted)}`);
  await page.keyboard.press('Escape');

  let asked = 0;
  await other.route(hosted, (route) => {
    asked += 1;
    return route.fulfill({ body: saved.get('recording')?.content ?? '', headers: { 'Access-Control-Allow-Origin': '*' } });
  });
  await open(other, link);
  await expect(other.getByTestId('link-notice')).toContainText('files.example. Nothing was loaded from there yet');
  expect(asked).toBe(0);
  await other.getByTestId('link-notice').getByRole('button', { name: 'Load it' }).click();
  await expect(other.getByTestId('recorded-notice')).toContainText('came from a file');
  expect(await stepCount(other)).toBe(await stepCount(page));
  expect(asked).toBe(1);
  await other.close();
});

test('a link of Python Tutor opens with its program, input and step', async () => {
  const other = await page.context().newPage();
  await withoutModel(other);
  await open(other, '#code=name%20%3D%20input%28%29%0Aprint%28name%29%0A&mode=display&origin=opt-frontend.js&curInstr=1&rawInputLstJSON=%5B%22Ada%22%5D&py=3');
  await expect(other.getByTestId('link-notice')).toContainText('Nothing has run');
  await expect(other.getByTestId('monaco').locator('.view-line').first()).toHaveText(/name\s=\sinput\(\)/);
  await expect(other).toHaveURL(/#code=name/);
  await other.close();
});
