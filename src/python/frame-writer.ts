/** Writes what changed in a frame: its local slots, its value stack, the names that it sees. */
import { DeltaOp, ValueTag } from '../trace/wire.ts';
import type { TracedCode } from './code-table.ts';
import type { RecordedStack } from './effect-tracker.ts';
import { GlobalsReader } from './globals-reader.ts';
import { Unpublished, type HeapLayout } from './heap-layout.ts';
import type { HeapReader } from './heap-reader.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import type { Recorder } from './recorder.ts';

type NamedValues = Map<number, readonly [tag: number, payload: number]>;

/** What is known of an activation that has run. */
export interface FrameState {
  id: number;
  readonly address: number;
  readonly code: TracedCode;
  depth: number;
  /** Indices in the interpreter's memory, in words: of the first local slot, the bottom of the value stack, its end's address. */
  readonly firstLocal: number;
  readonly stackBottom: number;
  readonly stackPointer: number;
  /** Tag and payload of each local slot as last written; -1 before that. */
  readonly locals: Int32Array;
  /** Last written values of a class body's names. */
  named: NamedValues | null;
  yields: number;
  /** A generator or coroutine that yielded and was not resumed since. */
  suspended: boolean;
  /** Delegating frames stand on this one in the record of the call stack (see `FramesBelow`), and it was not recorded since. */
  isBase: boolean;
  /** The last instruction jumped back to its own line. */
  repeatsLine: boolean;
  /** The frame that handed control to this one with nothing done besides, and takes it back so; null where that is not known. */
  caller: FrameState | null;
  /** Id of the generator that the caller draws from, or -1. */
  generator: number;
  /** Id of what GET_ITER is about to run on, -1 if it has none; null if another instruction is. */
  iterable: number | null;
  /** Id of the iterator that a call of `next` under way draws from; -1: none. */
  drawing: number;
  /** At line granularity: ids of the iterators (-1: others) on the value stack at the frame's last call, and its offset. */
  callStack: Int32Array;
  callDepth: number;
  callOffset: number;
  /** Offset of the call under way that a record was made for; -1: none. */
  recordedCall: number;
}

const EMPTY = new Int32Array(0);

/** Makes what is known of a frame that is gone that of the next activation of the same code, in the same place. */
export function beginAnew(state: FrameState, id: number): void {
  state.id = id;
  state.depth = 0;
  state.locals.fill(0);
  state.named = null;
  state.yields = 0;
  state.suspended = false;
  state.isBase = false;
  state.repeatsLine = false;
  state.caller = null;
  state.generator = -1;
  state.iterable = null;
  state.drawing = -1;
  state.callDepth = 0;
  state.callOffset = -1;
  state.recordedCall = -1;
}

/** A frame of which nothing was written yet. */
export function newFrameState(id: number, address: number, code: TracedCode, layout: HeapLayout): FrameState {
  const firstLocal = (address + layout.frameLocals) >>> 2;
  return {
    id,
    address,
    code,
    depth: 0,
    firstLocal,
    stackBottom: firstLocal + code.localCount,
    stackPointer: (address + layout.frameStackPointer) >>> 2,
    // NULL is 0.
    locals: new Int32Array(2 * code.localCount),
    named: null,
    yields: 0,
    suspended: false,
    isBase: false,
    repeatsLine: false,
    caller: null,
    generator: -1,
    iterable: null,
    drawing: -1,
    callStack: EMPTY,
    callDepth: 0,
    callOffset: -1,
    recordedCall: -1,
  };
}

export class FrameWriter {
  /** The stack that `writeStack` wrote last. */
  readonly stack: RecordedStack = { words: EMPTY, end: 0, count: 0 };
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly reader: HeapReader;
  private readonly recorder: Recorder;
  private readonly globals: GlobalsReader;
  private namespace = 0;
  private readonly intern = (text: string): number => this.recorder.strings.intern(text);

  constructor(memory: InterpreterMemory, layout: HeapLayout, reader: HeapReader, recorder: Recorder) {
    this.memory = memory;
    this.layout = layout;
    this.reader = reader;
    this.recorder = recorder;
    this.globals = new GlobalsReader(memory, layout, reader, recorder.deltas);
  }

  /** `namespace`: address of the module's dict. */
  begin(namespace: number): void {
    this.namespace = namespace;
    this.globals.begin(namespace);
  }

  writeLocals(state: FrameState): void {
    const { memory, reader } = this;
    const out = this.recorder.deltas;
    const slots = state.locals;
    const count = slots.length >>> 1;
    if (count === 0) return;
    out.ensure(1 + 3 * count);
    const words = out.words;
    const header = out.length;
    let at = header + 1;
    const first = state.firstLocal;
    const { hidden } = state.code;
    const source = memory.words;
    for (let i = 0; i < count; i++) {
      if (hidden[i] !== 0) continue;
      const word = source[first + i] as number;
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
  writeStack(state: FrameState): number {
    const { memory, reader, layout } = this;
    const source = memory.words;
    const first = state.stackBottom;
    const end = (source[state.stackPointer] as number) >>> 2;
    const count = end - first;
    const { stack } = this;
    stack.count = count;
    if (count <= 0) {
      stack.count = 0;
      return 0;
    }
    const out = this.recorder.deltas;
    out.ensure(1 + 2 * count);
    const { words } = out;
    const { int } = reader.builtin;
    const typeAt = layout.objectType;
    const tagAt = layout.intTag;
    let at = out.length;
    words[at++] = DeltaOp.STACK | (count << 8);
    let word = 0;
    for (let i = first; i < end; i++) {
      word = source[i] as number;
      if ((word & 3) === 3) {
        words[at++] = ValueTag.TAGGED_INT;
        words[at++] = (word | 0) >> 2;
        continue;
      }
      const address = (word & ~3) >>> 0;
      if (address !== 0 && source[(address + typeAt) >>> 2] === int) {
        // An int of at most one digit, which most are: read here, since this is the most frequent of all reads.
        const tag = source[(address + tagAt) >>> 2] as number;
        if (tag >>> 3 <= 1) {
          const digit = tag >>> 3 === 0 ? 0 : (source[(address + layout.intDigits) >>> 2] as number);
          words[at++] = ValueTag.INT;
          words[at++] = (tag & 3) === 2 ? -digit : digit;
          continue;
        }
      }
      reader.read(address);
      words[at++] = reader.tag;
      words[at++] = reader.payload;
    }
    out.length = at;
    stack.words = words;
    stack.end = at;
    return (word & 3) === 3 ? 0 : (word & ~3) >>> 0;
  }

  /**
   * Remembers the iterators on the value stack of a frame that is about to call: when the callee starts, the arguments
   * have left the stack and may have been freed.
   */
  captureCallStack(state: FrameState): void {
    const { memory, layout, reader } = this;
    const first = state.address + layout.frameLocals + 4 * state.code.localCount;
    const depth = (memory.word(state.address + layout.frameStackPointer) - first) >> 2;
    if (depth > state.callStack.length) state.callStack = new Int32Array(depth + 8);
    for (let i = 0; i < depth; i++) {
      const word = memory.word(first + 4 * i);
      const isObject = (word & 3) !== 3 && word >= 4;
      state.callStack[i] = isObject ? reader.iteratorId((word & ~3) >>> 0) : -1;
    }
    state.callDepth = depth;
  }

  /** The stack that `captureCall` found; what is no iterator stands as NULL. */
  writeCallStack(state: FrameState): void {
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

  writeNames(state: FrameState): void {
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
