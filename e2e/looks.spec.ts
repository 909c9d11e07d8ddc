/**
 * How the main views look: their structure as a screen reader meets it, and the colours that they have in each theme.
 * Pixels differ from machine to machine with its fonts; these do not. `--update-snapshots` writes both anew.
 */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { chooseGranularity, expectStep, focusTrace, goTo, idle, linkTo, open, run, runExample, stepCount, withoutHints, withoutModel } from './page.ts';

/** Without the hints of a first visit, and cut off from what would load: the page stands on its recordings alone. */
async function openQuietly(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await withoutHints(page);
  await withoutModel(page);
  await open(page);
}

/** An alias, a call, a loop and output, in few steps. */
const PROGRAM = `def add(items, n):
    items.append(n)
    return len(items)

row = [1]
same = row
for n in (2, 3):
    size = add(same, n)
print(row, size)
`;

const PARTS = {
  page: 'body',
  run: '[data-testid="run"]',
  chosen: '[data-testid="granularity"] [aria-pressed="true"]',
  other: '[data-testid="granularity"] [aria-pressed="false"]',
  tab: '[data-testid="tab-states"]',
  narration: '[data-testid="narration"]',
} as const;

/** Text, ground and edge of each part, as the browser resolves them. */
async function colors(page: Page): Promise<string> {
  const found = await page.evaluate(
    (parts) =>
      Object.entries(parts).map(([name, selector]) => {
        const element = document.querySelector(selector);
        if (element === null) return `${name}: none`;
        const { color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(element);
        return `${name}: ${color} on ${backgroundColor}${borderTopWidth === '0px' ? '' : `, edge ${borderTopColor}`}`;
      }),
    PARTS,
  );
  return `${found.join('\n')}\n`;
}

test('the main views have the structure that they had, and the colours of their theme', async ({ page }) => {
  await openQuietly(page);
  await runExample(page, 'loops');
  await goTo(page, 7);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await colors(page)).toMatchSnapshot(`colors-${colorScheme}.txt`);
  }
  // What a model has said is another thing with every model: of these views the parts that are always there.
  await page.getByTestId('tab-accuracy').click();
  await expect(page.getByTestId('accuracy-panel')).toMatchAriaSnapshot(`
    - img /Error strip/
    - region "Direct answer"
    - region "Divergences"
  `);
  await page.getByTestId('tab-compare').click();
  await expect(page.getByTestId('compare-panel')).toMatchAriaSnapshot(`
    - combobox "Left"
    - combobox "Right"
    - table:
      - rowgroup:
        - row /Variable Left.* Real Right/
      - rowgroup:
        - row /collatz/
        - row /^n /
        - row /^steps /
  `);
  // A recording with wrong predictions has the ways from one to the next.
  await runExample(page, 'strings');
  await page.getByTestId('tab-accuracy').click();
  await expect(page.getByTestId('accuracy-panel')).toMatchAriaSnapshot(`
    - region "Divergences":
      - button "Previous wrong prediction"
      - button "Next wrong prediction"
  `);
  // The rest on a program whose true run is all that there is.
  await page.goto('about:blank');
  await open(page, linkTo({ code: PROGRAM }));
  await run(page);
  await goTo(page, 9);
  await expect(page.getByTestId('state-panel')).toMatchAriaSnapshot({ name: 'state.aria.yml' });
  await expect(page.getByTestId('trace-area')).toMatchAriaSnapshot({ name: 'dock.aria.yml' });
  await page.getByTestId('tab-table').click();
  await expect(page.getByTestId('trace-table')).toMatchAriaSnapshot({ name: 'table.aria.yml' });
  for (const [tab, panel] of [['heap', 'heap-panel'], ['inside', 'inside-line-panel'], ['quiz', 'quiz-panel']] as const) {
    await page.getByTestId(`tab-${tab}`).click();
    await expect(page.getByTestId(panel)).toMatchAriaSnapshot({ name: `${tab}.aria.yml` });
  }
  await chooseGranularity(page, 'Instructions');
  await page.getByTestId('tab-bytecode').click();
  await expect(page.getByTestId('bytecode-panel')).toMatchAriaSnapshot({ name: 'bytecode.aria.yml' });
  await page.getByTestId('help').click();
  await expect(page.getByTestId('help-dialog')).toMatchAriaSnapshot({ name: 'help.aria.yml' });
});

