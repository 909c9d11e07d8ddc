/**
 * Frames and objects as boxes: what the heap view draws. An object is shown once, however often it is referred to,
 * which is what makes aliasing visible and cycles end. Boxes are in the order of identity, so that they keep their
 * place from step to step.
 */
import { visibleGlobals } from '../../trace/print-state.ts';
import { repr, shortTypeName } from '../../trace/repr.ts';
import type { FrameState, HeapObject, LocalVariable, TraceState, Variable } from '../../trace/trace-state.ts';
import { sameValue, type Value } from '../../trace/value.ts';
import { ObjectKind, type ObjectId } from '../../trace/wire.ts';

/** What stands in one slot: a value that is written out, or a reference to a box. */
export type SlotValue = { readonly kind: 'text'; readonly text: string; /** All of a longer text, where it is not too long for a hint. */ readonly whole?: string } | { readonly kind: 'reference'; readonly id: ObjectId };

export interface Slot {
  readonly key: string;
  /** Name, index or key; null where the slot has none (sets). */
  readonly label: SlotValue | null;
  readonly value: SlotValue;
  readonly changed: boolean;
  /** The variable lives in a cell, which inner functions have too. */
  readonly shared?: boolean;
}

export interface FrameBox {
  readonly key: string;
  /** '' for the globals. */
  readonly title: string;
  readonly line: number | null;
  readonly isTop: boolean;
  readonly slots: readonly Slot[];
}

export interface ObjectBox {
  readonly id: ObjectId;
  readonly typeName: string;
  /** How the slots lie: in a row with indices, in a row without, or as pairs. */
  readonly layout: 'indexed' | 'plain' | 'pairs';
  readonly slots: readonly Slot[];
  /** True length less the slots. */
  readonly hidden: number;
  /** More of it was recorded than is shown. */
  readonly canOpen: boolean;
  readonly changed: boolean;
  /** Items past the recorded ones of a long container that the step changed: `[1200] = 5`. */
  readonly changedBeyond: readonly string[];
  /** How many slots of the picture refer to it; more than one: it goes by several names. */
  readonly references: number;
  /** It can be reached from itself. */
  readonly inCycle: boolean;
}

export interface HeapModel {
  readonly frames: readonly FrameBox[];
  readonly objects: readonly ObjectBox[];
  /** Objects that were reachable but are past the limit. */
  readonly objectsHidden: number;
}

const MAX_OBJECTS = 80;
/** Longest text of an item that is not among the recorded ones, in characters. */
const MAX_BEYOND_TEXT = 40;
export const SLOTS_SHOWN = 24;
const MAX_TEXT = 48;
/** Longest text that a hint shows in full. */
const MAX_HINT = 1000;
/** A tuple of so few plain values reads better where it is used; it cannot change, so its identity matters to no one. */
const MAX_INLINE_ITEMS = 4;

const BOXED: ReadonlySet<ObjectKind> = new Set<ObjectKind>([ObjectKind.LIST, ObjectKind.TUPLE, ObjectKind.SET, ObjectKind.FROZENSET, ObjectKind.DICT, ObjectKind.INSTANCE, ObjectKind.CELL, ObjectKind.RECORD, ObjectKind.EXCEPTION, ObjectKind.DERIVED, ObjectKind.OTHER]);
/** Their content is a list of names and values. */
const NAMED: ReadonlySet<ObjectKind> = new Set<ObjectKind>([ObjectKind.INSTANCE, ObjectKind.RECORD, ObjectKind.EXCEPTION, ObjectKind.DERIVED, ObjectKind.OTHER]);
const CODE: ReadonlySet<ObjectKind> = new Set<ObjectKind>([ObjectKind.FUNCTION, ObjectKind.CLASS, ObjectKind.MODULE]);

