/**
 * Decides, from the instruction that has run since the last record of a frame and from the value stack that it found,
 * what has to be looked at again. `effects.ts` says what instructions can do.
 */
import { ValueTag } from '../trace/wire.ts';
import type { TracedCode } from './code-table.ts';
import { Effect } from './effects.ts';
import type { HeapReader } from './heap-reader.ts';

/** What the next record must look at. */
export const Look = { ALL: 0, NOTHING: 1, LOCALS: 2, NAMES: 3 } as const;
export type Look = (typeof Look)[keyof typeof Look];

/** Where the instruction that was followed last may hand control to, with nothing done besides. */
export const Transfer = { NONE: 0, CODE: 1, CLASS: 2, GENERATOR: 3 } as const;
export type Transfer = (typeof Transfer)[keyof typeof Transfer];

/** A recorded value stack: tag and payload pairs in `words`, the topmost pair right before `end`. */
export interface RecordedStack {
  words: Int32Array;
  end: number;
  count: number;
}

export class EffectTracker {
  /** Changing a dict may change an object that is no dict. */
  dictsAreAliased = false;
  transfer: Transfer = Transfer.NONE;
  /** CODE: address of the code object. GENERATOR: address of the generator's frame. */
  target = 0;
  /** Id of the generator that is resumed, or -1. */
  resumed = -1;
  /** What the instruction that is about to run can change; valid until the next record. */
  private look: Look = Look.ALL;
  /** Object that the instruction may change, or -1. */
  private changed = -1;
  /** Object whose attribute the instruction reads, or -1. */
  private owner = -1;
  /** The attribute is a method: the object, or NULL, is pushed after it. */
  private ownerIsPushed = false;
  private readonly reader: HeapReader;
  /** Addresses of callables: 1 if they change nothing, 2 if they change the object that they are methods of. */
  private readonly callables: ReadonlyMap<number, number>;

  constructor(reader: HeapReader, pure: readonly number[], changing: readonly number[]) {
    this.reader = reader;
    this.callables = new Map([...pure.map((address) => [address, 1] as const), ...changing.map((address) => [address, 2] as const)]);
  }

  /** Whether the callable at `address` changes at most the builtin object that it is a method of. */
  isPure(address: number): boolean {
    return this.callables.has(address);
  }

  /** Forgets the last record: at the next one everything is looked at. */
  forget(): void {
    this.look = Look.ALL;
    this.changed = -1;
    this.owner = -1;
    this.transfer = Transfer.NONE;
  }

  /**
   * Begins a record after the instruction; `top` and `second`: addresses of what is on the stack
   * now, where `readsAttribute` asks for them.
   */
  begin(top: number, second: number): Look {
    const { reader } = this;
    let look = this.look;
    reader.begin(look === Look.ALL);
    if (this.owner >= 0 && !reader.isAttributeKnown(this.owner, this.ownerIsPushed ? second : top)) {
      reader.rescan();
      look = Look.ALL;
    }
    if (look !== Look.ALL && this.changed >= 0) reader.touchWithInner(this.changed);
    return look;
  }

  get readsAttribute(): boolean {
    return this.owner >= 0;
  }

  /** Looks ahead at the instruction at `offset`, which is about to run on `stack`; `locals` as last written. */
  follow(code: TracedCode, offset: number, stack: RecordedStack, locals: Int32Array): void {
    const unit = offset >>> 1;
    this.changed = -1;
    this.owner = -1;
    this.transfer = Transfer.NONE;
    this.look = this.lookAfter(code.effects[unit] as Effect, code.argumentsOf[unit] as number, stack, locals);
  }

