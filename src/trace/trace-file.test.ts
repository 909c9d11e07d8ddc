import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ChunkWriter } from './chunk-writer.ts';
import { packInts, unpackInts } from './packed-ints.ts';
import { printState } from './print-state.ts';
import { TraceScript } from './testing/trace-from-script.ts';
import { packTrace, unpackTrace } from './trace-file.ts';
import { stateAt } from './trace-state.ts';
import type { Trace } from './trace.ts';
import { assembleTrace } from './trace.ts';
import type { RecordIndex } from './wire.ts';
import { RecordFlag } from './wire.ts';

const FIXTURES = new URL('./fixtures/', import.meta.url);
/** The values that the local `items` has in each fixture, in order. */
const ITEMS_OF_FIXTURES: Readonly<Record<string, readonly string[]>> = {
  'columns-v1.json': ['[]', "[[...], 'z']"],
  'columns-v2.json': [
    '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]',
    "[0, 1, 2, 'three', 4, 5, 6, 7, 8, 9, 10, 11]",
    "[0, 1, 2, 'three', 4, 5, 6, 7, 8, 9, 10, 11, [...]]",
    "[0, 1, 'three', 4, 5, 6, 7, 8, 9, 10, 11, [...]]",
  ],
  // Six items of a container were recorded.
  'columns-v3.json': ['[0, 1, 2, 3, 4, 5, ... 12 items]', "[0, 1, 2, 'three', 4, 5, ... 12 items]", "[0, 1, 2, 'three', 4, 5, ... 13 items]"],
};

function example(): Trace {
  const script = new TraceScript({ codes: { f: { locals: ['n', 'items'] } }, source: 'x = "\ud800"', call: 'f()' });
  const items = script.list();
  script.at('f', 1, { call: true, locals: { n: -5, items } });
  script.at('f', 2, { line: true, prints: 'é\n' });
  script.cut();
  items.values = [items, 'z'];
  items.length = 2;
  script.at('f', 2, { changed: [items] });
  script.at('f', 3, { line: true, return: true, stack: [items] });
  return script.trace({ reason: 'finished', value: '1' });
}

const states = (trace: Trace) => Array.from({ length: trace.recordCount }, (_, record) => printState(stateAt(trace, record as RecordIndex)));

describe('packInts', () => {
  it.each([true, false])('round trip, differences %s', (differences) => {
    for (const length of [0, 1, 2, 3, 4, 5, 1000]) {
      const values = Int32Array.from({ length }, (_, index) => (index % 3 === 0 ? -1 : 1) * ((index * 2_654_435_761) | 0));
      expect(unpackInts(packInts(values, differences), differences)).toEqual(values);
    }
    const extremes = Int32Array.of(0, -1, 1, 2 ** 31 - 1, -(2 ** 31), 63, 64, -64, -65);
    expect(unpackInts(packInts(extremes, differences), differences)).toEqual(extremes);
  });

  it('refuses what it did not write', () => {
    for (const text of ['a', '****', '////', 'AA=A', 'gA==']) expect(unpackInts(text, false)).toBeNull();
  });
});

