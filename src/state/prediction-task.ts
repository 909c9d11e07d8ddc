/**
 * What a strategy is asked about one trace: which of its steps, and from which true states. A *place* is the place of a
 * step in the list that the scratchpad works on, at the granularity of the task.
 */
import type { ModelInfo, PredictionTask } from '../model/protocol.ts';
import type { BytecodeSource } from '../scratchpad/bytecode.ts';
import { historyPlaces, type StepOutline } from '../scratchpad/history.ts';
import { canonicalise } from '../scratchpad/state-text.ts';
import type { HistoryStrategy, Strategy, TrueState } from '../scratchpad/step.ts';
import { GRAMMAR_VERSION, grammarVersionOf, type GrammarVersion } from '../scratchpad/vocabulary.ts';
import { workingTokens } from '../scratchpad/working.ts';
import type { StepIndex, StepList } from '../trace/line-steps.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Granularity } from '../trace/wire.ts';
import { printedStep, scratchpadPlacesOf } from './trace-selectors.ts';
import type { LoadedTrace } from './trace-store.ts';

/** In the order in which a person meets them. */
export const STRATEGIES: readonly Strategy[] = ['dynamic', 'dynamic-n', 'compact', 'compact-step-in', 'scratchpad', 'direct'];
/** Fixed jumps that are offered for `dynamic-n`. */
export const JUMPS: readonly number[] = [2, 3, 4, 8, 16, 32];

export const DIRECT_TASK: PredictionTask = { strategy: 'direct', granularity: 'line', jump: 1 };

/** A task as it is asked: what a strategy has no use for is put to what it has by default. */
export function taskOf(strategy: Strategy, granularity: Granularity, jump: number | 'auto'): PredictionTask {
  return { strategy, granularity: strategy === 'direct' ? 'line' : granularity, jump: strategy === 'dynamic-n' ? (jump === 1 ? 'auto' : jump) : 1 };
}

/** The same for the same task. */
export function taskKey({ strategy, granularity, jump }: PredictionTask): string {
  return `${strategy} ${granularity} ${String(jump)}`;
}

export function isHistory(strategy: Strategy): strategy is HistoryStrategy {
  return strategy === 'scratchpad' || strategy === 'compact' || strategy === 'compact-step-in';
}

/** The steps of a trace at a granularity. */
export function stepsAt(loaded: LoadedTrace, granularity: Granularity): StepList {
  return granularity === 'line' ? loaded.lines : loaded.instructions;
}

/** How many places there are; none by instruction where the trace has lines alone. */
export function placeCount(loaded: LoadedTrace, granularity: Granularity): number {
  if (granularity === 'instruction' && loaded.trace.header.granularity === 'line') return 0;
  return scratchpadPlacesOf(stepsAt(loaded, granularity)).steps.length;
}

/** The true state at a place, as predictions are compared with it. */
export function trueState(loaded: LoadedTrace, granularity: Granularity, place: number): PrintedState {
  const steps = stepsAt(loaded, granularity);
  const printed = printedStep(steps, scratchpadPlacesOf(steps).steps[place] ?? 0);
  if (granularity === 'line') return printed;
  const { value } = canonicalise({ ...printed, globals: [] }, 'instruction');
  return { ...printed, value };
}

/** The same with the working that leads to it from the place before, which a model of that grammar is to write: by line, where the trace tells it. */
export function workedState(loaded: LoadedTrace, granularity: Granularity, place: number, version: GrammarVersion): TrueState {
  const state = trueState(loaded, granularity, place);
  const { steps } = scratchpadPlacesOf(loaded.lines);
  const [before, after] = [steps[place - 1], steps[place]];
  if (granularity === 'instruction' || before === undefined || after === undefined) return state;
  return { ...state, working: workingTokens(loaded.lines, before as StepIndex, after as StepIndex, version) };
}

/** By which version of the scratchpad's grammar a model, or one that a recording is of, reads and writes; the present one where that is not known. */
export function grammarOf(model: { readonly grammarVersion: number | null } | null): GrammarVersion {
  return grammarVersionOf(model?.grammarVersion ?? GRAMMAR_VERSION);
}

/** Whether the model was trained to answer a call in one go. */
export function answersDirectly({ tasks }: Pick<ModelInfo, 'tasks'>): boolean {
  return tasks.some(({ strategy }) => strategy === 'direct');
}

/** Undefined by line. */
export function bytecodeOf({ trace }: LoadedTrace, granularity: Granularity): BytecodeSource | undefined {
  return granularity === 'line' ? undefined : { codes: trace.header.codes, call: trace.header.call };
}

/** A history in a context of some thousand tokens has fewer steps than this. */
const MAX_HISTORY_STEPS = 1000;
/** Steps that are looked through for them: what a compact history leaves out may be long. */
const MAX_LOOKED_THROUGH = 50_000;

const histories = new WeakMap<StepList, Map<string, readonly number[]>>();

/** Places of the steps of a history that starts at a place: its first ones, where it has very many. */
export function historyOf(loaded: LoadedTrace, strategy: HistoryStrategy, granularity: Granularity, start: number): readonly number[] {
  const steps = stepsAt(loaded, granularity);
  const known = histories.get(steps) ?? new Map<string, readonly number[]>();
  histories.set(steps, known);
  const key = `${strategy} ${String(start)}`;
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const { steps: indices } = scratchpadPlacesOf(steps);
  const outlines: StepOutline[] = [];
  const last = Math.min(indices.length, start + MAX_LOOKED_THROUGH);
  for (let place = start; place < last; place += 1) {
    const step = (indices[place] ?? 0) as StepIndex;
    outlines.push({ event: steps.eventOf(step), depth: steps.trace.depths[steps.recordOf(step)] ?? 1 });
  }
  const found = outlines.length === 0 ? [] : historyPlaces(strategy, outlines, 0).slice(0, MAX_HISTORY_STEPS);
  const places = found.map((place) => place + start);
  known.set(key, places);
  return places;
}

/** Whether a fixed jump leads to the place from a true state: not to the first ones, but always to the last. */
export function firstPlaceOf({ jump }: PredictionTask, count: number): number {
  return jump === 'auto' ? 1 : Math.max(1, Math.min(jump, count - 1));
}

/**
 * Why a strategy says nothing of a place by its nature; null where it should. `places` are those of a compact history.
 */
export function leftOut({ strategy, jump }: PredictionTask, place: number, count: number, places: readonly number[] | null): 'direct' | 'inside-call' | 'too-near' | null {
  if (strategy === 'direct') return place === count - 1 ? null : 'direct';
  if (places !== null && place <= (places.at(-1) ?? 0) && !places.includes(place)) return 'inside-call';
  if (strategy === 'dynamic-n' && jump !== 'auto' && place < firstPlaceOf({ strategy, jump, granularity: 'line' }, count)) return 'too-near';
  return null;
}
