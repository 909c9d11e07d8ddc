import { describe, expect, it } from 'vitest';
import { fail, ok } from '../base/result.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Manifest } from './manifest.ts';
import { providerOf, rungsFor } from './ladder.ts';
import type { ModelInfo, ModelRunner, Provider, Rung, StepPrediction, TeacherForcedRequest } from './protocol.ts';
import type { RunnerHome } from './runner.ts';
import { createModelRunner } from './runner.ts';
import type { Session } from './session.ts';
import { DeviceLostError, TensorMissingError } from './session.ts';
import { exampleManifest, GRAPH } from './testing/example-manifest.ts';
import { fakeSession } from './testing/fake-session.ts';
import { LOOP_SOURCE, loopStates } from './testing/loop-program.ts';
import { scriptedNetwork } from './testing/scripted-network.ts';

const states = loopStates(4);
const network = scriptedNetwork(LOOP_SOURCE, states);

interface FakeHome extends RunnerHome {
  readonly opened: { rung: Rung; released: boolean }[];
}

interface FakeHomeOptions {
  readonly manifest?: Manifest;
  readonly graph?: Uint8Array<ArrayBuffer> | null;
  readonly broken?: readonly Rung[];
  readonly throwing?: readonly Rung[];
  /** What the graph lacks, wherever it is opened. */
  readonly lacks?: string;
  /** The device of a rung goes away after so many passes. */
  readonly losing?: readonly (readonly [Rung, number])[];
  readonly obstacles?: Partial<Record<Rung, string>>;
}

/** Half precision and threads are not to be had here unless a test says so. */
const PLAIN: Partial<Record<Rung, string>> = { 'webgpu-f16': 'No half precision here.', 'wasm-threads': 'No threads here.' };
const NO_GPU = { ...PLAIN, 'webgpu-f16': 'No GPU here.', 'webgpu-f32': 'No GPU here.' };

/** Its network answers the example's self-test (33 after 32 tokens) unless the rung is one of `broken`. */
function fakeHome(options: FakeHomeOptions = {}): FakeHome {
  const opened: FakeHome['opened'] = [];
  const lose = new Map(options.losing);
  return {
    opened,
    files: (url) => ({
      readManifest: () => Promise.resolve(url === 'manifest.json' ? ok(new TextEncoder().encode(JSON.stringify(options.manifest ?? exampleManifest()))) : fail({ failure: 'manifest-missing', message: url })),
      readFile: (file, _signal, onBytes) => {
        const bytes = options.graph === undefined ? GRAPH : options.graph;
        if (!bytes) return Promise.resolve(fail({ failure: 'file-missing', message: file.path }));
        onBytes(bytes.length);
        return Promise.resolve(ok({ bytes, fromStore: false }));
      },
    }),
    obstacle: (rung) => Promise.resolve((options.obstacles ?? PLAIN)[rung] ?? null),
    openSession: (rung) => {
      if (options.throwing?.includes(rung)) return Promise.reject(new Error('no adapter today'));
      const record = { rung, released: false };
      opened.push(record);
      if (options.lacks !== undefined) return Promise.reject(new TensorMissingError(`The graph has no input "${options.lacks}".`));
      const next = (text: readonly number[]): number => (text.length === 32 && text[0] === 1 && text[31] === 32 ? (options.broken?.includes(rung) ? 34 : 33) : network(text));
      const fake = fakeSession({ vocabSize: 1024, provider: providerOf(rung), next });
      const session: Session = {
        ...fake,
        forward: (input) => (fake.passes() >= (lose.get(rung) ?? Infinity) ? Promise.reject(new DeviceLostError('The driver was reset.')) : fake.forward(input)),
        release: () => {
          record.released = true;
          return Promise.resolve();
        },
      };
      return Promise.resolve(session);
    },
  };
}

const load = (runner: ModelRunner, provider: Provider | 'auto' = 'auto'): ReturnType<ModelRunner['load']> => runner.load('manifest.json', provider, () => undefined);

