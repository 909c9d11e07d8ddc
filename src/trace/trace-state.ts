/**
 * The true state of the program at any record, with the identity of every object. Nothing is replayed: the frames
 * are found through the `callers` column, variables and heap objects through their version chains, so that a state
 * costs O(depth) and a variable or an object O(log of its versions), and only when it is read. States are immutable
 * and independent of each other; hold as many as you like.
 *
 * A frame below the top is as it was at its own last record: about to run the call that is under way.
 */
import { at } from '../base/assert.ts';
import { entryCount, findEntry } from './delta.ts';
import type { ChangedBeyond } from './object-content.ts';
import { changedBeyond, objectHeader, objectValues } from './object-content.ts';
import type { Trace } from './trace.ts';
import type { Value } from './value.ts';
import { NULL_VALUE, decodeValue, decodeValues } from './value.ts';
import { NO_VERSION } from './version-chains.ts';
import type { CodeInfo, FrameId, ObjectId, RecordIndex } from './wire.ts';
import { DeltaOp, ObjectKind } from './wire.ts';

export interface Variable {
  readonly name: string;
  /** Never of kind 'null': unbound variables are left out. */
  readonly value: Value;
  /** Grows with every assignment in the trace: equal in two states iff the variable was not set in between. */
  readonly version: number;
}

export interface LocalVariable extends Variable {
  /** Place in `CodeInfo.localNames`. */
  readonly slot: number;
  /** The cell that holds the value, when the variable is shared with a closure. */
  readonly cell: ObjectId | null;
}

/**
 * A heap object at one moment. The same Python object has the same `id` at all times. States mostly share the very
 * same `HeapObject` for one version, but compare `version`: the store forgets some to bound its memory.
 */
export interface HeapObject {
  readonly id: ObjectId;
  readonly kind: ObjectKind;
  readonly typeName: string;
  /** True length of a container; `values` may hold less of it (`TraceHeader.recordedItems`). */
  readonly length: number;
  /** Content as `ObjectKind` says: items, or keys and values in turn, or names and values in turn. */
  readonly values: readonly Value[];
  /** Items past `values` that were set or added when this version came to be (of a long LIST or DICT). */
  readonly changedBeyond: readonly ChangedBeyond[];
  /** Attributes of a container of a derived class and the like: names and values in turn; empty for other kinds. */
  readonly attributes: readonly Value[];
  /** Equal in two states iff the object's own content did not change in between. */
  readonly version: number;
}

/** Where references are looked up. */
export interface Heap {
  /** Null for an object that the trace does not hold (a damaged trace). */
  object(id: ObjectId): HeapObject | null;
}

export interface ExceptionInfo {
  readonly type: string;
  readonly message: string;
  readonly value: Value;
}

/** One activation of a function on the call stack. */
export class FrameState {
  readonly frameId: FrameId;
  readonly code: CodeInfo;
  /** From 1. */
  readonly line: number;
  /** Bytecode offset in bytes. */
  readonly offset: number;
  /** The frame's own last record at or before the state's. */
  readonly record: RecordIndex;
  readonly #state: TraceState;
  #locals: readonly LocalVariable[] | null = null;
  #namedLocals: readonly Variable[] | null = null;
  #stack: readonly Value[] | null = null;

  constructor(state: TraceState, record: RecordIndex) {
    const trace = state.trace;
    this.#state = state;
    this.record = record;
    this.frameId = trace.frameIdAt(record);
    this.code = trace.codeOfFrame(this.frameId);
    this.line = at(trace.lines, record);
    this.offset = at(trace.offsets, record);
  }

  /** Bound local variables in slot order; cells show what they hold. */
  get locals(): readonly LocalVariable[] {
    this.#locals ??= this.#readLocals();
    return this.#locals;
  }

  /** Variables of a frame whose locals are a mapping (a class body), in the order of first binding. */
  get namedLocals(): readonly Variable[] {
    if (this.#namedLocals === null) {
      const heads = this.#state.trace.store.namedLocalHeads(this.frameId);
      this.#namedLocals = heads === null ? [] : this.#state.readNames(heads, this.record);
    }
    return this.#namedLocals;
  }

  /** Value stack, bottom first. */
  get stack(): readonly Value[] {
    if (this.#stack === null) {
      const { words, start, end } = this.#state.trace.store.deltaOf(this.record);
      const place = findEntry(words, start, end, DeltaOp.STACK);
      this.#stack = place < 0 ? [] : decodeValues(words, place + 1, entryCount(at(words, place)), this.#state.trace.store.strings);
    }
    return this.#stack;
  }

  #readLocals(): readonly LocalVariable[] {
    const store = this.#state.trace.store;
    const locals: LocalVariable[] = [];
    this.code.localNames.forEach((name, slot) => {
      const version = store.localVersion(this.frameId, slot, this.record);
      if (version === NO_VERSION) return;
      const value = this.#state.valueOfVersion(version);
      const cell = value.kind === 'reference' ? this.#state.object(value.id) : null;
      if (cell?.kind === ObjectKind.CELL) {
        const content = cell.values[0] ?? NULL_VALUE;
        if (content.kind !== 'null') locals.push({ name, slot, value: content, version: Math.max(version, cell.version), cell: cell.id });
      } else if (value.kind !== 'null') {
        locals.push({ name, slot, value, version, cell: null });
      }
    });
    return locals;
  }
}

export class TraceState implements Heap {
  readonly trace: Trace;
  readonly record: RecordIndex;
  /** `RecordFlag` bits. */
  readonly flags: number;
  #frames: readonly FrameState[] | null = null;
  #top: FrameState | null = null;
  #globals: readonly Variable[] | null = null;
  readonly #objects = new Map<ObjectId, HeapObject | null>();

