import { describe, expect, it } from 'vitest';
import { unwrap } from '../base/testing/unwrap.ts';
import { dynamicSuffix, dynamicTarget, parseAnswer } from '../scratchpad/dynamic.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import { canonicalise } from '../scratchpad/state-text.ts';
import { Id, LINE_BASE, VOCABULARY_SIZE } from '../scratchpad/vocabulary.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { PredictOptions, Predictor } from './predict-task.ts';
import { predictFreeRunning, predictTeacherForced } from './predict.ts';
import type { StepPrediction } from './protocol.ts';
import type { FakeOptions, FakeSession } from './testing/fake-session.ts';
import { FAKE_KINDS, fakeSession, plainGreedy } from './testing/fake-session.ts';
import { LOOP_SOURCE, loopStates } from './testing/loop-program.ts';
import { scriptedNetwork } from './testing/scripted-network.ts';
import { TextCache } from './text-cache.ts';

const states = loopStates(6);
const wrong = new Map<number, readonly number[]>([
  [4, [Id.LINE, LINE_BASE + 5, Id.EOS]],
  [7, [Id.IS, Id.EOS]],
]);


function predictor(next: FakeOptions['next'], size: Partial<FakeOptions> = {}, contextLength = 1024): Predictor & { session: FakeSession } {
  const session = fakeSession({ vocabSize: VOCABULARY_SIZE, next, ...size });
  return { session, prefixes: new TextCache(session), contextLength };
}

async function collect(run: (options: PredictOptions) => Promise<void>): Promise<StepPrediction[]> {
  const predictions: StepPrediction[] = [];
  await run({ onStep: (prediction) => predictions.push(prediction), shouldStop: () => Promise.resolve(false) });
  return predictions;
}

function teacherSteps(all: readonly PrintedState[]): { from: number; state: PrintedState; truth: PrintedState | null }[] {
  return all.map((state, from) => ({ from, state, truth: all[from + 1] ?? null }));
}

/** What decoding a token at a time gives for a state. */
function plain(next: FakeOptions['next'], state: PrintedState, limit = 256): number[] {
  const prefix = unwrap(promptPrefix(LOOP_SOURCE));
  return plainGreedy(next, [...prefix, ...unwrap(dynamicSuffix(prefix, state, 1))], Id.EOS, limit);
}

const ids = (prediction: StepPrediction | undefined): number[] => prediction?.tokens.map((token) => token.id) ?? [];

