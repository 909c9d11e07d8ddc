/** A data set on the page, over fakes. */
import { describe, expect, it, vi } from 'vitest';
import { at } from '../base/assert.ts';
import type { StepPrediction } from '../model/protocol.ts';
import { PythonStartError } from '../python/protocol.ts';
import { batchCsv, batchRows, batchTotals } from './batch-rows.ts';
import type { Batch, Problem } from './batch.ts';
import { startTracepad } from './start.ts';
import { page, settled } from './testing/fake-page.ts';
import { fakeModel, fakePython, SOURCE } from './testing/small-trace.ts';
import type { Tracepad } from './tracepad.ts';

const PROBLEMS: readonly Problem[] = [
  { id: 'a', source: SOURCE, call: 'f(3)' },
  { id: 'b10', source: SOURCE, call: "f('x, \"y\"')" },
  { id: 'b9', source: SOURCE, call: '' },
];

/** Says another value at a step of every trace. */
function wrongAt(place: number): (prediction: StepPrediction) => StepPrediction {
  return (prediction) => {
    if (prediction.from + 1 !== place || prediction.outcome.kind !== 'state') return prediction;
    const { state } = prediction.outcome;
    const frames = state.frames.map((frame) => ({ ...frame, locals: frame.locals.map((local) => ({ ...local, value: '99' })) }));
    return { ...prediction, outcome: { kind: 'state', state: { ...state, frames } } };
  };
}

function batchOf(app: Tracepad): Batch {
  const { batch } = app.batch.store.getState();
  if (batch === null) throw new Error('no data set is open');
  return batch;
}

