/** The page as a whole: for everybody, and from any folder of any host. */
import { expect, test } from '@playwright/test';
import { violations } from './axe.ts';
import { chooseGranularity, expectStep, goTo, idle, linkTo, open, run } from './page.ts';
import { serveDist } from './static-site.ts';

test('axe finds nothing wrong with the page, in the light and in the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const expectNone = async (where: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), `${where}, ${colorScheme}`).toEqual([]);
    }
  };
  await open(page, linkTo({ code: 'found = []\nfor i in range(2):\n    found.append(i)\nprint(found)\n' }));
  await expectNone('before a run, with a notice');
  await run(page);
  await goTo(page, 4);
  await idle(page);
  await expectNone('with a prediction and objects');
  await page.getByTestId('tab-tokens').click();
  await expect(page.getByTestId('token-list')).toBeVisible();
  await expectNone('with tokens');
  await chooseGranularity(page, 'Instructions');
  await idle(page);
  await page.getByTestId('tab-bytecode').click();
  await expect(page.getByTestId('bytecode')).toBeVisible();
  await expectNone('at instructions, with bytecode');
  await page.getByTestId('help').click();
  await expect(page.getByTestId('help-dialog')).toBeVisible();
  await expectNone('with the help sheet');
});

test('on a narrow screen the panels stand behind tabs', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  await open(page, linkTo({ code: 'x = 1\nprint(x)\n' }));
  await run(page);
  await page.getByTestId('tab-states').click();
  await expect(page.getByTestId('state-table')).toBeVisible();
  await page.keyboard.press('End');
  await page.getByTestId('tab-output').click();
  await expect(page.getByTestId('stdout')).toHaveText('1\n');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violations(page)).toEqual([]);
});

test('the build works below any path of a host that sends no special headers', async ({ page }) => {
  const site = await serveDist('/some/path/');
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  try {
    await open(page, `${site.url}${linkTo({ code: 'def f(n):\n    return n * 2\n', call: 'f(21)' })}`);
    await run(page);
    await expect(page.getByTestId('trace-end')).toHaveText('The call returned 42.');
    await expect(page.getByTestId('model-badge')).toHaveAttribute('data-provider', 'wasm');
    await page.getByTestId('step-forward').click();
    await expectStep(page, 2);
    await expect(page.getByTestId('prediction-header')).toHaveAttribute('data-prediction', /^(state|malformed)$/);
    expect(site.missing).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await site.close();
  }
});
