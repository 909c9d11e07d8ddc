/** Tells the heap reader what the program does with iterators: where it gets them, when it takes an item of one. */
import type { CallReader } from './call-reader.ts';
import { UnitFlag } from './code-table.ts';
import type { FrameState } from './frame-writer.ts';
import type { HeapReader } from './heap-reader.ts';

export interface KnownCallables {
  /** Address of `next`. */
  readonly next: number;
  /** Addresses of builtins that take no item of an iterator that they are given. */
  readonly inert: ReadonlySet<number>;
}

export class IteratorFollower {
  private readonly reader: HeapReader;
  private readonly calls: CallReader;
  private readonly known: KnownCallables;

  constructor(reader: HeapReader, calls: CallReader, known: KnownCallables) {
    this.reader = reader;
    this.calls = calls;
    this.known = known;
  }

  /** To be told at each record; `top`: address of the topmost value. */
  followGetIter(state: FrameState, offset: number, top: number): void {
    if (state.iterable !== null) {
      this.reader.noteIterator(top, state.iterable);
      state.iterable = null;
    }
    if ((state.code.unitFlags[offset >>> 1] as number) & UnitFlag.GET_ITER) state.iterable = this.reader.idOf(top);
  }

  /** FOR_ITER has pushed an item on top of its iterator. */
  tookItem(state: FrameState): void {
    this.reader.tookItem(this.calls.objectAt(this.calls.end(state) - 2));
  }

  /** A call of `next` that the frame made has returned. */
  tookNext(state: FrameState): void {
    const address = this.reader.objects.addresses[state.drawing] as number;
    state.drawing = -1;
    if (address !== 0) this.reader.tookItem(address >>> 0);
  }

  /**
   * What the call may do to iterators among its arguments: `next` takes one item (`state.drawing`), other code of C's
   * may take any number. A function of Python's takes none by being called; what it does then is seen.
   */
  followCall(state: FrameState, offset: number): void {
    const { calls, known, reader } = this;
    const end = calls.end(state);
    const callableAt = calls.callable(state, offset);
    const callable = calls.objectAt(callableAt);
    if (callable !== 0 && (known.inert.has(callable) || reader.isPythonCallable(callable))) return;
    if (callable === known.next && end - callableAt === 3 && calls.isPlain(state, offset)) {
      state.drawing = reader.idOf(calls.objectAt(end - 1));
      return;
    }
    for (let at = callableAt; at < end; at++) {
      const address = calls.objectAt(at);
      if (address !== 0) reader.handedToC(address);
    }
  }
}
