/**
 * Lists of steps: what a person steps through and a model predicts. At instruction granularity a step is a record; at
 * line granularity a step is one of `sys.settrace`'s events, of which a record has none, one or several.
 */
import { at } from '../base/assert.ts';
import type { Brand } from '../base/brand.ts';
import type { StepEvent } from './printed-state.ts';
import type { Trace } from './trace.ts';
import type { Granularity, RecordIndex } from './wire.ts';
import { RecordFlag } from './wire.ts';

/** Place in a `StepList`. */
export type StepIndex = Brand<number, 'StepIndex'>;

export interface StepList {
  readonly trace: Trace;
  readonly granularity: Granularity;
  readonly count: number;
  recordOf(step: StepIndex): RecordIndex;
  eventOf(step: StepIndex): StepEvent | 'instruction';
  /** The last step at or before `record` (the first one where there is none): keeps the place when the list is changed for another. */
  stepOfRecord(record: RecordIndex): StepIndex;
}

const EVENTS = ['call', 'line', 'return', 'exception'] as const;
const EVENT_FLAGS = RecordFlag.CALL | RecordFlag.LINE | RecordFlag.RETURN | RecordFlag.EXCEPTION;

/** The line steps of a trace in typed arrays. */
export class LineSteps implements StepList {
  readonly granularity = 'line' as const;
  readonly trace: Trace;
  readonly count: number;
  /** Record of every step; never goes down. */
  readonly records: Int32Array;
  /** Place in call, line, return, exception of every step. */
  readonly events: Uint8Array;

  constructor(trace: Trace, records: Int32Array, events: Uint8Array) {
    this.trace = trace;
    this.records = records;
    this.events = events;
    this.count = records.length;
  }

  recordOf(step: StepIndex): RecordIndex {
    return at(this.records, step) as RecordIndex;
  }

  eventOf(step: StepIndex): StepEvent {
    return at(EVENTS, at(this.events, step));
  }

  stepOfRecord(record: RecordIndex): StepIndex {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(this.records, middle) <= record) low = middle + 1;
      else high = middle;
    }
    // Of several steps of one record the first: the others follow by stepping on.
    let step = Math.max(0, low - 1);
    while (step > 0 && this.records[step - 1] === this.records[step]) step -= 1;
    return step as StepIndex;
  }
}

class InstructionSteps implements StepList {
  readonly granularity = 'instruction' as const;
  readonly trace: Trace;
  readonly count: number;

  constructor(trace: Trace) {
    this.trace = trace;
    this.count = trace.recordCount;
  }

  recordOf(step: StepIndex): RecordIndex {
    return step as number as RecordIndex;
  }

  eventOf(step: StepIndex): StepEvent | 'instruction' {
    return instructionEvent(at(this.trace.flags, step));
  }

  stepOfRecord(record: RecordIndex): StepIndex {
    return Math.max(0, Math.min(record, this.count - 1)) as StepIndex;
  }
}

/** The one event that names a record at instruction granularity. */
export function instructionEvent(flags: number): StepEvent | 'instruction' {
  if ((flags & RecordFlag.EXCEPTION) !== 0) return 'exception';
  if ((flags & RecordFlag.RETURN) !== 0) return 'return';
  if ((flags & RecordFlag.CALL) !== 0) return 'call';
  return (flags & RecordFlag.LINE) !== 0 ? 'line' : 'instruction';
}

/**
 * The line steps of a trace, in the order call, line, return, exception within a record. `before`, the steps of an
 * earlier snapshot of the same run, spares its part of the work.
 */
export function lineSteps(trace: Trace, before: LineSteps | null = null): LineSteps {
  const known = before !== null && before.trace.store === trace.store ? before : null;
  const first = known === null ? 0 : known.trace.recordCount;
  const { flags } = trace;
  let count = known === null ? 0 : known.count;
  for (let record = first; record < flags.length; record += 1) {
    const bits = (flags[record] ?? 0) & EVENT_FLAGS;
    if (bits !== 0) count += eventCount(bits);
  }
  const records = new Int32Array(count);
  const events = new Uint8Array(count);
  if (known !== null) {
    records.set(known.records);
    events.set(known.events);
  }
  let step = known === null ? 0 : known.count;
  const put = (record: number, event: number): void => {
    records[step] = record;
    events[step] = event;
    step += 1;
  };
  for (let record = first; record < flags.length; record += 1) {
    const bits = flags[record] ?? 0;
    if ((bits & EVENT_FLAGS) === 0) continue;
    if ((bits & RecordFlag.CALL) !== 0) put(record, 0);
    if ((bits & RecordFlag.LINE) !== 0) put(record, 1);
    if ((bits & RecordFlag.RETURN) !== 0) put(record, 2);
    if ((bits & RecordFlag.EXCEPTION) !== 0) put(record, 3);
  }
  return new LineSteps(trace, records, events);
}

/** Every record as a step. */
export function instructionSteps(trace: Trace): StepList {
  return new InstructionSteps(trace);
}

/** The steps of a trace at a granularity. */
export function stepsOf(trace: Trace, granularity: Granularity): StepList {
  return granularity === 'line' ? lineSteps(trace) : instructionSteps(trace);
}

function eventCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** The first step at or after a record; the number of steps where there is none. */
export function firstStepFrom(steps: StepList, record: number): number {
  let low = 0;
  let high = steps.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps.recordOf(middle as StepIndex) < record) low = middle + 1;
    else high = middle;
  }
  return low;
}
