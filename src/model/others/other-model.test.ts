import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { at } from '../../base/assert.ts';
import { createNodeModelRunner } from '../node-runner.ts';
import type { FileContent, ModelRunner, PredictionTask, StepPrediction } from '../protocol.ts';
import { LOOP_SOURCE, loopStates } from '../testing/loop-program.ts';
import { layoutThatKnows, shippedTemplate, SPECIALS } from './testing/known-program.ts';
import { TINY_CHAT, tinyLayout, tinyTokenizer, tinyTokenizerConfig } from './testing/tiny-layout.ts';
import { textTokenizer } from './text-tokenizer.ts';

const STATES = loopStates(3);
const PROGRAM = { source: LOOP_SOURCE, call: 'f(3)', states: STATES };
const DYNAMIC: PredictionTask = { strategy: 'dynamic', granularity: 'line', jump: 1 };
const FRAMES: PredictionTask = { strategy: 'compact-step-in', granularity: 'line', jump: 1 };
const runners: ModelRunner[] = [];
afterAll(() => Promise.all(runners.map((runner) => runner.dispose())));

function content(bytes: Uint8Array<ArrayBuffer>): FileContent {
  return { size: bytes.length, arrayBuffer: () => Promise.resolve(bytes.slice().buffer) };
}

function open(layout: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, template: string): { readonly runner: ModelRunner; readonly loaded: ReturnType<ModelRunner['loadOther']> } {
  const runner = createNodeModelRunner('.');
  runners.push(runner);
  const files = [...layout].map(([file, bytes]) => ({ path: `some-model/${file}`, content: content(bytes) }));
  return { runner, loaded: runner.loadOther({ source: { kind: 'folder', name: 'some-model', files }, template: shippedTemplate(template) }, 'wasm', () => undefined) };
}

async function ready(layout: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, template: string): Promise<ModelRunner> {
  const { runner, loaded } = open(layout, template);
  expect(await loaded).toMatchObject({ ok: true });
  return runner;
}

async function forced(runner: ModelRunner, task: PredictionTask, truthKnown = true, count = STATES.length - 1): Promise<StepPrediction[]> {
  const predictions: StepPrediction[] = [];
  const steps = STATES.slice(0, count).map((state, from) => ({ from, state, truth: truthKnown ? at(STATES, from + 1) : null }));
  expect(await runner.teacherForced({ source: LOOP_SOURCE, call: 'f(3)', task, steps }, (prediction) => predictions.push(prediction))).toEqual({ ok: true, value: undefined });
  return predictions;
}

async function free(runner: ModelRunner, task: PredictionTask, truth = STATES.slice(1)): Promise<StepPrediction[]> {
  const predictions: StepPrediction[] = [];
  await runner.freeRunning({ source: LOOP_SOURCE, call: 'f(3)', task, from: 0, start: at(STATES, 0), truth, maxSteps: STATES.length - 1 }, (prediction) => predictions.push(prediction));
  return predictions;
}

const outcomes = (predictions: readonly StepPrediction[]): unknown[] => predictions.map(({ outcome }) => (outcome.kind === 'state' ? outcome.state : outcome));

