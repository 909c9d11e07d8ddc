import { describe, expect, it } from 'vitest';
import { callOfAssert, looksLikeDataset, parseDataset, topLevelEquals } from './dataset.ts';

function textOf(...rows: unknown[]): string {
  return rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');
}

describe('callOfAssert', () => {
  it.each([
    ['assert f(1, 2) == 3', 'f(1, 2)'],
    ["assert f('==', \"a\\\"==\") == '=='", "f('==', \"a\\\"==\")"],
    ['assert f([1 == 2]) == [True]', 'f([1 == 2])'],
    ['assert is_prime(7)', 'is_prime(7)'],
    ['assert set(f((1, 2))) == set([1])', 'set(f((1, 2)))'],
  ])('%s', (test, call) => expect(callOfAssert(test)).toBe(call));

  it('finds no comparison inside brackets', () => expect(topLevelEquals('f(a == b)')).toBe(-1));
});

describe('parseDataset', () => {
  it('reads the CruxEval layout', () => {
    const read = parseDataset(textOf({ code: 'def f(x): return x', input: "'a', 1", output: "'a'", id: 'sample_1' }));
    expect(read).toEqual({ ok: true, value: [{ id: 'sample_1', source: 'def f(x): return x', call: "f('a', 1)" }] });
  });

  it('makes one problem of each assert of an MBPP row', () => {
    const read = parseDataset(textOf({ code: 'def g(x):\r\n  return x', task_id: 7, test_list: ['assert g(1) == 1', 'assert g(2) == 2'] }));
    expect(read).toEqual({
      ok: true,
      value: [
        { id: '7.0', source: 'def g(x):\n  return x', call: 'g(1)' },
        { id: '7.1', source: 'def g(x):\n  return x', call: 'g(2)' },
      ],
    });
  });

  it('names the line that is not a row', () => {
    expect(parseDataset(textOf({ code: 'x', input: '', id: 'a' }, '{'))).toMatchObject({ ok: false, error: { error: 'not-a-row', line: 2 } });
    expect(parseDataset(textOf({ something: 1 }))).toMatchObject({ ok: false, error: { error: 'not-a-row', line: 1 } });
    expect(parseDataset('\n')).toMatchObject({ ok: false, error: { error: 'empty' } });
  });
});

describe('looksLikeDataset', () => {
  it('tells rows of programs from other files of JSON', () => {
    expect(looksLikeDataset(textOf({ code: 'def f(x): return x', input: '1', id: 'a' }))).toBe(true);
    expect(looksLikeDataset(textOf({ task_id: 7, code: 'def g(x): pass', test_list: ['assert g(1)'] }))).toBe(true);
    expect(looksLikeDataset(textOf({ id: 'a', code: 'def g(x): pass', call: 'g(1)' }).slice(0, 60))).toBe(true);
    expect(looksLikeDataset('{"format": "tracepad-trace", "source": "code", "call": "f()"}')).toBe(false);
    expect(looksLikeDataset('def f(code): return {"code": "a", "call": 1}')).toBe(false);
  });
});
