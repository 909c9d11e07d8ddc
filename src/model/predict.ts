/**
 * Predictions of states, over the strategy `dynamic` at line granularity: prompts from the scratchpad, tokens from
 * `decode.ts`, tokens back to states. Both modes give what decoding a token at a time would; the truth only
 * makes it faster.
 */
import { at } from '../base/assert.ts';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { dynamicSuffix, dynamicTarget, parseAnswer } from '../scratchpad/dynamic.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import type { NotPredictable } from '../scratchpad/step.ts';
import { describeToken } from '../scratchpad/tokenizer.ts';
import { Id } from '../scratchpad/vocabulary.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Choice } from './choices.ts';
import type { DecodedRow, DecodeRow } from './decode.ts';
import { decode } from './decode.ts';
import { isFinal } from './final-state.ts';
import type { PrefixCache } from './prefix-cache.ts';
import type { FreeRunningRequest, PredictedToken, Sampling, StepPrediction, TeacherForcedRequest, TokenChoice } from './protocol.ts';
import type { Sampler } from './sampling.ts';
import { samplerFor } from './sampling.ts';
import type { Session } from './session.ts';

export interface Predictor {
  readonly session: Session;
  readonly prefixes: PrefixCache;
  /** Tokens of prompt and answer together. */
  readonly contextLength: number;
}

export interface PredictOptions {
  readonly onStep: (prediction: StepPrediction) => void;
  /** Asked before each pass of the network; true ends the run where it is. */
  readonly shouldStop: () => Promise<boolean>;
}

const JUMP = 1;
/** An answer may be this many tokens, or twice as long as the truth if that is more: enough for any plausible error. */
const ANSWER_LIMIT = 256;
/** How far ahead of its turn a step may come because its length suits a batch, in batches. */
const LOOK_AHEAD = 4;

/** A step that can be decoded. */
interface PreparedStep {
  readonly from: number;
  readonly state: PrintedState;
  readonly row: DecodeRow;
}

/**
 * Predicts what follows each state of the request. Steps that can't be put before the model are told at once. A request
 * without steps makes the source's cache, so that the first prediction comes sooner when it is asked for.
 */
export async function predictTeacherForced(predictor: Predictor, request: TeacherForcedRequest, options: PredictOptions): Promise<void> {
  const prefix = promptPrefix(request.source);
  const waiting: PreparedStep[] = [];
  let next = 0;
  const refill = (count: number): void => {
    for (; waiting.length < count && next < request.steps.length; next++) {
      const { from, state, truth } = at(request.steps, next);
      const row = prefix.ok ? prepare(predictor, prefix.value.length, state, truth) : prefix;
      if (row.ok) waiting.push({ from, state, row: { ...row.value, sampler: samplerOf(request.sampling, from) } });
      else options.onStep(notPredictable(from, row.error));
    }
  };
  const batchRows = predictor.session.preferredRows;
  if (prefix.ok && request.steps.length === 0) await predictor.prefixes.get(prefix.value);
  for (;;) {
    refill(1);
    if (!prefix.ok || waiting.length === 0 || (await options.shouldStop())) return;
    const cache = await predictor.prefixes.get(prefix.value);
    if (batchRows > 1) refill(batchRows * LOOK_AHEAD);
    const batch = takeBatch(waiting, batchRows);
    await decode(predictor.session, cache, batch.map((step) => step.row), {
      endToken: Id.EOS,
      shouldStop: options.shouldStop,
      onRow: (index, row) => {
        const { from, state } = at(batch, index);
        options.onStep(prediction(from, state, row));
      },
    });
  }
}

