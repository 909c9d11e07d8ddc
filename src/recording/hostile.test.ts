/**
 * Mutated real recordings: each opens or is refused, none throws. `TRACEPAD_FUZZ=10000 npx vitest run hostile` runs as
 * many of each kind; the suite runs a few.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from '../base/base64.ts';
import { deflate, gunzip, gzip, inflate } from './inflate.ts';
import { packLinkRecording, unpackLinkRecording } from './link-recording.ts';
import { CODE_DICTIONARY } from './link-dictionary.ts';
import { readPredictionRecord, predictionDocument } from './prediction-record.ts';
import { readRecording, readRecordingData, writeRecording } from './recording.ts';
import { readBodyForTest } from './testing/unchecked-link.ts';
import { smallRecording } from './testing/small-recording.ts';

const RUNS = Number(process.env['TRACEPAD_FUZZ'] ?? 300);
/** In milliseconds; far more than a run takes on a busy machine. */
const PATIENCE = 120_000 + 100 * RUNS;

const recording = smallRecording();
const program = { code: recording.trace.header.source, call: 'f(3)', stdin: recording.stdin };
const link = packLinkRecording(program, recording) ?? '';
const file = writeRecording(recording);

/** Some bytes changed, some taken away, some put in. */
function mutated(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const edit = fc.record({ place: fc.nat({ max: bytes.length - 1 }), kind: fc.constantFrom('set', 'cut', 'insert'), value: fc.nat({ max: 255 }) });
  return fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) => {
    const list = [...bytes];
    for (const { place, kind, value } of edits) list.splice(place, kind === 'insert' ? 0 : 1, ...(kind === 'cut' ? [] : [value]));
    return Uint8Array.from(list);
  });
}

/** JSON in which one value, somewhere, is another one. */
function mutatedJson(data: unknown): fc.Arbitrary<unknown> {
  return fc.tuple(fc.nat(), fc.oneof(fc.jsonValue(), fc.double(), fc.string(), fc.constant(2 ** 31))).map(([seed, value]) => replaced(structuredClone(data), seed, value));
}

function replaced(data: unknown, seed: number, value: unknown): unknown {
  const keys = typeof data === 'object' && data !== null ? Object.keys(data) : [];
  const key = keys[seed % Math.max(1, keys.length)];
  if (key === undefined || seed % 7 === 0) return value;
  const holder = data as Record<string, unknown>;
  holder[key] = replaced(holder[key], Math.floor(seed / 3), value);
  return holder;
}

describe('hostile recordings', { timeout: PATIENCE }, () => {
  it('a link that was changed is refused', () => {
    fc.assert(
      fc.property(mutated(new TextEncoder().encode(link)), (bytes) => {
        const text = new TextDecoder().decode(bytes);
        expect(unpackLinkRecording(program, text).ok).toBe(text === link);
      }),
      { numRuns: RUNS },
    );
  });

  it('a link whose maker forged the bytes behind the hash opens or is refused', () => {
    const packed = decodeBase64Url(link)?.subarray(7) ?? new Uint8Array(0);
    const window = new TextEncoder().encode(`${program.stdin}\n${program.code}\n${program.call}`);
    const dictionary = Uint8Array.from([...CODE_DICTIONARY, ...window]).subarray(-32768);
    const body = inflate(packed, 1_000_000, dictionary);
    expect(body.ok).toBe(true);
    if (!body.ok) return;
    fc.assert(
      fc.property(mutated(body.value), (bytes) => {
        const read = readBodyForTest(program, bytes);
        return read === 'refused' || read.trace.recordCount >= 0;
      }),
      { numRuns: RUNS },
    );
  });

  it('a file that was changed opens or is refused', () => {
    fc.assert(
      fc.property(mutated(file), (bytes) => typeof readRecording(bytes, 10_000_000).ok === 'boolean'),
      { numRuns: RUNS },
    );
    const plain = gunzip(file, 10_000_000);
    expect(plain.ok).toBe(true);
    const data: unknown = JSON.parse(new TextDecoder().decode(plain.ok ? plain.value : new Uint8Array(0)));
    fc.assert(
      fc.property(mutatedJson(data), (changed) => typeof readRecordingData(changed).ok === 'boolean'),
      { numRuns: RUNS },
    );
  });

  it('a prediction record that was changed opens or is refused', () => {
    const [record] = recording.predictions;
    const data: unknown = record === undefined ? null : JSON.parse(JSON.stringify(predictionDocument(record)));
    fc.assert(
      fc.property(mutatedJson(data), (changed) => typeof readPredictionRecord(changed).ok === 'boolean'),
      { numRuns: RUNS },
    );
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
