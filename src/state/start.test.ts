/** The page's state as a whole, over fakes: what a person does, from the link to the last prediction. */
import { describe, expect, it } from 'vitest';
import { PythonStartError } from '../python/protocol.ts';
import type { StepPrediction } from '../model/protocol.ts';
import { startTracepad } from './start.ts';
import { stepViewOf } from './step-view.ts';
import { page, settled } from './testing/fake-page.ts';
import { fakeModel, fakePython } from './testing/small-trace.ts';
import type { Tracepad } from './tracepad.ts';
import { DEFAULT_STATE, encodeUrlState } from './url-state.ts';

function shown(app: Tracepad): ReturnType<typeof stepViewOf> {
  return stepViewOf(app.trace.getState(), app.predictions.getState());
}

describe('the page', () => {
  it('runs, steps, predicts and changes the size of a step in place', async () => {
    const parts = page();
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    expect(app.run.getState()).toMatchObject({ kind: 'ended', end: { reason: 'finished' } });
    expect(shown(app)?.prediction.kind).toBe('first-step');
    expect(app.predictions.getState().tables?.forced.tally).toMatchObject({ predicted: 4, full: 4 });
    app.navigation.forward();
    app.navigation.forward();
    expect(shown(app)?.place).toMatchObject({ line: 3, event: 'line', functionName: 'f' });
    expect(shown(app)?.groups[0]?.rows.map((row) => [row.name, row.real, row.verdict, row.changed])).toEqual([
      ['n', '3', 'same', false],
      ['x', '3', 'same', true],
    ]);
    app.navigation.toggleGranularity();
    expect(app.trace.getState().step).toBe(3);
    expect(shown(app)?.prediction.kind).toBe('state');
    app.navigation.forward();
    expect(shown(app)?.prediction.kind).toBe('inside-line');
    app.navigation.toggleGranularity();
    expect(app.trace.getState().step).toBe(2);
  });

  it('goes between wrong predictions', async () => {
    const wrong = (prediction: StepPrediction): StepPrediction => {
      if (prediction.outcome.kind !== 'state' || prediction.from % 2 === 0) return prediction;
      return { ...prediction, outcome: { kind: 'malformed', at: 1, message: 'no value' } };
    };
    const parts = page({ createModel: () => fakeModel(wrong) });
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    app.navigation.divergence('forward');
    expect(app.trace.getState().step).toBe(2);
    expect(shown(app)?.prediction).toMatchObject({ kind: 'malformed', message: 'no value', at: 1 });
    app.navigation.divergence('forward');
    expect(app.trace.getState().step).toBe(4);
    app.navigation.divergence('forward');
    expect(app.trace.getState().step).toBe(4);
    app.navigation.divergence('back');
    expect(app.trace.getState().step).toBe(2);
  });

  it('free-running fills a table of its own', async () => {
    const parts = page();
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    app.models.setMode('free-running');
    await settled(parts.board);
    const { tables } = app.predictions.getState();
    expect(tables?.free.tally.predicted).toBe(4);
    expect(tables?.free.ended).toBe(true);
  });

  it('goes on without a model, and says why', async () => {
    const missing = { ...fakeModel(), load: () => Promise.resolve({ ok: false as const, error: { failure: 'manifest-missing' as const, message: '404' } }) };
    const parts = page({ createModel: () => missing });
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    app.navigation.forward();
    expect(app.predictions.getState().model).toMatchObject({ kind: 'failed', error: { failure: 'manifest-missing' } });
    expect(shown(app)?.prediction.kind).toBe('no-model');
  });

  it('gives up on a model that says nothing, rather than ask for ever', async () => {
    const silent = { ...fakeModel(), teacherForced: () => Promise.resolve({ ok: true as const, value: undefined }) };
    const parts = page({ createModel: () => silent });
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    expect(app.predictions.getState().activity.kind).toBe('failed');
  });

  it('opens a link without running anything, and keeps its place when the person runs it', async () => {
    const python = fakePython();
    const fragment = encodeUrlState({ ...DEFAULT_STATE, code: 'y = 2', call: 'f(3)', stdin: 'a\nb', granularity: 'instruction', mode: 'free-running', step: 5 });
    const parts = page({ fragment, createPython: () => python });
    const app = await startTracepad(parts);
    expect(python.requests).toHaveLength(0);
    expect(app.program.getState()).toEqual({ code: 'y = 2', call: 'f(3)', stdin: 'a\nb' });
    expect(app.notices.getState().link).toMatchObject({ kind: 'link-opened', hasCode: true });
    expect(app.shareLink()).toEqual({ address: `https://example.org/app/${fragment}`, holds: 'none' });
    await app.runs.run();
    await settled(parts.board);
    expect(python.requests[0]).toMatchObject({ source: 'y = 2', call: 'f(3)', stdin: ['a', 'b'] });
    expect(app.trace.getState()).toMatchObject({ granularity: 'instruction', step: 5 });
    expect(app.notices.getState().link).toBeNull();
    await app.runs.run();
    expect(app.trace.getState().step).toBe(0);
  });

  it('opens on the first program where a link is damaged', async () => {
    const app = await startTracepad(page({ fragment: '#v=99&code=zzz' }));
    expect(app.program.getState().code).toBe('x = 1');
    expect(app.notices.getState().link).toEqual({ kind: 'link-bad', error: { kind: 'too-new', version: 99, newest: 2 } });
  });

  it('says why Python did not start and tries again at the next run', async () => {
    let attempts = 0;
    const createPython = (): ReturnType<typeof fakePython> => {
      attempts += 1;
      if (attempts > 1) return fakePython();
      const ready = Promise.reject(new PythonStartError('assets-missing', 'loader.bin: 404'));
      ready.catch(() => undefined);
      return fakePython({ ready });
    };
    const parts = page({ createPython });
    const app = await startTracepad(parts);
    await app.runs.run();
    expect(app.run.getState()).toEqual({ kind: 'failed', failure: 'assets-missing', message: 'loader.bin: 404' });
    await app.runs.run();
    expect(app.run.getState().kind).toBe('ended');
    await settled(parts.board);
  });

  it('shows no trace that does not hold together', async () => {
    const forged = fakePython({
      run: (_, events) => {
        events.header({ version: 3, python: '3.14.2', source: '', call: null, granularity: 'instruction', codes: [] });
        events.chunk({ ...ONE_RECORD, frameIds: Int32Array.of(5) });
        events.end({ reason: 'finished', value: null });
        return Promise.resolve();
      },
    });
    const parts = page({ createPython: () => forged });
    const app = await startTracepad(parts);
    await app.runs.run();
    expect(app.run.getState()).toMatchObject({ kind: 'failed', failure: 'malformed-trace' });
    expect(app.trace.getState().loaded).toBeNull();
  });
});

const ONE_RECORD = {
  flags: Uint8Array.of(1),
  frameIds: Int32Array.of(0),
  depths: Int32Array.of(1),
  offsets: Int32Array.of(0),
  stdoutLengths: Int32Array.of(0),
  deltaEnds: Int32Array.of(0),
  deltas: new Int32Array(0),
  strings: [],
  frameCodes: new Int32Array(0),
  stdout: '',
  stderr: '',
};
