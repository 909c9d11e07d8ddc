/**
 * Predictions of states by any strategy: prompts from the scratchpad, tokens from `decode.ts`, tokens back to states.
 * Both modes give what decoding a token at a time would; the truth only makes it faster. This file has the dynamic
 * strategies; histories and direct answers have their own.
 */
import { at } from '../base/assert.ts';
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { dynamicSuffix, dynamicTarget, isHopeless, parseAnswer } from '../scratchpad/dynamic.ts';
import type { NotPredictable, TrueState } from '../scratchpad/step.ts';
import { GRAMMAR_VERSION, Id } from '../scratchpad/vocabulary.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { DecodedRow, DecodeRow, WrittenToken } from './decode.ts';
import { decode } from './decode.ts';
import { isFinal } from './final-state.ts';
import { predictDirect } from './predict-direct.ts';
import { predictHistory, predictHistorySteps } from './predict-history.ts';
import { answerLimit, describedTokens, groundOf, notPredictable, samplerOf, tokenIds } from './predict-task.ts';
import type { Ground, PredictOptions, Predictor } from './predict-task.ts';
import { AUTO_JUMP_NATS } from './protocol.ts';
import type { FreeRunningRequest, StepPrediction, TeacherForcedRequest } from './protocol.ts';

/** Jumps that the model is asked about where it chooses itself, largest first. */
const AUTO_JUMPS = [32, 16, 8, 4, 2, 1] as const;

/** A step that can be decoded. */
interface PreparedStep {
  readonly from: number;
  readonly to: number;
  readonly state: PrintedState;
}

/** What is asked about one state. `truth` and the states that lead to it are proposals only. */
interface Question {
  readonly state: PrintedState;
  readonly jump: number;
  readonly draft: readonly number[];
}

/** What is asked about one state where the model chooses the jump. */
interface AutoQuestion {
  readonly from: number;
  /** Place of the run's last step, where a jump past it leads. */
  readonly last: number;
  readonly state: PrintedState;
  readonly draft: (jump: number) => readonly number[];
}

/**
 * Predicts what follows each state of the request. Steps that can't be put before the model are told at once. A request
 * without steps makes the source's cache, so that the first prediction comes sooner when it is asked for.
 */
export async function predictTeacherForced(predictor: Predictor, request: TeacherForcedRequest, options: PredictOptions): Promise<void> {
  const ground = groundOf(request);
  if (!ground.ok) {
    for (const { from, to } of request.steps) options.onStep(notPredictable(from, ground.error, to));
    return;
  }
  const { strategy, jump } = ground.value.task;
  if (request.steps.length === 0) await predictor.prefixes.get(ground.value.prefix);
  else if (strategy === 'dynamic' || strategy === 'dynamic-n') {
    if (jump === 'auto') await predictAutoJumps(predictor, ground.value, request, options);
    else await predictSteps(predictor, ground.value, jump, request, options);
  } else if (strategy !== 'direct') await predictHistorySteps(predictor, ground.value, strategy, request, options);
}

async function predictSteps(predictor: Predictor, ground: Ground, jump: number, request: TeacherForcedRequest, options: PredictOptions): Promise<void> {
  const asked: PreparedStep[] = [];
  function* rows(): Generator<DecodeRow> {
    for (const { from, to = from + 1, state, truth } of request.steps) {
      const row = prepare(predictor, ground, state, jump, truth);
      if (row.ok) {
        asked.push({ from, to, state });
        yield { ...row.value, sampler: samplerOf(request.sampling, from) };
      } else options.onStep(notPredictable(from, row.error, to));
    }
  }
  if (await options.shouldStop()) return;
  await decode(predictor.session, await predictor.prefixes.trunk(ground.prefix), rows(), {
    endToken: Id.EOS,
    shouldStop: options.shouldStop,
    onRow: (index, row) => {
      const { from, to, state } = at(asked, index);
      options.onStep(prediction(ground, from, to, state, row));
    },
  });
}

/** One step after the other, since what a step asks depends on how sure the model was. */
async function predictAutoJumps(predictor: Predictor, ground: Ground, request: TeacherForcedRequest, options: PredictOptions): Promise<void> {
  for (const { from, to, state } of request.steps) {
    const answer = await autoJump(predictor, ground, { from, last: to ?? Infinity, state, draft: () => [] }, request, options);
    if (answer === null) return;
    options.onStep(answer);
  }
}

