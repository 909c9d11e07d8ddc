/**
 * The predictions of a link, by the dynamic strategy over lines: for each step where its tokens leave the truth and how
 * they go on, and how sure the model was of each token, in sixteen levels. States are not written: they follow from
 * the tokens, as they did when the model wrote them.
 */
import { at } from '../base/assert.ts';
import type { PredictedToken, StepPrediction, TokenChoice } from '../model/protocol.ts';
import { dynamicTarget, parseAnswer } from '../scratchpad/dynamic.ts';
import { describeToken } from '../scratchpad/tokenizer.ts';
import { withoutWorking } from '../scratchpad/parse-working.ts';
import { BYTE_BASE, GRAMMAR_VERSION, grammarVersionOf, VOCABULARY_SIZE, type GrammarVersion } from '../scratchpad/vocabulary.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { BadBytes, bytesText, textBytes, type ByteReader, type ByteWriter } from './bytes.ts';
import { outcomeSchema, type PredictionRecord } from './prediction-record.ts';

export interface PredictionWriters {
  /** One number or two a step. */
  readonly steps: ByteWriter;
  readonly tokens: ByteWriter;
  readonly levels: ByteWriter;
  readonly texts: ByteWriter;
}
export type PredictionReaders = { readonly [Stream in keyof PredictionWriters]: ByteReader };

/** Probabilities that a level stands for: finest where a reader looks for doubt. */
export const LEVELS = [1, 0.999, 0.995, 0.99, 0.98, 0.96, 0.93, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.35, 0.2, 0.1] as const;
/** From this level on the best other choice is kept too. */
const DOUBTFUL = 9;
const PROVIDERS = ['wasm', 'webgpu'] as const;
const MODES = ['teacher-forced', 'free-running'] as const;
/** A digest in a link: so many bytes of it. */
export const DIGEST_BYTES = 8;
/** Most steps and most tokens of one answer that are read. */
const MAX_STEPS = 100_000;
const MAX_TOKENS = 20_000;

const STEP = { AS_TRUE: 0, OTHER: 1, NOT_PREDICTABLE: 2, SKIP: 3, CUT: 4 } as const;
const STEP_BITS = 3;

/**
 * How much is kept, richest first: `alternatives`: the level of every token, and the best other choice where the model
 * was in doubt; `levels`: no other choices, and answers that are no state only as far as they were understood; `means`:
 * one level for all tokens of an answer.
 */
export const DETAILS = ['alternatives', 'levels', 'means'] as const;
export type Detail = (typeof DETAILS)[number];
/** A number says detail, mode and provider; those of the scratchpad's version 2 come after those of version 1. */
const KINDS = DETAILS.length * MODES.length * PROVIDERS.length;
/** Versions of the scratchpad that a link knows, in the order of their kinds: the answers of the others, without their working, are those of the one before them. */
const LINK_GRAMMARS: readonly GrammarVersion[] = [1, 2, 4];
/** Tokens that are kept of an answer that is no state, but for the richest detail. */
const CUT_TOKENS = 64;

/** Whether a link can hold the record: it knows one strategy, greedy, with the tokens of the scratchpad. */
export function fitsLink(record: PredictionRecord): boolean {
  return record.provider !== 'elsewhere' && record.strategy === 'dynamic' && record.granularity === 'line' && record.sampling === null && record.steps.every(({ to, tokens }) => to === undefined && tokens.every(({ id, text }) => id < VOCABULARY_SIZE && text === describeToken(id)));
}

