/** Drives the page as a person does, by keys and buttons, and reads what it shows. Waits for its idle signal, never for time. */
import { deflateRawSync } from 'node:zlib';
import { expect } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';

/** In milliseconds. What takes this long takes it because the machine is busy with something else. */
const PATIENCE = 240_000;

/** Until the page has nothing under way: interpreter, run, model and predictions. */
export async function idle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.idle === 'true', undefined, { timeout: PATIENCE });
}

/** Opens the app. `address` is relative to the server's root, or a fragment. */
export async function open(page: Page, address = ''): Promise<void> {
  await page.goto(address === '' || address.startsWith('#') ? `./${address}` : address);
  await expect(page.getByTestId('run')).toBeVisible();
  await idle(page);
}

/** A page that many tests share, with the clipboard at hand. */
export async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  return context.newPage();
}

/** Takes the model away: where tracing alone is looked at, no time goes into predictions. */
export async function withoutModel(page: Page): Promise<void> {
  await page.route('**/models/**', (route) => route.fulfill({ status: 404 }));
}

/** As for a person who has been here before: the first steps are not shown. To be called before the page is opened. */
export async function withoutHints(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('tracepad-settings-v1', JSON.stringify({ hintSeen: true })));
}

export interface LinkParts {
  readonly code: string;
  readonly call?: string;
  /** Further parameters, such as `step=3`. */
  readonly more?: string;
}

/** The fragment of a link, written as the format says, apart from the app's own writer. */
export function linkTo({ code, call = '', more = '' }: LinkParts): string {
  const packed = deflateRawSync(Buffer.from(code)).toString('base64url');
  return `#v=1&code=${packed}${call === '' ? '' : `&call=${encodeURIComponent(call)}`}${more === '' ? '' : `&${more}`}`;
}

/** Puts a program into the editor, by the clipboard, and a call into its field. Needs the permission to use the clipboard. */
export async function enterProgram(page: Page, code: string, call = ''): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), code);
  await page.getByTestId('monaco').locator('.view-lines').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  await page.getByTestId('call-input').fill(call);
}

/** Presses Run and waits for the trace and what the model has to say about it. */
export async function run(page: Page): Promise<void> {
  await page.getByTestId('run').click();
  await idle(page);
  await expect(page.getByTestId('run-failed')).toHaveCount(0);
}

export async function enterAndRun(page: Page, code: string, call = ''): Promise<void> {
  await enterProgram(page, code, call);
  await run(page);
}

export async function runExample(page: Page, id: string): Promise<void> {
  await page.getByTestId('examples-menu').click();
  await page.getByTestId(`example-${id}`).click();
  await idle(page);
}

/** The number of steps; waits until there is a trace. */
export async function stepCount(page: Page): Promise<number> {
  const counter = page.getByTestId('step-counter');
  await expect(counter).toHaveAttribute('data-count', /\d/);
  return Number(await counter.getAttribute('data-count'));
}

/** @param step from 1, as it is shown. */
export async function expectStep(page: Page, step: number): Promise<void> {
  await expect(page.getByTestId('step-counter')).toHaveAttribute('data-step', String(step));
}

export async function stepNow(page: Page): Promise<number> {
  return Number(await page.getByTestId('step-counter').getAttribute('data-step'));
}

/** Goes to a step by its number, from 1. */
export async function goTo(page: Page, step: number): Promise<void> {
  const field = page.getByTestId('step-counter').getByRole('textbox');
  await field.fill(String(step));
  await field.press('Enter');
  await expectStep(page, step);
}

/** Brings the keyboard to the trace, as a click beside its controls does. */
export async function focusTrace(page: Page): Promise<void> {
  await page.getByTestId('trace-area').focus();
}

export async function chooseGranularity(page: Page, name: 'Lines' | 'Instructions'): Promise<void> {
  const choice = page.getByTestId('granularity').getByRole('button', { name });
  await choice.click();
  await expect(choice).toHaveAttribute('aria-pressed', 'true');
}

/** The true value of a variable of the innermost frame that has it. */
export function realValue(page: Page, name: string): Locator {
  return page.locator(`[data-testid="state-row"][data-name="${name}"] [data-column="real"] code`).first();
}

/** The number of the line that the editor marks as the one to run next. */
export function markedLine(page: Page): Locator {
  return page.getByTestId('monaco').locator('.margin-view-overlays > div').filter({ has: page.locator('[class*="arrowNow"]') }).locator('.line-numbers');
}
