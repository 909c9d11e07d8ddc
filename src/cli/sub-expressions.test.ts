/** What happens inside a line, read from traces of the real interpreter. */
import { describe, expect, it } from 'vitest';
import { repr } from '../trace/repr.ts';
import { sourceLines, textOfRange } from '../trace/source-text.ts';
import { lineRunAt, type LineRun } from '../trace/sub-expressions.ts';
import { stateAt } from '../trace/trace-state.ts';
import type { Trace } from '../trace/trace.ts';
import { RecordFlag, type Granularity, type RecordIndex } from '../trace/wire.ts';
import { pythonRecorder } from './testing/recorder.ts';

const recorded = pythonRecorder();

function record(source: string, granularity: Granularity = 'instruction'): Promise<Trace> {
  return recorded(source, { granularity });
}

/** The first record at which `line` begins. */
function firstAt(trace: Trace, line: number, visit = 1): RecordIndex {
  let seen = 0;
  for (let index = 0; index < trace.recordCount; index += 1) {
    if (trace.lines[index] !== line || ((trace.flags[index] ?? 0) & RecordFlag.LINE) === 0) continue;
    seen += 1;
    if (seen === visit) return index as RecordIndex;
  }
  throw new Error(`line ${String(line)} has no visit ${String(visit)}`);
}

/** `text → repr` of every part, with its kind where that is no plain value. */
function shown(trace: Trace, run: LineRun | null): string[] {
  return (run?.parts ?? []).map((part) => {
    if (part.kind === 'raise') return `${part.text} raises ${stateAt(trace, part.record).exception?.type ?? ''}`;
    if (part.kind === 'exhausted') return `${part.text} has no more`;
    const value = repr(part.value, stateAt(trace, part.record));
    if (part.kind === 'assign') return `${part.text} = ${value}`;
    return part.kind === 'truth' ? `${part.text} is ${value}` : `${part.text} → ${value}`;
  });
}

const PRELUDE = `
class Point:
    def __init__(self, x):
        self.x = x
        self.items = [x, 2]
    def plus(self, k=0):
        return self.x + k
def double(n):
    return n * 2
a, b, c, xs, p, d = 1, 2, 3, [3, 1, 2], Point(1), {'k': [5]}
def go():
    global a, b, xs, n, t, d
    i, j, s = 1, 2, 'ab'
    nums = [4, 5]
`;
const LINE = PRELUDE.split('\n').length;

