import { describe, expect, it } from 'vitest';
import { stdinLines } from './program-store.ts';
import { endText, megabytes, notPredictableText, percent, probabilityText, stepText } from './wording.ts';
import type { RecordIndex } from '../trace/wire.ts';

describe('wording', () => {
  it('names every end', () => {
    expect(endText({ reason: 'finished', value: '8' })).toBe('The call returned 8.');
    expect(endText({ reason: 'exception', type: 'KeyError', message: "'a'", line: 3, traceback: '' })).toBe("It ended with KeyError: 'a' (line 3).");
    expect(endText({ reason: 'exception', type: 'ModuleNotFoundError', message: "No module named 'numpy'", line: 1, traceback: '' })).toMatch(/\(line 1\)\. Only Python's standard library/);
    expect(endText({ reason: 'step-limit', limit: 1_000_000 })).toContain('1,000,000 recorded instructions');
    expect(endText({ reason: 'time-limit', seconds: 10 }, false)).toContain('No step was recorded');
    expect(endText({ reason: 'memory-limit', what: 'interpreter', bytes: 268_435_456 })).toContain('268 MB');
  });

  it('never rounds up to all', () => {
    expect(percent(999, 1000)).toBe('99.9 %');
    expect(percent(99_999, 100_000)).toBe('99.9 %');
    expect(percent(1000, 1000)).toBe('100 %');
    expect(percent(0, 0)).toBe('–');
  });

  it('says probabilities and sizes at a fit precision', () => {
    expect(probabilityText(0)).toBe('100 %');
    expect(probabilityText(Math.log(0.0001))).toBe('0.01 %');
    expect(probabilityText(Math.log(1e-9))).toBe('<0.01 %');
    expect(megabytes(4_500_000)).toBe('4.5 MB');
  });

  it('says what a step does', () => {
    const place = { line: 4, functionName: 'f', depth: 1, event: 'return', yields: true, record: 0 as RecordIndex } as const;
    expect(stepText(place, '3')).toBe('f yields 3 (line 4)');
    expect(stepText({ ...place, event: 'line', functionName: '<module>' }, null)).toBe('line 4 runs next in the module');
    expect(stepText({ ...place, event: 'instruction' }, null, 'LOAD_FAST x')).toBe('LOAD_FAST x runs next in f (line 4)');
  });
});

describe('input lines', () => {
  it('end where the text does', () => {
    expect(stdinLines('')).toEqual([]);
    expect(stdinLines('a')).toEqual(['a']);
    expect(stdinLines('a\n')).toEqual(['a']);
    expect(stdinLines('a\r\n\nb')).toEqual(['a', '', 'b']);
    expect(stdinLines('\n')).toEqual(['']);
  });
});

describe('what cannot be put before the model', () => {
  it('is told with its size, the model’s, and what would fit', () => {
    expect(notPredictableText({ reason: 'context-too-small', tokens: 1500, limit: 1024 })).toBe(
      'The state takes 1,500 tokens; the model reads 1,024 at most. With shorter values, or a model that reads more, it can be predicted.',
    );
    expect(notPredictableText({ reason: 'too-many-lines', lines: 2000, limit: 999 })).toBe('The program has 2,000 lines; the model reads 999 at most. A shorter program can be predicted.');
  });
});
