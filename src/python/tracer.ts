/**
 * The monitoring callbacks: which frame an event belongs to, what changed in it, when to stop. CPython calls them
 * for the code objects of the user's program alone (RAISE, which is global, is filtered here).
 */
import { DeltaOp, RecordFlag, ValueTag, type Granularity } from '../trace/wire.ts';
import { UnitFlag, type TracedCode } from './code-table.ts';
import { Look, type EffectTracker, type RecordedStack } from './effect-tracker.ts';
import { Effect } from './effects.ts';
import type { ExceptionReader } from './exception-reader.ts';
import { GlobalsReader } from './globals-reader.ts';
import { Unpublished, type HeapLayout } from './heap-layout.ts';
import type { HeapReader } from './heap-reader.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import type { RunLimits } from './protocol.ts';
import type { Recorder } from './recorder.ts';

/** OFF: events are ignored. GUARD: they only serve the time limit. RECORD: they make records. */
export const TracerMode = { OFF: 0, GUARD: 1, RECORD: 2 } as const;
export type TracerMode = (typeof TracerMode)[keyof typeof TracerMode];

export type StopReason = 'steps' | 'seconds' | 'trace-bytes' | 'stopped';

type NamedValues = Map<number, readonly [tag: number, payload: number]>;

interface FrameState {
  id: number;
  readonly address: number;
  readonly code: TracedCode;
  depth: number;
  /** Tag and payload of each local slot as last written; -1 before that. */
  readonly locals: Int32Array;
  /** Last written values of a class body's names. */
  named: NamedValues | null;
  yields: number;
  /** The last instruction jumped back to its own line. */
  repeatsLine: boolean;
  /** What GET_ITER is about to run on, or 0. */
  iterable: number;
  /** At line granularity: ids of the iterators (-1: others) on the value stack at the frame's last call, and its offset. */
  callStack: Int32Array;
  callDepth: number;
  callOffset: number;
  /** Offset of the call under way that a record was made for; -1: none. */
  recordedCall: number;
}

const EMPTY = new Int32Array(0);
const CHECK_EVERY = 32; // events between looks at the clock: a look costs about 40 ns
const CHUNK_MS = 100;

export class Tracer {
  mode: TracerMode = TracerMode.OFF;
  stopReason: StopReason | null = null;
  /** Called about every 100 ms of run time to hand over what was recorded. */
  onFlush: () => void = () => undefined;
  stopRequested = false;

  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly reader: HeapReader;
  private readonly recorder: Recorder;
  private readonly exceptions: ExceptionReader;
  private readonly effects: EffectTracker;
  private readonly globals: GlobalsReader;
  private readonly currentFrame: number;
  private readonly none: number;
  private readonly disable: number;
  private readonly stopMessage: number;

