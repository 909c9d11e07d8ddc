/** What the page can ask of the model. */
import type { Result } from '../base/result.ts';
import type { LoadProgress, ModelError, ModelInfo, ModelRunner, OtherModel, PredictionTask, Provider } from '../model/protocol.ts';
import type { AskedPrediction, Fork } from './prediction-store.ts';
import type { PredictionMode } from './url-state.ts';

export interface PredictionController {
  /** Loads the model, or loads it again on another provider. Never rejects. */
  loadModel(provider: Provider | 'auto'): Promise<void>;
  /** Loads the model of the page into another runner. */
  loadInto(by: ModelRunner, provider: Provider | 'auto', tell: (progress: LoadProgress) => void): Promise<Result<ModelInfo, ModelError>>;
  /** Loads a model of another make, which stays the model until another is chosen. A task that its template does not know gives way to one that it does. */
  loadOther(model: OtherModel): Promise<void>;
  /** The next load is of the page's own model. */
  leaveOther(): void;
  /** Ends the download that is under way; what has come is kept. */
  stopLoading(): void;
  /** Disposes of the model and deletes what was kept of its files. Predictions that were made stay. */
  deleteModel(): Promise<void>;
  /** Forgets what was predicted and begins anew, as when tokens are to be drawn in another way. */
  predictAgain(): void;
  setMode(mode: PredictionMode): void;
  /** Has the trace predicted by another strategy or granularity; what was predicted by others is kept. */
  setTask(task: PredictionTask): void;
  /** Lets the model go on by itself from a state of the trace on the page; null: from the first step again. */
  fork(fork: Fork | null): void;
  /** Asks for the answer to the traced call in one go. Nothing where there is no call, or no model that was trained for it. */
  askDirectly(): void;
  /** Has these predicted as well, after what is on the page. */
  predictAlso(also: readonly AskedPrediction[]): void;
  /** Has the model of the page predict what was recorded elsewhere; loads it if need be. Never rejects. */
  goLive(): Promise<void>;
  dispose(): void;
}
