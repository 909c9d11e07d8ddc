/**
 * What an operation reads of the text or the items that it works on, so that whether and where something is found is copied out, a
 * token at a time, and need not be known at once: of a search all up to the first match (of a dict, up to the key), or up to the end
 * where there is none; of a count, and of what goes on from each match (`replace`, `split`, `rfind`), all of it with a mark behind
 * each match; of a comparison of an end that end; of a slice of two bounds all up to the second, with a mark at the first.
 */
import { at } from '../base/assert.ts';
import { parseLiteral } from '../trace/literal.ts';
import { reprDisplay, reprEntry } from '../trace/repr-items.ts';
import { pushOperator, pushValue } from './tokenizer.ts';
import type { GrammarVersion } from './vocabulary.ts';

/** What is searched and read. */
export interface SearchReading {
  /** The source of what is searched. */
  readonly searched: string;
  /** The repr of what is searched. */
  readonly whole: string;
  readonly ids: readonly number[];
}

/** Stands behind each match, and where a slice begins. */
const MARK = '==';
/** What is searched in more characters is not read. */
const LONGEST_READ = 64;

/** Methods, and from which version on what they read is told. */
const METHODS = {
  find: 7, index: 7, count: 7, get: 7,
  rfind: 8, rindex: 8, replace: 8, split: 8, rsplit: 8, partition: 8, rpartition: 8, startswith: 8, endswith: 8, removeprefix: 8, removesuffix: 8,
} as const satisfies Record<string, GrammarVersion>;
type Method = keyof typeof METHODS;
type Kind = Method | 'in' | 'not in' | 'item';

const CALL = new RegExp(`\\.(${Object.keys(METHODS).join('|')})\\(`, 'g');
const SUBSCRIPT = /^(\w+)\[([^:[\]]+)\]$/s;
const SLICE = /^(.+)\[([^:[\]]+):([^:[\]]+)\]$/s;
const MEMBERSHIP = /^(.+?)\s+(not\s+)?in\s+(.+)$/s;
/** Constants that are read: strings without escapes, integers, lists and tuples of them. */
const PLAIN_CONSTANTS = [/^(?:'[^'"\\\n]*'|"[^'"\\\n]*")$/, /^(?:0|-?[1-9]\d*)$/, /^[[(](?:(?:'[^'"\\\n]*'|\d+)(?:, |,?(?=[\])])))+[\])]$/];
const INTEGER = /^-?\d+$/;
const ASCII = /^[ -~]*$/;

interface Search {
  readonly kind: Kind;
  readonly searched: string;
  readonly needle: string;
  /** The arguments behind it. */
  readonly more: readonly string[];
}

/** What `source` may be said to search: which it is, its operands tell. */
function searchesIn(source: string): Search[] {
  const item = SUBSCRIPT.exec(source);
  if (item !== null) return [{ kind: 'item', searched: at(item, 1), needle: at(item, 2), more: [] }];
  const test = MEMBERSHIP.exec(source);
  const membership: Search[] = test === null ? [] : [{ kind: test[2] === undefined ? 'in' : 'not in', searched: at(test, 3), needle: at(test, 1), more: [] }];
  return [...callsIn(source), ...membership];
}

/** Calls of methods that the source ends with, the last one first. */
function callsIn(source: string): Search[] {
  if (!source.endsWith(')')) return [];
  return [...source.matchAll(CALL)].reverse().flatMap((call) => {
    // The bracket that the call opens is the one that the source ends with: what is between reads as a tuple does.
    const [needle, ...more] = reprDisplay(source.slice(call.index + call[0].length - 1))?.items ?? [];
    return needle === undefined ? [] : [{ kind: at(call, 1) as Method, searched: source.slice(0, call.index), needle, more }];
  });
}

function constant(source: string): string | null {
  if (!PLAIN_CONSTANTS.some((plain) => plain.test(source))) return null;
  const literal = parseLiteral(source);
  return literal.ok ? literal.value : null;
}