/** Predicts from `start`, then from each predicted state, until the program has ended or the text is malformed. */
export async function predictFreeRunning(predictor: Predictor, request: FreeRunningRequest, options: PredictOptions): Promise<void> {
  if (request.maxSteps <= 0) return;
  const ground = groundOf(request);
  if (!ground.ok) {
    options.onStep(notPredictable(request.from, ground.error));
    return;
  }
  const { strategy } = ground.value.task;
  if (strategy === 'dynamic' || strategy === 'dynamic-n') await predictOnwards(predictor, ground.value, request, options);
  else if (strategy === 'direct') await predictDirect(predictor, ground.value, request, options);
  else await predictHistory(predictor, ground.value, strategy, request, options);
}

async function predictOnwards(predictor: Predictor, ground: Ground, request: FreeRunningRequest, options: PredictOptions): Promise<void> {
  const { source, from, start, truth, maxSteps } = request;
  const { jump } = ground.task;
  const trueState = (step: number): TrueState | undefined => (step === 0 ? start : truth[Math.min(step, truth.length) - 1]);
  let state = start;
  let onTruth = true;
  for (let step = 0; step < maxSteps; ) {
    if (await options.shouldStop()) return;
    if (jump === 'auto') {
      const here = step;
      const proposal = onTruth ? (by: number): readonly number[] => draftOf(predictor, ground, state, trueState(here + by), by) : (): readonly number[] => [];
      const last = onTruth && truth.length > step ? from + truth.length : Infinity;
      const predicted = await autoJump(predictor, ground, { from: from + step, last, state, draft: proposal }, request, options);
      if (predicted === null) return;
      options.onStep(predicted);
      if (predicted.outcome.kind !== 'state') return;
      state = predicted.outcome.state;
      step = (predicted.to ?? from + step + 1) - from;
      onTruth = step <= truth.length && sameText(predictor, ground, state, trueState(step));
      if (!(onTruth && step < truth.length) && isFinal(state, source)) return;
      continue;
    }
    const here = step;
    const by: number = jump;
    // The steps after this one share its passes, asked from the true states; they count as far as these come true.
    function* rows(): Generator<DecodeRow> {
      for (let place = here; place < maxSteps && (place === here || (onTruth && place < truth.length)); place += by) {
        const before = place === here ? state : at(truth, place - 1);
        const row = ask(predictor, ground, { state: before, jump: by, draft: place < truth.length ? draftOf(predictor, ground, trueState(place), trueState(place + by), by) : [] });
        if (row.ok) yield { ...row.value, sampler: samplerOf(request.sampling, from + place) };
        else if (place === here) options.onStep(notPredictable(from + here, row.error, from + here + by));
        if (!row.ok) return;
      }
    }
    const wasOnTruth = onTruth;
    const run = { answered: false, ended: false };
    const trunk = await predictor.prefixes.trunk(ground.prefix);
    await decode(predictor.session, trunk, rows(), {
      endToken: Id.EOS,
      shouldStop: async () => run.ended || (await options.shouldStop()),
      chained: true,
      onRow: (_, row) => {
        if (run.ended) return;
        run.answered = true;
        // A jump past the end leads to the last state.
        const left = wasOnTruth && truth.length > step ? truth.length - step : by;
        const to = from + step + Math.min(by, left);
        const predicted = prediction(ground, from + step, to, state, row);
        options.onStep(predicted);
        if (predicted.outcome.kind === 'state') {
          state = predicted.outcome.state;
          step = to - from;
          onTruth = step <= truth.length && sameText(predictor, ground, state, trueState(step));
          run.ended = !(onTruth && step < truth.length) && isFinal(state, source);
        } else run.ended = true;
      },
    });
    if (run.ended || !run.answered) return;
  }
}

/**
 * The largest jump whose answer the model is sure of, by its own negative log-likelihood; one step where it is sure of
 * none. Answers are left as soon as they are too unlikely. Null: told to stop.
 */