const request = (repeat = 1): TeacherForcedRequest => ({
  source: LOOP_SOURCE,
  steps: Array.from({ length: repeat }, () => states.slice(0, -1).map((state: PrintedState, from) => ({ from, state, truth: states[from + 1] ?? null }))).flat(),
});

describe('load', () => {
  it('tells what runs where, and the bytes as they come', async () => {
    const progress: number[] = [];
    const runner = createModelRunner(fakeHome());
    const result = await runner.load('manifest.json', 'auto', ({ loadedBytes, totalBytes }) => progress.push(loadedBytes / totalBytes));
    expect(result).toMatchObject({ ok: true, value: { name: 'example', provider: 'webgpu', rung: 'webgpu-f32', providerNote: null, selfTestDifference: 0, contextLength: 1024 } });
    expect(progress).toEqual([0, 1]);
  });

  it('steps down to WASM with the reason where there is no WebGPU', async () => {
    const result = await load(createModelRunner(fakeHome({ obstacles: NO_GPU })));
    expect(result).toMatchObject({ ok: true, value: { provider: 'wasm', providerNote: 'No GPU here.' } });
  });

  it('steps down where WebGPU computes wrongly, and frees what it opened there', async () => {
    const home = fakeHome({ broken: ['webgpu-f32'] });
    const result = await load(createModelRunner(home));
    expect(result).toMatchObject({ ok: true, value: { provider: 'wasm', providerNote: expect.stringContaining('On WebGPU known answer 1 of 1 came out wrong') as string } });
    expect(home.opened).toEqual([{ rung: 'webgpu-f32', released: true }, { rung: 'wasm', released: false }]);
    if (result.ok) expect(result.value.refusals.map(({ rung, reason }) => `${rung} ${reason}`)).toEqual(['webgpu-f16 not-available', 'wasm-threads not-available', 'webgpu-f32 self-test-failed']);
  });

  it('steps down where WebGPU throws', async () => {
    const result = await load(createModelRunner(fakeHome({ throwing: ['webgpu-f32'] })));
    expect(result).toMatchObject({ ok: true, value: { provider: 'wasm', providerNote: expect.stringContaining('no adapter today') as string } });
  });

  it.each([
    ['WebGPU computes wrongly and was asked for', 'webgpu', { broken: ['webgpu-f32'] }, 'self-test-failed'],
    ['WASM computes wrongly', 'auto', { broken: ['webgpu-f32', 'wasm'] }, 'self-test-failed'],
    ['WebGPU was asked for and is not there', 'webgpu', { obstacles: NO_GPU }, 'no-provider'],
    ['everything throws', 'auto', { throwing: ['webgpu-f32', 'wasm'] }, 'runtime-failed'],
    ['a file is missing', 'auto', { graph: null }, 'file-missing'],
    ['a file is cut', 'auto', { graph: GRAPH.slice(1) }, 'file-damaged'],
    ['a file is changed', 'auto', { graph: GRAPH.map((byte, index) => (index === 500 ? byte ^ 1 : byte)) }, 'file-damaged'],
  ] as const)('fails by name where %s', async (_, provider, options, failure) => {
    expect(await load(createModelRunner(fakeHome(options)), provider)).toMatchObject({ ok: false, error: { failure } });
  });

  it('is refused by name, at once, where the graph lacks a tensor', async () => {
    const home = fakeHome({ lacks: 'visible' });
    expect(await load(createModelRunner(home))).toEqual({ ok: false, error: { failure: 'tensor-missing', message: 'The graph has no input "visible".' } });
    expect(home.opened.map(({ rung }) => rung)).toEqual(['webgpu-f32']);
  });

  it.each([
    ['a file is cut', { graph: GRAPH.slice(1) }, 'Load it again'],
    ['a file is changed', { graph: GRAPH.map((byte, index) => (index === 500 ? byte ^ 1 : byte)) }, 'Load it again'],
    ['it computes wrongly everywhere', { broken: ['webgpu-f32', 'wasm'] }, 'Let it run elsewhere'],
    ['it runs nowhere', { throwing: ['webgpu-f32', 'wasm'] }, 'Close other pages'],
    ['it was made for another build', { manifest: { ...exampleManifest(), grammar_version: 99 } }, "Take a model of this build's release"],
    ['it has another vocabulary', { manifest: { ...exampleManifest(), tokenizer: { path: 'tokenizer.json', sha256: '0'.repeat(64) } } }, "Take a model of this build's release"],
  ] as const)('says what to do where %s', async (_, options, advice) => {
    expect(await load(createModelRunner(fakeHome(options)))).toMatchObject({ ok: false, error: { message: expect.stringContaining(advice) as string } });
  });

  it('frees the model before, but only once the next one can be read', async () => {
    const home = fakeHome();
    const runner = createModelRunner(home);
    await load(runner);
    expect(await runner.load('elsewhere.json', 'auto', () => undefined)).toMatchObject({ ok: false, error: { failure: 'manifest-missing' } });
    expect((await runner.teacherForced(request(), () => undefined)).ok).toBe(true);
    await load(runner);
    expect(home.opened.map(({ released }) => released)).toEqual([true, false]);
    await runner.dispose();
    expect(home.opened.map(({ released }) => released)).toEqual([true, true]);
  });
});

