/** Every strategy against decoding a token at a time, over a network that knows a run and errs in places. */
import { describe, expect, it } from 'vitest';
import { at } from '../base/assert.ts';
import { unwrap } from '../base/testing/unwrap.ts';
import { Bytecode } from '../scratchpad/bytecode.ts';
import type { BytecodeSource } from '../scratchpad/bytecode.ts';
import { directSuffix, directTarget } from '../scratchpad/direct.ts';
import { dynamicSuffix, dynamicTarget, parseAnswer } from '../scratchpad/dynamic.ts';
import { historyPlaces, historyStep, historySuffix, parseHistory } from '../scratchpad/history.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import { canonicalise } from '../scratchpad/state-text.ts';
import type { HistoryStrategy } from '../scratchpad/step.ts';
import { BYTE_BASE, Id, JUMP_BASE, VOCABULARY_SIZE } from '../scratchpad/vocabulary.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { CodeInfo } from '../trace/wire.ts';
import type { PredictOptions, Predictor } from './predict-task.ts';
import { predictFreeRunning, predictTeacherForced } from './predict.ts';
import type { PredictionTask, StepPrediction } from './protocol.ts';
import { FAKE_KINDS, fakeSession, plainGreedy } from './testing/fake-session.ts';
import type { FakeOptions } from './testing/fake-session.ts';
import { LOOP_SOURCE, loopStates } from './testing/loop-program.ts';
import { TextCache } from './text-cache.ts';

const HISTORIES = ['scratchpad', 'compact', 'compact-step-in'] as const;

/** One instruction a line, so that the states by line are states by instruction too. */
const CODE: CodeInfo = {
  name: 'f',
  qualifiedName: 'f',
  firstLine: 1,
  localNames: [],
  parameterCount: 1,
  globalNames: [],
  exceptionTable: [],
  instructions: Array.from({ length: 9 }, (_, line) => ({ offset: 2 * line, name: 'NOP', argument: '', line, range: null, jumpTarget: null })),
};
const BYTECODE: BytecodeSource = { codes: [CODE], call: 'f(3)' };

function statesBy(granularity: PredictionTask['granularity'], turns = 4): PrintedState[] {
  const states = loopStates(turns);
  if (granularity === 'line') return states;
  return states.map((state) => ({ ...state, frames: state.frames.map((frame) => ({ ...frame, offset: 2 * frame.line, stack: state.event === 'return' ? [state.value ?? ''] : ['7'] })) }));
}

function predictor(next: FakeOptions['next'], size: Partial<FakeOptions> = {}, contextLength = 4096): Predictor & { live: () => number } {
  const session = fakeSession({ vocabSize: VOCABULARY_SIZE, next, ...size });
  return { session, prefixes: new TextCache(session), contextLength, live: session.liveCaches };
}

async function collect(run: (options: PredictOptions) => Promise<void>): Promise<StepPrediction[]> {
  const predictions: StepPrediction[] = [];
  await run({ onStep: (prediction) => predictions.push(prediction), shouldStop: () => Promise.resolve(false) });
  return predictions;
}

const idsOf = (prediction: StepPrediction | undefined): number[] => prediction?.tokens.map((token) => token.id) ?? [];

/**
 * Continues the texts it knows (prompts with their answers); at some places in them it writes another digit, and what it
 * does not know it makes up, in the manner of answers.
 */
function networkOf(texts: readonly (readonly number[])[], errs: (place: number, text: readonly number[]) => boolean = () => false): FakeOptions['next'] {
  return (text) => {
    const known = texts.find((each) => each.length > text.length && text.every((token, i) => each[i] === token));
    if (known !== undefined) {
      const token = at(known, text.length);
      const digit = token >= BYTE_BASE + 48 && token <= BYTE_BASE + 57;
      return digit && errs(text.length, text) ? BYTE_BASE + 48 + ((token - BYTE_BASE - 47) % 10) : token;
    }
    // After an error: as if it had not been made, as long as the texts are alike in length.
    const like = texts.find((each) => each.length > text.length && text.slice(0, 40).every((token, i) => each[i] === token));
    return like === undefined ? Id.EOS : at(like, text.length);
  };
}

