/**
 * The model runner, the same in the browser's worker and under Node: loading with its checks, the choice of the
 * provider, and one request at a time. What differs between the two homes comes in through `RunnerHome`.
 */
import type { Result } from '../base/result.ts';
import { releaseBuffer } from '../base/release-buffer.ts';
import { fail, ok } from '../base/result.ts';
import { tokenizerFile } from '../scratchpad/tokenizer.ts';
import { MODEL_GRAMMARS, VOCABULARY_SIZE } from '../scratchpad/vocabulary.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { modelFiles, parseManifest } from './manifest.ts';
import type { Engine } from './engine.ts';
import { scratchpadEngine } from './engine.ts';
import type { Need, Openable, OpenSession, Places } from './ladder.ts';
import { needOf, openOnLadder, probe, providerOf, RUNG_NAMES, rungsBelow, rungsFor } from './ladder.ts';
import type { ModelFiles } from './model-files.ts';
import { readChecked } from './model-files.ts';
import type { GraphFiles } from './onnx-session.ts';
import type { PredictOptions } from './predict-task.ts';
import type { LoadProgress, ModelError, ModelInfo, ModelRunner, Provider, Refusal, RunEnd, Rung, StepPrediction } from './protocol.ts';
import { restOfFreeRunning, restOfTeacherForced } from './resume.ts';
import { knownAnswers } from './self-test.ts';
import type { Session } from './session.ts';
import { DeviceLostError } from './session.ts';
import { sha256 } from './sha256.ts';
import { pauseForEvents } from './pause.ts';

export interface RunnerHome extends Places {
  files(manifestUrl: string): ModelFiles;
}

interface Task {
  readonly kind: 'load' | 'request';
  readonly abort: AbortController;
  /** Settles with the task, whatever came of it; never rejects. */
  readonly done: Promise<unknown>;
}

/** A model that can be opened anywhere: one of ours, or one of another make. */
export interface RunnableModel extends Openable {
  readonly need: Need;
  readonly info: Omit<ModelInfo, keyof PlaceInfo | 'loadMilliseconds'>;
  graph(progress: (progress: LoadProgress) => void, signal: AbortSignal): Promise<Result<GraphFiles, ModelError>>;
  engine(session: Session): Engine;
  /** Called when it is open: what was kept of other weights at its place can go. */
  settle?(): Promise<void>;
}

/** The model that is open, and what it takes to open it again elsewhere. */
interface Loaded {
  readonly model: RunnableModel;
  readonly session: Session;
  readonly engine: Engine;
  readonly info: ModelInfo;
}

const CANCELLED: ModelError = { failure: 'cancelled', message: 'Cancelled.' };

