/** Schemas of what a trace has outside of its columns, shared by both file forms. */
import { z } from 'zod';
import { TRACE_VERSION } from './wire.ts';

export const lineSchema = z.number().int().nonnegative();

export const endSchema = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('finished'), value: z.string().nullable() }),
  z.object({ reason: z.literal('exception'), type: z.string(), message: z.string(), line: lineSchema.nullable(), traceback: z.string() }),
  z.object({ reason: z.literal('syntax-error'), message: z.string(), line: lineSchema.nullable(), column: z.number().int().nullable(), where: z.enum(['source', 'call']) }),
  z.object({ reason: z.literal('step-limit'), limit: z.number() }),
  z.object({ reason: z.literal('time-limit'), seconds: z.number() }),
  z.object({ reason: z.literal('memory-limit'), what: z.enum(['interpreter', 'trace']), bytes: z.number() }),
  z.object({ reason: z.literal('interpreter-died'), message: z.string() }),
  z.object({ reason: z.literal('stopped') }),
  z.object({ reason: z.literal('exited'), code: z.number().int(), line: lineSchema.nullable() }),
  z.object({ reason: z.literal('input-needed') }),
]);

/** Bytecode of one code object never comes near this many bytes; a forged offset must not allocate gigabytes. */
const MAX_OFFSET = 1 << 24;

const offsetSchema = z.number().int().nonnegative().max(MAX_OFFSET);

const instructionSchema = z.object({
  offset: offsetSchema,
  name: z.string(),
  argument: z.string(),
  line: lineSchema.nullable(),
  range: z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()]).nullable(),
  jumpTarget: z.number().int().nullable(),
});

const codeSchema = z.object({
  name: z.string(),
  qualifiedName: z.string(),
  firstLine: z.number().int(),
  localNames: z.array(z.string()),
  parameterCount: z.number().int().nonnegative(),
  globalNames: z.array(z.string()),
  instructions: z.array(instructionSchema),
  exceptionTable: z.array(
    z.object({ start: offsetSchema, end: offsetSchema, target: offsetSchema, depth: z.number().int().nonnegative(), lasti: z.boolean() }),
  ),
});

/** `RunConditions`. */
export const conditionsSchema = z.object({
  stdin: z.array(z.string()),
  inputEnds: z.boolean(),
  clock: z.number(),
  randomSeed: z.number().int(),
  hashSeed: z.number().int(),
});

/** A `TraceHeader`. */
export const headerSchema = z.object({
  version: z.literal(TRACE_VERSION),
  python: z.string(),
  source: z.string(),
  call: z.string().nullable(),
  granularity: z.enum(['line', 'instruction']),
  codes: z.array(codeSchema),
  recordedItems: z.number().int().positive().optional(),
  conditions: conditionsSchema.optional(),
});
