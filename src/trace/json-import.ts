/** Reads the plain JSON form of a trace back, whoever wrote it. */
import { z } from 'zod';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { JSON_FORMAT, JSON_VERSION } from './json.ts';
import type { TraceDocument } from './json.ts';

export type ImportError =
  /** No JSON, or JSON of something else. */
  | { readonly kind: 'not-a-trace'; readonly message: string }
  | { readonly kind: 'too-new-version'; readonly version: number; readonly newestKnown: number }
  /** `path` as in `steps[3].line`. */
  | { readonly kind: 'invalid-field'; readonly path: string; readonly message: string };

/** From version n to n + 1. Old documents load for ever: an upgrader is never removed. */
const UPGRADERS: Readonly<Partial<Record<number, (document: Record<string, unknown>) => Record<string, unknown>>>> = {};

const lineSchema = z.number().int().nonnegative();
const endSchema = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('finished'), value: z.string().nullable() }),
  z.object({ reason: z.literal('exception'), type: z.string(), message: z.string(), line: lineSchema.nullable(), traceback: z.string() }),
  z.object({ reason: z.literal('syntax-error'), message: z.string(), line: lineSchema.nullable(), column: z.number().int().nullable(), where: z.enum(['source', 'call']) }),
  z.object({ reason: z.literal('step-limit'), limit: z.number() }),
  z.object({ reason: z.literal('time-limit'), seconds: z.number() }),
  z.object({ reason: z.literal('memory-limit'), what: z.enum(['interpreter', 'trace']), bytes: z.number() }),
  z.object({ reason: z.literal('interpreter-died'), message: z.string() }),
  z.object({ reason: z.literal('stopped') }),
]);
const reprsSchema = z.record(z.string(), z.string());
const stepSchema = z.object({
  event: z.enum(['call', 'line', 'return', 'exception', 'instruction']),
  line: lineSchema,
  function: z.string(),
  depth: z.number().int().positive(),
  locals: reprsSchema,
  globals: reprsSchema,
  stack: z.array(z.string()).optional(),
  offset: z.number().int().nonnegative().optional(),
  instruction: z.string().optional(),
  argument: z.string().optional(),
  iterators: z.array(z.number().int()),
  value: z.string().nullable(),
  stdout: z.string(),
});
const documentSchema = z.object({
  format: z.literal(JSON_FORMAT),
  version: z.literal(JSON_VERSION),
  python: z.string(),
  source: z.string(),
  call: z.string().nullable(),
  end: endSchema,
  steps: z.array(stepSchema),
});

/** Parses, upgrades and checks the text of a document. Fields that are not known are dropped. */
export function readTraceDocument(text: string): Result<TraceDocument, ImportError> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return fail({ kind: 'not-a-trace', message: error instanceof Error ? error.message : 'not JSON' });
  }
  return readTraceData(data);
}

/** The same for JSON that is parsed already. */
export function readTraceData(data: unknown): Result<TraceDocument, ImportError> {
  if (!isRecord(data) || data['format'] !== JSON_FORMAT) return fail({ kind: 'not-a-trace', message: `"format" is not "${JSON_FORMAT}"` });
  const version = data['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return fail({ kind: 'invalid-field', path: 'version', message: 'not a version number' });
  }
  if (version > JSON_VERSION) return fail({ kind: 'too-new-version', version, newestKnown: JSON_VERSION });
  let document = data;
  for (let from = version; from < JSON_VERSION; from += 1) {
    const upgrade = UPGRADERS[from];
    if (upgrade === undefined) throw new Error(`No upgrader from version ${String(from)}`);
    document = upgrade(document);
  }
  const parsed = documentSchema.safeParse(document);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return fail({ kind: 'invalid-field', path: pathText(issue?.path ?? []), message: issue?.message ?? 'invalid' });
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${String(part)}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');
}
