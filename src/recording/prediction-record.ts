/**
 * A prediction record, version 1: what one model predicted of one trace, and everything needed to judge and to repeat
 * it. In memory it holds `StepPrediction`s; in a file it is plain JSON (`RECORDING.md` describes both forms).
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../base/result.ts';
import { aboutOf, dtypeOf, type Dtype, type ModelInfo, type PredictedToken, type PredictionTask, type Provider, type Sampling, type StepPrediction, type TokenChoice } from '../model/protocol.ts';
import { outcomeOfState, sameOutcome } from '../scratchpad/direct.ts';
import { diffStates } from '../trace/diff.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Strategy } from '../scratchpad/step.ts';
import { MAX_JUMP } from '../scratchpad/vocabulary.ts';
import type { Granularity } from '../trace/wire.ts';
import { schemaFault, type ImportError } from '../trace/import-error.ts';
import { upgradeVersioned, type VersionedFormat } from '../trace/versioned-json.ts';

export const PREDICTION_FORMAT = 'tracepad-prediction';
export const PREDICTION_VERSION = 1;

/** How the model was asked. */
export interface PredictionSettings {
  readonly strategy: Strategy;
  readonly granularity: Granularity;
  /** Steps that a prediction leads ahead; 'auto': the model chose. 1 but for `dynamic-n`. */
  readonly jump: number | 'auto';
  readonly mode: 'teacher-forced' | 'free-running';
  /** Null: greedy. */
  readonly sampling: Sampling | null;
}

export interface PredictionRecord extends PredictionSettings {
  /** Name of the model, as its manifest has it. */
  readonly model: string;
  /** SHA-256 of the model's manifest, hex. */
  readonly digest: string;
  /** Where it ran; 'elsewhere': by another program. */
  readonly provider: Provider | 'elsewhere';
  /** The arithmetic that it ran in; null: not said. */
  readonly dtype: Dtype | null;
  /** Version of the scratchpad's grammar that its tokens are of; null: of none. */
  readonly grammarVersion: number | null;
  /** SHA-256 of the vocabulary that its tokens are of, hex; null: not said. */
  readonly tokenizerSha256: string | null;
  /** In the order of `from`; `from` counts the scratchpad steps of the trace at `granularity`. */
  readonly steps: readonly StepPrediction[];
}

/** All of a record but its steps. */
export function recordHead(info: ModelInfo, { strategy, granularity, jump }: PredictionTask, mode: PredictionSettings['mode'], sampling: Sampling | null): Omit<PredictionRecord, 'steps'> {
  const { name, digest, provider, rung, grammarVersion, tokenizerSha256 } = info;
  return { model: name, digest, provider, dtype: dtypeOf(rung), grammarVersion, tokenizerSha256, strategy, granularity, jump, mode, sampling };
}

const FORMAT: VersionedFormat = { format: PREDICTION_FORMAT, version: PREDICTION_VERSION, upgraders: {} };

const choiceSchema = z.object({ id: z.number().int().nonnegative(), text: z.string(), logProbability: z.number().max(0.001) });
const tokenSchema = choiceSchema.extend({ alternatives: z.array(choiceSchema) });

const bindingsSchema = z.array(z.object({ name: z.string(), value: z.string() }));
/** Records from before version 2 of the scratchpad say no parts. */
export const iteratedPartSchema = z.union([z.object({ name: z.string() }), z.object({ value: z.string() })]);

const frameSchema = z.object({
  function: z.string(),
  line: z.number().int(),
  locals: bindingsSchema,
  iterators: z.array(z.object({ position: z.number().int(), of: z.string().nullable(), over: z.array(iteratedPartSchema).default([]) })),
  stack: z.array(z.string()).nullable(),
  offset: z.number().int().nullable(),
});
export const stateSchema = z.object({
  event: z.enum(['call', 'line', 'return', 'exception', 'instruction']),
  frames: z.array(frameSchema).min(1),
  globals: bindingsSchema,
  value: z.string().nullable(),
});

