/** What is computed from the trace and the place in it. Each is memoised over what it depends on. */
import { isAnonymous } from '../scratchpad/steps.ts';
import type { StepIndex, StepList } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Granularity, RecordIndex } from '../trace/wire.ts';
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

/** The steps that a model is asked about: by line those outside lambdas and generator expressions, by instruction all. */
export interface ScratchpadPlaces {
  /** Step of each scratchpad step, in the list that they are of. */
  readonly steps: Int32Array;
  /** Scratchpad step of each step of the list; -1 for those that have none. */
  readonly places: Int32Array;
}

const scratchpadPlaces = new WeakMap<StepList, ScratchpadPlaces>();

export function scratchpadPlacesOf(list: StepList): ScratchpadPlaces {
  const known = scratchpadPlaces.get(list);
  if (known !== undefined) return known;
  const { trace } = list;
  const byInstruction = list.granularity === 'instruction';
  const anonymous = trace.header.codes.map((code) => !byInstruction && isAnonymous(code.name));
  const found = new Int32Array(list.count);
  const places = new Int32Array(list.count).fill(-1);
  let count = 0;
  for (let step = 0; step < list.count; step += 1) {
    const frame = trace.frameIdAt(list.recordOf(step as StepIndex));
    if (anonymous[trace.codeIndexOfFrame(frame)] === true) continue;
    found[count] = step;
    places[step] = count;
    count += 1;
  }
  const result = { steps: found.slice(0, count), places };
  scratchpadPlaces.set(list, result);
  return result;
}

/** The line step that a view stands at: its own at line granularity, else the one that its instruction belongs to. */
export function lineStepOf(view: TraceView): number | null {
  const steps = stepsOfView(view);
  if (view.loaded === null || steps === null || steps.count === 0) return null;
  if (steps.granularity === 'line') return view.step;
  return view.loaded.lines.count === 0 ? null : view.loaded.lines.stepOfRecord(steps.recordOf(view.step as StepIndex));
}

/** Place among the scratchpad steps of a granularity of the step that a view stands at; -1 where it has none. */
export function placeOfView(view: TraceView, granularity: Granularity): number {
  const { loaded } = view;
  const steps = stepsOfView(view);
  if (loaded === null || steps === null || steps.count === 0) return -1;
  if (granularity === 'instruction') return loaded.trace.header.granularity === 'line' ? -1 : loaded.instructions.stepOfRecord(steps.recordOf(view.step as StepIndex));
  const lineStep = lineStepOf(view);
  return lineStep === null ? -1 : (scratchpadPlacesOf(loaded.lines).places[lineStep] ?? -1);
}

/** The same; of the nearest step before it where it has none itself. */
export function nearestPlaceOf(view: TraceView, granularity: Granularity): number {
  const place = placeOfView(view, granularity);
  const step = lineStepOf(view);
  if (place >= 0 || granularity === 'instruction' || view.loaded === null || step === null) return Math.max(0, place);
  const { places } = scratchpadPlacesOf(view.loaded.lines);
  for (let near = step; near >= 0; near -= 1) {
    const found = places[near] ?? -1;
    if (found >= 0) return found;
  }
  return 0;
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
