/**
 * Predictions that another program made, one line a step, as `RECORDING.md` describes them: what anybody can write who
 * has a model and a trace. They become a prediction record, so that they are shown and judged as those made here are.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../base/result.ts';
import type { PredictedToken, StepPrediction } from '../model/protocol.ts';
import { schemaFault } from '../trace/import-error.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { readCwmTrace, type CwmTraceError, type TracedProgram } from './cwm-trace.ts';
import { iteratedPartSchema, settingsShape, type PredictionRecord } from './prediction-record.ts';
import { TokenIds } from './token-ids.ts';

export const LINES_FORMAT = 'tracepad-prediction-lines';
export const LINES_VERSION = 1;

/** What is wrong, and in which line of the file (from 1). */
export type LinesError =
  | { readonly kind: 'bad-line'; readonly line: number; readonly fault: 'not-json' | 'not-a-step'; readonly path: string; readonly message: string }
  | { readonly kind: 'same-step-twice'; readonly line: number; readonly step: number }
  | { readonly kind: 'no-lines' }
  | CwmTraceError
  | { readonly kind: 'lines-too-new'; readonly version: number; readonly newestKnown: number };

const step = z.number().int().nonnegative();

/** The settings of a record, of which a program elsewhere has to say its model's name alone. */
const headSchema = z.object({
  format: z.literal(LINES_FORMAT),
  version: z.literal(LINES_VERSION),
  model: z.string().min(1),
  digest: settingsShape.digest.default(''),
  strategy: settingsShape.strategy.optional(),
  granularity: settingsShape.granularity.default('line'),
  jump: settingsShape.jump,
  mode: settingsShape.mode.optional(),
  sampling: settingsShape.sampling,
});

const values = z.record(z.string(), z.string());
const frameSchema = z.object({
  function: z.string(),
  line: z.number().int(),
  locals: values.default({}),
  iterators: z.array(z.object({ position: z.number().int(), of: z.string().nullable().default(null), over: z.array(iteratedPartSchema).default([]) })).default([]),
  stack: z.array(z.string()).nullable().default(null),
  offset: z.number().int().nullable().default(null),
});
const stateSchema = z.object({
  event: z.enum(['call', 'line', 'return', 'exception', 'instruction']),
  frames: z.array(frameSchema).min(1),
  globals: values.default({}),
  value: z.string().nullable().default(null),
});
const choiceSchema = z.object({ text: z.string(), logprob: z.number().max(0.001) });
const lineSchema = z
  .object({
    step: step.min(1),
    from: step.optional(),
    state: stateSchema.optional(),
    output: z.object({ kind: z.enum(['value', 'exception']), value: z.string() }).optional(),
    malformed: z.object({ at: step, message: z.string() }).optional(),
    text: z.string().optional(),
    tokens: z.array(choiceSchema.extend({ alternatives: z.array(choiceSchema).default([]) })).default([]),
  })
  .refine(({ state, output, malformed }) => [state, output, malformed].filter((one) => one !== undefined).length === 1, { message: 'a step has one of "state", "output" and "malformed"' })
  .refine(({ step: about, from }) => from === undefined || from < about, { path: ['from'], message: 'a prediction is made from an earlier step' });

/** A whole trace in CWM's frames, in place of lines of steps. */
const traceSchema = z.object({ trace: z.string() });

type StepLine = z.infer<typeof lineSchema>;

/** Whether a file is of this form: its first line says so. */
export function looksLikeLines(text: string): boolean {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  return first.length < 10_000 && first.includes(`"${LINES_FORMAT}"`);
}

/**
 * Reads the lines; empty ones are passed over.
 * @param program the trace that they are of, which only those in CWM's frames need.
 */