test('high contrast and forced colours keep every part apart from its ground', async ({ page }) => {
  await openQuietly(page);
  await runExample(page, 'loops');
  await goTo(page, 7);
  await page.emulateMedia({ contrast: 'more' });
  expect(await colors(page)).toMatchSnapshot('colors-more-contrast.txt');
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ contrast: null, forcedColors: 'active' });
  // The system's palette is its own affair; what is chosen and what is to be pressed must stand out in any.
  const ground = async (selector: string): Promise<string> => page.locator(selector).first().evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await ground(PARTS.chosen)).not.toBe(await ground(PARTS.other));
  expect(await ground(PARTS.run)).toBe(await ground(PARTS.chosen));
  const text = await page.locator(PARTS.run).evaluate((element) => getComputedStyle(element).color);
  expect(text).not.toBe(await ground(PARTS.run));
  // No word on a plate of its own colour: the words of the button are adjusted as little as it is.
  expect(await page.getByTestId('run').evaluate((element) => getComputedStyle(element).forcedColorAdjust)).toBe('none');
  // The timeline is a canvas, which the browser does not adjust: it must not be painted in the page's own colours.
  await expect
    .poll(() =>
      page.getByTestId('timeline').locator('canvas').evaluate((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
        const seen = new Set<string>();
        for (let place = 0; place < data.length; place += 4) if (data[place + 3] === 255) seen.add(`${data[place]},${data[place + 1]},${data[place + 2]}`);
        return seen.has('176,39,29') || seen.has('27,115,66');
      }),
    )
    .toBe(false);
});

test('a long run is folded to the turn and the call that a person is at', async ({ page }) => {
  await withoutHints(page);
  await withoutModel(page);
  await open(page, linkTo({ code: 'def down(n):\n    if n == 0:\n        return 0\n    return down(n - 1) + 1\n\ntotal = 0\nfor i in range(200):\n    total += i\n    total %= 97\ntotal += down(40)\nprint(total)\n' }));
  await run(page);
  const steps = await stepCount(page);
  await goTo(page, 305);
  const timeline = page.getByTestId('timeline');
  await expect(timeline).toHaveAttribute('data-length', String(steps));
  await focusTrace(page);
  await page.keyboard.press('f');
  // The turns before and after, and the recursion to come.
  await expect(timeline).toHaveAttribute('data-folds', '3');
  expect(Number(await timeline.getAttribute('data-length'))).toBeLessThan(60);
  await expect(page.getByTestId('loop')).toHaveAttribute('data-turn', '101');

  // A click on the turns before goes to the start of the turn that is there; in it they are folded anew.
  const box = await timeline.locator('canvas').boundingBox();
  if (box === null) throw new Error('no timeline');
  let found = -1;
  for (let share = 0.02; share < 0.98 && found < 0; share += 0.01) {
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
    const told = (await timeline.innerText()).match(/turn (\d+) of 200/);
    if (told !== null && Number(told[1]) > 20 && Number(told[1]) < 80) found = share;
  }
  expect(found).toBeGreaterThan(0);
  const turn = Number(((await timeline.innerText()).match(/turn (\d+) of 200/) ?? [])[1]);
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.getByTestId('loop')).toHaveAttribute('data-turn', String(turn));
  await expect(timeline).toHaveAttribute('data-folds', '3');

  // Deep in a recursion the levels between are folded away.
  await goTo(page, steps - 60);
  await expect(timeline).toHaveAttribute('data-folds', /[2-4]/);
  expect(await violations(page)).toEqual([]);
  await page.getByTestId('timeline-fold').click();
  await expect(timeline).toHaveAttribute('data-folds', '0');
  await expect(timeline).toHaveAttribute('data-length', String(steps));
  await idle(page);
  await expectStep(page, steps - 60);
});
