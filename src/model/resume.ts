/** What is left of a request when the place where the model ran was lost in the middle of it. */
import { DEFAULT_TASK } from './protocol.ts';
import type { FreeRunningRequest, StepPrediction, TeacherForcedRequest } from './protocol.ts';

/** @param done the predictions that were handed over. */
export function restOfTeacherForced(request: TeacherForcedRequest, done: readonly StepPrediction[]): TeacherForcedRequest {
  const known = new Set(done.map((prediction) => prediction.from));
  return { ...request, steps: request.steps.filter((step) => !known.has(step.from)) };
}

/**
 * Goes on from the last predicted state where each step is predicted by itself. A history is one text, so it is written
 * again; what was handed over of it comes out the same and is passed over (`skip`).
 * @returns null where the last prediction was no state: the run had ended.
 */
export function restOfFreeRunning(request: FreeRunningRequest, done: readonly StepPrediction[]): { readonly request: FreeRunningRequest; readonly skip: number } | null {
  const last = done.at(-1);
  if (!last) return { request, skip: 0 };
  if ((request.task ?? DEFAULT_TASK).strategy !== 'dynamic') return { request, skip: done.length };
  if (last.outcome.kind !== 'state') return null;
  return {
    request: {
      ...request,
      from: request.from + done.length,
      start: last.outcome.state,
      truth: request.truth.slice(done.length),
      maxSteps: request.maxSteps - done.length,
    },
    skip: 0,
  };
}
