/** Messages between the page and the model worker. */
import type { Result } from '../base/result.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { NotPredictable, ParsedState } from '../scratchpad/step.ts';

export type Provider = 'webgpu' | 'wasm';

/** A model that is loaded and has passed its self-test. */
export interface ModelInfo {
  readonly name: string;
  /** SHA-256 of the manifest, hex. */
  readonly digest: string;
  readonly parameters: number;
  readonly contextLength: number;
  readonly provider: Provider;
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
  | 'self-test-failed'
  | 'runtime-failed'
  | 'cancelled';

export interface ModelError {
  readonly failure: ModelFailure;
  readonly message: string;
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

/** The model's prediction of the state that follows step `from`. */
export interface StepPrediction {
  /** Place in the list of scratchpad steps that the state before is from. */
  readonly from: number;
  readonly outcome: ParsedState | { readonly kind: 'not-predictable'; readonly why: NotPredictable };
  readonly tokens: readonly PredictedToken[];
  /** Tokens that the forward pass over the truth confirmed without decoding. */
  readonly verifiedTokens: number;
}

/** Teacher-forced: predict what follows each of `states[i]`; the truth, where known, is verified first. */
export interface TeacherForcedRequest {
  readonly source: string;
  /** `truth` null: there is no next state (or it is not known); the prediction is decoded freely. */
  readonly steps: readonly { readonly from: number; readonly state: PrintedState; readonly truth: PrintedState | null }[];
  /** Greedy where there is none. */
  readonly sampling?: Sampling | undefined;
}

/** Free-running: predict from `start`, then from the model's own state, at most `maxSteps` times. */
export interface FreeRunningRequest {
  readonly source: string;
  readonly from: number;
  readonly start: PrintedState;
  /** True states that follow, used as speculative drafts; the result is that of decoding without them. */
  readonly truth: readonly PrintedState[];
  readonly maxSteps: number;
  /** Greedy where there is none. */
  readonly sampling?: Sampling | undefined;
}

export interface LoadProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** How a request ended: all of it is done, or it was cancelled (failure 'cancelled'), or the runtime failed. */
export type RunEnd = Result<undefined, ModelError>;

/** One model, at one place (worker in the browser, in-process under Node). */
export interface ModelRunner {
  /** Loads the model of `manifestUrl`, replacing the one before. `provider` 'auto' takes WebGPU where it works. */
  load(manifestUrl: string, provider: Provider | 'auto', progress: (progress: LoadProgress) => void): Promise<Result<ModelInfo, ModelError>>;
  /**
   * Predictions come in the order of `steps` or better (what is ready first). A new request of either kind replaces
   * the one that runs; `cancel` ends it early; a load that is under way is waited for. Predictions handed over before
   * the end stay valid. A request without steps reads the source in advance, so that the next one answers sooner.
   */
  teacherForced(request: TeacherForcedRequest, onStep: (prediction: StepPrediction) => void): Promise<RunEnd>;
  freeRunning(request: FreeRunningRequest, onStep: (prediction: StepPrediction) => void): Promise<RunEnd>;
  /** Ends the request that runs; a load goes on. */
  cancel(): Promise<void>;
  dispose(): Promise<void>;
}