describe('the ladder', () => {
  it.each([
    ['the best rung', {}, 'webgpu-f16'],
    ['single precision where there is no half', { obstacles: { 'webgpu-f16': 'no' } }, 'webgpu-f32'],
    ['single precision where half computes wrongly', { obstacles: {}, broken: ['webgpu-f16'] }, 'webgpu-f32'],
    ['threads where the GPU is of no use', { obstacles: {}, broken: ['webgpu-f16'], throwing: ['webgpu-f32'] }, 'wasm-threads'],
    ['one thread where the page is not isolated', { obstacles: NO_GPU }, 'wasm'],
  ] as const)('takes %s', async (_, options, rung) => {
    expect(await load(createModelRunner(fakeHome({ obstacles: {}, ...options })))).toMatchObject({ ok: true, value: { rung } });
  });

  it('asks whether there is a place to run before it downloads anything', async () => {
    let downloads = 0;
    const home = fakeHome({ obstacles: Object.fromEntries(rungsFor('auto').map((rung) => [rung, `No ${rung}.`])) });
    const result = await createModelRunner(home).load('manifest.json', 'auto', () => downloads++);
    expect(result).toMatchObject({ ok: false, error: { failure: 'no-provider', message: 'No wasm.' } });
    expect(downloads).toBe(0);
  });

  it('says where it failed when all fail, so that a fresh worker can try below', async () => {
    expect(await load(createModelRunner(fakeHome({ throwing: ['webgpu-f32', 'wasm'] })))).toMatchObject({ ok: false, error: { rung: 'wasm' } });
    const result = await createModelRunner(fakeHome({ obstacles: {} })).load('manifest.json', 'auto', () => undefined, 'wasm-threads');
    expect(result).toMatchObject({ ok: true, value: { rung: 'wasm' } });
  });
});

