/**
 * Gives objects their ids and writes those that changed since they were last written. Runs inside monitoring
 * callbacks, so it never runs Python code and never frees anything.
 */
import { CHANGE_HEADER_WORDS } from '../trace/delta.ts';
import { DeltaOp, ObjectKind, recordedValues } from '../trace/wire.ts';
import { contentRuns } from './content-change.ts';
import { ContentWriter } from './content-writer.ts';
import type { DeltaWriter } from './delta-writer.ts';
import { eachDictEntry } from './dict-entries.ts';
import { Unpublished, type HeapLayout } from './heap-layout.ts';
import type { InterpreterMemory } from './interpreter-memory.ts';
import { IteratorReader } from './iterator-reader.ts';
import { KeptContents } from './kept-contents.ts';
import { LongContainers, type ChangedPlaces } from './long-containers.ts';
import { isDunder } from './names.ts';
import { isSimpleShape, ObjectFacts } from './object-facts.ts';
import { RecycledTuples } from './recycled-tuples.ts';
import type { StringTable } from './string-table.ts';
import { Shape } from './shapes.ts';
import type { TypeInfo, TypeTable } from './types.ts';
import { WatchedObjects } from './watched-objects.ts';
import type { BuiltinAddresses } from './value-reader.ts';

/** After so many changes of an object its whole content is written again: readers apply the changes in between. */
const MAX_CHANGES = 200;
const NONE_BEYOND: ChangedPlaces = { old: 0, places: [] };
const NO_TAIL = { address: 0, stride: 0 };

export class HeapReader extends ObjectFacts {
  /** Items that a generator has yielded so far, by the address of its frame; -1 where it was not watched. */
  yields: (frame: number) => number = () => -1;
  /** Iterators that were written before are left as they are: the moment that is recorded is before they moved on. */
  iteratorsStand = false;

  private readonly out: DeltaWriter;
  private readonly iterators: IteratorReader;
  private readonly content: ContentWriter;
  private readonly recycled: RecycledTuples;

  /** By object id: what was last written, its length, when it was last looked at; frozen ones never change. */
  private readonly contents = new KeptContents();
  private lengths: number[] = [];
  private stamps: number[] = [];
  private frozen: boolean[] = [];
  /** By object id: changes since the whole content was written, and their words. */
  private changes: number[] = [];
  private changeWords: number[] = [];
  private readonly longContainers: LongContainers;
  private now = 0;
  /** The last record at which anything may have changed: what was not looked at since then is, where it is met. */
  private unknown = 0;
  /** Ids of objects to be looked at; the first `queued` count. */
  private queue = new Int32Array(256);
  private queued = 0;
  /** Ids of generators that have started. */
  private readonly started = new Set<number>();
  private readonly watched = new WatchedObjects();

  constructor(
    memory: InterpreterMemory,
    layout: HeapLayout,
    types: TypeTable,
    strings: StringTable,
    out: DeltaWriter,
    builtin: BuiltinAddresses,
  ) {
    super(memory, layout, types, strings, builtin);
    this.out = out;
    this.longContainers = new LongContainers(memory);
    const iterators = new IteratorReader(memory, layout, types, (frame) => this.yields(frame));
    this.iterators = iterators;
    const rangeBehind = (iterator: number): number => this.rangeBehind(iterator);
    this.recycled = new RecycledTuples(memory, layout, this, this.objects, this.contents);
    const addressOf = (id: number): number => this.objects.addresses[id] as number;
    this.content = new ContentWriter(memory, layout, types, strings, out, this, iterators, rangeBehind, addressOf);
    this.content.isFrozen = (id) => this.frozen[id] === true;
  }

  /** Forgets the last run. Gives the addresses that references are held to; the caller drops them. */
  clear(): number[] {
    const held = [...this.types.kept];
    this.types.kept.length = 0;
    this.iterators.clear();
    this.types.clear();
    this.objects.clear();
    this.contents.clear();
    this.infos = [];
    this.lengths = [];
    this.stamps = [];
    this.frozen = [];
    this.changes = [];
    this.changeWords = [];
    this.longContainers.clear();
    this.queued = 0;
    this.started.clear();
    this.watched.clear();
    this.now = 0;
    this.unknown = 0;
    return held;
  }

