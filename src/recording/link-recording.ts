/**
 * The recording of a link, version 1: the line trace of a program and predictions by the dynamic strategy over its
 * lines, small enough for a chat message. `RECORDING.md` describes it. It belongs to one code, call and input: a hash
 * over them and its own bytes stands before it, so that a link that was changed by hand does not pass as recorded.
 */
import { decodeBase64Url, encodeBase64Url } from '../base/base64.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { sha256Digest } from '../base/sha256.ts';
import { scratchpadStates } from '../scratchpad/trace-steps.ts';
import { lineSteps } from '../trace/line-steps.ts';
import type { Trace } from '../trace/trace.ts';
import { BadBytes, ByteReader, ByteWriter, textBytes } from './bytes.ts';
import { deflate, inflate } from './inflate.ts';
import { traceRows } from './line-rows.ts';
import { CODE_DICTIONARY } from './link-dictionary.ts';
import { DETAILS, fitsLink, readPredictions, writePredictions } from './link-predictions.ts';
import { readTrace, writeTraceRows } from './link-trace.ts';
import type { PredictionRecord } from './prediction-record.ts';

export const LINK_RECORDING_VERSION = 1;
const HASH_BYTES = 6;
/** Most bytes that a link's recording may inflate to. */
export const MAX_LINK_RECORDING_BYTES = 4 * 1024 * 1024;
/** Past this many line steps nothing fits a link. */
export const MAX_LINK_STEPS = 20_000;

/** What a recording belongs to. */
export interface LinkProgram {
  readonly code: string;
  readonly call: string;
  readonly stdin: string;
}

export interface LinkRecording {
  readonly trace: Trace;
  readonly predictions: readonly PredictionRecord[];
}

export type LinkRecordingFault =
  | 'not-base64url'
  | 'too-new'
  /** The hash is that of another code, call, input or recording. */
  | 'not-its-code'
  | 'too-large'
  | 'damaged';

const STREAM_NAMES = ['rows', 'heads', 'values', 'texts', 'steps', 'tokens', 'levels', 'predictionTexts'] as const;
type StreamName = (typeof STREAM_NAMES)[number];

/**
 * The recording as a fragment-safe text of at most `room` characters if it can be: predictions are kept in the richest
 * detail that fits, and in the shortest where none does. Null where the trace is far too long for a link. Predictions
 * that a link can't hold (another strategy, sampled) are left out.
 */
export function packLinkRecording(program: LinkProgram, { trace, predictions }: LinkRecording, room = Infinity): string | null {
  const steps = lineSteps(trace);
  if (steps.count > MAX_LINK_STEPS) return null;
  const rows = traceRows(trace);
  if (rows === null) return null;
  const kept = predictions.filter((record) => record.steps.length > 0 && fitsLink(record));
  const states = kept.length === 0 ? [] : scratchpadStates(steps);
  let shortest: string | null = null;
  for (const detail of kept.length === 0 ? DETAILS.slice(0, 1) : DETAILS) {
    const out = streams(() => new ByteWriter());
    writeTraceRows(out, rows);
    out.steps.number(kept.length);
    for (const record of kept) writePredictions(predictionStreams(out), record, states, detail);
    const text = packStreams(program, out);
    if (text.length <= room) return text;
    if (shortest === null || text.length < shortest.length) shortest = text;
  }
  return shortest;
}

function packStreams(program: LinkProgram, out: Readonly<Record<StreamName, ByteWriter>>): string {
  const body = new ByteWriter();
  for (const name of STREAM_NAMES.slice(0, -1)) body.number(out[name].length);
  for (const name of STREAM_NAMES) body.bytes(out[name].view());
  const packed = deflate(body.view(), dictionaryOf(program));
  const link = new ByteWriter();
  link.byte(LINK_RECORDING_VERSION);
  link.bytes(hashOf(program, packed));
  link.bytes(packed);
  return encodeBase64Url(link.view());
}

/** Reads what `packLinkRecording` wrote for the same program; it may come from anywhere. */
export function unpackLinkRecording(program: LinkProgram, text: string): Result<LinkRecording, LinkRecordingFault> {
  const bytes = decodeBase64Url(text);
  if (bytes === null) return fail('not-base64url');
  if ((bytes[0] ?? 0) > LINK_RECORDING_VERSION) return fail('too-new');
  const packed = bytes.subarray(1 + HASH_BYTES);
  const hash = hashOf(program, packed);
  if (bytes.length < 1 + HASH_BYTES || !hash.every((byte, place) => byte === bytes[1 + place])) return fail('not-its-code');
  const body = inflate(packed, MAX_LINK_RECORDING_BYTES, dictionaryOf(program));
  if (!body.ok) return fail(body.error === 'too-large' ? 'too-large' : 'damaged');
  try {
    return ok(readBody(program, new ByteReader(body.value), body.value.length));
  } catch (error) {
    if (error instanceof BadBytes) return fail('damaged');
    throw error;
  }
}

function readBody(program: LinkProgram, body: ByteReader, length: number): LinkRecording {
  const lengths = STREAM_NAMES.slice(0, -1).map(() => body.below(length + 1, 'length of a stream'));
  const pieces = lengths.map((size) => new ByteReader(body.take(size)));
  pieces.push(new ByteReader(body.rest()));
  const from = streams((_, index) => pieces[index] ?? new ByteReader(new Uint8Array(0)));
  const call = program.call.trim();
  const trace = readTrace(from, program.code, call === '' ? null : call);
  const count = from.steps.below(17, 'number of records');
  const states = count === 0 ? [] : scratchpadStates(lineSteps(trace));
  const predictions: PredictionRecord[] = [];
  while (predictions.length < count) predictions.push(readPredictions(predictionStreams(from), states));
  return { trace, predictions };
}

function streams<Stream>(make: (name: StreamName, index: number) => Stream): Readonly<Record<StreamName, Stream>> {
  return Object.fromEntries(STREAM_NAMES.map((name, index) => [name, make(name, index)])) as Record<StreamName, Stream>;
}

function predictionStreams<Stream>({ steps, tokens, levels, predictionTexts }: Readonly<Record<StreamName, Stream>>): { readonly steps: Stream; readonly tokens: Stream; readonly levels: Stream; readonly texts: Stream } {
  return { steps, tokens, levels, texts: predictionTexts };
}

/** The code, the call and the input are known to the reader: names and values that stand in them cost little. */
function dictionaryOf({ code, call, stdin }: LinkProgram): Uint8Array {
  const own = textBytes(`${stdin}\n${code}\n${call}`);
  const dictionary = new Uint8Array(CODE_DICTIONARY.length + own.length);
  dictionary.set(CODE_DICTIONARY);
  dictionary.set(own, CODE_DICTIONARY.length);
  return dictionary.subarray(-32768);
}

function hashOf({ code, call, stdin }: LinkProgram, packed: Uint8Array): Uint8Array {
  const content = new ByteWriter();
  for (const part of [code, call, stdin]) {
    const bytes = textBytes(part);
    content.number(bytes.length);
    content.bytes(bytes);
  }
  content.bytes(packed);
  return sha256Digest(content.view()).subarray(0, HASH_BYTES);
}
