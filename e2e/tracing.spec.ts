/** From a program to its steps: run, walk, look; and what becomes of programs that do not end well. No model is there. */
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chooseGranularity, enterAndRun, enterProgram, expectStep, focusTrace, goTo, idle, markedLine, newPage, open, realValue, run, runExample, stepCount, stepNow, withoutModel } from './page.ts';

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await newPage(browser);
  await withoutModel(page);
  await open(page);
});

test.afterAll(() => page.context().close());

/** After whatever happened, the next program runs as if nothing had. */
async function expectUsable(): Promise<void> {
  await enterAndRun(page, 'print(6 * 7)');
  await expect(page.getByTestId('trace-end')).toHaveAttribute('data-reason', 'finished');
  await focusTrace(page);
  await page.keyboard.press('End');
  await expect(page.getByTestId('stdout')).toHaveText('42\n');
}

const SQUARES = ['def squares(n):', '    found = []', '    for i in range(n):', '        found.append(i * i)', '        print(i, found)', '    return found'].join('\n');

test('examples open as recorded, one click each, and a run gives the same', async () => {
  const ends = {
    loops: 'The call returned 8.',
    strings: "The call returned 'kl brx'.",
    dictionaries: 'The call returned {2:',
    aliasing: 'The program ran to its end.',
    recursion: 'The call returned 10.',
    exception: 'It ended with ValueError',
  };
  for (const [id, end] of Object.entries(ends)) {
    await runExample(page, id);
    await expect(page.getByTestId('trace-end')).toContainText(end);
    await expectStep(page, 1);
    const count = await stepCount(page);
    expect(count).toBeGreaterThan(10);
    await run(page);
    await expect(page.getByTestId('recorded-mark')).toHaveCount(0);
    await expect(page.getByTestId('trace-end')).toContainText(end);
    expect(await stepCount(page)).toBe(count);
    await expect(page.getByTestId('example-notice')).toBeVisible();
  }
});

test('code typed into the editor runs with its call, all by keys', async () => {
  await page.getByTestId('monaco').locator('.view-lines').click();
  await page.keyboard.press('Control+a');
  // The editor itself indents after a colon.
  await page.keyboard.type('def twice(n):\ndouble = n * 2\nprint(double)\nreturn double');
  await page.keyboard.press('Control+Enter');
  await idle(page);
  // Still the call of the example before.
  await expect(page.getByTestId('trace-end')).toHaveAttribute('data-reason', /exception|syntax-error/);
  await page.getByTestId('call-input').fill('twice(21)');
  await page.getByTestId('call-input').press('Enter');
  await idle(page);
  await expect(page.getByTestId('trace-end')).toHaveText('The call returned 42.');
  await page.getByTestId('monaco').locator('.view-lines').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await expectStep(page, await stepCount(page));
  await expect(realValue(page, 'double')).toHaveText('42');
});

