import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { callOfAssert, readDataset, topLevelEquals } from './dataset.ts';

function fileOf(...rows: unknown[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'dataset-')), 'rows.jsonl');
  writeFileSync(file, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'));
  return file;
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

describe('readDataset', () => {
  it('reads the CruxEval layout', () => {
    const read = readDataset(fileOf({ code: 'def f(x): return x', input: "'a', 1", output: "'a'", id: 'sample_1' }));
    expect(read).toEqual({ ok: true, value: [{ id: 'sample_1', source: 'def f(x): return x', call: "f('a', 1)" }] });
  });

  it('makes one problem of each assert of an MBPP row', () => {
    const read = readDataset(fileOf({ code: 'def g(x):\r\n  return x', task_id: 7, test_list: ['assert g(1) == 1', 'assert g(2) == 2'] }));
    expect(read).toEqual({
      ok: true,
      value: [
        { id: '7.0', source: 'def g(x):\n  return x', call: 'g(1)' },
        { id: '7.1', source: 'def g(x):\n  return x', call: 'g(2)' },
      ],
    });
  });

  it('names the line that is not a row', () => {
    expect(readDataset(fileOf({ code: 'x', input: '', id: 'a' }, '{'))).toMatchObject({ ok: false, error: { error: 'not-a-row', line: 2 } });
    expect(readDataset(fileOf({ something: 1 }))).toMatchObject({ ok: false, error: { error: 'not-a-row', line: 1 } });
    expect(readDataset('/nowhere/rows.jsonl')).toMatchObject({ ok: false, error: { error: 'unreadable' } });
  });
});
