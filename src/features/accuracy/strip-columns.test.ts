import { expect, it } from 'vitest';
import { PredictionTable } from '../../state/prediction-table.ts';
import { predictionOf } from '../../state/testing/small-trace.ts';
import type { PrintedState } from '../../trace/printed-state.ts';
import { partsAt } from '../../state/wrong-places.ts';
import { Mark, stripColumns } from './strip-columns.ts';

function state(line: number, x: string): PrintedState {
  return { event: 'line', frames: [{ function: 'f', line, locals: [{ name: 'x', value: x }], iterators: [], stack: null, offset: null }], globals: [], value: null };
}

function table(): PredictionTable {
  const made = new PredictionTable(6, true);
  made.add(predictionOf(0, state(2, '1')), state(2, '1'));
  made.add(predictionOf(1, state(3, '9')), state(3, '1'));
  made.add(predictionOf(2, state(4, '9')), state(4, '1'));
  made.add({ ...predictionOf(3, state(5, '1')), outcome: { kind: 'malformed', at: 0, message: '' } }, state(5, '1'));
  return made;
}

it('draws each part by itself, and where an error comes from', () => {
  const [control, variables] = stripColumns(table(), partsAt('line'), 6);
  const { NONE, RIGHT, INHERITED, WRONG, MALFORMED } = Mark;
  expect([...(control ?? [])]).toEqual([NONE, RIGHT, RIGHT, RIGHT, MALFORMED, NONE]);
  expect([...(variables ?? [])]).toEqual([NONE, RIGHT, WRONG, INHERITED, MALFORMED, NONE]);
});

it('shows the worst of what lies under a pixel', () => {
  expect([...(stripColumns(table(), partsAt('line'), 2)[1] ?? [])]).toEqual([Mark.WRONG, Mark.MALFORMED]);
  expect(stripColumns(table(), partsAt('line'), 600)[1]?.filter((mark) => mark === Mark.WRONG)).toHaveLength(100);
});