const whySchema = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('too-many-lines'), lines: z.number(), limit: z.number() }),
  z.object({ reason: z.literal('too-deep'), message: z.string() }),
  z.object({ reason: z.literal('context-too-small'), tokens: z.number(), limit: z.number() }),
  z.object({ reason: z.literal('source-not-lexed'), message: z.string() }),
  z.object({ reason: z.literal('unknown-instruction'), function: z.string(), offset: z.number().int().nullable() }),
  z.object({ reason: z.literal('not-in-template'), message: z.string() }),
]);

export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state'), state: stateSchema }),
  z.object({ kind: z.literal('malformed'), at: z.number().int(), message: z.string() }),
  z.object({ kind: z.literal('not-predictable'), why: whySchema }),
  z.object({ kind: z.literal('output'), output: z.object({ kind: z.enum(['value', 'exception']), value: z.string() }) }),
]);

const stepSchema = z.object({
  from: z.number().int().nonnegative(),
  to: z.number().int().nonnegative().optional(),
  outcome: outcomeSchema,
  tokens: z.array(tokenSchema),
  verifiedTokens: z.number().int().nonnegative(),
});

export const settingsShape = {
  model: z.string(),
  digest: z.string(),
  provider: z.enum(['webgpu', 'wasm', 'elsewhere']),
  dtype: z.enum(['float16', 'float32']).nullable().default(null),
  grammar_version: z.number().int().nullable().default(1),
  tokenizer_sha256: z.string().nullable().default(null),
  strategy: z.enum(['direct', 'scratchpad', 'compact', 'compact-step-in', 'dynamic', 'dynamic-n']),
  granularity: z.enum(['line', 'instruction']),
  jump: z.union([z.number().int().min(1).max(MAX_JUMP), z.literal('auto')]).optional(),
  mode: z.enum(['teacher-forced', 'free-running']),
  sampling: z.object({ temperature: z.number().positive(), seed: z.number().int().nonnegative() }).nullable().default(null),
};

const recordSchema = z.object({ format: z.literal(PREDICTION_FORMAT), version: z.literal(PREDICTION_VERSION), ...settingsShape, steps: z.array(stepSchema) });

type Settings = z.infer<z.ZodObject<typeof settingsShape>>;

function packSettings({ model, digest, provider, dtype, grammarVersion, tokenizerSha256, strategy, granularity, jump, mode, sampling }: PredictionRecord): Settings {
  return { model, digest, provider, dtype, grammar_version: grammarVersion, tokenizer_sha256: tokenizerSha256, strategy, granularity, jump, mode, sampling };
}

/** The first records did not say their jump. */
function readSettings({ model, digest, provider, dtype, grammar_version, tokenizer_sha256, strategy, granularity, jump, mode, sampling }: Settings): Omit<PredictionRecord, 'steps'> {
  return { model, digest, provider, dtype, grammarVersion: grammar_version, tokenizerSha256: tokenizer_sha256, strategy, granularity, jump: jump ?? (strategy === 'dynamic-n' ? 'auto' : 1), mode, sampling };
}

/** What is right in a prediction: the parts that are scored. Null where the text is no state, or nothing is known to judge it by. */
export function verdictOf({ outcome }: StepPrediction, truth: PrintedState | null): Readonly<Record<string, boolean>> | null {
  if (truth === null) return null;
  if (outcome.kind === 'output') return { full: sameOutcome(outcome.output, outcomeOfState(truth)) };
  if (outcome.kind !== 'state') return null;
  const { full, controlFlow, variables, iterators, stack } = diffStates(truth, outcome.state).summary;
  return { full, control_flow: controlFlow, variables, iterators, stack };
}

/** A record written out. */
export interface PredictionDocument extends Settings {
  readonly format: typeof PREDICTION_FORMAT;
  readonly version: typeof PREDICTION_VERSION;
  readonly steps: readonly (StepPrediction & { readonly verdict: ReturnType<typeof verdictOf> })[];
}

