/**
 * Which turn of which loop a record is in, and where the turns begin. Read from the columns once for a trace.
 */
import { at } from '../base/assert.ts';
import { codeLoops, type CodeLoop } from './code-loops.ts';
import type { Trace } from './trace.ts';
import type { CodeInfo, FrameId, RecordIndex } from './wire.ts';
import { RecordFlag } from './wire.ts';

/** One time that a frame went through a loop, from entering it to leaving it. */
export interface LoopRun {
  readonly loop: CodeLoop;
  readonly frameId: FrameId;
  /** First record of every turn. */
  readonly turns: readonly RecordIndex[];
  /** The record at the head that found that there is no further turn; null where the loop was left otherwise or goes on. */
  readonly left: RecordIndex | null;
  /** The record after its last one. */
  readonly end: RecordIndex;
  /** The run of the loop around it, in the same frame. */
  readonly outer: LoopRun | null;
}

/** Where in a run a record is. */
export interface LoopPlace {
  readonly run: LoopRun;
  /** From 1; one more than there are turns while it is found out that there is none left. */
  readonly turn: number;
}

interface OpenRun {
  readonly loop: CodeLoop;
  readonly frameId: FrameId;
  readonly turns: RecordIndex[];
  left: RecordIndex | null;
  end: RecordIndex;
  isClosed: boolean;
  readonly outer: OpenRun | null;
  /** Its place among the runs. */
  readonly number: number;
  /** In the last turn, a line other than the head's has begun. */
  hasBody: boolean;
}

const NO_LOOPS: readonly LoopPlace[] = [];

class LoopIndex {
  /** In the order in which they begin. */
  readonly #runs: OpenRun[] = [];
  /** Innermost run that each record is in; -1: none. */
  readonly #runOf: Int32Array;
  readonly #trace: Trace;
  readonly #loopsOfCodes: readonly (readonly CodeLoop[])[];
  /** Innermost open run of each frame but the current one. */
  readonly #open = new Map<number, OpenRun | null>();
  #read = 0;
  #frame = -1;
  #run: OpenRun | null = null;

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#runOf = new Int32Array(trace.recordCount).fill(-1);
    this.#loopsOfCodes = trace.header.codes.map((code: CodeInfo) => codeLoops(code));
  }

  get isComplete(): boolean {
    return this.#read === this.#trace.recordCount;
  }

  /** Reads on, `count` records at most. */
  readOn(count: number): void {
    if (this.isComplete) return;
    const { recordCount } = this.#trace;
    const to = Math.min(this.#read + count, recordCount);
    this.#readTo(to);
    if (to === recordCount) this.#endRuns();
  }

  #loopsOf(frameId: number): readonly CodeLoop[] {
    return frameId < 0 ? [] : at(this.#loopsOfCodes, this.#trace.codeIndexOfFrame(frameId as FrameId));
  }

  #readTo(to: number): void {
    const { flags, frameIds, offsets, lines } = this.#trace;
    const open = this.#open;
    let frame = this.#frame;
    let loops = this.#loopsOf(frame);
    let run = this.#run;
    for (let record = this.#read; record < to; record += 1) {
      const frameId = at(frameIds, record);
      if (frameId !== frame) {
        if (frame >= 0 && loops.length > 0) open.set(frame, run);
        frame = frameId;
        loops = this.#loopsOf(frameId);
        run = loops.length === 0 ? null : (open.get(frameId) ?? null);
      }
      if (loops.length === 0) continue;
      const bits = at(flags, record);
      if ((bits & RecordFlag.EXCEPTION) !== 0) {
        if (run !== null) this.#runOf[record] = run.number;
        continue;
      }
      const offset = at(offsets, record);
      const unit = offset >> 1;
      while (run !== null && run.loop.body[unit] !== 1) {
        closeRun(run, record as RecordIndex);
        run = run.outer;
      }
      // Loops nest, outer ones first: those after the innermost open one may begin here.
      for (let place = run === null ? 0 : loops.indexOf(run.loop) + 1; place < loops.length; place += 1) {
        const loop = at(loops, place);
        if (loop.body[unit] !== 1) continue;
        run = { loop, frameId: frameId as FrameId, turns: [], left: null, end: record as RecordIndex, isClosed: false, outer: run, number: this.#runs.length, hasBody: true };
        this.#runs.push(run);
        if (offset !== loop.head) run.turns.push(record as RecordIndex);
      }
      if (run === null) continue;
      if (offset === run.loop.head) {
        run.turns.push(record as RecordIndex);
        run.hasBody = false;
      } else if (run.loop.kind === 'for' || ((bits & RecordFlag.LINE) !== 0 && lines[record] !== run.loop.line)) run.hasBody = true;
      this.#runOf[record] = run.number;
      run.end = (record + 1) as RecordIndex;
    }
    this.#frame = frame;
    this.#run = run;
    this.#read = to;
  }

  /** Those that a frame left by an exception, or that go on: they end where what is inside them does. */
  #endRuns(): void {
    for (let place = this.#runs.length - 1; place >= 0; place -= 1) {
      const { outer, end } = at(this.#runs, place);
      if (outer !== null && !outer.isClosed && outer.end < end) outer.end = end;
    }
  }

  get runs(): readonly LoopRun[] {
    return this.#runs;
  }

  placesAt(record: RecordIndex): readonly LoopPlace[] {
    const number = this.#runOf[record] ?? -1;
    if (number < 0) return NO_LOOPS;
    const places: LoopPlace[] = [];
    for (let run: OpenRun | null = at(this.#runs, number); run !== null; run = run.outer) places.push({ run, turn: turnAt(run, record) });
    return places.reverse();
  }
}

/** A loop that is left at its head, with nothing done, had one turn less. */
function closeRun(run: OpenRun, end: RecordIndex): void {
  run.end = end;
  run.isClosed = true;
  if (!run.hasBody) run.left = run.turns.pop() ?? null;
}

/** How many turns have begun at or before `record`; the way out of the loop counts as one more. */
function turnAt({ turns, left }: OpenRun, record: RecordIndex): number {
  if (left !== null && record >= left) return turns.length + 1;
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(turns, middle) <= record) low = middle + 1;
    else high = middle;
  }
  return low;
}

const indices = new WeakMap<Trace, LoopIndex>();

function startedIndex(trace: Trace): LoopIndex {
  let index = indices.get(trace);
  if (index === undefined) {
    index = new LoopIndex(trace);
    indices.set(trace, index);
  }
  return index;
}

function indexOf(trace: Trace): LoopIndex {
  const index = startedIndex(trace);
  index.readOn(Infinity);
  return index;
}

/** Prepares what is read of the trace's loops, `count` records further; false while there are more. */
export function indexLoops(trace: Trace, count: number): boolean {
  const index = startedIndex(trace);
  index.readOn(count);
  return index.isComplete;
}

/** The loops that the frame of `record` is in, outermost first. */
export function loopsAt(trace: Trace, record: RecordIndex): readonly LoopPlace[] {
  return indexOf(trace).placesAt(record);
}

/** Every run of every loop, in the order in which they begin. */
export function loopRuns(trace: Trace): readonly LoopRun[] {
  return indexOf(trace).runs;
}