/** A line in a function, and what must be told of its first run. */
const LINES: readonly (readonly [line: string, parts: readonly string[]])[] = [
  ['t = a + b * c', ['a → 1', 'b → 2', 'c → 3', 'b * c → 6', 'a + b * c → 7', 't = 7']],
  ['t = (i + j) * i', ['i → 1', 'j → 2', 'i + j → 3', 'i → 1', '(i + j) * i → 3', 't = 3']],
  ['t = -i ** 2', ['i → 1', 'i ** 2 → 1', '-i ** 2 → -1', 't = -1']],
  ['t = double(double(j))', ['j → 2', 'double(j) → 4', 'double(double(j)) → 8', 't = 8']],
  ['t = max(i, double(n=j), *nums)', ['i → 1', 'j → 2', 'double(n=j) → 4', 'nums → [4, 5]', 'max(i, double(n=j), *nums) → 5', 't = 5']],
  ['t = s.upper().join(["x", s])', ["s → 'ab'", "s.upper() → 'AB'", "s → 'ab'", `["x", s] → ['x', 'ab']`, `s.upper().join(["x", s]) → 'xABab'`, "t = 'xABab'"]],
  ['t = i < j < c', ['i → 1', 'j → 2', 'i < j → True', 'c → 3', 'j < c → True', 't = True']],
  ['t = c < j < i', ['c → 3', 'j → 2', 'c < j → False', 'c < j < i → False', 't = False']],
  ['if i < j < c and not nums == []: pass', ['i → 1', 'j → 2', 'i < j → True', 'c → 3', 'j < c → True', 'nums → [4, 5]', '[] → []', 'nums == [] → False']],
  ['t = i in nums, j is None', ['i → 1', 'nums → [4, 5]', 'i in nums → False', 'j → 2', 'j is None → False', 'i in nums, j is None → (False, False)', 't = (False, False)']],
  ['t = nums and i', ['nums → [4, 5]', 'nums is True', 'i → 1', 'nums and i → 1', 't = 1']],
  ['t = [] and i', ['[] → []', '[] is False', '[] and i → []', 't = []']],
  ['t = i and 0', ['i → 1', 'i is True', '0 → 0', 'i and 0 → 0', 't = 0']],
  ["t = 'yes' if i > j else 'no'", ['i → 1', 'j → 2', 'i > j → False', "'no' → 'no'", "t = 'no'"]],
  ['t = double(i) if s else 0', ["s → 'ab'", 's is True', 'i → 1', 'double(i) → 2', 't = 2']],
  [
    't = [x * 2 for x in nums if x > 4]',
    ['nums → [4, 5]', 'x = 4', 'x → 4', 'x > 4 → False', 'x = 5', 'x → 5', 'x > 4 → True', 'x → 5', 'x * 2 → 10', 'nums has no more', '[x * 2 for x in nums if x > 4] → [10]', 't = [10]'],
  ],
  ['t = {x: i for x in s}', ["s → 'ab'", "x = 'a'", "x → 'a'", 'i → 1', "x = 'b'", "x → 'b'", 'i → 1', 's has no more', "{x: i for x in s} → {'a': 1, 'b': 1}", "t = {'a': 1, 'b': 1}"]],
  ['t = [x for x in []]', ['[] has no more', '[x for x in []] → []', 't = []']],
  [
    't = [[x * y for x in nums] for y in (1, 2)]',
    [
      ...['y = 1', 'nums → [4, 5]', 'x = 4', 'x → 4', 'y → 1', 'x * y → 4', 'x = 5', 'x → 5', 'y → 1', 'x * y → 5', 'nums has no more', '[x * y for x in nums] → [4, 5]'],
      ...['y = 2', 'nums → [4, 5]', 'x = 4', 'x → 4', 'y → 2', 'x * y → 8', 'x = 5', 'x → 5', 'y → 2', 'x * y → 10', 'nums has no more', '[x * y for x in nums] → [8, 10]'],
      ...['(1, 2) has no more', '[[x * y for x in nums] for y in (1, 2)] → [[4, 5], [8, 10]]', 't = [[4, 5], [8, 10]]'],
    ],
  ],
  ['t = sum(x * x for x in nums)', ['nums → [4, 5]', '(x * x for x in nums) → <generator go.<locals>.<genexpr>>', 'sum(x * x for x in nums) → 41', 't = 41']],
  [`t = f"{i} {j:>3} {s!r}"`, ['i → 1', "{i} → '1'", 'j → 2', "{j:>3} → '  2'", "s → 'ab'", `{s!r} → "'ab'"`, `f"{i} {j:>3} {s!r}" → "1   2 'ab'"`, `t = "1   2 'ab'"`]],
  ['t = nums[0] + nums[-1:][0]', ['nums → [4, 5]', 'nums[0] → 4', 'nums → [4, 5]', 'nums[-1:] → [5]', 'nums[-1:][0] → 5', 'nums[0] + nums[-1:][0] → 9', 't = 9']],
  ['nums[i] = d["k"][0]', ["d → {'k': [5]}", 'd["k"] → [5]', 'd["k"][0] → 5', 'nums → [4, 5]', 'i → 1', 'nums[i] = 5']],
  ['p.x += p.plus(j) + p.items[1]', ['p → <Point x=1, items=[1, 2]>', 'p.x → 1', 'p → <Point x=1, items=[1, 2]>', 'j → 2', 'p.plus(j) → 3', 'p → <Point x=1, items=[1, 2]>', 'p.items → [1, 2]', 'p.items[1] → 2', 'p.plus(j) + p.items[1] → 5', 'p.x = 6']],
  ['t = Point(j).x', ['j → 2', 'Point(j) → <Point x=2, items=[2, 2]>', 'Point(j).x → 2', 't = 2']],
  ['if (m := len(nums)) > 1: pass', ['nums → [4, 5]', 'len(nums) → 2', 'm = 2', '(m := len(nums)) > 1 → True']],
  ['t = [*nums, *s, 1]', ['nums → [4, 5]', "s → 'ab'", "[*nums, *s, 1] → [4, 5, 'a', 'b', 1]", "t = [4, 5, 'a', 'b', 1]"]],
  ['t = (i, *nums)', ['i → 1', 'nums → [4, 5]', '(i, *nums) → (1, 4, 5)', 't = (1, 4, 5)']],
  ['t = {**d, "z": i}', ["d → {'k': [5]}", 'i → 1', `{**d, "z": i} → {'k': [5], 'z': 1}`, "t = {'k': [5], 'z': 1}"]],
  ['i, j = j, i', ['j → 2', 'i → 1', 'j = 1', 'i = 2']],
  ['i, *rest = nums', ['nums → [4, 5]', 'i = 4', 'rest = [5]']],
  ['t = (lambda q: q + 1)(i)', ['i → 1', '(lambda q: q + 1)(i) → 2', 't = 2']],
  ['return nums or None', ['nums → [4, 5]', 'nums is True', 'nums or None → [4, 5]', 'return nums or None → [4, 5]']],
  ['return 1', ['return 1 → 1']],
  ['for k, ch in enumerate(s): pass', ["s → 'ab'", 'enumerate(s) → <enumerate>', 'k = 0', "ch = 'a'"]],
  ['while nums: nums.clear()', ['nums → [4, 5]', 'nums is True', 'nums → [4, 5]', 'nums.clear() → None']],
  ['t = nums[7] + i', ['nums → [4, 5]', 'nums[7] raises IndexError']],
  ['t = double(i / 0)', ['i → 1', 'i / 0 raises ZeroDivisionError']],
  ['def f(q=i): return q', ['i → 1', 'f = <function go.<locals>.f>']],
  ['class K(Point): pass', ['Point → <class Point>', 'K = <class go.<locals>.K>']],
];

