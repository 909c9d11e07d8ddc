/** What a condition is worth in a recorded state. Follows Python for the types that are recorded by value; all else is not comparable. */
import type { ArithmeticOperator, ComparisonOperator, Condition, Literal } from './condition.ts';
import type { HeapObject, TraceState } from './trace-state.ts';
import { attributeOf } from './attributes.ts';
import type { Value } from './value.ts';
import { sameValue } from './value.ts';
import { ObjectKind } from './wire.ts';

/** A value while a condition is worked out: numbers as such, containers by their recorded object or as written. */
type Worth =
  | { readonly kind: 'number'; readonly value: number | bigint; readonly isFloat: boolean }
  | { readonly kind: 'str'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'items'; readonly items: readonly Worth[] }
  | { readonly kind: 'object'; readonly object: HeapObject; readonly value: Value };

/** A name that is not bound, an index that is not there, types that don't go together: the condition does not hold. */
class NoWorth extends Error {}

const MAX_NESTING = 100;
const MAX_DIGITS = 4000;

/** Whether `condition` holds in the top frame of `state`. What can't be worked out (an unbound name, say) does not hold. */
export function conditionHolds(condition: Condition, state: TraceState): boolean {
  try {
    return new Evaluator(state).truth(condition);
  } catch (error) {
    if (error instanceof NoWorth) return false;
    throw error;
  }
}

class Evaluator {
  readonly #state: TraceState;

  constructor(state: TraceState) {
    this.#state = state;
  }

  truth(condition: Condition): boolean {
    return this.#isTrue(this.#worth(condition));
  }

  #worth(condition: Condition): Worth {
    switch (condition.kind) {
      case 'literal':
        return worthOfLiteral(condition.value, condition.isFloat);
      case 'name':
        return this.#name(condition.name);
      case 'attribute':
        return this.#attribute(this.#worth(condition.of), condition.name);
      case 'item':
        return this.#item(this.#worth(condition.of), this.#worth(condition.index));
      case 'len':
        return number(this.#length(this.#worth(condition.of)), false);
      case 'items':
        return { kind: 'items', items: condition.items.map((item) => this.#worth(item)) };
      case 'negative': {
        const of = numeric(this.#worth(condition.of));
        return number(-of.value, of.isFloat);
      }
      case 'not':
        return { kind: 'bool', value: !this.truth(condition.of) };
      case 'and': {
        const left = this.#worth(condition.left);
        return this.#isTrue(left) ? this.#worth(condition.right) : left;
      }
      case 'or': {
        const left = this.#worth(condition.left);
        return this.#isTrue(left) ? left : this.#worth(condition.right);
      }
      case 'arithmetic':
        return this.#arithmetic(condition.operator, this.#worth(condition.left), this.#worth(condition.right));
      case 'comparison': {
        let left = this.#worth(condition.first);
        for (const { operator, right } of condition.rest) {
          const next = this.#worth(right);
          if (!this.#compare(operator, left, next)) return { kind: 'bool', value: false };
          left = next;
        }
        return { kind: 'bool', value: true };
      }
    }
  }

  #name(name: string): Worth {
    const value = this.#state.lookUp(name);
    if (value === null) throw new NoWorth();
    return this.#worthOf(value);
  }

  #worthOf(value: Value): Worth {
    switch (value.kind) {
      case 'int':
      case 'tagged-int':
        return number(value.value, false);
      case 'big-int':
        return number(BigInt(value.digits), false);
      case 'float':
        return number(floatOf(value.text), true);
      case 'str':
        return { kind: 'str', text: value.text };
      case 'bool':
        return { kind: 'bool', value: value.value };
      case 'none':
        return { kind: 'none' };
      case 'reference': {
        const object = this.#state.object(value.id);
        if (object === null) throw new NoWorth();
        return { kind: 'object', object, value };
      }
      default:
        throw new NoWorth();
    }
  }

  #attribute(of: Worth, name: string): Worth {
    const value = of.kind === 'object' && (of.object.kind === ObjectKind.INSTANCE || of.object.kind === ObjectKind.OTHER) ? attributeOf(of.object, name) : undefined;
    if (value === undefined) throw new NoWorth();
    return this.#worthOf(value);
  }

  #item(of: Worth, index: Worth): Worth {
    if (of.kind === 'object' && of.object.kind === ObjectKind.DICT) {
      const { values } = of.object;
      for (let place = 0; place + 1 < values.length; place += 2) {
        const [key, value] = [values[place], values[place + 1]];
        if (key !== undefined && value !== undefined && this.#equal(this.#worthOf(key), index, 0)) return this.#worthOf(value);
      }
      throw new NoWorth();
    }
    const at = index.kind === 'bool' ? Number(index.value) : index.kind === 'number' && !index.isFloat ? Number(index.value) : Number.NaN;
    const length = this.#length(of);
    const place = at < 0 ? at + length : at;
    if (of.kind === 'str') {
      const character = Array.from(of.text)[place];
      if (character !== undefined) return { kind: 'str', text: character };
    }
    const item = of.kind === 'items' ? of.items[place] : of.kind === 'object' && isSequence(of.object) ? of.object.values[place] : undefined;
    if (item === undefined) throw new NoWorth();
    return this.#asWorth(item);
  }

  #asWorth(item: Worth | Value): Worth {
    return 'items' in item || 'object' in item || item.kind === 'number' ? item : this.#worthOf(item);
  }

