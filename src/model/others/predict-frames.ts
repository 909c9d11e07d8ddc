/** Predictions in CWM's form: a history of frames, each predicted after the true ones, or all written in one go. */
import { assert } from '../../base/assert.ts';
import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { applyCwmFrame, CWM_END, CWM_FRAME_END, cwmContext, cwmFrame, cwmOpening, isAnonymousCall, parseCwmFrame } from '../../scratchpad/cwm-form.ts';
import type { NotPredictable } from '../../scratchpad/step.ts';
import { SourceText } from '../../scratchpad/text-form.ts';
import type { PrintedState } from '../../trace/printed-state.ts';
import type { WrittenToken } from '../decode.ts';
import { notPredictable, samplerOf, tokenIds, type PredictOptions } from '../predict-task.ts';
import type { FreeRunningRequest, StepPrediction, TeacherForcedRequest } from '../protocol.ts';
import { described, isEnd, tokenAtPlace, writeAnswer, type TextNetwork } from './answer.ts';
import type { Template } from './template.ts';
import type { TextCache } from '../text-cache.ts';
import type { PromptWriter } from './text-prompt.ts';

export interface FramesParts {
  readonly network: TextNetwork;
  readonly cache: TextCache;
  readonly template: Template;
  readonly prompts: PromptWriter;
}

/** What the frames read so far have come to. */
class FrameReader {
  readonly #network: TextNetwork;
  readonly #source: SourceText;
  readonly #truthAt: (step: number) => PrintedState | null;
  /** The last state that was read. */
  state: PrintedState;
  /** Tokens of the frames read so far. */
  place = 0;
  steps = 0;
  readonly #frameEnd: number | undefined;

  /** @param truthAt the true state of the n-th step from the start, from 0; null: not known. */
  constructor(network: TextNetwork, source: SourceText, start: PrintedState, truthAt: (step: number) => PrintedState | null) {
    this.#network = network;
    this.#source = source;
    this.#truthAt = truthAt;
    this.#frameEnd = network.tokenizer.idOf(CWM_FRAME_END);
    this.state = start;
  }