describe.each([
  ['few-shot', DYNAMIC],
  ['chat', DYNAMIC],
  ['cwm', FRAMES],
] as const)('a model of another make, by the template %s', (template, task) => {
  it('predicts every step, verified and decoded alike', async () => {
    const { runner, loaded } = open(layoutThatKnows(template, PROGRAM), template);
    const info = await loaded;
    expect(info).toMatchObject({ ok: true, value: { name: 'some-model', grammarVersion: null, provider: 'wasm', rung: 'wasm', contextLength: 4096, selfTestDifference: 0, tasks: [{ strategy: task.strategy, granularity: 'line' }] } });
    const verified = await forced(runner, task);
    expect(outcomes(verified)).toEqual(STATES.slice(1));
    for (const { tokens, verifiedTokens } of verified) {
      expect(verifiedTokens).toBe(tokens.length);
      for (const token of tokens) {
        expect(token.alternatives).toHaveLength(5);
        expect(token.alternatives[0]?.id).toBe(token.id);
        expect(token.logProbability).toBeGreaterThan(-0.2);
      }
    }
    const own = await free(runner, task);
    expect(outcomes(own)).toEqual(STATES.slice(1));
    expect(own.map(({ tokens }) => tokens.map(({ id }) => id))).toEqual(verified.map(({ tokens }) => tokens.map(({ id }) => id)));
    if (task === DYNAMIC) {
      // Without a truth to verify the same tokens are decoded one at a time.
      const plain = await forced(runner, task, false, 3);
      expect(plain.map(({ tokens }) => tokens)).toEqual(verified.slice(0, 3).map(({ tokens }) => tokens));
      // Nor does anything say what its iterators run over in order.
      const told = STATES.slice(1, 4).map((state) => ({ ...state, frames: state.frames.map((frame) => ({ ...frame, iterators: frame.iterators.map((iterator) => ({ ...iterator, over: [] })) })) }));
      expect(outcomes(plain)).toEqual(told);
    }
  });

  it('keeps what is no state, with the place where it stopped to be one', async () => {
    const wrong = new Map([[1, template === 'cwm' ? '<|line_sep|>{"n": 3}<|action_sep|>    for i in range(n):\n<|frame_sep|>' : 'in f, line 3: for i in range(n):\n  n ? 3\nthis line runs next']]);
    const runner = await ready(layoutThatKnows(template, { ...PROGRAM, wrong }), template);
    const own = await free(runner, task);
    expect(own).toHaveLength(2);
    const last = at(own, 1);
    expect(last.outcome).toMatchObject({ kind: 'malformed' });
    if (last.outcome.kind !== 'malformed') return;
    const text = last.tokens.map((token) => token.text);
    expect(text.slice(0, last.outcome.at).join('')).toBe(template === 'cwm' ? '<|line_sep|>' : 'in␣f,␣line␣3:␣for␣i␣in␣range(n):⏎');
    expect(text.join('')).toContain(template === 'cwm' ? '{"n":␣3}' : '␣␣n␣?␣3');
  });
});

describe('a template that cannot be filled', () => {
  it('is told for the task that it does not know, and tells which it does', async () => {
    const runner = await ready(layoutThatKnows('few-shot', PROGRAM), 'few-shot');
    const [first] = await forced(runner, FRAMES);
    expect(first?.outcome).toEqual({ kind: 'not-predictable', why: { reason: 'not-in-template', message: 'it asks for one line step after the other (the strategy “Dynamic”) alone' } });
  });

  it('is told where the module itself was traced, and the frames are those of a call', async () => {
    const runner = await ready(layoutThatKnows('cwm', PROGRAM), 'cwm');
    const told: StepPrediction[] = [];
    await runner.teacherForced({ source: LOOP_SOURCE, task: FRAMES, steps: [{ from: 0, state: at(STATES, 0), truth: at(STATES, 1) }] }, (prediction) => told.push(prediction));
    expect(told[0]?.outcome).toMatchObject({ why: { reason: 'not-in-template', message: expect.stringContaining('write a call') as string } });
  });

  it('is told where the context is too small for a state', async () => {
    const runner = await ready(layoutThatKnows('few-shot', PROGRAM, { contextLength: 300 }), 'few-shot');
    const predictions = await forced(runner, DYNAMIC);
    for (const { outcome } of predictions) expect(outcome).toMatchObject({ kind: 'not-predictable', why: { reason: 'context-too-small', limit: 300 } });
  });
});