describe.each(['line', 'instruction'] as const)('by %s', (granularity) => {
  const states = statesBy(granularity);
  const bytecode = granularity === 'line' ? null : new Bytecode(BYTECODE);
  const common = { source: LOOP_SOURCE, bytecode: BYTECODE };
  const prefix = unwrap(promptPrefix(LOOP_SOURCE, bytecode));
  const last = states.length - 1;

  describe.each([1, 3, 32])('dynamic, %i steps', (jump) => {
    const task: PredictionTask = { strategy: jump === 1 ? 'dynamic' : 'dynamic-n', granularity, jump };
    const answers = states.slice(0, -1).map((state, from) => {
      const target = unwrap(dynamicTarget(state, at(states, Math.min(from + jump, last)), bytecode));
      return [...prefix, ...unwrap(dynamicSuffix(prefix, state, jump, bytecode)), ...target];
    });
    const next = networkOf(answers, (place) => place % 5 === 0);
    const plain = (state: PrintedState): number[] => plainGreedy(next, [...prefix, ...unwrap(dynamicSuffix(prefix, state, jump, bytecode))], Id.EOS, 256);

    it.each(FAKE_KINDS)('teacher-forced equals plain greedy decoding (hiding by $hiding, cuts $canCut, $passTokens tokens a pass)', async (size) => {
      const steps = states.slice(0, -1).map((state, from) => ({ from, to: Math.min(from + jump, last), state, truth: at(states, Math.min(from + jump, last)) }));
      const by = predictor(next, size);
      const predictions = await collect((options) => predictTeacherForced(by, { ...common, task, steps }, options));
      expect(predictions).toHaveLength(steps.length);
      for (const prediction of predictions) {
        const state = at(states, prediction.from);
        expect(idsOf(prediction)).toEqual(plain(state));
        expect(prediction.outcome).toEqual(parseAnswer(plain(state), state, bytecode));
        expect(prediction.to ?? prediction.from + 1).toBe(Math.min(prediction.from + jump, last));
      }
      expect(predictions.filter((prediction) => prediction.verifiedTokens === prediction.tokens.length).length).toBeGreaterThan(1);
      by.prefixes.clear();
      expect(by.live()).toBe(0);
    });

    it.each(FAKE_KINDS)('free-running equals plain greedy decoding of its own states (hiding by $hiding, cuts $canCut, $passTokens tokens a pass)', async (size) => {
      const [start, ...truth] = states;
      const predictions = await collect((options) => predictFreeRunning(predictor(next, size), { ...common, task, from: 0, start: start!, truth, maxSteps: 12 }, options));
      let state = start!;
      let from = 0;
      expect(predictions.length).toBeGreaterThan(0);
      for (const prediction of predictions) {
        expect(prediction.from).toBe(from);
        expect(idsOf(prediction)).toEqual(plain(state));
        if (prediction.outcome.kind !== 'state') break;
        state = prediction.outcome.state;
        from = prediction.to ?? from + 1;
      }
    });

    it('comes to the last state where it errs nowhere', async () => {
      const [start, ...truth] = states;
      const predictions = await collect((options) => predictFreeRunning(predictor(networkOf(answers)), { ...common, task, from: 0, start: start!, truth, maxSteps: 99 }, options));
      expect(predictions).toHaveLength(Math.ceil(last / jump));
      expect(predictions.at(-1)).toMatchObject({ outcome: { kind: 'state', state: canonicalise(at(states, last), granularity) } });
    });
  });

  describe.each(HISTORIES)('%s', (strategy: HistoryStrategy) => {
    const task: PredictionTask = { strategy, granularity, jump: 1 };
    const places = historyPlaces(strategy, states.map(({ event, frames }) => ({ event, depth: frames.length })), 0);
    const chain = [0, ...places].map((place) => at(states, place));
    const prompt = [...prefix, ...unwrap(historySuffix(strategy, at(states, 0), bytecode))];
    const stepTokens = chain.slice(1).map((after, i) => unwrap(historyStep(strategy, at(chain, i), after, bytecode)));
    const whole = [...prompt, ...stepTokens.flat(), Id.EOS];

    it.each(FAKE_KINDS)('free-running equals plain greedy decoding, split into steps (hiding by $hiding, cuts $canCut, $passTokens tokens a pass)', async (size) => {
      for (const errs of [(): boolean => false, (place: number): boolean => place === prompt.length + stepTokens.slice(0, 4).flat().length - 2, (place: number): boolean => place > prompt.length + 30]) {
        const next = networkOf([whole], errs);
        const by = predictor(next, size, prompt.length + 600);
        const predictions = await collect((options) => predictFreeRunning(by, { ...common, task, from: 0, start: at(states, 0), truth: chain.slice(1), places, maxSteps: 99 }, options));
        const parsed = parseHistory(strategy, plainGreedy(next, prompt, Id.EOS, 600), at(states, 0), bytecode);
        const found = predictions.filter((prediction) => prediction.outcome.kind === 'state');
        expect(found.map((prediction) => (prediction.outcome as { state: PrintedState }).state)).toEqual(parsed.steps.map((step) => step.state));
        expect(found.flatMap(idsOf)).toEqual(plainGreedy(next, prompt, Id.EOS, 600).slice(0, parsed.steps.at(-1)?.to ?? 0));
        expect(predictions.slice(0, places.length).map((prediction) => prediction.to)).toEqual(places.slice(0, predictions.length));
        by.prefixes.clear();
      expect(by.live()).toBe(0);
      }
    });

    it.each(FAKE_KINDS)('teacher-forced equals plain greedy decoding after the true history (hiding by $hiding, cuts $canCut, $passTokens tokens a pass)', async (size) => {
      const next = networkOf([whole], (place) => place % 7 === 0);
      const by = predictor(next, size);
      const steps = chain.slice(0, -1).map((state, i) => ({ from: i === 0 ? 0 : at(places, i - 1), to: at(places, i), state, truth: at(chain, i + 1) }));
      const predictions = await collect((options) => predictTeacherForced(by, { ...common, task, steps }, options));
      predictions.sort((a, b) => a.from - b.from);
      expect(predictions.map((prediction) => prediction.to)).toEqual(places);
      let history = prompt;
      predictions.forEach((prediction, i) => {
        const written = plainGreedy(next, history, Id.EOS, 256);
        const step = parseHistory(strategy, written, at(chain, i), bytecode).steps[0];
        expect(prediction.outcome).toEqual({ kind: 'state', state: step?.state });
        expect(idsOf(prediction)).toEqual(written.slice(0, step?.to));
        history = [...history, ...at(stepTokens, i)];
      });
      by.prefixes.clear();
      expect(by.live()).toBe(0);
    });

    it('says where the context ends', async () => {
      const room = prompt.length + stepTokens.slice(0, 3).flat().length + 2;
      const request = { ...common, task, from: 0, start: at(states, 0), truth: chain.slice(1), places, maxSteps: 99 };
      const free = await collect((options) => predictFreeRunning(predictor(networkOf([whole]), {}, room), request, options));
      expect(free.map((prediction) => prediction.outcome.kind)).toEqual(['state', 'state', 'state', 'not-predictable']);
      const steps = chain.slice(0, -1).map((state, i) => ({ from: i, state, truth: at(chain, i + 1) }));
      const forced = await collect((options) => predictTeacherForced(predictor(networkOf([whole]), {}, room), { ...common, task, steps }, options));
      forced.sort((a, b) => a.from - b.from);
      expect(forced.map((prediction) => prediction.outcome.kind)).toEqual(chain.slice(1).map((_, i) => (i < 3 ? 'state' : 'not-predictable')));
    });
  });
});

