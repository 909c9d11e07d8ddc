/** Checks of what a worker says besides chunks: shapes by schema, sizes by limit. */
import { z } from 'zod';
import { TRACE_VERSION } from '../../trace/wire.ts';
import type { TraceEnd, TraceHeader } from '../../trace/wire.ts';
import { headerOf } from '../run-conditions.ts';
import type { PythonStartFailure, RunRequest } from '../protocol.ts';

/** A name, message or repr longer than this is no honest one: the recorder cuts long texts far earlier. */
const MAX_TEXT = 10_000_000;
const MAX_ITEMS = 1_000_000;

const text = z.string().max(MAX_TEXT);
const count = z.int().nonnegative();
const line = z.int().nullable();

const instruction = z.object({
  offset: count,
  name: text,
  argument: text,
  line,
  range: z.tuple([z.int(), z.int(), z.int(), z.int()]).nullable(),
  jumpTarget: count.nullable(),
});

const code = z.object({
  name: text,
  qualifiedName: text,
  firstLine: z.int(),
  localNames: z.array(text).max(MAX_ITEMS),
  parameterCount: count,
  globalNames: z.array(text).max(MAX_ITEMS),
  instructions: z.array(instruction).max(MAX_ITEMS),
  exceptionTable: z.array(z.object({ start: count, end: count, target: count, depth: count, lasti: z.boolean() })).max(MAX_ITEMS),
});

const header = z.object({
  version: z.literal(TRACE_VERSION),
  python: z.string().max(100),
  codes: z.array(code).max(MAX_ITEMS),
});

const end: z.ZodType<TraceEnd> = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('finished'), value: text.nullable() }),
  z.object({ reason: z.literal('exception'), type: text, message: text, line, traceback: text }),
  z.object({
    reason: z.literal('syntax-error'),
    message: text,
    line,
    column: z.int().nullable(),
    where: z.enum(['source', 'call']),
  }),
  z.object({ reason: z.literal('step-limit'), limit: z.number() }),
  z.object({ reason: z.literal('time-limit'), seconds: z.number() }),
  z.object({ reason: z.literal('memory-limit'), what: z.enum(['interpreter', 'trace']), bytes: z.number() }),
  z.object({ reason: z.literal('interpreter-died'), message: text }),
  z.object({ reason: z.literal('stopped') }),
  z.object({ reason: z.literal('exited'), code: z.int(), line }),
  z.object({ reason: z.literal('input-needed') }),
]);

const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('failed'),
    failure: z.enum(['assets-missing', 'offset-mismatch', 'sandbox-failed', 'interpreter-failed']),
    message: text,
  }),
  z.object({ kind: z.literal('header'), run: z.int(), header: z.unknown() }),
  z.object({ kind: z.literal('chunk'), run: z.int(), chunk: z.unknown() }),
  z.object({ kind: z.literal('end'), run: z.int(), end, interpreterBytes: count }),
]);

/** A message whose header or chunk is not checked yet: that needs the run that it belongs to. */
export type CheckedMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly failure: PythonStartFailure; readonly message: string }
  | { readonly kind: 'header'; readonly run: number; readonly header: unknown }
  | { readonly kind: 'chunk'; readonly run: number; readonly chunk: unknown }
  | { readonly kind: 'end'; readonly run: number; readonly end: TraceEnd; readonly interpreterBytes: number };

/** Null for anything that is no message of a worker. */
export function checkMessage(data: unknown): CheckedMessage | null {
  const result = message.safeParse(data);
  return result.success ? result.data : null;
}

/** The header for `request`, or null. What the page itself knows (source, call, input …) is taken from the request. */
export function checkHeader(data: unknown, request: RunRequest): TraceHeader | null {
  const result = header.safeParse(data);
  if (!result.success) return null;
  return headerOf(request, result.data.python, result.data.codes);
}
