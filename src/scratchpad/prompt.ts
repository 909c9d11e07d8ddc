/**
 * What all prompts of a program begin with, whatever the task: it is read once and its KV cache shared. A prompt goes on
 * with what the strategy writes (`dynamic.ts`, `history.ts`, `direct.ts`), which says the task.
 */
import { ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { Bytecode } from './bytecode.ts';
import { encodeSource } from './source.ts';
import type { NotPredictable } from './step.ts';
import { Id } from './vocabulary.ts';

/** `<bos> <dynamic> <by-line> SOURCE`, and by instruction BYTECODE after it. */
export function promptPrefix(source: string, bytecode: Bytecode | null = null): Result<number[], NotPredictable> {
  const encoded = encodeSource(source);
  if (!encoded.ok) return encoded;
  const out = [Id.BOS, Id.DYNAMIC, Id.BY_LINE, ...encoded.value];
  if (bytecode === null) return ok(out);
  const listing = bytecode.encode();
  return listing.ok ? ok([...out, ...listing.value]) : listing;
}
