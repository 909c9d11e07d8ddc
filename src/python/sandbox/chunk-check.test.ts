import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeltaOp, ObjectKind, RecordFlag, ValueTag } from '../../trace/wire.ts';
import type { TraceChunk } from '../../trace/wire.ts';
import { checkChunk, chunkBytes } from './chunk-check.ts';

const CONTEXT = { codes: 2, frames: 0, strings: 0 };

/** Two records: `x = [1]` bound in a local, then an exception. */
function validChunk(): TraceChunk {
  const first = [
    (DeltaOp.LOCALS | (1 << 8)), 0, ValueTag.REFERENCE, 7,
    (DeltaOp.STACK | (1 << 8)), ValueTag.INT, -1,
    (DeltaOp.OBJECT | (2 << 8)), 7, ObjectKind.LIST, 0, 1, ValueTag.INT, 1,
  ];
  const second = [
    (DeltaOp.GLOBALS | (1 << 8)), 1, ValueTag.STR, 2,
    (DeltaOp.OBJECT_CHANGE | (8 << 8)), 7, 1, 0, 1, 0, 0, 0, 1, ValueTag.STR, 1,
    (DeltaOp.EXCEPTION | (4 << 8)), 1, 2, ValueTag.REFERENCE, 8,
  ];
  return {
    flags: new Uint8Array([RecordFlag.INSTRUCTION | RecordFlag.LINE, RecordFlag.EXCEPTION]),
    frameIds: new Int32Array([0, 1]),
    depths: new Int32Array([1, 2]),
    offsets: new Int32Array([0, 4]),
    stdoutLengths: new Int32Array([0, 3]),
    deltaEnds: new Int32Array([first.length, first.length + second.length]),
    deltas: new Int32Array([...first, ...second]),
    strings: ['list', 'ValueError', 'no'],
    frameCodes: new Int32Array([0, 1]),
    stdout: 'abc',
    stderr: '',
  };
}

describe('checkChunk', () => {
  it('gives a valid chunk as it is', () => {
    expect(checkChunk(validChunk(), CONTEXT)).toEqual(validChunk());
  });

  it.each<[string, Partial<Record<keyof TraceChunk, unknown>>]>([
    ['columns of different lengths', { depths: new Int32Array([1]) }],
    ['a plain array for a column', { offsets: [0, 4] }],
    ['an unknown flag', { flags: new Uint8Array([1, 64]) }],
    ['a frame that does not exist', { frameIds: new Int32Array([0, 2]) }],
    ['a code object that does not exist', { frameCodes: new Int32Array([0, 2]) }],
    ['a depth of none', { depths: new Int32Array([1, 0]) }],
    ['delta ends out of order', { deltaEnds: new Int32Array([34, 14]) }],
    ['delta words of no record', { deltaEnds: new Int32Array([7, 14]) }],
    ['an entry cut in two', { deltaEnds: new Int32Array([13, 34]) }],
    ['a run past its entry', { deltas: new Int32Array([...validChunk().deltas.slice(0, 23), 3, ...validChunk().deltas.slice(24)]) }],
    ['strings that are no strings', { strings: ['list', 'ValueError', 3] }],
    ['a string id past the table', { strings: ['list'] }],
    ['text that is no text', { stdout: null }],
    ['marks of stderr that are no words', { stderrMarks: [0, 1] }],
    ['marks of the input that are no words', { inputMarks: [0, 1, 2] }],
  ])('refuses %s', (_name, change) => {
    expect(checkChunk({ ...validChunk(), ...change }, CONTEXT)).toHaveProperty('invalid');
  });

  it.each([null, undefined, 3, 'chunk', [], {}])('refuses %j', (value) => {
    expect(checkChunk(value, CONTEXT)).toHaveProperty('invalid');
  });

  it('refuses columns in shared memory, which could change after the check', () => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    expect(checkChunk({ ...validChunk(), offsets: shared }, CONTEXT)).toHaveProperty('invalid');
  });

  it('answers for any delta words at all, and never throws', () => {
    const word = fc.oneof(fc.integer({ min: -3, max: 20 }), fc.constantFrom(257, 258, 261, 263, 513, 1030, 1287, 2055), fc.integer());
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (deltas) => {
        const chunk = {
          ...validChunk(),
          deltas: new Int32Array(deltas),
          deltaEnds: new Int32Array([0, deltas.length]),
        };
        const result = checkChunk(chunk, CONTEXT);
        expect('invalid' in result || result.deltas.length === deltas.length).toBe(true);
      }),
    );
  });
});

describe('chunkBytes', () => {
  it('counts the whole buffer behind a small view', () => {
    const buffer = new ArrayBuffer(1_000_000);
    const chunk = { ...validChunk(), offsets: new Int32Array(buffer, 0, 2) };
    expect(chunkBytes(chunk)).toBeGreaterThan(1_000_000);
  });
});
