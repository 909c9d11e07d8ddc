/** The trace on the page and the place in it. Everything that can be computed from these is in `trace-selectors.ts`. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { instructionSteps, lineSteps, type LineSteps, type StepIndex, type StepList } from '../trace/line-steps.ts';
import type { PredictionRecord } from '../recording/prediction-record.ts';
import type { Trace } from '../trace/trace.ts';
import type { Granularity, RecordIndex } from '../trace/wire.ts';
import type { Program } from './program-store.ts';
import type { RecordedFrom } from './recorded.ts';

/** A trace with its lists of steps, and the program that it is of. */
export interface LoadedTrace {
  readonly trace: Trace;
  readonly program: Program;
  readonly lines: LineSteps;
  readonly instructions: StepList;
  /** What came with the trace where it is a recording; null: it was run here. */
  readonly recorded: readonly PredictionRecord[] | null;
  /** Where a recording came from; null: the trace was run here. */
  readonly recordedFrom: RecordedFrom | null;
}

export interface TraceView {
  readonly loaded: LoadedTrace | null;
  readonly granularity: Granularity;
  /** Place in the steps of the granularity, from 0. */
  readonly step: number;
  readonly playing: boolean;
  /** The step to go to when the next trace comes (from a link), in steps of `granularity`; null: the first. */
  readonly stepWanted: number | null;
  /** The steps of `granularity` that may be looked at, where it is a part of the trace; null: all. */
  readonly range: StepRange | null;
}

/** From 0; both are inside. */
export interface StepRange {
  readonly first: number;
  readonly last: number;
}

export type TraceStore = StoreApi<TraceView>;

export function createTraceStore(start: { readonly granularity: Granularity; readonly step: number | null }): TraceStore {
  return createStore<TraceView>(() => ({ loaded: null, granularity: start.granularity, step: 0, playing: false, stepWanted: start.step, range: null }));
}

/** The steps that a person walks through now; null while there is no trace. */
export function stepsOfView(view: TraceView): StepList | null {
  if (view.loaded === null) return null;
  return view.granularity === 'line' ? view.loaded.lines : view.loaded.instructions;
}

/** The first and the last step that a person can go to. */
export function rangeOfView(view: TraceView): StepRange {
  const last = Math.max(0, (stepsOfView(view)?.count ?? 0) - 1);
  const { range } = view;
  return range === null ? { first: 0, last } : { first: Math.min(range.first, last), last: Math.min(range.last, last) };
}

/** The record at the current step; null while there is no trace. */
export function currentRecord(view: TraceView): RecordIndex | null {
  const steps = stepsOfView(view);
  return steps === null || steps.count === 0 ? null : steps.recordOf(view.step as StepIndex);
}

/** Puts a trace on the page in place of the one before; null takes it off. The place asked for by a link is kept if the trace has it. */
export function showTrace(store: TraceStore, trace: Trace | null, program: Program, recorded: readonly PredictionRecord[] | null = null, recordedFrom: RecordedFrom | null = null): void {
  if (trace === null) {
    store.setState({ loaded: null, step: 0, playing: false, stepWanted: null });
    return;
  }
  const loaded: LoadedTrace = { trace, program, lines: lineSteps(trace), instructions: instructionSteps(trace), recorded, recordedFrom };
  const view = store.getState();
  const kept: Granularity = view.granularity === 'instruction' && trace.header.granularity === 'line' ? 'line' : view.granularity;
  const { first, last } = rangeOfView({ ...view, loaded, granularity: kept });
  store.setState({ loaded, granularity: kept, step: Math.max(first, Math.min(view.stepWanted ?? 0, last)), playing: false, stepWanted: null });
}

/** Goes to a step; past either end of what may be looked at it stays at that end. */
export function goToStep(store: TraceStore, step: number): void {
  const view = store.getState();
  const steps = stepsOfView(view);
  if (steps === null || !Number.isFinite(step)) return;
  const { first, last } = rangeOfView(view);
  const clamped = Math.max(first, Math.min(Math.trunc(step), last));
  if (clamped !== view.step) store.setState({ step: clamped });
}

export function moveBy(store: TraceStore, count: number): void {
  goToStep(store, store.getState().step + count);
}

/** Changes the size of a step and keeps the place in the run. A part of a trace is counted in one size. */
export function setGranularity(store: TraceStore, granularity: Granularity): void {
  const view = store.getState();
  if (granularity === view.granularity || view.range !== null) return;
  const record = currentRecord(view);
  const { loaded } = view;
  if (loaded === null || record === null) {
    store.setState({ granularity });
    return;
  }
  if (granularity === 'instruction' && loaded.trace.header.granularity === 'line') return;
  const steps = granularity === 'line' ? loaded.lines : loaded.instructions;
  store.setState({ granularity, step: steps.stepOfRecord(record) });
}