  private lookAfter(effect: Effect, argument: number, stack: RecordedStack, locals: Int32Array): Look {
    switch (effect) {
      case Effect.ALL:
        return Look.ALL;
      case Effect.NONE:
        return Look.NOTHING;
      case Effect.LOCALS:
        return Look.LOCALS;
      case Effect.NAMES:
        return Look.NAMES;
      case Effect.TOP:
        return this.isScalar(stack, 0) || this.isPlain(stack, 0) ? Look.NOTHING : Look.ALL;
      case Effect.OPERANDS:
        return this.isScalar(stack, 0) && this.isScalar(stack, 1) ? Look.NOTHING : Look.ALL;
      case Effect.ITEM:
        return this.isScalar(stack, 0) && (this.isPlain(stack, 1) || this.isScalar(stack, 1)) ? Look.NOTHING : Look.ALL;
      case Effect.CONTAINS:
        return this.isScalar(stack, 1) && (this.isPlain(stack, 0) || this.isScalar(stack, 0)) ? Look.NOTHING : Look.ALL;
      case Effect.STORE_ITEM:
        return this.isScalar(stack, 0) && this.isPlain(stack, 1) ? this.change(stack, 1) : Look.ALL;
      case Effect.NEXT:
        return this.next(stack);
      case Effect.ATTRIBUTE:
        this.ownerIsPushed = (argument & 1) !== 0;
        return this.attribute(stack);
      case Effect.STORE_ATTRIBUTE:
        return this.reader.storesAttributesPlainly(this.reference(stack, 0)) ? this.change(stack, 0) : Look.ALL;
      case Effect.CALL:
        return this.call(argument, stack);
      case Effect.CELL: {
        if (locals[2 * argument] !== ValueTag.REFERENCE) return Look.ALL;
        this.changed = locals[2 * argument + 1] as number;
        return Look.NOTHING;
      }
      case Effect.APPEND:
        return this.change(stack, argument);
      case Effect.EXTEND:
        return this.isPlain(stack, 0) || this.isScalar(stack, 0) ? this.change(stack, argument) : Look.ALL;
    }
  }

  private attribute(stack: RecordedStack): Look {
    if (this.isScalar(stack, 0) || this.isPlain(stack, 0)) return Look.NOTHING;
    this.owner = this.reference(stack, 0);
    return this.owner < 0 ? Look.ALL : Look.NOTHING;
  }

  private next(stack: RecordedStack): Look {
    const iterator = this.reference(stack, 0);
    if (this.reader.isSimpleIterator(iterator)) return this.change(stack, 0);
    this.target = this.reader.frameOfGenerator(iterator);
    if (this.target !== 0) {
      this.transfer = Transfer.GENERATOR;
      this.resumed = iterator;
    }
    return Look.ALL;
  }

  /** The stack is: callable, its object or NULL, `count` arguments. */
  private call(count: number, stack: RecordedStack): Look {
    const callable = this.reference(stack, count + 1);
    if (callable < 0) return Look.ALL; // an int, say, which raises
    const effect = this.callables.get(this.reader.objects.addresses[callable] as number);
    if (effect === undefined) {
      this.target = this.reader.codeOfCallable(callable);
      if (this.target !== 0) this.transfer = Transfer.CODE;
      else if (this.reader.isPlainClass(callable)) this.transfer = Transfer.CLASS;
      return Look.ALL;
    }
    for (let depth = 0; depth < count; depth++) {
      if (!this.isScalar(stack, depth) && !this.isPlain(stack, depth)) return Look.ALL;
    }
    if (this.tag(stack, count) === ValueTag.NULL) return effect === 1 ? Look.NOTHING : Look.ALL;
    return effect === 1 ? Look.NOTHING : this.change(stack, count);
  }

  private change(stack: RecordedStack, depth: number): Look {
    const id = this.reference(stack, depth);
    if (id < 0 || (this.dictsAreAliased && this.reader.isDict(id))) return Look.ALL;
    this.changed = id;
    return Look.NOTHING;
  }

  private tag(stack: RecordedStack, depth: number): number {
    return depth < stack.count ? (stack.words[stack.end - 2 * depth - 2] as number) : -1;
  }

  /** Object id of the value at `depth` from the top; -1 if it is no reference. */
  private reference(stack: RecordedStack, depth: number): number {
    return this.tag(stack, depth) === ValueTag.REFERENCE ? (stack.words[stack.end - 2 * depth - 1] as number) : -1;
  }

  /** Values without content: operations on them are C code and change nothing. */
  private isScalar(stack: RecordedStack, depth: number): boolean {
    const tag = this.tag(stack, depth);
    return tag > ValueTag.NULL && tag < ValueTag.REFERENCE;
  }

  private isPlain(stack: RecordedStack, depth: number): boolean {
    const id = this.reference(stack, depth);
    return id >= 0 && this.reader.isPlainContainer(id);
  }
}
