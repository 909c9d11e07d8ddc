/** The sentence of the step on the page. */
import type { StepIndex } from '../trace/line-steps.ts';
import { stepFacts } from '../trace/step-facts.ts';
import { sentenceText, stepSentence, type Sentence } from '../trace/step-sentence.ts';
import { stepsOfView, type TraceView } from './trace-store.ts';

const EMPTY: Sentence = [];
let last: { readonly view: TraceView; readonly sentence: Sentence } | null = null;

/** What happened on the way to the step on the page; empty where there is none. Computed once for all who show it. */
export function sentenceOfView(view: TraceView): Sentence {
  if (last?.view === view) return last.sentence;
  const steps = stepsOfView(view);
  const sentence = steps === null || steps.count === 0 ? EMPTY : stepSentence(stepFacts(steps, view.step as StepIndex, steps.trace.header.source.split('\n')));
  last = { view, sentence };
  return sentence;
}

/** The same as plain text. */
export function sentenceTextOfView(view: TraceView): string {
  return sentenceText(sentenceOfView(view));
}
