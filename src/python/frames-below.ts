/**
 * The user frames under one that is entered: how many there are, and the records that some of them get of their own, so
 * that the call stack is known: at line granularity the one that calls, and at both those that stand in a `yield from`
 * or `await` while an exception is thrown into what they delegate to.
 *
 * `throw` of a delegating generator puts its frame back on the call stack without letting it run, and throws into the
 * innermost one. No event tells of that, so such frames are recorded when the innermost one is entered. (`close` does
 * not put them back: under it CPython's own call stack lacks them.)
 */
import { RecordFlag } from '../trace/wire.ts';
import type { TracedCode } from './code-table.ts';
import { newFrameState, type FrameState, type FrameWriter } from './frame-writer.ts';
import type { HeapLayout } from './heap-layout.ts';
import type { HeapReader } from './heap-reader.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import type { Recorder } from './recorder.ts';

export class FramesBelow {
  /** At line granularity: a frame about to call, parts of whose next record are written. */
  pending: FrameState | null = null;
  /** A PY_THROW event is handled: no call of the frame below, perhaps, but the end of a generator that it dropped. */
  throwing = false;
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly reader: HeapReader;
  private readonly recorder: Recorder;
  private readonly writer: FrameWriter;
  private readonly codes: ReadonlyMap<number, TracedCode>;
  private readonly frames = new Map<number, FrameState>();
  /** Delegating frames that stand on the recorded call stack, outermost first, and the frame that they stand on. */
  private delegating: FrameState[] = [];
  private base: FrameState | null = null;

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    reader: HeapReader,
    recorder: Recorder,
    writer: FrameWriter,
    codes: ReadonlyMap<number, TracedCode>,
  ) {
    this.memory = memory;
    this.layout = layout;
    this.reader = reader;
    this.recorder = recorder;
    this.writer = writer;
    this.codes = codes;
  }

  clear(): void {
    this.frames.clear();
    this.pending = null;
    this.delegating = [];
    this.base = null;
  }

  /** What is known of the frame at `address`, if anything is. */
  known(address: number): FrameState | undefined {
    return this.frames.get(address);
  }

  /** What is known of the frame of `code` at `address`; made where nothing is. */
  stateOf(code: TracedCode, address: number): FrameState {
    let state = this.frames.get(address);
    if (state?.code === code) return state;
    state = newFrameState(this.recorder.newFrame(code.index), address, code, this.layout);
    this.frames.set(address, state);
    return state;
  }

  /**
   * How many there are under `frame`; the nearest one that runs knows its depth since it was entered. Those that need
   * records get them. `current`: the frame of the last record.
   */
  depth(frame: number, current: FrameState | null, recordsCaller: boolean): number {
    const { memory, layout } = this;
    let waiting: [code: TracedCode, address: number][] | null = null;
    let base: FrameState | null = null;
    for (let at = memory.word(frame + layout.framePrevious); at !== 0; at = memory.word(at + layout.framePrevious)) {
      const address = memory.word(at + layout.frameExecutable) & ~3;
      const isCurrent = current !== null && current.address === at && current.code.address === address;
      const code = isCurrent ? current.code : this.codes.get(address);
      if (code === undefined) continue;
      const state = isCurrent ? current : this.frames.get(at);
      if (state?.code === code && !state.suspended) {
        base = state;
        break;
      }
      (waiting ??= []).push([code, at]);
    }
    if (base !== null && recordsCaller) this.recordCaller(base);
    const depth = base === null ? 0 : base.depth;
    if (waiting === null) {
      // The frame entered takes the place of those that stood there.
      if (this.delegating.length > 0 && (this.base === base || depth < (this.base?.depth ?? 0))) this.delegating = [];
      return depth;
    }
    this.recordDelegating(waiting.reverse(), base, depth);
    return depth + waiting.length;
  }

  /**
   * At line granularity a frame that calls another one gets a record of no line event of its own first: so the frames
   * below the top are known as they are at instruction granularity.
   */
  recordCaller(caller: FrameState): void {
    const { reader, writer } = this;
    const offset = this.offsetIn(caller);
    if (caller.recordedCall === offset || (this.throwing && caller.callOffset !== offset)) return;
    caller.recordedCall = offset;
    caller.isBase = false;
    const isWritten = this.pending === caller;
    this.pending = null;
    reader.begin(!isWritten);
    writer.writeLocals(caller);
    if (caller.callOffset === offset) writer.writeCallStack(caller);
    else writer.writeStack(caller);
    writer.writeNames(caller);
    reader.iteratorsStand = caller.callOffset === offset;
    reader.writeChanges();
    reader.iteratorsStand = false;
    this.recorder.add(RecordFlag.INSTRUCTION, caller.id, caller.depth, offset);
  }

  /** `waiting`: outermost first, right above `base`. Those that the record of the call stack has already are left out. */
  private recordDelegating(waiting: readonly (readonly [code: TracedCode, address: number])[], base: FrameState | null, depth: number): void {
    if (this.base !== base || base?.isBase !== true) this.delegating = [];
    const { delegating, reader, writer } = this;
    waiting.forEach(([code, address], place) => {
      const state = this.stateOf(code, address);
      if (delegating[place] === state) return;
      delegating[place] = state;
      state.depth = depth + place + 1;
      state.suspended = true;
      reader.begin(true);
      writer.writeLocals(state);
      writer.writeStack(state);
      writer.writeNames(state);
      reader.writeChanges();
      this.recorder.add(RecordFlag.INSTRUCTION, state.id, state.depth, this.offsetIn(state));
    });
    delegating.length = waiting.length;
    this.base = base;
    if (base !== null) base.isBase = true;
  }

  /** Of the instruction that a frame below the top is at. */
  private offsetIn(state: FrameState): number {
    return this.memory.word(state.address + this.layout.frameInstruction) - (state.code.address + this.layout.codeBytes);
  }
}