/** Predicts from `start`, then from each predicted state, until the program has ended or the text is malformed. */
export async function predictFreeRunning(predictor: Predictor, request: FreeRunningRequest, options: PredictOptions): Promise<void> {
  const { source, from, start, truth, maxSteps } = request;
  const prefix = promptPrefix(source);
  if (!prefix.ok) {
    if (maxSteps > 0) options.onStep(notPredictable(from, prefix.error));
    return;
  }
  let state = start;
  let onTruth = true;
  for (let step = 0; step < maxSteps; ) {
    if (await options.shouldStop()) return;
    // The steps after this one are put in the same batch from the true states; they count as far as these come true.
    const states = [state];
    if (onTruth) states.push(...truth.slice(step, Math.min(step + predictor.session.preferredRows, maxSteps, truth.length) - 1));
    const rows: DecodeRow[] = [];
    for (const [ahead, before] of states.entries()) {
      const place = step + ahead;
      const row = prepareDraft(predictor, prefix.value.length, before, place === 0 ? start : truth[place - 1], truth[place]);
      if (row.ok) rows.push({ ...row.value, sampler: samplerOf(request.sampling, from + place) });
      else if (ahead === 0) {
        options.onStep(notPredictable(from + step, row.error));
        return;
      } else break;
    }
    const decoded: DecodedRow[] = [];
    const cache = await predictor.prefixes.get(prefix.value);
    await decode(predictor.session, cache, rows, {
      endToken: Id.EOS,
      shouldStop: options.shouldStop,
      onRow: (index, row) => (decoded[index] = row),
    });
    for (let ahead = 0; ahead < rows.length; ahead++) {
      const result = decoded[ahead];
      if (result === undefined) return;
      const predicted = prediction(from + step, state, result);
      options.onStep(predicted);
      if (predicted.outcome.kind !== 'state') return;
      state = predicted.outcome.state;
      const real = truth[step];
      onTruth = real !== undefined && sameText(state, real);
      const goesOn = onTruth && step + 1 < truth.length;
      step++;
      if (!goesOn && isFinal(state, source)) return;
      if (!onTruth) break;
    }
  }
}

/** Prompt and draft of a step with a known truth; the truth has to fit into the context together with the prompt. */
function prepare(predictor: Predictor, prefixLength: number, state: PrintedState, truth: PrintedState | null): Result<DecodeRow, NotPredictable> {
  const suffix = dynamicSuffix(state, JUMP);
  if (!suffix.ok) return suffix;
  const target = truth ? dynamicTarget(state, truth) : ok([]);
  if (!target.ok) return target;
  const prompt = prefixLength + suffix.value.length;
  const tokens = prompt + Math.max(1, target.value.length);
  if (tokens > predictor.contextLength) return fail({ reason: 'context-too-small', tokens, limit: predictor.contextLength });
  const limit = Math.min(Math.max(ANSWER_LIMIT, 2 * target.value.length), predictor.contextLength - prompt);
  return ok({ prompt: suffix.value, draft: target.value, limit });
}

/** The same for a state that need not be true: what truly happened at this step is only a proposal. */
function prepareDraft(
  predictor: Predictor,
  prefixLength: number,
  state: PrintedState,
  trueBefore: PrintedState | undefined,
  trueAfter: PrintedState | undefined,
): Result<DecodeRow, NotPredictable> {
  const row = prepare(predictor, prefixLength, state, null);
  if (!row.ok || !trueBefore || !trueAfter) return row;
  const target = dynamicTarget(trueBefore, trueAfter);
  if (!target.ok) return row;
  const room = predictor.contextLength - prefixLength - row.value.prompt.length;
  return ok({ ...row.value, draft: target.value, limit: Math.min(Math.max(ANSWER_LIMIT, 2 * target.value.length), room) });
}

/** Takes the first step, and those nearest to it in length, in their order. */
function takeBatch(waiting: PreparedStep[], rows: number): PreparedStep[] {
  const first = at(waiting, 0);
  const length = ({ row }: PreparedStep): number => row.prompt.length + row.draft.length;
  const others = waiting.slice(1).sort((a, b) => Math.abs(length(a) - length(first)) - Math.abs(length(b) - length(first)));
  const taken = new Set([first, ...others.slice(0, rows - 1)]);
  const batch = waiting.filter((step) => taken.has(step));
  waiting.splice(0, waiting.length, ...waiting.filter((step) => !taken.has(step)));
  return batch;
}

/** Whether two states give the same prompt, so that what the model says after one it says after the other. */
function sameText(a: PrintedState, b: PrintedState): boolean {
  const [left, right] = [dynamicSuffix(a, JUMP), dynamicSuffix(b, JUMP)];
  return left.ok && right.ok && left.value.length === right.value.length && left.value.every((token, i) => token === right.value[i]);
}

function samplerOf(sampling: Sampling | undefined, step: number): Sampler | undefined {
  return sampling && samplerFor(sampling, step);
}

function prediction(from: number, state: PrintedState, row: DecodedRow): StepPrediction {
  const described = ({ id, logProbability }: Choice): TokenChoice => ({ id, text: describeToken(id), logProbability });
  const tokens = row.tokens.map((token): PredictedToken => ({ ...described(token), alternatives: token.alternatives.map(described) }));
  const outcome = parseAnswer(tokens.map((token) => token.id), state);
  return { from, outcome, tokens, verifiedTokens: row.verified };
}

function notPredictable(from: number, why: NotPredictable): StepPrediction {
  return { from, outcome: { kind: 'not-predictable', why }, tokens: [], verifiedTokens: 0 };
}
