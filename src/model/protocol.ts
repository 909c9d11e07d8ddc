/** Messages between the page and the model worker. */
import type { Result } from '../base/result.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { BytecodeSource } from '../scratchpad/bytecode.ts';
import type { CallOutcome } from '../scratchpad/direct.ts';
import type { NotPredictable, ParsedState, Strategy, TrueState } from '../scratchpad/step.ts';
import type { Granularity } from '../trace/wire.ts';

export type Provider = 'webgpu' | 'wasm';

/** A place where the model can run, with the precision of its arithmetic; 'wasm-threads' needs an isolated page. */
export type Rung = 'webgpu-f16' | 'webgpu-f32' | 'wasm-threads' | 'wasm';

/** The arithmetic of a rung. */
export type Dtype = 'float16' | 'float32';

export function dtypeOf(rung: Rung): Dtype {
  return rung === 'webgpu-f16' ? 'float16' : 'float32';
}

/** Why the model does not run on a rung. */
export interface Refusal {
  readonly rung: Rung;
  /** 'lost': it ran there, and the device went away. */
  readonly reason: 'not-available' | 'failed' | 'self-test-failed' | 'lost';
  /** For the person. */
  readonly message: string;
}

/** A task that a model was trained for; without `jumps` whatever the jump. */
export interface TrainedTask {
  readonly strategy: string;
  readonly granularity: string;
  readonly jumps?: readonly number[] | undefined;
}

/** What was measured of a model on programs that it was not trained on (`cli eval`). Shares from 0 to 1; null: not measured, or there is no such part. */
export interface MeasuredAccuracy {
  /** Name of the data set. */
  readonly data: string;
  readonly strategy: string;
  readonly granularity: string;
  readonly programs: number;
  /** Steps predicted from the true state. */
  readonly steps: number;
  readonly full: number | null;
  readonly control_flow: number | null;
  readonly variables: number | null;
  readonly iterators: number | null;
  readonly stack: number | null;
  /** Of whole runs on its own, or of direct answers. */
  readonly output: number | null;
}

/** A model that is loaded and has passed its self-test. */
export interface ModelInfo {
  readonly name: string;
  /** SHA-256 of the manifest, hex. */
  readonly digest: string;
  readonly parameters: number;
  readonly contextLength: number;
  /** Version of the scratchpad's grammar that it was trained with; null: it is of another make. */
  readonly grammarVersion: number | null;
  /** SHA-256 of its vocabulary, hex. */
  readonly tokenizerSha256: string;
  /** Name of the template that it is prompted by, where it is of another make. */
  readonly template?: string | undefined;
  /** What it was trained for, as its manifest says. */
  readonly tasks: readonly TrainedTask[];
  /** As its manifest says; nothing where it does not. */
  readonly measured?: readonly MeasuredAccuracy[] | undefined;
  readonly provider: Provider;
  readonly rung: Rung;
  /** Rungs above that it does not run on, and why; one that was only not asked for is not among them. */
  readonly refusals: readonly Refusal[];
  /** Why it does not run on WebGPU, in words for the person; null when it does. */
  readonly providerNote: string | null;
  /** Largest difference of a logit from the manifest's self-test vectors. */
  readonly selfTestDifference: number;
  readonly loadMilliseconds: number;
}

export type ModelFailure =
  | 'manifest-missing'
  | 'manifest-invalid'
  | 'version-mismatch'
  | 'file-missing'
  | 'file-damaged'
  | 'tokenizer-mismatch'
  /** Of a model of another make: its files are not laid out as they have to be, or its graph lacks a tensor; the template is no template, or can't be filled. */
  | 'layout-invalid'
  | 'tensor-missing'
  | 'template-invalid'
  | 'self-test-failed'
  /** There is no place on this machine where it could run. */
  | 'no-provider'
  | 'runtime-failed'
  | 'cancelled';