/** @param states the scratchpad states of the trace. */
export function writePredictions(out: PredictionWriters, record: PredictionRecord, states: readonly PrintedState[], detail: Detail): void {
  const { steps } = out;
  writeText(out, record.model);
  const digest = textBytes(record.digest.slice(0, 2 * DIGEST_BYTES));
  steps.number(digest.length);
  out.texts.bytes(digest);
  const own = grammarVersionOf(record.grammarVersion ?? GRAMMAR_VERSION);
  const ofVersion = LINK_GRAMMARS.findLastIndex((known) => known <= own);
  const version = at(LINK_GRAMMARS, ofVersion);
  steps.number(ofVersion * KINDS + (DETAILS.indexOf(detail) * MODES.length + MODES.indexOf(record.mode)) * PROVIDERS.length + PROVIDERS.findIndex((provider) => provider === record.provider));
  steps.number(record.steps.length);
  const chain = new StateChain(record.mode, states, version);
  let expected = 0;
  const sure = new SureRun();
  for (const step of record.steps) {
    if (step.from !== expected) steps.number(STEP.SKIP | ((step.from - expected) << STEP_BITS));
    expected = step.from + 1;
    if (step.outcome.kind === 'not-predictable') {
      steps.number(STEP.NOT_PREDICTABLE);
      writeText(out, JSON.stringify(step.outcome));
      continue;
    }
    const answer = withoutWorking(step.tokens);
    const kept = keptTokens(step, answer, detail);
    const ids = kept.map(({ id }) => id);
    if (kept.length < answer.length && step.outcome.kind === 'malformed') {
      steps.number(STEP.CUT | (Math.max(0, step.outcome.at - (step.tokens.length - answer.length)) << STEP_BITS));
      writeText(out, step.outcome.message);
    }
    writeTokens(out, ids, chain.target(step.from));
    if (detail === 'means') sure.write(out.levels, levelOf(meanOf(kept)));
    else for (const token of kept) writeSureness(out, token, sure, detail);
    chain.take(step.from, ids);
  }
  sure.end(out.levels);
}

/** An answer that is no state is mostly one that never ends; what was understood of it is kept. */
function keptTokens({ outcome }: StepPrediction, tokens: readonly PredictedToken[], detail: Detail): readonly PredictedToken[] {
  if (detail === 'alternatives' || outcome.kind !== 'malformed' || tokens.length <= CUT_TOKENS) return tokens;
  return tokens.slice(0, CUT_TOKENS);
}

function meanOf(tokens: readonly PredictedToken[]): number {
  return tokens.length === 0 ? 0 : tokens.reduce((sum, { logProbability }) => sum + logProbability, 0) / tokens.length;
}

function writeSureness(out: PredictionWriters, token: PredictedToken, sure: SureRun, detail: Detail): void {
  const level = levelOf(token.logProbability);
  sure.write(out.levels, level);
  if (detail === 'alternatives' && level >= DOUBTFUL) writeAlternative(out, token);
}

/** Ids after a number: where they leave `truth`, how many others come, and how much of its end they come back to. */
function writeTokens({ steps, tokens }: PredictionWriters, ids: readonly number[], truth: readonly number[]): void {
  const most = Math.min(ids.length, truth.length);
  let start = 0;
  while (start < most && ids[start] === truth[start]) start += 1;
  if (start === ids.length && start === truth.length) {
    steps.number(STEP.AS_TRUE);
    return;
  }
  let end = 0;
  while (end < most - start && ids[ids.length - 1 - end] === truth[truth.length - 1 - end]) end += 1;
  steps.number(STEP.OTHER | (start << STEP_BITS));
  steps.number(ids.length - start - end);
  steps.number(end);
  for (const id of ids.slice(start, ids.length - end)) tokens.number(shortId(id));
}

function writeAlternative(out: PredictionWriters, token: PredictedToken): void {
  const other = token.alternatives.find(({ id }) => id !== token.id);
  if (other === undefined) {
    out.tokens.number(0);
    return;
  }
  out.tokens.number(1 + shortId(other.id));
  out.tokens.byte(levelOf(other.logProbability));
}

/** Writes a level as the number of sure tokens before it and itself, so that what is mostly sure costs little. */
class SureRun {
  #count = 0;

