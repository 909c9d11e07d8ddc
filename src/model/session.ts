/**
 * What decoding needs of a network, so that its logic runs over the real one (`onnx-session.ts`) and over a made-up one
 * in tests alike. Nothing here knows onnxruntime.
 */
import type { Provider } from './protocol.ts';

/**
 * Keys and values of the tokens that were fed so far, a column a token. Each column names the one before it in its text,
 * so that the columns are a tree: texts that begin alike share their beginning. Opaque; whoever holds it disposes of it.
 */
export interface KeyValueCache {
  /** Columns. */
  readonly length: number;
  dispose(): void;
}

/** One pass over new tokens, on top of `cache`. Each is a column of its own, behind those of the cache, in this order. */
export interface ForwardInput {
  readonly cache: KeyValueCache | null;
  /** Placed ones where the session looks ahead. */
  readonly tokens: Int32Array;
  /** For each of `tokens` the column of the token before it in its text; −1 for a text's first. A token sees the columns of its own text alone. */
  readonly parents: Int32Array;
  /** Places in `tokens`, ascending, after which logits are wanted. */
  readonly wanted: Int32Array;
}

export interface ForwardOutput {
  /** wanted × vocabSize. The logits at a token foretell the token after it. Valid until the next pass. */
  readonly logits: Float32Array;
  /** Of cache.length + tokens columns. The input's cache stays valid. */
  readonly cache: KeyValueCache;
}

/** What `forward` throws when the device that the session ran on is gone. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

/** What opening throws where a graph lacks an input or output that is needed, or wants one that is not known. */
export class TensorMissingError extends Error {
  override readonly name = 'TensorMissingError';
}

/**
 * What a graph can leave out of sight. 'tree': each token sees a text of its own. 'mask': the tokens of a pass are one
 * text, each the parent of the next; other columns are hidden from all of them. 'none': the columns are one text.
 */
export type Hiding = 'tree' | 'mask' | 'none';

export interface Session {
  readonly provider: Provider;
  readonly vocabSize: number;
  readonly hiding: Hiding;
  /** Whether it is told how far tokens of a prompt are before the end of their value: `ForwardInput.tokens` are then placed ones (`placed-token.ts`). */
  readonly looksAhead: boolean;
  /** Tokens that one pass should have, where there are enough: more bring nothing and make the first results later. */
  readonly passTokens: number;
  /** Throws `DeviceLostError`, and what the runtime throws. */
  forward(input: ForwardInput): Promise<ForwardOutput>;
  /**
   * These columns, ascending, as a cache of its own: with each column it has the columns of its text. Null where cutting costs
   * more than hiding the rest does; never null where nothing can be hidden.
   */
  select(cache: KeyValueCache, columns: Int32Array): KeyValueCache | null;
  release(): Promise<void>;
}
