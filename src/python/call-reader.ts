/** What can be said of a call before it is made, from the value stack of the frame that makes it. */
import type { TracedCode } from './code-table.ts';
import type { EffectTracker } from './effect-tracker.ts';
import { Effect } from './effects.ts';
import type { FrameState } from './frame-writer.ts';
import type { HeapReader } from './heap-reader.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';

export class CallReader {
  private readonly memory: InterpreterMemory;
  private readonly reader: HeapReader;
  private readonly effects: EffectTracker;
  private readonly codes: ReadonlyMap<number, TracedCode>;

  /** `codes`: those of the program, by address. */
  constructor(memory: InterpreterMemory, reader: HeapReader, effects: EffectTracker, codes: ReadonlyMap<number, TracedCode>) {
    this.memory = memory;
    this.reader = reader;
    this.effects = effects;
    this.codes = codes;
  }

  /** Whether the call is one of a builtin function on scalars, which calls nothing back: no record comes before the next line. */
  staysInC(state: FrameState, offset: number): boolean {
    if (!this.isPlain(state, offset)) return false;
    const end = this.end(state);
    const callable = this.callable(state, offset);
    if (!this.effects.isPure(this.objectAt(callable))) return false;
    for (let at = callable + 1; at < end; at++) {
      const address = this.objectAt(at);
      if (address !== 0 && !this.reader.isScalar(address)) return false;
    }
    return true;
  }

  /** Whether the call may run code of C's that calls user code later: not if a Python function or a class is called. */
  callsBack(state: FrameState, offset: number): boolean {
    if (!this.isPlain(state, offset)) return true;
    const callable = this.objectAt(this.callable(state, offset));
    return callable !== 0 && this.reader.isBuiltinCallable(callable) && !this.effects.isPure(callable);
  }

  /**
   * Whether other code than the program's runs first, which may take its time or never return: not if a function of the
   * program's or a class of its own is called, or a builtin that is soon done.
   */
  leavesProgram(state: FrameState, offset: number): boolean {
    const callable = this.objectAt(this.callable(state, offset));
    if (callable === 0) return false;
    const code = this.reader.codeOfCallableAt(callable);
    if (code !== 0) return !this.codes.has(code);
    return !this.effects.isPure(callable) && !this.reader.isPythonCallable(callable);
  }

  /** CALL, with an argument that counts; other kinds of calls have their arguments' names, or tuple and dict, on top. */
  isPlain(state: FrameState, offset: number): boolean {
    return state.code.effects[offset >>> 1] === Effect.CALL;
  }

  /** Place of the callable on the value stack, in words; the object that it is a method of, or NULL, and the arguments follow. */
  callable(state: FrameState, offset: number): number {
    const words = (state.code.argumentsOf[offset >>> 1] as number) + (this.isPlain(state, offset) ? 2 : 3);
    return Math.max(this.end(state) - words, state.stackBottom);
  }

  /** End of the value stack, in words. */
  end(state: FrameState): number {
    return (this.memory.words[state.stackPointer] as number) >>> 2;
  }

  /** Address of the object that the word at `at` of the value stack refers to; 0 for none. */
  objectAt(at: number): number {
    const word = this.memory.words[at] as number;
    return (word & 3) === 3 ? 0 : (word & ~3) >>> 0;
  }
}
