/**
 * The engine on a graph of the first releases: an `attention_mask` over all columns, no `visible` and no `wanted`. The graph
 * is made here; what it foretells hangs on the place of every token that its mask lets it see.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at } from '../base/assert.ts';
import { dynamicSuffix, dynamicTarget } from '../scratchpad/dynamic.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import { Id, VOCABULARY_SIZE } from '../scratchpad/vocabulary.ts';
import { unwrap } from '../base/testing/unwrap.ts';
import { nodeRuntime } from './node-runner.ts';
import { createOnnxSession, type GraphShape } from './onnx-session.ts';
import { tinyNetwork } from './others/testing/tiny-layout.ts';
import type { PredictOptions, Predictor } from './predict-task.ts';
import { predictFreeRunning, predictTeacherForced } from './predict.ts';
import type { StepPrediction } from './protocol.ts';
import type { Session } from './session.ts';
import { TensorMissingError } from './session.ts';
import { TextCache } from './text-cache.ts';
import { LOOP_SOURCE, loopStates } from './testing/loop-program.ts';

const STATES = loopStates(4);
/** Here it says another thing than the truth: after the first token of it. */
const ERRS_AT = 4;
const SHAPE: GraphShape = { layers: 1, heads: 1, head_dim: 1, vocab_size: VOCABULARY_SIZE, previous: 0, offsets: 0, offset_kinds: 0 };

function network(): ReturnType<typeof tinyNetwork> {
  const prefix = unwrap(promptPrefix(LOOP_SOURCE));
  const memories = STATES.slice(0, -1).map((state, from) => {
    const truth = unwrap(dynamicTarget(state, at(STATES, from + 1)));
    const answer = from === ERRS_AT ? [at(truth, 0), Id.IS, Id.EOS] : truth;
    return { prompt: [...prefix, ...unwrap(dynamicSuffix(prefix, state, 1))], answer };
  });
  return tinyNetwork(memories, VOCABULARY_SIZE, Id.EOS);
}

const open = async (shape: GraphShape): Promise<Session> => {
  const { graph, path, data } = network();
  return createOnnxSession(await nodeRuntime(1), { graph, external: [{ path, data }] }, shape, { device: null, half: false });
};

describe('a graph without "visible" and "wanted"', () => {
  let session: Session;
  beforeAll(async () => {
    session = await open(SHAPE);
  });
  afterAll(() => session.release());

  async function run(predict: (predictor: Predictor, options: PredictOptions) => Promise<void>): Promise<StepPrediction[]> {
    const predictions: StepPrediction[] = [];
    const prefixes = new TextCache(session);
    await predict({ session, prefixes, contextLength: 4096 }, { onStep: (prediction) => predictions.push(prediction), shouldStop: () => Promise.resolve(false) });
    prefixes.clear();
    return predictions.sort((a, b) => a.from - b.from);
  }
  const forced = (isKnown: boolean): Promise<StepPrediction[]> =>
    run((predictor, options) => predictTeacherForced(predictor, { source: LOOP_SOURCE, steps: STATES.slice(0, -1).map((state, from) => ({ from, state, truth: isKnown ? at(STATES, from + 1) : null })) }, options));
  const tokens = (predictions: readonly StepPrediction[]): readonly (readonly number[])[] => predictions.map((prediction) => prediction.tokens.map(({ id }) => id));

  it('hides by a mask', () => {
    expect(session.hiding).toBe('mask');
  });

  it('verifies and decodes the same tokens, before and after one that it gets wrong', async () => {
    const verified = await forced(true);
    expect(tokens(verified)).toEqual(tokens(await forced(false)));
    for (const [from, { outcome, verifiedTokens, tokens: written }] of verified.entries()) {
      if (from === ERRS_AT) {
        expect(outcome.kind).toBe('malformed');
        expect([verifiedTokens, written.length]).toEqual([1, 3]);
      } else {
        expect(outcome.kind).toBe('state');
        expect(written.map(({ id }) => id)).toEqual(unwrap(dynamicTarget(at(STATES, from), at(STATES, from + 1))));
        expect(verifiedTokens).toBe(written.length);
      }
    }
  });

  it('runs on its own as far as it is right, with the truth as a draft and without', async () => {
    const own = (truth: typeof STATES): Promise<StepPrediction[]> =>
      run((predictor, options) => predictFreeRunning(predictor, { source: LOOP_SOURCE, from: 0, start: at(STATES, 0), truth, maxSteps: STATES.length - 1 }, options));
    const drafted = await own(STATES.slice(1));
    expect(drafted).toHaveLength(ERRS_AT + 1);
    expect(tokens(drafted)).toEqual(tokens(await own([])));
    expect(tokens(drafted)).toEqual(tokens(await forced(true)).slice(0, ERRS_AT + 1));
  });
});

describe('a graph that is not the one its manifest speaks of', () => {
  it.each([
    ['has more layers by the manifest', { ...SHAPE, layers: 2 }, 'has no input "past_key_values.1.key"'],
    ['has fewer layers by the manifest', { ...SHAPE, layers: 0 }, 'wants an input "past_key_values.0.key", which is not known'],
    ['sees the tokens before by the manifest', { ...SHAPE, previous: 2 }, 'has no input "previous_ids"'],
    ['sees places in values by the manifest', { ...SHAPE, offsets: 128, offset_kinds: 2 }, 'has no input "offset_ids"'],
  ])('is refused by name where it %s', async (_, shape, says) => {
    const refused = open(shape);
    await expect(refused).rejects.toThrow(TensorMissingError);
    await expect(refused).rejects.toThrow(says);
    await expect(refused).rejects.toThrow('Take both from one release');
  });
});
