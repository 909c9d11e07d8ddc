/**
 * What differs between two states of one run, as a person would say it: variables set, items and attributes changed,
 * each object named by a shortest path from a variable. Objects that nothing names are left out.
 */
import { entryOp, entryWords } from './delta.ts';
import { repr, shortTypeName } from './repr.ts';
import type { HeapObject, TraceState, Variable, FrameState } from './trace-state.ts';
import { sameValue, type Value } from './value.ts';
import { DeltaOp, ObjectKind, type FrameId, type ObjectId } from './wire.ts';

/** Longest repr of a value in a change, in UTF-16 units. */
export const MAX_CHANGE_TEXT = 40;
/** Objects looked at for changes; where there are more, `complete` is false. */
const MAX_OBJECTS = 3000;
/** More items than this put in or taken out at once are told as a whole. */
const MAX_ITEMS = 3;

export interface VariableChange {
  readonly kind: 'variable';
  readonly name: string;
  /** Null for a global. */
  readonly frameId: FrameId | null;
  /** Repr before; null where it was unbound. */
  readonly before: string | null;
  /** Repr after; null where it is unbound now. */
  readonly after: string | null;
  readonly value: Value | null;
  /** Other names of the very same mutable object, the function's own first. */
  readonly aliases: readonly string[];
  readonly typeName: string | null;
}

/** `path` is how the program could write the thing: `nums`, `self.items`, `groups[3]`. */
export type ObjectChange =
  /** One place of it: an item, a key or an attribute. Null: not there. */
  | { readonly kind: 'item'; readonly path: string; readonly place: string; readonly before: string | null; readonly after: string | null }
  | { readonly kind: 'swapped'; readonly path: string; readonly places: readonly [string, string] }
  /** `where`: null for a set. */
  | { readonly kind: 'added'; readonly path: string; readonly items: readonly string[]; readonly where: 'end' | 'start' | 'inside' | null }
  | { readonly kind: 'removed'; readonly path: string; readonly items: readonly string[]; readonly where: 'end' | 'start' | 'inside' | null }
  | { readonly kind: 'whole'; readonly path: string; readonly before: string; readonly after: string }
  /** Not recorded in full, so that how is not known. */
  | { readonly kind: 'changed'; readonly path: string };

export interface NamedObjectChange {
  readonly change: ObjectChange;
  readonly typeName: string;
  /** Other variables that refer to the very object. */
  readonly aliases: readonly string[];
}

export interface StateChanges {
  readonly variables: readonly VariableChange[];
  readonly objects: readonly NamedObjectChange[];
  /** False where there are more objects than were looked at. */
  readonly complete: boolean;
}

const MUTABLE: ReadonlySet<ObjectKind> = new Set<ObjectKind>([ObjectKind.LIST, ObjectKind.SET, ObjectKind.DICT, ObjectKind.INSTANCE, ObjectKind.OTHER, ObjectKind.ATOM]);
const ATTRIBUTES: ReadonlySet<ObjectKind> = new Set<ObjectKind>([ObjectKind.INSTANCE, ObjectKind.OTHER]);

/** What changed from `before` to `after`, a later state of the same trace. Frames that are not in both are left out. */
export function stateChanges(before: TraceState, after: TraceState): StateChanges {
  const names = directNames(after);
  const { objects, complete } = objectChanges(before, after, names);
  return { variables: variableChanges(before, after, names), objects, complete };
}

/** The variables of a frame: locals by slot, and those of a class body. */
export function variablesOf(frame: FrameState): readonly Variable[] {
  return [...frame.locals, ...frame.namedLocals];
}

/** Repr of a value as changes show it: of the nodes of a linked structure the first one, and that there are more. */
export function changeText(value: Value, state: TraceState): string {
  return repr(value, state, { maxLength: MAX_CHANGE_TEXT, maxInstanceDepth: 1 });
}

