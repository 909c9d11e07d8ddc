/** Reads the plain JSON form of a trace back, whoever wrote it. */
import { z } from 'zod';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { ImportError } from './import-error.ts';
import { schemaFault } from './import-error.ts';
import { JSON_FORMAT, JSON_VERSION } from './json.ts';
import type { TraceDocument } from './json.ts';
import { conditionsSchema, endSchema, lineSchema } from './trace-schemas.ts';
import type { Fields, VersionedFormat } from './versioned-json.ts';
import { parseVersioned, upgradeVersioned } from './versioned-json.ts';

const FORMAT: VersionedFormat = { format: JSON_FORMAT, version: JSON_VERSION, upgraders: {} };

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
  conditions: conditionsSchema.optional(),
  stdout: z.string().optional(),
  steps: z.array(stepSchema),
});

/** Parses, upgrades and checks the text of a document. Fields that are not known are dropped. */
export function readTraceDocument(text: string): Result<TraceDocument, ImportError> {
  return checked(parseVersioned(text, FORMAT));
}

/** The same for JSON that is parsed already. */
export function readTraceData(data: unknown): Result<TraceDocument, ImportError> {
  return checked(upgradeVersioned(data, FORMAT));
}

function checked(fields: Result<Fields, ImportError>): Result<TraceDocument, ImportError> {
  if (!fields.ok) return fields;
  const parsed = documentSchema.safeParse(fields.value);
  return parsed.success ? ok(parsed.data) : fail(schemaFault(parsed.error));
}
