/** The model beside the truth, on WASM. What it predicts may be right or wrong: what the page says about it must follow from it. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectConsistent, readComparison } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { chooseGranularity, enterAndRun, expectStep, focusTrace, goTo, idle, markedLine, newPage, open, stepCount, stepNow } from './page.ts';

const PROGRAM = 'def total(items):\n    found = 0\n    for item in items:\n        found += item\n    return found\n';

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await newPage(browser);
  await open(page);
  await enterAndRun(page, PROGRAM, 'total([3, 4])');
});

test.afterAll(() => page.context().close());

/** Reads every step, forwards. */
async function readAllSteps(): Promise<Comparison[]> {
  const count = await stepCount(page);
  await focusTrace(page);
  await page.keyboard.press('Home');
  const read: Comparison[] = [];
  for (let step = 1; step <= count; step++) {
    await expectStep(page, step);
    await idle(page);
    read.push(await readComparison(page));
    await page.keyboard.press('ArrowRight');
  }
  return read;
}

function isWrong({ prediction, summary }: Comparison): boolean {
  return prediction === 'malformed' || (prediction === 'state' && summary[0]?.word !== 'all the same');
}

test('the page says where the model runs, and why there', async () => {
  const badge = page.getByTestId('model-badge');
  await expect(badge).toHaveAttribute('data-provider', 'wasm');
  await expect(badge).toContainText('WASM');
  await badge.click();
  await expect(page.getByRole('dialog')).toContainText('Runs on WASM. The only WebGPU adapter computes in software');
  await expect(page.getByRole('dialog')).toContainText('self-test difference');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('each step has its prediction beside it, with verdicts that follow from what is shown', async () => {
  await expect(page.getByTestId('state-table').getByRole('columnheader')).toHaveText(['Variable', 'Real', 'Predicted', 'Verdict']);
  const steps = await readAllSteps();
  expect(steps[0]?.prediction).toBe('first-step');
  for (const step of steps) expectConsistent(step);
  const after = steps.slice(1);
  for (const { prediction, step } of after) expect(['state', 'malformed'], `step ${step}`).toContain(prediction);
  expect(after.some(({ prediction }) => prediction === 'state'), 'the model writes states').toBe(true);
  const accuracy = page.getByTestId('accuracy');
  await expect(accuracy).toHaveAttribute('data-predicted', String(after.length));
  await expect(accuracy).toHaveAttribute('data-full', String(after.filter((step) => !isWrong(step)).length));
});

test('] and [ go from one wrong prediction to the next and back', async () => {
  const wrong = (await readAllSteps()).filter(isWrong).map(({ step }) => step);
  await focusTrace(page);
  await page.keyboard.press('Home');
  for (const step of wrong) {
    await page.keyboard.press(']');
    await expectStep(page, step);
  }
  await page.keyboard.press(']');
  await expectStep(page, wrong.at(-1) ?? 1);
  for (const step of wrong.slice(0, -1).reverse()) {
    await page.keyboard.press('[');
    await expectStep(page, step);
  }
  if (wrong.length === 0) return;
  await page.keyboard.press('End');
  await page.getByTestId('first-divergence').click();
  await expectStep(page, wrong[0] ?? 0);
});

test('the tokens that the model wrote are there, with alternatives', async () => {
  await goTo(page, 3);
  await page.getByTestId('tab-tokens').click();
  const tokens = page.getByTestId('token-list').getByRole('option');
  await expect(tokens.first()).toBeVisible();
  expect(await tokens.count()).toBeGreaterThan(0);
  await tokens.first().focus();
  await expect(page.getByTestId('token-alternatives').getByRole('row')).toHaveCount(5);
  await page.getByTestId('tab-heap').click();
});

test('at instructions it stands at the first instruction of a line', async () => {
  await goTo(page, 3);
  const line = await markedLine(page).innerText();
  const forced = await readComparison(page);
  await chooseGranularity(page, 'Instructions');
  await idle(page);
  await expect(markedLine(page)).toHaveText(line);
  const header = page.getByTestId('prediction-header');
  await expect(header).toHaveAttribute('data-prediction', forced.prediction);
  await focusTrace(page);
  await page.keyboard.press('ArrowRight');
  await expect(header).toHaveAttribute('data-prediction', 'inside-line');
  await expect(header).toContainText('The model predicts whole lines');
  await chooseGranularity(page, 'Lines');
  await expectStep(page, 3);
});

test('on its own the model goes from its own state, and the page says where it left the truth', async () => {
  const forced = await readAllSteps();
  await page.getByRole('button', { name: 'On its own' }).click();
  await idle(page);
  const free = await readAllSteps();
  for (const step of free) expectConsistent(step);
  const first = free.findIndex(isWrong);
  // Up to its first error the model stands on the truth, so it says the same as from the true state.
  const agreed = first < 0 ? free.length : first + 1;
  expect(free.slice(0, agreed).map(withoutOrigin)).toEqual(forced.slice(0, agreed).map(withoutOrigin));
  const divergence = free[first];
  if (divergence === undefined) return;
  for (const row of divergence.rows) expect(row.origin, row.name).toBe(row.verdict === 'same' ? null : 'made here');
  for (const { rows } of free.slice(first)) {
    for (const row of rows) if (row.verdict !== 'same') expect(['made here', 'inherited'], row.name).toContain(row.origin);
  }
  await focusTrace(page);
  await page.keyboard.press('Home');
  await page.keyboard.press(']');
  await expectStep(page, divergence.step);
  await expect(page.getByTestId('prediction-header')).toContainText(divergence.prediction === 'state' ? 'Predicted by the model on its own' : 'not a state');
  await page.getByRole('button', { name: 'From the true state' }).click();
  await idle(page);
  await expect(page.getByTestId('prediction-header')).not.toContainText('on its own');
});

function withoutOrigin({ rows, ...rest }: Comparison): unknown {
  return { ...rest, rows: rows.map((row) => ({ ...row, origin: null })) };
}

test('a next program is predicted by the model that is there', async () => {
  await enterAndRun(page, 'x = 1\ny = x\n');
  expect(await stepNow(page)).toBe(1);
  const steps = await readAllSteps();
  for (const step of steps) expectConsistent(step);
  await expect(page.getByTestId('accuracy')).toHaveAttribute('data-predicted', String(steps.length - 1));
});