describe('packTrace', () => {
  it('keeps everything', () => {
    const trace = example();
    const read = unpackTrace(packTrace(trace));
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    expect(read.value.header).toEqual(trace.header);
    expect(read.value.end).toEqual(trace.end);
    expect(read.value.stdout).toBe(trace.stdout);
    expect(states(read.value)).toEqual(states(trace));
    expect(packTrace(read.value)).toBe(packTrace(trace));
  });

  it('keeps when stderr was written', () => {
    const out = new ChunkWriter();
    const frameId = out.frame(0);
    for (const offset of [0, 2, 4]) out.record({ flags: RecordFlag.LINE, frameId, depth: 1, offset, stdoutLength: 0 });
    const chunk = { ...out.cut('', 'oh\nno\n'), stderrMarks: Int32Array.of(1, 3, 3, 6) };
    const trace = assembleTrace(new TraceScript({ codes: { f: {} } }).header, [chunk], null);
    if (!trace.ok) throw new Error(trace.error.message);
    const read = unpackTrace(packTrace(trace.value));
    if (!read.ok) throw new Error(read.error.kind);
    expect([0, 1, 2].map((record) => read.value.stderrAt(record as RecordIndex))).toEqual(['', 'oh\n', 'oh\n']);
    expect(read.value.stderr).toBe('oh\nno\n');
    expect(packTrace(read.value)).toBe(packTrace(trace.value));
    expect(assembleTrace(trace.value.header, [{ ...chunk, stderrMarks: Int32Array.of(1) }], null).ok).toBe(false);
  });

  it('keeps when input was read', () => {
    const out = new ChunkWriter();
    const frameId = out.frame(0);
    for (const offset of [0, 2, 4]) out.record({ flags: RecordFlag.LINE, frameId, depth: 1, offset, stdoutLength: 0 });
    const chunk = { ...out.cut('? ', ''), inputMarks: Int32Array.of(1, 2, 4, 3, 2, 6) };
    const trace = assembleTrace(new TraceScript({ codes: { f: {} } }).header, [chunk], null);
    if (!trace.ok) throw new Error(trace.error.message);
    const read = unpackTrace(packTrace(trace.value));
    if (!read.ok) throw new Error(read.error.kind);
    expect([...read.value.inputMarks]).toEqual([1, 2, 4, 3, 2, 6]);
    expect([0, 1, 2, 3].map((record) => read.value.inputMarksAt(record as RecordIndex))).toEqual([0, 1, 1, 2]);
    expect(assembleTrace(trace.value.header, [{ ...chunk, inputMarks: Int32Array.of(1, 2) }], null).ok).toBe(false);
  });

  it('packs a snapshot of a run that goes on', () => {
    const script = new TraceScript({ codes: { f: {} } });
    script.at('f', 1, { call: true });
    script.cut();
    const early = script.snapshot();
    script.at('f', 2, { line: true });
    script.cut();
    const read = unpackTrace(packTrace(early));
    expect(read.ok && read.value.recordCount).toBe(1);
    expect(read.ok && read.value.end).toBeNull();
  });

  it('names what is wrong', () => {
    const file = JSON.parse(packTrace(example())) as Record<string, unknown>;
    const error = (changed: object) => {
      const read = unpackTrace(JSON.stringify({ ...file, ...changed }));
      return read.ok ? null : read.error;
    };
    expect(error({ format: 'tracepad-trace' })).toMatchObject({ kind: 'not-a-trace' });
    expect(error({ version: 9 })).toEqual({ kind: 'too-new-version', version: 9, newestKnown: 3 });
    expect(error({ flags: '?' })).toMatchObject({ kind: 'invalid-field', path: 'flags' });
    expect(error({ deltas: '' })).toMatchObject({ kind: 'invalid-field', path: 'deltas' });
  });

  it.each(readdirSync(FIXTURES).filter((name) => name.startsWith('columns-')))('fixture %s loads', (name) => {
    // A fixture is written once for its version and must load for ever: change and delete none.
    const read = unpackTrace(readFileSync(new URL(name, FIXTURES), 'utf8'));
    expect(read).toMatchObject({ ok: true });
    const items = read.ok ? states(read.value).flatMap((state) => state.frames[0]?.locals.find((local) => local.name === 'items')?.value ?? []) : [];
    expect([...new Set(items)]).toEqual(ITEMS_OF_FIXTURES[name]);
  });

  it('says what a run depended on, where that is known', () => {
    const conditions = (name: string) => {
      const read = unpackTrace(readFileSync(new URL(name, FIXTURES), 'utf8'));
      return read.ok ? read.value.header.conditions : null;
    };
    expect(conditions('columns-v2.json')).toBeUndefined();
    expect(conditions('columns-v3.json')).toEqual({ stdin: ['three'], inputEnds: true, clock: 1_767_225_600_000, randomSeed: 0, hashSeed: 0 });
  });

  it('gives code of version 1 an empty exception table', () => {
    const read = unpackTrace(readFileSync(new URL('columns-v1.json', FIXTURES), 'utf8'));
    expect(read.ok && read.value.header.codes.map((code) => code.exceptionTable)).toEqual([[]]);
  });
});