  private readonly codes = new Map<number, TracedCode>();
  private readonly frames = new Map<number, FrameState>();
  private current: FrameState | null = null;
  private readonly stack: RecordedStack = { words: EMPTY, end: 0, count: 0 };
  /** At line granularity: a frame about to call, parts of whose next record are written. */
  private pending: FrameState | null = null;
  /** The frame of the last record, whose next instruction `effects` follows. */
  private followed: FrameState | null = null;
  private namespace = 0;
  private byLine = false;
  private lineBegins = false;
  /** A PY_THROW event is handled: no call of the frame below, perhaps, but the end of a generator that it dropped. */
  private throwing = false;
  /** Records at line granularity: frame and offset that the LINE event has just recorded. */
  private recordedFrame = -1;
  private recordedOffset = -1;
  private ticks = 0;
  private steps = 0;
  private maxSteps = 0;
  private maxBytes = 0;
  private deadline = 0;
  private nextFlush = 0;
  private readonly intern = (text: string): number => this.recorder.strings.intern(text);

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    reader: HeapReader,
    recorder: Recorder,
    exceptions: ExceptionReader,
    effects: EffectTracker,
    /** Address of `sys.monitoring.DISABLE`, which is immortal. */
    disable: number,
  ) {
    this.memory = memory;
    this.layout = layout;
    this.reader = reader;
    this.recorder = recorder;
    this.exceptions = exceptions;
    this.effects = effects;
    this.globals = new GlobalsReader(memory, layout, reader, recorder.deltas);
    this.currentFrame = memory.module._PyThreadState_Get() + layout.currentFrame;
    this.none = memory.module.__Py_NoneStruct;
    this.disable = disable;
    this.stopMessage = memory.newCString('stopped by the tracer');
    reader.yields = (frame) => this.frames.get(frame)?.yields ?? -1;
  }

  /** Starts a run; no code is traced before `setProgram`. */
  begin(granularity: Granularity, limits: RunLimits): void {
    const now = performance.now();
    this.codes.clear();
    this.frames.clear();
    this.current = null;
    this.followed = null;
    this.pending = null;
    this.lineBegins = false;
    this.recordedFrame = -1;
    this.stopReason = null;
    this.stopRequested = false;
    this.byLine = granularity === 'line';
    this.maxSteps = limits.maxSteps;
    this.maxBytes = limits.maxTraceBytes;
    this.deadline = now + limits.maxSeconds * 1000;
    this.nextFlush = now + CHUNK_MS;
    this.ticks = 0;
    this.steps = 0;
  }

  /** `namespace`: address of the module's dict. */
  setProgram(codes: readonly TracedCode[], namespace: number): void {
    for (const code of codes) this.codes.set(code.address, code);
    this.namespace = namespace;
    this.effects.dictsAreAliased = codes.some((code) => code.aliasesDicts);
    this.globals.begin(namespace);
  }

  /** PY_START, PY_RESUME: (code, offset). */
  onStart(args: number): number {
    if (this.mode !== TracerMode.RECORD) return this.guard();
    this.memory.refresh();
    return this.event(args, RecordFlag.INSTRUCTION | RecordFlag.CALL);
  }

  /** PY_THROW, of all code: (code, offset, exception). */
  onThrow(args: number): number {
    if (this.mode !== TracerMode.RECORD || this.stopReason !== null) return this.none;
    this.throwing = true;
    const result = this.onStart(args);
    this.throwing = false;
    return result;
  }

  /** INSTRUCTION: (code, offset). */
  onInstruction(args: number): number {
    if (this.mode !== TracerMode.RECORD) return this.guard();
    this.memory.refresh();
    return this.byLine ? this.onInstructionByLine(args) : this.event(args, RecordFlag.INSTRUCTION);
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
    if (this.mode !== TracerMode.RECORD || this.stopReason !== null) return this.none;
    this.memory.refresh();
    const code = this.codes.get(this.memory.word(args));
    if (code === undefined) return this.none;
    if (this.shouldStop()) return this.stop();
    const frame = this.memory.word(this.currentFrame);
    const state = this.frameState(code, frame, false, frame !== this.current?.address);
    state.recordedCall = -1;
    this.steps++;
    this.record(state, this.offset(args), RecordFlag.EXCEPTION, this.memory.word(args + 8));
    return this.none;
  }

  /** Any event of which only the time matters. */
  guard(): number {
    if (this.mode === TracerMode.OFF) return this.none;
    this.memory.refresh();
    return this.shouldStop() ? this.stop() : this.none;
  }

  private onInstructionByLine(args: number): number {
    const code = this.codes.get(this.memory.word(args));
    if (code === undefined) return this.none;
    const offset = this.offset(args);
    const flags = code.unitFlags[offset >>> 1] as number;
    if (flags === 0) return this.disable;
    const frame = this.memory.word(this.currentFrame);
    const recorded = this.recordedFrame === frame && this.recordedOffset === offset;
    this.recordedFrame = -1;
    if (flags & UnitFlag.REPEATS_LINE) {
      const target = code.info.instructions.find((instruction) => instruction.offset === offset)?.jumpTarget;
      this.lineBegins = true;
      return this.eventAt(code.address, frame, target ?? offset, RecordFlag.INSTRUCTION);
    }
    if (flags & (UnitFlag.RETURN | UnitFlag.YIELD)) {
      return recorded ? this.none : this.eventAt(code.address, frame, offset, RecordFlag.INSTRUCTION);
    }
    const top = this.memory.word(this.memory.word(frame + this.layout.frameStackPointer) - 4) & ~3;
    const state = this.frames.get(frame);
    if (state === undefined) return this.none;
    if (flags & UnitFlag.CALL) this.captureCall(state, offset);
    if (flags & UnitFlag.AFTER_GET_ITER) {
      this.reader.noteIterator(top, state.iterable);
      state.iterable = 0;
    }
    if (flags & UnitFlag.GET_ITER) {
      // Gives it an identity, so that it outlives GET_ITER.
      this.reader.read(top);
      state.iterable = top;
    }
    return this.none;
  }

  private event(args: number, flags: number): number {
    return this.eventAt(this.memory.word(args), this.memory.word(this.currentFrame), this.offset(args), flags);
  }

  private eventAt(codeAddress: number, frame: number, offset: number, eventFlags: number): number {
    let state = this.current;
    let flags = eventFlags;
    if (state === null || state.address !== frame || state.code.address !== codeAddress || flags & RecordFlag.CALL) {
      const code = this.codes.get(codeAddress);
      if (code === undefined) return this.none;
      if (this.stopReason !== null || this.shouldStop()) return this.stop();
      const call = (flags & RecordFlag.CALL) !== 0;
      const starts = call && ((code.unitFlags[offset >>> 1] as number) & UnitFlag.START) !== 0;
      state = this.frameState(code, frame, starts, call);
    } else if (this.stopReason !== null || this.shouldStop()) return this.stop();
    if (this.lineBegins || state.repeatsLine) {
      flags |= RecordFlag.LINE;
      this.lineBegins = false;
    }
    const unit = state.code.unitFlags[offset >>> 1] as number;
    state.repeatsLine = !this.byLine && (unit & UnitFlag.REPEATS_LINE) !== 0;
    if (unit & (UnitFlag.RETURN | UnitFlag.YIELD)) {
      flags |= unit & UnitFlag.YIELD ? RecordFlag.RETURN | RecordFlag.YIELD : RecordFlag.RETURN;
    }
    state.recordedCall = -1;
    this.steps++;
    this.record(state, offset, flags, 0);
    if (unit & UnitFlag.YIELD) state.yields++;
    if (unit & UnitFlag.RETURN && state.code.isFinalizer) {
      this.reader.retire((this.memory.word(frame + this.layout.frameLocals) & ~3) >>> 0);
    }
    return this.none;
  }

  /**
   * Remembers the iterators on the value stack of a frame that is about to call: when the callee starts, the arguments
   * have left the stack and may have been freed.
   */
  private captureCall(state: FrameState, offset: number): void {
    const { memory, layout, reader } = this;
    const first = state.address + layout.frameLocals + 4 * state.code.localCount;
    const depth = (memory.word(state.address + layout.frameStackPointer) - first) >> 2;
    if (depth > state.callStack.length) state.callStack = new Int32Array(depth + 8);
    reader.begin(true);
    for (let i = 0; i < depth; i++) {
      const word = memory.word(first + 4 * i);
      const isObject = (word & 3) !== 3 && word >= 4;
      state.callStack[i] = isObject ? reader.iteratorId((word & ~3) >>> 0) : -1;
    }
    if (this.callsBack(state, offset, first + 4 * depth)) {
      // What the callee does before it calls user code must not show in the state that the caller is recorded with.
      this.writeLocals(state);
      this.writeNames(state);
      this.pending = state;
    }
    reader.writeChanges();
    state.callDepth = depth;
    state.callOffset = offset;
    state.recordedCall = -1;
  }

  /** Whether the call may run code of C's that calls user code later: not if a Python function or a class is called. */
  private callsBack(state: FrameState, offset: number, end: number): boolean {
    const unit = offset >>> 1;
    if (state.code.effects[unit] !== Effect.CALL) return true;
    const count = state.code.argumentsOf[unit] as number;
    const callable = (this.memory.word(end - 4 * (count + 2)) & ~3) >>> 0;
    return callable !== 0 && this.reader.isBuiltinCallable(callable) && !this.effects.isPure(callable);
  }

  /**
   * At line granularity a frame that calls another one gets a record of no line event of its own first: so the frames
   * below the top are known as they are at instruction granularity.
   */
  private recordCaller(caller: FrameState): void {
    const { memory, layout } = this;
    const offset = memory.word(caller.address + layout.frameInstruction) - (caller.code.address + layout.codeBytes);
    if (caller.recordedCall === offset || (this.throwing && caller.callOffset !== offset)) return;
    caller.recordedCall = offset;
    const isWritten = this.pending === caller;
    this.pending = null;
    this.reader.begin(!isWritten);
    this.writeLocals(caller);
    if (caller.callOffset === offset) this.writeCallStack(caller);
    else this.writeStack(caller);
    this.writeNames(caller);
    this.reader.iteratorsStand = caller.callOffset === offset;
    this.reader.writeChanges();
    this.reader.iteratorsStand = false;
    this.recorder.add(RecordFlag.INSTRUCTION, caller.id, caller.depth, offset);
  }

  /** `args[1]` as an int of at most one digit. */
  private offset(args: number): number {
    const value = this.memory.word(args + 4);
    return this.memory.word(value + this.layout.intTag) >>> 3 === 0 ? 0 : this.memory.word(value + this.layout.intDigits);
  }

  private shouldStop(): boolean {
    if (this.steps >= this.maxSteps) this.stopReason = 'steps';
    else if ((++this.ticks & (CHECK_EVERY - 1)) === 0) {
      const now = performance.now();
      if (this.stopRequested) this.stopReason = 'stopped';
      else if (now > this.deadline) this.stopReason = 'seconds';
      else if (this.recorder.bytes() > this.maxBytes) this.stopReason = 'trace-bytes';
      else if (now > this.nextFlush) {
        this.onFlush();
        this.nextFlush = performance.now() + CHUNK_MS;
      }
    }
    return this.stopReason !== null;
  }

  /** Raises in the program; every later event raises again, so no handler can swallow it for good. */
  private stop(): number {
    const { module } = this.memory;
    module._PyErr_SetString(module.HEAPU32[module._PyExc_KeyboardInterrupt >>> 2] as number, this.stopMessage);
    return 0;
  }

  /** `starts`: a new activation begins. `entered`: control came from another frame, so the depth is found anew. */
  private frameState(code: TracedCode, frame: number, starts: boolean, entered: boolean): FrameState {
    let state = this.frames.get(frame);
    if (starts && code.isGenerator) this.reader.generatorStarts(frame);
    if (state === undefined || state.code !== code || starts) {
      const locals = state?.code === code ? state.locals : new Int32Array(2 * code.localCount);
      for (let i = 0; i < locals.length; i += 2) {
        locals[i] = ValueTag.NULL;
        locals[i + 1] = 0;
      }
      const id = this.recorder.newFrame(code.index);
      state = {
        id,
        address: frame,
        code,
        depth: 0,
        locals,
        named: null,
        yields: 0,
        repeatsLine: false,
        iterable: 0,
        callStack: EMPTY,
        callDepth: 0,
        callOffset: -1,
        recordedCall: -1,
      };
      this.frames.set(frame, state);
    }
    if (state.depth === 0 || entered) state.depth = this.depthBelow(frame, this.byLine && !code.isFinalizer) + 1;
    this.current = state;
    return state;
  }

  /** User frames under `frame`. The nearest one knows its depth since it was entered. */
  private depthBelow(frame: number, recordCaller: boolean): number {
    const { memory, layout } = this;
    let depth = 0;
    for (let at = memory.word(frame + layout.framePrevious); at !== 0; at = memory.word(at + layout.framePrevious)) {
      const code = this.codes.get(memory.word(at + layout.frameExecutable) & ~3);
      if (code === undefined) continue;
      const state = this.frames.get(at);
      if (state?.code === code) {
        if (recordCaller && depth === 0) this.recordCaller(state);
        return depth + state.depth;
      }
      depth++;
    }
    return depth;
  }

  private record(state: FrameState, offset: number, flags: number, exception: number): void {
    const { reader, recorder, effects } = this;
    if (this.pending !== null) {
      if (this.pending !== state) this.recordCaller(this.pending);
      this.pending = null;
    }
    let look: Look = Look.ALL;
    if (this.followed === state && (flags & (RecordFlag.CALL | RecordFlag.EXCEPTION)) === 0) look = this.beginFollowing(state);
    else reader.begin(true);
    if (look === Look.ALL || look === Look.LOCALS) this.writeLocals(state);
    const top = this.writeStack(state);
    if (!this.byLine) {
      this.followGetIter(state, offset, top);
      if (exception === 0) effects.follow(state.code, offset, this.stack, state.locals);
      else effects.forget();
      this.followed = state;
    }
    if (look === Look.ALL || look === Look.NAMES) this.writeNames(state);
    if (exception !== 0) this.exceptions.write(exception);
    reader.writeChanges();
    recorder.add(flags, state.id, state.depth, offset);
  }

  private beginFollowing(state: FrameState): Look {
    const { effects, memory } = this;
    if (!effects.readsAttribute) return effects.begin(0, 0);
    const end = memory.word(state.address + this.layout.frameStackPointer);
    return effects.begin((memory.word(end - 4) & ~3) >>> 0, (memory.word(end - 8) & ~3) >>> 0);
  }

  private writeLocals(state: FrameState): void {
    const { memory, reader } = this;
    const out = this.recorder.deltas;
    const slots = state.locals;
    const count = slots.length >>> 1;
    if (count === 0) return;
    out.ensure(1 + 3 * count);
    const words = out.words;
    const header = out.length;
    let at = header + 1;
    const first = (state.address + this.layout.frameLocals) >>> 2;
    for (let i = 0; i < count; i++) {
      if (i === state.code.hiddenSlot) continue;
      const word = memory.words[first + i] as number;
      let tag: number;
      let payload: number;
      if ((word & 3) === 3) {
        tag = ValueTag.TAGGED_INT;
        payload = (word | 0) >> 2;
      } else {
        reader.read(word & ~3);
        tag = reader.tag;
        payload = reader.payload;
      }
      if (slots[2 * i] === tag && slots[2 * i + 1] === payload) continue;
      slots[2 * i] = tag;
      slots[2 * i + 1] = payload;
      words[at++] = i;
      words[at++] = tag;
      words[at++] = payload;
    }
    const changed = (at - header - 1) / 3;
    if (changed === 0) return;
    words[header] = DeltaOp.LOCALS | (changed << 8);
    out.length = at;
  }

  /** Gives the address of the value on top of the stack, 0 if there is none. */
  private writeStack(state: FrameState): number {
    const { memory, layout } = this;
    const bottom = state.address + layout.frameLocals + 4 * state.code.localCount;
    const end = memory.word(state.address + layout.frameStackPointer);
    this.stack.count = 0;
    return this.writeStackWords(memory.signed, bottom >>> 2, (end - bottom) >> 2);
  }

  /** The stack that `captureCall` found; what is no iterator stands as NULL. */
  private writeCallStack(state: FrameState): void {
    const out = this.recorder.deltas;
    const { callDepth, callStack } = state;
    if (callDepth === 0) return;
    out.ensure(1 + 2 * callDepth);
    out.words[out.length++] = DeltaOp.STACK | (callDepth << 8);
    for (let i = 0; i < callDepth; i++) {
      const id = callStack[i] as number;
      out.words[out.length++] = id < 0 ? ValueTag.NULL : ValueTag.REFERENCE;
      out.words[out.length++] = Math.max(id, 0);
    }
  }

  private writeStackWords(source: Int32Array, first: number, count: number): number {
    if (count <= 0) return 0;
    const { reader } = this;
    const out = this.recorder.deltas;
    out.ensure(1 + 2 * count);
    const words = out.words;
    words[out.length++] = DeltaOp.STACK | (count << 8);
    let word = 0;
    for (let i = first; i < first + count; i++) {
      word = source[i] as number;
      if ((word & 3) === 3) {
        words[out.length++] = ValueTag.TAGGED_INT;
        words[out.length++] = word >> 2;
      } else {
        reader.read((word & ~3) >>> 0);
        words[out.length++] = reader.tag;
        words[out.length++] = reader.payload;
      }
    }
    this.stack.words = out.words;
    this.stack.end = out.length;
    this.stack.count = count;
    return (word & 3) === 3 ? 0 : (word & ~3) >>> 0;
  }

  private followGetIter(state: FrameState, offset: number, top: number): void {
    if (state.iterable !== 0) {
      this.reader.noteIterator(top, state.iterable);
      state.iterable = 0;
    }
    if ((state.code.unitFlags[offset >>> 1] as number) & UnitFlag.GET_ITER) state.iterable = top;
  }

  private writeNames(state: FrameState): void {
    const { memory } = this;
    const locals = memory.word(state.address + Unpublished.frame.locals);
    if (locals === this.namespace) this.globals.writeAll();
    else {
      if (memory.word(state.address + Unpublished.frame.globals) === this.namespace) {
        this.globals.writeNamed(state.code, this.intern);
      }
      if (locals !== 0) this.writeNamedLocals(state, locals);
    }
  }

  /** The names that a class body has bound so far. */
  private writeNamedLocals(state: FrameState, mapping: number): void {
    const before = (state.named ??= new Map() as NamedValues);
    const out = this.recorder.deltas;
    out.ensure(1);
    const header = out.length++;
    const seen = new Set<number>();
    const write = (name: number, tag: number, payload: number): void => {
      out.ensure(3);
      out.words[out.length++] = name;
      out.words[out.length++] = tag;
      out.words[out.length++] = payload;
    };
    this.reader.eachName(mapping, (name, value) => {
      seen.add(name);
      this.reader.read(value);
      const { tag, payload } = this.reader;
      const old = before.get(name);
      if (old?.[0] === tag && old[1] === payload) return;
      before.set(name, [tag, payload]);
      write(name, tag, payload);
    });
    for (const name of [...before.keys()]) {
      if (seen.has(name)) continue;
      before.delete(name);
      write(name, ValueTag.NULL, 0);
    }
    const count = (out.length - header - 1) / 3;
    if (count === 0) out.length = header;
    else out.words[header] = DeltaOp.NAMED_LOCALS | (count << 8);
  }
}
