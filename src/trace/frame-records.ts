/** From one record of a frame to another: the records of the calls that it makes lie between them. */
import { at } from '../base/assert.ts';
import { isInComprehension } from './instruction-roles.ts';
import type { Trace } from './trace.ts';
import type { RecordIndex } from './wire.ts';
import { RecordFlag } from './wire.ts';

/** Whether the line that begins at `record` is but another turn of a comprehension's loop. */
export function goesOn(trace: Trace, record: RecordIndex): boolean {
  return isInComprehension(trace.codeAt(record), at(trace.offsets, record));
}

/** The frame's record before `record`; `record` itself where there is none. */
export function lastOfFrame(trace: Trace, record: RecordIndex): RecordIndex {
  const { frameIds } = trace;
  let last = record - 1;
  while (last >= 0 && frameIds[last] !== frameIds[record]) last -= 1;
  return last < 0 ? record : (last as RecordIndex);
}

/** The last record at or before `record` where a line begins in its frame. */
export function lineBeginning(trace: Trace, record: RecordIndex): RecordIndex | null {
  const { flags, frameIds } = trace;
  const frame = frameIds[record];
  for (let from: number = record; from >= 0; from -= 1) {
    if (frameIds[from] !== frame) continue;
    const bits = at(flags, from);
    if ((bits & RecordFlag.LINE) !== 0) return from as RecordIndex;
    if ((bits & RecordFlag.CALL) !== 0) return null;
  }
  return null;
}

/** The next record of the same frame; null when it never runs again. */
export function nextOfFrame(trace: Trace, record: number): RecordIndex | null {
  const { flags, frameIds, recordCount } = trace;
  const frame = frameIds[record];
  const bits = at(flags, record);
  if ((bits & RecordFlag.RETURN) !== 0 && (bits & RecordFlag.YIELD) === 0) return null;
  for (let next = record + 1; next < recordCount; next += 1) if (frameIds[next] === frame) return next as RecordIndex;
  return null;
}
