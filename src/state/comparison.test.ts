import { describe, expect, it } from 'vitest';
import type { PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { compareStates, countVerdicts, type ComparisonRow } from './comparison.ts';

function frame(name: string, line: number, locals: Record<string, string>, more: Partial<PrintedFrame> = {}): PrintedFrame {
  return { function: name, line, locals: Object.entries(locals).map(([local, value]) => ({ name: local, value })), iterators: [], stack: null, offset: null, ...more };
}

function state(frames: readonly PrintedFrame[], more: Partial<PrintedState> = {}): PrintedState {
  return { event: 'line', frames, globals: [], value: null, ...more };
}

const NOTHING = { predicted: null, realBefore: null, predictedBefore: null };

function brief(rows: readonly ComparisonRow[] | undefined): unknown {
  return rows?.map((row) => [row.name, row.real, row.predicted, row.verdict]);
}

describe('comparison', () => {
  it('lines the variables up by name, frame by frame, innermost first', () => {
    const real = state([frame('main', 9, { total: '3' }), frame('f', 2, { a: '1', b: "'x'", c: '[1]' })]);
    const predicted = state([frame('main', 9, { total: '3' }), frame('f', 3, { b: "'y'", a: "'1'", d: '0' })]);
    const groups = compareStates({ ...NOTHING, real, predicted });
    expect(groups.map((group) => [group.title, group.isTop, group.realPlace, group.predictedPlace, group.placeVerdict])).toEqual([
      ['f', true, 'line 2', 'line 3', 'wrong-value'],
      ['main', false, 'line 9', 'line 9', 'same'],
    ]);
    expect(brief(groups[0]?.rows)).toEqual([
      ['a', '1', "'1'", 'wrong-type'],
      ['b', "'x'", "'y'", 'wrong-value'],
      ['c', '[1]', null, 'missing'],
      ['d', null, '0', 'extra'],
    ]);
    expect(Object.fromEntries(countVerdicts(groups))).toEqual({ 'wrong-value': 2, same: 2, 'wrong-type': 1, missing: 1, extra: 1 });
  });

  it('has no verdicts where nothing was predicted', () => {
    const groups = compareStates({ ...NOTHING, real: state([frame('f', 2, { a: '1' })]) });
    expect(groups[0]?.placeVerdict).toBeNull();
    expect(brief(groups[0]?.rows)).toEqual([['a', '1', null, null]]);
  });

  it('says which event the frame is at, and what it returns', () => {
    const real = state([frame('f', 4, {})], { event: 'return', value: '4' });
    const predicted = state([frame('f', 4, {})], { event: 'line' });
    const [group] = compareStates({ ...NOTHING, real, predicted });
    expect(group).toMatchObject({ realPlace: 'return · line 4', predictedPlace: 'line 4', placeVerdict: 'wrong-value' });
    expect(brief(group?.rows)).toEqual([['return', '4', null, 'missing']]);
  });

  it('tells frames that only one side has', () => {
    const real = state([frame('f', 1, {})]);
    const predicted = state([frame('f', 1, {}), frame('g', 7, { z: '1' })]);
    const groups = compareStates({ ...NOTHING, real, predicted });
    expect(groups[0]).toMatchObject({ title: 'g', isTop: true, realPlace: null, predictedPlace: 'line 7', placeVerdict: 'extra' });
    expect(groups[1]).toMatchObject({ title: 'f', placeVerdict: 'same' });
  });

  it('marks what changed since the step before', () => {
    const realBefore = state([frame('f', 2, { a: '1', b: '2' })]);
    const real = state([frame('f', 3, { a: '1', b: '3', c: '4' })]);
    const [group] = compareStates({ ...NOTHING, real, realBefore });
    expect(group?.rows.map((row) => row.changed)).toEqual([false, true, true]);
    expect(group?.placeChanged).toBe(true);
  });

  it('tells an inherited error from one made here', () => {
    const realBefore = state([frame('f', 2, { a: '1', b: '2' })]);
    const predictedBefore = state([frame('f', 2, { a: '9', b: '2' })]);
    const real = state([frame('f', 3, { a: '1', b: '3' })]);
    const predicted = state([frame('f', 3, { a: '9', b: '2' })]);
    const [group] = compareStates({ real, predicted, realBefore, predictedBefore });
    expect(group?.rows.map((row) => row.origin)).toEqual(['inherited', 'here']);
  });
});
