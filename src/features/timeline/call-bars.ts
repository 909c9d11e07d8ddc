/** The activations in view, as bars in rows by call depth: what a person sees once single steps have room. */
import type { StepIndex, StepList } from '../../trace/line-steps.ts';
import type { TimelineAxis } from './axis.ts';
import type { TimelineWindow } from './timeline-window.ts';

export interface CallBar {
  /** 1 = outermost. */
  readonly depth: number;
  /** Steps of the list; `end` is one past the last. A bar that goes on beyond the window is cut there. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** With more steps than this in view bars would be slivers; the outline of the depths is drawn instead. */
export const MOST_STEPS = 3000;

/**
 * Bars of the activations that have a step, or are on the call stack, in the window; null where too many steps are in
 * view. Of a fold only the calls that go on around it.
 */
export function callBars(steps: StepList, window: TimelineWindow, axis: TimelineAxis): readonly CallBar[] | null {
  if (window.length > MOST_STEPS || steps.count === 0) return null;
  const { trace } = steps;
  const from = Math.floor(axis.stepAt(window.first));
  const until = Math.min(steps.count, Math.ceil(axis.stepAt(window.first + window.length)));
  const bars: CallBar[] = [];
  const open: { frame: number; start: number }[] = [];
  const close = (depth: number, end: number): void => {
    while (open.length > depth) {
      const bar = open.pop();
      if (bar === undefined) return;
      const code = trace.header.codes[trace.store.frameCodes.data[bar.frame] ?? 0];
      bars.push({ depth: open.length + 1, start: bar.start, end, name: code?.name ?? '' });
    }
  };
  for (let step = from; step < until; ) {
    const stack: number[] = [];
    let record: number = steps.recordOf(step as StepIndex);
    const fold = axis.foldAt(step);
    const deepest = Math.min(trace.depths[record] ?? 1, fold?.depth ?? Infinity);
    for (let depth = trace.depths[record] ?? 1; depth > deepest && record >= 0; depth -= 1) record = trace.callers[record] ?? -1;
    // Only as far down as it differs from the step before: mostly one frame.
    for (let depth = deepest; depth >= 1 && record >= 0; depth -= 1) {
      const frame = trace.frameIds[record] ?? 0;
      if (open[depth - 1]?.frame === frame) break;
      stack.push(frame);
      record = trace.callers[record] ?? -1;
    }
    close(deepest - stack.length, step);
    for (const frame of stack.reverse()) open.push({ frame, start: step });
    step = fold?.end ?? step + 1;
  }
  close(0, until);
  return bars;
}
