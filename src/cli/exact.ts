/**
 * `exact`: whether predictions are, token for token, what plain greedy decoding writes. Plain decoding reads the whole
 * prompt anew for each step, has no draft, and writes one token a pass; prediction shares the source's cache among the
 * steps, verifies the truth in one pass, and proposes what is left of it after a difference.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { at } from '../base/assert.ts';
import { recordTrace } from '../evaluation/record-trace.ts';
import { parseManifest } from '../model/manifest.ts';
import { nodeRuntime } from '../model/node-runner.ts';
import { createOnnxSession } from '../model/onnx-session.ts';
import type { PredictOptions, Predictor } from '../model/predict-task.ts';
import { predictFreeRunning, predictTeacherForced } from '../model/predict.ts';
import type { StepPrediction } from '../model/protocol.ts';
import type { ForwardInput, ForwardOutput, KeyValueCache, Session } from '../model/session.ts';
import { sha256 } from '../model/sha256.ts';
import { TextCache } from '../model/text-cache.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { DEFAULT_LIMITS } from '../python/protocol.ts';
import { tokenizerFile } from '../scratchpad/tokenizer.ts';
import { trueStates } from '../scratchpad/trace-steps.ts';
import { grammarVersionOf, MODEL_GRAMMARS, VOCABULARY_SIZE } from '../scratchpad/vocabulary.ts';
import { lineSteps } from '../trace/line-steps.ts';
import { CommandError, flag, parseOptions, text, UsageError, wholeNumber } from './arguments.ts';
import { BENCH_PROGRAMS } from './bench-programs.ts';
import { readDataset } from './dataset-file.ts';
import { DEFAULT_MODEL } from './model.ts';
import { runRequest } from './record.ts';
import { inProcesses, partOf, readSlice, SLICE_OPTIONS, WHOLE, type Slice } from './slices.ts';

export interface ExactProgram {
  readonly id: string;
  readonly source: string;
  readonly call: string;
}

/** One mode's count. */
export interface ExactCount {
  steps: number;
  tokens: number;
  /** Steps whose first draft was right to its end. */
  verifiedWhole: number;
  /** Where the two parted. */
  readonly differences: { readonly program: string; readonly from: number; readonly token: number; readonly plain: number | null; readonly predicted: number | null }[];
}

export interface ExactReport {
  readonly teacherForced: ExactCount;
  readonly freeRunning: ExactCount;
}

/** Steps of one program, so that a long loop is not all that is compared. */
const STEPS_A_PROGRAM = 60;

/** A model's network, and what its prompts depend on. */
export type OpenModel = Pick<Predictor, 'session' | 'contextLength' | 'grammarVersion'>;

/** Opens a model's network for measurements. Throws where it does not load. */
export async function openModelSession(directory: string): Promise<OpenModel> {
  const manifest = parseManifest(readFileSync(path.join(directory, 'manifest.json'), 'utf8'), {
    grammars: MODEL_GRAMMARS,
    tokenizerSha256: await sha256(new TextEncoder().encode(tokenizerFile())),
    vocabSize: VOCABULARY_SIZE,
  });
  if (!manifest.ok) throw new CommandError(manifest.error.message);
  const { files, architecture, tokenizer, grammar_version } = manifest.value;
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(directory, name)));
  const graph = files.find((file) => file.path.endsWith('.onnx'))?.path ?? 'model.onnx';
  const external = files.filter((file) => file.path !== graph && file.path !== tokenizer.path).map((file) => ({ path: file.path, data: read(file.path) }));
  const session = await createOnnxSession(await nodeRuntime(1), { graph: read(graph), external }, architecture, { device: null, half: false });
  return { session, contextLength: architecture.context_length, grammarVersion: grammarVersionOf(grammar_version) };
}

/** Compares until `steps` steps of each mode are compared, or the programs are used up. */
export async function checkExact(model: OpenModel, programs: readonly ExactProgram[], steps: number): Promise<ExactReport> {
  const python = createNodeRunner();
  const report: ExactReport = { teacherForced: emptyCount(), freeRunning: emptyCount() };
  const plain = { ...model, session: withoutSharedPrefix(model.session) };
  for (const program of programs) {
    const missing = steps - Math.min(report.teacherForced.steps, report.freeRunning.steps);
    if (missing <= 0) break;
    const trace = await recordTrace(python, runRequest(program.source, { call: program.call, granularity: 'instruction', limits: { ...DEFAULT_LIMITS, maxSteps: 24_000 } }));
    const states = trueStates(lineSteps(trace)).slice(0, Math.min(STEPS_A_PROGRAM, missing) + 1);
    if (states.length < 2) continue;
    const { source } = trace.header;
    const forced = states.slice(0, -1).map((state, from) => ({ from, state, truth: at(states, from + 1) }));
    compare(
      report.teacherForced,
      program.id,
      await collect(model, (predictor, options) => predictTeacherForced(predictor, { source, steps: forced }, options)),
      await collect(plain, (predictor, options) =>
        predictTeacherForced(predictor, { source, steps: forced.map((step) => ({ ...step, truth: null })) }, options),
      ),
    );
    const free = { source, from: 0, start: at(states, 0), maxSteps: states.length - 1 };
    compare(
      report.freeRunning,
      program.id,
      await collect(model, (predictor, options) => predictFreeRunning(predictor, { ...free, truth: states.slice(1) }, options)),
      await collect(plain, (predictor, options) => predictFreeRunning(predictor, { ...free, truth: [] }, options)),
    );
  }
  python.dispose();
  return report;
}

