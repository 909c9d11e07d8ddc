/** The columns of a KV cache: what stands in each, and which text it belongs to. Never changed, only grown or cut into new ones. */
import { assert } from '../base/assert.ts';
import { BYTE_BASE, COMMA_SPACE } from '../scratchpad/vocabulary.ts';

/**
 * What is told of a token's place in its value, which is what stands between two structure tokens: how far it is behind the one
 * before, in tokens and in separators, itself included; how far before the one that ends the value, in tokens and in items, its own included
 * (0 where that is not known); how many tokens like it the value has up to it; what number the digits that end with it spell, and 1 (0 of what is
 * no digit).
 */
const OFFSET_KINDS = 6;
const ZERO = BYTE_BASE + 48;
/** No network tells larger ones apart. */
const LARGEST_NUMBER = 1_000_000;

export class Columns {
  static readonly none = new Columns(new Int32Array(0), new Int32Array(0), new Int32Array(0), new Int32Array(0));

  readonly #tokens: Int32Array;
  /** The column before each one in its text; −1 for a text's first. */
  readonly #parents: Int32Array;
  /** The place of each one in its text, from 0. */
  readonly depths: Int32Array;
  /** Where in its value each one stands: `OFFSET_KINDS` numbers each, as `offset_ids` in `training/told.py` has them. */
  readonly #offsets: Int32Array;

  private constructor(tokens: Int32Array, parents: Int32Array, depths: Int32Array, offsets: Int32Array) {
    this.#tokens = tokens;
    this.#parents = parents;
    this.depths = depths;
    this.#offsets = offsets;
  }

  get length(): number {
    return this.#tokens.length;
  }

  /**
   * These columns and new ones behind them, `parents` as in `ForwardInput`.
   * @param ahead how far each token is before the end of its value, as `takenApart` has it; not known where it is not given.
   */
  with(tokens: Int32Array, parents: Int32Array, ahead?: Int32Array): Columns {
    const { length } = this;
    const grown = { tokens: joined(this.#tokens, tokens), parents: joined(this.#parents, parents) };
    const depths = joined(this.depths, new Int32Array(tokens.length));
    const offsets = joined(this.#offsets, new Int32Array(OFFSET_KINDS * tokens.length));
    parents.forEach((parent, i) => {
      assert(parent < length + i, 'a text goes from left to right');
      const token = tokens[i]!;
      depths[length + i] = parent < 0 ? 0 : depths[parent]! + 1;
      const own = OFFSET_KINDS * (length + i);
      if (ahead) offsets.set(ahead.subarray(2 * i, 2 * i + 2), own + 2);
      if (token < BYTE_BASE) return;
      offsets[own] = parent < 0 ? 0 : offsets[OFFSET_KINDS * parent]! + 1;
      offsets[own + 1] = (parent < 0 ? 0 : offsets[OFFSET_KINDS * parent + 1]!) + (token === COMMA_SPACE ? 1 : 0);
      // A network that does not look ahead is not told this either, and of another make's all text is one value.
      if (ahead) offsets[own + 4] = alike(grown, length + i);
      const digit = token - ZERO;
      if (digit < 0 || digit > 9) return;
      const front = parent < 0 ? 0 : offsets[OFFSET_KINDS * parent + 5]!;
      offsets[own + 5] = Math.min(10 * Math.max(front - 1, 0) + digit, LARGEST_NUMBER) + 1;
    });
    return new Columns(grown.tokens, grown.parents, depths, offsets);
  }

  /** Some of them, ascending, with each one those of its text. */
  select(columns: Int32Array): Columns {
    const places = new Map(Array.from(columns, (column, place) => [column, place]));
    const parents = columns.map((column) => {
      const parent = this.#parents[column]!;
      const place = parent < 0 ? -1 : places.get(parent);
      assert(place !== undefined, 'a column is kept with its text');
      return place;
    });
    return new Columns(
      columns.map((column) => this.#tokens[column]!),
      parents,
      columns.map((column) => this.depths[column]!),
      new Int32Array(OFFSET_KINDS * columns.length).map((_, i) => this.#offsets[OFFSET_KINDS * columns[Math.trunc(i / OFFSET_KINDS)]! + (i % OFFSET_KINDS)]!),
    );
  }

  /** 1 for each column of the text that ends at `column`, 0 for the others. */
  text(column: number): Int32Array {
    const seen = new Int32Array(this.length);
    for (let here = column; here >= 0; here = this.#parents[here]!) seen[here] = 1;
    return seen;
  }

  /** For each column from `from` on, 1 for the columns of its text up to itself: (length − from) × length. */
  visible(from: number): Uint8Array {
    const { length } = this;
    const visible = new Uint8Array((length - from) * length);
    for (let column = from; column < length; column++) {
      const own = (column - from) * length;
      visible[own + column] = 1;
      let here = this.#parents[column]!;
      if (here >= from) visible.copyWithin(own, (here - from) * length, (here - from) * length + here + 1);
      else for (; here >= 0; here = this.#parents[here]!) visible[own + here] = 1;
    }
    return visible;
  }

  /** For each column from `from` on the `count` tokens before it in its text, nearest first, 0 before the text's first: (length − from) × count. */
  previous(from: number, count: number): Int32Array {
    const previous = new Int32Array((this.length - from) * count);
    for (let column = from; column < this.length; column++) {
      let here = this.#parents[column]!;
      for (let k = 0; k < count && here >= 0; k++, here = this.#parents[here]!) previous[(column - from) * count + k] = this.#tokens[here]!;
    }
    return previous;
  }

  /** Where in its value each column from `from` on stands, by the first `kinds` of `OFFSET_KINDS`, at most `count` − 1 each: (length − from) × kinds. */
  offsets(from: number, count: number, kinds: number): Int32Array {
    const first = OFFSET_KINDS * from;
    return new Int32Array((this.length - from) * kinds).map((_, i) => Math.min(this.#offsets[first + OFFSET_KINDS * Math.trunc(i / kinds) + (i % kinds)]!, count - 1));
  }
}

/** How many tokens like that of a column its value has up to it, itself included. */
function alike({ tokens, parents }: { readonly tokens: Int32Array; readonly parents: Int32Array }, column: number): number {
  let count = 0;
  for (let here = column; here >= 0 && tokens[here]! >= BYTE_BASE; here = parents[here]!) if (tokens[here] === tokens[column]) count += 1;
  return count;
}

function joined(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
