/**
 * What decoding needs of a network, so that its logic runs over the real one (`onnx-session.ts`) and over a made-up one
 * in tests alike. Nothing here knows onnxruntime.
 */
import type { Provider } from './protocol.ts';

/** Keys and values of the tokens that were fed so far, for `rows` rows. Opaque; whoever holds it disposes of it. */
export interface KeyValueCache {
  readonly rows: number;
  /** Columns: tokens fed, hidden and padding ones included. */
  readonly length: number;
  dispose(): void;
}

/** One pass over `rows` × `length` new tokens, on top of `cache`. */
export interface ForwardInput {
  readonly cache: KeyValueCache | null;
  readonly rows: number;
  readonly length: number;
  /** rows × length, row by row. */
  readonly tokens: Int32Array;
  /** Place of each token in its own text, which rotary embedding sees: rows × length. */
  readonly positions: Int32Array;
  /** 1 where a column may be attended to: rows × (cache.length + length). A token never sees columns right of it. */
  readonly mask: Uint8Array;
  /** False where only the cache is wanted. */
  readonly wantLogits: boolean;
}

export interface ForwardOutput {
  /** rows × length × vocabSize; empty without `wantLogits`. The logits at a token foretell the token after it. Valid until the next pass. */
  readonly logits: Float32Array;
  /** Of cache.length + length columns. The input's cache stays valid. */
  readonly cache: KeyValueCache;
}

/** What `forward` throws when the device that the session ran on is gone. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

export interface Session {
  readonly provider: Provider;
  readonly vocabSize: number;
  /**
   * Rows that one pass serves best. On WASM 1: it is bound by arithmetic, so batches bring nothing (measured), and
   * padding costs.
   */
  readonly preferredRows: number;
  /** Throws `DeviceLostError`, and what the runtime throws. */
  forward(input: ForwardInput): Promise<ForwardOutput>;
  /** A copy of a cache of one row for `rows` rows; the given one stays valid. */
  repeat(cache: KeyValueCache, rows: number): KeyValueCache;
  /** The first `length` columns as a cache of its own, or null where cutting costs more than hiding the rest does. */
  truncate(cache: KeyValueCache, length: number): KeyValueCache | null;
  release(): Promise<void>;
}
