/**
 * The events that may follow a state by line, as the source says it: which lines a branch, a loop or the end of a block
 * leads to. It stands in a prompt after the statement, so that a model that knows what a condition comes to need not find
 * by indents where that leads. What the run decides (a condition, an exception) is not said.
 */
import type { PrintedState } from '../trace/printed-state.ts';
import { beginsStatement, isLine, isNameAt, lineGoingOn } from './statement.ts';
import { pushName } from './tokenizer.ts';
import { BYTE_BASE, GRAMMAR_VERSION, Id, INDENT_BASE, KEYWORDS, LINE_BASE, NAME_IDS, type GrammarVersion } from './vocabulary.ts';

/** Calls that are told of one statement. */
const MAX_CALLS = 4;

/** The token of an ASCII character. */
function byteId(character: string): number {
  return BYTE_BASE + character.charCodeAt(0);
}

/** A logical line of a prompt's source. */
interface Statement {
  readonly line: number;
  readonly depth: number;
  readonly tokens: readonly number[];
  /** What it begins with, if that is a keyword (of `async def`: `def`); `@` of a decorator. */
  readonly begins: string | null;
}

/** A function of the source: how it is called, and the line of its call event. */
interface Definition {
  readonly name: readonly number[];
  readonly line: number;
}

/** An event that may come: `<line> Lk`, `<call> Lk`, `<return>`, `<exception>`. */
type Way = readonly number[];
const RETURN: Way = [Id.RETURN];
const EXCEPTION: Way = [Id.EXCEPTION];

const KEYWORD_OF: ReadonlyMap<number, string> = new Map(KEYWORDS.map((text) => [NAME_IDS.get(text) ?? -1, text]));
const OPEN = byteId('(');
const CLOSE = byteId(')');
const COLON = byteId(':');
const COMMA = byteId(',');
const DECORATOR = byteId('@');
const BACKSLASH = byteId('\\');
const QUOTES: ReadonlySet<number> = new Set(["'", '"'].map(byteId));
const OPENING: ReadonlySet<number> = new Set(['(', '[', '{'].map(byteId));
const CLOSING: ReadonlySet<number> = new Set([')', ']', '}'].map(byteId));
const FOR = NAME_IDS.get('for');
const LOOPS: ReadonlySet<string | null> = new Set(['for', 'while']);
const SCOPES: ReadonlySet<string | null> = new Set(['def', 'class']);
const CLAUSES: ReadonlySet<string | null> = new Set(['elif', 'else', 'except', 'finally', 'case']);

const FLOWS = new WeakMap<readonly number[], Flow>();

/**
 * The events that may follow a state by line, in tokens (`FLOW` of the grammar). `prefix` comes from `promptPrefix`; before
 * version 8 nothing was said of the `__init__` that a class is called for.
 */
export function flowTokens(prefix: readonly number[], state: PrintedState, version: GrammarVersion = GRAMMAR_VERSION): number[] {
  let flow = FLOWS.get(prefix);
  if (flow === undefined) FLOWS.set(prefix, (flow = new Flow(statementsOf(prefix))));
  const seen = new Set<string>();
  return flow.waysFrom(state, version >= 8).filter((way) => !seen.has(way.join()) && seen.add(way.join())).flat();
}

function statementsOf(prefix: readonly number[]): Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < prefix.length; start += 1) {
    if (!beginsStatement(prefix, start)) continue;
    let end = start + 1;
    while (end < prefix.length && !beginsStatement(prefix, end)) end += 1;
    const tokens = prefix.slice(start + 2, end);
    const first = tokens[0] === NAME_IDS.get('async') ? tokens[1] : tokens[0];
    const begins = first === DECORATOR ? '@' : (KEYWORD_OF.get(first ?? -1) ?? null);
    statements.push({ line: (prefix[start] ?? 0) - LINE_BASE, depth: (prefix[start + 1] ?? 0) - INDENT_BASE, tokens, begins });
  }
  return statements;
}

function definitionsOf(statements: readonly Statement[]): Definition[] {
  const definitions: Definition[] = [];
  for (const [place, { tokens, begins }] of statements.entries()) {
    if (begins !== 'def') continue;
    let first = place;
    while (statements[first - 1]?.begins === '@') first -= 1;
    const name = tokens.slice(tokens.indexOf(NAME_IDS.get('def') ?? -1) + 1, tokens.indexOf(OPEN));
    definitions.push({ name, line: statements[first]?.line ?? 0 });
  }
  return definitions;
}

function nameTokens(name: string): number[] {
  const tokens: number[] = [];
  pushName(tokens, name);
  return tokens;
}

const INIT = nameTokens('__init__').join();

/** The names of a `class` statement: its own, and those of its bases. */
function namesOfClass(tokens: readonly number[]): readonly (readonly number[])[] {
  const names: number[][] = [[]];
  for (const token of tokens.slice(1)) {
    if (token === COLON) break;
    if (token === OPEN || token === COMMA) names.push([]);
    else if (token !== CLOSE) names.at(-1)?.push(token);
  }
  return names;
}

