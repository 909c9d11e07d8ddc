/** Loops, calls and changes of variables, read from traces of the real interpreter. */
import { describe, expect, it } from 'vitest';
import { callTree, type CallIndex, type CallTree } from '../trace/call-tree.ts';
import { lineSteps, stepsOf, type StepIndex, type StepList } from '../trace/line-steps.ts';
import { indexLoops, loopRuns, loopsAt } from '../trace/loops.ts';
import { nextException } from '../trace/navigation.ts';
import { repr } from '../trace/repr.ts';
import { stateAt } from '../trace/trace-state.ts';
import type { Trace } from '../trace/trace.ts';
import { variableChange, type VariablePlace } from '../trace/variable-changes.ts';
import { pythonRecorder } from './testing/recorder.ts';

const recorded = pythonRecorder();

function record(source: string): Promise<Trace> {
  return recorded(source, { granularity: 'instruction' });
}

const LOOPS = `def f(n):
    total = 0
    for i in range(n):
        j = 0
        while j < i:
            if j == 2:
                break
            j += 1
        if i == 1:
            continue
        try:
            total += 1 // (i - 2)
        except ZeroDivisionError:
            continue
        squares = [k * k for k in range(2)]
    return total
f(4)
for word in []:
    print(word)
while True:
    break
`;

describe('loopsAt', () => {
  it('says which turn of which loops a step is in', async () => {
    const trace = await record(LOOPS);
    const steps = lineSteps(trace);
    const told: string[] = [];
    for (let step = 0; step < steps.count; step += 1) {
      if (steps.eventOf(step as StepIndex) !== 'line') continue;
      const index = steps.recordOf(step as StepIndex);
      const places = loopsAt(trace, index).map(({ run, turn }) => `${String(run.loop.line)}:${String(turn)}/${String(run.turns.length)}`);
      told.push(`${String(trace.lines[index])} ${places.join(' ')}`.trim());
    }
    expect(told).toEqual([
      ...['1', '17', '2', '3'],
      ...['4 3:1/4', '5 3:1/4 5:1/0', '9 3:1/4', '11 3:1/4', '12 3:1/4', '15 3:1/4', '15 3:1/4', '15 3:1/4', '3 3:2/4'],
      ...['4 3:2/4', '5 3:2/4 5:1/1', '6 3:2/4 5:1/1', '8 3:2/4 5:1/1', '5 3:2/4 5:2/1', '9 3:2/4', '10 3:2/4', '3 3:3/4'],
      ...['4 3:3/4', '5 3:3/4 5:1/2', '6 3:3/4 5:1/2', '8 3:3/4 5:1/2', '5 3:3/4 5:2/2', '6 3:3/4 5:2/2', '8 3:3/4 5:2/2', '5 3:3/4 5:3/2', '9 3:3/4', '11 3:3/4', '12 3:3/4', '13 3:3/4', '14 3:3/4', '3 3:4/4'],
      ...['4 3:4/4', '5 3:4/4 5:1/3', '6 3:4/4 5:1/3', '8 3:4/4 5:1/3', '5 3:4/4 5:2/3', '6 3:4/4 5:2/3', '8 3:4/4 5:2/3', '5 3:4/4 5:3/3', '6 3:4/4 5:3/3', '7 3:4/4', '9 3:4/4', '11 3:4/4', '12 3:4/4', '15 3:4/4', '15 3:4/4', '15 3:4/4'],
      ...['3 3:5/4', '16', '18', '20', '21'],
    ]);
  });

  it('keeps the loops of recursive calls and of generators apart', async () => {
    const trace = await record('def walk(n):\n    for i in range(n):\n        walk(i)\ndef gen():\n    for k in range(3):\n        yield k\nwalk(3)\nfor value in gen():\n    print(value)\n');
    const steps = lineSteps(trace);
    const placesOf = (line: number): string[] =>
      Array.from({ length: steps.count }, (_, step) => steps.recordOf(step as StepIndex))
        .filter((index, step) => trace.lines[index] === line && steps.eventOf(step as StepIndex) === 'line')
        .map((index) => loopsAt(trace, index).map(({ run, turn }) => `${String(turn)}/${String(run.turns.length)}`).join(' '));
    expect(placesOf(3)).toEqual(['1/3', '2/3', '1/1', '3/3', '1/2', '2/2', '1/1']);
    expect(placesOf(6)).toEqual(['1/3', '2/3', '3/3']);
    expect(placesOf(9)).toEqual(['1/3', '2/3', '3/3']);
  });
});

describe('indexLoops', () => {
  it('finds the same in parts of any size', async () => {
    const described = (trace: Trace): unknown => loopRuns(trace).map((run) => [run.loop.line, run.frameId, run.turns, run.left, run.end, run.outer?.loop.line]);
    const [whole, ...parts] = await Promise.all([0, 1, 2, 3].map(() => record(LOOPS)));
    if (whole === undefined) throw new Error('nothing was recorded');
    expect(loopRuns(whole).length).toBeGreaterThan(4);
    for (const [index, trace] of parts.entries()) {
      let count = 1;
      while (!indexLoops(trace, [1, 7, 1000][index] ?? 1)) count += 1;
      expect(count).toBe(Math.ceil(trace.recordCount / ([1, 7, 1000][index] ?? 1)));
      expect(described(trace)).toEqual(described(whole));
    }
  });
});

