import { expect, it } from 'vitest';
import type { FreeRunningRequest, ModelRunner } from '../model/protocol.ts';
import { startTracepad } from './start.ts';
import { page, settled } from './testing/fake-page.ts';
import { fakeModel, MODEL_INFO, predictionOf } from './testing/small-trace.ts';

/** A model that answers in one go, and keeps what it was asked. */
function directModel(asked: FreeRunningRequest[]): ModelRunner {
  const base = fakeModel();
  return {
    ...base,
    load: () => Promise.resolve({ ok: true, value: { ...MODEL_INFO, tasks: [...MODEL_INFO.tasks, { strategy: 'direct', granularity: 'line' }] } }),
    freeRunning: async (request, onStep) => {
      const [truth] = request.truth;
      if (request.task?.strategy !== 'direct' || truth === undefined) return base.freeRunning(request, onStep);
      asked.push(request);
      onStep({ ...predictionOf(0, truth), outcome: { kind: 'output', output: { kind: 'value', value: '5' } } });
      return { ok: true, value: undefined };
    },
  };
}

it('is asked for once, with the call and what it really came to', async () => {
  const asked: FreeRunningRequest[] = [];
  const parts = page({ createModel: () => directModel(asked), firstProgram: { code: 'def f(n): ...', call: ' f(3) ', stdin: '' } });
  const app = await startTracepad(parts);
  await app.runs.run();
  await settled(parts.board);
  app.models.askDirectly();
  await settled(parts.board);
  expect(app.predictions.getState().direct).toMatchObject({ kind: 'answered', prediction: { outcome: { output: { value: '5' } } } });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ call: 'f(3)', from: 0, places: [4], truth: [{ event: 'return', value: '4' }] });
  // What was predicted step by step is not touched by it.
  expect(app.predictions.getState().tables?.forced.tally.predicted).toBe(4);
  await app.runs.run();
  await settled(parts.board);
  expect(app.predictions.getState().direct).toEqual({ kind: 'none' });
});

it('is not asked of a model that was not trained for it, nor where no call was traced', async () => {
  const asked: FreeRunningRequest[] = [];
  const untrained = page({ firstProgram: { code: 'def f(n): ...', call: 'f(3)', stdin: '' } });
  const module = page({ createModel: () => directModel(asked) });
  for (const parts of [untrained, module]) {
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    app.models.askDirectly();
    expect(app.predictions.getState().direct).toEqual({ kind: 'none' });
  }
  expect(asked).toEqual([]);
});