/** The statements of a source by their places, and how control goes from one to another. */
class Flow {
  readonly #statements: readonly Statement[];
  readonly #definitions: readonly Definition[];
  readonly #constructors: readonly Definition[];
  /** Place of the statement that a physical line belongs to. */
  readonly #places = new Map<number, number>();

  constructor(statements: readonly Statement[]) {
    this.#statements = statements;
    this.#definitions = definitionsOf(statements);
    this.#constructors = this.#constructorsOfClasses();
    for (const [place, { line, tokens }] of statements.entries()) {
      this.#places.set(line, place);
      for (const token of tokens) if (isLine(token)) this.#places.set(token - LINE_BASE, place);
    }
  }

  /** What a call of each class begins: its `__init__`, or that of the first of its bases that has one. */
  #constructorsOfClasses(): Definition[] {
    const found = new Map<string, Definition>();
    for (const [place, { tokens, begins, depth }] of this.#statements.entries()) {
      if (begins !== 'class') continue;
      const [name = [], ...bases] = namesOfClass(tokens);
      const lines = new Set(this.#statements.slice(place, this.#behind(place)).filter((one) => one.depth === depth + 1).map((one) => one.line));
      const own = this.#definitions.find((one) => lines.has(one.line) && one.name.join() === INIT);
      const line = own?.line ?? bases.map((base) => found.get(base.join())?.line).find((one) => one !== undefined);
      if (line !== undefined) found.set(name.join(), { name, line });
    }
    return [...found.values()];
  }

