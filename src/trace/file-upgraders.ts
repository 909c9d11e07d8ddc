/** What turns an old file of columns into one of the next version. Each is as it was written: none is ever changed. */
import type { Fields, VersionedFormat } from './versioned-json.ts';

export const FILE_UPGRADERS: VersionedFormat['upgraders'] = { 1: withExceptionTables };

/** 1 → 2: code objects have an exception table; what a file of version 1 does not say stays empty. */
function withExceptionTables(fields: Fields): Fields {
  const header = fields['header'];
  if (!isFields(header)) return { ...fields, version: 2 };
  const codes: readonly unknown[] = Array.isArray(header['codes']) ? header['codes'] : [];
  return {
    ...fields,
    version: 2,
    header: { ...header, version: 2, codes: codes.map((code) => (isFields(code) ? { ...code, exceptionTable: [] } : code)) },
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
