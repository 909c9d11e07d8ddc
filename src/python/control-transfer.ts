/**
 * Follows control from frame to frame: where one hands it to another with nothing done besides, what the tracer knows of
 * the heap stays true. Wherever C code stands between, anything may have changed.
 */
import { RecordFlag } from '../trace/wire.ts';
import { Transfer, type EffectTracker } from './effect-tracker.ts';
import type { FrameState } from './frame-writer.ts';
import type { HeapLayout } from './heap-layout.ts';
import type { HeapReader } from './heap-reader.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';

export class ControlTransfer {
  private readonly memory: InterpreterMemory;
  private readonly layout: HeapLayout;
  private readonly reader: HeapReader;
  private readonly effects: EffectTracker;
  private readonly none: number;
  /** The frame of the last record; null where it is not followed. */
  private last: FrameState | null = null;
  /** The frame that the last record's gives control back to, or null. */
  private returnsTo: FrameState | null = null;

  constructor(memory: InterpreterMemory, layout: HeapLayout, reader: HeapReader, effects: EffectTracker) {
    this.memory = memory;
    this.layout = layout;
    this.reader = reader;
    this.effects = effects;
    this.none = memory.module.__Py_NoneStruct;
  }

  clear(): void {
    this.last = null;
    this.returnsTo = null;
  }

  isLast(state: FrameState): boolean {
    return this.last === state;
  }

  /** Begins a record of a frame that is not the last record's, or that was called or raised. */
  begin(state: FrameState, flags: number): void {
    const { reader, last } = this;
    if (flags & RecordFlag.CALL) {
      const entered = last !== null && this.isTarget(state, last);
      state.caller = entered ? last : null;
      state.generator = entered && this.effects.transfer === Transfer.GENERATOR ? this.effects.resumed : -1;
      reader.begin(!entered);
      return;
    }
    const returned = this.returnsTo === state && (flags & RecordFlag.EXCEPTION) === 0;
    reader.begin(!returned);
    if (returned && last !== null && last.generator >= 0) reader.touch(last.generator);
  }

  /** To be told after each record at instruction granularity. */
  follow(state: FrameState, flags: number): void {
    this.last = state;
    this.returnsTo = flags & RecordFlag.RETURN ? state.caller : null;
  }

  private isTarget(state: FrameState, from: FrameState): boolean {
    const { memory, layout, effects } = this;
    const below = memory.word(state.address + layout.framePrevious);
    switch (effects.transfer) {
      case Transfer.NONE:
        return false;
      case Transfer.CODE:
        return below === from.address && state.code.address === effects.target;
      case Transfer.GENERATOR:
        return below === from.address && state.address === effects.target;
      case Transfer.CLASS:
        // C code calls `__init__`, over a frame of the interpreter's own, which has no code.
        return (
          state.code.info.name === '__init__' &&
          ((memory.word(below + layout.frameExecutable) & ~3) >>> 0) === this.none &&
          memory.word(below + layout.framePrevious) === from.address
        );
    }
  }
}
