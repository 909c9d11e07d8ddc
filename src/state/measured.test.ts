import { expect, it } from 'vitest';
import { DEFAULT_TASK } from '../model/protocol.ts';
import { measuredTexts } from './measured.ts';
import { DIRECT_TASK } from './prediction-task.ts';

const NOTHING = { full: null, control_flow: null, variables: null, iterators: null, stack: null, output: null };

it('says what was measured of the task that is chosen, and nothing of others', () => {
  const measured = [
    { ...NOTHING, data: 'a', strategy: 'dynamic', granularity: 'line', programs: 381, steps: 4304, full: 0.609, output: 0.144 },
    { ...NOTHING, data: 'b', strategy: 'dynamic', granularity: 'line', programs: 60, steps: 0, output: 0.5 },
    { ...NOTHING, data: 'a', strategy: 'direct', granularity: 'line', programs: 24, steps: 0, output: 0.25 },
  ];
  expect(measuredTexts({ measured }, DEFAULT_TASK)).toEqual([
    'Right on a, which it was not trained on: 61 % of 4,304 single steps, 14 % of 381 whole runs on its own.',
    'Right on b, which it was not trained on: 50 % of 60 whole runs on its own.',
  ]);
  expect(measuredTexts({ measured }, DIRECT_TASK)).toEqual(['Right on a, which it was not trained on: 25 % of 24 direct answers.']);
  expect(measuredTexts({ measured }, { ...DEFAULT_TASK, granularity: 'instruction' })).toEqual([]);
  expect(measuredTexts({}, DEFAULT_TASK)).toEqual([]);
});
