/** The items that a repr shows, read from its text alone. */

/** `[1, 2]`, `{'a': 1}`, `deque([1, 2])`: what stands before the items, the items, what stands after them. */
export interface ReprDisplay {
  /** With the opening bracket, which is its last character. */
  readonly head: string;
  readonly items: readonly string[];
  readonly tail: string;
}

const HEAD = /^(?:[A-Za-z_][\w.]*\((?:<class '[\w.]+'>, )?)?[[({]/;
const RANGE = /^range\((-?\d+), (-?\d+)(?:, (-?\d+))?\)$/;
const STRING = /^(['"])(.*)\1$/su;
/** One character of a string's repr. */
const CHARACTER = /\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|.)|[^\\]/gsu;

/** Null where the text shows no items of its own: numbers, strings, objects, cut or recursive displays. */
export function reprDisplay(text: string): ReprDisplay | null {
  const head = HEAD.exec(text)?.[0];
  if (head === undefined) return null;
  const items: string[] = [];
  let start = head.length;
  let depth = 0;
  for (let place = start; place < text.length; place += 1) {
    const char = text.charAt(place);
    if (char === "'" || char === '"') {
      place = endOfString(text, place);
    } else if ('[({<'.includes(char)) {
      depth += 1;
    } else if (depth > 0) {
      if ('])}>'.includes(char)) depth -= 1;
    } else if (char === ',') {
      items.push(text.slice(start, place));
      start = text[place + 1] === ' ' ? place + 2 : place + 1;
    } else if ('])}'.includes(char)) {
      // `(1,)` has nothing after its comma, `[]` nothing at all.
      if (place > start) items.push(text.slice(start, place));
      const tail = text.slice(place);
      const isWhole = tail.length === (/\w/.test(head) ? 2 : 1);
      return isWhole && !items.includes('...') ? { head, items, tail } : null;
    }
  }
  return null;
}

/** Place of the quote that ends the string that begins at `place`. */
function endOfString(text: string, place: number): number {
  const quote = text.charAt(place);
  let end = place + 1;
  while (end < text.length && text.charAt(end) !== quote) end += text.charAt(end) === '\\' ? 2 : 1;
  return end;
}

/** Key and value of a dict's item; null for an item of a list or a set. */
export function reprEntry(item: string): { readonly key: string; readonly value: string } | null {
  let depth = 0;
  for (let place = 0; place < item.length; place += 1) {
    const char = item.charAt(place);
    if (char === "'" || char === '"') place = endOfString(item, place);
    else if ('[({<'.includes(char)) depth += 1;
    else if ('])}>'.includes(char)) depth -= 1;
    else if (depth === 0 && item.startsWith(': ', place)) return { key: item.slice(0, place), value: item.slice(place + 2) };
  }
  return null;
}

/**
 * Repr of the item at a place, from 0, of what `for` would give: an item, a character, a number of a range; of a dict
 * the key with its value. Null at the end and past it; undefined where the text does not say.
 */
export function reprItemAt(text: string, place: number): string | null | undefined {
  if (place < 0) return undefined;
  const range = RANGE.exec(text);
  if (range !== null) {
    const [start, stop, step] = [Number(range[1]), Number(range[2]), Number(range[3] ?? 1)];
    const value = start + place * step;
    if (step === 0 || !Number.isSafeInteger(value)) return undefined;
    return (step > 0 ? value < stop : value > stop) ? String(value) : null;
  }
  const string = STRING.exec(text);
  if (string !== null) {
    const raw = (string[2] ?? '').match(CHARACTER)?.[place];
    if (raw === undefined) return null;
    return raw === "\\'" || raw === "'" ? `"'"` : `'${raw}'`;
  }
  const display = reprDisplay(text);
  return display === null ? undefined : (display.items[place] ?? null);
}

/** `len` of what a repr shows: of a string, or of the items of a display; undefined where the text does not say. */
export function reprLength(text: string): number | undefined {
  const string = STRING.exec(text);
  if (string !== null) return (string[2] ?? '').match(CHARACTER)?.length ?? 0;
  if (text === 'set()' || text === 'frozenset()') return 0;
  return reprDisplay(text)?.items.length;
}
