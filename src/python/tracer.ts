/**
 * The monitoring callbacks: which frame an event belongs to, what changed in it, when to stop. CPython calls them
 * for the code objects of the user's program alone (RAISE, which is global, is filtered here).
 */
import { RecordFlag, type Granularity } from '../trace/wire.ts';
import { CallReader } from './call-reader.ts';
import { UnitFlag, type TracedCode } from './code-table.ts';
import { ControlTransfer } from './control-transfer.ts';
import { Look, Transfer, type EffectTracker } from './effect-tracker.ts';
import type { ExceptionReader } from './exception-reader.ts';
import { beginAnew, FrameWriter, type FrameState } from './frame-writer.ts';
import { FramesBelow } from './frames-below.ts';
import type { HeapLayout } from './heap-layout.ts';
import type { HeapReader } from './heap-reader.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import type { RunLimits } from './protocol.ts';
import type { Recorder } from './recorder.ts';
import { IteratorFollower, type KnownCallables } from './iterator-follower.ts';
import { RunBudget, type StopReason } from './run-budget.ts';

/** OFF: events are ignored. GUARD: they only serve the time limit. RECORD: they make records. */
export const TracerMode = { OFF: 0, GUARD: 1, RECORD: 2 } as const;
export type TracerMode = (typeof TracerMode)[keyof typeof TracerMode];

export class Tracer {
  mode: TracerMode = TracerMode.OFF;
  readonly budget: RunBudget;

  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly reader: HeapReader;
  private readonly recorder: Recorder;
  private readonly exceptions: ExceptionReader;
  private readonly effects: EffectTracker;
  private readonly writer: FrameWriter;
  private readonly control: ControlTransfer;
  private readonly calls: CallReader;
  private readonly iterators: IteratorFollower;
  private readonly currentFrame: number;
  private readonly none: number;
  private readonly disable: number;
  private readonly stopMessage: number;

