/** The tracer in a Chromium of its own: the same programs as under Node, start-up, and the memory of a long trace. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { preview } from 'vite';
import { buildHarness } from '../../../scripts/build-harness.ts';
import type { Granularity } from '../../trace/wire.ts';
import { CommandError } from '../arguments.ts';
import { BENCH_PROGRAMS } from '../bench-programs.ts';
import { launchChromium, type Chromium, type ChromiumPage } from '../page-bench/chromium.ts';
import { processorMs } from '../page-bench/process-memory.ts';
import { watchThreads } from '../page-bench/thread-tasks.ts';
import type { RebuildTimes } from './measures.ts';
import type { Place, Recorded } from './trace-bench.ts';

const PAGE = 'src/cli/trace-bench/index.html';
/** Short programs are recorded so often in a row, as the engine's compilers need. */
const REPEATS = 20;
const STARTS = 3;
const RESTARTS = 5;

/** The best of some starts. */
export interface Start {
  readonly ms: number;
  /** Processor time of all of the browser's processes together: what it would take at most on a machine that does nothing else. */
  readonly cpu_ms: number;
}

export interface ChromiumTrace extends Place {
  readonly chromium: string;
  readonly first_start: Start;
  readonly new_worker: Start;
  readonly long_trace_page_megabytes: number;
}

async function openPage(browser: Chromium, url: string): Promise<ChromiumPage> {
  const page = await browser.blankPage(1024, 768);
  await page.send('Page.navigate', { url });
  await page.evaluate(`new Promise((resolve) => { const look = () => window.traceBench ? resolve() : setTimeout(look, 5); look(); })`);
  return page;
}

/** The best of some times that `start` gives, by the page's clock, and of the processor time meanwhile. */
async function quickest(times: number, start: () => Promise<{ readonly browser: Chromium; readonly ms: () => Promise<number>; readonly close: () => Promise<void> }>): Promise<Start> {
  let best: Start = { ms: Infinity, cpu_ms: Infinity };
  for (let time = 0; time < times; time++) {
    const { browser, ms, close } = await start();
    try {
      const before = processorMs(browser.processId);
      best = { ms: Math.min(best.ms, await ms()), cpu_ms: Math.min(best.cpu_ms, processorMs(browser.processId) - before) };
    } finally {
      await close();
    }
  }
  return best;
}

/** From a page without Python to an interpreter that is ready, each time in a browser that has nothing yet. */
function firstStart(url: string): Promise<Start> {
  return quickest(STARTS, async () => {
    const browser = await launchChromium();
    const page = await openPage(browser, url);
    return { browser, ms: () => page.evaluate<number>('traceBench.start()'), close: () => browser.close() };
  });
}

/** From the end of an interpreter to the end of an empty program in the next one. */
function newWorker(browser: Chromium, page: ChromiumPage): Promise<Start> {
  return quickest(RESTARTS, async () => {
    await page.evaluate('traceBench.stop()');
    return { browser, ms: () => page.evaluate<number>('traceBench.restarted()'), close: () => Promise.resolve() };
  });
}

async function recorded(browser: Chromium, page: ChromiumPage, name: string, granularity: Granularity, repeats: number): Promise<Recorded> {
  const steps = await page.evaluate<number>(`traceBench.count(${JSON.stringify(name)}, '${granularity}')`);
  let seconds = Infinity;
  let cpuSeconds = Infinity;
  for (let repeat = 0; repeat < 3; repeat++) {
    const worker = await watchThreads(browser, 'DedicatedWorker thread', async () => {
      seconds = Math.min(seconds, await page.evaluate<number>(`traceBench.record(${JSON.stringify(name)}, '${granularity}', ${repeats})`));
    });
    cpuSeconds = Math.min(cpuSeconds, worker.total_cpu_ms / 1000 / repeats);
  }
  return { steps, seconds, cpu_seconds: cpuSeconds };
}

/** Megabytes of the page's own thread, what its arrays hold included, after a collection. */
async function pageMemory(page: ChromiumPage): Promise<number> {
  await page.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = (await page.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize: number };
  return (usedSize + backingStorageSize) / 1e6;
}

async function measure(browser: Chromium, page: ChromiumPage): Promise<Omit<ChromiumTrace, 'first_start'>> {
  await page.evaluate<number>('traceBench.start()');
  const programs: Record<string, Readonly<Record<Granularity, Recorded>>> = {};
  for (const { name } of BENCH_PROGRAMS) {
    programs[name] = {
      line: await recorded(browser, page, name, 'line', REPEATS),
      instruction: await recorded(browser, page, name, 'instruction', REPEATS),
    };
  }
  const longLines = await recorded(browser, page, 'long', 'line', 1);
  const nextWorker = await newWorker(browser, page);
  const before = await pageMemory(page);
  await page.evaluate(`traceBench.keep('long', 'instruction')`);
  const megabytes = (await pageMemory(page)) - before;
  const states = await page.evaluate<RebuildTimes>('traceBench.rebuild()');
  return { chromium: browser.version, programs, long_lines: longLines, states, new_worker: nextWorker, long_trace_page_megabytes: megabytes };
}

/** Builds the page (seconds; the Python files are cached) and measures. Rejects with `CommandError` where no Chromium starts. */
export async function benchTraceInChromium(): Promise<ChromiumTrace> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tracepad-trace-bench-'));
  await buildHarness(PAGE, folder);
  const server = await preview({ logLevel: 'silent', build: { outDir: folder }, preview: { host: '127.0.0.1', port: 0 } });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new CommandError('The page could not be served.');
  const url = `http://127.0.0.1:${address.port}/${PAGE}`;
  try {
    const first = await firstStart(url);
    const browser = await launchChromium();
    try {
      return { ...(await measure(browser, await openPage(browser, url))), first_start: first };
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
