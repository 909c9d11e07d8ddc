import { describe, expect, it } from 'vitest';
import type { PrintedState } from '../trace/printed-state.ts';
import { coverageOfTable, whyUncovered } from './prediction-coverage.ts';
import { PredictionTable } from './prediction-table.ts';
import { fakeModel, MODEL_INFO, predictionOf } from './testing/small-trace.ts';
import { startTracepad } from './start.ts';
import { page, settled } from './testing/fake-page.ts';
import { agreementOf, compareRows, nextDisagreement, variantsOf } from './variants.ts';

function state(line: number, locals: Readonly<Record<string, string>>): PrintedState {
  const bindings = Object.entries(locals).map(([name, value]) => ({ name, value }));
  return { event: 'line', frames: [{ function: 'f', line, locals: bindings, iterators: [], stack: null, offset: null }], globals: [], value: null };
}

/** A table whose steps are right (`+`), wrong (`-`) or not predicted (`.`). */
function table(verdicts: string): PredictionTable {
  const made = new PredictionTable(verdicts.length + 1);
  Array.from(verdicts).forEach((verdict, from) => {
    if (verdict !== '.') made.add(predictionOf(from, state(verdict === '+' ? 2 : 3, {})), state(2, {}));
  });
  return made;
}

describe('two predictions beside the truth', () => {
  it('stand in one row a place, whichever of them has it', () => {
    const rows = compareRows(state(2, { a: '1', b: '2' }), state(2, { a: '1', c: '3' }), state(4, { a: "'1'", b: '2', d: '4' }));
    expect(rows.map(({ name, real, left, right }) => [name, real, left.text, left.verdict, right.text, right.verdict])).toEqual([
      ['f', 'line 2', 'line 2', 'same', 'line 4', 'wrong-value'],
      ['a', '1', '1', 'same', "'1'", 'wrong-type'],
      ['b', '2', null, 'missing', '2', 'same'],
      ['c', null, '3', 'extra', null, null],
      ['d', null, null, null, '4', 'extra'],
    ]);
  });

  it('have no verdict where nothing was predicted', () => {
    const [place] = compareRows(state(2, {}), null, state(2, {}));
    expect(place).toMatchObject({ real: 'line 2', left: { text: null, verdict: null }, right: { text: 'line 2', verdict: 'same' } });
  });

  it('are counted where both are known, and gone through where they differ', () => {
    const [left, right] = [table('++--.+'), table('+-+-+-')];
    expect(agreementOf(left, right)).toEqual({ both: 1, leftOnly: 2, rightOnly: 1, neither: 1 });
    expect(nextDisagreement(left, right, 0, 1)).toBe(2);
    expect(nextDisagreement(left, right, 3, 1)).toBe(6);
    expect(nextDisagreement(left, right, 6, -1)).toBe(3);
    expect(nextDisagreement(left, right, 2, -1)).toBe(-1);
  });
});

describe('a run that ended early', () => {
  it('has not reached the steps after its end: they are neither right nor wrong, and not compared', async () => {
    // Alone it gets two steps far; from true states all four are right.
    const runner = fakeModel();
    const createModel = () => ({
      ...runner,
      freeRunning: (...[request, onStep]: Parameters<typeof runner.freeRunning>) =>
        runner.freeRunning(request, (prediction) => {
          if (prediction.from < 1) onStep(prediction);
          else if (prediction.from === 1) onStep({ ...prediction, outcome: { kind: 'malformed', at: 0, message: 'no state' } });
        }),
    });
    const parts = page({ createModel });
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    const { task } = app.predictions.getState();
    app.models.predictAlso([{ task, mode: 'free-running' }]);
    await settled(parts.board);
    const { loaded } = app.trace.getState();
    const [forced, free] = variantsOf(app.predictions.getState());
    if (loaded === null || forced === undefined || free === undefined) throw new Error('nothing to compare');
    expect(free.mode).toBe('free-running');
    expect(coverageOfTable(loaded, forced)).toEqual({ leftOut: 0, notReached: 0, missing: 0 });
    expect(coverageOfTable(loaded, free)).toEqual({ leftOut: 0, notReached: 2, missing: 0 });
    expect([0, 1, 2, 3, 4].map(whyUncovered(loaded, free))).toEqual(['leftOut', null, null, 'notReached', 'notReached']);
    expect(agreementOf(forced.table, free.table)).toEqual({ both: 1, leftOnly: 1, rightOnly: 0, neither: 0 });
    expect(free.table.tally).toMatchObject({ predicted: 2, full: 1, malformed: 1 });
  });
});

describe('two models on one trace', () => {
  it('stand side by side: what the first had predicted stays when another is chosen, and goes with the trace', async () => {
    const models = ['good', 'bad'].map((id) => ({ id, name: id, parameters: 1, bytes: 1, manifestUrl: id }));
    const createModel = () => {
      let loaded = '';
      const runner = fakeModel((prediction) => (loaded === 'good' || prediction.outcome.kind !== 'state' ? prediction : { ...prediction, outcome: { kind: 'state', state: state(9, {}) } }));
      return {
        ...runner,
        load: (manifestUrl: string) => {
          loaded = manifestUrl;
          return Promise.resolve({ ok: true, value: { ...MODEL_INFO, name: manifestUrl, digest: manifestUrl } } as const);
        },
      };
    };
    const parts = page({ createModel, models });
    const app = await startTracepad(parts);
    await app.runs.run();
    await settled(parts.board);
    const seen = () => variantsOf(app.predictions.getState()).map(({ label, live, table: { tally } }) => `${label.split(' · ')[1] ?? ''} ${live ? 'now' : 'before'} ${tally.full} of ${tally.predicted}`);
    const there = () => seen().filter((text) => !text.endsWith(' 0 of 0'));
    expect(there()).toEqual(['good good now 4 of 4']);
    app.settings.setState({ model: 'bad' });
    await app.models.loadModel('auto');
    await settled(parts.board);
    expect(there()).toEqual(['bad bad now 0 of 4', 'good good before 4 of 4']);
    // Back again: what is on the page is not listed twice.
    app.settings.setState({ model: 'good' });
    await app.models.loadModel('auto');
    await settled(parts.board);
    expect(there()).toEqual(['good good now 4 of 4', 'bad bad before 0 of 4']);
    await app.runs.run();
    await settled(parts.board);
    expect(there()).toEqual(['good good now 4 of 4']);
  });
});
