/** The pictures of the README. To be taken anew when the page or the model's recordings change: they show what both say now. */
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { goTo, idle, open, runExample, withoutHints } from '../../e2e/page.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'docs');

/** Small programs of the kind that people bring in a file. */
const PROGRAMS = [
  { id: 'reverse', code: "def f(s):\n    out = ''\n    for c in s:\n        out = c + out\n    return out\n", call: 'f("abcd")' },
  { id: 'running total', code: 'def f(nums):\n    total = 0\n    for n in nums:\n        total += n\n    return total\n', call: 'f([4, 8, 15])' },
  { id: 'gcd', code: 'def gcd(a, b):\n    while b:\n        a, b = b, a % b\n    return a\n', call: 'gcd(48, 18)' },
  { id: 'vowels', code: "def f(word):\n    count = 0\n    for c in word:\n        if c in 'aeiou':\n            count += 1\n    return count\n", call: 'f("banana")' },
  { id: 'max so far', code: 'def f(nums):\n    best = []\n    for n in nums:\n        best.append(max(best[-1], n) if best else n)\n    return best\n', call: 'f([2, 7, 1, 8])' },
  { id: 'palindrome', code: 'def f(s):\n    s = s.lower()\n    return s == s[::-1]\n', call: 'f("Level")' },
  { id: 'title case', code: "def f(text):\n    words = []\n    for w in text.split():\n        words.append(w.capitalize())\n    return ' '.join(words)\n", call: 'f("to be or not")' },
  { id: 'digits', code: 'def f(n):\n    total = 0\n    while n:\n        total += n % 10\n        n //= 10\n    return total\n', call: 'f(507)' },
  { id: 'average', code: 'def mean(nums):\n    return sum(nums) / len(nums)\n', call: 'mean([])' },
  { id: 'unique', code: 'def f(items):\n    seen = []\n    for x in items:\n        if x not in seen:\n            seen.append(x)\n    return seen\n', call: 'f([3, 1, 3, 2, 1])' },
];

/** Without the hints of a first visit. */
async function openAt(page: Page, width: number, height: number, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  await withoutHints(page);
  await open(page);
}

async function take(page: Page, name: string): Promise<void> {
  await idle(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
}

test('a sort that the model runs on its own, at its first wrong token', async ({ page }) => {
  await openAt(page, 1440, 900, 'light');
  await runExample(page, 'sorting');
  await page.getByTestId('prediction-mode').getByRole('button').last().click();
  await page.getByTestId('tab-tokens').click();
  await page.getByTestId('first-divergence').click();
  await take(page, 'screenshot');
});

test('objects and their references, in the dark', async ({ page }) => {
  await openAt(page, 1440, 900, 'dark');
  await runExample(page, 'aliasing');
  await page.getByTestId('tab-heap').click();
  await goTo(page, 8);
  await take(page, 'objects-dark');
});

test('a data set, worst programs first, one of them open', async ({ page }) => {
  await openAt(page, 1440, 900, 'light');
  await page.getByTestId('tab-batch').click();
  await page.getByTestId('batch-file').setInputFiles({ name: 'ten-programs.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(PROGRAMS.map((row) => JSON.stringify(row)).join('\n')) });
  await page.getByTestId('batch-start').click();
  await idle(page);
  await expect(page.getByTestId('batch-head')).toHaveAttribute('data-phase', 'done');
  await page.getByTestId('batch-sort-right').click();
  await page.getByTestId('batch-row').first().getByRole('button').click();
  await take(page, 'data-set');
});

test('a phone', async ({ page }) => {
  await openAt(page, 390, 844, 'light');
  await runExample(page, 'strings');
  await goTo(page, 9);
  await take(page, 'phone');
});
