import { describe, expect, it } from 'vitest';
import type { PrintedState } from '../trace/printed-state.ts';
import { confidenceOf, ErrorOrigin, PredictionTable, StepVerdict } from './prediction-table.ts';
import { WHOLE_TRACE_STEPS, WINDOW_BACK, WINDOW_FORWARD, wantedSteps } from './prediction-schedule.ts';
import { predictionOf } from './testing/small-trace.ts';
import { PART_BIT } from './wrong-places.ts';

function stateAtLine(line: number, locals: Readonly<Record<string, string>> = {}): PrintedState {
  const bindings = Object.entries(locals).map(([name, value]) => ({ name, value }));
  return { event: 'line', frames: [{ function: 'f', line, locals: bindings, iterators: [], stack: null, offset: null }], globals: [], value: null };
}

function returning(value: string): PrintedState {
  return { ...stateAtLine(3), event: 'return', value };
}

describe('prediction table', () => {
  it('keeps a prediction at the step that it is about', () => {
    const table = new PredictionTable(5);
    table.add(predictionOf(0, stateAtLine(2)), stateAtLine(2));
    table.add(predictionOf(2, stateAtLine(9)), stateAtLine(4));
    table.add({ ...predictionOf(3, stateAtLine(1)), outcome: { kind: 'malformed', at: 0, message: 'no' } }, stateAtLine(5));
    expect([...table.verdicts]).toEqual([StepVerdict.NONE, StepVerdict.RIGHT, StepVerdict.NONE, StepVerdict.WRONG, StepVerdict.MALFORMED]);
    expect(table.about(1)?.from).toBe(0);
    expect(table.tally).toMatchObject({ predicted: 3, full: 1, controlFlow: 1, variables: 2, malformed: 1 });
  });

  it('counts a prediction once and passes over what is out of range', () => {
    const table = new PredictionTable(2);
    table.add(predictionOf(0, stateAtLine(2)), stateAtLine(2));
    table.add(predictionOf(0, stateAtLine(3)), stateAtLine(2));
    table.add(predictionOf(7, stateAtLine(3)), stateAtLine(2));
    expect(table.tally.predicted).toBe(1);
    expect(table.verdicts[1]).toBe(StepVerdict.RIGHT);
  });

  it('keeps which parts were wrong, and where', () => {
    const table = new PredictionTable(4);
    table.add(predictionOf(0, stateAtLine(2, { a: '1', b: '2' })), stateAtLine(2, { a: '1', c: '2' }));
    table.add(predictionOf(1, stateAtLine(9, { a: '1' })), stateAtLine(3, { a: '1' }));
    table.add(predictionOf(2, returning('5')), returning('6'));
    expect([...table.wrongParts]).toEqual([0, PART_BIT.variables, PART_BIT.control, PART_BIT.value]);
    expect(table.wrongAt(1).map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(['c missing', 'b extra']);
    expect(table.tally).toMatchObject({ predicted: 3, full: 0, controlFlow: 2, variables: 2, iterators: 3, values: 1, value: 0 });
  });

  it('follows errors that a run on its own hands on from step to step', () => {
    const run = new PredictionTable(5, true);
    run.add(predictionOf(0, stateAtLine(2, { a: '9' })), stateAtLine(2, { a: '1' }));
    run.add(predictionOf(1, stateAtLine(3, { a: '9' })), stateAtLine(3, { a: '1' }));
    run.add(predictionOf(2, stateAtLine(4, { a: '9', b: '9' })), stateAtLine(4, { a: '1', b: '1' }));
    run.add(predictionOf(3, stateAtLine(5, { a: '1', b: '1' })), stateAtLine(5, { a: '1', b: '1' }));
    const { NONE, HERE, INHERITED } = ErrorOrigin;
    expect([...run.origins]).toEqual([NONE, HERE, INHERITED, HERE, NONE]);
    const forced = new PredictionTable(3);
    for (const from of [0, 1]) forced.add(predictionOf(from, stateAtLine(2, { a: '9' })), stateAtLine(2, { a: '1' }));
    expect([...forced.origins]).toEqual([NONE, HERE, HERE]);
  });

  it('goes between divergences', () => {
    const table = new PredictionTable(6);
    for (let from = 0; from < 5; from += 1) table.add(predictionOf(from, stateAtLine(from % 2)), stateAtLine(1));
    expect(table.firstDivergence()).toBe(1);
    expect(table.divergence(1, 1)).toBe(3);
    expect(table.divergence(3, -1)).toBe(1);
    expect(table.divergence(1, -1)).toBe(-1);
  });

  it('is as sure as the geometric mean of the tokens', () => {
    const confidence = confidenceOf(predictionOf(0, stateAtLine(1)));
    expect(Math.exp(confidence?.meanLogProbability ?? 0)).toBeCloseTo(0.25);
    expect(confidence?.minTokenIndex).toBe(1);
    expect(confidenceOf({ ...predictionOf(0, stateAtLine(1)), tokens: [] })).toBeNull();
  });
});

describe('prediction schedule', () => {
  it('asks for what is on the screen first, then ahead, then behind', () => {
    expect(wantedSteps(new PredictionTable(10), 4, 100)).toEqual([4, 5, 6, 7, 8, 9, 3, 2, 1]);
    expect(wantedSteps(new PredictionTable(200), 50, 3)).toEqual([50, 51, 52]);
  });

  it('never asks for the first step, nor twice, nor for what is known', () => {
    const table = new PredictionTable(60);
    table.add(predictionOf(2, stateAtLine(1)), stateAtLine(1));
    const wanted = wantedSteps(table, 0, 1000);
    expect(wanted).toHaveLength(58);
    expect(new Set(wanted).size).toBe(58);
    expect(wanted).not.toContain(0);
    expect(wanted).not.toContain(3);
  });

  it('follows the cursor in long traces', () => {
    const wanted = wantedSteps(new PredictionTable(WHOLE_TRACE_STEPS + 5000), 3000, 10_000);
    expect(wanted[0]).toBe(3000);
    expect(Math.min(...wanted)).toBe(3000 - WINDOW_BACK);
    expect(Math.max(...wanted)).toBe(3000 + WINDOW_FORWARD);
  });
});
