/** What the page reads of every trace at once, built ahead of it: a long trace would hold the page up otherwise. */
import { lineSteps } from '../trace/line-steps.ts';
import { indexLoops } from '../trace/loops.ts';
import type { Trace } from '../trace/trace.ts';
import { scratchpadPlacesOf } from './trace-selectors.ts';

/** Records; less is read within a frame. */
const LONG = 50_000;

/** Records of a task that looks for loops: 10 ms of a slow machine. */
const LOOPS_AT_ONCE = 200_000;

/** Builds each index in tasks of its own. All of them are kept with the trace. */
export async function indexTrace(trace: Trace): Promise<void> {
  if (trace.recordCount < LONG) return;
  const builds = [() => lineSteps(trace), () => scratchpadPlacesOf(lineSteps(trace))];
  for (const build of builds) {
    await nextTask();
    build();
  }
  do await nextTask();
  while (!indexLoops(trace, LOOPS_AT_ONCE));
  await nextTask();
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
