/**
 * Positions and sources of running iterators, read from their C structs and from what was seen of them before. Where the
 * struct does not tell the position, the items that the program's loops and calls of `next` took are counted.
 */
import { Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { Shape } from './shapes.ts';
import type { TypeInfo, TypeTable } from './types.ts';

interface IteratorMemory {
  /** Raw counter at first sight. */
  readonly base: number;
  /** Last position that could be read, kept once the iterator is exhausted. */
  position: number;
  /** Length of the sequence while the iterator still held it. */
  total: number;
  /** Id of what is iterated over (-1: not known). It may be gone: a range is, once its iterator is made. */
  source: number;
  /** Items that the program was seen to take; `NEVER_DRAWN` before the first, -1 once others may have taken some. */
  taken: number;
  /** The struct has told a position. */
  hasCounter: boolean;
  /** First item and step of a range iterator, at first sight. */
  readonly start: number;
  readonly step: number;
}

/** Before a loop or `next` has begun with an iterator: it may be one that other code draws from, as awaitables are. */
const NEVER_DRAWN = -2;

/** What an exhausted or unknown iterator has instead of a counter. */
const NO_COUNTER = Number.NaN;

export class IteratorReader {
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly types: TypeTable;
  private readonly yields: (frame: number) => number;
  private readonly seen = new Map<number, IteratorMemory>();

  constructor(memory: InterpreterMemory, layout: HeapLayout, types: TypeTable, yields: (frame: number) => number) {
    this.memory = memory;
    this.layout = layout;
    this.types = types;
    this.yields = yields;
  }

  clear(): void {
    this.seen.clear();
  }

  /** Drops what is known of the iterator at `address` and of those inside it that have no identity. */
  forget(address: number, hasIdentity: (address: number) => boolean): void {
    if (hasIdentity(address)) return;
    this.seen.delete(address);
    for (const inner of this.inner(address, this.infoOf(address))) this.forget(inner, hasIdentity);
  }

  /** The iterator at `address` is gone. */
  drop(address: number): void {
    this.seen.delete(address);
  }

  /** Takes the iterator at `address` as new, made from the object that has the id `source` (-1: not known). */
  note(address: number, info: TypeInfo, source: number): void {
    const known = this.remember(address, info);
    if (known.source < 0) known.source = source;
    if (known.taken === NEVER_DRAWN) known.taken = 0;
  }

  /** The program took an item. */
  take(address: number, info: TypeInfo): void {
    const known = this.remember(address, info);
    if (known.taken !== -1) known.taken = Math.max(known.taken, 0) + 1;
  }

  /** C code was handed the iterator: it may take items that nobody sees. */
  lose(address: number, info: TypeInfo): void {
    this.remember(address, info).taken = -1;
  }

  /** Items taken so far; -1 if that cannot be known. */
  position(address: number, info: TypeInfo): number {
    const known = this.remember(address, info);
    const counter = this.counter(address, info);
    if (Number.isNaN(counter)) {
      if (known.total >= 0) known.position = known.total;
      else if (!known.hasCounter) known.position = Math.max(known.taken, -1);
    } else {
      known.hasCounter = true;
      known.position = counter - known.base;
      known.total = this.total(address, info);
    }
    return known.position;
  }

  /** Start, stop and step of the range that a range iterator goes over. */
  range(address: number, info: TypeInfo): readonly [start: number, stop: number, step: number] {
    const { base, start, step } = this.remember(address, info);
    return [start, start - base * step, step];
  }

  /** Id of what is iterated over, -1 where it was not seen that the iterator was made. */
  sourceId(address: number, info: TypeInfo): number {
    return this.remember(address, info).source;
  }

  /** Address of what the iterator itself holds (of a tuple of iterators for `zip` and `map`), or 0. */
  source(address: number, info: TypeInfo): number {
    return this.underlying(address, info);
  }

  /** Items that the generator at `address` has yielded. */
  generatorYields(address: number): number {
    return this.isUnstarted(address) ? 0 : this.yields(address + Unpublished.generator.frame);
  }

  isUnstarted(address: number): boolean {
    const { frameState, created } = Unpublished.generator;
    return (this.memory.byte(address + frameState) << 24) >> 24 === created;
  }

  private infoOf(address: number): TypeInfo {
    return this.types.get(this.memory.word(address + this.layout.objectType));
  }

  private remember(address: number, info: TypeInfo): IteratorMemory {
    let known = this.seen.get(address);
    if (known === undefined) {
      const counter = this.counter(address, info);
      // A sequence iterator counts from 0 by itself; the others count from where they were first seen.
      const base = info.shape === Shape.SEQUENCE_ITERATOR || Number.isNaN(counter) ? 0 : counter;
      const isRange = info.shape === Shape.RANGE_ITERATOR;
      const start = isRange ? this.memory.int(address + Unpublished.rangeIterator.start) : 0;
      const step = isRange ? this.memory.int(address + Unpublished.rangeIterator.step) : 0;
      known = { base, position: -1, total: -1, source: -1, taken: NEVER_DRAWN, hasCounter: false, start, step };
      this.seen.set(address, known);
      for (const inner of this.inner(address, info)) this.remember(inner, this.infoOf(inner));
    }
    return known;
  }

  /** A number that grows by one with every item taken. */
  private counter(address: number, info: TypeInfo): number {
    const { memory } = this;
    switch (info.shape) {
      case Shape.SEQUENCE_ITERATOR: {
        const { index, sequence } = Unpublished.sequenceIterator;
        return memory.word(address + sequence) === 0 ? NO_COUNTER : memory.int(address + index);
      }
      case Shape.REVERSE_ITERATOR:
        return -memory.int(address + Unpublished.sequenceIterator.index);
      case Shape.RANGE_ITERATOR:
        return -memory.int(address + Unpublished.rangeIterator.length);
      case Shape.LONG_RANGE_ITERATOR: {
        const length = memory.word(address + Unpublished.rangeIterator.length);
        const digits = memory.word(length + this.layout.intTag) >>> 3;
        if (digits > 1) return NO_COUNTER;
        return digits === 0 ? 0 : -memory.word(length + this.layout.intDigits);
      }
      case Shape.DICT_ITERATOR:
        return -memory.int(address + Unpublished.dictIterator.length);
      case Shape.SET_ITERATOR:
        return -memory.int(address + Unpublished.setIterator.length);
      case Shape.DEQUE_ITERATOR:
        return -memory.int(address + Unpublished.dequeIterator.left);
      case Shape.ENUMERATE:
        return memory.word(address + Unpublished.enumerate.longIndex) === 0
          ? memory.int(address + Unpublished.enumerate.index)
          : NO_COUNTER;
      case Shape.ZIP:
      case Shape.MAP:
      case Shape.FILTER: {
        const inner = this.firstInner(address, info);
        return inner === 0 ? NO_COUNTER : this.counter(inner, this.infoOf(inner));
      }
      case Shape.GENERATOR: {
        const yields = this.generatorYields(address);
        return yields < 0 ? NO_COUNTER : yields;
      }
      default:
        return NO_COUNTER;
    }
  }

  /** Length of the sequence that the iterator still holds; -1 for other kinds. */
  private total(address: number, info: TypeInfo): number {
    if (info.shape !== Shape.SEQUENCE_ITERATOR) return -1;
    const sequence = this.memory.word(address + Unpublished.sequenceIterator.sequence);
    // `str`, `list`, `tuple`, `bytes` and `bytearray` all keep their length in the word after the type.
    return info.name === 'iterator' ? -1 : this.memory.int(sequence + 8);
  }

  /** Iterators that the one at `address` draws from. */
  private inner(address: number, info: TypeInfo): number[] {
    if (info.shape === Shape.ENUMERATE || info.shape === Shape.FILTER) return [this.firstInner(address, info)];
    if (info.shape !== Shape.ZIP && info.shape !== Shape.MAP) return [];
    const tuple = this.underlying(address, info);
    if (tuple === 0) return [];
    const count = this.memory.word(tuple + this.layout.tupleSize);
    return Array.from({ length: count }, (_, i) => this.memory.word(tuple + this.layout.tupleItems + 4 * i));
  }

  private firstInner(address: number, info: TypeInfo): number {
    const { memory } = this;
    switch (info.shape) {
      case Shape.ENUMERATE:
        return memory.word(address + Unpublished.enumerate.iterator);
      case Shape.FILTER:
        return memory.word(address + Unpublished.filter.iterator);
      case Shape.ZIP:
      case Shape.MAP: {
        const iterators = this.underlying(address, info);
        if (iterators === 0 || memory.word(iterators + this.layout.tupleSize) === 0) return 0;
        return memory.word(iterators + this.layout.tupleItems);
      }
      default:
        return 0;
    }
  }

  private underlying(address: number, info: TypeInfo): number {
    const { memory } = this;
    switch (info.shape) {
      case Shape.SEQUENCE_ITERATOR:
      case Shape.REVERSE_ITERATOR:
        return memory.word(address + Unpublished.sequenceIterator.sequence);
      case Shape.DICT_ITERATOR:
        return memory.word(address + Unpublished.dictIterator.dict);
      case Shape.SET_ITERATOR:
        return memory.word(address + Unpublished.setIterator.set);
      case Shape.DEQUE_ITERATOR:
        return memory.word(address + Unpublished.dequeIterator.deque);
      case Shape.ENUMERATE:
      case Shape.FILTER:
        return this.firstInner(address, info);
      case Shape.ZIP:
        return memory.word(address + Unpublished.zip.iterators);
      case Shape.MAP:
        return memory.word(address + Unpublished.map.iterators);
      default:
        return 0;
    }
  }
}
