/** What the keys and buttons of the trace do. */
import type { StepIndex, StepList } from '../trace/line-steps.ts';
import { nextBreakpoint } from '../trace/breakpoints.ts';
import { loopsAt, type LoopRun } from '../trace/loops.ts';
import { lineVisit, nextException, stepOut, stepOver, type Direction } from '../trace/navigation.ts';
import { variableChange, type VariablePlace } from '../trace/variable-changes.ts';
import type { Granularity, RecordIndex } from '../trace/wire.ts';
import { breakpointsOf, toggleBreakpoint, type BreakpointsStore } from './breakpoints-store.ts';
import { tableOf, type PredictionStore } from './prediction-store.ts';
import { lineStepOf, placeOfView, scratchpadPlacesOf } from './trace-selectors.ts';
import { goToStep, moveBy, rangeOfView, setGranularity, stepsOfView, type TraceStore } from './trace-store.ts';

export interface Navigation {
  readonly goTo: (step: number) => void;
  /** The same while the pointer is dragged over steps: many such moves are none to come back from. */
  readonly scrubTo: (step: number) => void;
  readonly forward: () => void;
  readonly back: () => void;
  readonly first: () => void;
  readonly last: () => void;
  /** Over the calls that the step makes; at the end of the trace to its last step. */
  readonly over: (direction: Direction) => void;
  /** Out of the function: to its caller, or going back to the call. */
  readonly out: (direction: Direction) => void;
  /** On to the next breakpoint, or back to the last one; where there is none to the end of the trace. */
  readonly toBreakpoint: (direction: Direction) => void;
  /** Sets or takes away a breakpoint at the line of the step. */
  readonly toggleBreakpoint: () => void;
  readonly exception: (direction: Direction) => void;
  /** To the next or last step at which a variable changes. */
  readonly variable: (place: VariablePlace, direction: Direction) => void;
  /** To the next or last turn of the innermost loop. */
  readonly turn: (direction: Direction) => void;
  /** To a turn of a loop, from 1. */
  readonly goToTurn: (run: LoopRun, turn: number) => void;
  readonly goToRecord: (record: RecordIndex) => void;
  /** To the next or last time that the current line runs. */
  readonly sameLine: (direction: Direction) => void;
  /** To the next or last step whose prediction was wrong. */
  readonly divergence: (direction: Direction) => void;
  /** To a step counted in line steps, whatever the size of a step is. */
  readonly goToLineStep: (lineStep: number) => void;
  /** To a place among the steps that the task on the page predicts; where these are instructions the page goes by instructions. */
  readonly goToPlace: (place: number) => void;
  readonly setGranularity: (granularity: Granularity) => void;
  readonly toggleGranularity: () => void;
  readonly togglePlaying: () => void;
}

