/** Inside a line, and from place to place: breakpoints, turns of loops, changes of a variable. */
import { expect, test, type Page } from '@playwright/test';
import { violations } from './axe.ts';
import { chooseGranularity, expectStep, focusTrace, goTo, linkTo, newPage, open, run, withoutModel } from './page.ts';

const CODE = `def price(item, n):
    return item["price"] * n

def total(cart, stock):
    paid = 0
    for name, n in cart:
        if 0 < n <= 5 and name in stock:
            paid += price(stock[name], n) - (n - 1) * 2
    return paid

stock = {"tea": {"price": 4}, "jam": {"price": 6}}
print(total([("tea", 3), ("jam", 1), ("oil", 2), ("jam", 5)], stock))
`;

let page: Page;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  page = await newPage(browser);
  await withoutModel(page);
  await open(page, linkTo({ code: CODE }));
  await run(page);
});
test.afterAll(async () => {
  await page.close();
});

/** The lines of the steps at which pressing `key` stops, until it leads nowhere new. */
async function linesBy(key: string, times: number): Promise<string[]> {
  const lines: string[] = [];
  for (let press = 0; press < times; press += 1) {
    const before = await page.getByTestId('step-counter').getAttribute('data-step');
    await page.keyboard.press(key);
    await expect(page.getByTestId('step-counter')).not.toHaveAttribute('data-step', before ?? '');
    lines.push((await page.getByTestId('step-event').innerText()).replace(/^Line (\d+) .*$/, '$1'));
  }
  return lines;
}

test('a breakpoint stops the run there and back, with a condition where it has one', async () => {
  await goTo(page, 10);
  await expect(page.getByTestId('step-event')).toContainText('Line 8');
  await focusTrace(page);
  await page.keyboard.press('b');
  await expect(page.getByTestId('breakpoints')).toHaveText('1');
  expect(await linesBy('c', 2)).toEqual(['8', '8']);
  expect(await linesBy('C', 1)).toEqual(['8']);
  await page.getByTestId('breakpoints').click();
  await page.getByLabel('Condition, line 8').fill('n = 5');
  await expect(page.getByTestId('condition-fault')).toHaveText('A comparison is written ==');
  await page.getByLabel('Condition, line 8').fill('n == 5 and len(cart) > 3');
  await expect(page.getByTestId('condition-fault')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('breakpoint-row')).toHaveCount(0);
  await page.getByTestId('step-first').click();
  await focusTrace(page);
  expect(await linesBy('c', 1)).toEqual(['8']);
  await expect(page.locator('[data-testid="state-row"][data-name="n"] [data-column="real"]').first()).toContainText('5');
});

test('the values inside the line stand in the order of evaluation, and point at their source', async () => {
  await page.getByTestId('tab-inside').click();
  const rows = page.getByTestId('inside-line').getByRole('listitem');
  await expect(rows).toHaveText([/paid.*14/, /stock.*tea/, /name.*'jam'/, /stock\[name\].*\{'price': 6\}/, /n.*5/, /price\(stock\[name\], n\).*30/, /n.*5/, /n - 1.*4/, /\(n - 1\) \* 2.*8/, /price\(stock\[name\], n\) - \(n - 1\) \* 2.*22/, /paid.*36/]);
  await rows.nth(5).getByRole('button').hover();
  await expect(page.getByTestId('inside-line-source').locator('mark')).toHaveText('price(stock[name], n)');
  await page.mouse.move(5, 5);
  await rows.nth(8).getByRole('button').focus();
  await expect(page.getByTestId('inside-line-source').locator('mark')).toHaveText('(n - 1) * 2');
  await chooseGranularity(page, 'Instructions');
  await expect(rows.first()).toHaveAttribute('aria-current', 'step');
  await rows.nth(3).getByRole('button').click();
  await expect(rows.nth(4)).toHaveAttribute('aria-current', 'step');
  expect(await violations(page)).toEqual([]);
  await chooseGranularity(page, 'Lines');
});

test('the turns of a loop are chosen by key and by name', async () => {
  await expect(page.getByTestId('loop')).toHaveText('4 of 4');
  await focusTrace(page);
  await page.keyboard.press('{');
  await expect(page.getByTestId('loop')).toHaveText('3 of 4');
  await page.getByTestId('loop').click();
  await page.getByRole('slider', { name: 'Choose a turn' }).fill('1');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('loop')).toHaveText('1 of 4');
});

test('a variable is followed from change to change', async () => {
  await page.getByTestId('step-first').click();
  await goTo(page, 9);
  const row = page.locator('[data-testid="state-row"][data-name="paid"]');
  const values: string[] = [];
  for (let change = 0; change < 3; change += 1) {
    const before = await page.getByTestId('step-counter').getAttribute('data-step');
    await row.getByTestId('change-forward').click();
    await expect(page.getByTestId('step-counter')).not.toHaveAttribute('data-step', before ?? '');
    values.push((await row.locator('[data-column="real"]').innerText()).replace(/\s.*$/s, ''));
  }
  expect(values).toEqual(['8', '14', '36']);
  await goTo(page, 1);
  await expectStep(page, 1);
});
