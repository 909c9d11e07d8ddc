import { describe, expect, it } from 'vitest';
import { fail, ok } from '../base/result.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Manifest } from './manifest.ts';
import type { ModelRunner, Provider, StepPrediction, TeacherForcedRequest } from './protocol.ts';
import type { RunnerHome } from './runner.ts';
import { createModelRunner } from './runner.ts';
import type { Session } from './session.ts';
import { exampleManifest, GRAPH } from './testing/example-manifest.ts';
import { fakeSession } from './testing/fake-session.ts';
import { LOOP_SOURCE, loopStates } from './testing/loop-program.ts';
import { scriptedNetwork } from './testing/scripted-network.ts';

const states = loopStates(4);
const network = scriptedNetwork(LOOP_SOURCE, states);

interface FakeHome extends RunnerHome {
  readonly opened: { provider: Provider; released: boolean }[];
}

/** Its network answers the example's self-test (33 after 32 tokens) unless the provider is one of `broken`. */
function fakeHome(options: { manifest?: Manifest; graph?: Uint8Array<ArrayBuffer> | null; broken?: readonly Provider[]; throwing?: readonly Provider[]; obstacle?: string | null } = {}): FakeHome {
  const opened: FakeHome['opened'] = [];
  return {
    opened,
    files: (url) => ({
      readManifest: () => Promise.resolve(url === 'manifest.json' ? ok(new TextEncoder().encode(JSON.stringify(options.manifest ?? exampleManifest()))) : fail({ failure: 'manifest-missing', message: url })),
      readFile: (file, _signal, onBytes) => {
        const bytes = options.graph === undefined ? GRAPH : options.graph;
        if (!bytes) return Promise.resolve(fail({ failure: 'file-missing', message: file.path }));
        onBytes(bytes.length);
        return Promise.resolve(ok(bytes));
      },
    }),
    webGpuObstacle: () => Promise.resolve(options.obstacle === undefined ? null : options.obstacle),
    openSession: (provider) => {
      if (options.throwing?.includes(provider)) return Promise.reject(new Error('no adapter today'));
      const record = { provider, released: false };
      opened.push(record);
      const next = (text: readonly number[]): number => (text.length === 32 && text[0] === 1 && text[31] === 32 ? (options.broken?.includes(provider) ? 34 : 33) : network(text));
      const session: Session = {
        ...fakeSession({ vocabSize: 1024, provider, next }),
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
    expect(result).toMatchObject({ ok: true, value: { name: 'example', provider: 'webgpu', providerNote: null, selfTestDifference: 0, contextLength: 1024 } });
    expect(progress).toEqual([0, 1]);
  });

  it('steps down to WASM with the reason where there is no WebGPU', async () => {
    const result = await load(createModelRunner(fakeHome({ obstacle: 'No GPU here.' })));
    expect(result).toMatchObject({ ok: true, value: { provider: 'wasm', providerNote: 'No GPU here.' } });
  });

  it('steps down where WebGPU computes wrongly, and frees what it opened there', async () => {
    const home = fakeHome({ broken: ['webgpu'] });
    const result = await load(createModelRunner(home));
    expect(result).toMatchObject({ ok: true, value: { provider: 'wasm', providerNote: expect.stringContaining('known answers') as string } });
    expect(home.opened).toEqual([{ provider: 'webgpu', released: true }, { provider: 'wasm', released: false }]);
  });

  it('steps down where WebGPU throws', async () => {
    const result = await load(createModelRunner(fakeHome({ throwing: ['webgpu'] })));
    expect(result).toMatchObject({ ok: true, value: { provider: 'wasm', providerNote: expect.stringContaining('no adapter today') as string } });
  });

  it.each([
    ['WebGPU computes wrongly and was asked for', 'webgpu', { broken: ['webgpu'] }, 'self-test-failed'],
    ['WASM computes wrongly', 'auto', { broken: ['webgpu', 'wasm'] }, 'self-test-failed'],
    ['WebGPU was asked for and is not there', 'webgpu', { obstacle: 'none' }, 'runtime-failed'],
    ['everything throws', 'auto', { throwing: ['webgpu', 'wasm'] }, 'runtime-failed'],
    ['a file is missing', 'auto', { graph: null }, 'file-missing'],
    ['a file is cut', 'auto', { graph: GRAPH.slice(1) }, 'file-damaged'],
    ['a file is changed', 'auto', { graph: GRAPH.map((byte, index) => (index === 500 ? byte ^ 1 : byte)) }, 'file-damaged'],
  ] as const)('fails by name where %s', async (_, provider, options, failure) => {
    expect(await load(createModelRunner(fakeHome(options)), provider)).toMatchObject({ ok: false, error: { failure } });
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
