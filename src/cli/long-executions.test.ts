import { expect, test } from 'vitest';
import { at } from '../base/assert.ts';
import { predictionRun, type PredictionRun } from '../evaluation/prediction-run.ts';
import { recordTrace } from '../evaluation/record-trace.ts';
import { DEFAULT_TASK, type ModelRunner, type StepPrediction } from '../model/protocol.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { stepsRight } from './long-executions.ts';
import { runRequest } from './record.ts';

/** A model that is right but at the steps that `wrong` names; counts what it was asked. */
function modelWrongAt(run: PredictionRun, wrong: readonly number[]): { readonly runner: Pick<ModelRunner, 'teacherForced'>; asked: number } {
  const places = new Map<PrintedState, number>(run.states.map((state, place) => [state, place]));
  const model = {
    asked: 0,
    runner: {
      teacherForced: (request: Parameters<ModelRunner['teacherForced']>[0], receive: (prediction: StepPrediction) => void) => {
        for (const { from, state } of request.steps) {
          model.asked += 1;
          const place = places.get(state) ?? -1;
          const answer = at(run.states, wrong.includes(place) ? place : place + 1);
          receive({ from, to: null, tokens: [], outcome: { kind: 'state', state: answer } } as unknown as StepPrediction);
        }
        return Promise.resolve({ ok: true as const, value: undefined });
      },
    } as unknown as Pick<ModelRunner, 'teacherForced'>,
  };
  return model;
}

test('the first wrong step ends the count, and what comes after is not asked', async () => {
  const python = createNodeRunner();
  const trace = await recordTrace(python, runRequest('def f(n):\n    for i in range(n):\n        n += i\n    return n\n', { call: 'f(200)' }));
  python.dispose();
  const run = predictionRun(trace, DEFAULT_TASK);
  const steps = run.states.length - 1;
  expect(steps).toBeGreaterThan(300);

  const right = modelWrongAt(run, []);
  expect(await stepsRight(right.runner as ModelRunner, run)).toBe(steps);
  expect(right.asked).toBe(steps);

  const wrong = modelWrongAt(run, [70, 200]);
  expect(await stepsRight(wrong.runner as ModelRunner, run)).toBe(70);
  expect(wrong.asked).toBeLessThan(steps / 2);
});
