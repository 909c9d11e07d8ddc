/**
 * The KV cache of the last prompt, cut back to what the next one has in common with it: the examples and the source are
 * read once a program, and of a history that grows only what is new.
 */
import { assert } from '../../base/assert.ts';
import type { KeyValueCache, Session } from '../session.ts';

export class TextCache {
  readonly #session: Session;
  #tokens: readonly number[] = [];
  #cache: KeyValueCache | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The cache after `tokens` (not empty), of one row. It belongs to this object and is valid until the next call. */
  async get(tokens: readonly number[]): Promise<KeyValueCache> {
    let common = 0;
    while (common < Math.min(tokens.length, this.#tokens.length) && tokens[common] === this.#tokens[common]) common += 1;
    if (common < this.#tokens.length) {
      const kept = common > 0 && this.#cache ? this.#session.truncate(this.#cache, common) : null;
      this.clear();
      if (kept) this.#take(kept, tokens.slice(0, common));
    }
    const from = this.#tokens.length;
    if (from < tokens.length) {
      const fed = tokens.slice(from);
      const { cache } = await this.#session.forward({
        cache: this.#cache,
        rows: 1,
        length: fed.length,
        tokens: Int32Array.from(fed),
        positions: Int32Array.from(fed, (_, i) => from + i),
        mask: new Uint8Array(tokens.length).fill(1),
        wantLogits: false,
      });
      this.clear();
      this.#take(cache, tokens);
    }
    assert(this.#cache !== null, 'a cache is of some tokens');
    return this.#cache;
  }

  clear(): void {
    this.#cache?.dispose();
    this.#cache = null;
    this.#tokens = [];
  }

  #take(cache: KeyValueCache, tokens: readonly number[]): void {
    this.#cache = cache;
    this.#tokens = tokens;
  }
}