describe('teacher-forced', () => {
  it.each(FAKE_KINDS)('equals plain greedy decoding, step by step (hiding by $hiding, cuts $canCut, $passTokens tokens a pass)', async (size) => {
    const next = scriptedNetwork(LOOP_SOURCE, states, wrong);
    const by = predictor(next, size);
    const predictions = await collect((options) => predictTeacherForced(by, { source: LOOP_SOURCE, steps: teacherSteps(states) }, options));
    expect(predictions.map((prediction) => prediction.from).sort((a, b) => a - b)).toEqual(states.map((_, from) => from));
    for (const prediction of predictions) {
      const state = states[prediction.from]!;
      const expected = plain(next, state);
      expect(ids(prediction)).toEqual(expected);
      expect(prediction.outcome).toEqual(parseAnswer(expected, state));
      const truth = states[prediction.from + 1];
      if (truth && !wrong.has(prediction.from)) {
        expect(prediction.outcome).toEqual({ kind: 'state', state: canonicalise(truth) });
        expect(prediction.verifiedTokens).toBe(expected.length);
      }
    }
    by.prefixes.clear();
    expect(by.session.liveCaches()).toBe(0);
  });

  it('verifies a right step in one pass on the cached source', async () => {
    const by = predictor(scriptedNetwork(LOOP_SOURCE, states), { passTokens: 1 });
    await collect((options) => predictTeacherForced(by, { source: LOOP_SOURCE, steps: teacherSteps(states).slice(0, -1) }, options));
    expect(by.session.passes()).toBe(1 + states.length - 1);
  });

  it('reads the source in advance when no steps are asked for', async () => {
    const by = predictor(scriptedNetwork(LOOP_SOURCE, states), { passTokens: 1 });
    await collect((options) => predictTeacherForced(by, { source: LOOP_SOURCE, steps: [] }, options));
    expect(by.session.passes()).toBe(1);
    await collect((options) => predictTeacherForced(by, { source: LOOP_SOURCE, steps: teacherSteps(states).slice(0, 1) }, options));
    expect(by.session.passes()).toBe(2);
  });

  it('keeps the order that was asked for where it works a step at a time', async () => {
    const by = predictor(scriptedNetwork(LOOP_SOURCE, states));
    const order = [5, 1, 9, 0];
    const steps = order.map((from) => teacherSteps(states)[from]!);
    const predictions = await collect((options) => predictTeacherForced(by, { source: LOOP_SOURCE, steps }, options));
    expect(predictions.map((prediction) => prediction.from)).toEqual(order);
  });

  it('starts a batch with the step that is wanted first', async () => {
    const by = predictor(scriptedNetwork(LOOP_SOURCE, states), { passTokens: 40 });
    const steps = [...teacherSteps(states).slice(0, -1)].reverse();
    const predictions = await collect((options) => predictTeacherForced(by, { source: LOOP_SOURCE, steps }, options));
    expect(predictions.slice(0, 2).map((prediction) => prediction.from)).toContain(states.length - 2);
  });

  it('says which steps are too large for the context, and goes on', async () => {
    const by = predictor(scriptedNetwork(LOOP_SOURCE, states), {}, 100);
    const big: PrintedState = { ...states[3]!, globals: [{ name: 'text', value: `'${'x'.repeat(90)}'` }] };
    const steps = [{ from: 3, state: big, truth: big }, teacherSteps(states)[0]!];
    const predictions = await collect((options) => predictTeacherForced(by, { source: LOOP_SOURCE, steps }, options));
    expect(predictions[0]?.outcome).toMatchObject({ kind: 'not-predictable', why: { reason: 'context-too-small', limit: 100 } });
    expect(predictions[1]?.outcome.kind).toBe('state');
  });

  it('says that a program which cannot be read is not predictable, for every step', async () => {
    const by = predictor(() => Id.EOS);
    const steps = teacherSteps(states).slice(0, 3);
    const predictions = await collect((options) => predictTeacherForced(by, { source: 'x = "abc', steps }, options));
    expect(predictions.map((prediction) => prediction.outcome.kind)).toEqual(['not-predictable', 'not-predictable', 'not-predictable']);
    expect(by.session.passes()).toBe(0);
  });

  it('records an answer that never ends as malformed', async () => {
    const by = predictor(() => Id.VAR, {}, 1024);
    const predictions = await collect((options) => predictTeacherForced(by, { source: LOOP_SOURCE, steps: teacherSteps(states).slice(0, 1) }, options));
    expect(predictions[0]?.tokens).toHaveLength(256);
    expect(predictions[0]?.outcome.kind).toBe('malformed');
  });
});

describe('sampling', () => {
  const next = scriptedNetwork(LOOP_SOURCE, states, wrong);
  const sampling = { temperature: 1.5, seed: 7 };
  const forced = async (size: Partial<FakeOptions>, more: { sampling?: { temperature: number; seed: number } }, from = 0): Promise<Map<number, number[]>> => {
    const steps = teacherSteps(states).slice(from);
    const predictions = await collect((options) => predictTeacherForced(predictor(next, size), { source: LOOP_SOURCE, steps, ...more }, options));
    return new Map(predictions.map((prediction) => [prediction.from, ids(prediction)]));
  };

  it('repeats for a seed: in other batches, and when only some of the steps are asked for', async () => {
    const all = await forced({}, { sampling });
    expect(await forced({ passTokens: 300 }, { sampling })).toEqual(all);
    for (const [from, tokens] of await forced({}, { sampling }, 5)) expect(tokens).toEqual(all.get(from));
    expect(await forced({}, { sampling: { ...sampling, seed: 8 } })).not.toEqual(all);
  });

  it('is greedy decoding as the temperature goes to nothing', async () => {
    expect(await forced({}, { sampling: { temperature: 0.01, seed: 3 } })).toEqual(await forced({}, {}));
  });

  it('repeats in free-running, with the truth as its draft or without', async () => {
    const free = async (seed: number, truth: readonly PrintedState[], passTokens: number): Promise<number[][]> => {
      const request = { source: LOOP_SOURCE, from: 0, start: states[0]!, truth, maxSteps: 8, sampling: { temperature: 0.35, seed } };
      return (await collect((options) => predictFreeRunning(predictor(next, { passTokens }), request, options))).map(ids);
    };
    const lengths: number[] = [];
    for (const seed of [1, 2, 3, 4, 5]) {
      const alone = await free(seed, [], 1);
      lengths.push(alone.length);
      expect(await free(seed, states.slice(1), 1)).toEqual(alone);
      expect(await free(seed, states.slice(1), 300)).toEqual(alone);
    }
    expect(Math.max(...lengths)).toBeGreaterThan(Math.min(...lengths));
  });

  it('records with each token its own log-probability and the five best alternatives', async () => {
    const steps = teacherSteps(states).slice(0, 4);
    const predictions = await collect((options) => predictTeacherForced(predictor(next), { source: LOOP_SOURCE, steps, sampling: { temperature: 3, seed: 1 } }, options));
    const tokens = predictions.flatMap((prediction) => prediction.tokens);
    for (const token of tokens) {
      expect(token.alternatives).toHaveLength(5);
      const logs = token.alternatives.map((choice) => choice.logProbability);
      expect(logs).toEqual([...logs].sort((a, b) => b - a));
      // Both are sums of rounded numbers.
      expect(token.logProbability).toBeLessThanOrEqual(logs[0]! + 1e-9);
      const same = token.alternatives.find((choice) => choice.id === token.id);
      if (same) expect(token.logProbability).toBeCloseTo(same.logProbability, 10);
      expect(logs.reduce((sum, log) => sum + Math.exp(log), 0)).toBeLessThanOrEqual(1);
    }
    expect(tokens.some((token) => token.id !== token.alternatives[0]?.id)).toBe(true);
  });
});

