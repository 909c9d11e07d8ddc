import { useState } from 'react';
import { foldingAt, type Folding } from '../../trace/folds.ts';
import type { StepIndex, StepList } from '../../trace/line-steps.ts';
import { foldedAxis, plainAxis, type TimelineAxis } from './axis.ts';

/** Depths that have no row while a step is shown. */
interface HiddenDepths {
  readonly step: number;
  readonly depths: Folding['hiddenDepths'];
}

interface Folds {
  readonly axis: TimelineAxis;
  readonly hiddenDepths: HiddenDepths;
}

interface Kept extends Folds {
  readonly steps: StepList | null;
  readonly step: number;
  readonly folded: boolean;
  /** Tells whether other folds are the same ones. */
  readonly key: string;
}

/**
 * The axis of the timeline for a step. Within one turn of the same loops it stays the same, and while it is held: what
 * is under a pointer must not move away from it.
 */
export function useFolds(steps: StepList | null, step: number, folded: boolean): Folds & { readonly hold: (isHeld: boolean) => void } {
  const [isHeld, hold] = useState(false);
  const [kept, setKept] = useState<Kept>(() => keep(null, steps, step, folded));
  let current = kept;
  const isOther = kept.steps !== steps || kept.folded !== folded;
  if (isOther || (folded && kept.step !== step && !isHeld)) {
    current = keep(isOther ? null : kept, steps, step, folded);
    setKept(current);
  }
  return { axis: current.axis, hiddenDepths: current.hiddenDepths, hold };
}

function keep(before: Kept | null, steps: StepList | null, step: number, folded: boolean): Kept {
  const count = steps?.count ?? 0;
  if (!folded || steps === null || step >= count) return { steps, step, folded, key: '', axis: plainAxis(count), hiddenDepths: { step, depths: [] } };
  const { folds, hiddenDepths: depths } = foldingAt(steps, step as StepIndex);
  const key = folds.map(({ start, end }) => `${start}-${end}`).join();
  if (before?.key === key) return { ...before, step };
  return { steps, step, folded, key, axis: foldedAxis(count, folds), hiddenDepths: { step, depths } };
}