describe('a lost device', () => {
  /** What `run` predicts, on a device that goes away after `passes` passes of the GPU, and after as many again of half precision. */
  async function predictWithLoss(passes: number, run: (runner: ModelRunner, onStep: (prediction: StepPrediction) => void, onMove: (info: ModelInfo) => void) => Promise<{ ok: boolean }>): Promise<{ predictions: StepPrediction[]; moves: ModelInfo[] }> {
    const runner = createModelRunner(fakeHome({ obstacles: {}, losing: [['webgpu-f16', passes], ['webgpu-f32', passes]] }));
    expect(await load(runner)).toMatchObject({ ok: true, value: { rung: 'webgpu-f16' } });
    const predictions: StepPrediction[] = [];
    const moves: ModelInfo[] = [];
    const end = await run(runner, (prediction) => predictions.push(prediction), (info) => moves.push(info));
    expect(end.ok).toBe(true);
    await runner.dispose();
    return { predictions, moves };
  }
  const forced = (runner: ModelRunner, onStep: (prediction: StepPrediction) => void, onMove: (info: ModelInfo) => void): ReturnType<ModelRunner['teacherForced']> => runner.teacherForced(request(), onStep, onMove);
  const free = (runner: ModelRunner, onStep: (prediction: StepPrediction) => void, onMove: (info: ModelInfo) => void): ReturnType<ModelRunner['teacherForced']> =>
    runner.freeRunning({ source: LOOP_SOURCE, from: 0, start: states[0]!, truth: [], maxSteps: states.length - 1 }, onStep, onMove);

  // The self-test takes three passes, the source one more.
  it.each([
    ['teacher-forced', forced, 4],
    ['teacher-forced', forced, 7],
    ['free-running', free, 4],
    ['free-running', free, 30],
  ] as const)('is said, and the run goes on a rung below from the step it had (%s, %o, after %d passes)', async (_, run, passes) => {
    const whole = await predictWithLoss(Infinity, run);
    expect(whole.moves).toEqual([]);
    const { predictions, moves } = await predictWithLoss(passes, run);
    expect(moves.map((info) => info.rung)).toEqual(['webgpu-f32', 'wasm-threads']);
    expect(moves.at(-1)?.providerNote).toBe('WebGPU was lost while the model ran: The driver was reset.');
    expect(moves.at(-1)?.refusals.map(({ reason }) => reason)).toEqual(['lost', 'lost']);
    expect(predictions).toEqual(whole.predictions);
  });

  it('ends with its reason where nothing is left below', async () => {
    const runner = createModelRunner(fakeHome({ losing: [['webgpu-f32', 5]], broken: ['wasm'] }));
    await load(runner);
    const seen: number[] = [];
    expect(await runner.teacherForced(request(), ({ from }) => seen.push(from))).toMatchObject({ ok: false, error: { failure: 'self-test-failed', rung: 'wasm' } });
    expect(seen.length).toBeLessThan(states.length - 1);
  });
});

describe('requests', () => {
  it('fail by name without a model', async () => {
    expect(await createModelRunner(fakeHome()).teacherForced(request(), () => undefined)).toMatchObject({ ok: false, error: { failure: 'runtime-failed' } });
  });

  it('wait for a load that is under way', async () => {
    const runner = createModelRunner(fakeHome());
    const loading = load(runner);
    const predictions: StepPrediction[] = [];
    const end = await runner.teacherForced(request(), (prediction) => predictions.push(prediction));
    expect(end.ok).toBe(true);
    expect((await loading).ok).toBe(true);
    expect(predictions).toHaveLength(states.length - 1);
  });

  it('replace each other, and end when they are cancelled', async () => {
    const runner = createModelRunner(fakeHome());
    await load(runner);
    let first = 0;
    const replaced = runner.teacherForced(request(200), () => first++);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const seen: number[] = [];
    const second = runner.freeRunning({ source: LOOP_SOURCE, from: 0, start: states[0]!, truth: states.slice(1), maxSteps: 50 }, ({ from }) => seen.push(from));
    expect(await replaced).toMatchObject({ ok: false, error: { failure: 'cancelled' } });
    expect(first).toBeLessThan(200 * (states.length - 1));
    expect(await second).toEqual({ ok: true, value: undefined });
    expect(seen).toEqual(states.slice(1).map((_, from) => from));
    const third = runner.teacherForced(request(200), () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await runner.cancel();
    expect(await third).toMatchObject({ ok: false, error: { failure: 'cancelled' } });
  });
});
