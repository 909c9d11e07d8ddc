/** What threads of one kind did during a piece of work: their longest tasks, by the clock and by processor time. */
import type { Chromium, ProtocolObject } from './chromium.ts';

export interface ThreadTasks {
  readonly tasks: number;
  /** By the clock. On a busy machine a task waits for others, so processor time tells more about the page. */
  readonly longest_ms: number;
  readonly longest_cpu_ms: number;
  /** Tasks of over 50 ms: what a person feels as a stall. */
  readonly stalls: number;
  readonly cpu_stalls: number;
  readonly total_cpu_ms: number;
}

const STALL_MS = 50;
const CATEGORY = 'disabled-by-default-devtools.timeline';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Main threads of pages; dedicated workers. By the names that Chromium gives them. */
export type ThreadKind = 'CrRendererMain' | 'DedicatedWorker thread';

/** Records the tasks of the main threads of all renderers while `work` goes on. */
export function watchMainThread(browser: Chromium, work: () => Promise<void>): Promise<ThreadTasks> {
  return watchThreads(browser, 'CrRendererMain', work);
}

/** Records the tasks of the threads of a kind in all renderers while `work` goes on. */
export async function watchThreads(browser: Chromium, kind: ThreadKind, work: () => Promise<void>): Promise<ThreadTasks> {
  const events: TraceEvent[] = [];
  let collecting: TraceEvent[] | null = events;
  let complete = (): void => undefined;
  browser.on('Tracing.dataCollected', ({ value }: ProtocolObject) => collecting?.push(...(value as TraceEvent[])));
  browser.on('Tracing.tracingComplete', () => complete());
  await browser.send('Tracing.start', { traceConfig: { includedCategories: [CATEGORY], excludedCategories: ['*'] }, transferMode: 'ReportEvents' });
  await work();
  const written = new Promise<void>((resolve) => (complete = resolve));
  await browser.send('Tracing.end');
  await written;
  collecting = null;
  return summary(events, kind);
}

function summary(events: readonly TraceEvent[], kind: ThreadKind): ThreadTasks {
  const threads = new Set(events.filter((event) => event.name === 'thread_name' && event.args.name === kind).map((event) => `${event.pid}/${event.tid}`));
  const tasks = events.filter((event) => event.name === 'RunTask' && event.ph === 'X' && threads.has(`${event.pid}/${event.tid}`));
  const wall = tasks.map((task) => (task.dur ?? 0) / 1000);
  const cpu = tasks.map((task) => (task.tdur ?? 0) / 1000);
  return {
    tasks: tasks.length,
    longest_ms: Math.max(0, ...wall),
    longest_cpu_ms: Math.max(0, ...cpu),
    stalls: wall.filter((time) => time > STALL_MS).length,
    cpu_stalls: cpu.filter((time) => time > STALL_MS).length,
    total_cpu_ms: cpu.reduce((sum, time) => sum + time, 0),
  };
}
