/** What makes one repr into the next one of the same variable, where that is shorter said than the whole (`change` of the grammar). */
import { at } from '../base/assert.ts';
import { reprDisplay, reprEntry, type ReprDisplay } from '../trace/repr-items.ts';

export type ValueChange =
  | { readonly kind: 'whole' }
  /** The text goes in before what closes the value. */
  | { readonly kind: 'append'; readonly text: string }
  /** One item of a list (`key` is its place) or a dict gets another value. */
  | { readonly kind: 'item'; readonly key: string; readonly value: string }
  /** One item of a list (`key` is its place, -1 the last one) or a dict goes. */
  | { readonly kind: 'taken'; readonly key: string }
  /** The first such item of a list goes. */
  | { readonly kind: 'removed'; readonly value: string }
  /** An item comes before the one at a place of a list. */
  | { readonly kind: 'inserted'; readonly key: string; readonly value: string };

const WHOLE: ValueChange = { kind: 'whole' };

/** Characters that close a value: its last one, or two where a call stands around a display; 0: nothing can be appended. */
function closing(repr: string): number {
  if (/[\])}]\)$/.test(repr) && /^[A-Za-z_]/.test(repr)) return 2;
  return repr.length >= 2 && /['")\]}]$/.test(repr) ? 1 : 0;
}

/** The change that the text says; deterministic, so that there is one right answer. */
export function valueChange(before: string, after: string): ValueChange {
  const close = closing(before);
  const kept = before.length - close;
  if (close > 0 && after.length > before.length && after.startsWith(before.slice(0, kept)) && after.endsWith(before.slice(kept))) {
    return { kind: 'append', text: after.slice(kept, after.length - close) };
  }
  return itemsChange(before, after) ?? WHOLE;
}

function itemsChange(before: string, after: string): ValueChange | null {
  const old = reprDisplay(before);
  if (old === null || !hasKeys(old)) return null;
  const now = reprDisplay(after);
  if (now === null || now.head !== old.head || now.tail !== old.tail) return null;
  switch (now.items.length - old.items.length) {
    case -1:
      return takenItem(old, now, before, after);
    case 0:
      return itemChange(old, now, before, after);
    case 1:
      return insertedItem(old, now, before, after);
    default:
      return null;
  }
}

/** Whether one list of items is the other with an item more at a place. */
function differsAt(place: number, more: readonly string[], fewer: readonly string[]): boolean {
  return more.length === fewer.length + 1 && fewer.every((item, i) => item === more[i < place ? i : i + 1]);
}

/** The place of the item that one list has more than the other, the first of equal ones beside each other; null where they differ in more. */
function extraPlace(more: readonly string[], fewer: readonly string[]): number | null {
  let place = 0;
  while (place < fewer.length && fewer[place] === more[place]) place += 1;
  if (!differsAt(place, more, fewer)) return null;
  while (place > 0 && more[place - 1] === more[place]) place -= 1;
  return place;
}

function takenItem(old: ReprDisplay, now: ReprDisplay, before: string, after: string): ValueChange | null {
  const place = extraPlace(old.items, now.items);
  if (place === null) return null;
  const item = at(old.items, place);
  if (!isList(old)) {
    const entry = reprEntry(item);
    return entry !== null && withTaken(before, entry.key) === after ? { kind: 'taken', key: entry.key } : null;
  }
  // The ends need not be counted to, and what is removed by its value need not be counted to either.
  const last = old.items.length - 1;
  const change: ValueChange = differsAt(last, old.items, now.items) ? { kind: 'taken', key: '-1' } : place > 0 && old.items.indexOf(item) === place ? { kind: 'removed', value: item } : { kind: 'taken', key: String(place) };
  return (change.kind === 'removed' ? withRemoved(before, change.value) : withTaken(before, change.key)) === after ? change : null;
}

function insertedItem(old: ReprDisplay, now: ReprDisplay, before: string, after: string): ValueChange | null {
  const place = isList(old) ? extraPlace(now.items, old.items) : null;
  if (place === null) return null;
  const change = { kind: 'inserted', key: String(place), value: at(now.items, place) } as const;
  return withInserted(before, change.key, change.value) === after ? change : null;
}

function itemChange(old: ReprDisplay, now: ReprDisplay, before: string, after: string): ValueChange | null {
  const places = old.items.flatMap((item, place) => (item === now.items[place] ? [] : [place]));
  const [place] = places;
  if (place === undefined || places.length > 1) return null;
  const item = at(now.items, place);
  const entry = isList(old) ? { key: String(place), value: item } : reprEntry(item);
  // Texts that are no reprs may not come back.
  return entry !== null && withItem(before, entry.key, entry.value) === after ? { kind: 'item', ...entry } : null;
}

function isList({ head }: ReprDisplay): boolean {
  return head.endsWith('[');
}

function hasKeys(display: ReprDisplay): boolean {
  const { head, items } = display;
  return items.length > 0 && (isList(display) || (head.endsWith('{') && reprEntry(at(items, 0)) !== null));
}

/** The value with the text before what closes it; null where nothing can be appended. */
export function withAppended(before: string, text: string): string | null {
  const close = closing(before);
  return close === 0 ? null : before.slice(0, -close) + text + before.slice(-close);
}

/** The value with another value at a key or place; null where it has none such. */
export function withItem(before: string, key: string, value: string): string | null {
  return edited(before, (items, display) => {
    const place = placeOf(display, key);
    if (place !== null) items[place] = isList(display) ? value : `${key}: ${value}`;
    return place !== null;
  });
}

/** The value without what is at a key or place, -1 for the last item of a list; null where it has none such. */
export function withTaken(before: string, key: string): string | null {
  return edited(before, (items, display) => {
    const place = isList(display) && key === '-1' ? items.length - 1 : placeOf(display, key);
    if (place !== null) items.splice(place, 1);
    return place !== null;
  });
}

/** A list without the first such item; null where it has none such. */
export function withRemoved(before: string, item: string): string | null {
  return edited(before, (items, display) => {
    const place = isList(display) ? items.indexOf(item) : -1;
    if (place >= 0) items.splice(place, 1);
    return place >= 0;
  });
}

/** A list with an item more, before the one at a place; null where it has no such place. */
export function withInserted(before: string, key: string, item: string): string | null {
  return edited(before, (items, display) => {
    const place = isList(display) ? placeOf(display, key) : null;
    if (place !== null) items.splice(place, 0, item);
    return place !== null;
  });
}

/** Null where the value is no list or dict with items, or `edit` says that it does not fit. */
function edited(before: string, edit: (items: string[], display: ReprDisplay) => boolean): string | null {
  const display = reprDisplay(before);
  if (display === null || !hasKeys(display)) return null;
  const items = [...display.items];
  return edit(items, display) ? display.head + items.join(', ') + display.tail : null;
}

/** Place of a list's item by its number, of a dict's by its key. */
function placeOf(display: ReprDisplay, key: string): number | null {
  const place = !isList(display) ? display.items.findIndex((item) => reprEntry(item)?.key === key) : /^\d{1,9}$/.test(key) ? Number(key) : -1;
  return place < 0 || place >= display.items.length ? null : place;
}