describe('lineRunAt', () => {
  it.each(LINES)('%s', async (line, parts) => {
    const trace = await record(`${PRELUDE}    ${line}\ngo()\n`);
    const run = lineRunAt(trace, firstAt(trace, LINE));
    expect(shown(trace, run)).toEqual(parts);
    expect(run).toMatchObject({ line: LINE, cut: false });
    // What a range covers is what the text says, but for the names of what binds them.
    const lines = sourceLines(trace.header.source);
    for (const { range, text, kind } of run?.parts ?? []) {
      if (range !== null && kind !== 'assign') expect(textOfRange(lines, range)).toBe(text);
    }
  });

  it('says in how many others a part lies', async () => {
    const trace = await record('x = [1, 2]\ny = x[0] + len(x) * 2\n');
    const levels = lineRunAt(trace, firstAt(trace, 2))?.parts.map(({ text, level }) => `${String(level)} ${text}`);
    expect(levels).toEqual(['2 x', '1 x[0]', '3 x', '2 len(x)', '1 len(x) * 2', '0 x[0] + len(x) * 2', '0 y']);
  });

  it('finds the run that any of its records belongs to, and the values as they were then', async () => {
    const trace = await record('def grow(x):\n    x.append(len(x))\n    return x\nx = []\ny = len(grow(x)) + len(grow(x))\n');
    const start = firstAt(trace, 5);
    const run = lineRunAt(trace, start);
    expect(shown(trace, run)).toEqual(['x → []', 'grow(x) → [0]', 'len(grow(x)) → 1', 'x → [0]', 'grow(x) → [0, 1]', 'len(grow(x)) → 2', 'len(grow(x)) + len(grow(x)) → 3', 'y = 3']);
    for (let index: number = start; index <= (run?.end ?? 0); index += 1) {
      if (trace.frameIds[index] === trace.frameIds[start]) expect(lineRunAt(trace, index as RecordIndex)).toEqual(run);
    }
    const inner = lineRunAt(trace, firstAt(trace, 2, 2));
    expect(shown(trace, inner)).toEqual(['x → [0]', 'x → [0]', 'len(x) → 1', 'x.append(len(x)) → None']);
  });

  it('goes on where a generator or a coroutine does', async () => {
    const trace = await record('def gen():\n    got = 1 + (yield 2)\n    print(got)\ng = gen()\nnext(g)\ntry:\n    g.send(40)\nexcept StopIteration:\n    pass\n');
    expect(shown(trace, lineRunAt(trace, firstAt(trace, 2)))).toEqual(['yield 2 → 2', '1 + (yield 2) → 41', 'got = 41']);
  });

  it('follows code that is not ASCII', async () => {
    const trace = await record('é = 2\nname = "ü" * é + "😀" + str(é)\n');
    expect(shown(trace, lineRunAt(trace, firstAt(trace, 2)))).toEqual(['é → 2', `"ü" * é → 'üü'`, `"ü" * é + "😀" → 'üü😀'`, 'é → 2', "str(é) → '2'", `"ü" * é + "😀" + str(é) → 'üü😀2'`, "name = 'üü😀2'"]);
  });

  it('tells a long comprehension from the turn that is asked for', async () => {
    const trace = await record('x = [i * i for i in range(500)]\n');
    const first = lineRunAt(trace, firstAt(trace, 1), 30);
    expect(first?.cut).toBe(true);
    expect(shown(trace, first).slice(0, 3)).toEqual(['range(500) → range(0, 500)', 'i = 0', 'i → 0']);
    const late = lineRunAt(trace, firstAt(trace, 1, 300), 30);
    expect(shown(trace, late)).toContain('i = 299');
  });

  it('says nothing where there is nothing to say', async () => {
    const byLine = await record('x = 1 + len("ab")\n', 'line');
    expect(lineRunAt(byLine, firstAt(byLine, 1))).toBeNull();
    const called = await record('def f():\n    pass\nf()\n');
    const call = called.flags.findIndex((bits, index) => (bits & RecordFlag.CALL) !== 0 && called.codeAt(index as RecordIndex).name === 'f');
    expect(lineRunAt(called, call as RecordIndex)).toBeNull();
    expect(lineRunAt(called, firstAt(called, 2))?.parts).toEqual([]);
  });
});