describe('jumps that the model chooses', () => {
  const states = statesBy('line', 8);
  const task: PredictionTask = { strategy: 'dynamic-n', granularity: 'line', jump: 'auto' };
  const prefix = unwrap(promptPrefix(LOOP_SOURCE));
  const last = states.length - 1;
  const target = (from: number, jump: number): number[] => unwrap(dynamicTarget(at(states, from), at(states, Math.min(from + jump, last))));

  /** Logits are sharp (a likely answer) but after a prompt with one of the jumps that the network is `unsure` of. */
  function session(unsure: readonly number[]): Predictor {
    const answers = states.slice(0, -1).flatMap((state, from) => [1, 2, 4, 8, 16, 32].map((jump) => [...prefix, ...unwrap(dynamicSuffix(prefix, state, jump)), ...target(from, jump)]));
    const next = networkOf(answers);
    const session = fakeSession({ vocabSize: VOCABULARY_SIZE, next });
    const forward: typeof session.forward = async (input) => {
      const output = await session.forward(input);
      const jump = [...input.tokens].map((token) => token - JUMP_BASE).find((n) => n >= 1 && n <= 32) ?? 0;
      const scale = unsure.includes(jump) ? 1 : 20;
      return { ...output, logits: output.logits.map((logit) => logit * scale) };
    };
    const sharp = { ...session, forward };
    return { session: sharp, prefixes: new TextCache(sharp), contextLength: 1024 };
  }

  it('are the largest whose answer it is sure of', async () => {
    const [start, ...truth] = states;
    const request = { source: LOOP_SOURCE, task, from: 0, start: start!, truth, maxSteps: 99 };
    const jumps = async (unsure: readonly number[], known: boolean): Promise<(number | undefined)[]> =>
      (await collect((options) => predictFreeRunning(session(unsure), { ...request, truth: known ? truth : [] }, options))).map((prediction) => (prediction.to ?? prediction.from + 1) - prediction.from);
    expect(await jumps([32, 16], true)).toEqual([8, 8, last - 16]);
    expect(await jumps([32, 16, 8, 4, 2], true)).toEqual(states.slice(1).map(() => 1));
    expect((await jumps([32, 16], false)).slice(0, 2)).toEqual([8, 8]);
  });

  it('are chosen from every true state', async () => {
    const steps = states.slice(0, 3).map((state, from) => ({ from, to: last, state, truth: null }));
    const predictions = await collect((options) => predictTeacherForced(session([32, 16, 8]), { source: LOOP_SOURCE, task, steps }, options));
    expect(predictions.map((prediction) => prediction.to)).toEqual([4, 5, 6]);
    for (const prediction of predictions) expect(prediction.outcome).toEqual({ kind: 'state', state: canonicalise(at(states, prediction.to ?? 0)) });
  });
});

