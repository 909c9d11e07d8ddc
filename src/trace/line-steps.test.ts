import { describe, expect, it } from 'vitest';
import { instructionSteps, lineSteps } from './line-steps.ts';
import type { StepIndex, StepList } from './line-steps.ts';
import { lineVisit, stepInto, stepOut, stepOver, visitCount } from './navigation.ts';
import { TraceScript } from './testing/trace-from-script.ts';
import type { Trace } from './trace.ts';
import type { RecordIndex } from './wire.ts';

function show(steps: StepList): string[] {
  return Array.from({ length: steps.count }, (_, step) => {
    const record = steps.recordOf(step as StepIndex);
    return `${steps.eventOf(step as StepIndex)} ${String(steps.trace.lines[record])}@${String(record)}`;
  });
}

/** f calls g twice on line 2, then returns. */
function twoCalls(script = new TraceScript({ codes: { f: {}, g: {} } })): TraceScript {
  script.at('f', 1, { call: true });
  script.at('f', 2, { line: true });
  script.at('f', 2);
  for (let call = 0; call < 2; call += 1) {
    script.at('g', 5, { call: true });
    script.at('g', 6, { line: true });
    script.at('g', 6, { return: true, stack: [call] });
    script.at('f', 2);
  }
  script.at('f', 3, { line: true, return: true, stack: [null] });
  return script;
}

const LINE_STEPS = ['call 1@0', 'line 2@1', 'call 5@3', 'line 6@4', 'return 6@5', 'call 5@7', 'line 6@8', 'return 6@9', 'line 3@11', 'return 3@11'];

describe('lineSteps', () => {
  it('takes events of records in the order call, line, return, exception', () => {
    expect(show(lineSteps(twoCalls().trace()))).toEqual(LINE_STEPS);
  });

  it('goes on from the steps of an earlier snapshot', () => {
    const script = new TraceScript({ codes: { f: {}, g: {} } });
    script.at('f', 1, { call: true });
    script.cut();
    const before = lineSteps(script.snapshot());
    script.at('f', 2, { line: true });
    script.at('f', 2, { exception: ['E', ''] });
    expect(show(lineSteps(script.trace(), before))).toEqual(['call 1@0', 'line 2@1', 'exception 2@2']);
  });

  it('keeps the place between granularities', () => {
    const trace = twoCalls().trace();
    const lines = lineSteps(trace);
    const instructions = instructionSteps(trace);
    expect(lines.stepOfRecord(6 as RecordIndex)).toBe(4);
    expect(lines.stepOfRecord(0 as RecordIndex)).toBe(0);
    expect(lines.stepOfRecord(11 as RecordIndex)).toBe(8);
    for (let step = 0; step < lines.count - 1; step += 1) {
      const record = lines.recordOf(step as StepIndex);
      expect(lines.stepOfRecord(instructions.recordOf(instructions.stepOfRecord(record)))).toBe(step);
    }
    expect(show(instructions).slice(0, 4)).toEqual(['call 1@0', 'line 2@1', 'instruction 2@2', 'call 5@3']);
  });
});

describe('navigation', () => {
  const steps = lineSteps(twoCalls().trace());
  const go = (move: typeof stepOver, from: number, direction: 'forward' | 'back'): string | null => {
    const step = move(steps, from as StepIndex, direction);
    return step === null ? null : (LINE_STEPS[step] ?? '');
  };

  it('steps over, into and out of calls', () => {
    expect(go(stepOver, 1, 'forward')).toBe('line 3@11');
    expect(go(stepInto, 1, 'forward')).toBe('call 5@3');
    expect(go(stepOut, 3, 'forward')).toBe('line 3@11');
    expect(go(stepOver, 4, 'forward')).toBe('line 3@11');
    expect(go(stepOut, 1, 'forward')).toBeNull();
  });

  it('steps back', () => {
    expect(go(stepOver, 8, 'back')).toBe('line 2@1');
    expect(go(stepInto, 8, 'back')).toBe('return 6@9');
    expect(go(stepOut, 6, 'back')).toBe('line 2@1');
    expect(go(stepInto, 0, 'back')).toBeNull();
  });

  it('finds the runs of a line', () => {
    expect(lineVisit(steps, 3 as StepIndex, 'forward')).toBe(6);
    expect(lineVisit(steps, 6 as StepIndex, 'back')).toBe(3);
    expect(lineVisit(steps, 6 as StepIndex, 'forward')).toBeNull();
    expect(lineVisit(steps, 0 as StepIndex, 'forward', 3)).toBe(8);
    expect(visitCount(steps, 6 as StepIndex)).toEqual({ visit: 2, total: 2 });
  });

  it('answers over 100,000 steps', () => {
    const script = new TraceScript({ codes: { f: {}, g: {} } });
    script.at('f', 1, { call: true });
    script.at('f', 2, { line: true });
    script.at('g', 5, { call: true });
    for (let index = 0; index < 100_000; index += 1) script.at('g', 6, { line: true });
    script.at('g', 7, { line: true, return: true, stack: [0] });
    script.at('f', 3, { line: true });
    const trace: Trace = script.trace();
    const long = lineSteps(trace);
    expect(stepOver(long, 1 as StepIndex, 'forward')).toBe(long.count - 1);
    expect(lineVisit(long, 1 as StepIndex, 'forward', 7)).toBe(long.count - 3);
  });
});