test('the keys walk the trace', async () => {
  await enterAndRun(page, SQUARES, 'squares(3)');
  const count = await stepCount(page);
  await focusTrace(page);
  await expectStep(page, 1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expectStep(page, 3);
  await page.keyboard.press('ArrowLeft');
  await expectStep(page, 2);
  await page.keyboard.press('End');
  await expectStep(page, count);
  await page.keyboard.press('ArrowRight');
  await expectStep(page, count);
  await page.keyboard.press('Home');
  await expectStep(page, 1);
  await page.keyboard.press('g');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await expectStep(page, 5);
  // The focus is back at the trace.
  await page.keyboard.press('ArrowLeft');
  await expectStep(page, 4);
  await page.keyboard.press('.');
  const again = await stepNow(page);
  expect(again).toBeGreaterThan(4);
  await page.keyboard.press(',');
  await expectStep(page, 4);
  await page.keyboard.press('?');
  await expect(page.getByTestId('help-dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('help-dialog')).toBeHidden();
});

test('buttons, slider and play walk it too', async () => {
  const count = await stepCount(page);
  await page.getByTestId('step-last').click();
  await expectStep(page, count);
  await page.getByTestId('step-back').click();
  await expectStep(page, count - 1);
  await page.getByTestId('step-first').click();
  await expectStep(page, 1);
  await page.getByTestId('step-forward').click();
  await expectStep(page, 2);
  await page.getByRole('slider').focus();
  await page.keyboard.press('ArrowRight');
  await expectStep(page, 3);
  await goTo(page, count - 1);
  await page.getByTestId('step-play').click();
  await expectStep(page, count);
  await expect(page.getByTestId('step-play')).toHaveAccessibleName(/^Play/);
});

test('the editor marks the line that runs next, and the state is of that moment', async () => {
  await goTo(page, 2);
  await expect(markedLine(page)).toHaveText('2');
  await expect(realValue(page, 'n')).toHaveText('3');
  await expect(realValue(page, 'found')).toHaveCount(0);
  await page.getByTestId('step-forward').click();
  await expect(markedLine(page)).toHaveText('3');
  await expect(realValue(page, 'found')).toHaveText('[]');
  await page.getByTestId('step-last').click();
  await expect(markedLine(page)).toHaveText('6');
  await expect(realValue(page, 'found')).toHaveText('[0, 1, 4]');
});

test('the output grows with the steps', async () => {
  const whole = '0 [0]\n1 [0, 1]\n2 [0, 1, 4]\n';
  await page.getByTestId('step-first').click();
  await expect(page.getByTestId('stdout')).toHaveCount(0);
  const seen: string[] = [''];
  const count = await stepCount(page);
  for (let step = 2; step <= count; step++) {
    await page.getByTestId('step-forward').click();
    await expectStep(page, step);
    const now = (await page.getByTestId('stdout').count()) === 0 ? '' : await page.getByTestId('stdout').innerText();
    expect(whole.startsWith(now) && now.startsWith(seen.at(-1) ?? ''), `step ${step}: ${now}`).toBe(true);
    if (now !== seen.at(-1)) seen.push(now);
  }
  expect(seen).toEqual(['', '0 [0]\n', '0 [0]\n1 [0, 1]\n', whole]);
});

test('another size of a step keeps the place', async () => {
  await goTo(page, 6);
  const line = await markedLine(page).innerText();
  const found = await realValue(page, 'found').innerText();
  await chooseGranularity(page, 'Instructions');
  await expect(markedLine(page)).toHaveText(line);
  await expect(realValue(page, 'found')).toHaveText(found);
  expect(await stepCount(page)).toBeGreaterThan(30);
  await page.getByTestId('tab-bytecode').click();
  await expect(page.getByTestId('bytecode').locator('[aria-current="step"]')).toHaveCount(1);
  await focusTrace(page);
  // One instruction on is still on that line: the line step is the same.
  await page.keyboard.press('ArrowRight');
  await expect(markedLine(page)).toHaveText(line);
  await page.keyboard.press('i');
  await expectStep(page, 6);
  await expect(markedLine(page)).toHaveText(line);
  await page.getByTestId('tab-heap').click();
});

test('input lines reach the program', async () => {
  await enterProgram(page, 'name = input()\nprint(name.upper())\nint(name)');
  await page.getByTestId('stdin-toggle').click();
  await page.getByTestId('stdin-input').fill('ada');
  await run(page);
  await page.getByTestId('step-last').click();
  // What was typed stands there as in a terminal, and is told apart by more than its colour.
  await expect(page.getByTestId('stdout')).toHaveText('typed: ada\nADA\n');
  await expect(page.getByTestId('typed')).toHaveText('typed: ada\n');
  await expect(page.getByTestId('typed')).toHaveCSS('font-style', 'italic');
  await expect(page.getByTestId('typed')).toHaveCSS('display', 'inline');
  // So it stands in the page that replays the trace.
  await page.getByTestId('share').click();
  await page.getByText('Save as a file').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-page-html').click()]);
  await page.keyboard.press('Escape');
  const replay = await page.context().newPage();
  const file = test.info().outputPath(download.suggestedFilename());
  await download.saveAs(file);
  await replay.goto(pathToFileURL(file).href);
  await expect(replay.locator('#out')).toHaveText('ada\nADA\n');
  await expect(replay.locator('#out kbd')).toHaveText('ada\n');
  await expect(replay.locator('#error')).toHaveText(/^Traceback[\s\S]*line 3, in <module>[\s\S]*ValueError: .*'ada'\s*$/);
  await replay.getByRole('button', { name: 'Back' }).click();
  await expect(replay.locator('#error')).toHaveText('');
  await replay.getByRole('slider').fill('0');
  await expect(replay.locator('#out')).toHaveText('');
  await replay.close();
  await focusTrace(page);
  await page.keyboard.press('Home');
  await expect(page.getByTestId('typed')).toHaveCount(0);
  await page.getByTestId('stdin-input').fill('');
});

test('a program asks for the input that it has not got, and a link brings the answers along', async () => {
  await enterAndRun(page, ['import random', 'luck = random.random()', 'print("Hello")', 'name = input("Who? ")', 'age = int(input())', 'print(name, age, luck)', 'more = input()'].join('\n'));
  await expect(page.getByTestId('trace-end')).toHaveAttribute('data-reason', 'input-needed');
  const field = page.getByTestId('program-input-line');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleName(/^Who\? .*waits for a line of input/);
  await expect(markedLine(page)).toHaveText('4');
  const asked = await stepNow(page);
  const luck = await realValue(page, 'luck').innerText();
  // From the trace, too, where Escape leads.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await expectStep(page, 1);
  await field.fill('Ann');
  await page.keyboard.press('Enter');
  await idle(page);
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleName(/^The program waits/);
  expect(await stepNow(page)).toBeGreaterThan(asked);
  await expect(realValue(page, 'name')).toHaveText("'Ann'");
  await expect(realValue(page, 'luck')).toHaveText(luck);
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  await idle(page);
  await expect(page.getByTestId('stdout')).toHaveText(`Hello\nWho? typed: Ann\ntyped: 7\nAnn 7 ${luck}\n`);
  // An answer may be taken back and changed.
  await page.getByTestId('program-ask-again').click();
  await idle(page);
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('7');
  await page.keyboard.type('8');
  await page.keyboard.press('Enter');
  await idle(page);
  await expect(page.getByTestId('stdout')).toHaveText(`Hello\nWho? typed: Ann\ntyped: 8\nAnn 8 ${luck}\n`);
  await page.getByTestId('program-ask-again').click();
  await idle(page);
  await field.fill('7');
  await page.keyboard.press('Enter');
  await idle(page);
  await page.getByTestId('program-input-end').click();
  await idle(page);
  await expect(field).toHaveCount(0);
  await expect(page.getByTestId('trace-end')).toContainText('EOFError');
  await expect(markedLine(page)).toHaveText('7');
  // Whoever follows the link has the answers.
  await page.getByTestId('share').click();
  await page.getByTestId('share-copy').click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const reader = await page.context().newPage();
  await withoutModel(reader);
  await open(reader, link);
  await run(reader);
  await expect(reader.getByTestId('trace-end')).toContainText('EOFError');
  await reader.getByTestId('step-last').click();
  await expect(reader.getByTestId('stdout')).toHaveText(`Hello\nWho? typed: Ann\ntyped: 7\nAnn 7 ${luck}\n`);
  await reader.close();
  await page.getByTestId('stdin-ends').uncheck();
  await page.getByTestId('stdin-input').fill('');
});

test('a syntax error is shown at its line, and goes with the next change', async () => {
  await enterAndRun(page, 'x = 1\nif x\n    print(x)\n');
  await expect(page.getByTestId('syntax-error')).toContainText(/^Line 2: /);
  await expect(page.getByTestId('trace-end')).toHaveAttribute('data-reason', 'syntax-error');
  const wave = page.getByTestId('monaco').locator('.squiggly-error');
  await expect(wave).toHaveCount(1);
  const second = page.getByTestId('monaco').locator('.view-line').filter({ hasText: 'if' });
  const [waveBox, lineBox] = [await wave.boundingBox(), await second.boundingBox()];
  expect(waveBox && lineBox && waveBox.y >= lineBox.y - 1 && waveBox.y < lineBox.y + lineBox.height).toBe(true);
  await page.getByTestId('monaco').locator('.view-lines').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('y');
  await expect(page.getByTestId('syntax-error')).toBeHidden();
});

test('a call that is not valid Python is said to be the call', async () => {
  await enterAndRun(page, 'def f(n):\n    return n\n', 'f(');
  await expect(page.getByTestId('trace-end')).toContainText('Not valid Python in the call');
  await expect(page.getByTestId('call-input')).toHaveAttribute('aria-invalid', 'true');
  await page.getByTestId('call-input').fill('f(7)');
  await run(page);
  await expect(page.getByTestId('trace-end')).toHaveText('The call returned 7.');
});

test('an exception is the last step', async () => {
  await enterAndRun(page, 'def f(n):\n    half = n // 0\n    return half\n', 'f(1)');
  await expect(page.getByTestId('trace-end')).toHaveText(/^It ended with ZeroDivisionError: .* \(line 2\)\.$/);
  // As a terminal shows it: whole, and not before it has happened.
  await expect(page.getByTestId('traceback')).toHaveCount(0);
  await page.getByTestId('step-last').click();
  await expect(page.getByTestId('trace-end')).toHaveText('It ended with ZeroDivisionError (line 2).');
  await expect(page.getByTestId('traceback')).toHaveText(/^Traceback \(most recent call last\):[\s\S]*line 2, in f[\s\S]*ZeroDivisionError: .*\s*$/);
  await expect(page.getByTestId('step-event')).toContainText('is raised in f (line 2)');
  await expect(page.getByTestId('step-event')).toContainText('ZeroDivisionError');
  await expect(page.getByTestId('state-row').filter({ hasText: 'raises' })).toContainText('ZeroDivisionError');
  await expect(markedLine(page)).toHaveText('2');
});

test('an endless loop ends at a limit, with its steps', async () => {
  await enterAndRun(page, 'n = 0\nwhile True:\n    n += 1\n');
  // Which limit comes first depends on the machine.
  await expect(page.getByTestId('trace-end')).toHaveAttribute('data-reason', /^(step|time|memory)-limit$/);
  await expect(page.getByTestId('trace-end')).toContainText('The steps so far are all here.');
  const count = await stepCount(page);
  expect(count).toBeGreaterThan(1000);
  await focusTrace(page);
  await page.keyboard.press('End');
  await expectStep(page, count);
  await expect(realValue(page, 'n')).toHaveText(/^\d{3,}$/);
  await goTo(page, 1000);
  await expect(realValue(page, 'n')).toHaveText(/^(498|499|500)$/);
  await expectUsable();
});

test('a person sets where a run ends', async () => {
  const limit = async (name: string, value: string): Promise<void> => {
    await page.getByTestId('limits').click();
    await page.getByTestId(`limit-${name}`).fill(value);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
  };
  await limit('maxSteps', '100');
  await enterAndRun(page, 'n = 0\nwhile True:\n    n += 1\n');
  await expect(page.getByTestId('trace-end')).toHaveText(/^Stopped after 100 recorded instructions/);
  // The address follows when nothing has changed for a moment; one without limits would mean the usual ones.
  await expect(page).toHaveURL(/[#&]limits=/);
  await page.reload();
  await idle(page);
  await page.getByTestId('limits').click();
  await expect(page.getByTestId('limit-maxSteps')).toHaveValue('100');
  await page.getByTestId('limits-default').click();
  await page.keyboard.press('Escape');
  await limit('maxRecursion', '60');
  await enterAndRun(page, 'def f(n):\n    return f(n + 1)\n', 'f(0)');
  await expect(page.getByTestId('trace-end')).toContainText('RecursionError');
  expect(await stepCount(page)).toBeLessThan(300);
  await page.getByTestId('limits').click();
  await page.getByTestId('limits-default').click();
  await expect(page.getByTestId('limit-maxSteps')).toHaveValue('1000000');
  await page.keyboard.press('Escape');
  await expectUsable();
});

test('a run that goes on and on can be stopped', async () => {
  // No step comes from inside of this call, and none of its limits is near.
  await enterProgram(page, 'x = 1\ny = sum(iter(int, 1))\n');
  await page.getByTestId('run').click();
  await page.getByTestId('stop').click();
  await idle(page);
  await expect(page.getByTestId('trace-end')).toHaveAttribute('data-reason', 'stopped');
  await expectUsable();
});

test('a program that eats memory ends, and the page lives', async () => {
  await enterAndRun(page, 'blocks = []\nwhile True:\n    blocks.append([0] * 1_000_000)\n');
  const end = page.getByTestId('trace-end');
  await expect(end).toHaveAttribute('data-reason', /^(memory-limit|exception)$/);
  await expect(end).toHaveText(/memory|MemoryError/i);
  expect(await stepCount(page)).toBeGreaterThan(3);
  await expectUsable();
});
