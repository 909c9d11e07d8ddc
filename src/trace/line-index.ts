/** Where each line begins to run, and where exceptions are: sorted by record, so that the next one is found by halving. */
import type { Trace } from './trace.ts';
import { RecordFlag } from './wire.ts';

const NONE = new Int32Array(0);

export interface LineIndex {
  /** Records at which `line` begins to run, ascending. */
  visits(line: number): Int32Array;
  /** Records of exceptions, ascending. */
  readonly exceptions: Int32Array;
}

const indices = new WeakMap<Trace, LineIndex>();

/** The index of a trace; made once. */
export function lineIndex(trace: Trace): LineIndex {
  let index = indices.get(trace);
  if (index === undefined) {
    index = makeIndex(trace);
    indices.set(trace, index);
  }
  return index;
}

function makeIndex(trace: Trace): LineIndex {
  const { flags, lines, recordCount } = trace;
  const counts = new Map<number, number>();
  let exceptionCount = 0;
  for (let record = 0; record < recordCount; record += 1) {
    const bits = flags[record] ?? 0;
    if ((bits & RecordFlag.LINE) !== 0) counts.set(lines[record] ?? 0, (counts.get(lines[record] ?? 0) ?? 0) + 1);
    if ((bits & RecordFlag.EXCEPTION) !== 0) exceptionCount += 1;
  }
  const visits = new Map([...counts].map(([line, count]) => [line, { records: new Int32Array(count), length: 0 }]));
  const exceptions = new Int32Array(exceptionCount);
  let exception = 0;
  for (let record = 0; record < recordCount; record += 1) {
    const bits = flags[record] ?? 0;
    const visit = (bits & RecordFlag.LINE) === 0 ? undefined : visits.get(lines[record] ?? 0);
    if (visit !== undefined) {
      visit.records[visit.length] = record;
      visit.length += 1;
    }
    if ((bits & RecordFlag.EXCEPTION) !== 0) {
      exceptions[exception] = record;
      exception += 1;
    }
  }
  return { exceptions, visits: (line) => visits.get(line)?.records ?? NONE };
}

/** How many of the ascending `records` are at or before `record`. */
export function countUpTo(records: Int32Array, record: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((records[middle] ?? 0) <= record) low = middle + 1;
    else high = middle;
  }
  return low;
}