/**
 * The record as JSON data.
 * @param truthAt the true state at a scratchpad step, as it is compared; each step then has its verdict.
 */
export function predictionDocument(record: PredictionRecord, truthAt: (place: number) => PrintedState | null = () => null): PredictionDocument {
  const steps = record.steps.map((step) => ({ ...step, verdict: verdictOf(step, truthAt(aboutOf(step))) }));
  return { format: PREDICTION_FORMAT, version: PREDICTION_VERSION, ...packSettings(record), steps };
}

/** Checks JSON data that may come from anywhere. Fields that are not known are dropped. */
export function readPredictionRecord(data: unknown): Result<PredictionRecord, ImportError> {
  const fields = upgradeVersioned(data, FORMAT);
  if (!fields.ok) return fields;
  const parsed = recordSchema.safeParse(fields.value);
  if (!parsed.success) return fail(schemaFault(parsed.error));
  return ok({ ...readSettings(parsed.data), steps: parsed.data.steps });
}

/** Thousandths of a nat: what a file keeps of a log probability. A probability below e^-60 is kept as that. */
const UNITS_A_NAT = 1000;
const MOST_UNITS = 60_000;

function units(logProbability: number): number {
  return Math.min(MOST_UNITS, Math.max(0, Math.round(-logProbability * UNITS_A_NAT)));
}

function probabilityOf(value: number): number {
  return value === 0 ? 0 : -value / UNITS_A_NAT;
}

/** One token is `[id, units, alternative's id, its units, …]`; the texts stand once, by id, in `texts`. */
const packedTokenSchema = z.array(z.number().int().nonnegative()).min(2).refine((row) => row.length % 2 === 0, 'an odd number of parts');

export const packedRecordSchema = z.object({
  ...settingsShape,
  texts: z.record(z.string(), z.string()),
  steps: z.array(z.object({ from: z.number().int().nonnegative(), to: z.number().int().nonnegative().optional(), outcome: outcomeSchema, tokens: z.array(packedTokenSchema), verified: z.number().int().nonnegative() })),
});
export type PackedRecord = z.infer<typeof packedRecordSchema>;

/** The form inside of a recording file: about a fifth of the plain document, log probabilities rounded to a thousandth. */
export function packPredictions(record: PredictionRecord): object {
  const texts: Record<string, string> = {};
  const choice = ({ id, text, logProbability }: TokenChoice): number[] => {
    texts[String(id)] = text;
    return [id, units(logProbability)];
  };
  const token = (predicted: PredictedToken): number[] => [...choice(predicted), ...predicted.alternatives.flatMap(choice)];
  const steps = record.steps.map(({ from, to, outcome, tokens, verifiedTokens }) => ({ from, ...(to === undefined ? {} : { to }), outcome, tokens: tokens.map(token), verified: verifiedTokens }));
  return { ...packSettings(record), texts, steps };
}

export function unpackPredictions(packed: PackedRecord): PredictionRecord {
  const { texts } = packed;
  const choices = (row: readonly number[]): TokenChoice[] => {
    const found: TokenChoice[] = [];
    for (let place = 0; place + 1 < row.length; place += 2) {
      const id = row[place] ?? 0;
      found.push({ id, text: texts[String(id)] ?? '', logProbability: probabilityOf(row[place + 1] ?? 0) });
    }
    return found;
  };
  const token = (row: readonly number[]): PredictedToken => {
    const [first, ...alternatives] = choices(row);
    return { ...(first ?? { id: 0, text: '', logProbability: 0 }), alternatives };
  };
  const steps = packed.steps.map(({ from, to, outcome, tokens, verified }) => ({ from, ...(to === undefined ? {} : { to }), outcome, tokens: tokens.map(token), verifiedTokens: verified }));
  return { ...readSettings(packed), steps };
}
