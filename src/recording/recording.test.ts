import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTrace } from '../trace/trace-file.ts';
import { predictionDocument, readPredictionRecord } from './prediction-record.ts';
import { readRecording, writeRecording } from './recording.ts';
import { smallRecording } from './testing/small-recording.ts';

const FIXTURE = path.join(import.meta.dirname, 'fixtures', 'recording-v1.tracepad');
if (process.env['TRACEPAD_REWRITE_FIXTURES'] === '1') writeFileSync(FIXTURE, writeRecording(smallRecording()));

describe('recording file', () => {
  it('comes back as it went in', () => {
    const recording = smallRecording();
    const read = readRecording(writeRecording(recording));
    expect(read).toMatchObject({ ok: true, value: { stdin: recording.stdin, notes: recording.notes, place: recording.place, predictions: recording.predictions } });
    if (read.ok) expect(packTrace(read.value.trace)).toBe(packTrace(recording.trace));
  });

  it('is a gzip file that other programs read, and is read unpacked too', () => {
    const file = writeRecording(smallRecording());
    const json = gunzipSync(file);
    expect(JSON.parse(json.toString())).toMatchObject({ format: 'tracepad-recording', version: 1 });
    expect(readRecording(json)).toMatchObject({ ok: true });
    expect(readRecording(gzipSync(json))).toMatchObject({ ok: true });
  });

  it('of version 1 loads for ever', () => {
    const read = readRecording(readFileSync(FIXTURE));
    expect(read).toMatchObject({ ok: true, value: { notes: [{ step: 2, text: 'x is set here' }], predictions: [{ model: 'small', mode: 'teacher-forced' }] } });
    if (read.ok) expect(read.value.trace.recordCount).toBe(smallRecording().trace.recordCount);
  });

  it('refuses what is cut off, damaged, too new or inflates beyond the limit', () => {
    const file = writeRecording(smallRecording());
    expect(readRecording(file.subarray(0, -9))).toEqual({ ok: false, error: { kind: 'not-packed', fault: 'not-deflate' } });
    const flipped = Uint8Array.from(file);
    flipped[file.length >> 1] = (flipped[file.length >> 1] ?? 0) ^ 4;
    expect(readRecording(flipped).ok).toBe(false);
    expect(readRecording(gzipSync('{"format":"tracepad-recording","version":9}'))).toEqual({ ok: false, error: { kind: 'too-new-version', version: 9, newestKnown: 1 } });
    expect(readRecording(gzipSync(Buffer.alloc(50_000_000)), 1_000_000)).toEqual({ ok: false, error: { kind: 'not-packed', fault: 'too-large' } });
    expect(readRecording(new Uint8Array(0))).toMatchObject({ ok: false, error: { kind: 'not-a-trace' } });
  });

  it('names the field that is wrong', () => {
    const document = JSON.parse(gunzipSync(writeRecording(smallRecording())).toString());
    document.trace.header.python = 3;
    expect(readRecording(Buffer.from(JSON.stringify(document)))).toMatchObject({ ok: false, error: { kind: 'invalid-field', path: 'trace.header.python' } });
  });

  it('never throws, whatever the bytes', () => {
    const file = writeRecording(smallRecording());
    const mutated = fc.array(fc.tuple(fc.nat({ max: file.length - 1 }), fc.nat({ max: 255 })), { maxLength: 4 }).map((changes) => {
      const bytes = Uint8Array.from(file);
      for (const [place, value] of changes) bytes[place] = value;
      return bytes;
    });
    fc.assert(fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), (bytes) => typeof readRecording(bytes).ok === 'boolean'), { numRuns: 300 });
  });
});

describe('prediction record', () => {
  it('comes back as it went in', () => {
    const [record] = smallRecording().predictions;
    expect(record).toBeDefined();
    if (record === undefined) return;
    const document: unknown = JSON.parse(JSON.stringify(predictionDocument(record)));
    expect(readPredictionRecord(document)).toEqual({ ok: true, value: record });
    expect(readPredictionRecord({ ...(document as object), digest: 1 })).toMatchObject({ ok: false, error: { kind: 'invalid-field', path: 'digest' } });
  });
});