/**
 * What the operation that `source` says reads; null where it is none on a string's or a display's items, or its operands are not at hand.
 * `valueOf`: the repr of what an operand came to, null where it is none. `result`: the repr of what the operation came to.
 * `version`: that of the model that is to write it.
 */
export function searchReading(source: string, valueOf: (operand: string) => string | null, result: string, version: GrammarVersion): SearchReading | null {
  if (version < 7) return null;
  const reprOf = (operand: string): string | null => valueOf(operand.trim()) ?? constant(operand.trim());
  const slice = version >= 8 ? SLICE.exec(source) : null;
  if (slice !== null) return sliceReading(at(slice, 1), reprOf(at(slice, 1)), reprOf(at(slice, 2)), reprOf(at(slice, 3)));
  for (const search of searchesIn(source)) {
    const [searched, whole, sought] = [search.searched.trim(), reprOf(search.searched), reprOf(search.needle)];
    if (whole !== null && sought !== null) return version >= versionOf(search.kind) ? readingOf(search, searched, whole, sought, reprOf, result) : null;
  }
  return null;
}

/** From which version on it is told what is read. */
function versionOf(kind: Kind): GrammarVersion {
  return kind in METHODS ? METHODS[kind as Method] : 7;
}

function readingOf(search: Search, searched: string, whole: string, sought: string, reprOf: (operand: string) => string | null, result: string): SearchReading | null {
  const wanted = matchesWanted(search, reprOf);
  if (wanted === null || whole.length > LONGEST_READ) return null;
  const read = isText(whole) ? readString(whole, sought, search.kind, wanted) : readItems(whole, sought, search.kind, wanted.start);
  // Equal things may be written differently (1, True, 1.0): what the text says is told only where Python says the same.
  return read !== null && (read.result ?? result) === result ? { searched, whole, ids: read.ids } : null;
}

/** From which place on, and how many. */
interface Wanted {
  readonly start: number;
  readonly most: number;
}

/** What the arguments behind the first one say of the matches; null where it is not told. */
function matchesWanted({ kind, more }: Search, reprOf: (operand: string) => string | null): Wanted | null {
  const all = { start: 0, most: Infinity };
  if (kind === 'partition') return { start: 0, most: 1 };
  if (kind === 'get') return more.length <= 1 ? all : null;
  const numbers = kind === 'replace' ? more.slice(1) : more;
  if (kind === 'replace' && more.length === 0) return null;
  if (numbers.length === 0) return all;
  const number = reprOf(at(numbers, 0));
  if (numbers.length > 1 || number === null || !INTEGER.test(number)) return null;
  if (kind === 'rsplit') return all; // Those that count are the last ones, which is not known yet where the first is marked.
  if (kind === 'split' || kind === 'replace') return { start: 0, most: Number(number) < 0 ? Infinity : Number(number) };
  return (kind === 'find' || kind === 'index') && Number(number) >= 0 ? { start: Number(number), most: Infinity } : null;
}

interface Read {
  readonly ids: readonly number[];
  /** What Python has to say for it to be right; null: whatever it is. */
  readonly result: string | null;
}

/** What a search comes to; null of what comes to more than whether, where and how often. */
function resultOf(kind: Kind, place: number, matches: number): string | null {
  if (kind === 'count') return String(matches);
  if (kind === 'find' || kind === 'index') return String(place);
  return kind === 'in' || kind === 'not in' ? (place >= 0 === (kind === 'in') ? 'True' : 'False') : null;
}

