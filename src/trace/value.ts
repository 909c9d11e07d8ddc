/** Python values as the trace holds them: atoms by value, everything else by the identity of a heap object. */
import type { ObjectId } from './wire.ts';
import { ValueTag } from './wire.ts';

export type Value =
  /** CPython's NULL on the value stack; an unbound variable elsewhere. */
  | { readonly kind: 'null' }
  | { readonly kind: 'int'; readonly value: number }
  /** An int that does not fit 32 bits, in decimal digits. */
  | { readonly kind: 'big-int'; readonly digits: string }
  /** `text` is Python's repr. */
  | { readonly kind: 'float'; readonly text: string }
  | { readonly kind: 'str'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'not-implemented' }
  /** An int that CPython keeps on its value stack and that is no Python object. */
  | { readonly kind: 'tagged-int'; readonly value: number }
  | { readonly kind: 'reference'; readonly id: ObjectId };

export const NULL_VALUE: Value = { kind: 'null' };
export const NONE_VALUE: Value = { kind: 'none' };
const TRUE: Value = { kind: 'bool', value: true };
const FALSE: Value = { kind: 'bool', value: false };
const ELLIPSIS: Value = { kind: 'ellipsis' };
const NOT_IMPLEMENTED: Value = { kind: 'not-implemented' };

const TAG_OF: Readonly<Record<Value['kind'], ValueTag>> = {
  null: ValueTag.NULL,
  int: ValueTag.INT,
  'big-int': ValueTag.BIG_INT,
  float: ValueTag.FLOAT,
  str: ValueTag.STR,
  bool: ValueTag.BOOL,
  none: ValueTag.NONE,
  ellipsis: ValueTag.ELLIPSIS,
  'not-implemented': ValueTag.NOT_IMPLEMENTED,
  'tagged-int': ValueTag.TAGGED_INT,
  reference: ValueTag.REFERENCE,
};

/** The first of the two words that a value takes in a delta. */
export function tagOf(value: Value): ValueTag {
  return TAG_OF[value.kind];
}

/** Two words of a delta as a value. Words that mean nothing (a damaged trace) give NULL or an empty text, never an error. */
export function decodeValue(tag: number, payload: number, strings: readonly string[]): Value {
  switch (tag) {
    case ValueTag.INT:
      return { kind: 'int', value: payload };
    case ValueTag.FLOAT:
      return { kind: 'float', text: strings[payload] ?? 'nan' };
    case ValueTag.STR:
      return { kind: 'str', text: strings[payload] ?? '' };
    case ValueTag.NONE:
      return NONE_VALUE;
    case ValueTag.BOOL:
      return payload === 0 ? FALSE : TRUE;
    case ValueTag.ELLIPSIS:
      return ELLIPSIS;
    case ValueTag.BIG_INT:
      return { kind: 'big-int', digits: strings[payload] ?? '0' };
    case ValueTag.REFERENCE:
      return { kind: 'reference', id: payload as ObjectId };
    case ValueTag.TAGGED_INT:
      return { kind: 'tagged-int', value: payload };
    case ValueTag.NOT_IMPLEMENTED:
      return NOT_IMPLEMENTED;
    default:
      return NULL_VALUE;
  }
}

/** `count` values from `words`, beginning at `start`. */
export function decodeValues(words: Int32Array, start: number, count: number, strings: readonly string[]): readonly Value[] {
  const values: Value[] = [];
  for (let index = 0; index < count; index += 1) {
    const place = start + 2 * index;
    values.push(decodeValue(words[place] ?? 0, words[place + 1] ?? 0, strings));
  }
  return values;
}

/** Same atom, or the same heap object: Python's `is`, with atoms compared by value. */
export function sameValue(left: Value, right: Value): boolean {
  if (left === right) return true;
  switch (left.kind) {
    case 'int':
    case 'tagged-int':
      return right.kind === left.kind && right.value === left.value;
    case 'bool':
      return right.kind === 'bool' && right.value === left.value;
    case 'big-int':
      return right.kind === 'big-int' && right.digits === left.digits;
    case 'float':
    case 'str':
      return right.kind === left.kind && right.text === left.text;
    case 'reference':
      return right.kind === 'reference' && right.id === left.id;
    case 'null':
    case 'none':
    case 'ellipsis':
    case 'not-implemented':
      return right.kind === left.kind;
  }
}
