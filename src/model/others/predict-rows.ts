/** Predictions by a template of rows: a prompt holds one whole state, the answer is the next one. */
import { fail, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { NotPredictable } from '../../scratchpad/step.ts';
import { notInTemplate, SourceText, type StateForm } from '../../scratchpad/text-form.ts';
import type { PrintedState } from '../../trace/printed-state.ts';
import type { DecodedRow } from '../decode.ts';
import { isFinal } from '../final-state.ts';
import { notPredictable, samplerOf, tokenIds, type PredictOptions } from '../predict-task.ts';
import type { FreeRunningRequest, StepPrediction, TeacherForcedRequest } from '../protocol.ts';
import { described, isEnd, stopIn, tokenAtPlace, writeAnswer, type TextNetwork } from './answer.ts';
import { usesPlaceholder, type Template } from './template.ts';
import type { TextCache } from '../text-cache.ts';
import type { Prompt, PromptWriter } from './text-prompt.ts';

export interface RowsParts {
  readonly network: TextNetwork;
  readonly cache: TextCache;
  readonly template: Template;
  readonly prompts: PromptWriter;
  readonly form: StateForm;
}

interface Question {
  readonly from: number;
  readonly state: PrintedState;
  /** What truly follows, proposed as an answer and taken for what the form can't say; null: not known. */
  readonly truth: PrintedState | null;
}

type Asked = Pick<TeacherForcedRequest, 'source' | 'call' | 'sampling'>;

export async function rowsTeacherForced(parts: RowsParts, request: TeacherForcedRequest, options: PredictOptions): Promise<void> {
  const source = new SourceText(request.source);
  for (const { from, to, state, truth } of request.steps) {
    const prediction = await predictRow(parts, request, source, { from, state, truth }, options);
    if (prediction === null) return;
    options.onStep({ ...prediction, ...(to === undefined ? {} : { to }) });
  }
}

export async function rowsFreeRunning(parts: RowsParts, request: FreeRunningRequest, options: PredictOptions): Promise<void> {
  const { from, start, truth, maxSteps } = request;
  const source = new SourceText(request.source);
  let state = start;
  for (let step = 0; step < maxSteps; step += 1) {
    const prediction = await predictRow(parts, request, source, { from: from + step, state, truth: truth[step] ?? null }, options);
    if (prediction === null) return;
    options.onStep(prediction);
    if (prediction.outcome.kind !== 'state') return;
    state = prediction.outcome.state;
    const onTruth = step + 1 < truth.length && JSON.stringify(state) === JSON.stringify(truth[step]);
    if (!onTruth && isFinal(state, request.source)) return;
  }
}

/** Null: told to stop. */
async function predictRow(parts: RowsParts, request: Asked, source: SourceText, question: Question, options: PredictOptions): Promise<StepPrediction | null> {
  const { network, cache, template, form } = parts;
  const { from, truth } = question;
  if (await options.shouldStop()) return null;
  const prompt = promptOf(parts, request, source, question.state);
  if (!prompt.ok) return notPredictable(from, prompt.error);
  const { tokens, shared } = prompt.value;
  const limit = Math.min(template.max_tokens, network.contextLength - tokens.length);
  if (limit < 1) return notPredictable(from, { reason: 'context-too-small', tokens: tokens.length + 1, limit: network.contextLength });
  const answer = truth === null ? fail(null) : form.write(truth, source);
  const ending = template.stop[0];
  const draft = answer.ok ? [...network.tokenizer.encode(answer.value + (ending ?? ''), false), ...(ending === undefined ? network.endIds.slice(0, 1) : [])] : [];
  const textOf = (written: readonly { readonly id: number }[]): string => network.tokenizer.decodeAfter(tokens, tokenIds(written));
  const row = await writeAnswer(
    network,
    {
      cache: await cache.get(tokens.slice(0, Math.max(1, shared))),
      rest: tokens.slice(Math.max(1, shared)),
      draft,
      limit,
      sampler: samplerOf(request.sampling, from),
      isDone: (written) => stopIn(textOf(written), template.stop) >= 0,
    },
    options,
  );
  if (row === null) return null;
  return { from, outcome: outcomeOf(parts, tokens, row, question), tokens: described(network.tokenizer, row.tokens), verifiedTokens: row.verified };
}

function promptOf({ template, prompts, form }: RowsParts, { call }: Asked, source: SourceText, state: PrintedState): Result<Prompt, NotPredictable> {
  if (call === undefined && usesPlaceholder(template, 'call')) return fail(notInTemplate('it asks for the call, and here the module itself was traced: write a call into the field below the program'));
  const written = form.write(state, source);
  if (!written.ok) return written;
  return ok(prompts.write({ source: source.text.trimEnd(), numbered_source: source.numbered().trimEnd(), call: call ?? '', state: written.value }, 'state'));
}

function outcomeOf({ network, template, form }: RowsParts, prompt: readonly number[], { tokens }: DecodedRow, { state, truth }: Question): StepPrediction['outcome'] {
  const ended = isEnd(network, tokens.at(-1));
  const text = network.tokenizer.decodeAfter(prompt, tokenIds(ended ? tokens.slice(0, -1) : tokens));
  const stop = stopIn(text, template.stop);
  if (!ended && stop < 0) return { kind: 'malformed', at: tokens.length, message: 'the answer does not end' };
  const read = form.read(stop < 0 ? text : text.slice(0, stop), { before: state, truth });
  return read.kind === 'state' ? read : { ...read, at: Math.min(tokenAtPlace(network.tokenizer, prompt, tokens, read.at), tokens.length) };
}