describe('a direct answer', () => {
  const states = statesBy('line');
  const task: PredictionTask = { strategy: 'direct', granularity: 'line', jump: 1 };
  const prompt = [...unwrap(promptPrefix(LOOP_SOURCE)), ...directSuffix('f(4)')];
  const ask = (next: FakeOptions['next'], contextLength?: number): Promise<StepPrediction[]> =>
    collect((options) => predictFreeRunning(predictor(next, {}, contextLength), { source: LOOP_SOURCE, call: 'f(4)', task, from: 0, start: states[0]!, truth: states.slice(1), maxSteps: 99 }, options));

  it('is about the last step', async () => {
    const [prediction] = await ask(networkOf([[...prompt, ...directTarget({ kind: 'value', value: '6' })]]));
    expect(prediction).toMatchObject({ from: 0, to: states.length - 1, outcome: { kind: 'output', output: { kind: 'value', value: '6' } } });
    const [raised] = await ask(networkOf([[...prompt, ...directTarget({ kind: 'exception', value: 'KeyError: 1' })]]));
    expect(raised?.outcome).toEqual({ kind: 'output', output: { kind: 'exception', value: 'KeyError: 1' } });
  });

  it('may be malformed, or not fit', async () => {
    const [malformed] = await ask(() => Id.VAR);
    expect(malformed?.outcome).toMatchObject({ kind: 'malformed', at: 0 });
    const [long] = await ask(() => Id.EOS, prompt.length);
    expect(long?.outcome).toMatchObject({ kind: 'not-predictable' });
  });
});

describe('an answer that can be no state', () => {
  const states = statesBy('line');

  it('ends where that is sure, with the same verdict', async () => {
    const next = (): number => Id.VAR;
    const request = { source: LOOP_SOURCE, steps: [{ from: 0, state: states[0]!, truth: states[1]! }] };
    const [whole] = await collect((options) => predictTeacherForced(predictor(next), request, options));
    const [short] = await collect((options) => predictTeacherForced(predictor(next), { ...request, stopWhenMalformed: true }, options));
    expect(whole?.tokens).toHaveLength(256);
    expect(short?.tokens).toHaveLength(2);
    expect(short?.outcome.kind).toBe('malformed');
    expect(idsOf(whole).slice(0, 2)).toEqual(idsOf(short));
  });
});
