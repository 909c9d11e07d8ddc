/**
 * The model runner, the same in the browser's worker and under Node: loading with its checks, the choice of the
 * provider, and one request at a time. What differs between the two homes comes in through `RunnerHome`.
 */
import type { Result } from '../base/result.ts';
import { releaseBuffer } from '../base/release-buffer.ts';
import { fail, ok } from '../base/result.ts';
import { tokenizerFile } from '../scratchpad/tokenizer.ts';
import { GRAMMAR_VERSION, VOCABULARY_SIZE } from '../scratchpad/vocabulary.ts';
import type { Manifest } from './manifest.ts';
import { modelFiles, parseManifest } from './manifest.ts';
import type { ModelFiles } from './model-files.ts';
import { readChecked } from './model-files.ts';
import type { GraphFiles } from './onnx-session.ts';
import type { PredictOptions, Predictor } from './predict-task.ts';
import { predictFreeRunning, predictTeacherForced } from './predict.ts';
import { PrefixCache } from './prefix-cache.ts';
import type { LoadProgress, ModelError, ModelInfo, ModelRunner, Provider, RunEnd, StepPrediction } from './protocol.ts';
import { selfTest } from './self-test.ts';
import type { Session } from './session.ts';
import { sha256 } from './sha256.ts';
import { pauseForEvents } from './pause.ts';

export interface RunnerHome {
  files(manifestUrl: string): ModelFiles;
  /**
   * Why WebGPU is not to be used here, in words for the person; null where it may be.
   * @param asked whether the person chose WebGPU: then even a slow adapter will do.
   */
  webGpuObstacle(asked: boolean): Promise<string | null>;
  /** Throws what the runtime throws. */
  openSession(provider: Provider, files: GraphFiles, architecture: Manifest['architecture']): Promise<Session>;
}

interface Task {
  readonly kind: 'load' | 'request';
  readonly abort: AbortController;
  /** Settles with the task, whatever came of it; never rejects. */
  readonly done: Promise<unknown>;
}

interface OpenSession {
  readonly session: Session;
  readonly note: string | null;
  readonly difference: number;
}

const CANCELLED: ModelError = { failure: 'cancelled', message: 'Cancelled.' };