describe('free-running', () => {
  /** The same, step by step, without drafts, caches or batches. */
  function plainRun(next: FakeOptions['next'], start: PrintedState, maxSteps: number): { tokens: number[]; kind: string }[] {
    const run: { tokens: number[]; kind: string }[] = [];
    let state = start;
    while (run.length < maxSteps) {
      const tokens = plain(next, state);
      const outcome = parseAnswer(tokens, state);
      run.push({ tokens, kind: outcome.kind });
      if (outcome.kind !== 'state') break;
      state = outcome.state;
      if (state.event === 'return' && state.frames.length === 1) break;
    }
    return run;
  }

  const cases = [new Map<number, readonly number[]>(), new Map([[4, wrong.get(4)!]]), new Map([[7, wrong.get(7)!]])];
  it.each(FAKE_KINDS.flatMap((size) => cases.map((errors) => ({ ...size, errors }))))(
    'equals plain greedy decoding of its own states (hiding by $hiding, cuts $canCut, $passTokens tokens a pass, errors $errors)',
    async ({ errors, ...size }) => {
      const next = scriptedNetwork(LOOP_SOURCE, states, errors);
      for (const truth of [states.slice(1), states.slice(1, 5), []]) {
        const by = predictor(next, size);
        const request = { source: LOOP_SOURCE, from: 10, start: states[0]!, truth, maxSteps: 30 };
        const predictions = await collect((options) => predictFreeRunning(by, request, options));
        const expected = plainRun(next, states[0]!, 30);
        expect(predictions.map((prediction) => ({ tokens: ids(prediction), kind: prediction.outcome.kind }))).toEqual(expected);
        expect(predictions.map((prediction) => prediction.from)).toEqual(expected.map((_, i) => 10 + i));
        by.prefixes.clear();
        expect(by.session.liveCaches()).toBe(0);
      }
    },
  );

  it('follows the truth to its end where the network is right, in few passes', async () => {
    const by = predictor(scriptedNetwork(LOOP_SOURCE, states), { passTokens: 300 });
    const request = { source: LOOP_SOURCE, from: 0, start: states[0]!, truth: states.slice(1), maxSteps: 100 };
    const predictions = await collect((options) => predictFreeRunning(by, request, options));
    expect(predictions).toHaveLength(states.length - 1);
    expect(predictions.at(-1)?.outcome).toEqual({ kind: 'state', state: canonicalise(states.at(-1)!) });
    // Of the source; then of 1, 2, 4 steps and more.
    expect(by.session.passes()).toBe(1 + Math.ceil(Math.log2(states.length)));
  });

  it('starts from an edited state', async () => {
    const next = scriptedNetwork(LOOP_SOURCE, states);
    const edited: PrintedState = { ...states[4]!, frames: [{ ...states[4]!.frames[0]!, locals: [{ name: 'n', value: '99' }] }] };
    const by = predictor(next);
    const predictions = await collect((options) => predictFreeRunning(by, { source: LOOP_SOURCE, from: 4, start: edited, truth: states.slice(5), maxSteps: 5 }, options));
    expect(predictions.map(ids)).toEqual(plainRun(next, edited, 5).map((step) => step.tokens));
  });

  it('stops at the most steps asked for', async () => {
    const by = predictor(scriptedNetwork(LOOP_SOURCE, states), { passTokens: 300 });
    const request = { source: LOOP_SOURCE, from: 0, start: states[0]!, truth: states.slice(1), maxSteps: 3 };
    expect(await collect((options) => predictFreeRunning(by, request, options))).toHaveLength(3);
  });
});

it('has true targets that a draft can be made of', () => {
  for (let i = 0; i + 1 < states.length; i++) expect(dynamicTarget(states[i]!, states[i + 1]!).ok).toBe(true);
});