  /** Starts a run whose module dict is at `namespace`. */
  setNamespace(namespace: number): void {
    this.content.namespace = namespace;
  }

  /** Items of a container that are recorded at most, in the runs to come. */
  setMaxItems(items: number): void {
    this.content.maxItems = items;
  }

  /** Begins a record: every object is looked at once a record. `rescan`: any object may have changed. */
  begin(rescan: boolean): void {
    this.now++;
    if (rescan) this.unknown = this.now;
    if (this.watched.isDue) this.watched.look((id) => { this.touch(id); });
  }

  /** Within a record: any object may have changed. */
  rescan(): void {
    this.unknown = this.now;
  }

  /** Id of the object at `address`, -1 if it has none. */
  idOf(address: number): number {
    return this.objects.find(address);
  }

  /** Says that GET_ITER gave the object at `address` for the one with the id `source` (or -1), before any item was taken. */
  noteIterator(address: number, source: number): void {
    const info = this.infoAt(address);
    if (info.kind !== ObjectKind.ITERATOR) return;
    // What was known of this address before is of another object, if none there has an id.
    this.iterators.forget(address, (at) => this.objects.find(at) >= 0);
    this.iterators.note(address, info, source === this.objects.find(address) ? -1 : source);
  }

  /** The program took an item of the object at `address`, if that is an iterator. */
  tookItem(address: number): void {
    const info = this.infoAt(address);
    if (info.kind === ObjectKind.ITERATOR && !isSimpleShape(info.shape)) this.iterators.take(address, info);
  }

  /** The object at `address` is an argument of a call of C code. */
  handedToC(address: number): void {
    const info = this.infoAt(address);
    if (info.kind === ObjectKind.ITERATOR && !isSimpleShape(info.shape)) this.iterators.lose(address, info);
  }

  /** Visits the non-dunder names of a mapping that is a dict, in order; names as string ids. */
  eachName(mapping: number, visit: (name: number, value: number) => void): void {
    const info = this.types.get(this.memory.word(mapping + this.layout.objectType));
    if (info.shape !== Shape.DICT) return;
    const { memory, layout } = this;
    if (memory.word(mapping + layout.dictValues) !== 0) return;
    eachDictEntry(memory, layout, mapping, (key, value) => {
      if (!this.isText(key)) return true;
      const name = this.string(key);
      if (!isDunder(name)) visit(this.strings.intern(name), value);
      return true;
    });
  }

  /** The interpreter is about to free the object at `address`. One with a finalizer has that to run yet (`retire`). */
  destroyed(address: number): void {
    const id = this.objects.find(address);
    if (id < 0) return;
    const info = this.infos[id] as TypeInfo;
    this.watched.objectGone();
    if (info.hasFinalizer) return;
    this.watched.drop(id);
    this.objects.remove(address);
    this.contents.drop(id);
    if (info.kind === ObjectKind.ITERATOR) {
      this.iterators.drop(address);
      if (info.shape === Shape.RANGE_ITERATOR && this.objects.find(address + 1) >= 0) this.objects.remove(address + 1);
    } else if (info.kind === ObjectKind.LIST || info.kind === ObjectKind.DICT) this.longContainers.drop(id);
  }

  /** The object at `address` is gone, or is about to be: what comes there next is another one. */
  retire(address: number): void {
    const id = this.objects.find(address);
    if (id < 0 || this.infos[id]?.hasFinalizer !== true) return;
    this.objects.remove(address);
    this.watched.objectGone();
  }

  /** The generator whose frame is at `frame` starts: if one with an id was started there before, that one is gone. */
  generatorStarts(frame: number): void {
    const address = frame - Unpublished.generator.frame;
    const id = this.objects.find(address);
    if (id < 0) return;
    if (this.started.has(id)) this.objects.remove(address);
    else this.started.add(id);
  }

