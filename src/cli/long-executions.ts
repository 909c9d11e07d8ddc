/**
 * `long`: how far the model gets by itself on executions of many steps (Collatz, a binary counter, Fibonacci in a loop, as in
 * Execution Tuning, arXiv 2503.05703). One step ahead by line, greedy: as long as it is right its own state is the true
 * one, so each step is asked from the truth, and the first wrong one is where the free run leaves it.
 */
import { at } from '../base/assert.ts';
import { predictionRun, recordedGranularity, type PredictionRun } from '../evaluation/prediction-run.ts';
import { recordTrace } from '../evaluation/record-trace.ts';
import { DEFAULT_TASK, type ModelRunner } from '../model/protocol.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { DEFAULT_LIMITS } from '../python/protocol.ts';
import { diffStates } from '../trace/diff.ts';
import { flag, parseOptions, text, wholeNumber } from './arguments.ts';
import { randomNumbers } from './corpus-pick.ts';
import { DEFAULT_MODEL, loadModel } from './model.ts';
import { predictOrFail } from './prediction-tasks.ts';
import { runRequest } from './record.ts';

interface LongProgram {
  readonly name: string;
  readonly source: string;
  readonly inputs: (random: () => number) => number[];
}

/** `count` whole numbers from `low` to `high`. */
function draw(random: () => number, count: number, low: number, high: number): number[] {
  return Array.from({ length: count }, () => low + Math.floor(random() * (high - low + 1)));
}

/** The paper's inputs: four small ones and five large ones. */
function smallAndLarge(random: () => number): number[] {
  return [...draw(random, 4, 1, 20), ...draw(random, 5, 20, 4000)];
}

const PROGRAMS: readonly LongProgram[] = [
  {
    name: 'collatz',
    source: 'def f(n):\n    steps = 0\n    while n != 1:\n        if n % 2 == 0:\n            n = n // 2\n        else:\n            n = 3 * n + 1\n        steps += 1\n    return steps\n',
    inputs: smallAndLarge,
  },
  {
    name: 'binary counter',
    source: 'def f(n):\n    bits = [0] * 12\n    while n > 0:\n        n -= 1\n        i = 0\n        while bits[i] == 1:\n            bits[i] = 0\n            i += 1\n        bits[i] = 1\n    return bits\n',
    inputs: smallAndLarge,
  },
  {
    name: 'fibonacci',
    source: 'def f(n):\n    a = 0\n    b = 1\n    for i in range(n):\n        a, b = b, a + b\n    return a\n',
    // Numbers beyond some hundred digits say nothing about a step.
    inputs: (random) => draw(random, 5, 1, 100),
  },
];

export interface LongResult {
  readonly program: string;
  readonly input: number;
  readonly steps: number;
  /** Steps that were right before the first wrong one. */
  readonly right: number;
}

/** Steps that are asked at once: a model that errs early is not asked for the rest. */
const CHUNK = 64;

export async function runLong(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, { model: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } });
  const random = randomNumbers(wholeNumber(parsed, 'seed', 1, 0));
  const { runner } = await loadModel(text(parsed, 'model') ?? DEFAULT_MODEL);
  const python = createNodeRunner();
  const results: LongResult[] = [];
  for (const { name, source, inputs } of PROGRAMS) {
    for (const input of inputs(random)) {
      const trace = await recordTrace(python, runRequest(source, { call: `f(${input})`, granularity: recordedGranularity([DEFAULT_TASK]), limits: { ...DEFAULT_LIMITS, maxSteps: 1_000_000 } }));
      const run = predictionRun(trace, DEFAULT_TASK);
      results.push({ program: name, input, steps: run.states.length - 1, right: await stepsRight(runner, run) });
      if (!flag(parsed, 'json')) printRow(at(results, results.length - 1));
    }
  }
  python.dispose();
  await runner.dispose();
  if (flag(parsed, 'json')) console.log(JSON.stringify(results));
  else console.log(`${results.filter(({ steps, right }) => right === steps).length} of ${results.length} executions right to their end`);
}

function printRow({ program, input, steps, right }: LongResult): void {
  console.log(`${program.padEnd(16)}${String(input).padStart(6)}${String(steps).padStart(8)} steps${String(right).padStart(8)} right${right === steps ? ', all' : ''}`);
}

/** Steps before the first that is wrong. */
export async function stepsRight(runner: ModelRunner, run: PredictionRun): Promise<number> {
  for (let from = 0; from < run.states.length - 1; from += CHUNK) {
    const states = run.states.slice(from, from + CHUNK + 1);
    const predictions = await predictOrFail(runner, { ...run, states }, { mode: 'teacher-forced', maxSteps: CHUNK, stopWhenMalformed: true });
    const wrong = predictions.findIndex(({ outcome }, index) => outcome.kind !== 'state' || !diffStates(at(states, index + 1), outcome.state).summary.full);
    if (wrong !== -1) return from + wrong;
  }
  return run.states.length - 1;
}
