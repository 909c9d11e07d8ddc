/** The entries of a record's delta, as `wire.ts` lays them out. */
import { DeltaOp } from './wire.ts';

/** Words of an OBJECT entry before its content: header, id, kind, type name, length. */
export const OBJECT_HEADER_WORDS = 5;
/** Words of an OBJECT_CHANGE entry before its runs: header, id, length. */
export const CHANGE_HEADER_WORDS = 3;
/** Words of a run before its values: start, removed, inserted. */
export const RUN_HEADER_WORDS = 3;

export function entryOp(header: number): number {
  return header & 0xff;
}

export function entryCount(header: number): number {
  return header >>> 8;
}

/** Words that an entry takes, its header included; 0 for an operation that is not known. */
export function entryWords(header: number): number {
  const count = entryCount(header);
  switch (entryOp(header)) {
    case DeltaOp.LOCALS:
    case DeltaOp.GLOBALS:
    case DeltaOp.NAMED_LOCALS:
      return 1 + 3 * count;
    case DeltaOp.STACK:
      return 1 + 2 * count;
    case DeltaOp.OBJECT:
      return OBJECT_HEADER_WORDS + count;
    case DeltaOp.OBJECT_CHANGE:
      return CHANGE_HEADER_WORDS + count;
    case DeltaOp.EXCEPTION:
      return 1 + count;
    default:
      return 0;
  }
}

/** Place of the first entry with `op` in `words[start, end)`, or -1. */
export function findEntry(words: Int32Array, start: number, end: number, op: number): number {
  let place = start;
  while (place < end) {
    const header = words[place] ?? 0;
    if (entryOp(header) === op) return place;
    place += entryWords(header);
  }
  return -1;
}
