/**
 * The calls of a trace as a tree, in columns: one entry an activation of a function, in the order in which they begin.
 * A generator that goes on is one more entry of its caller's, with the frame id that it had before.
 */
import { at } from '../base/assert.ts';
import type { Brand } from '../base/brand.ts';
import type { Trace } from './trace.ts';
import type { CodeInfo, FrameId, RecordIndex } from './wire.ts';
import { RecordFlag } from './wire.ts';

/** Place of a call in a `CallTree`. */
export type CallIndex = Brand<number, 'CallIndex'>;

const NONE = -1;

export class CallTree {
  readonly trace: Trace;
  /** First and last record of each call, those of the calls inside included. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Call that made it; -1 for the outermost. */
  readonly parents: Int32Array;

  constructor(trace: Trace) {
    this.trace = trace;
    const { flags, depths, recordCount } = trace;
    const starts: number[] = [];
    const ends: number[] = [];
    const parents: number[] = [];
    const open: number[] = [];
    for (let record = 0; record < recordCount; record += 1) {
      const depth = depths[record] ?? 1;
      const begins = ((flags[record] ?? 0) & RecordFlag.CALL) !== 0 || open.length < depth;
      while (open.length > (begins ? depth - 1 : depth)) ends[open.pop() ?? 0] = record - 1;
      if (!begins) continue;
      parents.push(open.at(-1) ?? NONE);
      open.push(starts.length);
      starts.push(record);
      ends.push(recordCount - 1);
    }
    this.starts = Int32Array.from(starts);
    this.ends = Int32Array.from(ends);
    this.parents = Int32Array.from(parents);
  }

  get count(): number {
    return this.starts.length;
  }

  /** The innermost call that `record` belongs to. */
  callAt(record: RecordIndex): CallIndex {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (at(this.starts, middle) <= record) low = middle;
      else high = middle - 1;
    }
    while (at(this.ends, low) < record && at(this.parents, low) !== NONE) low = at(this.parents, low);
    return low as CallIndex;
  }

  /** The calls that a call made, in order. */
  children(call: CallIndex): CallIndex[] {
    const found: CallIndex[] = [];
    const end = at(this.ends, call);
    for (let next = call + 1; next < this.count && at(this.starts, next) <= end; next = this.#after(next)) found.push(next as CallIndex);
    return found;
  }

  /** From the outermost call to `call` itself. */
  path(call: CallIndex): CallIndex[] {
    const path: CallIndex[] = [];
    for (let on: number = call; on !== NONE; on = at(this.parents, on)) path.push(on as CallIndex);
    return path.reverse();
  }

  code(call: CallIndex): CodeInfo {
    return this.trace.codeAt(this.start(call));
  }

  frame(call: CallIndex): FrameId {
    return this.trace.frameIdAt(this.start(call));
  }

  start(call: CallIndex): RecordIndex {
    return at(this.starts, call) as RecordIndex;
  }

  end(call: CallIndex): RecordIndex {
    return at(this.ends, call) as RecordIndex;
  }

  /** The first call that begins after all those inside of `call`. */
  #after(call: number): number {
    const end = at(this.ends, call);
    let low = call + 1;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(this.starts, middle) <= end) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const trees = new WeakMap<Trace, CallTree>();

/** The calls of a trace; made once. */
export function callTree(trace: Trace): CallTree {
  let tree = trees.get(trace);
  if (tree === undefined) {
    tree = new CallTree(trace);
    trees.set(trace, tree);
  }
  return tree;
}