export function readPredictionLines(text: string, program: TracedProgram | null = null): Result<PredictionRecord, LinesError> {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  const [first, ...others] = lines;
  if (first === undefined) return fail({ kind: 'no-lines' });
  const head = readLine(first.line, first.number, headSchema);
  if (!head.ok) {
    const version = versionOf(first.line);
    return version !== null && version > LINES_VERSION ? fail({ kind: 'lines-too-new', version, newestKnown: LINES_VERSION }) : head;
  }
  const ids = new TokenIds();
  const [only] = others;
  const trace = only === undefined || others.length > 1 ? null : readLine(only.line, only.number, traceSchema);
  if (trace?.ok === true) {
    const read = readCwmTrace(trace.value.trace, program, ids);
    return read.ok ? ok(recordOf(head.value, { strategy: 'compact-step-in', mode: 'free-running' }, read.value)) : read;
  }
  const steps = new Map<number, StepPrediction>();
  for (const { line, number } of others) {
    const read = readLine(line, number, lineSchema);
    if (!read.ok) return read;
    if (steps.has(read.value.step)) return fail({ kind: 'same-step-twice', line: number, step: read.value.step });
    steps.set(read.value.step, predictionOf(read.value, ids));
  }
  if (steps.size === 0) return fail({ kind: 'no-lines' });
  return ok(recordOf(head.value, { strategy: 'dynamic', mode: 'teacher-forced' }, [...steps.values()].sort((a, b) => a.from - b.from)));
}

/** A file that is a trace in CWM's frames and nothing else. */
export function readCwmFile(text: string, program: TracedProgram | null): Result<PredictionRecord, LinesError> {
  const head = headSchema.parse({ format: LINES_FORMAT, version: LINES_VERSION, model: 'CWM trace' });
  const steps = readCwmTrace(text, program, new TokenIds());
  return steps.ok ? ok(recordOf(head, { strategy: 'compact-step-in', mode: 'free-running' }, steps.value)) : steps;
}

/** @param usual what is meant where the head does not say. */
function recordOf(head: z.infer<typeof headSchema>, usual: Pick<PredictionRecord, 'strategy' | 'mode'>, steps: readonly StepPrediction[]): PredictionRecord {
  const { model, digest, strategy = usual.strategy, granularity, jump, mode = usual.mode, sampling } = head;
  return {
    model,
    digest,
    provider: 'elsewhere',
    dtype: null,
    grammarVersion: null,
    tokenizerSha256: null,
    strategy,
    granularity,
    jump: jump ?? (strategy === 'dynamic-n' ? 'auto' : 1),
    mode,
    sampling,
    steps,
  };
}

function readLine<Shape extends z.ZodType>(line: string, number: number, shape: Shape): Result<z.infer<Shape>, LinesError> {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch (error) {
    return fail({ kind: 'bad-line', line: number, fault: 'not-json', path: '', message: error instanceof Error ? error.message : String(error) });
  }
  const parsed = shape.safeParse(data);
  if (parsed.success) return ok(parsed.data);
  const { path, message } = schemaFault(parsed.error);
  return fail({ kind: 'bad-line', line: number, fault: 'not-a-step', path, message });
}

function versionOf(line: string): number | null {
  const parsed = z.object({ format: z.literal(LINES_FORMAT), version: z.number().int() }).safeParse(JSON.parse(line));
  return parsed.success ? parsed.data.version : null;
}

function predictionOf({ step: to, from = to - 1, state, output, malformed, text, tokens }: StepLine, ids: TokenIds): StepPrediction {
  const written: readonly PredictedToken[] =
    tokens.length > 0
      ? tokens.map((token) => ({ ...ids.choice(token), alternatives: token.alternatives.map((one) => ids.choice(one)) }))
      : text === undefined
        ? []
        : [{ ...ids.choice({ text, logprob: 0 }), alternatives: [] }];
  const outcome: StepPrediction['outcome'] =
    state !== undefined ? { kind: 'state', state: printed(state) } : output !== undefined ? { kind: 'output', output } : { kind: 'malformed', at: malformed?.at ?? 0, message: malformed?.message ?? '' };
  return { from, ...(to === from + 1 ? {} : { to }), outcome, tokens: written, verifiedTokens: 0 };
}

function printed({ event, frames, globals, value }: z.infer<typeof stateSchema>): PrintedState {
  const bindings = (record: Readonly<Record<string, string>>): PrintedState['globals'] => Object.entries(record).map(([name, repr]) => ({ name, value: repr }));
  return { event, frames: frames.map((frame) => ({ ...frame, locals: bindings(frame.locals) })), globals: bindings(globals), value };
}