export function createModelRunner(home: RunnerHome): ModelRunner {
  let loaded: Loaded | null = null;
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
        // What an end on demand broke off is no failure of its own.
        return isAborted(abort.signal) ? fail(CANCELLED) : result;
      } catch (error) {
        return isAborted(abort.signal) ? fail(CANCELLED) : fail(runtimeFailed(error));
      }
    };
    const result = run();
    latest = { kind, abort, done: result };
    return result;
  }

  /** @param predict makes what is missing, given what was handed over before. */
  function request(
    predict: (engine: Engine, done: readonly StepPrediction[], options: PredictOptions) => Promise<void>,
    onStep: (prediction: StepPrediction) => void,
    onMove: (info: ModelInfo) => void,
  ): Promise<RunEnd> {
    return replace('request', async (signal): Promise<RunEnd> => {
      const done: StepPrediction[] = [];
      const shouldStop = async (): Promise<boolean> => {
        await pauseForEvents();
        return signal.aborted;
      };
      const take = (prediction: StepPrediction): void => {
        done.push(prediction);
        onStep(prediction);
      };
      for (;;) {
        if (!loaded) return fail({ failure: 'runtime-failed', message: 'No model is loaded.' });
        try {
          await predict(loaded.engine, done, { onStep: take, shouldStop });
          return ok(undefined);
        } catch (error) {
          if (!(error instanceof DeviceLostError)) throw error;
          const moved = await stepDown(loaded, error.message, signal);
          if (!moved.ok) return moved;
          onMove(moved.value);
        }
      }
    });
  }

  /** Opens the model on a rung below the one that was lost. */
  async function stepDown(lost: Loaded, reason: string, signal: AbortSignal): Promise<Result<ModelInfo, ModelError>> {
    loaded = null;
    // What hangs on a lost device may never answer, so its release is not waited for.
    lost.session.release().catch(() => undefined);
    const { model } = lost;
    const { rung } = lost.info;
    const refusal: Refusal = { rung, reason: 'lost', message: `${RUNG_NAMES[rung]} was lost while the model ran: ${reason}` };
    const { usable, refusals } = await probe(home, rungsBelow(rung), model.need, true);
    const graph = await model.graph(() => undefined, signal);
    if (!graph.ok) return graph;
    const opened = await openOnLadder(home, usable, graph.value, model);
    if (!opened.ok) return opened;
    const { session } = opened.value;
    const info = { ...lost.info, ...placeOf(opened.value, [...lost.info.refusals, refusal, ...refusals]) };
    loaded = { model, session, engine: model.engine(session), info };
    return ok(info);
  }

  async function unload(): Promise<void> {
    const old = loaded;
    loaded = null;
    old?.engine.clear();
    await old?.session.release();
  }

  /** Ends what runs, and disposes of the model. */
  async function endAll(): Promise<void> {
    const before = latest;
    before?.abort.abort();
    await before?.done;
    await unload();
  }

  /** @param read what is known of the model before its weights. */
  async function load(read: (signal: AbortSignal) => Promise<Result<RunnableModel, ModelError>>, { provider, progress, below }: LoadOptions, signal: AbortSignal): Promise<Result<ModelInfo, ModelError>> {
    const started = performance.now();
    const found = await read(signal);
    if (!found.ok) return found;
    const model = found.value;
    const rungs = rungsFor(provider).filter((rung) => below === undefined || rungsBelow(below).includes(rung));
    const { usable, refusals } = await probe(home, rungs, model.need, provider !== 'auto');
    if (usable.length === 0) return fail({ failure: 'no-provider', message: refusals.at(-1)?.message ?? 'The model can run nowhere on this machine.' });
    const graph = await model.graph(progress, signal);
    if (!graph.ok) return graph;
    if (isAborted(signal)) return fail(CANCELLED);
    // Only now: a model that can't be read leaves the one before in its place; two at once would take twice the memory.
    await unload();
    const opened = await openOnLadder(home, usable, graph.value, model);
    for (const bytes of [graph.value.graph, ...graph.value.external.map((file) => file.data)]) releaseBuffer(bytes);
    if (!opened.ok) return opened;
    const { session } = opened.value;
    if (isAborted(signal)) {
      await session.release();
      return fail(CANCELLED);
    }
    const info: ModelInfo = { ...model.info, ...placeOf(opened.value, refusals), loadMilliseconds: performance.now() - started };
    await model.settle?.();
    loaded = { model, session, engine: model.engine(session), info };
    return ok(info);
  }

  return {
    load: (manifestUrl, provider, progress, below) => replace('load', (signal) => load((from) => ownModel(home.files(manifestUrl), from), { provider, progress, below }, signal)),
    loadOther: (model, provider, progress, below) =>
      replace('load', async (signal) => {
        // Most visits never see a model of another make.
        const { otherModel } = await import('./others/other-model.ts');
        return load((from) => otherModel(model, progress, from), { provider, progress, below }, signal);
      }),
    teacherForced: (asked, onStep, onMove = () => undefined) =>
      request((by, done, options) => by.teacherForced(restOfTeacherForced(asked, done), options), onStep, onMove),
    freeRunning: (asked, onStep, onMove = () => undefined) =>
      request(
        async (by, done, options) => {
          const rest = restOfFreeRunning(asked, done);
          if (!rest) return;
          let { skip } = rest;
          const onNew = (prediction: StepPrediction): void => {
            if (skip > 0) skip--;
            else options.onStep(prediction);
          };
          await by.freeRunning(rest.request, { ...options, onStep: onNew });
        },
        onStep,
        onMove,
      ),
    cancel: () => {
      if (latest?.kind === 'request') latest.abort.abort();
      return Promise.resolve();
    },
    cancelLoad: () => {
      if (latest?.kind === 'load') latest.abort.abort();
      return Promise.resolve();
    },
    forget: async (manifestUrl) => {
      await endAll();
      await home.files(manifestUrl).forget?.();
    },
    forgetOther: async (source) => {
      await endAll();
      if (source.kind === 'address') await (await import('./others/address-files.ts')).forgetAddress(source.url);
    },
    dispose: endAll,
  };
}