  /** Queues one object to be looked at again. */
  touch(id: number): void {
    if (this.stamps[id] === this.now) return;
    this.stamps[id] = this.now;
    this.enqueue(id);
  }

  /** `touch`, and the iterator inside an `enumerate`, which moves with it. */
  touchWithInner(id: number): void {
    this.touch(id);
    if (this.infos[id]?.shape !== Shape.ENUMERATE) return;
    const inner = this.memory.word((this.objects.addresses[id] as number) + Unpublished.enumerate.iterator);
    const innerId = this.objects.find(inner);
    if (innerId >= 0) this.touch(innerId);
  }

  /** Whether an attribute of the object `owner`, which lies at `address`, can have nothing new in it. */
  isAttributeKnown(owner: number, address: number): boolean {
    if (address === 0) return false;
    const type = this.memory.word(address + this.layout.objectType);
    const { shape } = this.types.get(type);
    if (shape === Shape.FUNCTION || shape === Shape.BUILTIN || shape === Shape.METHOD_DESCRIPTOR) return true;
    const kind = this.infos[owner]?.shape;
    if (kind !== Shape.INSTANCE && kind !== Shape.DATACLASS) return false;
    this.read(address);
    return this.contents.hasNamedValue(owner, this.tag, this.payload);
  }

  /** Id of the object at `address` if it is an iterator or a generator; else -1. */
  iteratorId(address: number): number {
    const type = this.memory.word(address + this.layout.objectType);
    const { kind } = this.types.get(type);
    return kind === ObjectKind.ITERATOR || kind === ObjectKind.GENERATOR ? this.reference(address, type) : -1;
  }

  /** Writes an OBJECT entry for every queued object, and those found on the way, that is new or has changed. */
  writeChanges(): void {
    for (let i = 0; i < this.queued; i++) this.writeObject(this.queue[i] as number);
    this.queued = 0;
  }

  private enqueue(id: number): void {
    if (this.queued === this.queue.length) {
      const queue = new Int32Array(2 * this.queued);
      queue.set(this.queue);
      this.queue = queue;
    }
    this.queue[this.queued++] = id;
  }

  protected reference(address: number, type: number): number {
    let id = this.objects.find(address);
    if (id >= 0 && this.isAnother(id, address, type)) {
      this.objects.remove(address);
      id = -1;
    }
    if (id < 0) {
      const info = this.types.get(type);
      id = this.register(address, info);
      this.enqueue(id);
    } else if ((this.stamps[id] as number) < this.unknown && !this.frozen[id]) {
      this.stamps[id] = this.now;
      this.enqueue(id);
    }
    return id;
  }

  /** Whether the object at `address` is another one than that which has this id, though none was seen to be freed there. */
  private isAnother(id: number, address: number, type: number): boolean {
    const info = this.infos[id] as TypeInfo;
    if (info.shape === Shape.TUPLE) return this.stamps[id] !== this.now && this.recycled.isAnother(id, address);
    if (!info.hasFinalizer || info.address !== type) return info.hasFinalizer;
    return info.shape === Shape.GENERATOR && this.started.has(id) && this.iterators.isUnstarted(address);
  }

  private register(address: number, info: TypeInfo): number {
    const id = this.objects.add(address);
    this.watched.add(id, info.shape);
    this.infos.push(info);
    this.contents.add();
    this.lengths.push(-1);
    this.frozen.push(false);
    this.changes.push(0);
    this.changeWords.push(0);
    this.stamps.push(this.now);
    return id;
  }

