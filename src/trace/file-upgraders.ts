/** What turns an old file of columns into one of the next version. Each is as it was written: none is ever changed. */
import type { Fields, VersionedFormat } from './versioned-json.ts';

export const FILE_UPGRADERS: VersionedFormat['upgraders'] = { 1: withExceptionTables, 2: withoutConditions };

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

/** 2 → 3: what the run depended on was not written down, and 1,000 items of a container were recorded. */
function withoutConditions(fields: Fields): Fields {
  const header = fields['header'];
  return { ...fields, version: 3, ...(isFields(header) ? { header: { ...header, version: 3 } } : {}) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
