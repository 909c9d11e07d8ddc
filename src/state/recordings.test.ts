import { describe, expect, it } from 'vitest';
import { scratchpadStates } from '../scratchpad/trace-steps.ts';
import { lineSteps } from '../trace/line-steps.ts';
import { writeRecording } from '../recording/recording.ts';
import type { PredictionRecord } from '../recording/prediction-record.ts';
import { startTracepad } from './start.ts';
import { stepViewOf } from './step-view.ts';
import { page, settled } from './testing/fake-page.ts';
import { fakeModel, fakePython, predictionOf, smallTrace } from './testing/small-trace.ts';

/** The small trace with one wrong prediction, of its second step. */
function recording(): Uint8Array {
  const trace = smallTrace();
  const states = scratchpadStates(lineSteps(trace));
  const steps = states.slice(1).map((state, from) => predictionOf(from, from === 0 ? { ...state, event: 'call' } : state));
  const record = { model: 'elsewhere', digest: 'ab', provider: 'wasm', strategy: 'dynamic', granularity: 'line', jump: 1, dtype: null, grammarVersion: 2, tokenizerSha256: null, sampling: null, steps } as const;
  const predictions: PredictionRecord[] = [
    { ...record, mode: 'teacher-forced' },
    { ...record, mode: 'free-running', steps: steps.slice(0, 2) },
  ];
  return writeRecording({ trace, stdin: '', predictions, notes: [], place: { granularity: 'line', step: 1 } });
}

describe('a recording', () => {
  it('shows trace and predictions, and runs and loads nothing', async () => {
    const python = fakePython();
    const model = fakeModel();
    const written: string[] = [];
    const parts = page({ createPython: () => python, createModel: () => model, firstRecording: Promise.resolve(recording()), replaceFragment: (fragment) => written.push(fragment) });
    const app = await startTracepad(parts);
    await settled(parts.board);
    expect(app.trace.getState()).toMatchObject({ step: 1, loaded: { program: { call: 'f(3)' } } });
    expect(app.predictions.getState()).toMatchObject({ model: { kind: 'none' }, tables: { recorded: { model: 'elsewhere' }, forced: { tally: { predicted: 4, full: 3 } } } });
    expect(stepViewOf(app.trace.getState(), app.predictions.getState())?.prediction.kind).toBe('state');
    // A page that nobody has touched keeps its plain address.
    expect(written).toEqual([]);
    app.models.setMode('free-running');
    app.navigation.last();
    expect(stepViewOf(app.trace.getState(), app.predictions.getState())?.prediction).toMatchObject({ kind: 'run-ended', last: 2 });
    await settled(parts.board);
    expect(python.requests).toHaveLength(0);
    expect(model.asked).toHaveLength(0);
  });

  it('is predicted here when that is asked for', async () => {
    const parts = page({ firstRecording: Promise.resolve(recording()) });
    const app = await startTracepad(parts);
    await app.models.goLive();
    await settled(parts.board);
    expect(app.predictions.getState()).toMatchObject({ model: { kind: 'ready' }, tables: { recorded: null, forced: { tally: { predicted: 4, full: 4 } } } });
  });

  it('changes nothing where it cannot be read', async () => {
    const parts = page({ firstRecording: Promise.resolve(new Uint8Array([1, 2, 3])) });
    const app = await startTracepad(parts);
    expect(app.trace.getState().loaded).toBeNull();
    expect(app.program.getState().code).toBe('x = 1');
    expect(app.openRecording(new Uint8Array()).ok).toBe(false);
  });
});

describe('a fork', () => {
  it('lets the model go on from an edited state, and tells what it was handed from what it got wrong', async () => {
    const parts = page();
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    app.navigation.goTo(2);
    const real = stepViewOf(app.trace.getState(), app.predictions.getState())?.real;
    if (real === undefined) throw new Error('no state');
    const start = { ...real, frames: real.frames.map((frame) => ({ ...frame, locals: frame.locals.map((local) => ({ ...local, value: '9' })) })) };
    app.models.fork({ from: 2, granularity: 'line', kind: 'edited', start });
    await settled(parts.board);
    const view = () => stepViewOf(app.trace.getState(), app.predictions.getState());
    expect(view()?.prediction.kind).toBe('fork-start');
    expect(view()?.groups[0]?.rows.map(({ predicted }) => predicted)).toEqual(['9', '9']);
    app.navigation.goTo(1);
    expect(view()?.prediction).toEqual({ kind: 'before-fork', from: 2 });
    app.navigation.goTo(3);
    expect(view()?.prediction).toMatchObject({ kind: 'state', prediction: { from: 2 } });
    expect(app.predictions.getState().tables?.free.tally.predicted).toBe(2);
    app.models.fork(null);
    await settled(parts.board);
    expect(app.predictions.getState().tables?.free.tally.predicted).toBe(4);
  });

  it('from a recording first has the model loaded', async () => {
    const parts = page({ firstRecording: Promise.resolve(recording()) });
    const app = await startTracepad(parts);
    const real = stepViewOf(app.trace.getState(), app.predictions.getState())?.real;
    if (real === undefined) throw new Error('no state');
    app.models.fork({ from: 1, granularity: 'line', kind: 'true', start: real });
    await settled(parts.board);
    expect(app.predictions.getState()).toMatchObject({ mode: 'free-running', model: { kind: 'ready' }, tables: { recorded: null, free: { tally: { predicted: 3 } } } });
  });
});
