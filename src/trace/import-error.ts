/** Why a file is not taken as a trace. */
import type { z } from 'zod';

export type ImportError =
  /** No JSON, or JSON of something else. */
  | { readonly kind: 'not-a-trace'; readonly message: string }
  | { readonly kind: 'too-new-version'; readonly version: number; readonly newestKnown: number }
  /** `path` as in `steps[3].line`. */
  | { readonly kind: 'invalid-field'; readonly path: string; readonly message: string };

/** The first fault that a schema found. */
export function schemaFault(error: z.ZodError): Extract<ImportError, { kind: 'invalid-field' }> {
  const issue = error.issues[0];
  return { kind: 'invalid-field', path: pathText(issue?.path ?? []), message: issue?.message ?? 'invalid' };
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${String(part)}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');
}
