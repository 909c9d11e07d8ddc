/** The turns of the loops in view, as segments along the bars of the calls that they run in. */
import { firstStepFrom } from '../../trace/line-steps.ts';
import type { StepIndex, StepList } from '../../trace/line-steps.ts';
import { loopsAt, type LoopRun } from '../../trace/loops.ts';
import type { TimelineAxis } from './axis.ts';
import { MOST_STEPS } from './call-bars.ts';
import type { TimelineWindow } from './timeline-window.ts';

export interface Turn {
  /** Depth of the call that the loop is in; 1 = outermost. */
  readonly depth: number;
  /** 0 = the outermost loop of the call. */
  readonly level: number;
  /** Steps of the list; `end` is one past the last. */
  readonly start: number;
  readonly end: number;
}

/** Deeper nested loops have no room. */
const MOST_LEVELS = 3;

/** The turns that have a step of their own frame in the window; none where too many steps are in view. */
export function turnsInView(steps: StepList, window: TimelineWindow, axis: TimelineAxis): readonly Turn[] {
  if (window.length > MOST_STEPS) return [];
  const { trace } = steps;
  const turns: Turn[] = [];
  const last = new Map<LoopRun, number>();
  const until = Math.min(steps.count, Math.ceil(axis.stepAt(window.first + window.length)));
  for (let step = Math.floor(axis.stepAt(window.first)); step < until; step = axis.foldAt(step)?.end ?? step + 1) {
    if (axis.foldAt(step) !== null) continue;
    const record = steps.recordOf(step as StepIndex);
    loopsAt(trace, record).forEach(({ run, turn }, level) => {
      const first = run.turns[turn - 1];
      if (level >= MOST_LEVELS || last.get(run) === turn || first === undefined) return;
      last.set(run, turn);
      turns.push({ depth: trace.depths[record] ?? 1, level, start: firstStepFrom(steps, first), end: firstStepFrom(steps, run.turns[turn] ?? run.left ?? run.end) });
    });
  }
  return turns;
}
