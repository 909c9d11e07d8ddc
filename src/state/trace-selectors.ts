/** What is computed from the trace and the place in it. Each is memoised over what it depends on. */
import { isAnonymous } from '../scratchpad/steps.ts';
import type { LineSteps, StepIndex, StepList } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { RecordIndex } from '../trace/wire.ts';
import { stepsOfView, type LoadedTrace, type TraceView } from './trace-store.ts';

/** Printing a state costs up to some milliseconds for large values; a person goes to and fro among a few. */
const PRINTED_KEPT = 64;

const printed = new WeakMap<StepList, Map<number, PrintedState>>();

/** The printed state of a step; the last few are kept. */
export function printedStep(steps: StepList, step: number): PrintedState {
  let kept = printed.get(steps);
  if (kept === undefined) {
    kept = new Map();
    printed.set(steps, kept);
  }
  const known = kept.get(step);
  if (known !== undefined) {
    kept.delete(step);
    kept.set(step, known);
    return known;
  }
  const state = printStep(steps, step as StepIndex);
  if (kept.size >= PRINTED_KEPT) {
    for (const oldest of kept.keys()) {
      kept.delete(oldest);
      break;
    }
  }
  kept.set(step, state);
  return state;
}

/** The steps that a model is asked about: line steps outside lambdas and generator expressions. */
export interface ScratchpadPlaces {
  /** Line step of each scratchpad step. */
  readonly lineSteps: Int32Array;
  /** Scratchpad step of each line step; -1 for those that have none. */
  readonly places: Int32Array;
}

const scratchpadPlaces = new WeakMap<LineSteps, ScratchpadPlaces>();

export function scratchpadPlacesOf(lines: LineSteps): ScratchpadPlaces {
  const known = scratchpadPlaces.get(lines);
  if (known !== undefined) return known;
  const { trace } = lines;
  const anonymous = trace.header.codes.map((code) => isAnonymous(code.name));
  const found = new Int32Array(lines.count);
  const places = new Int32Array(lines.count).fill(-1);
  let count = 0;
  for (let step = 0; step < lines.count; step += 1) {
    const frame = trace.frameIdAt(lines.recordOf(step as StepIndex));
    if (anonymous[trace.codeIndexOfFrame(frame)] === true) continue;
    found[count] = step;
    places[step] = count;
    count += 1;
  }
  const result = { lineSteps: found.slice(0, count), places };
  scratchpadPlaces.set(lines, result);
  return result;
}

/** The line step that a view stands at: its own at line granularity, else the one that its instruction belongs to. */
export function lineStepOf(view: TraceView): number | null {
  const steps = stepsOfView(view);
  if (view.loaded === null || steps === null || steps.count === 0) return null;
  if (steps.granularity === 'line') return view.step;
  return view.loaded.lines.count === 0 ? null : view.loaded.lines.stepOfRecord(steps.recordOf(view.step as StepIndex));
}

/** Where a step is in the source. */
export interface StepPlace {
  readonly line: number;
  readonly functionName: string;
  readonly depth: number;
  readonly event: PrintedState['event'];
  readonly yields: boolean;
  readonly record: RecordIndex;
}

const YIELD = 16;

export function placeOf(steps: StepList, step: number): StepPlace {
  const record = steps.recordOf(step as StepIndex);
  const { trace } = steps;
  return {
    line: trace.lines[record] ?? 0,
    functionName: trace.codeAt(record).name,
    depth: trace.depths[record] ?? 1,
    event: steps.eventOf(step as StepIndex),
    yields: ((trace.flags[record] ?? 0) & YIELD) !== 0,
    record,
  };
}

/** Depth of the deepest call of a trace. */
export function maxDepth(loaded: LoadedTrace): number {
  let deepest = 1;
  for (const depth of loaded.trace.depths) if (depth > deepest) deepest = depth;
  return deepest;
}
