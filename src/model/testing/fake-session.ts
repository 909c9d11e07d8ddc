/**
 * A made-up network with a real KV cache: what it foretells depends on the whole visible text, so that a column too
 * many, one too few, or a wrong position changes its answer. It also counts the caches that are not disposed of.
 */
import { assert } from '../../base/assert.ts';
import type { Provider } from '../protocol.ts';
import type { Sampler } from '../sampling.ts';
import { sampleChoice } from '../sampling.ts';
import type { ForwardInput, ForwardOutput, KeyValueCache, Session } from '../session.ts';

interface Column {
  readonly token: number;
  readonly position: number;
}

interface FakeCache extends KeyValueCache {
  readonly columns: readonly (readonly Column[])[];
  readonly disposed: boolean;
}

export interface FakeOptions {
  readonly vocabSize: number;
  readonly provider?: Provider;
  readonly preferredRows?: number;
  /** Whether caches can be cut; if not, what is stale is hidden by masks alone. */
  readonly canTruncate?: boolean;
  /** Positions that there are; any if not given. */
  readonly contextLength?: number;
  /** The best next token for a text. */
  readonly next: (text: readonly number[]) => number;
}

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
  let live = 0;
  let passes = 0;
  function cacheOf(columns: readonly (readonly Column[])[]): FakeCache {
    live++;
    let disposed = false;
    return {
      rows: columns.length,
      length: columns[0]?.length ?? 0,
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
  function forward(input: ForwardInput): Promise<ForwardOutput> {
    passes++;
    const { rows, length } = input;
    const past = input.cache ? alive(input.cache) : null;
    const pastLength = past?.length ?? 0;
    assert(past === null || past.rows === rows, 'as many rows as the cache has');
    assert(input.mask.length === rows * (pastLength + length), 'a mask for every column');
    assert(Math.max(...input.positions) < (options.contextLength ?? Infinity), 'a position that the network has');
    const logits = new Float32Array(rows * length * options.vocabSize);
    const columns: Column[][] = [];
    for (let r = 0; r < rows; r++) {
      const row: Column[] = [...(past?.columns[r] ?? [])];
      for (let t = 0; t < length; t++) {
        row.push({ token: input.tokens[r * length + t]!, position: input.positions[r * length + t]! });
        const own = r * (pastLength + length);
        if (input.mask[own + row.length - 1] === 0) continue;
        const seen = row.filter((_, column) => input.mask[own + column] === 1);
        assert(seen.every((column, i) => column.position === i), 'what is seen is a text without gaps or repeats');
        const text = seen.map((column) => column.token);
        logits.set(fakeLogits(options, text), (r * length + t) * options.vocabSize);
      }
      columns.push(row);
    }
    return Promise.resolve({ logits: input.wantLogits ? logits : new Float32Array(0), cache: cacheOf(columns) });
  }
  return {
    provider: options.provider ?? 'wasm',
    vocabSize: options.vocabSize,
    preferredRows: options.preferredRows ?? 1,
    forward,
    repeat: (cache, rows) => cacheOf(Array.from({ length: rows }, () => alive(cache).columns[0] ?? [])),
    truncate: (cache, length) => (options.canTruncate === false ? null : cacheOf(alive(cache).columns.map((row) => row.slice(0, length)))),
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