describe('callTree', () => {
  const shown = (tree: CallTree, call: CallIndex): string => {
    const inside = tree.children(call).map((child) => shown(tree, child));
    return `${tree.code(call).name}${inside.length === 0 ? '' : `(${inside.join(' ')})`}`;
  };

  it('has every call in its caller', async () => {
    const trace = await record('def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\ndef gen():\n    yield 1\n    yield fib(0)\ndef bad():\n    fib(1)\n    1 / 0\nfib(3)\nlist(gen())\ntry:\n    bad()\nexcept ZeroDivisionError:\n    fib(1)\n');
    const tree = callTree(trace);
    expect(shown(tree, 0 as CallIndex)).toBe('<module>(fib(fib(fib fib) fib) gen gen(fib) gen bad(fib) fib)');
    for (let call = 0; call < tree.count; call += 1) {
      const index = call as CallIndex;
      expect(tree.callAt(tree.start(index))).toBe(index);
      expect(tree.path(tree.callAt(tree.end(index)))).toContain(index);
      expect(tree.path(index)).toHaveLength(trace.depths[tree.start(index)] ?? 0);
    }
  });
});

describe('variableChange', () => {
  /** What the module variable is worth at each change, forward from the first step and back from the last. */
  const changes = (trace: Trace, steps: StepList, name: string): { forward: string[]; back: string[] } => {
    const place: VariablePlace = { kind: 'global', name };
    const shown = (step: StepIndex): string => {
      const state = stateAt(trace, steps.recordOf(step));
      const value = state.globals.find((variable) => variable.name === name)?.value;
      return value === undefined ? 'unbound' : repr(value, state);
    };
    const all = (direction: 'forward' | 'back'): string[] => {
      const found: string[] = [];
      let from = (direction === 'forward' ? 0 : steps.count - 1) as StepIndex;
      for (let step = variableChange(steps, from, direction, place); step !== null; step = variableChange(steps, from, direction, place)) {
        found.push(shown(step));
        from = step;
      }
      return found;
    };
    return { forward: all('forward'), back: all('back') };
  };

  it.each(['line', 'instruction'] as const)('finds bindings and changes inside, both ways, by %s', async (granularity) => {
    const trace = await record('a = 1\nother = [0]\nx = [a]\na = 2\nx.append(other)\nother[0] = 9\nx = 5\ndel x\na = 3\nx = "end"\n"".join(x)\n');
    const steps = stepsOf(trace, granularity);
    const values = ['[1]', '[1, [0]]', '[1, [9]]', '5', 'unbound', "'end'"];
    expect(changes(trace, steps, 'x').forward).toEqual(values);
    expect(changes(trace, steps, 'x').back).toEqual([...values].reverse());
    expect(changes(trace, steps, 'a')).toEqual({ forward: ['1', '2', '3'], back: ['3', '2', '1'] });
    expect(changes(trace, steps, 'nothing')).toEqual({ forward: [], back: [] });
  });

  it('keeps to its frame', async () => {
    const trace = await record('def f(n):\n    k = n\n    if n > 0:\n        f(n - 1)\n    k += 10\n    return k\nf(1)\n');
    const steps = lineSteps(trace);
    const frames = [...new Set(trace.frameIds)].filter((frame) => trace.codeOfFrame(frame as never).name === 'f');
    const found = frames.map((frameId) => {
      const place: VariablePlace = { kind: 'local', frameId: frameId as never, name: 'k' };
      const values: string[] = [];
      for (let step = variableChange(steps, 0 as StepIndex, 'forward', place); step !== null; step = variableChange(steps, step, 'forward', place)) {
        const state = stateAt(trace, steps.recordOf(step));
        const local = state.frames.find((frame) => frame.frameId === frameId)?.locals.find((variable) => variable.name === 'k');
        values.push(local === undefined ? 'gone' : repr(local.value, state));
      }
      return values;
    });
    expect(found).toEqual([['1', '11'], ['0', '10']]);
  });
});

describe('nextException', () => {
  it('stops where an exception is raised and in every frame that it passes through', async () => {
    const trace = await record('def f():\n    return 1 // 0\ntry:\n    f()\nexcept ZeroDivisionError:\n    pass\nx = 1\n');
    const steps = lineSteps(trace);
    const first = nextException(steps, 0 as StepIndex, 'forward');
    const second = first === null ? null : nextException(steps, first, 'forward');
    expect([first, second].map((step) => (step === null ? null : trace.lines[steps.recordOf(step)]))).toEqual([2, 4]);
    expect(second === null ? 0 : nextException(steps, second, 'forward')).toBeNull();
    expect(second === null ? null : nextException(steps, second, 'back')).toBe(first);
  });
});