function variableChanges(before: TraceState, after: TraceState, names: ReadonlyMap<ObjectId, readonly string[]>): readonly VariableChange[] {
  const changes: VariableChange[] = [];
  const compare = (frameId: FrameId | null, old: readonly Variable[], now: readonly Variable[]): void => {
    const oldByName = new Map(old.map((variable) => [variable.name, variable]));
    for (const { name, value, version } of now) {
      const known = oldByName.get(name);
      oldByName.delete(name);
      if (known !== undefined && (known.version === version || sameValue(known.value, value))) continue;
      const object = value.kind === 'reference' ? after.object(value.id) : null;
      const aliases = object !== null && MUTABLE.has(object.kind) && object.kind !== ObjectKind.ATOM ? (names.get(object.id) ?? []).filter((alias) => alias !== name) : [];
      changes.push({
        kind: 'variable',
        name,
        frameId,
        before: known === undefined ? null : changeText(known.value, before),
        after: changeText(value, after),
        value,
        aliases,
        typeName: object === null ? null : shortTypeName(object.typeName),
      });
    }
    for (const [name, { value }] of oldByName) {
      changes.push({ kind: 'variable', name, frameId, before: changeText(value, before), after: null, value: null, aliases: [], typeName: null });
    }
  };
  const oldFrames = new Map(before.frames.map((frame) => [frame.frameId, frame]));
  const cells = new Set<ObjectId>();
  for (const frame of after.frames.toReversed()) {
    const old = oldFrames.get(frame.frameId);
    if (old === undefined) continue;
    // A variable shared with a closure is told of once, for the innermost function that has it.
    const shared = new Set(frame.locals.filter((variable) => variable.cell !== null && cells.has(variable.cell)).map((variable) => variable.name));
    for (const { cell } of frame.locals) if (cell !== null) cells.add(cell);
    const own = (list: readonly Variable[]): readonly Variable[] => list.filter((variable) => !shared.has(variable.name));
    compare(frame.frameId, own(variablesOf(old)), own(variablesOf(frame)));
  }
  compare(null, before.globals, after.globals);
  return changes;
}

/** Names of variables that refer to an object, innermost frame first, each once. */
function directNames(state: TraceState): ReadonlyMap<ObjectId, readonly string[]> {
  const names = new Map<ObjectId, string[]>();
  for (const { name, value } of rootsOf(state)) {
    if (value.kind !== 'reference') continue;
    const known = names.get(value.id);
    if (known === undefined) names.set(value.id, [name]);
    else if (!known.includes(name)) known.push(name);
  }
  return names;
}

function rootsOf(state: TraceState): readonly Variable[] {
  return [...state.frames.toReversed().flatMap(variablesOf), ...state.globals];
}

function objectChanges(before: TraceState, after: TraceState, names: ReadonlyMap<ObjectId, readonly string[]>): Pick<StateChanges, 'objects' | 'complete'> {
  const wanted = changedObjects(before, after);
  if (wanted.size === 0) return { objects: [], complete: true };
  const paths = new Map<ObjectId, string>();
  const queue: ObjectId[] = [];
  const visit = (value: Value, path: () => string): void => {
    if (value.kind !== 'reference' || paths.has(value.id)) return;
    paths.set(value.id, path());
    queue.push(value.id);
  };
  for (const { name, value } of rootsOf(after)) visit(value, () => name);
  const objects: NamedObjectChange[] = [];
  for (let next = 0; next < queue.length && wanted.size > 0; next += 1) {
    const id = queue[next];
    if (id === undefined || next >= MAX_OBJECTS) return { objects, complete: false };
    const object = after.object(id);
    if (object === null) continue;
    const path = paths.get(id) ?? '';
    eachPlace(object, after, path, visit);
    const old = before.object(id);
    if (!wanted.delete(id) || old === null || old.version === object.version) continue;
    const aliases = (names.get(id) ?? []).filter((name) => name !== path);
    const typeName = shortTypeName(object.typeName);
    for (const change of changesOfObject(old, object, before, after, path)) objects.push({ change, typeName, aliases });
  }
  return { objects, complete: true };
}

