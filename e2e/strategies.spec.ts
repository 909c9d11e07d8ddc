/** The strategy bar: what is chosen there is predicted along the true trace, in the same views, at the same step. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chooseGranularity, expectStep, goTo, idle, linkTo, open, run, stepCount, stepNow } from './page.ts';

interface Task {
  readonly strategy: string;
  readonly granularity: string;
}

const { tasks } = JSON.parse(readFileSync('public/models/tiny/manifest.json', 'utf8')) as { readonly tasks: readonly Task[] };

/** Short: every strategy goes over all of it. */
const PROGRAM = linkTo({ code: 'def f(a):\n    b = a + 1\n    c = b * 2\n    return c\n', call: 'f(3)' });

async function choose(page: Page, strategy: string): Promise<void> {
  await page.getByTestId('strategy').click();
  await page.getByTestId(`strategy-${strategy}`).click();
  await expect(page.getByTestId('strategy-bar')).toHaveAttribute('data-strategy', strategy);
  await idle(page);
}

/** The page says so where the model never learnt what it is asked, and only there. */
async function expectWarning(page: Page, strategy: string, granularity: string): Promise<void> {
  const trained = tasks.some((task) => task.strategy === strategy && task.granularity === granularity);
  await expect(page.getByTestId('untrained')).toBeVisible({ visible: !trained });
}

/** Whether the answer can be read is the model's affair; that there is one is the page's. */
async function expectPredicted(page: Page): Promise<void> {
  await expect(page.getByTestId('prediction-header')).toHaveAttribute('data-prediction', /^(state|malformed)$/);
}

test('every strategy is laid along the true trace, by line and by instruction, and the step stays', async ({ page }) => {
  await open(page, PROGRAM);
  await run(page);
  const lines = await stepCount(page);
  await goTo(page, 4);
  await expectPredicted(page);
  await expect(page.getByTestId('accuracy')).toHaveAttribute('data-predicted', String(lines - 1));

  await choose(page, 'compact-step-in');
  await expectStep(page, 4);
  await expectPredicted(page);
  await expectWarning(page, 'compact-step-in', 'line');
  await expect.poll(() => page.url()).toContain('task=compact-step-in');

  await choose(page, 'dynamic-n');
  await page.getByTestId('jump').selectOption('4');
  await idle(page);
  await expectStep(page, 4);
  await expect(page.getByTestId('accuracy')).toHaveAttribute('data-predicted', String(lines - 4));
  await goTo(page, 3);
  await expect(page.getByTestId('prediction-header')).toHaveAttribute('data-prediction', 'left-out');

  await choose(page, 'direct');
  await goTo(page, lines);
  await expect(page.getByTestId('prediction-header')).toHaveAttribute('data-prediction', /^(output|malformed)$/);

  await choose(page, 'dynamic');
  await goTo(page, 4);
  const place = page.locator('[data-testid="next-line"] [data-column="real"] code');
  const code = await place.textContent();
  await page.getByTestId('task-granularity').getByRole('button', { name: 'Instruction' }).click();
  await idle(page);
  const instructions = await stepCount(page);
  expect(instructions).toBeGreaterThan(lines);
  await expect(place).toHaveText(code ?? '');
  await expectPredicted(page);
  await expectWarning(page, 'dynamic', 'instruction');
  await expect(page.getByTestId('accuracy')).toHaveAttribute('data-predicted', String(instructions - 1));
  await page.getByTestId('tab-accuracy').click();
  await expect(page.getByTestId('accuracy-stack')).toBeVisible();

  // The state of an instruction has its value stack, beside it what was predicted of it.
  const here = await stepNow(page);
  await goTo(page, here + 1);
  await expect(page.locator('[data-testid="state-row"][data-kind="stack"]').first()).toBeVisible();
  await chooseGranularity(page, 'Lines');
  await expect(place).toHaveText(code ?? '');
});