export function createModelRunner(home: RunnerHome): ModelRunner {
  let predictor: Predictor | null = null;
  let latest: Task | null = null;

  /** Runs `work` after what runs now, which is ended early, unless it is a load that a request has to wait for. */
  function replace<T>(kind: Task['kind'], work: (signal: AbortSignal) => Promise<Result<T, ModelError>>): Promise<Result<T, ModelError>> {
    const before = latest;
    if (before && (kind === 'load' || before.kind === 'request')) before.abort.abort();
    const abort = new AbortController();
    const run = async (): Promise<Result<T, ModelError>> => {
      await before?.done;
      if (isAborted(abort.signal)) return fail(CANCELLED);
      try {
        const result = await work(abort.signal);
        return result.ok && isAborted(abort.signal) ? fail(CANCELLED) : result;
      } catch (error) {
        return isAborted(abort.signal) ? fail(CANCELLED) : fail(runtimeFailed(error));
      }
    };
    const result = run();
    latest = { kind, abort, done: result };
    return result;
  }

  function request(
    predict: (predictor: Predictor, options: PredictOptions) => Promise<void>,
    onStep: (prediction: StepPrediction) => void,
  ): Promise<RunEnd> {
    return replace('request', async (signal): Promise<RunEnd> => {
      if (!predictor) return fail({ failure: 'runtime-failed', message: 'No model is loaded.' });
      const shouldStop = async (): Promise<boolean> => {
        await pauseForEvents();
        return signal.aborted;
      };
      await predict(predictor, { onStep, shouldStop });
      return ok(undefined);
    });
  }

  async function unload(): Promise<void> {
    const old = predictor;
    predictor = null;
    old?.prefixes.clear();
    await old?.session.release();
  }

  async function load(
    manifestUrl: string,
    provider: Provider | 'auto',
    progress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<Result<ModelInfo, ModelError>> {
    const started = performance.now();
    const files = home.files(manifestUrl);
    const bytes = await files.readManifest(signal);
    if (!bytes.ok) return bytes;
    const tokenizerSha256 = await sha256(new TextEncoder().encode(tokenizerFile()));
    const parsed = parseManifest(new TextDecoder().decode(bytes.value), {
      grammarVersion: GRAMMAR_VERSION,
      tokenizerSha256,
      vocabSize: VOCABULARY_SIZE,
    });
    if (!parsed.ok) return parsed;
    const manifest = parsed.value;
    const graph = await readGraph(files, manifest, progress, signal);
    if (!graph.ok) return graph;
    if (isAborted(signal)) return fail(CANCELLED);
    // Only now: a model that can't be read leaves the one before in its place; two at once would take twice the memory.
    await unload();
    const opened = await open(provider, graph.value, manifest);
    for (const bytes of [graph.value.graph, ...graph.value.external.map((file) => file.data)]) releaseBuffer(bytes);
    if (!opened.ok) return opened;
    const { session, note, difference } = opened.value;
    if (isAborted(signal)) {
      await session.release();
      return fail(CANCELLED);
    }
    predictor = { session, prefixes: new PrefixCache(session), contextLength: manifest.architecture.context_length };
    return ok({
      name: manifest.name,
      digest: await sha256(bytes.value),
      parameters: manifest.parameters,
      contextLength: manifest.architecture.context_length,
      tasks: manifest.tasks.map(({ strategy, granularity }) => ({ strategy, granularity })),
      provider: session.provider,
      providerNote: note,
      selfTestDifference: difference,
      loadMilliseconds: performance.now() - started,
    });
  }

  /** Opens the session that is asked for and checks it by the known answers; 'auto' steps down to WASM, with the reason. */
  async function open(wanted: Provider | 'auto', graph: GraphFiles, manifest: Manifest): Promise<Result<OpenSession, ModelError>> {
    let note: string | null = wanted === 'wasm' ? 'WASM was chosen.' : null;
    if (wanted !== 'wasm') {
      note = await home.webGpuObstacle(wanted === 'webgpu');
      const tried = note === null ? await openOn('webgpu', graph, manifest) : fail<ModelError>({ failure: 'runtime-failed', message: note });
      if (tried.ok || wanted === 'webgpu') return tried;
      note ??= tried.error.message;
    }
    const opened = await openOn('wasm', graph, manifest);
    return opened.ok ? ok({ ...opened.value, note }) : opened;
  }

  async function openOn(provider: Provider, graph: GraphFiles, manifest: Manifest): Promise<Result<OpenSession, ModelError>> {
    const name = provider === 'webgpu' ? 'WebGPU' : 'WASM';
    let session: Session | null = null;
    try {
      session = await home.openSession(provider, graph, manifest.architecture);
      const { tolerance, vectors } = manifest.self_test;
      const difference = await selfTest(session, vectors);
      if (difference <= tolerance) return ok({ session, note: null, difference });
      await session.release();
      return fail({
        failure: 'self-test-failed',
        message: `The known answers came out wrong on ${name}: a logit is off by ${difference.toPrecision(2)}, ${tolerance} is allowed.`,
      });
    } catch (error) {
      await session?.release().catch(() => undefined);
      return fail({ failure: 'runtime-failed', message: `${name} failed: ${messageOf(error)}` });
    }
  }

  return {
    load: (manifestUrl, provider, progress) => replace('load', (signal) => load(manifestUrl, provider, progress, signal)),
    teacherForced: (asked, onStep) => request((by, options) => predictTeacherForced(by, asked, options), onStep),
    freeRunning: (asked, onStep) => request((by, options) => predictFreeRunning(by, asked, options), onStep),
    cancel: () => {
      if (latest?.kind === 'request') latest.abort.abort();
      return Promise.resolve();
    },
    dispose: async () => {
      const before = latest;
      before?.abort.abort();
      await before?.done;
      await unload();
    },
  };
}

async function readGraph(
  files: ModelFiles,
  manifest: Manifest,
  progress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<Result<GraphFiles, ModelError>> {
  const { graph, external } = modelFiles(manifest);
  const totalBytes = [graph, ...external].reduce((sum, file) => sum + file.bytes, 0);
  let loadedBytes = 0;
  progress({ loadedBytes, totalBytes });
  const read = (file: typeof graph): ReturnType<typeof readChecked> =>
    readChecked(files, file, signal, (count) => {
      loadedBytes += count;
      progress({ loadedBytes, totalBytes });
    });
  const [first, ...others] = await Promise.all([read(graph), ...external.map(read)]);
  if (!first.ok) return first;
  const pieces: { path: string; data: Uint8Array }[] = [];
  for (const [index, piece] of others.entries()) {
    const file = external[index];
    if (!piece.ok) return piece;
    if (file) pieces.push({ path: file.path, data: piece.value });
  }
  return ok({ graph: first.value, external: pieces });
}

/** A function, since the compiler takes a property that was false once to stay so. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function runtimeFailed(error: unknown): ModelError {
  return { failure: 'runtime-failed', message: messageOf(error) };
}