  /** Reads one more step out of all tokens so far. 'open': more tokens are needed; 'ended': the end of the trace stands there. */
  next(before: readonly number[], tokens: readonly WrittenToken[]): { readonly from: number; readonly to: number } | 'ended' | 'open' | Extract<StepPrediction['outcome'], { kind: 'malformed' }> {
    const first = this.place;
    let from = first;
    // Calls under way into code without a name of its own: their frames are part of the step that made them.
    let anonymous = 0;
    for (let to = from; to < tokens.length; to += 1) {
      if (isEnd(this.#network, tokens[to])) return to === first ? 'ended' : { kind: 'malformed', at: to - first, message: 'the trace ends inside of a frame' };
      if (tokens[to]?.id !== this.#frameEnd) continue;
      const text = this.#network.tokenizer.decodeAfter([...before, ...tokenIds(tokens.slice(0, from))], tokenIds(tokens.slice(from, to + 1)));
      const parsed = parseCwmFrame(text.slice(0, -CWM_FRAME_END.length));
      const placeOf = (at: number): number => from - first + tokenAtPlace(this.#network.tokenizer, before, tokens.slice(from, to + 1), at);
      if (parsed.kind === 'malformed') return { ...parsed, at: placeOf(parsed.at) };
      if (anonymous > 0 || isAnonymousCall(parsed.frame, this.state, this.#source)) {
        if (parsed.frame.event === 'call') anonymous += 1;
        if (parsed.frame.event === 'return') anonymous -= 1;
        from = to + 1;
        continue;
      }
      const applied = applyCwmFrame(parsed.frame, this.#source, { before: this.state, truth: this.#truthAt(this.steps) });
      if (applied.kind === 'malformed') return { ...applied, at: placeOf(applied.at) };
      this.state = applied.state;
      this.place = to + 1;
      this.steps += 1;
      return { from: first, to: to + 1 };
    }
    return 'open';
  }
}

/** The tokens of a history's beginning. */
function opening({ network, prompts }: FramesParts, source: SourceText, call: string | null, start: PrintedState): Result<number[], NotPredictable> {
  const context = cwmContext(source, call);
  if (!context.ok) return context;
  assert(call !== null, 'only a call has a context');
  const frames = cwmOpening(start, source, call);
  if (!frames.ok) return frames;
  // Frames begin and end with tokens of their own, so that what follows is written apart from what stands before.
  const head = prompts.write({ context: context.value, frames: '' }, 'frames');
  return ok([...head.tokens, ...network.tokenizer.encode(frames.value, false)]);
}

export async function framesTeacherForced(parts: FramesParts, request: TeacherForcedRequest, options: PredictOptions): Promise<void> {
  const { network, cache, template } = parts;
  const [first] = request.steps;
  if (first === undefined) return;
  const source = new SourceText(request.source);
  const begun = opening(parts, source, request.call ?? null, first.state);
  let text = begun.ok ? begun.value : [];
  let broken: NotPredictable | null = begun.ok ? null : begun.error;
  for (const { from, to = from + 1, state, truth } of request.steps) {
    const frame: Result<string, NotPredictable | null> = truth === null ? fail(null) : cwmFrame(state, truth, source);
    const target = frame.ok ? network.tokenizer.encode(frame.value, false) : [];
    const limit = Math.min(Math.max(template.max_tokens, 2 * target.length), network.contextLength - text.length);
    if (limit < 1) broken ??= { reason: 'context-too-small', tokens: text.length + 1, limit: network.contextLength };
    if (broken !== null) {
      options.onStep(notPredictable(from, broken, to));
      continue;
    }
    if (await options.shouldStop()) return;
    const reader = new FrameReader(network, source, state, () => truth);
    let found: ReturnType<FrameReader['next']> = 'open';
    const row = await writeAnswer(
      network,
      {
        cache: await cache.get(text.slice(0, -1)),
        rest: text.slice(-1),
        draft: target,
        limit,
        sampler: samplerOf(request.sampling, from),
        isDone: (tokens) => (found = reader.next(text, tokens)) !== 'open',
      },
      options,
    );
    if (row === null) return;
    const outcome: StepPrediction['outcome'] =
      typeof found !== 'string' && !('kind' in found)
        ? { kind: 'state', state: reader.state }
        : typeof found !== 'string'
          ? found
          : isEnd(network, row.tokens.at(-1))
            ? { kind: 'malformed', at: row.tokens.length - 1, message: 'the trace ends here' }
            : { kind: 'malformed', at: row.tokens.length, message: 'the frame does not end' };
    options.onStep({ from, to, outcome, tokens: described(network.tokenizer, row.tokens), verifiedTokens: Math.min(row.verified, row.tokens.length) });
    if (!frame.ok) broken = frame.error ?? { reason: 'not-in-template', message: 'the true frame before is not known' };
    text = [...text, ...target];
  }
}

/** One text from the start to the end. */
export async function framesFreeRunning(parts: FramesParts, request: FreeRunningRequest, options: PredictOptions): Promise<void> {
  const { network, cache } = parts;
  const { from, start, truth, places, maxSteps } = request;
  const placeOf = (step: number): number => (step === 0 ? from : (places?.[step - 1] ?? from + step));
  const source = new SourceText(request.source);
  const begun = opening(parts, source, request.call ?? null, start);
  if (!begun.ok) {
    options.onStep(notPredictable(from, begun.error, placeOf(1)));
    return;
  }
  const prompt = begun.value;
  const limit = network.contextLength - prompt.length;
  const full: NotPredictable = { reason: 'context-too-small', tokens: network.contextLength + 1, limit: network.contextLength };
  if (limit < 1) {
    options.onStep(notPredictable(from, full, placeOf(1)));
    return;
  }
  if (await options.shouldStop()) return;
  const draft = draftOf(network, source, start, truth, limit);
  const reader = new FrameReader(network, source, start, (step) => truth[step] ?? null);
  let known = 0;
  const run = { stopped: false };
  const emit = (tokens: readonly WrittenToken[], first: number, outcome: StepPrediction['outcome'], step: number): void => {
    const own = Math.max(0, Math.min(known - first, tokens.length));
    options.onStep({ from: placeOf(step), to: placeOf(step + 1), outcome, tokens: described(network.tokenizer, tokens), verifiedTokens: own });
  };
  const isDone = (tokens: readonly WrittenToken[]): boolean => {
    if (known === tokens.length - 1 && draft[known] === tokens[known]?.id) known += 1;
    const step = reader.steps;
    const first = reader.place;
    const found = reader.next(prompt, tokens);
    if (found === 'open') return false;
    run.stopped = true;
    if (found === 'ended') return true;
    if ('kind' in found) {
      emit(tokens.slice(first), first, found, step);
      return true;
    }
    emit(tokens.slice(found.from, found.to), first, { kind: 'state', state: reader.state }, step);
    run.stopped = reader.steps >= maxSteps;
    return run.stopped;
  };
  const row = await writeAnswer(network, { cache: await cache.get(prompt.slice(0, -1)), rest: prompt.slice(-1), draft, limit, sampler: samplerOf(request.sampling, from), isDone }, options);
  if (row !== null && !run.stopped && !isEnd(network, row.tokens.at(-1))) options.onStep(notPredictable(placeOf(reader.steps), full, placeOf(reader.steps + 1)));
}

/** The true history, as far as it fits, and the end. */
function draftOf(network: TextNetwork, source: SourceText, start: PrintedState, truth: readonly PrintedState[], limit: number): number[] {
  const draft: number[] = [];
  let before = start;
  for (const after of truth) {
    const frame = cwmFrame(before, after, source);
    if (!frame.ok) return draft;
    const tokens = network.tokenizer.encode(frame.value, false);
    if (draft.length + tokens.length >= limit) return draft;
    draft.push(...tokens);
    before = after;
  }
  const end = network.tokenizer.idOf(CWM_END);
  return end === undefined ? draft : [...draft, end];
}