function readString(whole: string, sought: string, kind: Kind, { start, most }: Wanted): Read | null {
  if (kind === 'get' || kind === 'item' || !isText(sought) || !isPlain(whole) || sought.includes('\\') || sought.length <= 2) return null;
  const needle = sought.slice(1, -1);
  const spelled: number[] = [];
  pushValue(spelled, whole);
  if (kind === 'startswith' || kind === 'removeprefix') return { ids: spelled.slice(0, Math.min(1 + needle.length, whole.length - 1)), result: null };
  if (kind === 'endswith' || kind === 'removesuffix') return { ids: spelled.slice(Math.max(1, whole.length - 1 - needle.length)), result: null };
  const stopsAtFirst = kind === 'find' || kind === 'index' || kind === 'in' || kind === 'not in';
  const ids: number[] = [];
  let [done, matches] = [0, 0];
  for (let place = whole.indexOf(needle, 1 + start); place >= 0 && place + needle.length < whole.length && matches < most; place = whole.indexOf(needle, done)) {
    ids.push(...spelled.slice(done, place + needle.length));
    if (stopsAtFirst) return { ids, result: resultOf(kind, place - 1, 1) };
    pushOperator(ids, MARK);
    done = place + needle.length;
    matches += 1;
  }
  return { ids: [...ids, ...spelled.slice(done)], result: resultOf(kind, -1, matches) };
}

/** Whether this is the repr of a string. */
function isText(whole: string): boolean {
  return /^['"]/.test(whole);
}

/** Whether a string is spelled with a token a character. */
function isPlain(whole: string): boolean {
  return ASCII.test(whole) && !whole.includes('\\');
}

/** Of a list, a tuple, a set or a dict, of which the keys are looked at. */
function readItems(whole: string, sought: string, kind: Kind, start: number): Read | null {
  const display = reprDisplay(whole);
  if (display === null || !/^[[({]$/.test(display.head)) return null;
  if ((kind === 'get' || kind === 'item') && (display.head !== '{' || display.items.some((item) => reprEntry(item) === null))) return null;
  const ids: number[] = [];
  pushValue(ids, display.head);
  let [first, matches] = [-1, 0];
  let found: string | null = null;
  for (const [place, item] of display.items.entries()) {
    if (place > 0) pushValue(ids, ', ');
    const entry = reprEntry(item);
    const key = entry?.key ?? item;
    const isMatch = key === sought && place >= start;
    pushValue(ids, isMatch && kind !== 'count' ? key : item);
    if (!isMatch) continue;
    matches += 1;
    if (first < 0) [first, found] = [place, entry?.value ?? null];
    if (kind !== 'count') break;
    pushOperator(ids, MARK);
  }
  if (kind === 'count' || first < 0) pushValue(ids, whole.slice(whole.length - display.tail.length - (/,\)$/.test(whole) ? 1 : 0)));
  return { ids, result: kind === 'get' || kind === 'item' ? found : resultOf(kind, first, matches) };
}

/** What a slice of a string, a list or a tuple reads: all up to its end, with a mark where it begins. */
function sliceReading(sliced: string, whole: string | null, from: string | null, to: string | null): SearchReading | null {
  if (whole === null || from === null || to === null || !INTEGER.test(from) || !INTEGER.test(to) || whole.length > LONGEST_READ) return null;
  const parts = partsOf(whole);
  if (parts === null) return null;
  const bound = (place: number): number => Math.min(Math.max(place < 0 ? parts.length + place : place, 0), parts.length);
  const [start, stop] = [bound(Number(from)), bound(Number(to))];
  const ids: number[] = [];
  pushValue(ids, whole.charAt(0));
  for (const [place, part] of parts.slice(0, stop).entries()) {
    if (place > 0 && !isText(whole)) pushValue(ids, ', ');
    if (place === start) pushOperator(ids, MARK);
    pushValue(ids, part);
  }
  return { searched: sliced.trim(), whole, ids };
}

/** The characters of a plain string, the items of a list or a tuple. */
function partsOf(whole: string): readonly string[] | null {
  if (isText(whole)) return isPlain(whole) ? whole.slice(1, -1).split('') : null;
  const display = reprDisplay(whole);
  return display !== null && /^[[(]$/.test(display.head) ? display.items : null;
}
