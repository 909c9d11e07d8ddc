import { describe, expect, it } from 'vitest';
import { unwrap } from '../base/testing/unwrap.ts';
import { parseManifest } from '../model/manifest.ts';
import { DEFAULT_TASK } from '../model/protocol.ts';
import { EXPECTED, exampleManifest } from '../model/testing/example-manifest.ts';
import { emptyCounts, report, type EvalReport } from './eval-tally.ts';
import { withAccuracies } from './manifest-accuracies.ts';

function resultOf(change: Partial<EvalReport>): EvalReport {
  return { ...report(emptyCounts(), 1), programs: 10, ...change };
}

const STEPS = { full: 0.61234, control_flow: 0.8, variables: 0.7, iterators: 0.9, stack: null };

describe('accuracies in a manifest', () => {
  it('are by data set and task, and read back', () => {
    const before = JSON.stringify(exampleManifest());
    const written = withAccuracies(before, 'own', [
      { task: DEFAULT_TASK, result: resultOf({ steps: 40, step_accuracy: STEPS }) },
      { task: { ...DEFAULT_TASK, granularity: 'instruction' }, result: resultOf({ output_accuracy: 0.5 }) },
    ]);
    const { accuracies, ...rest } = unwrap(parseManifest(written, EXPECTED));
    expect(accuracies['own: dynamic, line']).toEqual({ data: 'own', strategy: 'dynamic', granularity: 'line', programs: 10, steps: 40, ...STEPS, full: 0.612, output: null });
    expect(accuracies['own: dynamic, instruction']).toMatchObject({ full: null, output: 0.5 });
    expect({ ...rest, accuracies: {} }).toEqual(unwrap(parseManifest(before, EXPECTED)));
  });

  it('keep what another mode measured on the same programs, and nothing of other ones', () => {
    const forced = withAccuracies(JSON.stringify(exampleManifest()), 'own', [{ task: DEFAULT_TASK, result: resultOf({ steps: 40, step_accuracy: STEPS }) }]);
    const both = withAccuracies(forced, 'own', [{ task: DEFAULT_TASK, result: resultOf({ output_accuracy: 0.25 }) }]);
    expect(unwrap(parseManifest(both, EXPECTED)).accuracies['own: dynamic, line']).toMatchObject({ full: 0.612, steps: 40, output: 0.25 });
    const others = withAccuracies(forced, 'own', [{ task: DEFAULT_TASK, result: resultOf({ programs: 11, output_accuracy: 0.25 }) }]);
    expect(unwrap(parseManifest(others, EXPECTED)).accuracies['own: dynamic, line']).toMatchObject({ full: null, output: 0.25 });
  });

  it('that are written in another way make no manifest bad', () => {
    const odd = JSON.stringify({ ...exampleManifest(), accuracies: { own: 0.5 } });
    expect(unwrap(parseManifest(odd, EXPECTED)).accuracies).toEqual({});
  });
});
