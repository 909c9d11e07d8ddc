/** Seeing what really happened: a teacher's way through the views, all of it by keyboard, and on a phone. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { violations } from './axe.ts';
import { chooseGranularity, expectStep, focusTrace, goTo, idle, linkTo, open, run, stepNow, withoutModel } from './page.ts';

const CODE = `def add(items, extra):
    for n in extra:
        items.append(n)
    return items

row = [0]
grid = [row, row]
grid.append(grid)
add(row, [7, 8])
total = 0
for i in range(30):
    total += i
print(total)
`;

test('a teacher shows an alias at work: sentence, table, objects, bytecode', async ({ page }) => {
  await withoutModel(page);
  await open(page, linkTo({ code: CODE }));
  await run(page);

  // The sentence, in sight and in the live region.
  await page.getByTestId('tab-table').click();
  const row = page.getByTestId('trace-table-row');
  const appended = row.filter({ hasText: 'items gains 7 at its end' });
  await appended.click();
  await expect(page.getByTestId('narration')).toHaveText('items gains 7 at its end, because n is 7 (row is the same list).');
  await expect(page.getByTestId('live-region')).toContainText('items gains 7 at its end');
  await expect(appended).toHaveAttribute('aria-current', 'step');

  // Every alias shows the change in the table; only rows in sight are in the page.
  const table = page.getByTestId('trace-table');
  await expect(appended.locator('[class*="changed"]')).toHaveText([/^\[0, 7\]/, /^\[\[0, 7\], \[0, 7\], \[\.\.\.\]\]/, /^\[0, 7\]/]);
  const rows = Number(await table.getAttribute('aria-rowcount'));
  expect(rows).toBeGreaterThan(70);
  expect(await row.count()).toBeLessThan(50);
  await page.getByTestId('trace-table-filter').selectOption({ label: 'add' });
  await expect(table).toHaveAttribute('aria-rowcount', '9');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('trace-table-csv').click()]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(9);
  expect(lines[0]).toBe('step,line,event,function,depth,add.items,add.extra,add.n');
  expect(lines.at(-1)).toMatch(/^\d+,4,return,add,2,"\[0, 7, 8\]","\[7, 8\]",8$/);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(page), 'with the trace table').toEqual([]);

  // One box for the list with all its names; a cycle is said; the box stays where it is when the list grows.
  const list = page.getByTestId('heap-object').filter({ hasText: '4 references' }).first();
  await expect(page.getByTestId('heap-object').filter({ hasText: 'cycle' })).toHaveCount(1);
  const before = await list.boundingBox();
  await focusTrace(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(list.locator('ol')).toContainText('8');
  const after = await list.boundingBox();
  expect([after?.x, after?.y]).toEqual([before?.x, before?.y]);

  // From the value stack to the object.
  await chooseGranularity(page, 'Instructions');
  await page.getByTestId('tab-bytecode').click();
  const link = page.getByTestId('value-stack').getByRole('button').first();
  for (let tries = 0; tries < 12 && (await link.count()) === 0; tries += 1) {
    await focusTrace(page);
    await page.keyboard.press('ArrowRight');
  }
  const id = ((await link.textContent()) ?? '').replace('#', '');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page), 'with jumps and a stack that leads to objects, in the dark').toEqual([]);
  await link.click();
  await expect(page.locator(`[data-testid="heap-object"][data-object="${id}"]`)).toBeVisible();
  await expect(page.getByTestId('tab-heap')).toHaveAttribute('aria-selected', 'true');
});

test('a list of nodes reads from left to right, and is turned round without a box that moves', async ({ page }) => {
  const nodes = `class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next

head = None
for value in 'dcba':
    head = Node(value, head)
before = None
while head:
    head.next, before, head = before, head, head.next
`;
  await withoutModel(page);
  await page.setViewportSize({ width: 1600, height: 900 });
  await open(page, linkTo({ code: nodes }));
  await run(page);
  const places = async (): Promise<[text: string, x: number][]> => {
    const boxes = await page.getByTestId('heap-object').all();
    return Promise.all(boxes.map(async (box): Promise<[string, number]> => [/'(.)'/.exec(await box.innerText())?.[1] ?? '', Math.round((await box.boundingBox())?.x ?? -1)]));
  };
  await page.getByTestId('step-last').click();
  const turned = await places();
  expect(turned.toSorted(([, x], [, other]) => x - other).map(([text]) => text)).toEqual(['a', 'b', 'c', 'd']);
  expect(new Set(turned.map(([, x]) => x)).size).toBe(4);
  // Earlier half of the references lead the other way.
  await focusTrace(page);
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowLeft');
  expect(new Map(await places())).toEqual(new Map(turned));
});

test('every action is found by its name; the first steps are shown once; high contrast holds', async ({ page }) => {
  await withoutModel(page);
  await open(page);
  await page.getByTestId('first-steps-next').click();
  await page.getByTestId('first-steps-next').click();
  await expect(page.getByTestId('first-steps')).toContainText('3 of 3');
  await page.getByTestId('first-steps-next').click();
  await expect(page.getByTestId('first-steps')).toHaveCount(0);

  await focusTrace(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette-input')).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.type('show table');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('trace-table')).toBeVisible();
  const at = await stepNow(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette-input')).toBeFocused();
  await page.keyboard.type('one step');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expectStep(page, at + 1);
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette-input')).toBeFocused();
  await page.keyboard.type('high contrast');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  expect(await violations(page)).toEqual([]);

  // One group of views has the whole height, and all of it is found again after a reload.
  await page.getByTestId('whole-upper').click();
  await expect(page.getByTestId('heap-panel')).toHaveCount(0);
  await page.getByTestId('whole-upper').click();
  await expect(page.getByTestId('heap-panel')).toBeVisible();
  await page.reload();
  await idle(page);
  await expect(page.getByTestId('trace-table')).toBeVisible();
  await expect(page.getByTestId('first-steps')).toHaveCount(0);
});

test('on a phone a swipe steps, with the states below the code', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await withoutModel(page);
  await open(page, linkTo({ code: 'x = 1\nx += 1\nprint(x)\n' }));
  await run(page);
  await goTo(page, 2);
  const swipe = async (from: number, to: number): Promise<void> => {
    const session = await context.newCDPSession(page);
    const point = (x: number): { x: number; y: number }[] => [{ x, y: 260 }];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: point(from) });
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: point((from + to) / 2) });
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: point(to) });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  await swipe(300, 120);
  await expectStep(page, 3);
  await expect(page.getByTestId('narration')).toHaveText('x becomes 1.');
  await swipe(120, 300);
  await expectStep(page, 2);
  await expect(page.getByTestId('plain-code')).toBeVisible();
  await expect(page.getByTestId('state-table')).toBeVisible();
  // Without predictions the true values have all the room.
  const [table, real] = await Promise.all([page.getByTestId('state-table').boundingBox(), page.getByTestId('next-line').locator('[data-column="real"]').boundingBox()]);
  expect((real?.x ?? 0) + (real?.width ?? 0)).toBeCloseTo((table?.x ?? 0) + (table?.width ?? 0), 0);
  // What an instruction stands for is lit in the plain code, too, and brought into sight where the line is long.
  await goTo(page, 3);
  await chooseGranularity(page, 'Instructions');
  const lit = page.getByTestId('plain-code').locator('[data-running]');
  await expect(lit).toHaveText(['x']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await violations(page)).toEqual([]);
  await context.close();
});
