/** The direct strategy: source and call expression, answered by the repr of the value, without any state. */
import { ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { malformed } from './parse-delta.ts';
import { encodeSource } from './source.ts';
import type { Malformed, NotPredictable } from './step.ts';
import { decodeSpelling, pushValue } from './tokenizer.ts';
import { Id, isValueToken } from './vocabulary.ts';

/** `<bos> <direct> SOURCE <expression> expression <answer>`. */
export function directPrompt(source: string, expression: string): Result<number[], NotPredictable> {
  const encoded = encodeSource(source);
  if (!encoded.ok) return encoded;
  const out = [Id.BOS, Id.DIRECT, ...encoded.value, Id.EXPRESSION];
  pushValue(out, expression);
  out.push(Id.ANSWER);
  return ok(out);
}

/** `value <eos>`. */
export function directTarget(value: string): number[] {
  const out: number[] = [];
  pushValue(out, value);
  out.push(Id.EOS);
  return out;
}

export function parseDirectAnswer(ids: ArrayLike<number>): { readonly kind: 'value'; readonly value: string } | Malformed {
  const end = ids.length - 1;
  for (let i = 0; i < end; i += 1) {
    if (!isValueToken(ids[i] ?? -1)) return malformed(i, 'this token cannot stand in a value');
  }
  if (ids[end] !== Id.EOS) return malformed(ids.length, 'the answer does not end');
  const value = decodeSpelling(ids, 0, end);
  return value === null ? malformed(0, 'the bytes are not UTF-8') : { kind: 'value', value };
}