/** `before` is the state a step earlier, for the marks of change; `open` the objects whose slots are all wanted. */
export function heapModel(state: TraceState, before: TraceState | null, open: ReadonlySet<ObjectId>): HeapModel {
  const found = new Set<ObjectId>();
  const queue: ObjectId[] = [];

  function slotValue(value: Value): SlotValue {
    const object = value.kind === 'reference' ? state.object(value.id) : null;
    if (object === null || !BOXED.has(object.kind) || isInline(object)) return textSlot(value, state);
    if (!found.has(object.id)) {
      found.add(object.id);
      queue.push(object.id);
    }
    return { kind: 'reference', id: object.id };
  }

  function variables(list: readonly (Variable | LocalVariable)[], old: readonly Variable[] | null): readonly Slot[] {
    const versions = new Map(old?.map((variable) => [variable.name, variable.version]));
    return list
      .filter((variable) => !isOwnDefinition(state, variable))
      .map((variable) => ({
        key: variable.name,
        label: { kind: 'text' as const, text: variable.name },
        value: slotValue(variable.value),
        changed: old !== null && versions.get(variable.name) !== variable.version,
        ...('cell' in variable && variable.cell !== null ? { shared: true } : {}),
      }));
  }

  const frames: FrameBox[] = [];
  const moduleOnly = state.frames.length === 1 && state.top.code.name === '<module>';
  const globals = variables(visibleGlobals(state), before === null ? null : before.globals);
  if (globals.length > 0 && !moduleOnly) frames.push({ key: 'globals', title: '', line: null, isTop: false, slots: globals });
  for (const frame of state.frames) {
    const old = before?.frames.find((candidate) => candidate.frameId === frame.frameId) ?? null;
    const own = frame.code.name === '<module>' ? globals : variables(variablesOf(frame), old === null ? null : variablesOf(old));
    if (frame.code.name === '<module>' && !moduleOnly && globals.length > 0) continue;
    frames.push({ key: String(frame.frameId), title: frame.code.qualifiedName, line: frame.line, isTop: frame === state.top, slots: own });
  }

  const objects: ObjectBox[] = [];
  for (let next = 0; next < queue.length; next += 1) {
    const id = queue[next];
    if (id === undefined || objects.length >= MAX_OBJECTS) break;
    const object = state.object(id);
    if (object === null) continue;
    const box = objectBox(object, before?.object(id) ?? null, before !== null, open.has(id), slotValue);
    objects.push(box.changed ? { ...box, changedBeyond: beyondTexts(object, state) } : box);
  }
  objects.sort((left, right) => left.id - right.id);
  return { frames, objects: withReferences(frames, objects), objectsHidden: queue.length - objects.length };
}

function withReferences(frames: readonly FrameBox[], objects: readonly ObjectBox[]): readonly ObjectBox[] {
  const counts = new Map<ObjectId, number>();
  const next = new Map<ObjectId, readonly ObjectId[]>();
  const referred = (slots: readonly Slot[]): readonly ObjectId[] => slots.flatMap(({ label, value }) => [label, value].flatMap((part) => (part?.kind === 'reference' ? [part.id] : [])));
  for (const { slots } of frames) for (const id of referred(slots)) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const object of objects) {
    const ids = referred(object.slots);
    next.set(object.id, ids);
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return objects.map((object) => ({ ...object, references: counts.get(object.id) ?? 0, inCycle: reaches(object.id, next) }));
}

/** Whether an object can be reached from itself. There are at most `MAX_OBJECTS`. */
function reaches(id: ObjectId, next: ReadonlyMap<ObjectId, readonly ObjectId[]>): boolean {
  const seen = new Set<ObjectId>();
  const open = [...(next.get(id) ?? [])];
  for (let found = open.pop(); found !== undefined; found = open.pop()) {
    if (found === id) return true;
    if (seen.has(found)) continue;
    seen.add(found);
    open.push(...(next.get(found) ?? []));
  }
  return false;
}

function textSlot(value: Value, state: TraceState): SlotValue {
  if (value.kind === 'null') return { kind: 'text', text: '' };
  const text = repr(value, state, { maxLength: MAX_TEXT });
  return text.length < MAX_TEXT ? { kind: 'text', text } : { kind: 'text', text, whole: repr(value, state, { maxLength: MAX_HINT }) };
}

function isInline(object: HeapObject): boolean {
  // An int of a class of its own is an int to look at, unless it has more to it.
  if (object.kind === ObjectKind.DERIVED) return object.values.length <= 1;
  if (object.kind === ObjectKind.OTHER) return object.values.length === 0;
  if (object.kind !== ObjectKind.TUPLE && object.kind !== ObjectKind.FROZENSET) return false;
  return object.length <= MAX_INLINE_ITEMS && object.values.every((value) => value.kind !== 'reference');
}

