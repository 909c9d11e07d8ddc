/** A growing array of words that the deltas of records are written to. */
export class DeltaWriter {
  words = new Int32Array(1 << 14);
  length = 0;

  /** Makes room for `count` more words. */
  ensure(count: number): void {
    const needed = this.length + count;
    if (needed <= this.words.length) return;
    const words = new Int32Array(Math.max(this.words.length * 2, needed));
    words.set(this.words.subarray(0, this.length));
    this.words = words;
  }
}
