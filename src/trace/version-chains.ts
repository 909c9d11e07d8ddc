/**
 * For every thing that changes (a local slot, a module variable, a heap object) the chain of its versions, newest
 * first, with jump pointers, so that "what was it at record r" takes O(log versions) without replaying anything.
 * Appending takes O(1). The jump pointers are those of E. W. Myers, "An applicative random-access stack" (1983).
 */
import { GrowableInt32 } from './growable.ts';

/** Stands for "no version": an empty chain, or a record before the first version. */
export const NO_VERSION = -1;

export class VersionChains {
  readonly #previous = new GrowableInt32(0);
  readonly #jump = new GrowableInt32(1);
  readonly #length = new GrowableInt32(2);
  readonly #record = new GrowableInt32(3);
  readonly #position = new GrowableInt32(4);

  get count(): number {
    return this.#record.length;
  }

  /** Adds a version to the chain whose newest one is `head`; returns the new head. Records never go down. */
  add(head: number, record: number, position: number): number {
    const version = this.#record.length;
    this.#record.push(record);
    this.#position.push(position);
    this.#previous.push(head);
    if (head === NO_VERSION) {
      this.#length.push(1);
      this.#jump.push(NO_VERSION);
      return version;
    }
    const headJump = this.#jump.data[head] ?? NO_VERSION;
    const headLength = this.#length.data[head] ?? 0;
    const jumpLength = this.#lengthOf(headJump);
    const jumpJump = headJump === NO_VERSION ? NO_VERSION : (this.#jump.data[headJump] ?? NO_VERSION);
    const even = headJump !== NO_VERSION && headLength - jumpLength === jumpLength - this.#lengthOf(jumpJump);
    this.#jump.push(even ? jumpJump : head);
    this.#length.push(headLength + 1);
    return version;
  }

  /** The newest version at or before `record` in the chain of `head`, or `NO_VERSION`. */
  find(head: number, record: number): number {
    const records = this.#record.data;
    const previous = this.#previous.data;
    const jumps = this.#jump.data;
    let version = head;
    while (version !== NO_VERSION && (records[version] ?? 0) > record) {
      const jump = jumps[version] ?? NO_VERSION;
      version = jump !== NO_VERSION && (records[jump] ?? 0) > record ? jump : (previous[version] ?? NO_VERSION);
    }
    return version;
  }

  /** The oldest version after `record` in the chain of `head`, or `NO_VERSION`. */
  findAfter(head: number, record: number): number {
    const records = this.#record.data;
    const previous = this.#previous.data;
    const jumps = this.#jump.data;
    let version = head;
    if (version === NO_VERSION || (records[version] ?? 0) <= record) return NO_VERSION;
    for (;;) {
      const jump = jumps[version] ?? NO_VERSION;
      const before = previous[version] ?? NO_VERSION;
      if (jump !== NO_VERSION && (records[jump] ?? 0) > record) version = jump;
      else if (before !== NO_VERSION && (records[before] ?? 0) > record) version = before;
      else return version;
    }
  }

  /** The version before `version` of the same thing, or `NO_VERSION`. */
  previousOf(version: number): number {
    return this.#previous.data[version] ?? NO_VERSION;
  }

  recordOf(version: number): number {
    return this.#record.data[version] ?? NO_VERSION;
  }

  /** The word that was given with the version. */
  positionOf(version: number): number {
    return this.#position.data[version] ?? 0;
  }

  #lengthOf(version: number): number {
    return version === NO_VERSION ? 0 : (this.#length.data[version] ?? 0);
  }
}
