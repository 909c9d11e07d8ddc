/**
 * The KV cache of a text that is asked about again and again (a program's source; examples and a source; a history that
 * grows): of the next text only what it has not in common with the last one is read. One is enough, since a person looks
 * at one program at a time, and its memory (10 kB a token in the small model) is not nothing.
 */
import { assert } from '../base/assert.ts';
import type { KeyValueCache, Session } from './session.ts';
import { placedTokens } from './placed-token.ts';
import { Trunk } from './trunk.ts';

/** Tokens that are read at once: attention's scores of a pass take memory by this times the text's length. */
const PART = 256;

export class TextCache {
  readonly #session: Session;
  #tokens: readonly number[] = [];
  #cache: KeyValueCache | null = null;
  #trunk: Trunk | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The same with what stood on it last. It belongs to this object and is valid until the next call. */
  async trunk(tokens: readonly number[]): Promise<Trunk> {
    const cache = await this.get(tokens);
    return (this.#trunk ??= new Trunk(cache));
  }

  /** The cache after a text (not empty), which a structure token follows. It belongs to this object and is valid until the next call. */
  async get(text: readonly number[]): Promise<KeyValueCache> {
    const tokens = this.#session.looksAhead ? placedTokens(text, true) : text;
    let common = 0;
    while (common < Math.min(tokens.length, this.#tokens.length) && tokens[common] === this.#tokens[common]) common += 1;
    if (common < this.#tokens.length) {
      const kept = common > 0 && this.#cache ? this.#session.select(this.#cache, Int32Array.from({ length: common }, (_, column) => column)) : null;
      this.clear();
      if (kept) this.#take(kept, tokens.slice(0, common));
    }
    while (this.#tokens.length < tokens.length) {
      const from = this.#tokens.length;
      const to = Math.min(from + PART, tokens.length);
      const { cache } = await this.#session.forward({
        cache: this.#cache,
        tokens: Int32Array.from(tokens.slice(from, to)),
        parents: Int32Array.from({ length: to - from }, (_, i) => from + i - 1),
        wanted: new Int32Array(0),
      });
      this.clear();
      this.#take(cache, tokens.slice(0, to));
    }
    assert(this.#cache !== null, 'a cache is of some tokens');
    return this.#cache;
  }

  clear(): void {
    this.#trunk?.clear();
    this.#trunk = null;
    this.#cache?.dispose();
    this.#cache = null;
    this.#tokens = [];
  }

  #take(cache: KeyValueCache, tokens: readonly number[]): void {
    this.#cache = cache;
    this.#tokens = tokens;
  }
}
