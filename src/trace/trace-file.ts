/**
 * A whole trace as one text, with the identity of objects and every instruction: what is stored and shared. The
 * columns are packed to about a byte a number; deflate the text where bytes count. `FORMAT.md` describes it.
 */
import { z } from 'zod';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { FILE_UPGRADERS } from './file-upgraders.ts';
import type { ImportError } from './import-error.ts';
import { schemaFault } from './import-error.ts';
import { packInts, unpackInts } from './packed-ints.ts';
import { endSchema, headerSchema } from './trace-schemas.ts';
import type { Trace } from './trace.ts';
import { assembleTrace } from './trace.ts';
import type { Fields, VersionedFormat } from './versioned-json.ts';
import { parseVersioned, upgradeVersioned } from './versioned-json.ts';
import type { TraceChunk } from './wire.ts';

export const FILE_FORMAT = 'tracepad-columns';
export const FILE_VERSION = 3;

const FORMAT: VersionedFormat = { format: FILE_FORMAT, version: FILE_VERSION, upgraders: FILE_UPGRADERS };

const packedColumn = (differences: boolean) =>
  z.string().transform((text, context) => {
    const values = unpackInts(text, differences);
    if (values !== null) return values;
    context.addIssue({ code: 'custom', message: 'not a packed column' });
    return z.NEVER;
  });

const fileSchema = z.object({
  format: z.literal(FILE_FORMAT),
  version: z.literal(FILE_VERSION),
  header: headerSchema,
  end: endSchema.nullable(),
  strings: z.array(z.string()),
  stdout: z.string(),
  stderr: z.string(),
  stderrMarks: packedColumn(false).optional(),
  inputMarks: packedColumn(false).optional(),
  frameCodes: packedColumn(false),
  flags: packedColumn(false),
  frameIds: packedColumn(true),
  depths: packedColumn(true),
  offsets: packedColumn(true),
  stdoutLengths: packedColumn(true),
  deltaEnds: packedColumn(true),
  deltas: packedColumn(false),
});

/** The text of a trace. */
export function packTrace(trace: Trace): string {
  return JSON.stringify(packTraceData(trace));
}

/** The trace as JSON data, to stand in a larger document. */
export function packTraceData(trace: Trace): object {
  const { store } = trace;
  const { deltas, deltaEnds } = store.joinedDeltas(trace.recordCount);
  return {
    format: FILE_FORMAT,
    version: FILE_VERSION,
    header: trace.header,
    end: trace.end,
    strings: store.strings,
    stdout: trace.stdout,
    stderr: trace.stderr,
    ...(trace.stderrMarks.length === 0 ? {} : { stderrMarks: packInts(trace.stderrMarks, false) }),
    ...(trace.inputMarks.length === 0 ? {} : { inputMarks: packInts(trace.inputMarks, false) }),
    frameCodes: packInts(store.frameCodes.view(), false),
    flags: packInts(trace.flags, false),
    frameIds: packInts(trace.frameIds, true),
    depths: packInts(trace.depths, true),
    offsets: packInts(trace.offsets, true),
    stdoutLengths: packInts(trace.stdoutLengths, true),
    deltaEnds: packInts(deltaEnds, true),
    deltas: packInts(deltas, false),
  };
}

/** Reads what `packTrace` wrote; everything is checked, so the text may come from anywhere. */
export function unpackTrace(text: string): Result<Trace, ImportError> {
  return checked(parseVersioned(text, FORMAT));
}

/** The same for JSON that is parsed already. */
export function unpackTraceData(data: unknown): Result<Trace, ImportError> {
  return checked(upgradeVersioned(data, FORMAT));
}

function checked(fields: Result<Fields, ImportError>): Result<Trace, ImportError> {
  if (!fields.ok) return fields;
  const parsed = fileSchema.safeParse(fields.value);
  if (!parsed.success) return fail(schemaFault(parsed.error));
  const { header, end, flags, ...columns } = parsed.data;
  const chunk: TraceChunk = { ...columns, flags: Uint8Array.from(flags) };
  const trace = assembleTrace(header, [chunk], end);
  return trace.ok ? ok(trace.value) : fail({ kind: 'invalid-field', path: 'deltas', message: trace.error.message });
}
