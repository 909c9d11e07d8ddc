/**
 * A made-up network with a real KV cache: what it foretells depends on a token's whole text, so that a column too
 * many or one too few changes its answer. It also counts the caches that are not disposed of.
 */
import { assert } from '../../base/assert.ts';
import type { Provider } from '../protocol.ts';
import type { Sampler } from '../sampling.ts';
import { sampleChoice } from '../sampling.ts';
import type { ForwardInput, ForwardOutput, Hiding, KeyValueCache, Session } from '../session.ts';

interface Column {
  readonly token: number;
  /** −1: its text begins here. */
  readonly parent: number;
}

interface FakeCache extends KeyValueCache {
  readonly columns: readonly Column[];
  readonly disposed: boolean;
}

export interface FakeOptions {
  readonly vocabSize: number;
  readonly provider?: Provider;
  /** 'tree' if not given. */
  readonly hiding?: Hiding;
  /** 40 if not given. */
  readonly passTokens?: number;
  /** Whether caches can be cut; if not, what is of no use is hidden alone. */
  readonly canCut?: boolean;
  /** Whether it takes placed tokens (`placed-token.ts`); `next` sees them as they come. */
  readonly looksAhead?: boolean;
  /** Positions that there are; any if not given. */
  readonly contextLength?: number;
  /** The best next token for a text. */
  readonly next: (text: readonly number[]) => number;
}

/** What a session can do, each way: in which passes are shared, rows follow one another, caches can be cut or not. */
export const FAKE_KINDS = [
  { hiding: 'tree', passTokens: 1, canCut: true },
  { hiding: 'tree', passTokens: 60, canCut: true },
  { hiding: 'tree', passTokens: 400, canCut: false },
  { hiding: 'tree', passTokens: 12, canCut: false },
  { hiding: 'mask', canCut: true },
  { hiding: 'mask', canCut: false },
  { hiding: 'none' },
] as const satisfies readonly Partial<FakeOptions>[];

export interface FakeSession extends Session {
  readonly passes: () => number;
  readonly liveCaches: () => number;
}

/** After a text: 4 for the best next token, less than 1 for the others. */
function fakeLogits({ next, vocabSize }: Pick<FakeOptions, 'next' | 'vocabSize'>, text: readonly number[]): Float32Array {
  const best = next(text);
  return Float32Array.from({ length: vocabSize }, (_, id) => (id === best ? 4 : ((id * 7 + text.length * 3) % 11) / 11));
}

export function fakeSession(options: FakeOptions): FakeSession {
  const hiding = options.hiding ?? 'tree';
  let live = 0;
  let passes = 0;
  function cacheOf(columns: readonly Column[]): FakeCache {
    live++;
    let disposed = false;
    return {
      length: columns.length,
      columns,
      get disposed() {
        return disposed;
      },
      dispose() {
        assert(!disposed, 'a cache is disposed of once');
        disposed = true;
        live--;
      },
    };
  }
  function alive(cache: KeyValueCache): FakeCache {
    const own = cache as FakeCache;
    assert(!own.disposed, 'a disposed cache is not used');
    return own;
  }
  function textOf(columns: readonly Column[], last: number): number[] {
    const text: number[] = [];
    for (let here = last; here >= 0; here = columns[here]!.parent) text.unshift(columns[here]!.token);
    return text;
  }
  function forward({ cache, tokens, parents, wanted }: ForwardInput): Promise<ForwardOutput> {
    passes++;
    const past = cache ? alive(cache).columns : [];
    assert(tokens.length > 0 && tokens.length === parents.length, 'each token has a parent');
    const columns = [...past, ...Array.from(tokens, (token, i) => ({ token, parent: parents[i]! }))];
    columns.forEach(({ parent }, column) => assert(parent < column, 'a text goes from left to right'));
    if (hiding !== 'tree') assert(parents.slice(1).every((parent, i) => parent === past.length + i), 'the tokens of a pass are one text');
    if (hiding === 'none') assert(textOf(columns, columns.length - 1).length === columns.length, 'nothing can be hidden');
    const logits = new Float32Array(wanted.length * options.vocabSize);
    wanted.forEach((place, index) => {
      assert(index === 0 || place > wanted[index - 1]!, 'wanted places ascend');
      const text = textOf(columns, past.length + place);
      assert(text.length <= (options.contextLength ?? Infinity), 'a position that the network has');
      logits.set(fakeLogits(options, text), index * options.vocabSize);
    });
    return Promise.resolve({ logits, cache: cacheOf(columns) });
  }
  function select(cache: KeyValueCache, kept: Int32Array): FakeCache | null {
    if (options.canCut === false && hiding !== 'none') return null;
    const places = new Map(Array.from(kept, (column, place) => [column, place]));
    const columns = Array.from(kept, (column): Column => {
      const { token, parent } = alive(cache).columns[column]!;
      const place = parent < 0 ? -1 : places.get(parent);
      assert(place !== undefined, 'a column is kept with its text');
      return { token, parent: place };
    });
    return cacheOf(columns);
  }
  return {
    provider: options.provider ?? 'wasm',
    vocabSize: options.vocabSize,
    hiding,
    looksAhead: options.looksAhead ?? false,
    passTokens: options.passTokens ?? 40,
    forward,
    select,
    release: () => Promise.resolve(),
    passes: () => passes,
    liveCaches: () => live,
  };
}

/** Greedy decoding as a textbook has it: a token at a time, no cache. The yardstick of the tests. */
export function plainGreedy(next: FakeOptions['next'], prompt: readonly number[], endToken: number, limit: number): number[] {
  const written: number[] = [];
  while (written.length < limit && written.at(-1) !== endToken) written.push(next([...prompt, ...written]));
  return written;
}

/** Sampling as a textbook has it: a token at a time, no cache. */
export function plainSample(options: Pick<FakeOptions, 'next' | 'vocabSize'>, prompt: readonly number[], endToken: number, limit: number, sampler: Sampler): number[] {
  const written: number[] = [];
  while (written.length < limit && written.at(-1) !== endToken) {
    const logits = fakeLogits(options, [...prompt, ...written]);
    written.push(sampleChoice(logits, 0, options.vocabSize, sampler.temperature, sampler.uniformAt(written.length)).id);
  }
  return written;
}
