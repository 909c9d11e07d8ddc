/** A researcher with a file of programs: where is the model right, and what does it look like where it is not? */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { idle, open } from './page.ts';

const ROWS = [
  { id: 'short', code: 'def f(x):\n    y = x\n    return y\n', call: 'f(5)' },
  { id: 'hard', code: 'def g(s):\n    t = s[::-1].upper().replace("B", "xyz")\n    n = len(t) * 37 % 11\n    return t.center(n + 9, "*")\n', call: 'g("abcab")' },
  { id: 'endless', code: 'def h():\n    while True:\n        pass\n', call: 'h()' },
];

test('a data set is worked through, sorted, saved, and opened where the model goes wrong', async ({ page }) => {
  await open(page);
  await page.getByTestId('tab-batch').click();
  await expect(page.getByTestId('batch-panel')).toContainText('nothing leaves this page');
  await page.getByTestId('batch-file').setInputFiles({ name: 'rows.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(ROWS.map((row) => JSON.stringify(row)).join('\n')) });

  // Nothing runs before it is asked for.
  const head = page.getByTestId('batch-head');
  const rows = page.getByTestId('batch-row');
  await expect(head).toHaveAttribute('data-phase', 'waiting');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('not run yet');
  // The program on the page is the one that was there.
  await expect(page.getByTestId('link-notice')).toHaveCount(0);

  await page.getByTestId('batch-start').click();
  await idle(page);
  await expect(head).toHaveAttribute('data-phase', 'done');
  await expect(page.locator('[data-testid="batch-row"][data-id="endless"]')).toContainText('too many steps');
  const hard = page.locator('[data-testid="batch-row"][data-id="hard"]');
  await expect(hard).toContainText('of 4');
  expect(Number(await head.getAttribute('data-steps'))).toBe(7);
  await expectAccessible(page, 'a data set', '[data-testid="batch-panel"]');

  await page.getByTestId('batch-sort-id').click();
  await expect(rows.first()).toHaveAttribute('data-id', 'endless');
  await page.getByTestId('batch-filter').selectOption('skipped');
  await expect(rows).toHaveCount(1);
  await page.getByTestId('batch-filter').selectOption('wrong');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('batch-csv').click()]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(4);

  // By keyboard, to the step that the table names.
  await hard.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await idle(page);
  await expect(page.getByTestId('call-input')).toHaveValue('g("abcab")');
  const named = /step (\d+)/.exec((await hard.textContent()) ?? '')?.[1] ?? '';
  await expect(page.getByTestId('step-counter')).toHaveAttribute('data-step', named);
  await expect(hard).toHaveAttribute('aria-current', 'true');
});

test('a file with a line that is no program is refused, and the page stays as it is', async ({ page }) => {
  await open(page);
  await page.getByTestId('tab-batch').click();
  await page.getByTestId('batch-file').setInputFiles({ name: 'bad.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from('{"id": "a", "code": "x = 1", "call": "f()"}\n{"code": 3}\n') });
  await expect(page.getByText('bad.jsonl was not opened: line 2')).toBeVisible();
  await expect(page.getByTestId('batch-open')).toBeVisible();
});
