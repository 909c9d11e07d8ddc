/** The true state beside a predicted one: a verdict for every variable, and the parts that are scored. */
import type { Binding, IteratorPosition, PrintedFrame, PrintedState } from './printed-state.ts';
import { reprShape } from './repr-shape.ts';

export type Verdict = 'same' | 'wrong-value' | 'wrong-type' | 'missing' | 'extra';

/** One value beside the other. `actual` is null iff the verdict is 'extra', `predicted` iff it is 'missing' (or both, when neither has one). */
export interface ValueDiff {
  readonly verdict: Verdict;
  readonly actual: string | null;
  readonly predicted: string | null;
}

export interface BindingDiff extends ValueDiff {
  readonly name: string;
}

export interface FrameDiff {
  /** 'missing': not predicted; 'extra': predicted, but not there. */
  readonly presence: 'both' | 'missing' | 'extra';
  readonly actual: PrintedFrame | null;
  readonly predicted: PrintedFrame | null;
  readonly sameFunction: boolean;
  readonly sameLine: boolean;
  /** True where one of the two has no offset. */
  readonly sameOffset: boolean;
  /** The true ones in their order, then those that are extra. */
  readonly locals: readonly BindingDiff[];
  /** By place, bottom of the stack first, as `position of repr`. */
  readonly iterators: readonly ValueDiff[];
  /** By place, bottom first; null where one of the two has no stack. */
  readonly stack: readonly ValueDiff[] | null;
}

export interface DiffSummary {
  /** Event, functions on the call stack, their lines (and offsets). */
  readonly controlFlow: boolean;
  /** Locals of all frames, and globals. */
  readonly variables: boolean;
  readonly iterators: boolean;
  /** Value stacks; true where there are none to compare. */
  readonly stack: boolean;
  /** All of these and the returned value or exception. */
  readonly full: boolean;
}

export interface StateDiff {
  readonly sameEvent: boolean;
  /** Aligned from the outermost frame. */
  readonly frames: readonly FrameDiff[];
  readonly globals: readonly BindingDiff[];
  /** Returned value or exception; null when neither state has one. */
  readonly value: ValueDiff | null;
  readonly summary: DiffSummary;
}

/** Prefixes of values that name code of the program itself: they never change and no prediction writes them. */
const CODE_VALUE_PREFIXES = ['<function ', '<class ', '<module ', '<_lru_cache_wrapper '];

/** Whether a module variable is part of what is predicted: functions (cached ones too), classes and modules are not. */
export function isPredictedGlobal(binding: Binding): boolean {
  return !CODE_VALUE_PREFIXES.some((prefix) => binding.value.startsWith(prefix));
}

export function diffStates(actual: PrintedState, predicted: PrintedState): StateDiff {
  const count = Math.max(actual.frames.length, predicted.frames.length);
  const frames = Array.from({ length: count }, (_, index) => diffFrames(actual.frames[index] ?? null, predicted.frames[index] ?? null));
  const globals = diffBindings(actual.globals.filter(isPredictedGlobal), predicted.globals.filter(isPredictedGlobal));
  const value = actual.value === null && predicted.value === null ? null : diffValues(actual.value, predicted.value);
  const sameEvent = actual.event === predicted.event;
  return { sameEvent, frames, globals, value, summary: summarise(sameEvent, frames, globals, value) };
}

function summarise(sameEvent: boolean, frames: readonly FrameDiff[], globals: readonly BindingDiff[], value: ValueDiff | null): DiffSummary {
  const controlFlow = sameEvent && frames.every((frame) => frame.presence === 'both' && frame.sameFunction && frame.sameLine && frame.sameOffset);
  const variables = globals.every(isSame) && frames.every((frame) => frame.presence === 'both' && frame.locals.every(isSame));
  const iterators = frames.every((frame) => frame.iterators.every(isSame));
  const stack = frames.every((frame) => frame.stack === null || frame.stack.every(isSame));
  const full = controlFlow && variables && iterators && stack && (value === null || isSame(value));
  return { controlFlow, variables, iterators, stack, full };
}

function isSame(diff: ValueDiff): boolean {
  return diff.verdict === 'same';
}

function diffFrames(actual: PrintedFrame | null, predicted: PrintedFrame | null): FrameDiff {
  const bothOffsets = actual !== null && predicted !== null && actual.offset !== null && predicted.offset !== null;
  return {
    presence: predicted === null ? 'missing' : actual === null ? 'extra' : 'both',
    actual,
    predicted,
    sameFunction: actual?.function === predicted?.function,
    sameLine: actual?.line === predicted?.line,
    sameOffset: !bothOffsets || actual.offset === predicted.offset,
    locals: diffBindings(actual?.locals ?? [], predicted?.locals ?? []),
    iterators: diffIterators(actual?.iterators ?? [], predicted?.iterators ?? []),
    stack: diffStacks(actual, predicted),
  };
}

function diffStacks(actual: PrintedFrame | null, predicted: PrintedFrame | null): readonly ValueDiff[] | null {
  if (actual?.stack === null || predicted?.stack === null) return null;
  return diffLists(actual?.stack ?? [], predicted?.stack ?? []);
}

/** An iterator is never of a wrong type: its text is ours, not a repr. */
function diffIterators(actual: readonly IteratorPosition[], predicted: readonly IteratorPosition[]): readonly ValueDiff[] {
  return diffLists(actual.map(iteratorText), predicted.map(iteratorText)).map((diff) => (diff.verdict === 'wrong-type' ? { ...diff, verdict: 'wrong-value' } : diff));
}

function iteratorText(iterator: IteratorPosition): string {
  return iterator.of === null ? String(iterator.position) : `${String(iterator.position)} of ${iterator.of}`;
}

function diffBindings(actual: readonly Binding[], predicted: readonly Binding[]): readonly BindingDiff[] {
  const predictions = new Map(predicted.map((binding) => [binding.name, binding.value]));
  const diffs: BindingDiff[] = actual.map((binding) => ({
    name: binding.name,
    ...diffValues(binding.value, predictions.get(binding.name) ?? null),
  }));
  const names = new Set(actual.map((binding) => binding.name));
  for (const binding of predicted) {
    if (!names.has(binding.name)) diffs.push({ name: binding.name, ...diffValues(null, binding.value) });
  }
  return diffs;
}

function diffLists(actual: readonly string[], predicted: readonly string[]): readonly ValueDiff[] {
  return Array.from({ length: Math.max(actual.length, predicted.length) }, (_, index) => diffValues(actual[index] ?? null, predicted[index] ?? null));
}

/** Verdict of two reprs; null stands for "there is none". */
export function diffValues(actual: string | null, predicted: string | null): ValueDiff {
  return { verdict: verdictOf(actual, predicted), actual, predicted };
}

function verdictOf(actual: string | null, predicted: string | null): Verdict {
  if (actual === predicted) return 'same';
  if (predicted === null) return 'missing';
  if (actual === null) return 'extra';
  return reprShape(actual) === reprShape(predicted) ? 'wrong-value' : 'wrong-type';
}
