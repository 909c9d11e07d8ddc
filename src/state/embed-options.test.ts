import { describe, expect, it } from 'vitest';
import { embedOptions, keepInRange } from './embed-options.ts';
import { smallTrace } from './testing/small-trace.ts';
import { createTraceStore, goToStep, rangeOfView, setGranularity, showTrace } from './trace-store.ts';

describe('embed options', () => {
  it('reads what is good and passes over the rest', () => {
    expect(embedOptions('#v=2&steps=10-40&theme=dark&edit=1')).toEqual({ steps: { first: 9, last: 39 }, theme: 'dark', edit: true });
    for (const bad of ['', '#steps=0-3', '#steps=9-3', '#steps=a-b&theme=pink&edit=yes', '#steps=1-999999999999']) {
      expect(embedOptions(bad), bad).toEqual({ steps: null, theme: 'system', edit: false });
    }
  });

  it('keeps the steps in the range', () => {
    const store = createTraceStore({ granularity: 'line', step: null });
    keepInRange(store, embedOptions('#steps=2-4'));
    showTrace(store, smallTrace(), { code: '', call: '', stdin: '' });
    expect(store.getState().step).toBe(1);
    goToStep(store, 4);
    expect(store.getState().step).toBe(3);
    goToStep(store, 0);
    expect(store.getState().step).toBe(1);
    goToStep(store, 2);
    expect(store.getState().step).toBe(2);
    // The range counts lines.
    setGranularity(store, 'instruction');
    expect(store.getState()).toMatchObject({ granularity: 'line', step: 2 });

    const short = createTraceStore({ granularity: 'line', step: null });
    keepInRange(short, embedOptions('#steps=40-50'));
    showTrace(short, smallTrace(), { code: '', call: '', stdin: '' });
    expect(short.getState().step).toBe(4);
    expect(rangeOfView(short.getState())).toEqual({ first: 4, last: 4 });

    const shown = createTraceStore({ granularity: 'line', step: null });
    showTrace(shown, smallTrace(), { code: '', call: '', stdin: '' });
    keepInRange(shown, embedOptions('#steps=2-4'));
    expect(shown.getState().step).toBe(1);
  });
});
