/** The first lines of every reader of a versioned JSON file: is it ours, is it of a version that is known, upgrade it. */
import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import type { ImportError } from './import-error.ts';

export type Fields = Record<string, unknown>;

export interface VersionedFormat {
  /** Value of the field `format`. */
  readonly format: string;
  readonly version: number;
  /** From version n to n + 1. Old files load for ever: an upgrader is never removed. */
  readonly upgraders: Readonly<Partial<Record<number, (fields: Fields) => Fields>>>;
}

/** The fields of a JSON text in the form of the newest version, not yet checked one by one. */
export function parseVersioned(text: string, format: VersionedFormat): Result<Fields, ImportError> {
  try {
    return upgradeVersioned(JSON.parse(text), format);
  } catch (error) {
    return fail({ kind: 'not-a-trace', message: error instanceof Error ? error.message : 'not JSON' });
  }
}

/** The same for JSON that is parsed already. */
export function upgradeVersioned(data: unknown, { format, version: newestKnown, upgraders }: VersionedFormat): Result<Fields, ImportError> {
  if (!isFields(data) || data['format'] !== format) return fail({ kind: 'not-a-trace', message: `"format" is not "${format}"` });
  const version = data['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return fail({ kind: 'invalid-field', path: 'version', message: 'not a version number' });
  }
  if (version > newestKnown) return fail({ kind: 'too-new-version', version, newestKnown });
  let fields = data;
  for (let from = version; from < newestKnown; from += 1) {
    const upgrade = upgraders[from];
    if (upgrade === undefined) throw new Error(`No upgrader from version ${String(from)}`);
    fields = upgrade(fields);
  }
  return ok(fields);
}

function isFields(data: unknown): data is Fields {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
