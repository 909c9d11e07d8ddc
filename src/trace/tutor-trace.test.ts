import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineSteps, type StepIndex } from './line-steps.ts';
import { printStep } from './print-state.ts';
import { stateAt } from './trace-state.ts';
import { isTutorTrace, readTutorTrace } from './tutor-trace.ts';

const FIXTURE: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, 'fixtures', 'python-tutor.json'), 'utf8'));

function opened(data: unknown = FIXTURE) {
  const trace = readTutorTrace(data);
  if (!trace.ok) throw new Error(JSON.stringify(trace.error));
  return trace.value;
}

describe('a trace of Python Tutor', () => {
  it('has its steps, after the call of the module', () => {
    const steps = lineSteps(opened());
    const told = Array.from({ length: steps.count }, (_, step) => {
      const { event, frames } = printStep(steps, step as StepIndex);
      return `${event} ${frames.map((frame) => `${frame.function}:${String(frame.line)}`).join(' ')}`;
    });
    expect(told).toEqual([
      'call <module>:1',
      'line <module>:1',
      'line <module>:5',
      'line <module>:8',
      'call <module>:8 __init__:2',
      'line <module>:8 __init__:3',
      'return <module>:8 __init__:3',
      'line <module>:9',
      'call <module>:9 halve:5',
      'line <module>:9 halve:6',
      'return <module>:9 halve:6',
      'line <module>:10',
      'line <module>:11',
      'exception <module>:11',
    ]);
  });

  it('has its values, its output and its end', () => {
    const trace = opened();
    const steps = lineSteps(trace);
    const at = (step: number) => printStep(steps, step as StepIndex);
    expect(at(4).frames[1]?.locals).toEqual([{ name: 'self', value: '<Box>' }, { name: 'n', value: '3' }]);
    expect(at(6)).toMatchObject({ value: 'None', frames: [{}, { locals: [{ value: '<Box n=3>' }, { value: '3' }] }] });
    expect(at(10)).toMatchObject({ value: '[2.0, 2.5]', frames: [{}, { locals: [{ name: 'xs', value: '[4, 5]' }] }] });
    expect(at(12).globals).toEqual([
      { name: 'Box', value: '<class Box>' },
      { name: 'halve', value: '<function halve>' },
      { name: 'box', value: '<Box n=3>' },
      { name: 'halves', value: '[2.0, 2.5]' },
    ]);
    expect(at(13).value).toBe("ValueError: invalid literal for int() with base 10: '?'");
    expect(trace.stdoutAt(steps.recordOf(11 as StepIndex))).toBe('');
    expect(trace.stdout).toBe('[2.0, 2.5]\n');
    expect(trace.end).toMatchObject({ reason: 'exception', type: 'ValueError', line: 11 });
  });

  it('keeps the identity of objects', () => {
    const trace = opened();
    const steps = lineSteps(trace);
    const self = stateAt(trace, steps.recordOf(4 as StepIndex)).frames[1]?.locals[0]?.value;
    const box = stateAt(trace, steps.recordOf(7 as StepIndex)).globals.find(({ name }) => name === 'box')?.value;
    expect(self).toMatchObject({ kind: 'reference' });
    expect(box).toEqual(self);
  });

  it('reads values that are drawn as objects, floats and what has a text alone', () => {
    const heap = { 1: ['HEAP_PRIMITIVE', 'int', 7], 2: ['TUPLE', ['REF', 1], true, null, 'a'], 3: ['range', 'range(0, 3)'], 4: ['DICT', ['k', ['REF', 2]]], 5: ['SET', -1, 12345678901] };
    const globals = { a: ['REF', 1], b: ['REF', 2], c: ['REF', 3], d: ['REF', 4], e: ['REF', 5], f: ['SPECIAL_FLOAT', 'Infinity'], g: 0.00001, h: ['IMPORTED_FAUX_PRIMITIVE', 'imported object'], i: ['REF', 99] };
    const step = { event: 'step_line', line: 1, func_name: '<module>', globals, ordered_globals: Object.keys(globals), stack_to_render: [], heap, stdout: '' };
    const steps = lineSteps(opened({ code: 'pass', trace: [step, { ...step, event: 'return' }] }));
    expect(printStep(steps, 1 as StepIndex).globals.map(({ value }) => value)).toEqual(['7', "(7, True, None, 'a')", 'range(0, 3)', "{'k': (7, True, None, 'a')}", '{-1, 12345678901}', 'inf', '1e-05', 'imported object', '<unknown>']);
  });

  it('tells how it ended', () => {
    const [first] = (FIXTURE as { readonly trace: readonly unknown[] }).trace;
    const endOf = (...trace: readonly unknown[]): unknown => opened({ code: 'x', trace }).end;
    expect(endOf(first, { event: 'instruction_limit_reached', exception_msg: 'Stopped.' })).toEqual({ reason: 'step-limit', limit: 1 });
    expect(endOf(first, { event: 'raw_input', prompt: 'Name?' })).toEqual({ reason: 'input-needed' });
    expect(endOf(first, { event: 'uncaught_exception', line: 2, exception_msg: 'RecursionError: too deep' })).toMatchObject({ reason: 'exception', type: 'RecursionError', message: 'too deep', line: 2 });
    expect(endOf({ event: 'uncaught_exception', line: 1, exception_msg: 'SyntaxError: invalid syntax' })).toMatchObject({ reason: 'syntax-error', line: 1 });
    expect(endOf({ ...(first as object), event: 'return' })).toEqual({ reason: 'finished', value: null });
    expect(endOf(first)).toEqual({ reason: 'stopped' });
    expect(endOf()).toEqual({ reason: 'stopped' });
  });

  it('names the field that is wrong', () => {
    const data = structuredClone(FIXTURE) as { trace: Record<string, unknown>[] };
    const third = data.trace[3];
    if (third === undefined) throw new Error('no step');
    third['line'] = 'two';
    expect(readTutorTrace(data)).toMatchObject({ ok: false, error: { kind: 'invalid-field', path: 'trace[3].line' } });
    expect(readTutorTrace({ code: 'x', trace: [{ event: 'warp' }] })).toMatchObject({ ok: false, error: { kind: 'invalid-field', path: 'trace[0].event' } });
    expect(isTutorTrace({ code: 'x' })).toBe(false);
    expect(isTutorTrace({ format: 'tracepad-trace', code: '', trace: [] })).toBe(false);
  });
});
