/**
 * `bench page`: the built app in a Chromium of its own. Memory of all processes, time to the first trace and the next
 * ones, time to the first prediction, what predicting a trace and scrubbing a long one do to the main thread, and what a
 * step and a frame of the timeline cost in a trace of a million steps.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { preview } from 'vite';
import { CommandError } from '../arguments.ts';
import { launchChromium, type Chromium, type ChromiumPage } from './chromium.ts';
import { watchMainThread, type ThreadTasks } from './thread-tasks.ts';
import { processMemory } from './process-memory.ts';

const WIDTH = 1440;
const HEIGHT = 900;
const NEXT_TRACES = 5;
/**
 * Memory is taken after the first run, and twice after the last of several: soon, with what no collector has come for yet, and
 * when the page has come to rest.
 */
const SOON_MS = 4000;
/**
 * V8 collects what it has left lying about 8 seconds after a page has gone quiet, in one or two passes; a service worker, of the
 * page's process, ends 30 seconds after it was last asked for something.
 */
const REST_MS = 45_000;

/** 37 numbers from 3,038 on: 14,008 line steps. */
const COLLATZ = `def collatz(n):
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps

def longest(first, last):
    best = 0
    for n in range(first, last):
        best = max(best, collatz(n))
    return best
`;
const COLLATZ_CALL = 'longest(3038, 3075)';

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Put into each page before its own scripts: notes when things first stand on it, by the page's own clock. */
const WATCH = `(() => {
  const seen = {};
  const look = () => {
    const has = (selector) => document.querySelector(selector) !== null;
    const note = (name, is) => { if (is && !(name in seen)) seen[name] = performance.now(); };
    note('run_button', has('[data-testid="run"]:not(:disabled)'));
    // The recording that stands there from the beginning is not what was asked for.
    note('trace', has('[data-testid="step-counter"][data-count]') && !has('[data-testid="recorded-mark"]'));
    note('editor', has('[data-testid="monaco"] .view-line'));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
  addEventListener('DOMContentLoaded', look);
  window.tracepadBench = seen;
})()`;

const IDLE = `new Promise((resolve) => { const look = () => document.documentElement.dataset.idle === 'true' ? resolve() : setTimeout(look, 20); look(); })`;

/** Runs the program and resolves with the milliseconds until its trace is on the page. */
const RUN_AGAIN = `new Promise((resolve) => {
  const started = performance.now();
  const ready = () => document.querySelector('[data-testid="run"]:not(:disabled)');
  ready().click();
  let busy = false;
  const watch = new MutationObserver(() => {
    if (!ready()) busy = true;
    else if (busy) { watch.disconnect(); resolve(performance.now() - started); }
  });
  watch.observe(document, { childList: true, subtree: true, attributes: true });
})`;

/** Steps on and resolves with the milliseconds until a prediction about that step is on the page. */
const FIRST_PREDICTION = `new Promise((resolve) => {
  const started = performance.now();
  const done = () => document.querySelector('[data-prediction="state"], [data-prediction="malformed"]');
  document.querySelector('[data-testid="step-forward"]').click();
  const look = () => done() ? resolve(performance.now() - started) : setTimeout(look, 1);
  look();
})`;

interface Memory {
  /** Proportional set size of all processes. */
  readonly megabytes: number;
  /** The sum of what each process has to itself. */
  readonly private_megabytes: number;
  readonly processes: readonly string[];
}

function memoryOf(browser: Chromium): Memory | null {
  const processes = processMemory(browser.processId);
  if (processes === null) return null;
  const one = (value: number): string => value.toFixed(0);
  return {
    megabytes: Math.round(processes.reduce((sum, { megabytes }) => sum + megabytes, 0)),
    private_megabytes: Math.round(processes.reduce((sum, memory) => sum + memory.private_megabytes, 0)),
    processes: processes.map((memory) => `${memory.role}: ${one(memory.megabytes)} (${one(memory.private_megabytes)} private, ${one(memory.anonymous_megabytes)} anonymous)`),
  };
}

/** Loads an address anew, whatever part of it is the fragment. */
async function load(page: ChromiumPage, url: string): Promise<void> {
  await page.send('Page.navigate', { url: 'about:blank' });
  await page.send('Page.navigate', { url });
}