/** A file of a folder; a `File` is one. */
export interface FileContent {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Where a model of another make lies, in Hugging Face's ONNX layout. */
export type OtherSource =
  | { readonly kind: 'folder'; readonly name: string; readonly files: readonly { readonly path: string; readonly content: FileContent }[] }
  /** Of the folder, or of the .onnx file in it that is meant; absolute. */
  | { readonly kind: 'address'; readonly url: string };

/** A model of another make, and the text of the template file (`others/TEMPLATES.md`) that it is prompted by. */
export interface OtherModel {
  readonly source: OtherSource;
  readonly template: string;
}

export interface ModelError {
  readonly failure: ModelFailure;
  readonly message: string;
  /** Where it failed, if that was at a place to run and not before. */
  readonly rung?: Rung;
}

/** How tokens are drawn instead of taking the best: from softmax(logits / temperature), the same for the same seed. */
export interface Sampling {
  /** Positive. */
  readonly temperature: number;
  /** A whole number from 0 to 2³² − 1. */
  readonly seed: number;
}

/** One of the model's choices at a place. */
export interface TokenChoice {
  readonly id: number;
  readonly text: string;
  /** Natural logarithm of its probability under the model itself: softmax of the logits, whatever the temperature. */
  readonly logProbability: number;
}

/** The token that the model wrote, with its own log-probability. */
export interface PredictedToken extends TokenChoice {
  /** The model's best choices here, best first (5); the first is the token itself under greedy decoding. A sampled token may be none of them. */
  readonly alternatives: readonly TokenChoice[];
}

/** What the model is asked to do. Without it: `dynamic` by line, one step ahead. */
export interface PredictionTask {
  readonly strategy: Strategy;
  readonly granularity: Granularity;
  /**
   * Steps that an answer of `dynamic-n` leads ahead, 2 to 32; 'auto': of 32, 16, 8, 4, 2 and 1 the most whose answer the
   * model is sure of (its negative log-likelihood is at most `AUTO_JUMP_NATS`). 1 for every other strategy.
   */
  readonly jump: number | 'auto';
}

export const DEFAULT_TASK: PredictionTask = { strategy: 'dynamic', granularity: 'line', jump: 1 };

/** Whether a model was trained for a task; what one predicts that was not means little. */
export function isTrainedFor({ tasks }: Pick<ModelInfo, 'tasks'>, { strategy, granularity, jump }: PredictionTask): boolean {
  return tasks.some((each) => {
    if (each.strategy !== strategy) return false;
    // A direct answer has no steps: it is the same at both.
    if (strategy !== 'direct' && each.granularity !== granularity) return false;
    return strategy !== 'dynamic-n' || jump === 'auto' || each.jumps === undefined || each.jumps.includes(jump);
  });
}

/** Place of the step that a prediction is about. */
export function aboutOf({ from, to }: Pick<StepPrediction, 'from' | 'to'>): number {
  return to ?? from + 1;
}

/** An answer with a jump chosen by the model itself has at most this negative log-likelihood, in nats, unless it is of one step. */
export const AUTO_JUMP_NATS = 0.1;

/** What every request says. */
interface Asked {
  readonly source: string;
  /** The traced call; without it the module was traced. Needed by the strategy `direct`, and by some templates. */
  readonly call?: string | undefined;
  readonly task?: PredictionTask | undefined;
  /** Needed by instruction. */
  readonly bytecode?: BytecodeSource | undefined;
  /** Greedy where there is none. */
  readonly sampling?: Sampling | undefined;
  /** Ends an answer at the first token that can't be part of a state: the outcome is the same, its text is kept up to there. */
  readonly stopWhenMalformed?: boolean | undefined;
}

/** The model's prediction of a state that follows step `from`. */
export interface StepPrediction {
  /** Place in the list of scratchpad steps that the state before is from. */
  readonly from: number;
  /** Place of the step that it is about; `from + 1` where it does not say. */
  readonly to?: number | undefined;
  readonly outcome:
    | ParsedState
    | { readonly kind: 'not-predictable'; readonly why: NotPredictable }
    /** Of the strategy `direct`: what the call comes to, without any state. */
    | { readonly kind: 'output'; readonly output: CallOutcome };
  readonly tokens: readonly PredictedToken[];
  /** Tokens that the forward pass over the truth confirmed without decoding. */
  readonly verifiedTokens: number;
}

/**
 * Teacher-forced: predict what follows each of `states[i]`; the truth, where known, is verified first. With a strategy
 * that writes a history, the steps are those of one history from its start on, and each is predicted after the true ones.
 */
export interface TeacherForcedRequest extends Asked {
  /**
   * `truth`: the true state at `to` (`from + 1` where it does not say); null: there is none, or it is not known, and the
   * prediction is decoded freely. With the jump 'auto', `to` is the place of the run's last step.
   */
  readonly steps: readonly { readonly from: number; readonly state: PrintedState; readonly truth: TrueState | null; readonly to?: number | undefined }[];
}

/** Free-running: predict from `start`, then from the model's own state, at most `maxSteps` times. */
export interface FreeRunningRequest extends Asked {
  readonly from: number;
  readonly start: PrintedState;
  /** True states that follow, used as speculative drafts; the result is that of decoding without them. */
  readonly truth: readonly TrueState[];
  /**
   * Places of the states in `truth` among the scratchpad steps, where they are not `from + 1`, `from + 2` …: a compact
   * history leaves out what calls do.
   */
  readonly places?: readonly number[] | undefined;
  /** Steps of the run, whatever an answer skips. */
  readonly maxSteps: number;
}

export interface LoadProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** How a request ended: all of it is done, or it was cancelled (failure 'cancelled'), or the runtime failed. */
export type RunEnd = Result<undefined, ModelError>;

/** One model, at one place (worker in the browser, in-process under Node). */
export interface ModelRunner {
  /**
   * Loads the model of `manifestUrl`, replacing the one before. `provider` 'auto' takes the best rung that works.
   * @param progress told the whole size before the first byte is loaded.
   * @param below only rungs below this one.
   */
  load(manifestUrl: string, provider: Provider | 'auto', progress: (progress: LoadProgress) => void, below?: Rung): Promise<Result<ModelInfo, ModelError>>;
  /** Loads a model of another make, replacing the one before. Its self-test is against itself: a text read whole and in parts. */
  loadOther(model: OtherModel, provider: Provider | 'auto', progress: (progress: LoadProgress) => void, below?: Rung): Promise<Result<ModelInfo, ModelError>>;
  /**
   * Predictions come in the order of `steps` or better (what is ready first). A new request of either kind replaces
   * the one that runs; `cancel` ends it early; a load that is under way is waited for. Predictions handed over before
   * the end stay valid. A request without steps reads the source in advance, so that the next one answers sooner.
   *
   * Where the device is lost in the middle, the model is opened on the next rung down, `onMove` is told, and the request
   * goes on from the steps that it had.
   */
  teacherForced(request: TeacherForcedRequest, onStep: (prediction: StepPrediction) => void, onMove?: (info: ModelInfo) => void): Promise<RunEnd>;
  freeRunning(request: FreeRunningRequest, onStep: (prediction: StepPrediction) => void, onMove?: (info: ModelInfo) => void): Promise<RunEnd>;
  /** Ends the request that runs; a load goes on. */
  cancel(): Promise<void>;
  /** Ends the load that is under way, with failure 'cancelled'. What has come is kept: the next load goes on from there. */
  cancelLoad(): Promise<void>;
  /** Disposes of the model, and deletes what was kept of its files. The runner can load again. */
  forget(manifestUrl: string): Promise<void>;
  /** The same for a model of another make. Nothing is kept of a folder's. */
  forgetOther(source: OtherSource): Promise<void>;
  dispose(): Promise<void>;
}
