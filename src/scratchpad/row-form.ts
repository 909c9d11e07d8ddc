/**
 * A state as rows of text, by patterns such as `in {function}, line {line}` and `{name} = {value}`: the same patterns
 * write it and read it back, so that whoever writes a template says the form once.
 */
import { assert, at } from '../base/assert.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Binding, IteratorPosition, PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { notInTemplate, withUnsaid, type ReadContext, type ReadText, type SourceText, type StateForm } from './text-form.ts';

/** One pattern a kind of row. Without `global` or `iterator` the form has no words for these. */
export interface RowPatterns {
  /** Begins a frame, outermost first; with {function} and {line}, and {code} if wanted: the line itself, which is not read. */
  readonly frame: string;
  /** A local variable of the frame: {name}, {value}. */
  readonly variable: string;
  /** A running iterator of the frame: {position}, and {of}: what it goes over, `-` where a variable holds that. */
  readonly iterator?: string | undefined;
  /** {name}, {value}. */
  readonly global?: string | undefined;
  /** The last row; with {value} where something is returned or raised. */
  readonly events: { readonly call: string; readonly line: string; readonly return: string; readonly exception: string };
  /** Rows that are passed over when an answer is read, such as the fence of a code block; blanks around them do not matter. */
  readonly ignore: readonly string[];
}

const EVENTS = ['call', 'line', 'return', 'exception'] as const;

/** What a field may hold. */
const FIELDS: Readonly<Record<string, string>> = {
  function: '(?:<\\w+>|[\\p{L}_][\\p{L}\\p{N}_]*)',
  line: '\\d+',
  code: '.*',
  name: '(?:\\.\\d+|[\\p{L}_][\\p{L}\\p{N}_]*)',
  value: '.+',
  position: '-?\\d+',
  of: '.+',
};

/** Fields of each kind of row: those that it must have, and those that it may. */
const SHAPES: Readonly<Record<string, { readonly needs: readonly string[]; readonly may: readonly string[] }>> = {
  frame: { needs: ['function', 'line'], may: ['code'] },
  variable: { needs: ['name', 'value'], may: [] },
  global: { needs: ['name', 'value'], may: [] },
  iterator: { needs: ['position', 'of'], may: [] },
  call: { needs: [], may: [] },
  line: { needs: [], may: [] },
  return: { needs: ['value'], may: [] },
  exception: { needs: ['value'], may: [] },
};

/** Why a pattern is none; null where it is one. `kind`: `frame`, `variable`, `global`, `iterator` or an event. */
export function patternFault(kind: string, pattern: string): string | null {
  const shape = SHAPES[kind];
  assert(shape !== undefined, 'a row is of a known kind');
  if (pattern.includes('\n')) return 'a row has no line break';
  const fields = fieldsOf(pattern);
  for (const field of shape.needs) if (!fields.includes(field)) return `it needs {${field}}`;
  const stranger = fields.find((field) => ![...shape.needs, ...shape.may].includes(field));
  if (stranger !== undefined) return `{${stranger}} has no meaning there`;
  if (new Set(fields).size < fields.length) return 'a field stands there twice';
  if (/\}\{/.test(pattern)) return 'something has to stand between two fields';
  return pattern.trim() === '' ? 'it is empty' : null;
}

function fieldsOf(pattern: string): string[] {
  return [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => at(match, 1));
}

