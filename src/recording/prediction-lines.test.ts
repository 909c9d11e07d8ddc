import { describe, expect, it } from 'vitest';
import { looksLikeLines, readPredictionLines } from './prediction-lines.ts';
import { predictionDocument, readPredictionRecord } from './prediction-record.ts';

const HEAD = '{"format": "tracepad-prediction-lines", "version": 1, "model": "theirs"}';
const STATE = '"state": {"event": "line", "frames": [{"function": "f", "line": 3, "locals": {"x": "1"}}]}';

describe('prediction lines', () => {
  it('become a record that says who made it', () => {
    const text = [HEAD, '', `{"step": 2, ${STATE}, "tokens": [{"text": "x", "logprob": -0.5, "alternatives": [{"text": "ab", "logprob": -1}]}]}`, '{"step": 1, "malformed": {"at": 1, "message": "no value"}, "text": "x ="}'].join('\n');
    expect(looksLikeLines(text)).toBe(true);
    const read = readPredictionLines(text);
    expect(read).toMatchObject({ ok: true, value: { model: 'theirs', provider: 'elsewhere', strategy: 'dynamic', granularity: 'line', jump: 1, mode: 'teacher-forced', sampling: null, grammarVersion: null } });
    if (!read.ok) return;
    expect(read.value.steps).toMatchObject([
      { from: 0, outcome: { kind: 'malformed', at: 1, message: 'no value' }, tokens: [{ text: 'x =' }] },
      { from: 1, outcome: { kind: 'state', state: { event: 'line', frames: [{ function: 'f', line: 3, locals: [{ name: 'x', value: '1' }], iterators: [], stack: null }], globals: [], value: null } }, tokens: [{ text: 'x', logProbability: -0.5, alternatives: [{ text: 'ab' }] }] },
    ]);
    // What they become is a record as any other.
    expect(readPredictionRecord(JSON.parse(JSON.stringify(predictionDocument(read.value))))).toEqual(read);
  });

  it('take histories, jumps and direct answers', () => {
    const head = HEAD.replace('"theirs"', '"theirs", "strategy": "dynamic-n", "granularity": "instruction", "mode": "free-running"');
    expect(readPredictionLines(`${head}\n{"step": 8, "from": 4, ${STATE}}`)).toMatchObject({ ok: true, value: { jump: 'auto', granularity: 'instruction', mode: 'free-running', steps: [{ from: 4, to: 8 }] } });
    expect(readPredictionLines(`${HEAD}\n{"step": 9, "from": 0, "output": {"kind": "value", "value": "6"}}`)).toMatchObject({ ok: true, value: { steps: [{ outcome: { kind: 'output', output: { value: '6' } } }] } });
  });

  it.each([
    ['no JSON', `${HEAD}\n\n{"step": 1,`, { kind: 'bad-line', line: 3, fault: 'not-json' }],
    ['a field that is wrong', `${HEAD}\n{"step": 1, "state": {"event": "line", "frames": [{"function": "f", "line": "3"}]}}`, { kind: 'bad-line', line: 2, fault: 'not-a-step', path: 'state.frames[0].line' }],
    ['nothing predicted', `${HEAD}\n{"step": 1}`, { kind: 'bad-line', line: 2, message: 'a step has one of "state", "output" and "malformed"' }],
    ['a prediction from a later step', `${HEAD}\n{"step": 2, "from": 2, ${STATE}}`, { kind: 'bad-line', line: 2, path: 'from' }],
    ['the first step', `${HEAD}\n{"step": 0, ${STATE}}`, { kind: 'bad-line', line: 2, path: 'step' }],
    ['a step twice', `${HEAD}\n{"step": 1, ${STATE}}\n{"step": 1, ${STATE}}`, { kind: 'same-step-twice', line: 3, step: 1 }],
    ['a head without a model', HEAD.replace(', "model": "theirs"', ''), { kind: 'bad-line', line: 1, path: 'model' }],
    ['a head alone', HEAD, { kind: 'no-lines' }],
    ['nothing', '\n', { kind: 'no-lines' }],
    ['a later version', HEAD.replace('1', '2'), { kind: 'lines-too-new', version: 2, newestKnown: 1 }],
  ])('are refused by name: %s', (_, text, error) => {
    expect(readPredictionLines(text)).toMatchObject({ ok: false, error });
  });

  it('are told from other files by their first line', () => {
    expect(looksLikeLines('{"format": "tracepad-recording"}\n"tracepad-prediction-lines"')).toBe(false);
  });
});