  private writeObject(id: number): void {
    const address = this.objects.addresses[id] as number;
    let info = this.infos[id] as TypeInfo;
    if (this.iteratorsStand && info.kind === ObjectKind.ITERATOR && (this.lengths[id] as number) >= 0) return;
    if (address === 0 || (info.hasFinalizer && this.memory.word(address) === 0)) return;
    const isMadeUp = (address & 1) !== 0;
    const type = isMadeUp ? info.address : this.memory.word(address + this.layout.objectType);
    if (info.address !== type) {
      if (info.hasFinalizer) return;
      info = this.types.get(type);
      this.infos[id] = info;
      this.lengths[id] = -1;
    }
    const out = this.out;
    const header = out.length;
    out.ensure(5);
    out.length += 5;
    const start = out.length;
    const frozen = isMadeUp || this.content.writeContent(address, info);
    if (isMadeUp) for (const part of this.iterators.range(address - 1, this.infoAt(address - 1))) this.content.writeInt(part);
    const count = out.length - start;
    const length = isMadeUp || this.content.trueLength < 0 ? count : this.content.trueLength;
    const words = out.words;
    const beyond = this.content.tail === null ? NONE_BEYOND : this.longContainers.look(id, this.content.tail);
    if (this.lengths[id] === length && beyond.places.length === 0 && this.contents.isSame(id, words, start, count)) {
      out.length = header;
      return;
    }
    const isKnown = (this.lengths[id] as number) >= 0;
    const runs = isKnown && (this.changes[id] as number) < MAX_CHANGES ? contentRuns(this.contents.words(id), this.contents.count(id), words, start, count) : null;
    this.lengths[id] = length;
    this.contents.keep(id, words, start, count);
    if (frozen) this.frozen[id] = true;
    const changeWords = (this.changeWords[id] as number) + CHANGE_HEADER_WORDS + (runs?.length ?? 0);
    if (runs !== null && changeWords <= 2 * count) {
      this.changes[id] = (this.changes[id] as number) + 1;
      this.changeWords[id] = changeWords;
      out.length = header;
      this.writeChange(id, info.kind, length, runs, beyond);
      return;
    }
    this.changes[id] = 0;
    this.changeWords[id] = 0;
    words[header] = DeltaOp.OBJECT | (count << 8);
    words[header + 1] = id;
    words[header + 2] = info.kind;
    words[header + 3] = this.strings.intern(info.name);
    words[header + 4] = length;
    if (beyond.places.length > 0) this.writeChange(id, info.kind, length, [], beyond);
  }

  /** Writes an OBJECT_CHANGE entry: `runs`, and what changed past the recorded items. */
  private writeChange(id: number, kind: ObjectKind, length: number, runs: readonly number[], beyond: ChangedPlaces): void {
    const { out, memory } = this;
    const { address, stride } = this.content.tail ?? NO_TAIL;
    const isDict = kind === ObjectKind.DICT;
    const parts = isDict ? 2 : 1;
    const header = out.length;
    out.ensure(CHANGE_HEADER_WORDS + runs.length);
    out.words.set(runs, header + CHANGE_HEADER_WORDS);
    out.length += CHANGE_HEADER_WORDS + runs.length;
    for (const place of beyond.places) {
      out.ensure(3 + 2 * parts);
      out.words[out.length++] = recordedValues(kind, this.content.maxItems) + parts * place;
      out.words[out.length++] = place < beyond.old ? parts : 0;
      out.words[out.length++] = parts;
      for (let part = isDict ? -4 : 0; part <= 0; part += 4) {
        this.read(memory.word(address + place * stride + part));
        out.words[out.length++] = this.tag;
        out.words[out.length++] = this.payload;
      }
    }
    const { words } = out;
    words[header] = DeltaOp.OBJECT_CHANGE | ((out.length - header - CHANGE_HEADER_WORDS) << 8);
    words[header + 1] = id;
    words[header + 2] = length;
  }

  /**
   * Id of the range that a range iterator goes over. CPython drops that range, so it is made up from the iterator; its
   * address is an odd one, which no object has.
   */
  private rangeBehind(iterator: number): number {
    const address = iterator + 1;
    let id = this.objects.find(address);
    if (id < 0) {
      id = this.register(address, this.types.get(this.builtin.range));
      this.enqueue(id);
    }
    return id;
  }
}
