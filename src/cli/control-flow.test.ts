/** The events that prompts say may come next, against those that came in real runs. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../base/testing/unwrap.ts';
import { flowTokens } from '../scratchpad/control-flow.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import type { TrueState } from '../scratchpad/step.ts';
import { describeTokens } from '../scratchpad/tokenizer.ts';
import { trueStates } from '../scratchpad/trace-steps.ts';
import { lineSteps } from '../trace/line-steps.ts';
import { pythonRecorder } from './testing/recorder.ts';

const record = pythonRecorder();

interface Walk {
  readonly states: readonly TrueState[];
  /** The flow of each state, as text. */
  readonly flows: readonly string[];
  /** Steps whose event the flow did not say: `line → event`. That a line raises is not said. */
  readonly missed: readonly string[];
}

async function walk(source: string, call: string | null): Promise<Walk> {
  const prefix = unwrap(promptPrefix(source));
  const states = trueStates(lineSteps(await record(source, { call, granularity: 'instruction' })));
  const flows = states.map((state) => describeTokens(flowTokens(prefix, state)));
  const missed = states.slice(1).flatMap((after, place) => {
    const line = String(after.frames.at(-1)?.line);
    if (after.event === 'exception' && states[place]?.event === 'line') return [];
    const event = after.event === 'return' || after.event === 'exception' ? `<${after.event}>` : `<${after.event}><L${line}>`;
    // Tokens are whole: no line's text is the beginning of another's.
    return flows[place]?.includes(event) === true ? [] : [`${String(states[place]?.frames.at(-1)?.line)} → ${event}`];
  });
  return { states, flows, missed };
}

function flowOf({ states, flows }: Walk, line: number): string | undefined {
  return flows[states.findIndex(({ event, frames }) => event === 'line' && frames.at(-1)?.line === line)];
}

describe('the flow of a statement', () => {
  const source = [
    'def f(xs):',
    '    total = 0',
    '    for x in xs:',
    '        if x < 0:',
    '            continue',
    '        elif x > 9:',
    '            break',
    '        else:',
    '            total += g(x)',
    '    else:',
    '        total = -total',
    '    while total > 5:',
    '        total -= 2',
    '    return total',
    'def g(x): return x',
  ].join('\n');

  it.each<[line: number, flow: string]>([
    [2, '<line><L3>'],
    [3, '<line><L4><line><L11>'],
    [4, '<line><L5><line><L6>'],
    [5, '<line><L3>'],
    [6, '<line><L7><line><L9>'],
    [7, '<line><L12>'],
    [9, '<call><L15><line><L3>'],
    [12, '<line><L13><line><L14>'],
    [13, '<line><L12>'],
    [14, '<return>'],
  ])('at line %i is %s', async (line, flow) => {
    expect(flowOf(await walk(source, 'f([-1, 8, 12, 3])'), line)).toBe(flow);
  });

  it.each<[what: string, source: string, call: string | null, unsaid?: string[]]>([
    ['loops, branches and calls', source, 'f([-1, 8, 3])'],
    ['the end of a function without a return', 'def f(x):\n    if x:\n        x += 1\n', 'f(1)'],
    ['the same where the condition does not hold', 'def f(x):\n    if x:\n        x += 1\n', 'f(0)'],
    ['statements on the line of a header', 'def f(xs):\n    for x in xs: xs = xs + [x]\n    while len(xs) > 3: xs = xs[1:]\n    if not xs: return 1\n    return xs\n', 'f([1, 2])'],
    ['one-line clauses', 'def f(xs):\n    for x in xs:\n        if x == 2: break\n        else: x = 3\n    return x\n', 'f([1, 2, 3])'],
    ['nested blocks that end together', 'def f(n):\n    c = 0\n    for i in range(n):\n        for j in range(i):\n            if j > 0:\n                c += j\n    return c\n', 'f(3)'],
    ['a try whose block raises', "def f(d):\n    for k in 'ab':\n        try:\n            x = d[k]\n        except IndexError:\n            x = 1\n        except KeyError as e:\n            x = 2\n        else:\n            x = 3\n        finally:\n            d[k] = 4\n    return d\n", "f({'b': 2})"],
    ['an exception that leaves a function', 'def f(x):\n    y = g(x)\n    return y\ndef g(x):\n    assert x > 0\n    raise ValueError(x)\n', 'f(1)'],
    ['recursion', 'def f(n):\n    if n < 2:\n        return n\n    return f(n - 1) + f(n - 2)\n', 'f(4)'],
    ['a generator', 'def f(n):\n    return [x for x in g(n)]\ndef g(n):\n    while n:\n        yield n\n        n -= 1\n', 'f(2)', ['2 → <call><L5>', '2 → <call><L5>']],
    ['functions in functions and decorators', 'def f(n):\n    @twice\n    def h(x):\n        return x + n\n    return h(1)\ndef twice(h):\n    def both(x):\n        return h(h(x))\n    return both\n', 'f(2)', ['2 → <call><L6>', '5 → <call><L7>']],
    ['comprehensions', "def f(s):\n    xs = [c for c in '[\\'' + s if c]\n    n = sum(1 for x in xs)\n    return {x: n for x in xs}\n", "f('ab')"],
    ['classes', 'class A:\n    def __init__(self, x):\n        self.x = x\n    def more(self, y):\n        self.x += y\nclass B(A):\n    pass\nclass C(dict, B):\n    def __init__(self, x):\n        super().__init__(x)\nclass D:\n    pass\ndef f(x):\n    xs = [A(x), B(x), C(x), D()]\n    xs[0].more(2)\n    return xs\n', 'f(2)'],
    ['a with', "import contextlib\ndef f(x):\n    with contextlib.nullcontext(x) as y:\n        x = y + 1\n    return x\n", 'f(2)'],
    ['a match', 'def f(x):\n    match x:\n        case 1:\n            y = 1\n        case [a, *_]:\n            y = a\n        case _:\n            y = 0\n    return y\n', 'f([7, 8])'],
    ['a module', "# first\n\nx = 3\nif x > 2:\n    print(x)\nfor c in 'ab':\n    x += 1\n", null],
  ])('says what comes next in %s', async (_, program, call, unsaid = []) => {
    const { states, missed } = await walk(program, call);
    expect(states.length).toBeGreaterThan(2);
    expect(missed).toEqual(unsaid);
  });

  it('says which line the call of a class begins at, once, and to no model of before version 8', async () => {
    const classes = 'class A(object):\n    @staticmethod\n    def __init__(x): pass\nclass B(A): pass\ndef f():\n    return A(), B(), A, list(A())\n';
    const { states, flows } = await walk(classes, 'f()');
    const place = states.findIndex(({ event, frames }) => event === 'line' && frames.at(-1)?.line === 6);
    expect(flows[place]).toBe('<call><L2><return>');
    const [state] = states.slice(place);
    expect(state).toBeDefined();
    if (state !== undefined) expect(describeTokens(flowTokens(unwrap(promptPrefix(classes)), state, 7))).toBe('<return>');
  });

  it('takes a name for a call where it is whole', async () => {
    const walked = await walk('def f(x):\n    if_f = len\n    y = if_f(x) + not_f(x)\n    return y\ndef not_f(x): return 0\n', "f('a')");
    expect(flowOf(walked, 3)).toBe('<call><L5><line><L4>');
  });
});
