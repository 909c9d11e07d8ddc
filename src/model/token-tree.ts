/** The tokens behind a cached prefix, a column each, as a tree: texts that begin alike share their beginning. */
import { at } from '../base/assert.ts';

export class TokenTree {
  readonly #prefix: number;
  #tokens: number[] = [];
  /** Columns; one of the prefix where a text begins. */
  #parents: number[] = [];
  readonly #children = new Map<number, Map<number, number>>();

  /** @param prefix columns before those of the tree. */
  constructor(prefix: number) {
    this.#prefix = prefix;
  }

  /** Columns, those of the prefix included. */
  get length(): number {
    return this.#prefix + this.#tokens.length;
  }

  /** The column of `token` after that of `parent`; of several the newest. */
  child(parent: number, token: number): number | undefined {
    return this.#children.get(parent)?.get(token);
  }

  /** A new column. */
  add(parent: number, token: number): number {
    const column = this.length;
    this.#tokens.push(token);
    this.#parents.push(parent);
    let siblings = this.#children.get(parent);
    if (!siblings) this.#children.set(parent, (siblings = new Map<number, number>()));
    siblings.set(token, column);
    return column;
  }

  /** Takes away the columns from `length` on. */
  cut(length: number): void {
    if (length < this.length) this.keep(Array.from({ length: length - this.#prefix }, (_, i) => this.#prefix + i));
  }

  tokensFrom(column: number): Int32Array {
    return Int32Array.from(this.#tokens.slice(column - this.#prefix));
  }

  parentsFrom(column: number): Int32Array {
    return Int32Array.from(this.#parents.slice(column - this.#prefix));
  }

  /** Adds the tree's columns of the text that ends at a column. */
  addText(column: number, to: Set<number>): void {
    for (let here = column; here >= this.#prefix && !to.has(here); here = at(this.#parents, here - this.#prefix)) to.add(here);
  }

  /** Adds the columns that a text has in common with the tree, from the prefix on. */
  addCommon(text: readonly number[], to: Set<number>): void {
    let column: number | undefined = this.#prefix - 1;
    for (const token of text) {
      column = this.child(column, token);
      if (column === undefined) return;
      to.add(column);
    }
  }

  /**
   * Leaves these columns alone, ascending and each with its text.
   * @returns where a column has moved to; those of the prefix stay.
   */
  keep(columns: readonly number[]): (column: number) => number {
    const places = new Map(columns.map((column, index) => [column, this.#prefix + index]));
    const moved = (column: number): number => places.get(column) ?? column;
    const kept = columns.map((column) => ({ token: at(this.#tokens, column - this.#prefix), parent: moved(at(this.#parents, column - this.#prefix)) }));
    this.#tokens = [];
    this.#parents = [];
    this.#children.clear();
    for (const { token, parent } of kept) this.add(parent, token);
    return moved;
  }
}