function isObjectEntry(op: number): boolean {
  return op === DeltaOp.OBJECT || op === DeltaOp.OBJECT_CHANGE;
}

/** Objects that were there before and were written again up to `after`. */
function changedObjects(before: TraceState, after: TraceState): Set<ObjectId> {
  const { store } = after.trace;
  const changed = new Set<ObjectId>();
  for (let record: number = before.record + 1; record <= after.record; record += 1) {
    const { words, start, end } = store.deltaOf(record);
    for (let place = start; place < end; ) {
      const header = words[place] ?? 0;
      const id = (words[place + 1] ?? 0) as ObjectId;
      if (isObjectEntry(entryOp(header)) && !changed.has(id) && MUTABLE.has(before.object(id)?.kind ?? ObjectKind.CELL)) changed.add(id);
      const size = entryWords(header);
      if (size === 0) break;
      place += size;
    }
  }
  return changed;
}

function eachPlace(object: HeapObject, state: TraceState, path: string, visit: (value: Value, path: () => string) => void): void {
  const { kind, values } = object;
  if (kind === ObjectKind.LIST || kind === ObjectKind.TUPLE) {
    values.forEach((value, index) => visit(value, () => `${path}[${index}]`));
  } else if (kind === ObjectKind.CELL) {
    for (const value of values) visit(value, () => path);
  } else if (kind === ObjectKind.DICT || ATTRIBUTES.has(kind)) {
    for (const [key, value] of pairsOf(object)) visit(value, () => path + placeText(kind, key, state));
  }
}

function pairsOf(object: HeapObject): readonly (readonly [Value, Value])[] {
  const pairs: [Value, Value][] = [];
  for (let place = 0; place + 1 < object.values.length; place += 2) {
    const key = object.values[place];
    const value = object.values[place + 1];
    if (key !== undefined && value !== undefined) pairs.push([key, value]);
  }
  return pairs;
}

function placeText(kind: ObjectKind, key: Value, state: TraceState): string {
  return ATTRIBUTES.has(kind) && key.kind === 'str' ? `.${key.text}` : `[${changeText(key, state)}]`;
}

function changesOfObject(old: HeapObject, now: HeapObject, before: TraceState, after: TraceState, path: string): readonly ObjectChange[] {
  const paired = now.kind === ObjectKind.DICT || ATTRIBUTES.has(now.kind);
  const size = paired ? 2 : 1;
  const isWhole = (object: HeapObject): boolean => ATTRIBUTES.has(object.kind) || object.kind === ObjectKind.ATOM || object.length * size <= object.values.length;
  if (!isWhole(old) || !isWhole(now)) return [{ kind: 'changed', path }];
  const told = paired ? pairChanges(old, now, before, after, path) : now.kind === ObjectKind.SET ? setChanges(old, now, before, after, path) : now.kind === ObjectKind.LIST ? listChanges(old, now, before, after, path) : null;
  if (told !== null) return told;
  const reference: Value = { kind: 'reference', id: now.id };
  return [{ kind: 'whole', path, before: changeText(reference, before), after: changeText(reference, after) }];
}

