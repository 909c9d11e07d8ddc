/** Links: what they bring back, that nothing runs before the person says so, and what is said of damaged ones. */
import { expect, test } from '@playwright/test';
import { chooseGranularity, expectStep, goTo, idle, linkTo, newPage, open, realValue, run, stepCount, withoutModel } from './page.ts';

const CODE = "def join(words):\n    text = ''\n    for word in words:\n        text += word\n        print(text)\n    return text\n";
const CALL = "join(['ab', 'ç', '😀'])";

test('a link brings back program, call and place, and runs nothing by itself', async ({ page }) => {
  await withoutModel(page);
  await open(page, linkTo({ code: CODE, call: CALL, more: 'g=i&mode=free&step=30' }));
  const notice = page.getByTestId('link-notice');
  await expect(notice).toContainText('Nothing has run');
  await expect(page.getByTestId('monaco').locator('.view-line')).toHaveCount(7);
  await expect(page.getByTestId('monaco').locator('.view-line').nth(3)).toHaveText(/text\s\+=\sword/);
  await expect(page.getByTestId('call-input')).toHaveValue(CALL);
  await expect(page.getByTestId('granularity').getByRole('button', { name: 'Instructions' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: 'On its own' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('step-event')).toHaveText('No trace yet');
  await expect(page.getByTestId('step-counter')).not.toHaveAttribute('data-count');
  await expect(page.getByTestId('stdout')).toHaveCount(0);

  await notice.getByRole('button', { name: 'Run' }).click();
  await idle(page);
  await expect(notice).toBeHidden();
  await expectStep(page, 31);
  await expect(page.getByTestId('trace-end')).toHaveText("The call returned 'abç😀'.");
});

test('a link that is shared opens at the same place in another tab', async ({ browser }) => {
  const page = await newPage(browser);
  await withoutModel(page);
  await open(page, linkTo({ code: CODE, call: CALL }));
  await run(page);
  await goTo(page, 7);
  const text = await realValue(page, 'text').innerText();
  const line = await page.getByTestId('step-event').innerText();
  await page.getByTestId('share').click();
  const link = await page.getByTestId('share-link').inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.keyboard.press('Escape');
  // The address goes along, and a reload starts from there.
  await expect(page).toHaveURL(link);

  const other = await page.context().newPage();
  await withoutModel(other);
  await open(other, link);
  await expect(other.getByTestId('call-input')).toHaveValue(CALL);
  await run(other);
  await expectStep(other, 7);
  await expect(realValue(other, 'text')).toHaveText(text);
  await expect(other.getByTestId('step-event')).toHaveText(line);
  await chooseGranularity(other, 'Instructions');
  await expect(other).toHaveURL(/&g=i/);
  expect(await stepCount(other)).toBeGreaterThan(30);
  await page.context().close();
});

test('of a damaged link it is said what was wrong, and what is whole is used', async ({ page }) => {
  await withoutModel(page);
  const whole = linkTo({ code: CODE, call: CALL, more: 'step=3' });
  const cases = [
    { fragment: '#code=abc', says: 'it does not say which version it is', call: /^collatz/ },
    { fragment: '#v=3&code=abc', says: 'The link is of version 3, newer than this page (version 2)', call: /^collatz/ },
    { fragment: whole.replace(/(code=.{20})[^&]*/, '$1'), says: 'the program is cut off or damaged', call: /^collatz/ },
    { fragment: whole.replace('step=3', 'step=last').replace(/call=[^&]*/, 'call=%E4%'), says: 'Part of the link was left out: the call is damaged; the step is not a number', call: '' },
  ] as const;
  for (const { fragment, says, call } of cases) {
    // An open page would take another fragment as a reload.
    await page.goto('about:blank');
    await page.goto(`./${fragment}`);
    await expect(page.getByTestId('link-notice'), fragment).toContainText(says);
    await expect(page.getByTestId('run')).toBeVisible();
    await expect(page.getByTestId('step-event')).toHaveText('No trace yet');
    await expect(page.getByTestId('call-input')).toHaveValue(call);
  }
  await page.getByTestId('link-notice').getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByTestId('link-notice')).toBeHidden();
});
