/**
 * The conditions of breakpoints: a small part of Python's expressions, parsed here and evaluated over recorded values.
 * Names, attributes, subscripts, `len()`, arithmetic, comparisons (chained too), `in`, `is`, `and`, `or`, `not`,
 * literals and lists or tuples of them. Nothing of the program runs.
 */
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';

export type Literal = number | bigint | string | boolean | null;
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not';

export type Condition =
  | { readonly kind: 'literal'; readonly value: Literal; readonly isFloat: boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Condition; readonly name: string }
  | { readonly kind: 'item'; readonly of: Condition; readonly index: Condition }
  | { readonly kind: 'len'; readonly of: Condition }
  | { readonly kind: 'items'; readonly items: readonly Condition[] }
  | { readonly kind: 'negative' | 'not'; readonly of: Condition }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'comparison'; readonly first: Condition; readonly rest: readonly { readonly operator: ComparisonOperator; readonly right: Condition }[] };

export interface ConditionFault {
  readonly message: string;
  /** Place in the text, from 0. */
  readonly at: number;
}

interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s*(?:(?<number>(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<operator>\*\*|\/\/|[=!<>]=|[-+*/%<>()[\],.=]))/uy;
const CONSTANTS: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['True', true],
  ['False', false],
  ['None', null],
]);
const RESERVED = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else', 'lambda', 'for', 'await', 'yield']);
const MAX_LENGTH = 1000;
const MAX_NESTING = 50;

class ConditionError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Parses a condition; what is no such expression is named with its place. */
export function parseCondition(text: string): Result<Condition, ConditionFault> {
  try {
    return ok(new Parser(tokensOf(text)).whole());
  } catch (error) {
    if (error instanceof ConditionError) return fail({ message: error.message, at: error.at });
    throw error;
  }
}

function tokensOf(text: string): Token[] {
  if (text.length > MAX_LENGTH) throw new ConditionError('The condition is too long', MAX_LENGTH);
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new ConditionError(`“${text.slice(from).trim().charAt(0)}” is not understood here`, from);
    const [kind, value = ''] = Object.entries((match.groups ?? {}) as Record<string, string | undefined>).find(([, group]) => group !== undefined) ?? ['end', ''];
    tokens.push({ kind: kind as Token['kind'], text: value, at: from + match[0].length - value.length });
  }
  tokens.push({ kind: 'end', text: '', at: end });
  return tokens;
}

