import { useStore } from 'zustand';
import { stepViewOf } from '../../state/step-view.ts';
import { placeOf } from '../../state/trace-selectors.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { useMemo } from 'react';
import { NO_MARKS, type LineMarks } from './line-marks.ts';

/** What to mark in the code now. Nothing while the code is another than the one that was traced. */
export function useMarks(app: Tracepad): LineMarks {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const code = useStore(app.program, (program) => program.code);
  const lit = useStore(app.highlight, (highlight) => highlight.range);
  const shown = view.loaded?.program.code === code ? stepViewOf(view, predictions) : null;
  return useMemo(() => {
    if (shown === null) return NO_MARKS;
    const { steps, step, place } = shown;
    const before = step === 0 ? null : placeOf(steps, step - 1);
    const predicted = shown.prediction.kind === 'state' ? shown.prediction.state.frames.at(-1) : undefined;
    const instruction = steps.granularity === 'instruction' ? steps.trace.instructionAt(place.record) : null;
    return {
      now: place.line,
      before: before === null || before.line === place.line ? null : before.line,
      predicted: predicted === undefined || predicted.line === place.line ? null : predicted.line,
      range: instruction?.range ?? null,
      lit,
    };
  }, [shown, lit]);
}
