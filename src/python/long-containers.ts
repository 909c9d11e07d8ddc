/**
 * What lies past the recorded items of long lists and dicts: watched by address alone, so that a long container costs
 * little more than a short one. What changed there is told with the container's next version; an int that library code
 * replaced by another one at the same address, within one step, is missed.
 */
import type { InterpreterMemory } from './interpreter-memory.ts';

/** Items past this many more are not watched: comparing them would cost more than all the rest of a record. */
const MAX_WATCHED = 20_000;
/** Changed items that are told at most; where more have changed, all were moved or made anew. */
const MAX_TOLD = 16;

/** Where the items past the recorded ones lie: one word each, `stride` bytes apart. */
export interface Tail {
  readonly address: number;
  readonly stride: number;
  readonly count: number;
}

/** Places in a tail that were set or added; those from `old` on were not there before. */
export interface ChangedPlaces {
  readonly old: number;
  readonly places: readonly number[];
}

export class LongContainers {
  private readonly memory: InterpreterMemory;
  private readonly watched = new Map<number, Int32Array>();

  constructor(memory: InterpreterMemory) {
    this.memory = memory;
  }

  clear(): void {
    this.watched.clear();
  }

  drop(id: number): void {
    this.watched.delete(id);
  }

  /** What changed in the tail of object `id` since it was looked at last; nothing at the first look. */
  look(id: number, tail: Tail): ChangedPlaces {
    const { memory } = this;
    const count = Math.min(tail.count, MAX_WATCHED);
    const before = this.watched.get(id);
    let known = before;
    if (known === undefined || count >= known.length) {
      known = new Int32Array(2 * count + 16);
      if (before !== undefined) known.set(before);
      this.watched.set(id, known);
    }
    // The first word is how many items there were.
    const old = known[0] as number;
    const places: number[] = [];
    let changed = 0;
    for (let place = 0; place < count; place++) {
      const word = memory.int(tail.address + place * tail.stride);
      if (known[place + 1] === word && place < old) continue;
      known[place + 1] = word;
      changed++;
      if (word !== 0 && places.length < MAX_TOLD) places.push(place);
    }
    known[0] = count;
    return { old, places: before === undefined || changed > MAX_TOLD ? [] : places };
  }
}
