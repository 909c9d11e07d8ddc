/** What answers requests on an open session: that of the scratchpad, or that of a template (`others/`). */
import { GRAMMAR_VERSION, grammarVersionOf } from '../scratchpad/vocabulary.ts';
import type { PredictOptions } from './predict-task.ts';
import { predictFreeRunning, predictTeacherForced } from './predict.ts';
import { TextCache } from './text-cache.ts';
import type { FreeRunningRequest, TeacherForcedRequest } from './protocol.ts';
import type { Session } from './session.ts';

export interface Engine {
  teacherForced(request: TeacherForcedRequest, options: PredictOptions): Promise<void>;
  freeRunning(request: FreeRunningRequest, options: PredictOptions): Promise<void>;
  /** Gives back the caches that it keeps. */
  clear(): void;
}

/** Predictions in the scratchpad's own text. @param grammarVersion by which the model was trained. */
export function scratchpadEngine(session: Session, contextLength: number, grammarVersion: number = GRAMMAR_VERSION): Engine {
  const prefixes = new TextCache(session);
  const predictor = { session, prefixes, contextLength, grammarVersion: grammarVersionOf(grammarVersion) };
  return {
    teacherForced: (request, options) => predictTeacherForced(predictor, request, options),
    freeRunning: (request, options) => predictFreeRunning(predictor, request, options),
    clear: () => prefixes.clear(),
  };
}