function variablesOf(frame: FrameState): readonly Variable[] {
  return [...frame.locals, ...frame.namedLocals];
}

/** What `def`, `class` and `import` bind under its own name says nothing in a picture of data. */
function isOwnDefinition(state: TraceState, { name, value }: Variable): boolean {
  const object = value.kind === 'reference' ? state.object(value.id) : null;
  if (object === null || !CODE.has(object.kind)) return false;
  const own = object.values[0];
  return object.kind === ObjectKind.MODULE || (own?.kind === 'str' && own.text.slice(own.text.lastIndexOf('.') + 1) === name);
}

function objectBox(object: HeapObject, old: HeapObject | null, hasBefore: boolean, isOpen: boolean, slotValue: (value: Value) => SlotValue): ObjectBox {
  const { kind } = object;
  const values = pairsOf(object);
  const oldValues = old === null ? null : pairsOf(old);
  const paired = kind === ObjectKind.DICT || NAMED.has(kind);
  const size = paired ? 2 : 1;
  const total = Math.floor(values.length / size);
  const shown = isOpen ? total : Math.min(total, SLOTS_SHOWN);
  const slots: Slot[] = [];
  const isChanged = hasBefore && object.version !== old?.version;
  for (let index = 0; index < shown; index += 1) {
    const value = values[index * size + size - 1];
    const key = paired ? values[index * 2] : undefined;
    if (value === undefined) break;
    const oldValue = oldValues?.[index * size + size - 1];
    slots.push({
      key: String(index),
      label: key === undefined ? (kind === ObjectKind.SET || kind === ObjectKind.FROZENSET || kind === ObjectKind.CELL ? null : { kind: 'text', text: String(index) }) : attributeLabel(kind, key, slotValue),
      value: slotValue(value),
      changed: isChanged && (oldValue === undefined || !sameValue(oldValue, value)),
    });
  }
  // Only containers have a length of their own.
  const length = NAMED.has(kind) || kind === ObjectKind.CELL ? total : Math.max(object.length, total);
  const hidden = Math.max(0, length - slots.length);
  slots.push(...attributeSlots(object, old, isChanged, slotValue));
  const layout = paired ? 'pairs' : kind === ObjectKind.LIST || kind === ObjectKind.TUPLE ? 'indexed' : 'plain';
  return { id: object.id, typeName: shortTypeName(object.typeName), layout, slots, hidden, canOpen: shown < total, changed: isChanged, changedBeyond: [], references: 0, inCycle: false };
}

/** The content, of an int and the like of a class of its own with a name for the value itself. */
function pairsOf({ kind, values }: HeapObject): readonly Value[] {
  return kind === ObjectKind.DERIVED ? [{ kind: 'str', text: 'value' }, ...values] : values;
}

/** What a container has besides its items: attributes that a class of its own gives it, `maxlen` of a deque. */
function attributeSlots({ attributes }: HeapObject, old: HeapObject | null, isChanged: boolean, slotValue: (value: Value) => SlotValue): Slot[] {
  const slots: Slot[] = [];
  for (let place = 0; place + 1 < attributes.length && slots.length < SLOTS_SHOWN; place += 2) {
    const [name, value] = [attributes[place], attributes[place + 1]];
    if (name?.kind !== 'str' || value === undefined) continue;
    const oldValue = old?.attributes[place + 1];
    slots.push({ key: name.text, label: { kind: 'text', text: name.text }, value: slotValue(value), changed: isChanged && (oldValue === undefined || !sameValue(oldValue, value)) });
  }
  return slots;
}

function beyondTexts({ kind, changedBeyond }: HeapObject, state: TraceState): string[] {
  return changedBeyond.map(({ index, values }) => {
    const texts = values.map((value) => repr(value, state, { maxLength: MAX_BEYOND_TEXT }));
    return kind === ObjectKind.DICT ? texts.join(': ') : `[${index}] = ${texts.join(', ')}`;
  });
}

function attributeLabel(kind: ObjectKind, key: Value, slotValue: (value: Value) => SlotValue): SlotValue {
  // An attribute's name stands without quotes, a dict's key as the repr that it is.
  if (NAMED.has(kind) && key.kind === 'str') return { kind: 'text', text: key.text };
  return slotValue(key);
}