class Parser {
  readonly #tokens: readonly Token[];
  #place = 0;
  #nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Condition {
    const condition = this.#or();
    const rest = this.#token;
    if (rest.kind !== 'end') throw new ConditionError(rest.text === '=' ? 'A comparison is written ==' : `“${rest.text}” is not expected here`, rest.at);
    return condition;
  }

  get #token(): Token {
    return this.#tokens[this.#place] ?? { kind: 'end', text: '', at: 0 };
  }

  #take(...texts: readonly string[]): boolean {
    const { kind, text } = this.#token;
    if ((kind !== 'operator' && kind !== 'name') || !texts.includes(text)) return false;
    this.#place += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new ConditionError(`“${text}” is missing`, this.#token.at);
  }

  #or(): Condition {
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING) throw new ConditionError('The condition is nested too deeply', this.#token.at);
    let left = this.#and();
    while (this.#take('or')) left = { kind: 'or', left, right: this.#and() };
    this.#nesting -= 1;
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#take('and')) left = { kind: 'and', left, right: this.#not() };
    return left;
  }

  #not(): Condition {
    let negations = 0;
    while (this.#take('not')) negations += 1;
    let condition = this.#comparison();
    for (; negations > 0; negations -= 1) condition = { kind: 'not', of: condition };
    return condition;
  }

  #comparison(): Condition {
    const first = this.#sum();
    const rest: { operator: ComparisonOperator; right: Condition }[] = [];
    for (let operator = this.#comparator(); operator !== null; operator = this.#comparator()) rest.push({ operator, right: this.#sum() });
    return rest.length === 0 ? first : { kind: 'comparison', first, rest };
  }

  #comparator(): ComparisonOperator | null {
    for (const operator of ['==', '!=', '<=', '>=', '<', '>', 'in'] as const) if (this.#take(operator)) return operator;
    if (this.#take('is')) return this.#take('not') ? 'is not' : 'is';
    if (!this.#take('not')) return null;
    this.#expect('in');
    return 'not in';
  }

  #sum(): Condition {
    let left = this.#product();
    for (;;) {
      if (this.#take('+')) left = { kind: 'arithmetic', operator: '+', left, right: this.#product() };
      else if (this.#take('-')) left = { kind: 'arithmetic', operator: '-', left, right: this.#product() };
      else return left;
    }
  }

  #product(): Condition {
    let left = this.#unary();
    for (;;) {
      const operator = (['*', '//', '/', '%'] as const).find((text) => this.#take(text));
      if (operator === undefined) return left;
      left = { kind: 'arithmetic', operator, left, right: this.#unary() };
    }
  }

  #unary(): Condition {
    if (this.#take('-')) return { kind: 'negative', of: this.#nested(() => this.#unary()) };
    if (this.#take('+')) return this.#nested(() => this.#unary());
    const base = this.#postfix();
    return this.#take('**') ? { kind: 'arithmetic', operator: '**', left: base, right: this.#nested(() => this.#unary()) } : base;
  }

  #nested(parse: () => Condition): Condition {
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING) throw new ConditionError('The condition is nested too deeply', this.#token.at);
    const condition = parse();
    this.#nesting -= 1;
    return condition;
  }

  #postfix(): Condition {
    let of = this.#primary();
    for (;;) {
      if (this.#take('[')) {
        of = { kind: 'item', of, index: this.#or() };
        this.#expect(']');
      } else if (this.#take('.')) {
        const { kind, text, at } = this.#token;
        if (kind !== 'name') throw new ConditionError('The name of an attribute is missing', at);
        this.#place += 1;
        of = { kind: 'attribute', of, name: text };
      } else if (this.#token.text === '(' && this.#token.kind === 'operator') {
        throw new ConditionError('Only len() can be called: a condition runs no code', this.#token.at);
      } else return of;
    }
  }

  #primary(): Condition {
    const { kind, text, at } = this.#token;
    this.#place += 1;
    if (kind === 'number') return numberOf(text, at);
    if (kind === 'string') return { kind: 'literal', value: stringOf(text), isFloat: false };
    if (kind === 'name') {
      const constant = CONSTANTS.get(text);
      if (constant !== undefined) return { kind: 'literal', value: constant, isFloat: false };
      if (RESERVED.has(text)) throw new ConditionError(`“${text}” is not expected here`, at);
      if (text !== 'len' || !this.#take('(')) return { kind: 'name', name: text };
      const of = this.#or();
      this.#expect(')');
      return { kind: 'len', of };
    }
    if (kind === 'operator' && (text === '(' || text === '[')) return this.#items(text === '(' ? ')' : ']');
    throw new ConditionError(kind === 'end' ? 'The condition is not complete' : `“${text}” is not expected here`, at);
  }

  #items(close: ')' | ']'): Condition {
    const items: Condition[] = [];
    let isTuple = close === ']';
    while (!this.#take(close)) {
      items.push(this.#or());
      if (this.#take(',')) isTuple = true;
      else {
        this.#expect(close);
        break;
      }
    }
    const [only] = items;
    return isTuple || only === undefined ? { kind: 'items', items } : only;
  }
}

function numberOf(text: string, at: number): Condition {
  const digits = text.replaceAll('_', '');
  if (/^\d+$/.test(digits)) {
    const exact = BigInt(digits);
    return { kind: 'literal', value: exact <= Number.MAX_SAFE_INTEGER ? Number(exact) : exact, isFloat: false };
  }
  const value = Number(digits);
  if (Number.isNaN(value)) throw new ConditionError('This is no number', at);
  return { kind: 'literal', value, isFloat: true };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

function stringOf(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/gs, (_, escaped: string) => ESCAPES[escaped] ?? (/[\\'"]/.test(escaped) ? escaped : `\\${escaped}`));
}