  /** `record` must be one of the trace's. */
  constructor(trace: Trace, record: RecordIndex) {
    this.trace = trace;
    this.record = record;
    this.flags = at(trace.flags, record);
  }

  /** The call stack, outermost first; never empty. */
  get frames(): readonly FrameState[] {
    if (this.#frames === null) {
      const frames: FrameState[] = [this.top];
      for (let record = at(this.trace.callers, this.record); record >= 0; record = at(this.trace.callers, record)) {
        frames.push(new FrameState(this, record as RecordIndex));
      }
      this.#frames = frames.reverse();
    }
    return this.#frames;
  }

  /** The frame where the program is. */
  get top(): FrameState {
    // Without the others: in deep recursion there are thousands.
    this.#top ??= new FrameState(this, this.record);
    return this.#top;
  }

  /** Bound module variables in the order of first binding. */
  get globals(): readonly Variable[] {
    this.#globals ??= this.readNames(this.trace.store.globalHeads, this.record);
    return this.#globals;
  }

  /** The exception that passes through the top frame; null where the record is an instruction. */
  get exception(): ExceptionInfo | null {
    const { store } = this.trace;
    const { words, start, end } = store.deltaOf(this.record);
    const place = findEntry(words, start, end, DeltaOp.EXCEPTION);
    if (place < 0) return null;
    return {
      type: store.strings[at(words, place + 1)] ?? 'Exception',
      message: store.strings[at(words, place + 2)] ?? '',
      value: decodeValue(at(words, place + 3), at(words, place + 4), store.strings),
    };
  }

  get stdoutLength(): number {
    return at(this.trace.stdoutLengths, this.record);
  }

  object(id: ObjectId): HeapObject | null {
    const known = this.#objects.get(id);
    if (known !== undefined) return known;
    const version = this.trace.store.objectVersion(id, this.record);
    const object = version === NO_VERSION ? null : this.#readObject(id, version);
    this.#objects.set(id, object);
    return object;
  }

  /** What a name means in the top frame: its local variable, else the module's; null where it is unbound. No list of variables is made. */
  lookUp(name: string): Value | null {
    const { store } = this.trace;
    const frameId = this.trace.frameIdAt(this.record);
    const slot = this.trace.codeOfFrame(frameId).localNames.indexOf(name);
    const version = slot < 0 ? NO_VERSION : store.localVersion(frameId, slot, this.record);
    let value = version === NO_VERSION ? NULL_VALUE : this.valueOfVersion(version);
    const cell = value.kind === 'reference' ? this.object(value.id) : null;
    if (cell?.kind === ObjectKind.CELL) value = cell.values[0] ?? NULL_VALUE;
    for (const heads of [store.namedLocalHeads(frameId), store.globalHeads]) {
      if (value.kind === 'null' && heads !== null) value = this.#lookUpName(heads, name);
    }
    return value.kind === 'null' ? null : value;
  }

  /** For the readers in this file: variables of a mapping as of `record`. */
  readNames(heads: ReadonlyMap<number, number>, record: number): readonly Variable[] {
    const { store } = this.trace;
    const variables: Variable[] = [];
    for (const [nameId, head] of heads) {
      const version = store.versions.find(head, record);
      if (version === NO_VERSION) continue;
      const value = this.valueOfVersion(version);
      if (value.kind !== 'null') variables.push({ name: store.strings[nameId] ?? '', value, version });
    }
    return variables;
  }

  /** For the readers in this file: the value that a variable's version set. */
  valueOfVersion(version: number): Value {
    const { store } = this.trace;
    const { words } = store.deltaOf(store.versions.recordOf(version));
    const place = store.versions.positionOf(version);
    return decodeValue(at(words, place), at(words, place + 1), store.strings);
  }

  #lookUpName(heads: ReadonlyMap<number, number>, name: string): Value {
    const { store } = this.trace;
    for (const [nameId, head] of heads) {
      if (store.strings[nameId] !== name) continue;
      const version = store.versions.find(head, this.record);
      return version === NO_VERSION ? NULL_VALUE : this.valueOfVersion(version);
    }
    return NULL_VALUE;
  }

  #readObject(id: ObjectId, version: number): HeapObject {
    const { store } = this.trace;
    const known = store.objects.get(version);
    if (known !== undefined) return known;
    const { kind, typeName, length, words } = objectHeader(store, version);
    const items = recordedItems(kind, length, store.recordedItems);
    let content: readonly Value[] | null = null;
    const all = (): readonly Value[] => (content ??= objectValues(store, version));
    let values: readonly Value[] | null = null;
    let attributes: readonly Value[] | null = null;
    const object: HeapObject = {
      id,
      kind,
      typeName,
      length,
      version,
      // Lazy: a view of the frames alone need not decode lists of a thousand items.
      get values(): readonly Value[] {
        values ??= all().length <= items ? all() : all().slice(0, items);
        return values;
      },
      get attributes(): readonly Value[] {
        attributes ??= all().length <= items ? [] : all().slice(items);
        return attributes;
      },
      get changedBeyond(): readonly ChangedBeyond[] {
        return changedBeyond(store, version);
      },
    };
    store.keepObject(object, words);
    return object;
  }
}

/** How many of the content's values are items of a container; what follows are its attributes. */
function recordedItems(kind: ObjectKind, length: number, most: number): number {
  switch (kind) {
    case ObjectKind.LIST:
    case ObjectKind.TUPLE:
    case ObjectKind.SET:
    case ObjectKind.FROZENSET:
      return Math.min(length, most);
    case ObjectKind.DICT:
      return 2 * Math.min(length, most);
    default:
      return Infinity;
  }
}

/** The state at `record`. */
export function stateAt(trace: Trace, record: RecordIndex): TraceState {
  return new TraceState(trace, record);
}
