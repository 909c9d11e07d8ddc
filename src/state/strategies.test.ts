import { describe, expect, it } from 'vitest';
import { aboutOf, DEFAULT_TASK, type FreeRunningRequest, type ModelRunner, type PredictionTask, type StepPrediction, type TeacherForcedRequest } from '../model/protocol.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { PredictionMode } from './url-state.ts';
import { coverageOf, type Coverage } from './prediction-coverage.ts';
import { PredictionTable } from './prediction-table.ts';
import { recordsOf } from './share-link.ts';
import { startTracepad } from './start.ts';
import { stepViewOf } from './step-view.ts';
import { page, settled } from './testing/fake-page.ts';
import { fakeModel, MODEL_INFO, predictionOf } from './testing/small-trace.ts';
import type { Tracepad } from './tracepad.ts';

type Asked = { readonly kind: 'forced'; readonly request: TeacherForcedRequest } | { readonly kind: 'free'; readonly request: FreeRunningRequest };

/** Answers every strategy with the truth, as the engine would place it; where it chooses the jump it takes two steps. */
function anyModel(asked: Asked[], truthAt: (place: number) => PrintedState): ModelRunner {
  const about = (from: number, to: number, state: PrintedState): StepPrediction => ({ ...predictionOf(from, state), to });
  return {
    ...fakeModel(),
    load: () => Promise.resolve({ ok: true, value: MODEL_INFO }),
    teacherForced: async (request, onStep) => {
      asked.push({ kind: 'forced', request });
      await Promise.resolve();
      for (const { from, to = from + 1, truth } of request.steps) {
        const landing = request.task?.jump === 'auto' ? Math.min(from + 2, to) : to;
        onStep(about(from, landing, truth ?? truthAt(landing)));
      }
      return { ok: true, value: undefined };
    },
    freeRunning: async (request, onStep) => {
      asked.push({ kind: 'free', request });
      await Promise.resolve();
      const { task = DEFAULT_TASK, from, truth, places } = request;
      if (task.strategy === 'direct') {
        onStep({ ...predictionOf(from, request.start), outcome: { kind: 'output', output: { kind: 'value', value: '5' } } });
        return { ok: true, value: undefined };
      }
      let before = from;
      const by = task.jump === 'auto' ? 2 : task.jump;
      for (let index = by - 1; before < (places?.at(-1) ?? from + truth.length); index += by) {
        const state = truth[Math.min(index, truth.length - 1)];
        if (state === undefined) break;
        const to = places?.[index] ?? Math.min(from + 1 + index, from + truth.length);
        onStep(about(before, to, state));
        before = to;
      }
      return { ok: true, value: undefined };
    },
  };
}

interface Setting {
  readonly app: Tracepad;
  readonly asked: Asked[];
  readonly predict: (task: Partial<PredictionTask>, mode?: PredictionMode) => Promise<void>;
  /** What the page says of each of its steps. */
  readonly kinds: () => string[];
  readonly coverage: () => Coverage | null;
}

/** `f(3)`: call, line 2, line 3, line 4, return, in seven instructions. */
async function setting(): Promise<Setting> {
  const asked: Asked[] = [];
  let app: Tracepad | null = null;
  const truthAt = (place: number): PrintedState => {
    const view = app === null ? null : stepViewOf({ ...app.trace.getState(), step: place }, app.predictions.getState());
    if (view === null) throw new Error('no trace');
    return view.real;
  };
  const parts = page({ createModel: () => anyModel(asked, truthAt), firstProgram: { code: 'def f(n): ...', call: 'f(3)', stdin: '' } });
  const made = await startTracepad(parts);
  app = made;
  await made.runs.run();
  await settled(parts.board);
  asked.length = 0;
  return {
    app: made,
    asked,
    predict: async (task, mode = 'teacher-forced') => {
      made.models.setMode(mode);
      made.models.setTask({ ...DEFAULT_TASK, ...task });
      await settled(parts.board);
    },
    kinds: () => {
      const view = made.trace.getState();
      const count = (view.granularity === 'line' ? view.loaded?.lines.count : view.loaded?.instructions.count) ?? 0;
      return Array.from({ length: count }, (_, step) => stepViewOf({ ...view, step }, made.predictions.getState())?.prediction.kind ?? '');
    },
    coverage: () => {
      const { loaded } = made.trace.getState();
      return loaded === null ? null : coverageOf(loaded, made.predictions.getState());
    },
  };
}