export function createNavigation(trace: TraceStore, predictions: PredictionStore, breakpoints: BreakpointsStore): Navigation {
  function withSteps(act: (steps: StepList, step: StepIndex) => void): void {
    const view = trace.getState();
    const steps = stepsOfView(view);
    if (steps !== null && steps.count > 0) act(steps, view.step as StepIndex);
  }

  /** Goes where `find` says; where it finds nothing the place stays. */
  function goWhere(find: (steps: StepList, step: StepIndex) => StepIndex | null): void {
    withSteps((steps, step) => {
      const found = find(steps, step);
      if (found !== null) goToStep(trace, found);
    });
  }

  /** The first step that shows `record`, or the state right after it where it begins none. */
  function goToRecord(record: RecordIndex): void {
    withSteps((steps) => {
      const step = steps.stepOfRecord(record);
      goToStep(trace, steps.recordOf(step) < record && step < steps.count - 1 ? step + 1 : step);
    });
  }

  function goToTurn({ turns }: LoopRun, turn: number): void {
    const record = turns[turn - 1];
    if (record !== undefined) goToRecord(record);
  }

  function turn(direction: Direction): void {
    withSteps((steps, step) => {
      const place = loopsAt(steps.trace, steps.recordOf(step)).at(-1);
      if (place !== undefined) goToTurn(place.run, place.turn + (direction === 'forward' ? 1 : -1));
    });
  }

  function goToLineStep(lineStep: number): void {
    const { loaded, granularity } = trace.getState();
    if (loaded === null || lineStep < 0 || lineStep >= loaded.lines.count) return;
    goToStep(trace, granularity === 'line' ? lineStep : loaded.instructions.stepOfRecord(loaded.lines.recordOf(lineStep as StepIndex)));
  }

  function divergence(direction: Direction): void {
    const view = trace.getState();
    const table = tableOf(predictions.getState());
    const lineStep = lineStepOf(view);
    if (view.loaded === null || table === null || lineStep === null) return;
    const byInstruction = predictions.getState().task.granularity === 'instruction';
    const from = byInstruction ? placeOfView(view, 'instruction') : nearestPlace(scratchpadPlacesOf(view.loaded.lines).places, lineStep, direction);
    const found = table.divergence(from, direction === 'forward' ? 1 : -1);
    if (found >= 0) goToPlace(found);
  }

  function goToPlace(place: number): void {
    const { loaded } = trace.getState();
    if (loaded === null) return;
    if (predictions.getState().task.granularity === 'instruction') {
      setGranularity(trace, 'instruction');
      goToStep(trace, place);
    } else goToLineStep(scratchpadPlacesOf(loaded.lines).steps[place] ?? 0);
  }

  function togglePlaying(): void {
    withSteps((_, step) => {
      const { playing } = trace.getState();
      const { first, last } = rangeOfView(trace.getState());
      trace.setState({ playing: !playing, ...(!playing && step >= last ? { step: first } : {}) });
    });
  }

  return {
    goTo: (step) => goToStep(trace, step),
    scrubTo: (step) => goToStep(trace, step),
    forward: () => moveBy(trace, 1),
    back: () => moveBy(trace, -1),
    first: () => goToStep(trace, 0),
    last: () => goToStep(trace, Number.MAX_SAFE_INTEGER),
    over: (direction) =>
      withSteps((steps, step) => {
        const end = direction === 'forward' ? steps.count - 1 : 0;
        goToStep(trace, stepOver(steps, step, direction) ?? end);
      }),
    out: (direction) =>
      withSteps((steps, step) => {
        const end = direction === 'forward' ? steps.count - 1 : 0;
        goToStep(trace, stepOut(steps, step, direction) ?? end);
      }),
    toBreakpoint: (direction) =>
      withSteps((steps, step) => {
        const end = direction === 'forward' ? steps.count - 1 : 0;
        goToStep(trace, nextBreakpoint(steps, step, direction, breakpointsOf(breakpoints.getState())) ?? end);
      }),
    toggleBreakpoint: () =>
      withSteps((steps, step) => {
        const line = steps.trace.lines[steps.recordOf(step)] ?? 0;
        if (line > 0) toggleBreakpoint(breakpoints, line);
      }),
    exception: (direction) => goWhere((steps, step) => nextException(steps, step, direction)),
    variable: (place, direction) => goWhere((steps, step) => variableChange(steps, step, direction, place)),
    turn,
    goToTurn,
    goToRecord,
    sameLine: (direction) => goWhere((steps, step) => lineVisit(steps, step, direction)),
    divergence,
    goToLineStep,
    goToPlace,
    setGranularity: (granularity) => setGranularity(trace, granularity),
    toggleGranularity: () => setGranularity(trace, trace.getState().granularity === 'line' ? 'instruction' : 'line'),
    togglePlaying,
  };
}

/** The scratchpad step to search from: that of the line step, else the nearest one on the side that is left behind. */
function nearestPlace(places: Int32Array, lineStep: number, direction: Direction): number {
  const back = direction === 'forward' ? -1 : 1;
  for (let step = lineStep; step >= 0 && step < places.length; step += back) {
    const place = places[step] ?? -1;
    if (place >= 0) return place;
  }
  return direction === 'forward' ? -1 : places.length;
}