  waysFrom(state: PrintedState, tellsConstructors: boolean): readonly Way[] {
    const { event, frames } = state;
    const [first] = this.#statements;
    if (event === 'call' && frames.at(-1)?.function === '<module>') return first === undefined ? [] : [this.#to(0)];
    if (event === 'return' && frames.length < 2) return [];
    const line = lineGoingOn(state);
    const place = line === undefined ? undefined : this.#places.get(line);
    if (place === undefined) return [];
    if (event === 'exception') return [this.#handler(place)];
    if (event === 'call') return this.#intoBody(place);
    const yields = this.#holds(place, 'yield') || this.#holds(place, 'await') ? [RETURN] : [];
    return [...this.#calls(place, tellsConstructors), ...yields, ...this.#ways(place)];
  }

  /** A function that begins goes to its body; one that goes on after a yield to what follows that. */
  #intoBody(place: number): readonly Way[] {
    const definition = this.#definitionOf(place);
    return SCOPES.has(this.#begins(definition)) ? [this.#entry(definition)] : this.#ways(place);
  }

  /** The place of the function or class that a decorator's line belongs to. */
  #definitionOf(place: number): number {
    let definition = place;
    while (this.#begins(definition) === '@') definition += 1;
    return definition;
  }

  #ways(place: number): readonly Way[] {
    const body = this.#hasBody(place) ? this.#entry(place) : this.#inline(place);
    switch (this.#begins(place)) {
      case 'if':
      case 'elif':
      case 'for':
      case 'while':
      case 'case':
        return [body, this.#otherwise(place)];
      case 'except':
        return [body, this.#clauseAfter(place, 'except') ?? this.#handler(place)];
      case 'with':
        return [body, this.#after(place)];
      case 'assert':
        return [this.#after(place), EXCEPTION];
      case 'try':
      case 'match':
      case 'else':
      case 'finally':
        return [body];
      case 'def':
      case 'class':
        // Decorators are called on their lines, the last one first.
        return [...(this.#begins(place - 1) === '@' ? [this.#to(place - 1)] : []), this.#after(place)];
      case '@':
        return [this.#to(place + 1), this.#begins(place - 1) === '@' ? this.#to(place - 1) : this.#after(this.#definitionOf(place))];
      default:
        return [...(comprehends(this.#statements[place]?.tokens ?? []) ? [this.#to(place)] : []), this.#inline(place)];
    }
  }

  /** What a statement without a block of its own leads to, or the one that stands on the line of its header. */
  #inline(place: number): Way {
    if (this.#holds(place, 'return')) return RETURN;
    if (this.#holds(place, 'raise')) return EXCEPTION;
    const leaves = this.#holds(place, 'break');
    if (leaves || this.#holds(place, 'continue')) {
      const loop = this.#loopOf(place);
      if (loop !== null) return leaves ? this.#after(loop) : this.#to(loop);
    }
    return LOOPS.has(this.#begins(place)) ? this.#to(place) : this.#after(place);
  }

  /** Where control goes if a condition does not hold, a loop ends, a pattern does not fit. */
  #otherwise(place: number): Way {
    const begins = this.#begins(place);
    if (begins === 'case') return this.#clauseAfter(place, 'case') ?? this.#after(place);
    const elif = begins === 'if' || begins === 'elif' ? this.#clauseAfter(place, 'elif') : null;
    return elif ?? this.#clauseAfter(place, 'else') ?? this.#after(place);
  }

  /** The clause that directly follows a block: its line where it tests something, else the first line of its body. */
  #clauseAfter(place: number, begins: string): Way | null {
    const next = this.#behind(place);
    if (this.#depth(next) !== this.#depth(place) || this.#begins(next) !== begins) return null;
    return begins === 'else' || begins === 'finally' ? this.#entry(next) : this.#to(next);
  }

  /** What follows a statement that is done, with all of its block. */
  #after(place: number): Way {
    const clauses = this.#clauses(place);
    const triesFirst = this.#begins(place) === 'try';
    const entered = clauses.find((clause) => this.#begins(clause) === 'finally' || (this.#begins(clause) === 'else' && triesFirst));
    if (entered !== undefined) return this.#entry(entered);
    const next = this.#behind(clauses.at(-1) ?? place);
    if (this.#depth(next) === this.#depth(place)) return this.#to(next);
    const around = this.#around(place);
    if (around === null || SCOPES.has(this.#begins(around))) return RETURN;
    // The end of a `with` block runs the exit at its head.
    return LOOPS.has(this.#begins(around)) || this.#begins(around) === 'with' ? this.#to(around) : this.#after(around);
  }

  /** Where an exception goes that is raised in a statement: to what catches it, else on to the caller. */
  #handler(place: number): Way {
    for (let around = this.#around(place); around !== null && !SCOPES.has(this.#begins(around)); around = this.#around(around)) {
      const caught = this.#begins(around) === 'with' ? this.#to(around) : this.#caughtBy(around);
      if (caught !== null) return caught;
    }
    return EXCEPTION;
  }

  /** The handler of an exception in the block of a `try` or of one of its clauses. */
  #caughtBy(block: number): Way | null {
    const handler = this.#begins(block) === 'try' ? this.#clauseAfter(block, 'except') : null;
    if (handler !== null) return handler;
    const cleanup = this.#clauses(block).find((clause) => this.#begins(clause) === 'finally');
    return cleanup === undefined ? null : this.#entry(cleanup);
  }

  /** The clauses that follow a block, of the same statement. */
  #clauses(place: number): readonly number[] {
    const clauses: number[] = [];
    for (let next = this.#behind(place); this.#depth(next) === this.#depth(place) && CLAUSES.has(this.#begins(next)); next = this.#behind(next)) clauses.push(next);
    return clauses;
  }

  /** Calls of the source's own functions, and of the classes whose `__init__` it has, that a statement names. */
  #calls(place: number, tellsConstructors: boolean): readonly Way[] {
    const { tokens = [], begins = null } = this.#statements[place] ?? {};
    if (begins === 'def') return [];
    const callable = tellsConstructors && begins !== 'class' ? [...this.#definitions, ...this.#constructors] : this.#definitions;
    const called = callable.filter(({ name }) => tokens.some((_, start) => tokens[start + name.length] === OPEN && isNameAt(tokens, start, name)));
    return called.slice(0, MAX_CALLS).map(({ line }) => [Id.CALL, LINE_BASE + line]);
  }

  #to(place: number): Way {
    return [Id.LINE, LINE_BASE + (this.#statements[place]?.line ?? 0)];
  }

  /** The first line of a block, which may stand on the line of its header. */
  #entry(place: number): Way {
    return this.#to(this.#hasBody(place) ? place + 1 : place);
  }

  #hasBody(place: number): boolean {
    return this.#depth(place + 1) > this.#depth(place);
  }

  /** The place after a statement and its block. */
  #behind(place: number): number {
    let next = place + 1;
    while (this.#depth(next) > this.#depth(place)) next += 1;
    return next;
  }

  /** The header of the block that a statement stands in. */
  #around(place: number): number | null {
    for (let around = place - 1; around >= 0; around -= 1) if (this.#depth(around) < this.#depth(place)) return around;
    return null;
  }

  #loopOf(place: number): number | null {
    let around = LOOPS.has(this.#begins(place)) ? place : this.#around(place);
    while (around !== null && !LOOPS.has(this.#begins(around))) around = this.#around(around);
    return around;
  }

  #depth(place: number): number {
    return this.#statements[place]?.depth ?? -1;
  }

  #begins(place: number): Statement['begins'] {
    return this.#statements[place]?.begins ?? null;
  }

  /** Whether a keyword is in a statement; those asked for stand in no expression but `yield` and `await`. */
  #holds(place: number, keyword: string): boolean {
    const id = NAME_IDS.get(keyword);
    return id !== undefined && this.#statements[place]?.tokens.includes(id) === true;
  }
}

/** Whether a statement has the loop of a list, set or dict comprehension, whose turns begin its line again. */
function comprehends(tokens: readonly number[]): boolean {
  const brackets: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? 0;
    if (QUOTES.has(token)) {
      at += 1;
      while (at < tokens.length && tokens[at] !== token) at += tokens[at] === BACKSLASH ? 2 : 1;
    } else if (OPENING.has(token)) brackets.push(token);
    else if (CLOSING.has(token)) brackets.pop();
    else if (token === FOR && brackets.length > 0 && brackets.at(-1) !== OPEN) return true;
  }
  return false;
}

