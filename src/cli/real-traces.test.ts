/** The whole way from a program to its JSON, with the real interpreter. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTraceDocument } from '../trace/json-import.ts';
import type { DocumentStep } from '../trace/json.ts';
import { traceDocument, traceJson } from '../trace/json.ts';
import { lineSteps } from '../trace/line-steps.ts';
import type { StepIndex } from '../trace/line-steps.ts';
import { packTrace, unpackTrace } from '../trace/trace-file.ts';
import { stateAt } from '../trace/trace-state.ts';
import type { Trace } from '../trace/trace.ts';
import type { Granularity, RecordIndex } from '../trace/wire.ts';
import { pythonRecorder } from './testing/recorder.ts';

/**
 * Programs with the line steps that they must give: depth as dots, event, function, line, variables of the innermost
 * frame (of the module while it runs), positions of iterators, value. Compared once with `sys.settrace` of CPython;
 * what differs there: addresses in reprs, and the 'return' that settrace sends after an exception that leaves a frame.
 */
interface RealProgram {
  readonly name: string;
  readonly call: string | null;
  readonly source: readonly string[];
  readonly steps: readonly string[];
}

const PROGRAMS = JSON.parse(readFileSync(new URL('./testing/real-programs.json', import.meta.url), 'utf8')) as readonly RealProgram[];

const COLLATZ = `
def collatz(n):
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps
`;
const recorded = pythonRecorder();

function record(source: string, call: string | null, granularity: Granularity): Promise<Trace> {
  return recorded(source.replace(/^\n/, ''), { call, granularity });
}

function stepText(step: DocumentStep): string {
  const variables = Object.entries(step.function === '<module>' ? step.globals : step.locals).map(([name, value]) => ` ${name}=${value}`);
  const iterators = step.iterators.length === 0 ? '' : ` [${step.iterators.join(' ')}]`;
  const value = step.value === null ? '' : ` → ${step.value}`;
  return `${'. '.repeat(step.depth - 1)}${step.event} ${step.function}:${String(step.line)}${variables.join('')}${iterators}${value}`;
}

describe('line steps of real programs', () => {
  for (const program of PROGRAMS) {
    it.each(['line', 'instruction'] as const)(`${program.name}, recorded by %s`, async (granularity) => {
      const trace = await record(program.source.join('\n'), program.call, granularity);
      expect(traceDocument(trace, 'line').steps.map(stepText)).toEqual(program.steps);
    });
  }
});

describe('Collatz at 3038', () => {
  it.each(['line', 'instruction'] as const)('has 619 line events, recorded by %s', async (granularity) => {
    const steps = lineSteps(await record(COLLATZ, 'collatz(3038)', granularity));
    const events = Array.from({ length: steps.count }, (_, step) => steps.eventOf(step as StepIndex));
    expect(events.filter((event) => event === 'line')).toHaveLength(619);
    expect(events.filter((event) => event !== 'line')).toEqual(['call', 'return']);
  });
});

describe('instruction steps', () => {
  it('show the value stack and the instruction that is about to run', async () => {
    const trace = await record('def f(a, b):\n    return a + b\n', 'f(2, 3)', 'instruction');
    const document = traceDocument(trace, 'instruction');
    expect(document.steps.map((step) => `${step.instruction ?? ''} [${step.stack?.join(', ') ?? ''}]`)).toEqual([
      'RESUME []',
      'LOAD_FAST_BORROW_LOAD_FAST_BORROW []',
      'BINARY_OP [2, 3]',
      'RETURN_VALUE [5]',
    ]);
    expect(document.steps.at(-1)).toMatchObject({ event: 'return', value: '5', line: 2, depth: 1 });
  });
});

describe('files', () => {
  it('keep a real trace', async () => {
    const trace = await record(COLLATZ, 'collatz(27)', 'instruction');
    const packed = unpackTrace(packTrace(trace));
    expect(packed.ok && traceDocument(packed.value, 'instruction')).toEqual(traceDocument(trace, 'instruction'));
    const text = [...traceJson(trace, 'line')].join('');
    expect(readTraceDocument(text)).toEqual({ ok: true, value: traceDocument(trace, 'line') });
  });
});

describe('reading a long trace', () => {
  it('gives any state', async () => {
    const trace = await record(COLLATZ.replace('steps += 1', 'steps += 1; seen.append(n % 7)').replace('steps = 0', 'steps = 0; seen = []'), 'collatz(837799)', 'instruction');
    for (let index = 0; index < 1000; index += 1) {
      const state = stateAt(trace, ((index * 7919) % trace.recordCount) as RecordIndex);
      for (const variable of state.top.locals) if (variable.value.kind === 'reference') expect(state.object(variable.value.id)).not.toBeNull();
    }
  });
});
