/** Strategies that write a history: its text is split into steps, which come out as those of any other strategy do. */
import { at } from '../base/assert.ts';
import { historyStep, historySuffix, parseHistory } from '../scratchpad/history.ts';
import { malformed } from '../scratchpad/parse-delta.ts';
import type { HistoryStrategy, NotPredictable } from '../scratchpad/step.ts';
import { Id } from '../scratchpad/vocabulary.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { DecodedRow, DecodeRow, WrittenToken } from './decode.ts';
import { decode } from './decode.ts';
import { answerLimit, describedTokens, notPredictable, samplerOf, tokenIds } from './predict-task.ts';
import type { Ground, PredictOptions, Predictor } from './predict-task.ts';
import type { FreeRunningRequest, StepPrediction, TeacherForcedRequest } from './protocol.ts';

/** What has been read of a history that is being written. */
class HistoryReader {
  readonly #strategy: HistoryStrategy;
  readonly #ground: Ground;
  /** The state that the steps read so far have come to. */
  state: PrintedState;
  /** Tokens of those steps. */
  place = 0;

  constructor(strategy: HistoryStrategy, ground: Ground, start: PrintedState) {
    this.#strategy = strategy;
    this.#ground = ground;
    this.state = start;
  }

  /**
   * Looks for one more step in all tokens so far: a step is whole when a token stands after it that it can't have.
   * 'ended': the end stands there instead; 'open': more tokens are needed; else why no step can come of it.
   */
  next(tokens: readonly { readonly id: number }[]): { readonly from: number; readonly to: number } | 'ended' | 'open' | { readonly kind: 'malformed'; readonly at: number; readonly message: string } {
    const parsed = parseHistory(this.#strategy, tokenIds(tokens.slice(this.place)), this.state, this.#ground.bytecode);
    const [step] = parsed.steps;
    if (step !== undefined && this.place + step.to < tokens.length) {
      const found = { from: this.place, to: this.place + step.to };
      this.state = step.state;
      this.place = found.to;
      return found;
    }
    if (parsed.end === 'ended') return 'ended';
    if (parsed.end === 'cut' || parsed.end.open) return 'open';
    return malformed(parsed.end.at, parsed.end.message);
  }
}

/** Predicts from the start to the end, one text. */
export async function predictHistory(
  predictor: Predictor,
  ground: Ground,
  strategy: HistoryStrategy,
  request: FreeRunningRequest,
  options: PredictOptions,
): Promise<void> {
  const { from, start, truth, places, maxSteps } = request;
  const placeOf = (step: number): number => (step === 0 ? from : (places?.[step - 1] ?? (places === undefined ? from : (places.at(-1) ?? from) - places.length) + step));
  const prompt = historySuffix(strategy, start, ground.bytecode);
  if (!prompt.ok) {
    options.onStep(notPredictable(from, prompt.error, placeOf(1)));
    return;
  }
  const room = predictor.contextLength - ground.prefix.length - prompt.value.length;
  if (room < 1) {
    options.onStep(notPredictable(from, tooLong(predictor, room), placeOf(1)));
    return;
  }
  const reader = new HistoryReader(strategy, ground, start);
  let steps = 0;
  let verified = Infinity;
  const emit = (tokens: readonly WrittenToken[], range: { from: number; to: number }, outcome: StepPrediction['outcome']): void => {
    const own = Math.max(0, Math.min(verified, range.to) - range.from);
    options.onStep({ from: placeOf(steps), to: placeOf(steps + 1), outcome, tokens: describedTokens(tokens.slice(range.from, range.to)), verifiedTokens: own });
    steps += 1;
  };
  const draft = historyDraft(strategy, ground, start, truth, room);
  let known = 0;
  let stopped = false;
  const isDone = (tokens: readonly WrittenToken[]): boolean => {
    if (known === tokens.length - 1 && draft[known] === tokens[known]?.id) known += 1;
    verified = known;
    for (;;) {
      const found = reader.next(tokens);
      if (found === 'open') return false;
      if (found === 'ended') return true;
      if ('kind' in found) {
        emit(tokens, { from: reader.place, to: tokens.length }, found);
        stopped = true;
        return true;
      }
      emit(tokens, found, { kind: 'state', state: reader.state });
      if (steps >= maxSteps) {
        stopped = true;
        return true;
      }
    }
  };
  if (await options.shouldStop()) return;
  const trunk = await predictor.prefixes.trunk(ground.prefix);
  await decode(predictor.session, trunk, [{ prompt: prompt.value, draft, limit: room, sampler: samplerOf(request.sampling, from), isDone }], {
    endToken: Id.EOS,
    shouldStop: options.shouldStop,
    onRow: (_, row) => {
      if (!stopped && !row.ended) options.onStep(notPredictable(placeOf(steps), tooLong(predictor, 0), placeOf(steps + 1)));
    },
  });
}

/** The true history, as far as it fits. */
function historyDraft(strategy: HistoryStrategy, ground: Ground, start: PrintedState, truth: readonly PrintedState[], room: number): number[] {
  const draft: number[] = [];
  let before = start;
  for (const after of truth) {
    const step = historyStep(strategy, before, after, ground.bytecode);
    if (!step.ok || draft.length + step.value.length >= room) return draft;
    draft.push(...step.value);
    before = after;
  }
  return [...draft, Id.EOS];
}

function tooLong(predictor: Predictor, room: number): NotPredictable {
  return { reason: 'context-too-small', tokens: predictor.contextLength + 1 - room, limit: predictor.contextLength };
}

/** Predicts each step of a history after the true steps before it. */
export async function predictHistorySteps(
  predictor: Predictor,
  ground: Ground,
  strategy: HistoryStrategy,
  request: TeacherForcedRequest,
  options: PredictOptions,
): Promise<void> {
  const first = at(request.steps, 0);
  const asked: AskedStep[] = [];
  function* rows(): Generator<DecodeRow> {
    const prompt = historySuffix(strategy, first.state, ground.bytecode);
    let problem: NotPredictable | null = prompt.ok ? null : prompt.error;
    let text = prompt.ok ? prompt.value : [];
    const given = text.length;
    for (const [k, { from, to = from + 1, state, truth }] of request.steps.entries()) {
      const step = truth === null ? null : historyStep(strategy, state, truth, ground.bytecode);
      if (step !== null && !step.ok) problem ??= step.error;
      const target = step?.ok === true ? step.value : [];
      const length = ground.prefix.length + text.length;
      const limit = answerLimit(predictor, length + target.length, target.length + 1);
      if (!limit.ok) problem ??= limit.error;
      if (problem !== null || !limit.ok) {
        options.onStep(notPredictable(from, problem ?? tooLong(predictor, 0), to));
        continue;
      }
      const after = request.steps[k + 1];
      const opening = truth === null || after?.truth == null ? [] : historyStep(strategy, truth, after.truth, ground.bytecode);
      const draft = [...target, ...(Array.isArray(opening) || !opening.ok ? [] : opening.value.slice(0, 1))];
      const one: AskedStep = { from, to, reader: new HistoryReader(strategy, ground, state), found: 'open' };
      asked.push(one);
      yield {
        prompt: text,
        given,
        draft,
        limit: Math.min(predictor.contextLength - length, Math.max(limit.value, target.length + 1)),
        sampler: samplerOf(request.sampling, from),
        isDone: (tokens) => (one.found = one.reader.next(tokens)) !== 'open',
      };
      text = [...text, ...target];
    }
  }
  if (await options.shouldStop()) return;
  // Each prompt is the one before and its true answer: the steps are branches of one text, which is read once.
  await decode(predictor.session, await predictor.prefixes.trunk(ground.prefix), rows(), {
    endToken: Id.EOS,
    shouldStop: options.shouldStop,
    onRow: (index, row) => options.onStep(historyPrediction(at(asked, index), row)),
  });
}

/** A step of a history that is predicted, and what has been read of its answer. */
interface AskedStep {
  readonly from: number;
  readonly to: number;
  readonly reader: HistoryReader;
  found: ReturnType<HistoryReader['next']>;
}

function historyPrediction({ from, to, reader, found }: AskedStep, row: DecodedRow): StepPrediction {
  const whole = typeof found === 'object' && !('kind' in found);
  const tokens = describedTokens(whole ? row.tokens.slice(0, found.to) : row.tokens);
  const outcome: StepPrediction['outcome'] = whole
    ? { kind: 'state', state: reader.state }
    : typeof found === 'object'
      ? found
      : found === 'ended'
        ? malformed(0, 'the history ends here')
        : malformed(tokens.length, 'the step does not end');
  return { from, to, outcome, tokens, verifiedTokens: Math.min(row.verified, tokens.length) };
}
