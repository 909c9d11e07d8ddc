/**
 * How deep the heap objects of a run stand in its data structures, for a picture in which a linked list or a tree reads from
 * left to right and no object leaves its place while references change. So levels are of the whole run: the references from
 * object to object are taken in the order in which they were first made, and each leads a level further, unless what it leads
 * to already leads to where it comes from (it closes a cycle: `prev`, a list that is turned round in place). What no variable
 * ever came to hold, such as the tuple of a `return a, b`, takes nothing along.
 */
import { at } from '../base/assert.ts';
import { CHANGE_HEADER_WORDS, OBJECT_HEADER_WORDS, RUN_HEADER_WORDS, entryCount, entryOp, entryWords } from './delta.ts';
import { objectValues } from './object-content.ts';
import type { TraceStore } from './trace-store.ts';
import type { Trace } from './trace.ts';
import { DeltaOp, ObjectKind, ValueTag, type ObjectId } from './wire.ts';

/** What is further away stands at this level too. */
export const LAST_LEVEL = 9;
/** References that are taken at most; what later ones lead to stays where it is. */
const MAX_LINKS = 20_000;

/** What data structures are made of; functions, cells and iterators refer to objects without holding them. */
const HOLDING: ReadonlySet<number> = new Set<number>([ObjectKind.LIST, ObjectKind.TUPLE, ObjectKind.SET, ObjectKind.FROZENSET, ObjectKind.DICT, ObjectKind.INSTANCE, ObjectKind.RECORD, ObjectKind.EXCEPTION, ObjectKind.DERIVED]);
/** Their content begins with the name of an attribute. */
const NAMED: ReadonlySet<number> = new Set<number>([ObjectKind.INSTANCE, ObjectKind.RECORD, ObjectKind.EXCEPTION]);
/** Attributes that lead back to what a thing is part of or comes after: they are taken after all others. */
const BACK = /^_*(?:prev|previous|before|parent|back|up|owner|container)$/;

const LEVELS = new WeakMap<Trace, ReadonlyMap<ObjectId, number>>();

/** The level of each object that refers to others or is referred to by one, 0 to `LAST_LEVEL`; all others are at level 0. Kept with the trace. */
export function objectLevels(trace: Trace): ReadonlyMap<ObjectId, number> {
  let levels = LEVELS.get(trace);
  if (levels === undefined) LEVELS.set(trace, (levels = new Links(trace).levels));
  return levels;
}

interface Link {
  readonly from: ObjectId;
  readonly to: ObjectId;
  readonly leadsBack: boolean;
}

class Links {
  readonly levels = new Map<ObjectId, number>();
  readonly #next = new Map<ObjectId, Set<ObjectId>>();
  readonly #kinds = new Map<number, number>();
  /** In the order in which they were first made, each once. */
  readonly #links: Link[] = [];
  readonly #seen = new Map<ObjectId, Set<ObjectId>>();
  /** What variables held at some time, and what that refers to. */
  readonly #held = new Set<ObjectId>();