/** Waits for something that `WATCH` notes: milliseconds since the navigation began. */
function noted(page: ChromiumPage, name: string): Promise<number> {
  return page.evaluate(`new Promise((resolve) => { const look = () => window.tracepadBench?.${name} === undefined ? setTimeout(look, 5) : resolve(window.tracepadBench.${name}); look(); })`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Run is pressed as soon as it can be, as by a person who knows the page. */
async function coldStart(page: ChromiumPage): Promise<Record<string, number>> {
  const interactive = await noted(page, 'run_button');
  await page.evaluate(`document.querySelector('[data-testid="run"]').click()`);
  const firstTrace = await noted(page, 'trace');
  const editor = await noted(page, 'editor');
  const firstPaint = await page.evaluate<number>(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1`);
  return { first_paint_ms: firstPaint, run_button_ms: interactive, editor_ms: editor, first_trace_ms: firstTrace };
}

async function mouse(page: ChromiumPage, type: string, x: number, y: number): Promise<void> {
  await page.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1 });
}

async function drag(page: ChromiumPage, selector: string): Promise<void> {
  const box = await page.evaluate<{ x: number; y: number; width: number; height: number }>(`document.querySelector('${selector}').getBoundingClientRect().toJSON()`);
  const y = box.y + box.height / 2;
  const moves = 150;
  await mouse(page, 'mousePressed', box.x + 2, y);
  for (let move = 0; move <= 2 * moves; move++) await mouse(page, 'mouseMoved', box.x + (box.width * (move <= moves ? move : 2 * moves - move)) / moves, y);
  await mouse(page, 'mouseReleased', box.x + 2, y);
}

async function holdKey(page: ChromiumPage, key: string, times: number): Promise<void> {
  await page.evaluate(`document.querySelector('[data-testid="trace-area"]').focus()`);
  for (let time = 0; time < times; time++) await page.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code: key, autoRepeat: time > 0 });
  await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key });
}

/** Ends at the tracer's limit: 1,000,000 instructions, which are some 200,000 line steps. */
const ENDLESS = `total = 0
n = 0
while True:
    total += n
    n += 1
`;

/** Wheel events of a device that sends one a frame: first into the picture, then along it, then out again. */
async function panAndZoom(page: ChromiumPage): Promise<void> {
  const box = await page.evaluate<{ x: number; y: number; width: number; height: number }>(`document.querySelector('[data-testid="timeline"] canvas').getBoundingClientRect().toJSON()`);
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const wheel = (deltaX: number, deltaY: number): Promise<unknown> => page.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX, deltaY });
  for (let event = 0; event < 60; event++) await wheel(0, -60);
  for (let event = 0; event < 80; event++) await wheel(event < 40 ? 90 : -90, 0);
  for (let event = 0; event < 60; event++) await wheel(0, 60);
}

/** How often the page has painted is counted by itself. */
const COUNT_FRAMES = `(() => { window.tracepadFrames = 0; const count = () => { window.tracepadFrames++; requestAnimationFrame(count); }; requestAnimationFrame(count); })()`;

/** Processor time that the main thread takes for a frame of the work, in ms: what is over 16 does not make 60 frames a second. */
async function perFrame(browser: Chromium, page: ChromiumPage, work: () => Promise<void>): Promise<Record<string, number>> {
  const frames = (): Promise<number> => page.evaluate<number>('window.tracepadFrames');
  const before = await frames();
  const thread = await watchMainThread(browser, work);
  const count = (await frames()) - before;
  return { frames: count, cpu_ms_a_frame: thread.total_cpu_ms / Math.max(1, count), longest_cpu_ms: thread.longest_cpu_ms };
}

/** Processor time of the main thread for one step shown: the key, the page's work, layout and paint. */
async function perStep(browser: Chromium, page: ChromiumPage): Promise<Record<string, number>> {
  const steps = 100;
  const thread = await watchMainThread(browser, async () => {
    await page.evaluate(`(async () => {
  document.querySelector('[data-testid="trace-area"]').focus();
  for (let step = 0; step < ${steps}; step++) {
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: step % 20 === 19 ? 'End' : 'ArrowLeft', bubbles: true, cancelable: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  }
})()`);
  });
  return { cpu_ms_a_step: thread.total_cpu_ms / steps, longest_cpu_ms: thread.longest_cpu_ms };
}

async function longTrace(browser: Chromium, page: ChromiumPage, base: string): Promise<Record<string, unknown>> {
  await load(page, `${base}#v=1&code=${deflateRawSync(Buffer.from(ENDLESS)).toString('base64url')}`);
  await noted(page, 'run_button');
  await page.evaluate(IDLE);
  await page.evaluate(COUNT_FRAMES);
  console.error('a million steps …');
  const arrived = await watchMainThread(browser, async () => {
    await page.evaluate(RUN_AGAIN);
  });
  const result: Record<string, unknown> = { arrived };
  for (const [index, granularity] of ['line', 'instruction'].entries()) {
    console.error(`  by ${granularity} …`);
    await page.evaluate(`document.querySelectorAll('[data-testid="granularity"] button')[${index}].click()`);
    await sleep(1500);
    const count = await page.evaluate<number>(`Number(document.querySelector('[data-testid="step-counter"]').dataset.count)`);
    result[granularity] = { steps: count, step: await perStep(browser, page), timeline: await perFrame(browser, page, () => panAndZoom(page)) };
  }
  return result;
}

/** Milliseconds from a key press to the frame that shows the step, as the page itself sees them: the middle and the worst of many. */
const STEP_TO_PAINT = `(async () => {
  const times = [];
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  document.querySelector('[data-testid="trace-area"]').focus();
  for (let step = 0; step < 60; step++) {
    await frame();
    const started = performance.now();
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: step % 20 === 19 ? 'End' : 'ArrowLeft', bubbles: true, cancelable: true }));
    await frame();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { median_ms: times[30], worst_ms: times[59] };
})()`;

async function profiled(page: ChromiumPage, file: string | null, work: () => Promise<void>): Promise<void> {
  if (file === null) return work();
  await page.send('Profiler.enable');
  await page.send('Profiler.setSamplingInterval', { interval: 500 });
  await page.send('Profiler.start');
  await work();
  const { profile } = await page.send('Profiler.stop');
  writeFileSync(file, JSON.stringify(profile));
  await page.send('Profiler.disable');
  return undefined;
}

async function scrub(browser: Chromium, page: ChromiumPage, base: string, profiles: string | null): Promise<Record<string, unknown>> {
  const code = deflateRawSync(Buffer.from(COLLATZ)).toString('base64url');
  await load(page, `${base}#v=1&code=${code}&call=${encodeURIComponent(COLLATZ_CALL)}`);
  await noted(page, 'run_button');
  await page.evaluate(IDLE);
  const result: Record<string, unknown> = {};
  const watch = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    console.error(`${name} …`);
    const file = profiles === null ? null : path.join(profiles, `${name}.cpuprofile`);
    let thread: ThreadTasks | null = null;
    await profiled(page, file, async () => {
      thread = await watchMainThread(browser, async () => {
        await work();
      });
    });
    result[name] = thread;
  };
  // Predictions go on meanwhile, as they do for a person.
  await watch('traced_and_shown', () => page.evaluate(RUN_AGAIN));
  result['line_steps'] = await page.evaluate<number>(`Number(document.querySelector('[data-testid="step-counter"]').dataset.count)`);
  await watch('slider_dragged', () => drag(page, '[data-testid="step-slider"]'));
  await watch('timeline_dragged', () => drag(page, '[data-testid="timeline"] canvas'));
  await watch('key_held', () => holdKey(page, 'ArrowRight', 200));
  await watch('played', async () => {
    await page.evaluate(`(document.querySelector('select[class*="speed"]').selectedIndex = 3, document.querySelector('select[class*="speed"]').dispatchEvent(new Event('change', { bubbles: true })), document.querySelector('[data-testid="step-play"]').click())`);
    await sleep(4000);
    await page.evaluate(`document.querySelector('[data-testid="step-play"]').click()`);
  });
  result['step_to_paint'] = await page.evaluate(STEP_TO_PAINT);
  return result;
}

/** 448 line steps after the first, all of them in sight of the model. */
const PREDICTED_CALL = 'collatz(27)';

/** What the main thread does, and how often it paints, while a warm model predicts a whole trace. */
export async function predicting(browser: Chromium, page: ChromiumPage, base: string): Promise<Record<string, number>> {
  await load(page, `${base}#v=1&code=${deflateRawSync(Buffer.from(COLLATZ)).toString('base64url')}&call=${encodeURIComponent(PREDICTED_CALL)}`);
  await noted(page, 'run_button');
  await page.evaluate(RUN_AGAIN);
  await page.evaluate(IDLE);
  await page.evaluate(COUNT_FRAMES);
  console.error('predicting …');
  const started = performance.now();
  const frames = await perFrame(browser, page, async () => {
    await page.evaluate(RUN_AGAIN);
    await page.evaluate(IDLE);
  });
  const seconds = (performance.now() - started) / 1000;
  const steps = await page.evaluate<number>(`Number(document.querySelector('[data-testid="accuracy"]').dataset.predicted)`);
  return { steps, seconds, frames_a_second: (frames['frames'] ?? 0) / seconds, ...frames };
}

/** @param profiles folder for CPU profiles of the scrubbing; null for none. */
export async function benchPage(profiles: string | null): Promise<Record<string, unknown>> {
  const server = await preview({ logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new CommandError('The built app could not be served.');
  const base = `http://127.0.0.1:${address.port}/`;
  const browser = await launchChromium();
  try {
    await sleep(2000);
    const page = await browser.blankPage(WIDTH, HEIGHT);
    const blank = memoryOf(browser);
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
    await load(page, base);
    const cold = await coldStart(page);
    await page.evaluate(IDLE);
    await sleep(SOON_MS);
    const firstRun = memoryOf(browser);
    const next: number[] = [];
    for (let run = 0; run < NEXT_TRACES; run++) {
      next.push(await page.evaluate<number>(RUN_AGAIN));
      await page.evaluate(IDLE);
    }
    await page.evaluate(RUN_AGAIN);
    const firstPrediction = await page.evaluate<number>(FIRST_PREDICTION);
    await page.evaluate(IDLE);
    await sleep(SOON_MS);
    const soon = memoryOf(browser);
    await sleep(REST_MS - SOON_MS);
    const atRest = memoryOf(browser);
    return {
      chromium: browser.version,
      cold: { ...cold, next_trace_ms: median(next), first_prediction_ms: firstPrediction },
      memory: { blank, with_trace_and_model: { after_first_run: firstRun, soon, at_rest: atRest } },
      predicting: await predicting(browser, page, base),
      scrub: await scrub(browser, page, base, profiles),
      long: await longTrace(browser, page, base),
    };
  } finally {
    await browser.close();
    await server.close();
  }
}