async function autoJump(
  predictor: Predictor,
  ground: Ground,
  { from, last, state, draft }: AutoQuestion,
  request: FreeRunningRequest | TeacherForcedRequest,
  options: PredictOptions,
): Promise<StepPrediction | null> {
  for (const jump of AUTO_JUMPS) {
    const to = Math.min(from + jump, last);
    const row = ask(predictor, ground, { state, jump, draft: draft(jump) });
    if (!row.ok) return notPredictable(from, row.error, to);
    const { isDone } = row.value;
    const unlikely = (tokens: readonly WrittenToken[]): boolean => jump > 1 && nats(tokens) > AUTO_JUMP_NATS;
    let result: DecodedRow | null = null;
    const decodeOptions = { endToken: Id.EOS, shouldStop: options.shouldStop, onRow: (_: number, done: DecodedRow) => void (result = done) };
    const trunk = await predictor.prefixes.trunk(ground.prefix);
    const sampler = samplerOf(request.sampling, from);
    await decode(predictor.session, trunk, [{ ...row.value, sampler, isDone: (tokens) => unlikely(tokens) || isDone?.(tokens) === true }], decodeOptions);
    const answer = result as DecodedRow | null;
    if (answer === null) return null;
    if (!unlikely(answer.tokens)) return prediction(ground, from, to, state, answer);
  }
  return null;
}

/** Negative log-likelihood of what was written. */
function nats(tokens: readonly WrittenToken[]): number {
  return tokens.reduce((sum, token) => sum - token.logProbability, 0);
}

/** Prompt and draft of a step with a known truth; the truth has to fit into the context together with the prompt. */
function prepare(predictor: Predictor, ground: Ground, state: PrintedState, jump: number, truth: TrueState | null): Result<DecodeRow, NotPredictable> {
  const target = truth ? dynamicTarget(state, truth, ground.bytecode, workingTo(predictor, truth, jump)) : ok([]);
  if (!target.ok) return target;
  const row = ask(predictor, ground, { state, jump, draft: target.value });
  if (!row.ok) return row;
  const tokens = ground.prefix.length + row.value.prompt.length + target.value.length;
  if (tokens > predictor.contextLength) return fail({ reason: 'context-too-small', tokens, limit: predictor.contextLength });
  return row;
}

function ask(predictor: Predictor, ground: Ground, { state, jump, draft }: Question): Result<DecodeRow, NotPredictable> {
  const suffix = suffixOf(predictor, ground, state, jump);
  if (!suffix.ok) return suffix;
  const limit = answerLimit(predictor, ground.prefix.length + suffix.value.length, draft.length);
  if (!limit.ok) return limit;
  const isDone = ground.stopWhenMalformed ? (tokens: readonly WrittenToken[]): boolean => isHopeless(tokenIds(tokens), state, ground.bytecode) : undefined;
  return ok({ prompt: suffix.value, draft, limit: limit.value, isDone });
}

function suffixOf({ grammarVersion }: Predictor, { prefix, bytecode }: Ground, state: PrintedState, jump: number): Result<number[], NotPredictable> {
  return dynamicSuffix(prefix, state, jump, bytecode, grammarVersion);
}

/** What truly happened from a state on; it may be another state than the one that the model is asked about. */
function draftOf(predictor: Predictor, ground: Ground, before: PrintedState | undefined, after: TrueState | undefined, jump: number): readonly number[] {
  if (before === undefined || after === undefined) return [];
  const target = dynamicTarget(before, after, ground.bytecode, workingTo(predictor, after, jump));
  return target.ok ? target.value : [];
}

/** Answers have a working where they go one step. */
function workingTo({ grammarVersion = GRAMMAR_VERSION }: Predictor, truth: TrueState, jump: number): readonly number[] | undefined {
  return jump === 1 && grammarVersion >= 3 ? truth.working : undefined;
}

/** Whether two states give the same prompt, so that what the model says after one it says after the other. */
function sameText(predictor: Predictor, ground: Ground, a: PrintedState, b: PrintedState | undefined): boolean {
  if (b === undefined) return false;
  const [left, right] = [suffixOf(predictor, ground, a, 1), suffixOf(predictor, ground, b, 1)];
  return left.ok && right.ok && left.value.length === right.value.length && left.value.every((token, i) => token === right.value[i]);
}

function prediction(ground: Ground, from: number, to: number, state: PrintedState, row: DecodedRow): StepPrediction {
  const tokens = describedTokens(row.tokens);
  const outcome = parseAnswer(tokenIds(tokens), state, ground.bytecode);
  return { from, ...(to === from + 1 ? {} : { to }), outcome, tokens, verifiedTokens: row.verified };
}