describe('a data set', () => {
  it('runs when the person says so, with an interpreter and a model that are given back', async () => {
    const dispose = vi.fn();
    const pythons: ReturnType<typeof fakePython>[] = [];
    const parts = page({
      createPython: () => at(pythons, pythons.push(fakePython({ dispose })) - 1),
      createModel: () => ({ ...fakeModel(wrongAt(2)), dispose: () => Promise.resolve(dispose()) }),
    });
    const app = await startTracepad(parts);
    app.batch.open('rows.jsonl', PROBLEMS);
    expect(batchOf(app)).toMatchObject({ phase: 'waiting', name: 'rows.jsonl' });
    expect(pythons).toHaveLength(0);
    await app.batch.start();
    expect(batchOf(app)).toMatchObject({ phase: 'done', by: { model: { name: 'fake' }, task: { strategy: 'dynamic' } } });
    expect(batchTotals(batchOf(app))).toEqual({ programs: 3, steps: 12, right: 9, controlFlow: 12, variables: 9, ownRight: 3 });
    expect(batchOf(app).results.get(0)).toEqual({ outcome: { kind: 'value', value: '4' }, skipped: null, steps: 4, right: 3, controlFlow: 4, variables: 3, firstWrong: 2, own: { kind: 'value', value: '4' }, ownRight: true });
    expect(pythons.map(({ requests }) => requests.map(({ call }) => call))).toEqual([['f(3)', "f('x, \"y\"')", null]]);
    expect(dispose).toHaveBeenCalledTimes(2);
    expect(app.trace.getState().loaded).toBeNull();
    await settled(parts.board);
  });

  it('is stopped between two programs and goes on with what is left; another task begins anew, and so does what is done', async () => {
    let runs = 0;
    const parts = page({
      createPython: () => {
        const python = fakePython();
        return {
          ...python,
          run: (request, events) => {
            runs += 1;
            if (runs === 2) app.batch.stop();
            return python.run(request, events);
          },
        };
      },
    });
    const app = await startTracepad(parts);
    app.batch.open('rows.jsonl', PROBLEMS);
    await app.batch.start();
    expect(batchOf(app).phase).toBe('stopped');
    expect([...batchOf(app).results.keys()]).toEqual([0]);
    await app.batch.start();
    expect(batchOf(app).phase).toBe('done');
    expect(runs).toBe(4);
    app.models.setTask({ strategy: 'compact', granularity: 'line', jump: 1 });
    await app.batch.start();
    expect(runs).toBe(7);
    expect(batchOf(app).by?.task.strategy).toBe('compact');
    await app.batch.start();
    expect(runs).toBe(10);
  });

  it('tells a program that can not be predicted from one that is wrong', async () => {
    const python = fakePython();
    const parts = page({
      createPython: () => ({
        ...python,
        run: (request, events) => python.run(request, { ...events, end: (end) => events.end(request.call === null ? { reason: 'time-limit', seconds: 5 } : end) }),
      }),
    });
    const app = await startTracepad(parts);
    app.batch.open('rows.jsonl', PROBLEMS);
    await app.batch.start();
    expect(batchOf(app).results.get(2)).toMatchObject({ skipped: 'time-limit', steps: 0, ownRight: false });
    expect(batchRows(batchOf(app), 'skipped', { by: 'place', descending: false }).map(({ place }) => place)).toEqual([2]);
  });

  it('says why it could not go on: no model, no Python', async () => {
    const failed = { ok: false, error: { failure: 'file-missing', message: 'model.onnx is not there' } } as const;
    const withoutModel = await startTracepad(page({ createModel: () => ({ ...fakeModel(), load: () => Promise.resolve(failed) }) }));
    withoutModel.batch.open('rows.jsonl', PROBLEMS);
    await withoutModel.batch.start();
    expect(batchOf(withoutModel)).toMatchObject({ phase: 'failed', problem: 'model.onnx is not there' });

    const ready = Promise.reject(new PythonStartError('assets-missing', 'no interpreter'));
    ready.catch(() => undefined);
    const withoutPython = await startTracepad(page({ createPython: () => fakePython({ ready }) }));
    withoutPython.batch.open('rows.jsonl', PROBLEMS);
    await withoutPython.batch.start();
    expect(batchOf(withoutPython)).toMatchObject({ phase: 'failed', problem: 'no interpreter' });
  });

  it('opens a program where the model first goes wrong', async () => {
    const parts = page({ createModel: () => fakeModel(wrongAt(3)) });
    const app = await startTracepad(parts);
    app.batch.open('rows.jsonl', PROBLEMS);
    await app.batch.start();
    await app.batch.show(1);
    await settled(parts.board);
    expect(app.program.getState()).toMatchObject({ code: SOURCE, call: PROBLEMS[1]?.call });
    expect(app.trace.getState().step).toBe(3);
  });

  it('comes from a file, whose bad lines are named', async () => {
    const parts = page();
    const app = await startTracepad(parts);
    const row = JSON.stringify({ id: 'a', code: SOURCE, call: 'f(3)' });
    await app.files.openFile(new File([`${row}\n{"code": 1}\n`], 'bad.jsonl'));
    expect(app.batch.store.getState().batch).toBeNull();
    expect(app.notices.getState().link).toMatchObject({ kind: 'file-bad', message: expect.stringContaining('line 2') as string });
    await app.files.openFile(new File([`${row}\n`], 'good.jsonl'));
    expect(batchOf(app)).toMatchObject({ name: 'good.jsonl', phase: 'waiting', problems: [{ id: 'a' }] });
    expect(app.settings.getState().tabs['lower']).toBe('batch');
  });
});

describe('its table', () => {
  it('is sorted by what a column says, what it does not say last', async () => {
    const app = await startTracepad(page({ createModel: () => fakeModel(wrongAt(2)) }));
    app.batch.open('rows.jsonl', PROBLEMS);
    const places = (by: 'id' | 'right', descending = false): number[] => batchRows(batchOf(app), 'all', { by, descending }).map(({ place }) => place);
    expect(places('id')).toEqual([0, 2, 1]);
    expect(places('id', true)).toEqual([1, 2, 0]);
    expect(places('right', true)).toEqual([0, 1, 2]);
    await app.batch.start();
    expect(batchRows(batchOf(app), 'wrong', { by: 'place', descending: false })).toHaveLength(3);
    expect(batchRows(batchOf(app), 'output', { by: 'place', descending: false })).toHaveLength(0);
  });

  it('is a file for spreadsheets', async () => {
    const app = await startTracepad(page({ createModel: () => fakeModel(wrongAt(2)) }));
    app.batch.open('rows.jsonl', PROBLEMS);
    await app.batch.start();
    const lines = batchCsv(batchOf(app)).split('\r\n');
    expect(lines[0]).toBe('id,call,comes_to,on_its_own,right_on_its_own,steps,right_steps,right_next_line,right_variables,first_wrong_step,not_predicted');
    expect(lines[2]).toBe('b10,"f(\'x, ""y""\')",4,4,true,4,3,4,3,3,');
    expect(lines).toHaveLength(5);
  });
});
