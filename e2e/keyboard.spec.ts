/** The page without a mouse: through the editor by the tab key, to the views by the palette, and back to the trace from every dialog. */
import { expect, test } from '@playwright/test';
import { focusTrace, linkTo, open, run, withoutHints, withoutModel } from './page.ts';

test('by keyboard alone: dialogs give the focus back to the trace, the palette leads to a view, the editor is no trap', async ({ page }) => {
  await withoutHints(page);
  await withoutModel(page);
  await open(page, linkTo({ code: 'total = 0\nfor n in range(30):\n    total += n\nprint(total)\n' }));
  await run(page);
  await focusTrace(page);
  const play = page.getByTestId('step-play');

  for (const key of ['?', 'Control+k']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByTestId('trace-area')).toBeFocused();
    // The space bar plays: it presses no button that the focus was put on.
    await page.keyboard.press(' ');
    await expect(play).toHaveAccessibleName('Pause');
    await page.keyboard.press(' ');
    await expect(play).toHaveAccessibleName('Play');
  }

  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette-input')).toBeFocused();
  await page.keyboard.type('predict it yourself');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('quiz-start')).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette-input')).toBeFocused();
  await page.keyboard.type('show objects');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tabpanel').filter({ has: page.getByTestId('heap-panel') })).toBeFocused();
  const counter = page.getByTestId('step-counter');
  const step = Number(await counter.getAttribute('data-step'));
  await page.keyboard.press('ArrowRight');
  await expect(counter).toHaveAttribute('data-step', String(step + 1));

  // Whoever types at once, without waiting for the palette, types into it: of the trace nothing moves.
  const stepAfter = step + 1;
  const focusNow = await page.evaluate(() => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true }));
    return document.activeElement?.getAttribute('data-testid');
  });
  expect(focusNow).toBe('palette-input');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('palette-input')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to the first step');
  await expect(page.getByTestId('palette-input')).toHaveValue('go to the first step');
  await expect(counter).toHaveAttribute('data-step', String(stepAfter));
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('palette-input')).toHaveCount(0);

  // Through the editor and back again; nothing is written on the way.
  const lines = page.getByTestId('monaco').locator('.view-lines');
  const code = await lines.innerText();
  const inEditor = (): Promise<boolean> => page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null);
  await page.getByTestId('help').focus();
  await page.keyboard.press('Tab');
  expect(await inEditor()).toBe(true);
  for (let presses = 0; presses < 4 && (await inEditor()); presses += 1) await page.keyboard.press('Tab');
  expect(await inEditor()).toBe(false);
  expect(await lines.innerText()).toBe(code);
  await page.keyboard.press('Shift+Tab');
  expect(await inEditor()).toBe(true);
  // Who moves the cursor is writing: the tab key indents.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Tab');
  expect(await inEditor()).toBe(true);
  await expect(lines).not.toHaveText(code);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('trace-area')).toBeFocused();
});
