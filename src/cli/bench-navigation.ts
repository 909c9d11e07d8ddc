/** `bench navigation` and `bench size`: how fast the places of a long trace are found, and how much room traces take. */
import { at } from '../base/assert.ts';
import { recordTrace } from '../evaluation/record-trace.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { DEFAULT_LIMITS, type PythonRunner } from '../python/protocol.ts';
import { nextBreakpoint } from '../trace/breakpoints.ts';
import { callTree } from '../trace/call-tree.ts';
import { parseCondition } from '../trace/condition.ts';
import type { StepIndex } from '../trace/line-steps.ts';
import { lineSteps } from '../trace/line-steps.ts';
import { loopsAt } from '../trace/loops.ts';
import { lineVisit, nextException, stepInto, stepOut, stepOver, visitCount } from '../trace/navigation.ts';
import { lineRunAt } from '../trace/sub-expressions.ts';
import { unpackTrace, packTrace } from '../trace/trace-file.ts';
import { stateAt } from '../trace/trace-state.ts';
import type { Trace } from '../trace/trace.ts';
import { variableChange } from '../trace/variable-changes.ts';
import type { RecordIndex } from '../trace/wire.ts';
import { runRequest } from './record.ts';

/** The time on the clock is not to end a run of a benchmark. */
const LIMITS = { ...DEFAULT_LIMITS, maxSeconds: 3600 };

/** Loops in functions in a loop; a list and a dict that change all the time, an exception near the end: some 100,000 line steps. */
const LONG_PROGRAM = `def collatz(n, seen):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    seen.append(steps)
    return steps
best = {}
seen = []
rare = 0
for start in range(1, 800):
    best[start % 50] = collatz(start, seen)
rare = 1
try:
    seen[10 ** 6]
except IndexError:
    rare = 2
`;

/** What is asked of a trace, from its first step: the search then goes as far as it can. */
function questions(trace: Trace): Readonly<Record<string, () => unknown>> {
  const steps = lineSteps(trace);
  const first = 0 as StepIndex;
  const last = (steps.count - 1) as StepIndex;
  const inner = steps.stepOfRecord((trace.recordCount >> 1) as RecordIndex);
  const record = steps.recordOf(inner);
  const condition = parseCondition('n > 100000000');
  const never = condition.ok ? [{ line: 5, condition: condition.value, hit: null }] : [];
  return {
    step_into: () => stepInto(steps, inner, 'forward'),
    step_over: () => stepOver(steps, (first + 1) as StepIndex, 'forward'),
    step_over_back: () => stepOver(steps, last, 'back'),
    step_out: () => stepOut(steps, inner, 'forward'),
    next_visit_of_line: () => lineVisit(steps, first, 'forward', 13),
    previous_visit_of_line: () => lineVisit(steps, last, 'back', 1),
    visits_of_line: () => visitCount(steps, inner),
    next_change_of_variable: () => variableChange(steps, (first + 20) as StepIndex, 'forward', { kind: 'global', name: 'rare' }),
    previous_change_of_variable: () => variableChange(steps, last, 'back', { kind: 'global', name: 'best' }),
    next_exception: () => nextException(steps, first, 'forward'),
    next_breakpoint: () => nextBreakpoint(steps, first, 'forward', [{ line: 13, condition: null, hit: null }]),
    breakpoint_with_condition_never_met: () => nextBreakpoint(steps, first, 'forward', never),
    call_tree: () => callTree(trace).path(callTree(trace).callAt(record)),
    loops: () => loopsAt(trace, record),
    inside_the_line: () => lineRunAt(trace, record),
  };
}

export async function benchNavigation(): Promise<Record<string, unknown>> {
  const runner = createNodeRunner();
  const trace = await recordTrace(runner, runRequest(LONG_PROGRAM, { granularity: 'instruction', limits: LIMITS }));
  runner.dispose();
  const result: Record<string, unknown> = { records: trace.recordCount, line_steps: lineSteps(trace).count };
  for (const [name, ask] of Object.entries(questions(trace))) {
    const times: number[] = [];
    for (let repeat = 0; repeat < 5; repeat += 1) {
      const started = process.cpuUsage();
      ask();
      const { user, system } = process.cpuUsage(started);
      times.push((user + system) / 1000);
    }
    // Of the processor, since machines are shared. The first time has to build what later ones find.
    result[`${name}_ms`] = { first: at(times, 0), later: at(times.slice(1).sort((left, right) => left - right), 2) };
  }
  return result;
}

/** Programs whose containers grow and change: what traces of them weigh. */
const GROWING: Readonly<Record<string, string>> = {
  'list of 10,000 grows': 'x = []\nfor i in range(10_000):\n    x.append(i)\n',
  'sieve of 5,000': 'f = [True] * 5000\nfor i in range(2, 5000):\n    if f[i]:\n        for j in range(i * i, 5000, i):\n            f[j] = False\n',
  'bubble sort of 100': 'x = [i * 37 % 101 for i in range(100)]\nfor i in range(100):\n    for j in range(99 - i):\n        if x[j] > x[j + 1]:\n            x[j], x[j + 1] = x[j + 1], x[j]\n',
  'breadth-first search': 'from collections import deque\nq, seen = deque([1]), {1}\nwhile q and len(seen) < 2000:\n    a = q.popleft()\n    for b in (a * 2, a * 3, a + 1):\n        if b not in seen:\n            seen.add(b)\n            q.append(b)\n',
  'memo of 1,500': 'memo = {}\ndef fib(n):\n    if n < 2:\n        return n\n    if n not in memo:\n        memo[n] = fib(n - 1) + fib(n - 2)\n    return memo[n]\nfor k in range(0, 1500, 100):\n    fib(k)\n',
  'Collatz, 1,000,000 instructions': 'for n in range(1, 10**6):\n    while n != 1:\n        n = n // 2 if n % 2 == 0 else 3 * n + 1\n',
};

export async function benchSize(): Promise<Record<string, unknown>> {
  const runner = createNodeRunner();
  const result: Record<string, unknown> = {};
  for (const [name, source] of Object.entries(GROWING)) result[name] = await sizeOf(runner, source);
  runner.dispose();
  return result;
}

async function sizeOf(runner: PythonRunner, source: string): Promise<Record<string, unknown>> {
  const trace = await recordTrace(runner, runRequest(source, { granularity: 'instruction', limits: LIMITS }));
  const started = performance.now();
  const middle = stateAt(trace, (trace.recordCount >> 1) as RecordIndex);
  const entries = middle.globals.reduce((count, { value }) => count + (value.kind === 'reference' ? (middle.object(value.id)?.values.length ?? 0) : 0), 0);
  const readMs = performance.now() - started;
  const packed = packTrace(trace);
  return {
    records: trace.recordCount,
    end: trace.end?.reason,
    megabytes: trace.wireBytes / 1e6,
    bytes_a_record: trace.wireBytes / trace.recordCount,
    file_megabytes: packed.length / 1e6,
    file_reads_back: unpackTrace(packed).ok,
    entries_in_the_middle: entries,
    read_middle_ms: readMs,
  };
}