/** Null where it is better told as a whole. */
function pairChanges(old: HeapObject, now: HeapObject, before: TraceState, after: TraceState, path: string): readonly ObjectChange[] | null {
  const oldPairs = pairsOf(old);
  const newPairs = pairsOf(now);
  const changes: ObjectChange[] = [];
  const kept = new Set<number>();
  // Most keys keep their place: they are looked for there first.
  for (const [index, [key, value]] of newPairs.entries()) {
    const there = oldPairs[index];
    const place = there !== undefined && sameValue(there[0], key) ? index : oldPairs.findIndex(([oldKey]) => sameValue(oldKey, key));
    const oldValue = oldPairs[place]?.[1];
    if (place >= 0) kept.add(place);
    if (oldValue !== undefined && sameValue(oldValue, value)) continue;
    changes.push({ kind: 'item', path, place: placeText(now.kind, key, after), before: oldValue === undefined ? null : changeText(oldValue, before), after: changeText(value, after) });
    if (changes.length > MAX_ITEMS) return null;
  }
  for (const [index, [key, value]] of oldPairs.entries()) {
    if (!kept.has(index)) changes.push({ kind: 'item', path, place: placeText(old.kind, key, before), before: changeText(value, before), after: null });
    if (changes.length > MAX_ITEMS) return null;
  }
  return changes.length === 0 ? null : changes;
}

function setChanges(old: HeapObject, now: HeapObject, before: TraceState, after: TraceState, path: string): readonly ObjectChange[] | null {
  const without = (from: HeapObject, other: HeapObject): readonly Value[] => from.values.filter((value) => !other.values.some((candidate) => sameValue(candidate, value)));
  if (old.values.length > 200 || now.values.length > 200) return null;
  const added = without(now, old);
  const removed = without(old, now);
  if (added.length > MAX_ITEMS || removed.length > MAX_ITEMS || added.length + removed.length === 0) return null;
  const changes: ObjectChange[] = [];
  if (removed.length > 0) changes.push({ kind: 'removed', path, items: removed.map((value) => changeText(value, before)), where: null });
  if (added.length > 0) changes.push({ kind: 'added', path, items: added.map((value) => changeText(value, after)), where: null });
  return changes;
}

function listChanges(old: HeapObject, now: HeapObject, before: TraceState, after: TraceState, path: string): readonly ObjectChange[] | null {
  const oldItems = old.values;
  const newItems = now.values;
  const shorter = Math.min(oldItems.length, newItems.length);
  const difference = newItems.length - oldItems.length;
  const same = (left: Value | undefined, right: Value | undefined): boolean => left !== undefined && right !== undefined && sameValue(left, right);
  let start = 0;
  while (start < shorter && same(oldItems[start], newItems[start])) start += 1;
  let end = 0;
  while (end < shorter - start && same(oldItems[oldItems.length - 1 - end], newItems[newItems.length - 1 - end])) end += 1;
  if (difference === 0) return sameLengthChanges(oldItems, newItems, before, after, path, start);
  if (start + end !== shorter || Math.abs(difference) > MAX_ITEMS) return null;
  const longer = difference > 0 ? newItems : oldItems;
  const items = longer.slice(start, start + Math.abs(difference)).map((value) => changeText(value, difference > 0 ? after : before));
  const where = start === shorter ? 'end' : start === 0 ? 'start' : 'inside';
  return [{ kind: difference > 0 ? 'added' : 'removed', path, items, where }];
}

function sameLengthChanges(oldItems: readonly Value[], newItems: readonly Value[], before: TraceState, after: TraceState, path: string, first: number): readonly ObjectChange[] | null {
  const places: number[] = [];
  for (let index = first; index < newItems.length && places.length <= MAX_ITEMS; index += 1) {
    const old = oldItems[index];
    const now = newItems[index];
    if (old !== undefined && now !== undefined && !sameValue(old, now)) places.push(index);
  }
  const [left, right] = places;
  if (left === undefined || places.length > MAX_ITEMS) return null;
  const at = (items: readonly Value[], index: number): Value => items[index] ?? { kind: 'null' };
  if (right !== undefined && places.length === 2 && sameValue(at(oldItems, left), at(newItems, right)) && sameValue(at(oldItems, right), at(newItems, left))) {
    return [{ kind: 'swapped', path, places: [`[${left}]`, `[${right}]`] }];
  }
  return places.map((index) => ({ kind: 'item', path, place: `[${index}]`, before: changeText(at(oldItems, index), before), after: changeText(at(newItems, index), after) }));
}