  write(out: ByteWriter, level: number): void {
    if (level === 0) {
      this.#count += 1;
      return;
    }
    out.number((this.#count << 4) | level);
    this.#count = 0;
  }

  end(out: ByteWriter): void {
    out.number(this.#count << 4);
  }
}

class SureReader {
  readonly #from: ByteReader;
  #left = -1;
  /** -1: nothing was read yet. */
  #level = -1;

  constructor(from: ByteReader) {
    this.#from = from;
  }

  next(): number {
    if (this.#left < 0) {
      const said = this.#from.number();
      this.#left = said >>> 4;
      this.#level = said & 15;
    }
    this.#left -= 1;
    if (this.#left >= 0) return 0;
    if (this.#level === 0) throw new BadBytes('there are too few levels');
    return this.#level;
  }

  /** Reads the end of the levels where it was not read yet. */
  end(): void {
    if (this.#level !== 0) this.#from.number();
  }
}

/** Reads what `writePredictions` wrote; throws `BadBytes` for anything else. */
export function readPredictions(from: PredictionReaders, states: readonly PrintedState[]): PredictionRecord {
  const model = readText(from);
  const digest = bytesText(from.texts.take(from.steps.below(65, 'digest')));
  if (!/^[0-9a-f]*$/.test(digest)) throw new BadBytes('a digest is not one');
  const kindOfVersion = from.steps.below(KINDS * LINK_GRAMMARS.length, 'mode');
  const kind = kindOfVersion % KINDS;
  const version = at(LINK_GRAMMARS, Math.floor(kindOfVersion / KINDS));
  const provider = at(PROVIDERS, kind % PROVIDERS.length);
  const mode = at(MODES, Math.floor(kind / PROVIDERS.length) % MODES.length);
  const detail = at(DETAILS, Math.floor(kind / PROVIDERS.length / MODES.length));
  const count = from.steps.below(Math.min(MAX_STEPS, states.length + 1), 'number of steps');
  const chain = new StateChain(mode, states, version);
  const sure = new SureReader(from.levels);
  const steps: StepPrediction[] = [];
  let place = 0;
  while (steps.length < count) {
    const said = from.steps.number();
    if (kindOf(said) === STEP.SKIP) {
      place += said >>> STEP_BITS;
      continue;
    }
    if (place >= states.length) throw new BadBytes('a prediction is about no step');
    steps.push(readStep(from, said, place, chain, sure, detail));
    place += 1;
  }
  sure.end();
  return { model, digest, provider, mode, strategy: 'dynamic', granularity: 'line', jump: 1, dtype: null, grammarVersion: version, tokenizerSha256: null, sampling: null, steps };
}

function kindOf(said: number): number {
  return said & ((1 << STEP_BITS) - 1);
}

function readStep(from: PredictionReaders, said: number, place: number, chain: StateChain, sure: SureReader, detail: Detail): StepPrediction {
  if (kindOf(said) === STEP.NOT_PREDICTABLE) return { from: place, outcome: readOutcome(from), tokens: [], verifiedTokens: 0 };
  const cut = kindOf(said) === STEP.CUT ? ({ kind: 'malformed', at: said >>> STEP_BITS, message: readText(from) } as const) : null;
  const how = cut === null ? said : from.steps.number();
  const truth = chain.target(place);
  const ids = kindOf(how) === STEP.AS_TRUE ? truth : readTokens(from, how >>> STEP_BITS, truth);
  const mean = detail === 'means' ? sure.next() : 0;
  const tokens = ids.map((id) => readToken(from, id, detail === 'means' ? mean : sure.next(), detail));
  const before = chain.before(place);
  chain.take(place, ids);
  return { from: place, outcome: cut ?? parseAnswer(ids, before), tokens, verifiedTokens: 0 };
}

function readTokens({ steps, tokens }: PredictionReaders, start: number, truth: readonly number[]): readonly number[] {
  const own = steps.below(MAX_TOKENS, 'number of tokens');
  const end = steps.number();
  if (start + end > truth.length) throw new BadBytes('tokens are out of range');
  const middle = Array.from({ length: own }, () => longId(tokens.below(VOCABULARY_SIZE, 'token')));
  return [...truth.slice(0, start), ...middle, ...truth.slice(truth.length - end)];
}

function readToken(from: PredictionReaders, id: number, level: number, detail: Detail): PredictedToken {
  const token: TokenChoice = { id, text: describeToken(id), logProbability: Math.log(LEVELS[level] ?? 1) };
  const alternatives = [token];
  const other = detail === 'alternatives' && level >= DOUBTFUL ? from.tokens.below(VOCABULARY_SIZE + 1, 'token') : 0;
  if (other > 0) {
    const otherId = longId(other - 1);
    alternatives.push({ id: otherId, text: describeToken(otherId), logProbability: Math.log(LEVELS[from.tokens.byte()] ?? 0.1) });
  }
  return { ...token, alternatives };
}

function readOutcome(from: PredictionReaders): StepPrediction['outcome'] {
  try {
    const parsed = outcomeSchema.safeParse(JSON.parse(readText(from)));
    if (parsed.success && parsed.data.kind === 'not-predictable') return parsed.data;
  } catch (error) {
    if (error instanceof BadBytes) throw error;
  }
  throw new BadBytes('an outcome is not known');
}

/** The states that predictions start from: the true ones, or the model's own. */
class StateChain {
  readonly #version: GrammarVersion;
  readonly #mode: PredictionRecord['mode'];
  readonly #states: readonly PrintedState[];
  /** Free-running: the model's own state, before step `#place`. */
  #own: PrintedState | null = null;
  #place = -1;

  constructor(mode: PredictionRecord['mode'], states: readonly PrintedState[], version: GrammarVersion) {
    this.#version = version;
    this.#mode = mode;
    this.#states = states;
  }

  before(place: number): PrintedState {
    if (this.#mode === 'free-running' && this.#own !== null && this.#place === place) return this.#own;
    return at(this.#states, place);
  }

  /** The tokens that lead to the true next state; none where there is none. */
  target(place: number): readonly number[] {
    const after = this.#states[place + 1];
    if (after === undefined) return [];
    const target = dynamicTarget(this.before(place), after, null, [], this.#version);
    return target.ok ? target.value : [];
  }

  take(place: number, ids: readonly number[]): void {
    if (this.#mode !== 'free-running') return;
    const answer = parseAnswer(ids, this.before(place));
    this.#own = answer.kind === 'state' ? answer.state : null;
    this.#place = place + 1;
  }
}

function levelOf(logProbability: number): number {
  const probability = Math.exp(logProbability);
  let best = 0;
  LEVELS.forEach((level, index) => {
    if (distance(probability, level) < distance(probability, at(LEVELS, best))) best = index;
  });
  return best;
}

/** Probabilities near 1 and near 0 differ by their odds. */
function distance(left: number, right: number): number {
  return Math.abs(logOdds(left) - logOdds(right));
}

function logOdds(probability: number): number {
  const inside = Math.min(0.9997, Math.max(0.0003, probability));
  return Math.log(inside / (1 - inside));
}

/** Ids in the order of use: structure and characters take one byte. */
function shortId(id: number): number {
  if (id < 32 || id >= BYTE_BASE + 128) return id;
  if (id >= BYTE_BASE + 32) return id - BYTE_BASE;
  return id + 96;
}

function longId(short: number): number {
  if (short < 32 || short >= BYTE_BASE + 128) return short;
  return short < 128 ? short + BYTE_BASE : short - 96;
}

function writeText(out: PredictionWriters, text: string): void {
  const bytes = textBytes(text);
  out.steps.number(bytes.length);
  out.texts.bytes(bytes);
}

function readText(from: PredictionReaders): string {
  return bytesText(from.texts.take(from.steps.number()));
}
