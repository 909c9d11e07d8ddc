/**
 * What a search reads of what it searches: all up to the first match (of a dict, up to the key), or up to the end where there is
 * none; of a count all of it, with a mark behind each match. So whether and where something is found is copied out, a token at a time, and need not be known at once.
 */
import { at } from '../base/assert.ts';
import { parseLiteral } from '../trace/literal.ts';
import { reprDisplay, reprEntry } from '../trace/repr-items.ts';
import { pushOperator, pushValue } from './tokenizer.ts';

/** What is searched and read. */
export interface SearchReading {
  /** The source of what is searched. */
  readonly searched: string;
  /** The repr of what is searched. */
  readonly whole: string;
  readonly ids: readonly number[];
}

/** Stands behind each match of a count. */
const MARK = '==';
/** What is searched in more characters is not read. */
const LONGEST_READ = 64;

const CALL = /^(.+?)\.(find|index|count|get)\((.+)\)$/s;
/** What is looked for, and from which place on, or what comes instead of a value. */
const ARGUMENTS = /^(.+?)(?:,\s*([^,'"()[\]]+|'[^']*'|"[^"]*"))?$/s;
const SUBSCRIPT = /^(\w+)\[([^:[\]]+)\]$/s;
const MEMBERSHIP = /^(.+?)\s+(not\s+)?in\s+(.+)$/s;
/** Constants that are read: strings without escapes, integers, lists and tuples of them. */
const PLAIN_CONSTANTS = [/^(?:'[^'"\\\n]*'|"[^'"\\\n]*")$/, /^(?:0|-?[1-9]\d*)$/, /^[[(](?:(?:'[^'"\\\n]*'|\d+)(?:, |,?(?=[\])])))+[\])]$/];
/** What is spelled with a token a character. */
const ASCII = /^[ -~]*$/;

interface Search {
  readonly kind: 'find' | 'index' | 'count' | 'in' | 'not in' | 'get' | 'item';
  readonly searched: string;
  readonly needle: string;
  /** The second argument. */
  readonly more: string | undefined;
}

function searchIn(source: string): Search | null {
  const call = CALL.exec(source);
  if (call !== null) {
    const [, needle = '', more] = ARGUMENTS.exec(at(call, 3)) ?? [];
    return { kind: call[2] as 'find', searched: at(call, 1), needle, more };
  }
  const item = SUBSCRIPT.exec(source);
  if (item !== null) return { kind: 'item', searched: at(item, 1), needle: at(item, 2), more: undefined };
  const test = MEMBERSHIP.exec(source);
  return test === null ? null : { kind: test[2] === undefined ? 'in' : 'not in', searched: at(test, 3), needle: at(test, 1), more: undefined };
}

function constant(source: string): string | null {
  if (!PLAIN_CONSTANTS.some((plain) => plain.test(source))) return null;
  const literal = parseLiteral(source);
  return literal.ok ? literal.value : null;
}

/**
 * What the search that `source` says reads; null where it is no search of a string's or a display's items, or its operands are not at hand.
 * `valueOf`: the repr of what an operand came to, null where it is none. `result`: the repr of what the search came to.
 */
export function searchReading(source: string, valueOf: (operand: string) => string | null, result: string): SearchReading | null {
  const search = searchIn(source);
  if (search === null) return null;
  const [searched, needle] = [search.searched.trim(), search.needle.trim()];
  const reprOf = (operand: string): string | null => valueOf(operand) ?? constant(operand);
  const [whole, sought] = [reprOf(searched), reprOf(needle)];
  if (whole === null || sought === null || whole.length > LONGEST_READ) return null;
  const start = search.more === undefined || search.kind === 'get' ? '0' : reprOf(search.more.trim());
  if (start === null || !/^\d+$/.test(start) || (search.kind === 'count' && start !== '0')) return null;
  const read = /^['"]/.test(whole) ? readString(whole, sought, search.kind, Number(start)) : readItems(whole, sought, search.kind, Number(start));
  // Equal things may be written differently (1, True, 1.0): what the text says is told only where Python says the same.
  return read !== null && (read.result ?? result) === result ? { searched, whole, ids: read.ids } : null;
}

interface Read {
  readonly ids: readonly number[];
  /** What Python has to say for it to be right; null: whatever it is. */
  readonly result: string | null;
}

function resultOf(kind: Search['kind'], place: number, matches: number): string {
  if (kind === 'count') return String(matches);
  if (kind === 'find' || kind === 'index') return String(place);
  return place >= 0 === (kind === 'in') ? 'True' : 'False';
}

function readString(whole: string, sought: string, kind: Search['kind'], start: number): Read | null {
  if (kind === 'get' || kind === 'item' || !/^['"]/.test(sought) || !ASCII.test(whole) || whole.includes('\\') || sought.includes('\\') || sought.length <= 2) return null;
  const needle = sought.slice(1, -1);
  const spelled: number[] = [];
  pushValue(spelled, whole);
  const ids: number[] = [];
  let [done, matches] = [0, 0];
  for (let place = whole.indexOf(needle, 1 + start); place >= 0 && place + needle.length < whole.length; place = whole.indexOf(needle, done)) {
    ids.push(...spelled.slice(done, place + needle.length));
    if (kind !== 'count') return { ids, result: resultOf(kind, place - 1, 1) };
    pushOperator(ids, MARK);
    done = place + needle.length;
    matches += 1;
  }
  return { ids: [...ids, ...spelled.slice(done)], result: resultOf(kind, -1, matches) };
}

/** Of a list, a tuple, a set or a dict, of which the keys are looked at. */
function readItems(whole: string, sought: string, kind: Search['kind'], start: number): Read | null {
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
