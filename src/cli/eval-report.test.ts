/** What `eval` prints of several tasks, and its notes of wrong steps. */
import { describe, expect, it } from 'vitest';
import { tablesOf } from './eval-report.ts';
import { judgedStep, StepNotes } from './eval-steps.ts';
import { addCounts, countGroup, countProgram, countStep, emptyCounts, report, type EvalCounts } from './eval-tally.ts';
import type { PredictionTask, StepPrediction } from '../model/protocol.ts';
import type { PrintedState } from '../trace/printed-state.ts';

const LINE: PredictionTask = { strategy: 'dynamic', granularity: 'line', jump: 1 };
const INSTRUCTION: PredictionTask = { strategy: 'dynamic', granularity: 'instruction', jump: 1 };
const JUMPS: PredictionTask = { strategy: 'dynamic-n', granularity: 'line', jump: 'auto' };

function counted(change: (counts: EvalCounts) => void): ReturnType<typeof report> {
  const counts = emptyCounts();
  counts.programs = 4;
  change(counts);
  return report(counts, 1);
}

describe('tables of several tasks', () => {
  const teacherForced = (stack: boolean | null) =>
    counted((counts) => {
      countStep(counts, { full: true, controlFlow: true, variables: true, iterators: null, stack });
      countStep(counts, { full: false, controlFlow: true, variables: false, iterators: null, stack });
      countProgram(counts, 1, 2);
      countGroup(counts, 'construct', 'if', true);
      countGroup(counts, 'construct', 'for', false);
    });
  const jumping = counted((counts) => {
    Object.assign(counts, { outputs: 4, outputsRight: 1, freePredictions: 30, freeSteps: 60, freePredictionsRight: 5, freeStepsRight: 20 });
    countGroup(counts, 'output_by_loop_length', '4 to 7', true);
  });
  const text = tablesOf([
    { task: LINE, result: teacherForced(null) },
    { task: INSTRUCTION, result: teacherForced(true) },
    { task: JUMPS, result: jumping },
  ]);
  const cells = (start: string): string[] => (text.split('\n').find((line) => line.startsWith(`| ${start}`)) ?? '').split('|').slice(1, -1).map((cell) => cell.trim());

  it('has the parts of the paper, the stack by instruction alone', () => {
    expect(cells('strategy')).toEqual(['strategy', 'control flow', 'variables', 'iterators', 'stack', 'full state', 'mean of programs', 'output', 'steps needed', 'in right runs', 'malformed']);
    expect(cells('dynamic, line')).toEqual(['dynamic, line', '100.0 %', '50.0 %', '–', '–', '50.0 %', '50.0 %', '–', '–', '–', '0']);
    expect(cells('dynamic, instruction')[4]).toBe('100.0 %');
  });

  it('says how many of the steps a jumping model needs', () => {
    expect(cells('dynamic-n')).toEqual(['dynamic-n, line, n chosen', '–', '–', '–', '–', '–', '–', '25.0 %', '50.0 %', '25.0 %', '0']);
  });

  it('has a table a grouping, of the tasks that are counted there', () => {
    expect(cells('whole state right, by construct')).toEqual(['whole state right, by construct', 'dynamic, line', 'dynamic, instruction']);
    expect(cells('if')).toEqual(['if', '100.0 % of 1', '100.0 % of 1']);
    expect(cells('output right, by visits')).toEqual(['output right, by visits of the most visited line', 'dynamic-n, line, n chosen']);
    expect(text).not.toContain('by the type of what changes');
  });
});

it('a long program weighs no more than a short one in the mean of programs', () => {
  const [long, short, sum] = [emptyCounts(), emptyCounts(), emptyCounts()];
  countProgram(long, 0, 98);
  countProgram(short, 2, 2);
  addCounts(sum, long);
  addCounts(sum, short);
  expect(report(sum, 1).program_accuracy).toBe(0.5);
  expect(report(emptyCounts(), 1).program_accuracy).toBeNull();
});

describe('notes of wrong steps', () => {
  const source = ['def f(s):', '    if "a" in s:', '        return s', '    return ""'];
  const state = (line: number): PrintedState => ({
    event: 'line',
    frames: [{ function: 'f', line, offset: null, locals: [{ name: 's', value: "'bcd'" }], iterators: [], stack: null }],
    globals: [],
    value: null,
  });
  const predicted = (line: number): StepPrediction => ({ from: 1, outcome: { kind: 'state', state: state(line) }, tokens: [], verifiedTokens: 0 });

  it('names the line, what held, and truth beside prediction, wrong steps alone', () => {
    const notes = new StepNotes();
    expect(notes.textOf(judgedStep('p1', LINE, source, state(2), state(4), 2, predicted(4)))).toBe('');
    const note = notes.textOf(judgedStep('p1', LINE, source, state(2), state(4), 2, predicted(3)));
    expect(note.split('\n').map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
      '1. p1, dynamic, line, state 1 to 2: if',
      'line 2: if "a" in s:',
      "before s = 'bcd'",
      'truth ← it place: f:4 ← f:3',
      'it wrote',
      '',
      '',
    ]);
    expect(notes.summary()).toBe('1 of 2 steps wrong: 1 if\n');
  });
});
