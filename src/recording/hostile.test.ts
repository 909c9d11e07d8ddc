/** Mutated real recordings: each opens or is refused, none throws (`testing/fuzzing.ts`). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from '../base/base64.ts';
import { traceDocument } from '../trace/json.ts';
import { readTraceData } from '../trace/json-import.ts';
import { packTraceData, unpackTraceData } from '../trace/trace-file.ts';
import { readTutorTrace } from '../trace/tutor-trace.ts';
import { deflate, gunzip, gzip, inflate } from './inflate.ts';
import { packLinkRecording, unpackLinkRecording } from './link-recording.ts';
import { CODE_DICTIONARY } from './link-dictionary.ts';
import { readPredictionRecord, predictionDocument } from './prediction-record.ts';
import { readRecording, readRecordingData, writeRecording } from './recording.ts';
import { fuzz, mutatedBytes, mutatedJson, PATIENCE, readAll } from './testing/fuzzing.ts';
import { readBodyForTest } from './testing/unchecked-link.ts';
import { smallRecording } from './testing/small-recording.ts';

const recording = smallRecording();
const program = { code: recording.trace.header.source, call: 'f(3)', stdin: recording.stdin };
const link = packLinkRecording(program, recording) ?? '';
const file = writeRecording(recording);

describe('hostile recordings', { timeout: PATIENCE }, () => {
  it('a link that was changed is refused', () => {
    fuzz('recordings of links', mutatedBytes(new TextEncoder().encode(link)), (bytes) => {
      const text = new TextDecoder().decode(bytes);
      const { ok } = unpackLinkRecording(program, text);
      expect(ok).toBe(text === link);
      return ok;
    });
  });

  it('a link whose maker forged the bytes behind the hash opens or is refused', () => {
    const packed = decodeBase64Url(link)?.subarray(7) ?? new Uint8Array(0);
    const window = new TextEncoder().encode(`${program.stdin}\n${program.code}\n${program.call}`);
    const dictionary = Uint8Array.from([...CODE_DICTIONARY, ...window]).subarray(-32768);
    const body = inflate(packed, 1_000_000, dictionary);
    expect(body.ok).toBe(true);
    if (!body.ok) return;
    fuzz('forged recordings of links', mutatedBytes(body.value), (bytes) => {
      const read = readBodyForTest(program, bytes);
      if (read === 'refused') return false;
      readAll(read.trace);
      return true;
    });
  });

  it('a file that was changed opens or is refused', () => {
    fuzz('recording files', mutatedBytes(file), (bytes) => readRecording(bytes, 10_000_000).ok);
    const plain = gunzip(file, 10_000_000);
    expect(plain.ok).toBe(true);
    const data: unknown = JSON.parse(new TextDecoder().decode(plain.ok ? plain.value : new Uint8Array(0)));
    fuzz('recording files, unpacked', mutatedJson(data), (changed) => {
      const read = readRecordingData(changed);
      if (read.ok) readAll(read.value.trace);
      return read.ok;
    });
  });

  it('a trace that was changed opens or is refused', () => {
    fuzz('column files', mutatedJson(packTraceData(recording.trace)), (changed) => {
      const trace = unpackTraceData(changed);
      if (trace.ok) readAll(trace.value);
      return trace.ok;
    });
    fuzz('plain JSON traces', mutatedJson(traceDocument(recording.trace, 'instruction')), (changed) => readTraceData(changed).ok);
    const tutor: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, '..', 'trace', 'fixtures', 'python-tutor.json'), 'utf8'));
    fuzz("traces of Python Tutor", mutatedJson(tutor), (changed) => {
      const trace = readTutorTrace(changed);
      if (trace.ok) readAll(trace.value);
      return trace.ok;
    });
  });

  it('a prediction record that was changed opens or is refused', () => {
    const [record] = recording.predictions;
    const data: unknown = record === undefined ? null : JSON.parse(JSON.stringify(predictionDocument(record)));
    fuzz('prediction records', mutatedJson(data), (changed) => readPredictionRecord(changed).ok);
  });

  it('no small input becomes a large one', () => {
    const zeros = new Uint8Array(80_000_000);
    const bomb = deflate(zeros);
    expect(bomb.length).toBeLessThan(100_000);
    expect(inflate(bomb, 1_000_000)).toEqual({ ok: false, error: 'too-large' });
    expect(readRecording(gzip(zeros), 1_000_000)).toEqual({ ok: false, error: { kind: 'not-packed', fault: 'too-large' } });
    expect(unpackLinkRecording(program, encodeBase64Url(Uint8Array.from([1, 0, 0, 0, 0, 0, 0, ...bomb.subarray(0, 1000)])))).toEqual({ ok: false, error: 'not-its-code' });
  });
});
