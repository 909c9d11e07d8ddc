/** What the model believes, by story: a visitor, a researcher, a learner. Most of it over recorded examples, which need neither Python nor a model. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expectConsistent, readComparison } from './comparison.ts';
import { enterProgram, expectStep, focusTrace, goTo, idle, linkTo, newPage, open, run, runExample, stepCount, withoutModel } from './page.ts';

/** A page that can load neither Python nor a model; gives back what it asked for of them. */
async function cutOff(page: Page): Promise<string[]> {
  const models: string[] = [];
  await page.route('**/models/**', (route) => {
    models.push(route.request().url());
    return route.abort();
  });
  await page.route('**/python/**', (route) => route.abort());
  return models;
}

test('a first visit shows a trace and its predictions before Python or a model is there', async ({ page }) => {
  const models = await cutOff(page);
  await open(page);
  await expect(page.getByTestId('recorded-mark')).toContainText('Recorded');
  await expect(page.getByTestId('trace-end')).toHaveText('The call returned 8.');
  expect(page.url()).not.toContain('#');
  await page.getByTestId('examples-menu').click();
  const gallery = page.getByTestId('gallery');
  await expect(gallery.getByRole('listitem')).toHaveCount(20);
  await expect(gallery.getByRole('listitem').filter({ hasText: 'model right' })).toHaveCount(20);
  await expectAccessible(page, 'the gallery', '[data-testid="gallery"]');
  for (const [id, end] of [['swap', 'The program ran to its end.'], ['exception', "It ended with ValueError: not enough values to unpack (expected 2, got 1) (line 5)."]] as const) {
    if (!(await gallery.isVisible())) await page.getByTestId('examples-menu').click();
    await page.getByTestId(`example-${id}`).click();
    await idle(page);
    await expect(page.getByTestId('trace-end')).toHaveText(end);
    const count = await stepCount(page);
    for (let step = 2; step <= count; step += 5) {
      await goTo(page, step);
      expectConsistent(await readComparison(page));
    }
  }
  expect(models).toEqual([]);
});

test('a researcher finds where the model went wrong, in which part, and how near it was', async ({ page }) => {
  await cutOff(page);
  await open(page);
  await runExample(page, 'strings');
  await page.getByTestId('tab-accuracy').click();
  const accuracy = page.getByTestId('accuracy');
  const [predicted, full] = [Number(await accuracy.getAttribute('data-predicted')), Number(await accuracy.getAttribute('data-full'))];
  const rows = page.getByTestId('divergence-list').getByRole('button');
  await expect(rows).toHaveCount(predicted - full);
  await expect(page.getByTestId('accuracy-summary')).toContainText(`(${full} of ${predicted})`);
  await expectAccessible(page, 'the accuracy', '[data-testid="accuracy-panel"]');

  await focusTrace(page);
  await page.keyboard.press('Home');
  await page.keyboard.press(']');
  const first = Number(await rows.first().getAttribute('data-step'));
  await expectStep(page, first);
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  const second = Number(await rows.nth(1).getAttribute('data-step'));
  await expectStep(page, second);
  const { rows: places } = await readComparison(page);
  const wrong = places.filter(({ verdict }) => verdict !== 'same');
  for (const { name, kind } of wrong.slice(0, 2)) await expect(rows.nth(1)).toContainText(kind === 'place' ? 'wrong' : name);

  await page.getByTestId('tab-tokens').click();
  const miss = page.getByTestId('token-miss');
  await expect(miss).toContainText(/is the first wrong one: .+ instead of .+/);
  const chosen = page.getByTestId('token-list').getByRole('option', { selected: true });
  await expect(chosen).toHaveAttribute('aria-label', /the first wrong one/);
  const alternatives = page.getByTestId('token-alternatives');
  // The right token is marked among the five, or named below them.
  await expect(alternatives).toContainText('right');
  await expectAccessible(page, 'the tokens of a wrong step', '[data-testid="tokens-panel"]');

  await page.getByTestId('tab-compare').click();
  const summary = page.getByTestId('compare-summary');
  const counts = await summary.evaluate((element) => ['both', 'left', 'right', 'neither'].map((name) => Number(element.dataset[name])));
  const [both, left, right, neither] = counts as [number, number, number, number];
  // A step that the other prediction never came to is not compared.
  const compared = both + left + right + neither;
  expect(compared).toBeGreaterThan(0);
  expect(compared).toBeLessThanOrEqual(predicted);
  expect(full - (both + left)).toBeGreaterThanOrEqual(0);
  expect(full - (both + left)).toBeLessThanOrEqual(predicted - compared);
  const table = page.getByTestId('compare-table');
  for (const { name, real, predicted: guess } of places.filter(({ kind }) => kind === 'value')) {
    if (name === 'iterator') continue;
    const row = table.locator(`tr[data-name="${name}"]`).first();
    if (real !== null) await expect(row.locator('[data-column="real"]')).toContainText(real);
    if (guess !== null) await expect(row.locator('[data-column="left"]')).toContainText(guess);
  }
  await expectAccessible(page, 'the comparison', '[data-testid="compare-panel"]');
  // What was chosen is still there after a look at another view.
  const other = await page.getByTestId('compare-right').inputValue();
  await page.getByTestId('compare-left').selectOption(other);
  await page.getByTestId('tab-tokens').click();
  await page.getByTestId('tab-compare').click();
  await expect(page.getByTestId('compare-left')).toHaveValue(other);
});

