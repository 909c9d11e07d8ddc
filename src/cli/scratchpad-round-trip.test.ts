/** Deltas of real traces give the true next state: programs run in Python, every pair of successive states is tried. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { at } from '../base/assert.ts';
import { DEFAULT_LIMITS } from '../python/protocol.ts';
import { Bytecode } from '../scratchpad/bytecode.ts';
import { dynamicTarget, parseAnswer } from '../scratchpad/dynamic.ts';
import { historyPlaces, historyStep, parseHistory } from '../scratchpad/history.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import { canonicalise, encodeState } from '../scratchpad/state-text.ts';
import { statePairs } from '../scratchpad/steps.ts';
import { scratchpadStates } from '../scratchpad/trace-steps.ts';
import { Id } from '../scratchpad/vocabulary.ts';
import { lineSteps, stepsOf } from '../trace/line-steps.ts';
import type { Trace } from '../trace/trace.ts';
import type { Granularity } from '../trace/wire.ts';
import { readDataset } from './dataset-file.ts';
import { pythonRecorder } from './testing/recorder.ts';

const PROGRAMS: readonly (readonly [string, string, string | null])[] = [
  [
    'frames that share a list',
    'def swap(xs, i):\n    xs[i], xs[0] = xs[0], xs[i]\n    return i\n\ndef outer(xs):\n    for i in range(len(xs)):\n        inner(xs, i)\n    return xs\n\ndef inner(ys, k):\n    swap(ys, k)\n    ys.append(k) if len(ys) < 5 else None',
    'outer([3, 1, 2])',
  ],
  ['recursion', 'def fact(n):\n    if n <= 1:\n        return 1\n    return n * fact(n - 1)', 'fact(6)'],
  ['generators', 'def gen(n):\n    for i in range(n):\n        yield i * i\n\ndef f(n):\n    return [x for x in gen(n)] + list(gen(2))', 'f(4)'],
  ['exceptions', 'def g(x):\n    return 10 // x\n\ndef f(xs):\n    out = []\n    for x in xs:\n        try:\n            out.append(g(x))\n        except ZeroDivisionError as e:\n            out.append(str(e))\n    raise ValueError("é€😀")', 'f([1, 0, 2])'],
  ['lambdas and closures', 'def f(xs):\n    n = 0\n    def add(x):\n        nonlocal n\n        n += x\n        return n\n    ys = sorted(xs, key=lambda x: -x)\n    return [add(y) for y in ys], any(add(x) > 3 for x in xs), n', "f([1, 3, 2])"],
  ['a module', 'LIMIT = 3\n\nclass Point:\n    """A point."""\n    def __init__(self, x):\n        self.x = x\n\ntotal = 0\nfor i in range(LIMIT):\n    total += Point(i).x\ndel i\nprint(f"{total:>{LIMIT}}")', null],
  ['values with separators in strings', "def f(d):\n    out = {}\n    for k, v in d.items():\n        out[v] = k + ', ' + \": it's\"\n    return out", "f({'a, b': 1, 'c: \"d': 2, '\\n\\\\': 3, 'ñ漢🎈': 4})"],
];

const record = pythonRecorder();

/** Tries every pair of a run; how many there were. */
async function tryAll(source: string, call: string | null): Promise<number> {
  const trace = await record(source, { call, limits: { ...DEFAULT_LIMITS, maxSteps: 500 } });
  expect(promptPrefix(source).ok).toBe(true);
  const pairs = statePairs(scratchpadStates(lineSteps(trace)));
  for (const { before, after } of pairs) {
    expect(encodeState(before).ok).toBe(true);
    const target = dynamicTarget(before, after);
    if (!target.ok) throw new Error(target.error.reason);
    expect(parseAnswer(target.value, before)).toEqual({ kind: 'state', state: canonicalise(after) });
  }
  return pairs.length;
}

const HISTORIES = ['scratchpad', 'compact', 'compact-step-in'] as const;

/** Tries the histories and jumps of a run at a granularity; how many steps there were. */
function tryStrategies(trace: Trace, granularity: Granularity): number {
  const { source, call, codes } = trace.header;
  const bytecode = granularity === 'line' ? null : new Bytecode({ codes, call });
  expect(promptPrefix(source, bytecode).ok).toBe(true);
  const states = scratchpadStates(stepsOf(trace, granularity));
  const canonical = states.map((state) => canonicalise(state, granularity));
  states.forEach((before, from) => {
    for (const jump of [1, 2, 7, 32]) {
      const after = Math.min(from + jump, states.length - 1);
      const target = dynamicTarget(before, at(states, after), bytecode);
      if (!target.ok) throw new Error(target.error.reason);
      expect(parseAnswer(target.value, before, bytecode)).toEqual({ kind: 'state', state: canonical[after] });
    }
  });
  const outlines = states.map(({ event, frames }) => ({ event, depth: frames.length }));
  for (const strategy of HISTORIES) {
    for (const from of [0, states.length >> 1]) {
      const places = historyPlaces(strategy, outlines, from);
      let before = at(states, from);
      const ids: number[] = [];
      for (const place of places) {
        const step = historyStep(strategy, before, at(states, place), bytecode);
        if (!step.ok) throw new Error(step.error.reason);
        ids.push(...step.value);
        before = at(states, place);
      }
      const parsed = parseHistory(strategy, [...ids, Id.EOS], at(states, from), bytecode);
      expect(parsed.end).toBe('ended');
      expect(parsed.steps.map((step) => step.state)).toEqual(places.map((place) => canonical[place]));
    }
  }
  return states.length;
}

describe('strategies of real traces', () => {
  it.each(PROGRAMS)('%s', async (_, source, call) => {
    const limits = { ...DEFAULT_LIMITS, maxSteps: 1500 };
    const byInstruction = await record(source, { call, granularity: 'instruction', limits });
    const byLine = await record(source, { call, limits });
    expect(tryStrategies(byInstruction, 'instruction')).toBeGreaterThan(20);
    expect(tryStrategies(byLine, 'line')).toBeGreaterThan(3);
    // What was recorded does not show in the text by line.
    expect(scratchpadStates(stepsOf(byInstruction, 'line'))).toEqual(scratchpadStates(stepsOf(byLine, 'line')));
  });
});

describe('deltas of real traces', () => {
  it.each(PROGRAMS)('%s', async (_, source, call) => {
    expect(await tryAll(source, call)).toBeGreaterThan(3);
  });

  const file = fileURLToPath(new URL('../../../shared/data/mbpp-dev.jsonl', import.meta.url));
  it.skipIf(!existsSync(file))('programs of a dataset (skipped where it is absent)', { timeout: 120_000 }, async () => {
    const problems = readDataset(file);
    let pairs = 0;
    // Every seventh: all of them take a minute.
    for (let i = 0; i < problems.length; i += 7) {
      const problem = problems[i];
      if (problem !== undefined) pairs += await tryAll(problem.source, problem.call);
    }
    expect(pairs).toBeGreaterThan(1000);
  });
});