  constructor(trace: Trace) {
    for (let record = 0; record < trace.recordCount && this.#links.length < MAX_LINKS; record += 1) this.#read(trace, record);
    this.#holdOn();
    for (const isLater of [false, true]) for (const { from, to, leadsBack } of this.#links) if (leadsBack === isLater && this.#held.has(from)) this.#link(from, to);
  }

  #read({ store }: Trace, record: number): void {
    const { words, start, end } = store.deltaOf(record);
    for (let place = start; place < end; place += entryWords(at(words, place))) {
      switch (entryOp(at(words, place))) {
        case DeltaOp.LOCALS:
        case DeltaOp.GLOBALS:
        case DeltaOp.NAMED_LOCALS:
          for (let tag = place + 2; tag < place + entryWords(at(words, place)); tag += 3) if (words[tag] === ValueTag.REFERENCE) this.#held.add(at(words, tag + 1) as ObjectId);
          break;
        case DeltaOp.OBJECT:
          this.#kinds.set(at(words, place + 1), at(words, place + 2));
          this.#readObject(store, record, words, place);
          break;
        case DeltaOp.OBJECT_CHANGE:
          this.#readObject(store, record, words, place);
          break;
        default:
      }
    }
  }

  #readObject(store: TraceStore, record: number, words: Int32Array, place: number): void {
    const from = at(words, place + 1) as ObjectId;
    const kind = this.#kinds.get(from) ?? ObjectKind.OTHER;
    if (!HOLDING.has(kind) && kind !== ObjectKind.CELL) return;
    const written = writtenReferences(words, place);
    if (kind === ObjectKind.CELL) for (const to of written) this.#held.add(to);
    else if (!NAMED.has(kind)) for (const to of written) this.#add({ from, to, leadsBack: false });
    else if (written.length > 0) {
      // A change does not say the names of the attributes that it sets: the whole content does.
      const values = objectValues(store, store.objectVersion(from, record));
      for (const [index, value] of values.entries()) {
        const name = values[index - 1];
        if (value.kind === 'reference') this.#add({ from, to: value.id, leadsBack: name?.kind === 'str' && BACK.test(name.text) });
      }
    }
  }

  #add(link: Link): void {
    if (link.from === link.to) return;
    let seen = this.#seen.get(link.from);
    if (seen === undefined) this.#seen.set(link.from, (seen = new Set()));
    if (seen.has(link.to)) return;
    seen.add(link.to);
    this.#links.push(link);
  }

  #holdOn(): void {
    // A set is gone through with what is added on the way.
    for (const id of this.#held) for (const to of this.#seen.get(id) ?? []) this.#held.add(to);
  }

  #link(from: ObjectId, to: ObjectId): void {
    let next = this.#next.get(from);
    if (next === undefined) this.#next.set(from, (next = new Set()));
    const level = this.levels.get(from) ?? 0;
    // Among objects at the last level it is not known which lead to which.
    if (level === LAST_LEVEL ? this.levels.has(to) : this.#leads(to, from)) return;
    next.add(to);
    this.#raise(from, level);
    this.#raise(to, level + 1);
  }

  /** Whether references that were taken lead from one object to another. Each leads to a higher level. */
  #leads(from: ObjectId, to: ObjectId): boolean {
    const level = this.levels.get(to) ?? 0;
    const seen = new Set<ObjectId>();
    const open = [from];
    for (let found = open.pop(); found !== undefined; found = open.pop()) {
      if (found === to) return true;
      if (seen.has(found) || (this.levels.get(found) ?? 0) >= level) continue;
      seen.add(found);
      open.push(...(this.#next.get(found) ?? []));
    }
    return false;
  }

  /** An object stands at a level or further, and what it refers to behind it. */
  #raise(id: ObjectId, level: number): void {
    const open: (readonly [ObjectId, number])[] = [[id, level]];
    for (let found = open.pop(); found !== undefined; found = open.pop()) {
      const object = found[0];
      const least = Math.min(found[1], LAST_LEVEL);
      if ((this.levels.get(object) ?? -1) >= least) continue;
      this.levels.set(object, least);
      for (const behind of this.#next.get(object) ?? []) open.push([behind, least + 1]);
    }
  }
}

/** The objects that an entry of an object's content, or of a change to it, has references to. */
function writtenReferences(words: Int32Array, place: number): readonly ObjectId[] {
  const found: ObjectId[] = [];
  const collect = (start: number, count: number): void => {
    for (let tag = start; tag < start + 2 * count; tag += 2) if (words[tag] === ValueTag.REFERENCE) found.push(at(words, tag + 1) as ObjectId);
  };
  const header = at(words, place);
  if (entryOp(header) === DeltaOp.OBJECT) collect(place + OBJECT_HEADER_WORDS, entryCount(header) >> 1);
  else {
    const end = place + entryWords(header);
    for (let run = place + CHANGE_HEADER_WORDS; run < end; run += RUN_HEADER_WORDS + 2 * at(words, run + 2)) collect(run + RUN_HEADER_WORDS, at(words, run + 2));
  }
  return found;
}