describe('a layout with something wrong', () => {
  const whole = tinyLayout({ memories: [], specials: SPECIALS, chatTemplate: TINY_CHAT });
  const json = (value: object): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(JSON.stringify(value)));
  const without = (file: string): Map<string, Uint8Array<ArrayBuffer>> => new Map([...whole].filter(([name]) => name !== file));
  const cut = (file: string, bytes: number): Map<string, Uint8Array<ArrayBuffer>> => new Map([...whole].map(([name, data]) => [name, name === file ? data.slice(0, bytes) : data]));
  const renamed = (from: string, to: string): Map<string, Uint8Array<ArrayBuffer>> => {
    const graph = Buffer.from(whole.get('onnx/model.onnx') ?? []);
    for (let place = graph.indexOf(from); place >= 0; place = graph.indexOf(from)) graph.write(to, place);
    return new Map([...whole, ['onnx/model.onnx', new Uint8Array(graph)]]);
  };

  it.each([
    ['no graph', without('onnx/model.onnx'), 'few-shot', 'file-missing', 'There is no onnx/model.onnx'],
    ['no weights', without('onnx/model.onnx_data'), 'few-shot', 'file-missing', 'has no onnx/model.onnx_data'],
    ['weights cut off', cut('onnx/model.onnx_data', 1000), 'few-shot', 'file-damaged', 'onnx/model.onnx_data has 1000 bytes, and the graph needs 2162688'],
    ['a graph cut off', cut('onnx/model.onnx', 1000), 'few-shot', 'file-damaged', 'onnx/model.onnx is no whole ONNX file'],
    ['no cache', renamed('past_key_values.0.key', 'past_key_values_0_key'), 'few-shot', 'tensor-missing', 'has no "past_key_values.0.key"'],
    ['no output for the cache', renamed('present.0.value', 'present_0_value'), 'few-shot', 'tensor-missing', 'has no "present.0.value"'],
    ['no logits', renamed('logits', 'logitz'), 'few-shot', 'tensor-missing', 'has no "logits"'],
    ['config.json that is a web page', new Map([...whole, ['config.json', new Uint8Array(new TextEncoder().encode('<html>'))]]), 'few-shot', 'layout-invalid', 'config.json is no JSON'],
    ['no tokenizer', without('tokenizer.json'), 'few-shot', 'file-missing', 'has no tokenizer.json'],
    ['a tokenizer with more ids', new Map([...whole, ['tokenizer.json', json(tinyTokenizer([...SPECIALS, '<|more|>']))]]), 'few-shot', 'tokenizer-mismatch', 'Take both from the same place'],
    ['a tokenizer with other ids', new Map([...whole, ['config.json', json({ eos_token_id: 5, vocab_size: 400 })], ['generation_config.json', json({})]]), 'few-shot', 'tokenizer-mismatch', 'the id 263, and the model\'s configuration says 5'],
    ['no chat template', new Map([...whole, ['tokenizer_config.json', json(tinyTokenizerConfig())]]), 'chat', 'template-invalid', 'has no chat template'],
    ['a chat template that refuses', new Map([...whole, ['tokenizer_config.json', json(tinyTokenizerConfig("{{ raise_exception('no system message') }}"))]]), 'chat', 'template-invalid', 'no system message'],
    ['no tokens of traces', tinyLayout({ memories: [] }), 'cwm', 'template-invalid', '<|trace_context_start|>, which is no token of this model'],
  ])('is refused by name: %s', async (_, layout, template, failure, says) => {
    const result = await open(layout, template).loaded;
    expect(result).toMatchObject({ ok: false, error: { failure, message: expect.stringContaining(says) as string } });
  });

  it('opens from a folder on the disk too', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tracepad-layout-'));
    mkdirSync(path.join(folder, 'onnx'));
    for (const [file, bytes] of whole) writeFileSync(path.join(folder, file), bytes);
    const { loadModel } = await import('../../cli/model.ts');
    const { info, runner } = await loadModel(folder, 'few-shot');
    expect(info).toMatchObject({ name: path.basename(folder), template: 'Few-shot, plain text' });
    await runner.dispose();
    rmSync(folder, { recursive: true });
  });
});

describe('the tokenizer', () => {
  it('gives back the text that it was given, a token after the other', () => {
    const tokenizer = textTokenizer(tinyTokenizer(SPECIALS), tinyTokenizerConfig());
    const text = '  line 3: x = "äö"\n<|frame_sep|> in';
    const ids = tokenizer.encode(text, false);
    expect(tokenizer.decodeAfter([], ids)).toBe(text);
    expect(ids.length).toBeLessThan(text.length);
    expect(tokenizer.describe(at(ids, 0))).toBe('␣');
    expect(tokenizer.describe(tokenizer.idOf('<|frame_sep|>') ?? -1)).toBe('<|frame_sep|>');
  });
});
