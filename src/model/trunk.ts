/**
 * The cache of a prefix and of what stands on it: texts on the way, and beginnings that the next ones may have in common
 * with the last. What nothing needs any more is hidden first, and cut off when there is enough of it.
 */
import type { KeyValueCache, Session } from './session.ts';
import { TokenTree } from './token-tree.ts';

/** Columns that nothing needs are hidden, which costs attention; from so many on they are cut off, which costs a copy. */
const MOST_HIDDEN = 24;
/** With so many passes' tokens hidden that could not be cut off, texts on the way are finished and the tree is begun anew. */
const MOST_PASSES_HIDDEN = 4;
/** Prompts that are kept for those of the next call. */
const REMEMBERED = 4;

export class Trunk {
  readonly #prefix: KeyValueCache;
  readonly tree: TokenTree;
  /** Columns of the prefix and of the tree. */
  #cache: KeyValueCache;
  #hidden = 0;
  #last: (readonly number[])[] = [];

  /** @param prefix cache of one text; it stays valid and is not disposed of. */
  constructor(prefix: KeyValueCache) {
    this.#prefix = prefix;
    this.#cache = prefix;
    this.tree = new TokenTree(prefix.length);
  }

  /** The prefix's last column. */
  get end(): number {
    return this.#prefix.length - 1;
  }

  remember(prompt: readonly number[]): void {
    this.#last = [...this.#last.slice(1 - REMEMBERED), prompt];
  }

  /** Reads the tree's columns from `first` on. Returns logits, as `Session.forward` does. */
  async read(session: Session, first: number, wanted: Int32Array): Promise<Float32Array> {
    const { tree } = this;
    try {
      const output = await session.forward({ cache: this.#cache, tokens: tree.tokensFrom(first), parents: tree.parentsFrom(first), wanted });
      this.#replace(output.cache);
      return output.logits;
    } catch (error) {
      tree.cut(first);
      throw error;
    }
  }

  /**
   * Cuts off what neither the texts that end at `active` nor prompts need.
   * @param next prompts whose turn is near.
   * @returns where a column has moved to.
   */
  tidy(session: Session, active: readonly number[], next: readonly (readonly number[])[]): (column: number) => number {
    const { tree } = this;
    const needed = new Set<number>();
    for (const column of active) tree.addText(column, needed);
    // A graph that can hide nothing holds one text.
    if (session.hiding !== 'none') for (const prompt of [...next, ...this.#last]) tree.addCommon(prompt, needed);
    this.#hidden = tree.length - this.#prefix.length - needed.size;
    const mostHidden = session.hiding === 'tree' ? MOST_HIDDEN : 0;
    if (this.#hidden <= mostHidden) return (column) => column;
    const columns = [...needed].sort((a, b) => a - b);
    if (columns.length === 0 || (active.length === 0 && this.isFull(session))) {
      this.clear();
      return (column) => column;
    }
    const kept = session.select(this.#cache, Int32Array.from([...Array(this.#prefix.length).keys(), ...columns]));
    if (kept === null) return (column) => column;
    this.#replace(kept);
    this.#hidden = 0;
    return tree.keep(columns);
  }

  /** Whether no more texts should be begun before those on the way are done. */
  isFull(session: Session): boolean {
    return this.#hidden > MOST_PASSES_HIDDEN * session.passTokens;
  }

  /** Leaves the prefix alone. */
  clear(): void {
    this.#replace(this.#prefix);
    this.#hidden = 0;
    this.tree.keep([]);
  }

  #replace(next: KeyValueCache): void {
    if (this.#cache !== this.#prefix) this.#cache.dispose();
    this.#cache = next;
  }
}