class Row {
  readonly #pattern: string;
  readonly #fields: readonly string[];
  readonly #expression: RegExp;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#fields = fieldsOf(pattern);
    const parts = pattern.split(/\{(\w+)\}/).map((part, index) => (index % 2 === 1 ? `(${FIELDS[part] ?? '.*'})` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    this.#expression = new RegExp(`^${parts.join('')}$`, 'u');
  }

  /** Null where a value would not come back as it was: it has a line break. */
  write(values: Readonly<Record<string, string>>): string | null {
    if (this.#fields.some((field) => /[\r\n]/.test(values[field] ?? ''))) return null;
    return this.#pattern.replace(/\{(\w+)\}/g, (_, field: string) => values[field] ?? '');
  }

  read(text: string): Readonly<Record<string, string>> | null {
    const match = this.#expression.exec(text);
    return match && Object.fromEntries(this.#fields.map((field, index) => [field, match[index + 1] ?? '']));
  }
}

/** @param patterns each of them one that `patternFault` has nothing against. */
export function rowForm(patterns: RowPatterns): StateForm {
  const frame = new Row(patterns.frame);
  const variable = new Row(patterns.variable);
  const global = patterns.global === undefined ? null : new Row(patterns.global);
  const iterator = patterns.iterator === undefined ? null : new Row(patterns.iterator);
  const events = EVENTS.map((event) => ({ event, row: new Row(patterns.events[event]) }));
  const ignored = new Set(['', ...patterns.ignore.map((row) => row.trim())]);
  const unsaid = { iterators: iterator === null, globals: global === null, locals: () => false };

  function write(state: PrintedState, source: SourceText): Result<string, ReturnType<typeof notInTemplate>> {
    const rows: (string | null)[] = [];
    for (const { function: name, line, locals, iterators } of state.frames) {
      rows.push(frame.write({ function: name, line: String(line), code: source.line(line).trim() }));
      for (const binding of locals) rows.push(variable.write({ name: binding.name, value: binding.value }));
      if (iterator !== null) for (const { position, of } of iterators) rows.push(iterator.write({ position: String(position), of: of ?? '-' }));
    }
    if (global !== null) for (const binding of state.globals) rows.push(global.write({ name: binding.name, value: binding.value }));
    const event = events.find((each) => each.event === state.event);
    if (event === undefined) return fail(notInTemplate('its form has words for lines alone'));
    // A call that is left by an exception returns nothing, which only its `null` tells.
    rows.push(event.row.write({ value: state.value ?? 'null' }));
    if (rows.some((row) => row === null)) return fail(notInTemplate('a value has a line break, which a row cannot hold'));
    return ok(rows.join('\n'));
  }

  function read(text: string, { truth }: ReadContext): ReadText {
    const frames: PrintedFrame[] = [];
    const globals: Binding[] = [];
    let place = 0;
    for (const line of text.split('\n')) {
      const from = place;
      place += line.length + 1;
      const row = line.replace(/\r$/, '');
      const misfit = (message: string): ReadText => ({ kind: 'malformed', at: from, message });
      if (ignored.has(row.trim())) continue;
      const top = frames.at(-1);
      const begun = frame.read(row);
      if (begun) {
        if (globals.length > 0) return misfit('a frame after the globals');
        frames.push({ function: begun['function'] ?? '', line: Number(begun['line']), locals: [], iterators: [], stack: null, offset: null });
        continue;
      }
      for (const { event, row: pattern } of events) {
        const found = pattern.read(row);
        if (!found) continue;
        if (top === undefined) return misfit('a state has a frame');
        const value = found['value'] === undefined || found['value'] === 'null' ? null : found['value'];
        const rest = text.slice(place).split('\n').findIndex((other) => !ignored.has(other.trim()));
        if (rest >= 0) return { kind: 'malformed', at: place, message: 'nothing should stand after the event' };
        return { kind: 'state', state: withUnsaid({ event, frames, globals, value }, unsaid, truth) };
      }
      const globalBinding = global?.read(row);
      const position = iterator?.read(row);
      const binding = variable.read(row);
      if (position) {
        if (top === undefined) return misfit('an iterator without a frame');
        const read: IteratorPosition = { position: Number(position['position']), of: position['of'] === '-' ? null : (position['of'] ?? null), over: [] };
        frames[frames.length - 1] = { ...top, iterators: [...top.iterators, read] };
      } else if (globalBinding) {
        if (globals.some(({ name }) => name === globalBinding['name'])) return misfit('a variable twice');
        globals.push({ name: globalBinding['name'] ?? '', value: globalBinding['value'] ?? '' });
      } else if (binding) {
        if (top === undefined) return misfit('a variable without a frame');
        if (top.locals.some(({ name }) => name === binding['name'])) return misfit('a variable twice');
        frames[frames.length - 1] = { ...top, locals: [...top.locals, { name: binding['name'] ?? '', value: binding['value'] ?? '' }] };
      } else return misfit('a row of none of the kinds of its form');
    }
    return { kind: 'malformed', at: text.length, message: 'the state ends without its event' };
  }

  return { write, read };
}
