/** What makes one repr into the next one of the same variable, where that is shorter said than the whole (`change` of the grammar). */
import { at } from '../base/assert.ts';
import { reprDisplay, reprEntry, type ReprDisplay } from '../trace/repr-items.ts';

export type ValueChange =
  | { readonly kind: 'whole' }
  /** The text goes in before what closes the value. */
  | { readonly kind: 'append'; readonly text: string }
  /** One item of a list (`key` is its place) or a dict gets another value. */
  | { readonly kind: 'item'; readonly key: string; readonly value: string };

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
  return itemChange(before, after) ?? WHOLE;
}

function itemChange(before: string, after: string): ValueChange | null {
  const old = reprDisplay(before);
  if (old === null || !hasKeys(old)) return null;
  const now = reprDisplay(after);
  if (now?.items.length !== old.items.length || now.head !== old.head || now.tail !== old.tail) return null;
  const places = old.items.flatMap((item, place) => (item === now.items[place] ? [] : [place]));
  const [place] = places;
  if (place === undefined || places.length > 1) return null;
  const item = at(now.items, place);
  const entry = old.head.endsWith('[') ? { key: String(place), value: item } : reprEntry(item);
  // Texts that are no reprs may not come back.
  return entry !== null && withItem(before, entry.key, entry.value) === after ? { kind: 'item', ...entry } : null;
}

function hasKeys({ head, items }: ReprDisplay): boolean {
  return items.length > 0 && (head.endsWith('[') || (head.endsWith('{') && reprEntry(at(items, 0)) !== null));
}

/** The value with the text before what closes it; null where nothing can be appended. */
export function withAppended(before: string, text: string): string | null {
  const close = closing(before);
  return close === 0 ? null : before.slice(0, -close) + text + before.slice(-close);
}

/** The value with another value at a key or place; null where it has none such. */
export function withItem(before: string, key: string, value: string): string | null {
  const display = reprDisplay(before);
  if (display === null || !hasKeys(display)) return null;
  const items = [...display.items];
  if (display.head.endsWith('[')) {
    const place = /^\d{1,9}$/.test(key) ? Number(key) : -1;
    if (place < 0 || place >= items.length) return null;
    items[place] = value;
  } else {
    const place = items.findIndex((item) => reprEntry(item)?.key === key);
    if (place < 0) return null;
    items[place] = `${key}: ${value}`;
  }
  return display.head + items.join(', ') + display.tail;
}
