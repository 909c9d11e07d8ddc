/**
 * The KV cache of a program's source, which all of its steps share: made once a program, kept until another comes. One
 * is enough, since a person looks at one program at a time, and its memory (10 kB a token in the small model) is not nothing.
 */
import type { KeyValueCache, Session } from './session.ts';

export class PrefixCache {
  readonly #session: Session;
  #tokens: readonly number[] = [];
  #cache: KeyValueCache | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The cache after `tokens` (not empty), of one row. It belongs to this object and is valid until the next call. */
  async get(tokens: readonly number[]): Promise<KeyValueCache> {
    if (this.#cache && tokens.length === this.#tokens.length && tokens.every((token, i) => token === this.#tokens[i])) {
      return this.#cache;
    }
    this.clear();
    const output = await this.#session.forward({
      cache: null,
      rows: 1,
      length: tokens.length,
      tokens: Int32Array.from(tokens),
      positions: Int32Array.from(tokens, (_, i) => i),
      mask: new Uint8Array(tokens.length).fill(1),
      wantLogits: false,
    });
    this.#tokens = tokens;
    this.#cache = output.cache;
    return output.cache;
  }

  clear(): void {
    this.#cache?.dispose();
    this.#cache = null;
  }
}