test('a learner predicts by keyboard alone, is told why, and is scored beside the model', async ({ page }) => {
  await cutOff(page);
  await open(page);
  await runExample(page, 'branches');
  await page.getByTestId('tab-quiz').focus();
  await page.keyboard.press('Enter');
  for (let presses = 0; presses < 12 && !(await page.getByTestId('quiz-start').evaluate((button) => button === document.activeElement)); presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const quiz = page.getByTestId('quiz');
  const score = page.getByTestId('quiz-score');
  const reason = page.getByTestId('quiz-reason');

  // Line 2 asks for the age: 70 is not below 6.
  await expect(quiz).toHaveAttribute('data-question', '1');
  await expectStep(page, 2);
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await expect(reason).toContainText('Right.');
  await expect(score).toHaveAttribute('data-right', '1');
  await page.keyboard.press('Enter');

  // Line 5 sets the fee: a wrong value is told, with the right one and the reason.
  await expect(quiz).toHaveAttribute('data-question', '2');
  await page.keyboard.type('8');
  for (let field = 0; field < 3; field++) await page.keyboard.press('Tab');
  await page.keyboard.type('9');
  await expectAccessible(page, 'a question', '[data-testid="quiz-panel"]');
  await page.keyboard.press('Enter');
  await expect(reason).toContainText('Not quite.');
  await expect(reason).toContainText('fee becomes 5. Line 8 runs next.');
  await expect(page.locator('[data-testid="quiz-field"][data-name="fee"]')).toContainText('it is 5');
  await expect(page.locator('[data-testid="quiz-field"][data-kind="line"]')).toContainText('right');
  await expectAccessible(page, 'an answer', '[data-testid="quiz-panel"]');
  await page.keyboard.press('Enter');

  await expect(quiz).toHaveAttribute('data-question', '3');
  await page.keyboard.type('10');
  for (let field = 0; field < 3; field++) await page.keyboard.press('Tab');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await expect(reason).toContainText('fee goes from 5 to 4');
  await page.keyboard.press('Enter');

  await expect(quiz).toHaveAttribute('data-question', '4');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await expect(reason).toContainText('price returns 4');
  await page.keyboard.press('Enter');
  await expect(score).toHaveAttribute('data-right', '3');
  await expect(score).toHaveAttribute('data-asked', '4');
  await expect(score).toHaveAttribute('data-model', /^[0-4]$/);
  // What had the focus is gone; the keyboard is at what comes next.
  await expect(page.getByTestId('quiz-start')).toBeFocused();
});

test('no other view gives the answer to an open question away, and the round goes on after a look at them', async ({ page }) => {
  await cutOff(page);
  await open(page);
  await runExample(page, 'branches');
  await page.getByTestId('tab-table').click();
  const table = page.getByTestId('trace-table');
  const steps = await stepCount(page);
  await expect(table).toHaveAttribute('aria-rowcount', String(steps + 1));
  await expect(page.getByTestId('trace-end')).toContainText('returned');
  await page.getByTestId('tab-quiz').click();
  await page.getByTestId('quiz-start').click();

  // The second step is asked from: two rows and the head, on the page and in the file.
  await expect(table).toHaveAttribute('aria-rowcount', '3');
  await expect(page.getByTestId('covered')).toBeVisible();
  await expect(page.getByTestId('trace-end')).toHaveCount(0);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('trace-table-csv').click()]);
  expect((await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')).toHaveLength(3);
  await page.getByTestId('tab-inside').click();
  await expect(page.getByTestId('inside-line-panel')).toContainText(/answer away/);
  await page.getByTestId('tab-accuracy').click();
  await expect(page.getByTestId('direct-answer')).not.toContainText('returns');

  await page.getByTestId('tab-quiz').click();
  await expect(page.getByTestId('quiz')).toHaveAttribute('data-question', '1');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await expect(table).toHaveAttribute('aria-rowcount', '4');
  await page.getByTestId('trace-table-panel').getByRole('button', { name: 'Stop the quiz' }).click();
  await expect(table).toHaveAttribute('aria-rowcount', String(steps + 1));
  await expect(page.getByTestId('quiz-score')).toHaveAttribute('data-right', '1');
});

test('a run of the model goes on from a state that a person has edited; what is no value is refused', async ({ page }) => {
  await open(page, linkTo({ code: 'def total(items):\n    found = 0\n    for item in items:\n        found += item\n    return found\n', call: 'total([3, 4])' }));
  await run(page);
  await goTo(page, 4);
  await page.getByTestId('fork-menu').click();
  await page.getByTestId('fork-edited').click();
  const dialog = page.getByTestId('edit-state');
  await expect(dialog.getByRole('textbox').first()).toBeFocused();
  const found = dialog.getByLabel('found');
  await found.fill('found + 1');
  await page.getByTestId('edit-continue').click();
  await expect(dialog.getByRole('alert')).toContainText('"found" is a name; only literals');
  await expect(found).toBeFocused();
  await expectAccessible(page, 'a refused value', '[data-testid="edit-state"]');
  await found.fill('40');
  await page.getByTestId('edit-continue').click();
  await idle(page);
  await expect(page.getByTestId('fork-start')).toContainText("The model's own run starts here, from an edited state");
  const row = page.locator('[data-testid="state-row"][data-name="found"]');
  await expect(row.locator('[data-column="predicted"]')).toHaveText('40');
  await expect(row.locator('[data-column="real"]')).toContainText('0');
  await goTo(page, 3);
  await expect(page.getByTestId('prediction-header')).toContainText("The model's own run starts later, at step 4.");
  await goTo(page, 5);
  const next = await readComparison(page);
  expectConsistent(next);
  if (next.prediction === 'state') {
    await expect(page.getByTestId('prediction-header')).toContainText('on its own, from an edited state of step 4');
    const value = next.rows.find(({ name }) => name === 'found');
    // The sum that is 40 too high is handed on, if the model keeps it; nothing of it was made here.
    if (value?.predicted === '40') expect(value.origin).toBe('inherited');
  }
  await page.getByTestId('fork-menu').click();
  await page.getByTestId('fork-none').click();
  await idle(page);
  await expect(page.getByTestId('prediction-header')).toContainText('from the first step on');
});

test('live mode runs what is a program as it is typed, and leaves the trace where it is none', async ({ browser }) => {
  const page = await newPage(browser);
  await withoutModel(page);
  await open(page);
  await page.getByTestId('live').check();
  await enterProgram(page, 'x = 1\ny = x + 1\nprint(y)\n');
  await idle(page);
  expect(await stepCount(page)).toBeGreaterThanOrEqual(4);
  await page.keyboard.press('Control+End');
  await expect(page.getByTestId('run')).toBeVisible();
  await page.getByTestId('call-input').fill('');
  await enterProgram(page, 'x = 1\ny = x +\n');
  await idle(page);
  await expect(page.getByTestId('trace-end')).toContainText('Not valid Python');
  await expect(page.getByTestId('state-table')).toBeVisible();
  await enterProgram(page, 'x = 5\n');
  await idle(page);
  await expect(page.getByTestId('trace-end')).toHaveText('The program ran to its end.');
  await page.context().close();
});
