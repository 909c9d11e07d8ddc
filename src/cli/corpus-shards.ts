/**
 * Token shards: a shard is four files, `NAME.tokens.u16`, `NAME.segments.u16`, `NAME.loss.u8` (an element a token)
 * and `NAME.documents.u32` (where documents start, and the total), all little endian. A document is a program:
 * segment 0 is the source, segments 1, 2, … are prompts (a state, mostly) with what is to be
 * predicted, each on its own.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endianness } from 'node:os';
import { assert } from '../base/assert.ts';

export interface TokenPair {
  /** Not predicted: `STATE <jump:n>` of the strategy `dynamic`, and so on. */
  readonly prompt: readonly number[];
  /** Predicted. */
  readonly target: readonly number[];
}

export interface TokenDocument {
  readonly prefix: readonly number[];
  readonly pairs: readonly TokenPair[];
}

export interface ShardInfo {
  readonly name: string;
  readonly documents: number;
  readonly pairs: number;
  readonly tokens: number;
  readonly loss_tokens: number;
  /** Of the four files together, and the SHA-256 of their bytes in the order tokens, segments, loss, documents. */
  readonly bytes: number;
  readonly sha256: string;
}

export const SHARD_FILES = ['tokens.u16', 'segments.u16', 'loss.u8', 'documents.u32'] as const;

export class ShardWriter {
  readonly #folder: string;
  readonly #shardTokens: number;
  #tokens: Uint16Array;
  #segments: Uint16Array;
  #loss: Uint8Array;
  #starts: number[] = [0];
  #size = 0;
  #pairs = 0;
  #lossTokens = 0;
  readonly #shards: ShardInfo[] = [];

  /** A shard is written when it has `shardTokens` tokens or more. */
  constructor(folder: string, shardTokens: number) {
    assert(endianness() === 'LE', 'shards are little endian, this machine is not');
    this.#folder = folder;
    this.#shardTokens = shardTokens;
    const capacity = Math.min(shardTokens, 1 << 20);
    this.#tokens = new Uint16Array(capacity);
    this.#segments = new Uint16Array(capacity);
    this.#loss = new Uint8Array(capacity);
  }

  add(document: TokenDocument): void {
    assert(document.pairs.length > 0 && document.pairs.length < 65536, 'a document has pairs');
    let length = document.prefix.length;
    for (const pair of document.pairs) length += pair.prompt.length + pair.target.length;
    this.#reserve(this.#size + length);
    this.#put(document.prefix, 0, 0);
    document.pairs.forEach((pair, i) => {
      this.#put(pair.prompt, i + 1, 0);
      this.#put(pair.target, i + 1, 1);
      this.#lossTokens += pair.target.length;
    });
    this.#pairs += document.pairs.length;
    this.#starts.push(this.#size);
    if (this.#size >= this.#shardTokens) this.#flush();
  }

  /** Writes what is left; the shards written. */
  finish(): readonly ShardInfo[] {
    if (this.#size > 0) this.#flush();
    return this.#shards;
  }

  #put(ids: readonly number[], segment: number, loss: 0 | 1): void {
    const start = this.#size;
    const end = start + ids.length;
    this.#tokens.set(ids, start);
    this.#segments.fill(segment, start, end);
    this.#loss.fill(loss, start, end);
    this.#size = end;
  }

  #reserve(size: number): void {
    if (size <= this.#tokens.length) return;
    const capacity = Math.max(size, this.#tokens.length * 2);
    const grow = <T extends Uint16Array | Uint8Array>(old: T, now: T): T => {
      now.set(old);
      return now;
    };
    this.#tokens = grow(this.#tokens, new Uint16Array(capacity));
    this.#segments = grow(this.#segments, new Uint16Array(capacity));
    this.#loss = grow(this.#loss, new Uint8Array(capacity));
  }

  #flush(): void {
    const name = String(this.#shards.length).padStart(5, '0');
    const size = this.#size;
    const columns = [
      this.#tokens.subarray(0, size),
      this.#segments.subarray(0, size),
      this.#loss.subarray(0, size),
      Uint32Array.from(this.#starts),
    ];
    const hash = createHash('sha256');
    let bytes = 0;
    columns.forEach((column, i) => {
      const view = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
      hash.update(view);
      bytes += view.length;
      writeFileSync(join(this.#folder, `${name}.${SHARD_FILES[i] ?? ''}`), view);
    });
    this.#shards.push({
      name,
      documents: this.#starts.length - 1,
      pairs: this.#pairs,
      tokens: size,
      loss_tokens: this.#lossTokens,
      bytes,
      sha256: hash.digest('hex'),
    });
    this.#starts = [0];
    this.#size = 0;
    this.#pairs = 0;
    this.#lossTokens = 0;
  }
}
