/** What was last written of each object, by object id: two words a value. */

const EMPTY = new Int32Array(0);

export class KeptContents {
  /** Arrays that may be longer than what counts of them. */
  private arrays: Int32Array[] = [];
  private counts: number[] = [];

  clear(): void {
    this.arrays = [];
    this.counts = [];
  }

  /** Makes room for the next object. */
  add(): void {
    this.arrays.push(EMPTY);
    this.counts.push(0);
  }

  /** Forgets what an object that is gone held. */
  drop(id: number): void {
    this.arrays[id] = EMPTY;
    this.counts[id] = 0;
  }

  /** Of the object's array, the first `count` words count. */
  words(id: number): Int32Array {
    return this.arrays[id] as Int32Array;
  }

  count(id: number): number {
    return this.counts[id] as number;
  }

  isSame(id: number, words: Int32Array, start: number, count: number): boolean {
    if (this.counts[id] !== count) return false;
    const before = this.arrays[id] as Int32Array;
    for (let i = 0; i < count; i++) if (before[i] !== words[start + i]) return false;
    return true;
  }

  /** In place where there is room: an array of its own costs more than all the rest of a small object's entry. */
  keep(id: number, words: Int32Array, start: number, count: number): void {
    let content = this.arrays[id] as Int32Array;
    if (content.length < count) {
      // One that has grown before may well grow again.
      content = new Int32Array(content.length === 0 ? count : count + (count >> 1));
      this.arrays[id] = content;
    }
    this.counts[id] = count;
    for (let i = 0; i < count; i++) content[i] = words[start + i] as number;
  }

  /** Whether one of the values with a name before them is this one. */
  hasNamedValue(id: number, tag: number, payload: number): boolean {
    const content = this.arrays[id] as Int32Array;
    for (let i = 2, count = this.counts[id] as number; i < count; i += 4) {
      if (content[i] === tag && content[i + 1] === payload) return true;
    }
    return false;
  }
}