describe('a strategy laid along the trace', () => {
  it('keeps the step, and what others had predicted', async () => {
    const { app, asked, predict, kinds } = await setting();
    app.navigation.goTo(3);
    await predict({ strategy: 'scratchpad' });
    expect(app.trace.getState().step).toBe(3);
    expect(kinds()).toEqual(['first-step', 'state', 'state', 'state', 'state']);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.request.task).toEqual({ strategy: 'scratchpad', granularity: 'line', jump: 1 });
    await predict({});
    expect(asked).toHaveLength(1);
    expect(app.predictions.getState().tables?.forced.tally.predicted).toBe(4);
  });

  it('of a history asks for all steps in one text, from its start', async () => {
    const { asked, predict } = await setting();
    await predict({ strategy: 'compact-step-in' });
    await predict({ strategy: 'compact-step-in' }, 'free-running');
    const [forced, free] = asked;
    expect(forced?.kind === 'forced' && forced.request.steps.map(({ from, to }) => [from, to])).toEqual([[0, 1], [1, 2], [2, 3], [3, 4]]);
    expect(free).toMatchObject({ kind: 'free', request: { from: 0, places: [1, 2, 3, 4], maxSteps: 4 } });
  });

  it('leads n steps ahead from each true state, and says where no jump leads', async () => {
    const { app, predict, kinds } = await setting();
    await predict({ strategy: 'dynamic-n', jump: 3 });
    expect(kinds()).toEqual(['first-step', 'left-out', 'left-out', 'state', 'state']);
    expect(app.predictions.getState().tables?.forced.about(4)?.from).toBe(1);
    await predict({ strategy: 'dynamic-n', jump: 3 }, 'free-running');
    expect(kinds()).toEqual(['first-step', 'jumped-over', 'jumped-over', 'state', 'state']);
  });

  it('goes from landing to landing where the model chooses how far', async () => {
    const { app, asked, predict, kinds } = await setting();
    await predict({ strategy: 'dynamic-n', jump: 'auto' });
    expect(kinds()).toEqual(['first-step', 'jumped-over', 'state', 'jumped-over', 'state']);
    expect(asked.map(({ request }) => 'steps' in request && request.steps.map(({ from, to, truth }) => [from, to, truth]))).toEqual([[[0, 4, null]], [[2, 4, null]]]);
    expect(app.predictions.getState().tables?.forced.ended).toBe(true);
  });

  it('answers at the last step alone where it is direct', async () => {
    const { app, predict, kinds } = await setting();
    await predict({ strategy: 'direct' });
    expect(kinds()).toEqual(['first-step', 'left-out', 'left-out', 'left-out', 'output']);
    expect(app.predictions.getState().tables?.forced.tally).toMatchObject({ predicted: 1, full: 0 });
    expect(app.predictions.getState().direct.kind).toBe('answered');
  });

  it('tells steps that a strategy leaves out from those that are not predicted', async () => {
    const { app, predict, coverage } = await setting();
    const none = { leftOut: 0, notReached: 0, missing: 0 };
    expect(coverage()).toEqual(none);
    await predict({ strategy: 'direct' });
    expect(coverage()).toEqual({ ...none, leftOut: 3 });
    await predict({ strategy: 'dynamic-n', jump: 3 });
    expect(coverage()).toEqual({ ...none, leftOut: 2 });
    await predict({ strategy: 'dynamic-n', jump: 'auto' });
    expect(coverage()).toEqual({ ...none, leftOut: 2 });
    await predict({ strategy: 'dynamic' });
    const { tables } = app.predictions.getState();
    if (tables === null) throw new Error('no tables');
    const start = tables.forced.about(2)?.outcome;
    if (start?.kind !== 'state') throw new Error('no state');
    app.models.fork({ from: 2, granularity: 'line', kind: 'true', start: start.state });
    expect(coverage()).toMatchObject({ leftOut: 2 });
    // A run that has ended says nothing of the steps after it.
    app.predictions.setState({ mode: 'free-running', fork: null, tables: { ...tables, free: Object.assign(new PredictionTable(5, true), { ended: true }) } });
    expect(coverage()).toEqual({ ...none, notReached: 4 });
    app.predictions.setState({ mode: 'teacher-forced', tables: { ...tables, forced: new PredictionTable(5) } });
    expect(coverage()).toEqual({ ...none, missing: 4 });
  });

  it('by instruction is about every instruction, with its value stack', async () => {
    const { app, asked, predict, kinds } = await setting();
    await predict({ granularity: 'instruction' });
    app.navigation.setGranularity('instruction');
    expect(kinds()).toEqual(['first-step', ...Array.from({ length: 6 }, () => 'state')]);
    expect(asked[0]?.request.bytecode?.codes.length).toBeGreaterThan(0);
    app.navigation.goTo(4);
    const shown = stepViewOf(app.trace.getState(), app.predictions.getState());
    expect(shown?.groups[0]?.rows.filter(({ kind }) => kind === 'stack').map(({ real, predicted, verdict }) => [real, predicted, verdict])).toEqual([
      ['3', '3', 'same'],
      ['1', '1', 'same'],
    ]);
    expect(app.predictions.getState().tables?.forced.tally).toMatchObject({ predicted: 6, full: 6, stack: 6 });
  });

  it('asks a model for what it was not trained for, and ends its answers where they can be no state', async () => {
    const { asked, predict } = await setting();
    await predict({ strategy: 'compact' });
    expect(asked[0]?.request.stopWhenMalformed).toBe(true);
  });

  it('is written into records with all that it takes to repeat it', async () => {
    const { app, predict } = await setting();
    await predict({ strategy: 'dynamic-n', jump: 2 });
    const { loaded } = app.trace.getState();
    if (loaded === null) throw new Error('no trace');
    const records = recordsOf(loaded, app.predictions.getState());
    expect(records.map(({ strategy, jump, mode, steps }) => [strategy, jump, mode, steps.map(aboutOf)])).toEqual([
      ['dynamic', 1, 'teacher-forced', [1, 2, 3, 4]],
      ['dynamic-n', 2, 'teacher-forced', [2, 3, 4]],
    ]);
    expect(records[1]).toMatchObject({ model: 'fake', digest: '00', provider: 'wasm', dtype: 'float32', grammarVersion: 2, tokenizerSha256: 'cd', sampling: null });
  });
});