  #length(of: Worth): number {
    if (of.kind === 'str') return Array.from(of.text).length;
    if (of.kind === 'items') return of.items.length;
    if (of.kind === 'object' && (isSequence(of.object) || isSet(of.object) || of.object.kind === ObjectKind.DICT)) {
      return of.object.kind === ObjectKind.DICT || isSet(of.object) || of.object.length > 0 ? of.object.length : of.object.values.length;
    }
    throw new NoWorth();
  }

  #isTrue(worth: Worth): boolean {
    switch (worth.kind) {
      case 'number':
        return worth.value !== 0 && worth.value !== 0n;
      case 'bool':
        return worth.value;
      case 'none':
        return false;
      case 'object':
        return isSequence(worth.object) || isSet(worth.object) || worth.object.kind === ObjectKind.DICT ? this.#length(worth) > 0 : true;
      default:
        return this.#length(worth) > 0;
    }
  }

  #arithmetic(operator: ArithmeticOperator, left: Worth, right: Worth): Worth {
    if (operator === '+' && left.kind === 'str' && right.kind === 'str') return { kind: 'str', text: left.text + right.text };
    const [a, b] = [numeric(left), numeric(right)];
    if (a.isFloat || b.isFloat || operator === '/') return number(floatArithmetic(operator, Number(a.value), Number(b.value)), true);
    return number(intArithmetic(operator, BigInt(a.value), BigInt(b.value)), false);
  }

  #compare(operator: ComparisonOperator, left: Worth, right: Worth): boolean {
    switch (operator) {
      case '==':
        return this.#equal(left, right, 0);
      case '!=':
        return !this.#equal(left, right, 0);
      case 'is':
        return this.#same(left, right);
      case 'is not':
        return !this.#same(left, right);
      case 'in':
        return this.#contains(right, left);
      case 'not in':
        return !this.#contains(right, left);
      default: {
        const order = this.#order(left, right, 0);
        if (Number.isNaN(order)) return false;
        return operator === '<' ? order < 0 : operator === '<=' ? order <= 0 : operator === '>' ? order > 0 : order >= 0;
      }
    }
  }

  /** Identity of objects; atoms are the same where they are equal and of one type. */
  #same(left: Worth, right: Worth): boolean {
    if (left.kind === 'object' || right.kind === 'object') return left.kind === 'object' && right.kind === 'object' && sameValue(left.value, right.value);
    return left.kind === right.kind && this.#equal(left, right, 0);
  }

  #equal(left: Worth, right: Worth, nesting: number): boolean {
    if (nesting > MAX_NESTING) throw new NoWorth();
    const [a, b] = [asNumber(left), asNumber(right)];
    if (a !== null && b !== null) return a == b;  
    if (left.kind === 'str' && right.kind === 'str') return left.text === right.text;
    if (left.kind === 'none' || right.kind === 'none') return left.kind === right.kind;
    if (left.kind === 'object' && right.kind === 'object' && sameValue(left.value, right.value)) return true;
    const [items, others] = [this.#items(left), this.#items(right)];
    if (items === null || others === null) return false;
    return items.length === others.length && items.every((item, index) => this.#equal(item, others[index] as Worth, nesting + 1));
  }

  /** Negative, 0 or positive; NaN where one is not a number. */
  #order(left: Worth, right: Worth, nesting: number): number {
    if (nesting > MAX_NESTING) throw new NoWorth();
    const [a, b] = [asNumber(left), asNumber(right)];
    if (a !== null && b !== null) return a < b ? -1 : a > b ? 1 : a == b ? 0 : Number.NaN;  
    if (left.kind === 'str' && right.kind === 'str') return compareText(left.text, right.text);
    const [items, others] = [this.#items(left), this.#items(right)];
    if (items === null || others === null) throw new NoWorth();
    for (let index = 0; index < Math.min(items.length, others.length); index += 1) {
      const [item, other] = [items[index] as Worth, others[index] as Worth];
      if (!this.#equal(item, other, nesting + 1)) return this.#order(item, other, nesting + 1);
    }
    return items.length - others.length;
  }

  #contains(container: Worth, item: Worth): boolean {
    if (container.kind === 'str') {
      if (item.kind !== 'str') throw new NoWorth();
      return container.text.includes(item.text);
    }
    if (container.kind === 'object' && container.object.kind === ObjectKind.DICT) {
      return container.object.values.some((key, place) => place % 2 === 0 && this.#equal(this.#worthOf(key), item, 0));
    }
    if (container.kind === 'object' && isSet(container.object)) return container.object.values.some((member) => this.#equal(this.#worthOf(member), item, 0));
    const items = this.#items(container);
    if (items === null) throw new NoWorth();
    return items.some((member) => this.#equal(member, item, 0));
  }

  /** The items of a list or tuple. A written list stands for either. */
  #items(worth: Worth): readonly Worth[] | null {
    if (worth.kind === 'items') return worth.items;
    return worth.kind === 'object' && isSequence(worth.object) ? worth.object.values.map((value) => this.#worthOf(value)) : null;
  }
}

function isSequence({ kind }: HeapObject): boolean {
  return kind === ObjectKind.LIST || kind === ObjectKind.TUPLE;
}

function isSet({ kind }: HeapObject): boolean {
  return kind === ObjectKind.SET || kind === ObjectKind.FROZENSET;
}

function worthOfLiteral(value: Literal, isFloat: boolean): Worth {
  if (value === null) return { kind: 'none' };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  return typeof value === 'string' ? { kind: 'str', text: value } : number(value, isFloat);
}

function number(value: number | bigint, isFloat: boolean): Worth & { kind: 'number' } {
  return { kind: 'number', value, isFloat };
}

function asNumber(worth: Worth): number | bigint | null {
  if (worth.kind === 'number') return worth.value;
  return worth.kind === 'bool' ? Number(worth.value) : null;
}

function numeric(worth: Worth): { readonly value: number | bigint; readonly isFloat: boolean } {
  const value = asNumber(worth);
  if (value === null) throw new NoWorth();
  return { value, isFloat: worth.kind === 'number' && worth.isFloat };
}

function floatOf(text: string): number {
  if (text === 'inf') return Infinity;
  return text === '-inf' ? -Infinity : Number(text);
}

function floatArithmetic(operator: ArithmeticOperator, a: number, b: number): number {
  if (b === 0 && (operator === '/' || operator === '//' || operator === '%')) throw new NoWorth();
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%': {
      const rest = a % b;
      return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
    }
    case '**':
      return a ** b;
  }
}

function intArithmetic(operator: ArithmeticOperator, a: bigint, b: bigint): number | bigint {
  if (b === 0n && (operator === '//' || operator === '%')) throw new NoWorth();
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '%': {
      const rest = a % b;
      return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
    }
    case '**':
      if (b < 0n) return Number(a) ** Number(b);
      if (b > 100_000n || BigInt(a.toString().length) * b > BigInt(MAX_DIGITS)) throw new NoWorth();
      return a ** b;
    default: {
      const quotient = a / b;
      return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
    }
  }
}

/** Order of code points, as Python compares text. */
function compareText(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