function neededFiles(manifest: Manifest): readonly ManifestFile[] {
  const { graph, external } = modelFiles(manifest);
  return [graph, ...external];
}

interface LoadOptions {
  readonly provider: Provider | 'auto';
  readonly progress: (progress: LoadProgress) => void;
  readonly below: Rung | undefined;
}

/** A model in the scratchpad's own text, as its manifest has it. */
async function ownModel(files: ModelFiles, signal: AbortSignal): Promise<Result<RunnableModel, ModelError>> {
  const bytes = await files.readManifest(signal);
  if (!bytes.ok) return bytes;
  const parsed = await readManifest(bytes.value);
  if (!parsed.ok) return parsed;
  const manifest = parsed.value;
  const { architecture } = manifest;
  return ok({
    architecture,
    selfTest: knownAnswers(manifest.self_test),
    need: needOf(architecture),
    info: {
      name: manifest.name,
      digest: await sha256(bytes.value),
      parameters: manifest.parameters,
      contextLength: architecture.context_length,
      grammarVersion: manifest.grammar_version,
      tokenizerSha256: manifest.tokenizer.sha256,
      tasks: manifest.tasks,
      measured: Object.values(manifest.accuracies),
    },
    graph: (progress, from) => readGraph(files, manifest, progress, from),
    engine: (session) => scratchpadEngine(session, architecture.context_length, manifest.grammar_version),
    settle: async () => files.settle?.(neededFiles(manifest)),
  });
}

async function readManifest(bytes: Uint8Array): Promise<Result<Manifest, ModelError>> {
  const tokenizerSha256 = await sha256(new TextEncoder().encode(tokenizerFile()));
  return parseManifest(new TextDecoder().decode(bytes), { grammars: MODEL_GRAMMARS, tokenizerSha256, vocabSize: VOCABULARY_SIZE });
}

/** What a `ModelInfo` says of the place. */
type PlaceInfo = Pick<ModelInfo, 'provider' | 'rung' | 'refusals' | 'providerNote' | 'selfTestDifference'>;

function placeOf(opened: OpenSession, before: readonly Refusal[]): PlaceInfo {
  const { rung, difference } = opened;
  const provider = providerOf(rung);
  const refusals = [...before, ...opened.refusals];
  const refusedWebGpu = refusals.findLast((refusal) => providerOf(refusal.rung) === 'webgpu');
  const note = provider === 'webgpu' ? null : (refusedWebGpu?.message ?? 'WASM was chosen.');
  return { provider, rung, refusals, providerNote: note, selfTestDifference: difference };
}

async function readGraph(
  files: ModelFiles,
  manifest: Manifest,
  progress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<Result<GraphFiles, ModelError>> {
  const { graph, external } = modelFiles(manifest);
  await files.announce?.([graph, ...external]);
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
