import { expect, it } from 'vitest';
import { actInQuiz, createQuizStore, lastShown, questionOf, questionsOf, roundOf } from './quiz-store.ts';
import { markQuestion } from './quiz-round.ts';
import { SOURCE, smallTrace } from './testing/small-trace.ts';
import { createTraceStore, showTrace, type LoadedTrace } from './trace-store.ts';

function loadedTrace(call: string): LoadedTrace {
  const store = createTraceStore({ granularity: 'line', step: null });
  showTrace(store, smallTrace(), { code: SOURCE, call, stdin: '' });
  const { loaded } = store.getState();
  if (loaded === null) throw new Error('no trace');
  return loaded;
}

it('covers what follows the step that is asked from until it is answered, then what follows the answer', () => {
  const loaded = loadedTrace('f(3)');
  const store = createQuizStore();
  expect(lastShown(store.getState(), loaded)).toBeNull();

  actInQuiz(store, loaded, { kind: 'start' });
  const [first, second] = questionsOf(loaded);
  if (first === undefined || second === undefined) throw new Error('too few questions');
  const lineOf = (step: number): number => loaded.trace.lines[loaded.lines.recordOf(step as Parameters<typeof loaded.lines.recordOf>[0])] ?? 0;
  const line = (): number => loaded.trace.lines[lastShown(store.getState(), loaded) ?? -1] ?? 0;
  expect(questionOf(store.getState(), loaded)).toBe(first);
  expect(line()).toBe(lineOf(first.from));

  actInQuiz(store, loaded, { kind: 'answer', marks: markQuestion(first, new Map(), undefined) });
  expect(line()).toBe(lineOf(first.from + 1));
  actInQuiz(store, loaded, { kind: 'next', questions: questionsOf(loaded).length });
  expect(questionOf(store.getState(), loaded)).toBe(second);

  actInQuiz(store, loaded, { kind: 'stop' });
  expect(lastShown(store.getState(), loaded)).toBeNull();
});

it('keeps a round while the same program is traced anew, and none of another program', () => {
  const store = createQuizStore();
  actInQuiz(store, loadedTrace('f(3)'), { kind: 'start' });
  expect(roundOf(store.getState(), loadedTrace('f(3)')).kind).toBe('asking');
  expect(roundOf(store.getState(), loadedTrace('f(4)')).kind).toBe('none');
  expect(lastShown(store.getState(), loadedTrace('f(4)'))).toBeNull();
});
