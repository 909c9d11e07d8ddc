/** The plain JSON form of a trace: every step with its values as Python reprs. `FORMAT.md` describes it. */
import { at } from '../base/assert.ts';
import type { StepIndex, StepList } from './line-steps.ts';
import { stepsOf } from './line-steps.ts';
import { printStep } from './print-state.ts';
import type { Binding, PrintedState } from './printed-state.ts';
import type { Trace } from './trace.ts';
import type { Granularity, RecordIndex, RunConditions, TraceEnd } from './wire.ts';

export const JSON_FORMAT = 'tracepad-trace';
export const JSON_VERSION = 1;

/** Fields in the order in which they are written. */
export interface TraceDocument {
  readonly format: typeof JSON_FORMAT;
  readonly version: typeof JSON_VERSION;
  readonly python: string;
  readonly source: string;
  readonly call: string | null;
  readonly end: TraceEnd;
  /** Where they are known. */
  readonly conditions?: RunConditions | undefined;
  /** All of stdout; there only when it is too long to stand in every step. */
  readonly stdout?: string | undefined;
  readonly steps: readonly DocumentStep[];
}

export interface DocumentStep {
  readonly event: PrintedState['event'];
  readonly line: number;
  readonly function: string;
  /** 1 = outermost. */
  readonly depth: number;
  /** Of the innermost frame. */
  readonly locals: Readonly<Record<string, string>>;
  readonly globals: Readonly<Record<string, string>>;
  /** Value stack of the innermost frame, bottom first; at instruction granularity only, as the three that follow. */
  readonly stack?: readonly string[] | undefined;
  readonly offset?: number | undefined;
  readonly instruction?: string | undefined;
  readonly argument?: string | undefined;
  /** Items taken by each running iterator of the innermost frame, bottom first. */
  readonly iterators: readonly number[];
  readonly value: string | null;
  /** All that was written before the step; of a longer text its end, after a `…`. */
  readonly stdout: string;
}

/** UTF-16 units of stdout in a step: without a limit a loop that prints would make a document of quadratic size. */
export const MAX_STEP_STDOUT = 4000;

/** What an unfinished trace is exported with. */
const UNFINISHED: TraceEnd = { reason: 'stopped' };

/** One step of the document. */
export function documentStep(steps: StepList, step: StepIndex): DocumentStep {
  const state = printStep(steps, step);
  const record = steps.recordOf(step);
  const top = at(state.frames, state.frames.length - 1);
  const instruction = steps.granularity === 'instruction' ? steps.trace.instructionAt(record) : null;
  return {
    event: state.event,
    line: top.line,
    function: top.function,
    depth: at(steps.trace.depths, record),
    locals: byName(top.locals),
    globals: byName(state.globals),
    ...(top.stack === null ? {} : { stack: top.stack, offset: at(steps.trace.offsets, record), instruction: instruction?.name ?? '', argument: instruction?.argument ?? '' }),
    iterators: top.iterators.map((iterator) => iterator.position),
    value: state.value,
    stdout: stepStdout(steps.trace, record),
  };
}

/** The document of a trace as one object: fit for traces of some thousand steps. */
export function traceDocument(trace: Trace, granularity: Granularity): TraceDocument {
  const steps = stepsOf(trace, granularity);
  return { ...documentHead(trace), steps: Array.from({ length: steps.count }, (_, step) => documentStep(steps, step as StepIndex)) };
}

/** The text of the document in pieces, one step a line, so that a long trace needs no string of its whole length. */
export function* traceJson(trace: Trace, granularity: Granularity): Generator<string, void, undefined> {
  const steps = stepsOf(trace, granularity);
  yield `${JSON.stringify(documentHead(trace)).slice(0, -1)},"steps":[`;
  for (let step = 0; step < steps.count; step += 1) {
    yield `${step === 0 ? '\n' : ',\n'}${JSON.stringify(documentStep(steps, step as StepIndex))}`;
  }
  yield '\n]}\n';
}

function documentHead(trace: Trace): Omit<TraceDocument, 'steps'> {
  const { python, source, call, conditions } = trace.header;
  const head = { format: JSON_FORMAT, version: JSON_VERSION, python, source, call, end: trace.end ?? UNFINISHED, ...(conditions === undefined ? {} : { conditions }) } as const;
  return trace.stdout.length > MAX_STEP_STDOUT ? { ...head, stdout: trace.stdout } : head;
}

function stepStdout(trace: Trace, record: RecordIndex): string {
  const length = at(trace.stdoutLengths, record);
  return length <= MAX_STEP_STDOUT ? trace.stdout.slice(0, length) : `…${trace.stdout.slice(length - MAX_STEP_STDOUT + 1, length)}`;
}

function byName(bindings: readonly Binding[]): Readonly<Record<string, string>> {
  return Object.fromEntries(bindings.map((binding) => [binding.name, binding.value]));
}
