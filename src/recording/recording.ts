/**
 * A recording: a program, its trace, what models predicted of it, the notes that a person pinned to its steps and the
 * place that it opens at. Its file form is gzipped JSON (`.tracepad`); `RECORDING.md` describes it. The short form
 * that fits a link is `link-recording.ts`.
 */
import { strFromU8, strToU8 } from 'fflate';
import { z } from 'zod';
import { fail, ok, type Result } from '../base/result.ts';
import { schemaFault, type ImportError } from '../trace/import-error.ts';
import { packTraceData, unpackTraceData } from '../trace/trace-file.ts';
import type { Trace } from '../trace/trace.ts';
import { upgradeVersioned, type VersionedFormat } from '../trace/versioned-json.ts';
import type { Granularity } from '../trace/wire.ts';
import { gunzip, gzip, isGzip, type InflateFault } from './inflate.ts';
import { packedRecordSchema, packPredictions, unpackPredictions, type PredictionRecord } from './prediction-record.ts';

export const RECORDING_FORMAT = 'tracepad-recording';
export const RECORDING_VERSION = 1;

/** A note that a person pinned to a step. */
export interface Note {
  readonly granularity: Granularity;
  /** Place in the steps of the granularity, from 0. */
  readonly step: number;
  /** Plain text, never HTML. */
  readonly text: string;
}

export const MAX_NOTES = 200;
export const MAX_NOTE_CHARACTERS = 1000;

export interface Recording {
  readonly trace: Trace;
  /** What `input()` read, as typed: one line each. The rest of the program stands in the trace. */
  readonly stdin: string;
  readonly predictions: readonly PredictionRecord[];
  readonly notes: readonly Note[];
  /** Where it opens. */
  readonly place: { readonly granularity: Granularity; readonly step: number };
}

export type RecordingError = ImportError | { readonly kind: 'not-packed'; readonly fault: InflateFault };

/** Most bytes of JSON that a file may inflate to; the trace of a million instructions takes about a tenth. */
export const MAX_RECORDING_BYTES = 512 * 1024 * 1024;

const FORMAT: VersionedFormat = { format: RECORDING_FORMAT, version: RECORDING_VERSION, upgraders: {} };

const granularitySchema = z.enum(['line', 'instruction']);
const stepSchema = z.number().int().nonnegative();
export const noteSchema = z.object({ granularity: granularitySchema, step: stepSchema, text: z.string().max(MAX_NOTE_CHARACTERS) });

const recordingSchema = z.object({
  format: z.literal(RECORDING_FORMAT),
  version: z.literal(RECORDING_VERSION),
  stdin: z.string(),
  trace: z.unknown(),
  predictions: z.array(packedRecordSchema),
  notes: z.array(noteSchema).max(MAX_NOTES),
  place: z.object({ granularity: granularitySchema, step: stepSchema }),
});

/** The file of a recording: gzipped JSON. The same recording gives the same bytes. */
export function writeRecording(recording: Recording): Uint8Array {
  const { trace, stdin, predictions, notes, place } = recording;
  const document = {
    format: RECORDING_FORMAT,
    version: RECORDING_VERSION,
    stdin,
    trace: packTraceData(trace),
    predictions: predictions.map(packPredictions),
    notes,
    place,
  };
  return gzip(strToU8(JSON.stringify(document)));
}

/** Reads the file of a recording, gzipped or not; it may come from anywhere. */
export function readRecording(bytes: Uint8Array, maxBytes = MAX_RECORDING_BYTES): Result<Recording, RecordingError> {
  const data = readJsonFile(bytes, maxBytes);
  return data.ok ? readRecordingData(data.value) : data;
}

/** The same for JSON that is parsed already. */
export function readRecordingData(data: unknown): Result<Recording, RecordingError> {
  const fields = upgradeVersioned(data, FORMAT);
  if (!fields.ok) return fields;
  const parsed = recordingSchema.safeParse(fields.value);
  if (!parsed.success) return fail(schemaFault(parsed.error));
  const { trace: traceData, predictions, ...rest } = parsed.data;
  const trace = unpackTraceData(traceData);
  if (!trace.ok) return trace.error.kind === 'invalid-field' ? fail({ ...trace.error, path: `trace.${trace.error.path}` }) : trace;
  return ok({ ...rest, trace: trace.value, predictions: predictions.map(unpackPredictions) });
}

/** JSON data of a file that may be gzipped: some hosts unpack such files on their way, some do not. */
export function readJsonFile(bytes: Uint8Array, maxBytes = MAX_RECORDING_BYTES): Result<unknown, RecordingError> {
  const plain = isGzip(bytes) ? gunzip(bytes, maxBytes) : ok(bytes);
  if (!plain.ok) return fail({ kind: 'not-packed', fault: plain.error });
  try {
    return ok(JSON.parse(strFromU8(plain.value)));
  } catch (error) {
    return fail({ kind: 'not-a-trace', message: error instanceof Error ? error.message : 'not JSON' });
  }
}