  private readonly codes = new Map<number, TracedCode>();
  private readonly below: FramesBelow;
  private current: FrameState | null = null;
  private byLine = false;
  private lineBegins = false;
  /** Records at line granularity: frame and offset that the LINE event has just recorded. */
  private recordedFrame = -1;
  private recordedOffset = -1;

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    reader: HeapReader,
    recorder: Recorder,
    exceptions: ExceptionReader,
    effects: EffectTracker,
    callables: KnownCallables,
    /** Address of `sys.monitoring.DISABLE`, which is immortal. */
    disable: number,
  ) {
    this.memory = memory;
    this.layout = layout;
    this.reader = reader;
    this.recorder = recorder;
    this.exceptions = exceptions;
    this.effects = effects;
    this.budget = new RunBudget(recorder);
    this.writer = new FrameWriter(memory, layout, reader, recorder);
    this.below = new FramesBelow(memory, layout, reader, recorder, this.writer, this.codes);
    this.control = new ControlTransfer(memory, layout, reader, effects);
    this.calls = new CallReader(memory, reader, effects, this.codes);
    this.iterators = new IteratorFollower(reader, this.calls, callables);
    this.currentFrame = memory.module._PyThreadState_Get() + layout.currentFrame;
    this.none = memory.module.__Py_NoneStruct;
    this.disable = disable;
    this.stopMessage = memory.newCString('stopped by the tracer');
    // A generator of a library's may lie where one of the program's was.
    reader.yields = (frame) => {
      const state = this.below.known(frame);
      return state?.code.address === (memory.word(frame + layout.frameExecutable) & ~3) ? state.yields : -1;
    };
  }

  /** Starts a run; no code is traced before `setProgram`. */
  begin(granularity: Granularity, limits: RunLimits): void {
    this.budget.begin(limits);
    this.codes.clear();
    this.below.clear();
    this.current = null;
    this.control.clear();
    this.lineBegins = false;
    this.recordedFrame = -1;
    this.byLine = granularity === 'line';
  }

  /** `namespace`: address of the module's dict. */
  setProgram(codes: readonly TracedCode[], namespace: number): void {
    for (const code of codes) this.codes.set(code.address, code);
    this.effects.dictsAreAliased = codes.some((code) => code.aliasesDicts);
    this.writer.begin(namespace);
    this.reader.setNamespace(namespace);
  }

  /** The code object at `copy` has the instructions of the program's one at `original`; in a trace they are one. */
  copyCode(original: number, copy: number): void {
    const code = this.codes.get(original);
    if (code !== undefined) this.codes.set(copy, { ...code, address: copy, start: copy + (code.start - code.address) });
  }

  /** PY_START, PY_RESUME: (code, offset). */
  onStart(args: number): number {
    if (this.mode !== TracerMode.RECORD) return this.guard();
    this.memory.refresh();
    return this.event(args, RecordFlag.INSTRUCTION | RecordFlag.CALL);
  }

  /** PY_THROW, of all code: (code, offset, exception). */
  onThrow(args: number): number {
    if (this.mode !== TracerMode.RECORD || this.budget.stopReason !== null) return this.none;
    this.below.throwing = true;
    const result = this.onStart(args);
    this.below.throwing = false;
    return result;
  }

  /** INSTRUCTION: (code, offset). */
  onInstruction(args: number): number {
    if (this.mode !== TracerMode.RECORD) return this.guard();
    const { memory } = this;
    memory.refresh();
    if (this.byLine) return this.onInstructionByLine(args);
    let state = this.current;
    const { words } = memory;
    const frame = words[this.currentFrame >>> 2] as number;
    // By far the most frequent events: the frame of the last record goes on, or the one that called it.
    if (state !== null && state.address !== frame) state = state.caller;
    if (state !== null && state.address === frame) {
      const offset = (words[(frame + this.layout.frameInstruction) >>> 2] as number) - state.code.start;
      if (offset >= 0 && offset < state.code.bytes) {
        if (this.budget.isSpent()) return this.stop();
        this.current = state;
        this.recordEvent(state, offset, RecordFlag.INSTRUCTION);
        return this.none;
      }
    }
    return this.event(args, RecordFlag.INSTRUCTION);
  }

  /** LINE: (code, line). Comes before the INSTRUCTION event of the same instruction. */
  onLine(args: number): number {
    if (this.mode !== TracerMode.RECORD) return this.guard();
    this.lineBegins = true;
    if (!this.byLine) return this.none;
    this.memory.refresh();
    const frame = this.memory.word(this.currentFrame);
    const code = this.memory.word(args);
    const offset = this.memory.word(frame + this.layout.frameInstruction) - (code + this.layout.codeBytes);
    this.recordedFrame = frame;
    this.recordedOffset = offset;
    return this.eventAt(code, frame, offset, RecordFlag.INSTRUCTION);
  }

  /** RAISE, STOP_ITERATION: (code, offset, exception). */
  onRaise(args: number): number {
    if (this.mode !== TracerMode.RECORD || this.budget.stopReason !== null) return this.none;
    this.memory.refresh();
    const code = this.codes.get(this.memory.word(args));
    if (code === undefined) return this.none;
    if (this.budget.isSpent()) return this.stop();
    const frame = this.memory.word(this.currentFrame);
    const state = this.frameState(code, frame, false, frame !== this.current?.address);
    state.recordedCall = -1;
    state.isBase = false;
    state.drawing = -1;
    this.budget.steps++;
    this.record(state, this.offset(args), RecordFlag.EXCEPTION, this.memory.word(args + 8));
    return this.none;
  }

  /** Ends the run for a reason that is no limit. */
  stopFor(reason: StopReason): number {
    this.memory.refresh();
    this.budget.stopFor(reason);
    return this.stop();
  }

  /** Any event of which only the time matters. */
  guard(): number {
    if (this.mode === TracerMode.OFF) return this.none;
    this.memory.refresh();
    return this.budget.isSpent() ? this.stop() : this.none;
  }

  private onInstructionByLine(args: number): number {
    const frame = this.memory.word(this.currentFrame);
    const codeAddress = this.memory.word(args);
    const { current } = this;
    const isCurrent = current !== null && current.address === frame && current.code.address === codeAddress;
    const state = isCurrent ? current : this.below.known(frame);
    const code = isCurrent ? current.code : this.codes.get(codeAddress);
    if (code === undefined || state === undefined) return this.none;
    const offset = this.offset(args);
    const flags = code.unitFlags[offset >>> 1] as number;
    if (flags === 0) return this.disable;
    const recorded = this.recordedFrame === frame && this.recordedOffset === offset;
    this.recordedFrame = -1;
    if (state.drawing >= 0) this.iterators.tookNext(state);
    if (flags & UnitFlag.AFTER_FOR_ITER) {
      this.iterators.tookItem(state);
      if (flags === UnitFlag.AFTER_FOR_ITER) return this.none;
    }
    if (flags & UnitFlag.REPEATS_LINE) {
      const target = code.info.instructions.find((instruction) => instruction.offset === offset)?.jumpTarget;
      this.lineBegins = true;
      return this.eventAt(code.address, frame, target ?? offset, RecordFlag.INSTRUCTION);
    }
    if (flags & (UnitFlag.RETURN | UnitFlag.YIELD)) {
      return recorded ? this.none : this.eventAt(code.address, frame, offset, RecordFlag.INSTRUCTION);
    }
    const top = this.memory.word(this.memory.word(frame + this.layout.frameStackPointer) - 4) & ~3;
    if (flags & UnitFlag.CALL) this.captureCall(state, offset);
    if (flags & UnitFlag.AFTER_GET_ITER) {
      this.reader.noteIterator(top, state.iterable ?? -1);
      state.iterable = null;
    }
    if (flags & UnitFlag.GET_ITER) {
      // Written now, since it may be gone after GET_ITER.
      this.reader.read(top);
      this.reader.writeChanges();
      state.iterable = this.reader.idOf(top);
    }
    return this.none;
  }

  private event(args: number, flags: number): number {
    return this.eventAt(this.memory.word(args), this.memory.word(this.currentFrame), this.offset(args), flags);
  }

  private eventAt(codeAddress: number, frame: number, offset: number, eventFlags: number): number {
    let state = this.current;
    if (state === null || state.address !== frame || state.code.address !== codeAddress || eventFlags & RecordFlag.CALL) {
      const code = this.codes.get(codeAddress);
      if (code === undefined) return this.none;
      if (this.budget.isSpent()) return this.stop();
      const call = (eventFlags & RecordFlag.CALL) !== 0;
      const starts = call && ((code.unitFlags[offset >>> 1] as number) & UnitFlag.START) !== 0;
      state = this.frameState(code, frame, starts, call);
    } else if (this.budget.isSpent()) return this.stop();
    this.recordEvent(state, offset, eventFlags);
    return this.none;
  }

  private recordEvent(state: FrameState, offset: number, eventFlags: number): void {
    let flags = eventFlags;
    if (state.drawing >= 0) this.iterators.tookNext(state);
    if (this.lineBegins || state.repeatsLine) {
      flags |= RecordFlag.LINE;
      this.lineBegins = false;
    }
    const unit = state.code.unitFlags[offset >>> 1] as number;
    if (unit & UnitFlag.AFTER_FOR_ITER && !this.byLine) this.iterators.tookItem(state);
    state.repeatsLine = !this.byLine && (unit & UnitFlag.REPEATS_LINE) !== 0;
    if (unit & (UnitFlag.RETURN | UnitFlag.YIELD)) {
      flags |= unit & UnitFlag.YIELD ? RecordFlag.RETURN | RecordFlag.YIELD : RecordFlag.RETURN;
    }
    state.recordedCall = -1;
    state.isBase = false;
    this.budget.steps++;
    this.record(state, offset, flags, 0);
    if (unit & UnitFlag.YIELD) {
      state.yields++;
      state.suspended = true;
    }
    if (unit & UnitFlag.RETURN && state.code.isFinalizer) {
      this.reader.retire((this.memory.word(state.address + this.layout.frameLocals) & ~3) >>> 0);
    }
  }

  /**
   * Remembers the iterators on the value stack of a frame that is about to call: when the callee starts, the arguments
   * have left the stack and may have been freed.
   */
  private captureCall(state: FrameState, offset: number): void {
    if (this.calls.staysInC(state, offset)) {
      state.callOffset = -1;
      return;
    }
    const { reader, writer } = this;
    reader.begin(true);
    writer.captureCallStack(state);
    this.iterators.followCall(state, offset);
    const callsBack = this.calls.callsBack(state, offset);
    if (callsBack) {
      // What the callee does before it calls user code must not show in the state that the caller is recorded with.
      this.writer.writeLocals(state);
      this.writer.writeNames(state);
      this.below.pending = state;
    }
    reader.writeChanges();
    if (callsBack || this.calls.leavesProgram(state, offset)) this.budget.beforeCall();
    state.callOffset = offset;
    state.recordedCall = -1;
  }

  /** `args[1]` as an int of at most one digit. */
  private offset(args: number): number {
    const value = this.memory.word(args + 4);
    return this.memory.word(value + this.layout.intTag) >>> 3 === 0 ? 0 : this.memory.word(value + this.layout.intDigits);
  }

  /** Raises in the program; every later event raises again, so no handler can swallow it for good. */
  private stop(): number {
    const { module } = this.memory;
    module._PyErr_SetString(module.HEAPU32[module._PyExc_KeyboardInterrupt >>> 2] as number, this.stopMessage);
    return 0;
  }

  /** `starts`: a new activation begins. `entered`: control came from another frame, so the depth is found anew. */
  private frameState(code: TracedCode, frame: number, starts: boolean, entered: boolean): FrameState {
    if (starts && code.isGenerator) this.reader.generatorStarts(frame);
    const known = this.below.known(frame);
    const state = this.below.stateOf(code, frame);
    if (state === known && starts) beginAnew(state, this.recorder.newFrame(code.index));
    if (state.depth === 0 || entered) {
      state.depth = this.below.depth(frame, this.current, this.byLine && !code.isFinalizer) + 1;
      state.suspended = false;
    }
    this.current = state;
    return state;
  }

  private record(state: FrameState, offset: number, flags: number, exception: number): void {
    const { reader, recorder, effects } = this;
    const { pending } = this.below;
    if (pending !== null) {
      if (pending !== state) this.below.recordCaller(pending);
      this.below.pending = null;
    }
    let look: Look = Look.ALL;
    if (this.control.isLast(state) && (flags & (RecordFlag.CALL | RecordFlag.EXCEPTION)) === 0) look = this.beginFollowing(state);
    else this.control.begin(state, flags);
    if (look === Look.ALL || look === Look.LOCALS) this.writer.writeLocals(state);
    const top = this.writer.writeStack(state);
    if (!this.byLine) {
      if (exception === 0) {
        this.iterators.followGetIter(state, offset, top);
        effects.follow(state.code, offset, this.writer.stack, state.locals);
      } else {
        // GET_ITER gave nothing.
        state.iterable = null;
        effects.forget();
      }
      this.control.follow(state, flags);
    }
    if (look === Look.ALL || look === Look.NAMES) this.writer.writeNames(state);
    if (exception !== 0) this.exceptions.write(exception);
    reader.writeChanges();
    recorder.add(flags, state.id, state.depth, offset);
    if (this.budget.isFresh) this.budget.afterEarlyRecord();
    if (this.byLine || exception !== 0 || ((state.code.unitFlags[offset >>> 1] as number) & UnitFlag.CALL) === 0) return;
    if (this.calls.leavesProgram(state, offset)) this.budget.beforeCall();
    if (effects.transfer === Transfer.NONE) this.iterators.followCall(state, offset);
  }

  private beginFollowing(state: FrameState): Look {
    const { effects, memory } = this;
    if (!effects.readsAttribute) return effects.begin(0, 0);
    const end = memory.word(state.address + this.layout.frameStackPointer);
    return effects.begin((memory.word(end - 4) & ~3) >>> 0, (memory.word(end - 8) & ~3) >>> 0);
  }
}
