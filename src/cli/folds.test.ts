/** What the timeline leaves out, on traces of real programs. */
import { describe, expect, it } from 'vitest';
import { foldingAt, type Folding } from '../trace/folds.ts';
import { stepsOf, type StepIndex, type StepList } from '../trace/line-steps.ts';
import { pythonRecorder } from './testing/recorder.ts';

const record = pythonRecorder();

async function steps(source: string, granularity: 'line' | 'instruction' = 'line'): Promise<StepList> {
  return stepsOf(await record(source, { granularity: 'instruction' }), granularity);
}

/** The `nth` step (from 0) that stands at a line. */
function stepAtLine(list: StepList, line: number, nth: number): StepIndex {
  let left = nth;
  for (let step = 0; step < list.count; step += 1) {
    if (list.trace.lines[list.recordOf(step as StepIndex)] === line && list.eventOf(step as StepIndex) === 'line' && left-- === 0) return step as StepIndex;
  }
  throw new Error(`line ${line} does not run ${nth + 1} times`);
}

const told = ({ folds }: Folding): string[] => folds.map(({ kind, firstTurn, count }) => `${kind} ${firstTurn}+${count}`);

function expectSound(list: StepList, step: StepIndex): Folding {
  const folding = foldingAt(list, step);
  let end = 0;
  for (const fold of folding.folds) {
    expect(fold.start).toBeGreaterThanOrEqual(end);
    expect(fold.end).toBeGreaterThan(fold.start);
    expect(fold.start <= step && step < fold.end, `step ${step} is folded away`).toBe(false);
    end = fold.end;
  }
  expect(end).toBeLessThanOrEqual(list.count);
  return folding;
}

const LOOPS = 'total = 0\nfor i in range(40):\n    for j in range(5):\n        total += j\n    total -= 1\nwhile total > 0:\n    total -= 50\nprint(total)\n';
const FIB = 'def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n\nfib(7)\n';
const MUTUAL = 'def even(n):\n    return n == 0 or odd(n - 1)\n\ndef odd(n):\n    return n != 0 and even(n - 1)\n\neven(30)\n';

describe('what may be folded', () => {
  it('of the loops around a step are all turns but its own, and other loops as a whole', async () => {
    const list = await steps(LOOPS);
    // Turn 12 of the outer loop, turn 4 of the inner one; one turn of two lines is too short to fold.
    const step = stepAtLine(list, 4, 11 * 5 + 3);
    expect(told(expectSound(list, step))).toEqual(['turns 1+11', 'turns 1+3', 'turns 13+28', 'turns 1+8']);
    const before = foldingAt(list, 0 as StepIndex);
    expect(told(before)).toEqual(['turns 1+40', 'turns 1+8']);
    // The line that sets the loop up stays; the fold begins with what the first turn does.
    expect(list.trace.lines[list.recordOf((before.folds[0]?.start ?? 0) as StepIndex)]).toBe(3);
  });

  it('of a recursion are the levels between its outermost call and this one, and the calls beside', async () => {
    const list = await steps(FIB);
    const deepest = stepAtLine(list, 3, 0);
    const { folds, hiddenDepths } = expectSound(list, deepest);
    expect(hiddenDepths).toEqual([[3, 7]]);
    expect(folds.map(({ kind, count }) => `${kind} ${count}`).slice(0, 2)).toEqual(['levels 5', 'levels 5']);
    // At the outermost call those within it: fib(6) has 25 calls, fib(5) has 15.
    const outer = stepAtLine(list, 4, 0);
    expect(told(expectSound(list, outer))).toEqual(['calls 0+25', 'calls 0+15']);
    const mutual = await steps(MUTUAL);
    expect(expectSound(mutual, stepAtLine(mutual, 2, 9)).hiddenDepths).toEqual([[3, 19]]);
  });

  it('holds at every step of a program that loops, calls, raises and yields', async () => {
    const source = 'def walk(tree):\n    for item in tree:\n        if isinstance(item, list):\n            yield from walk(item)\n        else:\n            yield item\n\ndef total(tree):\n    found = 0\n    for n in walk(tree):\n        try:\n            found += 10 // n\n        except ZeroDivisionError:\n            continue\n    return found\n\nprint(total([1, [2, [0, 3], 4], 5] * 3))\n';
    for (const granularity of ['line', 'instruction'] as const) {
      const list = await steps(source, granularity);
      for (let step = 0; step < list.count; step += 1) expectSound(list, step as StepIndex);
    }
  });
});
