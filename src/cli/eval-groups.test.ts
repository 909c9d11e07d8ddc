import { describe, expect, it } from 'vitest';
import { loopStates } from '../model/testing/loop-program.ts';
import { parseOptions } from './arguments.ts';
import { changedTypeOf, constructOf, loopLengthOf, operationsOf } from './eval-groups.ts';
import { addCounts, countGroup, countStep, emptyCounts, report } from './eval-tally.ts';
import { readPredictionTasks, taskText } from './prediction-tasks.ts';

describe('groups of steps', () => {
  const states = loopStates(5);

  it.each([
    ['    for x in xs:', 'for'],
    ['    ys = [x for x in xs]', 'comprehension'],
    ['    xs.sort()', 'sort'],
    ['    s = s.upper()', 'method call'],
    ['    return s[1:]', 'slice'],
    ['    return s', 'return'],
    ["    t = f'{s}'", 'formatting'],
    ['    n = n + 1', 'arithmetic'],
    ['    n = 1', 'other'],
  ])('by construct: %s', (line, construct) => {
    const state = { ...states[1]!, frames: [{ ...states[1]!.frames[0]!, line: 1 }] };
    expect(constructOf([line], state)).toBe(construct);
  });

  it.each([
    ['    if c not in seen and x.count(c) > 1:', ['not in', '.count()']],
    ['    for c in text.split(sep):', ['.split()']],
    ['    ys = [f(x) for x in xs if x in zs]', ['f()', 'in']],
    ['    return xs[::-1] + xs[1:] + [xs[0]]', ['[::-1]', '[a:b]', '[i]']],
    ["    return ', in '.join(sorted(d.items(), key=len))", ['.join()', 'sorted()', '.items()']],
    ['    if ok or (n and f(n)):', ['f()']],
    ['    n = [1, 2]', []],
  ])('by operation: %s', (line, operations) => {
    const state = { ...states[1]!, frames: [{ ...states[1]!.frames[0]!, line: 1 }] };
    expect(operationsOf([line], state)).toEqual(operations);
  });

  it('by how often the loop turns, and by what changes', () => {
    expect([0, 1, 2, 5, 20].map((turns) => loopLengthOf(loopStates(turns)))).toEqual(['1', '2 or 3', '2 or 3', '4 to 7', '16 or more']);
    expect(changedTypeOf(states[1]!, states[2]!)).toBe('int');
    expect(changedTypeOf(states[0]!, states[1]!)).toBe('none');
  });

  it('add up over processes', () => {
    const [one, two] = [emptyCounts(), emptyCounts()];
    countStep(one, { full: true, controlFlow: true, variables: true, iterators: null, stack: true });
    countStep(two, { full: false, controlFlow: true, variables: false, iterators: null, stack: false });
    countGroup(one, 'construct', 'for', true);
    countGroup(two, 'construct', 'for', false);
    addCounts(one, two);
    const { step_accuracy: accuracy, by } = report(one, 1);
    expect(accuracy).toEqual({ full: 0.5, control_flow: 1, variables: 0.5, iterators: null, stack: 0.5 });
    expect(by.construct).toEqual({ for: { of: 2, accuracy: 0.5 } });
  });
});

describe('tasks of a command line', () => {
  const options = { strategy: { type: 'string' }, granularity: { type: 'string' }, jump: { type: 'string' } } as const;
  const read = (...argv: string[]): string[] => readPredictionTasks(parseOptions(argv, options)).map(taskText);

  it('are a strategy by line unless said otherwise', () => {
    expect(read()).toEqual(['dynamic, line']);
    expect(read('--strategy', 'dynamic-n,direct', '--granularity', 'line,instruction')).toEqual(['dynamic-n, line, n chosen', 'direct', 'dynamic-n, instruction, n chosen']);
    expect(read('--strategy', 'dynamic-n', '--jump', '8')).toEqual(['dynamic-n, line, n = 8']);
  });

  it.each([['--strategy', 'fast'], ['--granularity', 'word'], ['--jump', '1'], ['--jump', '33'], ['--jump', 'x']])('that do not exist are named (%s %s)', (option, value) => {
    expect(() => read(option, value)).toThrow(option);
  });
});