async function collect(model: OpenModel, predict: (predictor: Predictor, options: PredictOptions) => Promise<void>): Promise<StepPrediction[]> {
  const predictions: StepPrediction[] = [];
  const prefixes = new TextCache(model.session);
  await predict({ ...model, prefixes }, { onStep: (prediction) => predictions.push(prediction), shouldStop: () => Promise.resolve(false) });
  prefixes.clear();
  return predictions.sort((a, b) => a.from - b.from);
}

/**
 * Counts what is the same. A run without the truth may end sooner: it can't know that the program went on after a state
 * that looks like its end. And its answers are cut off at a fixed length, where the truth allows for longer ones.
 */
function compare(count: ExactCount, program: string, predicted: readonly StepPrediction[], plain: readonly StepPrediction[]): void {
  for (const [place, expected] of plain.entries()) {
    const prediction = predicted[place];
    const length = expected.outcome.kind === 'state' ? Math.max(expected.tokens.length, prediction?.tokens.length ?? 0) : expected.tokens.length;
    const token = Array.from({ length }, (_, i) => i).find((i) => prediction?.tokens[i]?.id !== expected.tokens[i]?.id);
    if (prediction?.from !== expected.from || token !== undefined) {
      const where = token ?? 0;
      count.differences.push({ program, from: expected.from, token: where, plain: expected.tokens[where]?.id ?? null, predicted: prediction?.tokens[where]?.id ?? null });
    }
    count.steps += 1;
    count.tokens += length;
    if (prediction && prediction.verifiedTokens === prediction.tokens.length) count.verifiedWhole += 1;
  }
}

function emptyCount(): ExactCount {
  return { steps: 0, tokens: 0, verifiedWhole: 0, differences: [] };
}

/** A cache of which nothing is computed until something stands on it. */
interface TextAlone extends KeyValueCache {
  readonly tokens: Int32Array;
}

/** The same network, but one text at a time, and what is asked for without logits (the shared source) is read anew by each pass that stands on it. */
export function withoutSharedPrefix(session: Session): Session {
  return {
    ...session,
    hiding: 'none',
    select: () => {
      throw new Error('plain decoding has nothing to cut');
    },
    forward(input) {
      if (input.wanted.length === 0) {
        const before = input.cache as TextAlone | null;
        const tokens = Int32Array.from([...(before?.tokens ?? []), ...input.tokens]);
        const alone: TextAlone = { length: tokens.length, tokens, dispose: () => undefined };
        return Promise.resolve({ logits: new Float32Array(0), cache: alone });
      }
      const before = input.cache as TextAlone | null;
      return before?.tokens === undefined ? session.forward(input) : readAll(session, before, input);
    },
  };
}

function readAll(session: Session, before: TextAlone, input: ForwardInput): Promise<ForwardOutput> {
  const tokens = Int32Array.from([...before.tokens, ...input.tokens]);
  return session.forward({ cache: null, tokens, parents: tokens.map((_, i) => i - 1), wanted: input.wanted.map((place) => place + before.length) });
}

export async function runExact(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, { model: { type: 'string' }, steps: { type: 'string' }, ...SLICE_OPTIONS, json: { type: 'boolean' } });
  const [file, ...more] = parsed.positionals;
  if (more.length > 0) throw new UsageError(`Expected one data set at most, got ${parsed.positionals.length}.`);
  const steps = wholeNumber(parsed, 'steps', 2000);
  const slice = readSlice(parsed);
  const inSlice = async (part: Slice): Promise<ExactReport> => {
    const model = await openModelSession(text(parsed, 'model') ?? DEFAULT_MODEL);
    const report = await checkExact(model, partOf(programsOf(file), part), Math.ceil(steps / part.of));
    await model.session.release();
    return report;
  };
  const report = slice === null ? (await inProcesses(['exact', ...argv], parsed, () => inSlice(WHOLE))).reduce(added) : await inSlice(slice);
  if (flag(parsed, 'json') || slice !== null) console.log(JSON.stringify(report));
  else for (const [mode, count] of Object.entries(report)) print(mode, count as ExactCount);
  if (slice === null && report.teacherForced.differences.length + report.freeRunning.differences.length > 0) throw new CommandError('Predictions differ from plain greedy decoding.');
}

function programsOf(file: string | undefined): readonly ExactProgram[] {
  const own = BENCH_PROGRAMS.map(({ name, source, call }) => ({ id: name, source, call }));
  if (file === undefined) return own;
  return [...readDataset(file), ...own];
}

function print(mode: string, { steps, tokens, verifiedWhole, differences }: ExactCount): void {
  console.log(`${mode}: ${steps} steps, ${tokens} tokens, ${verifiedWhole} steps verified whole; ${differences.length} steps differ`);
  for (const { program, from, token, plain, predicted } of differences.slice(0, 10)) {
    console.log(`  ${program}, from step ${from}, token ${token}: ${String(plain)} by plain decoding, ${String(predicted)} predicted`);
  }
}

function added(a: ExactReport, b: ExactReport): ExactReport {
  const count = (x: ExactCount, y: ExactCount): ExactCount => ({
    steps: x.steps + y.steps,
    tokens: x.tokens + y.tokens,
    verifiedWhole: x.verifiedWhole + y.verifiedWhole,
    differences: [...x.differences, ...y.differences],
  });
  return { teacherForced: count(a.teacherForced, b.teacherForced), freeRunning: count(a.freeRunning, b.freeRunning) };
}
