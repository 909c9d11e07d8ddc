/** What the trace prints of 10,000 generated values, against `repr` in the same interpreter. */
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { expect, it } from 'vitest';
import { printStep } from '../trace/print-state.ts';
import { lineSteps, type StepIndex } from '../trace/line-steps.ts';
import { assembleTrace } from '../trace/trace.ts';
import { createEngine } from './engine.ts';
import { collectRun, readPythonSources, runRequest } from './node-runner.ts';

/** Loads the corpus as a module that the program imports; its own code is not traced. */
const LOADER = `
import sys, types
def load(source):
    module = types.ModuleType("value_corpus")
    sys.modules["value_corpus"] = module
    exec(compile(source, "value_corpus.py", "exec"), module.__dict__)
    return lambda: module.REPRS
load
`;
const PROGRAM = 'import value_corpus\ndef show(value):\n    pass\nvalue_corpus.each(show)\n';

it('prints every value byte for byte as CPython does', { timeout: 300_000 }, async () => {
  const pyodide = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
  const engine = createEngine(pyodide, readPythonSources(), { describeCode: 'names' });
  const load = pyodide.runPython(LOADER) as (source: string) => () => { toJs(): string[] };
  const expected = load(readFileSync(new URL('./testing/value_corpus.py', import.meta.url), 'utf8'));
  const recorded = await collectRun(engine, runRequest(PROGRAM, { granularity: 'line', limits: { ...runRequest('').limits, maxSeconds: 200 } }));
  expect(recorded.end).toEqual({ reason: 'finished', value: null });
  const trace = assembleTrace(recorded.header, recorded.chunks, recorded.end);
  if (!trace.ok) throw new Error(trace.error.message);
  const steps = lineSteps(trace.value);
  const printed: string[] = [];
  for (let step = 0; step < steps.count; step++) {
    if (steps.eventOf(step as StepIndex) !== 'call') continue;
    const value = printStep(steps, step as StepIndex).frames.at(-1)?.locals[0]?.value;
    if (value !== undefined) printed.push(value);
  }
  const reprs = expected().toJs();
  const differences = reprs.flatMap((text, index) => (printed[index] === text ? [] : [`${printed[index]} for ${text}`]));
  expect(differences.slice(0, 40)).toEqual([]);
  expect(printed.length).toBe(10_000);
});
