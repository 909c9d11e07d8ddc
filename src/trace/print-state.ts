/** `TraceState` → `PrintedState`: the state in Python reprs, without identity. */
import { at } from '../base/assert.ts';
import type { Binding, IteratedPart, IteratorPosition, PrintedFrame, PrintedState } from './printed-state.ts';
import { instructionEvent } from './line-steps.ts';
import type { StepIndex, StepList } from './line-steps.ts';
import { tupleText } from './iterated.ts';
import { repr } from './repr.ts';
import type { FrameState, HeapObject, Variable } from './trace-state.ts';
import { TraceState } from './trace-state.ts';
import type { Value } from './value.ts';
import { sameValue } from './value.ts';
import type { Granularity } from './wire.ts';
import { ObjectKind } from './wire.ts';

const MODULE_NAME = '<module>';
/** Iterators over iterators (enumerate, zip, map …) are looked through this far. */
const MAX_ITERATOR_NESTING = 8;

/**
 * The innermost frame of a step's state alone (of the globals, those that a frame of the module sees) and how deep it is:
 * in deep recursion a small part of the work.
 */
export function printInnermost(steps: StepList, step: StepIndex): { readonly depth: number; readonly state: PrintedState } {
  const { trace, granularity } = steps;
  const record = steps.recordOf(step);
  const event = steps.eventOf(step);
  const state = new TraceState(trace, record);
  const globals = state.top.code.name === MODULE_NAME ? state.globals : [];
  const frame = printFrame(state, state.top, globals, granularity);
  return {
    depth: at(trace.depths, record),
    state: { event, frames: [frame], globals: globals.map((variable) => binding(state, variable)), value: printedValue(state, event) },
  };
}

/** The state of a step. */
export function printStep(steps: StepList, step: StepIndex): PrintedState {
  return printState(new TraceState(steps.trace, steps.recordOf(step)), steps.eventOf(step), steps.granularity);
}

/**
 * Prints a state. `event` is the step's: a record may be several line steps, told apart by it alone. At granularity
 * 'line' frames have neither value stack nor offset.
 */
export function printState(state: TraceState, event: PrintedState['event'] = instructionEvent(state.flags), granularity: Granularity = 'instruction'): PrintedState {
  const globals = visibleGlobals(state);
  const frames = state.frames.map((frame) => printFrame(state, frame, globals, granularity));
  return { event, frames, globals: globals.map((variable) => binding(state, variable)), value: printedValue(state, event) };
}

/** Module variables that the code of a frame on the stack names; all of them while the module's own frame is on it. */
export function visibleGlobals(state: TraceState): readonly Variable[] {
  const codes = new Set(state.frames.map((frame) => frame.code));
  const names = new Set<string>();
  for (const code of codes) {
    if (code.name === MODULE_NAME) return state.globals;
    for (const name of code.globalNames) names.add(name);
  }
  return names.size === 0 ? [] : state.globals.filter((variable) => names.has(variable.name));
}

function binding(state: TraceState, variable: Variable): Binding {
  return { name: variable.name, value: repr(variable.value, state) };
}

function printFrame(state: TraceState, frame: FrameState, globals: readonly Variable[], granularity: Granularity): PrintedFrame {
  const variables: readonly Variable[] = [...frame.locals, ...frame.namedLocals];
  return {
    function: frame.code.name,
    line: frame.line,
    locals: variables.map((variable) => binding(state, variable)),
    iterators: printIterators(state, frame.stack, [...variables, ...globals]),
    stack: granularity === 'line' ? null : frame.stack.map((value) => repr(value, state)),
    // Of an exception the instruction that raised it, whose caches the recorded offset may be in.
    offset: granularity === 'line' ? null : (state.trace.instructionAt(frame.record)?.offset ?? frame.offset),
  };
}

function printIterators(state: TraceState, stack: readonly Value[], variables: readonly Variable[]): readonly IteratorPosition[] {
  const iterators: IteratorPosition[] = [];
  for (const value of stack) {
    const object = value.kind === 'reference' ? state.object(value.id) : null;
    if (object?.kind !== ObjectKind.ITERATOR && object?.kind !== ObjectKind.GENERATOR) continue;
    const [first, second] = object.values;
    const count = object.kind === ObjectKind.ITERATOR ? first : second;
    iterators.push({ position: count?.kind === 'int' ? count.value : -1, ...printedUnderlying(state, object, variables) });
  }
  return iterators;
}

/** Repr of what an iterator runs over, null where a variable holds it or where there is nothing to read; and its parts. */
function printedUnderlying(state: TraceState, iterator: HeapObject, variables: readonly Variable[]): Pick<IteratorPosition, 'of' | 'over'> {
  const underlying = underlyingValue(state, iterator, 0);
  if (underlying === null) return { of: null, over: [] };
  const parts = (underlying.kind === 'parts' ? underlying.values : [underlying.value]).map((value): IteratedPart & { readonly printed: string } => {
    const holder = holderOf(state, value, variables);
    const printed = repr(value, state);
    return holder === undefined ? { value: printed, printed } : { name: holder.name, printed };
  });
  const over = isInOrder(state, iterator, 0) ? parts.map((part): IteratedPart => ('name' in part ? { name: part.name } : { value: part.value })) : [];
  if (parts.every((part) => 'name' in part)) return { of: null, over };
  const texts = parts.map(({ printed }) => printed);
  return { of: underlying.kind === 'parts' ? tupleText(texts) : (texts[0] ?? null), over };
}

/** The first variable that holds a value; a dict view is held where its dict is. */
function holderOf(state: TraceState, value: Value, variables: readonly Variable[]): Variable | undefined {
  const holder = variables.find((variable) => sameValue(variable.value, value));
  if (holder !== undefined) return holder;
  const object = value.kind === 'reference' ? state.object(value.id) : null;
  const dict = object?.kind === ObjectKind.DICT_VIEW ? object.values[0] : undefined;
  return dict === undefined ? undefined : variables.find((variable) => sameValue(variable.value, dict));
}

/** Whether the item that comes next is the one at the iterator's position in each of its parts. */
function isInOrder(state: TraceState, iterator: HeapObject, nesting: number): boolean {
  if (nesting > MAX_ITERATOR_NESTING) return false;
  const name = iterator.typeName;
  if (/^[a-z_]+iterator$/.test(name)) return !name.includes('reverse');
  if (name !== 'enumerate' && name !== 'zip' && name !== 'map') return false;
  const inner = iterator.values[1];
  const object = inner?.kind === 'reference' ? state.object(inner.id) : null;
  if (object === null) return false;
  const parts = object.kind === ObjectKind.TUPLE ? object.values.map((item) => iteratorAt(state, item)) : [object];
  return parts.every((part) => part !== null && isInOrder(state, part, nesting + 1));
}

type Underlying = { readonly kind: 'one'; readonly value: Value } | { readonly kind: 'parts'; readonly values: readonly Value[] };

/** Looks through iterators over iterators; `zip` and others over several give their parts. */
function underlyingValue(state: TraceState, iterator: HeapObject, nesting: number): Underlying | null {
  if (iterator.kind !== ObjectKind.ITERATOR || nesting > MAX_ITERATOR_NESTING) return null;
  const value = iterator.values[1];
  if (value === undefined || value.kind === 'null') return null;
  const object = value.kind === 'reference' ? state.object(value.id) : null;
  if (object === null) return { kind: 'one', value };
  if (object.kind === ObjectKind.ITERATOR) return underlyingValue(state, object, nesting + 1);
  if (object.kind === ObjectKind.GENERATOR) return null;
  if (object.kind === ObjectKind.TUPLE && object.length > 0) {
    const inner = object.values.map((item) => iteratorAt(state, item));
    if (inner.every((item) => item !== null)) {
      const values: Value[] = [];
      for (const item of inner) {
        const part = underlyingValue(state, item, nesting + 1);
        if (part === null) return null;
        values.push(...(part.kind === 'one' ? [part.value] : part.values));
      }
      return { kind: 'parts', values };
    }
  }
  return { kind: 'one', value };
}

function iteratorAt(state: TraceState, value: Value): HeapObject | null {
  const object = value.kind === 'reference' ? state.object(value.id) : null;
  return object?.kind === ObjectKind.ITERATOR || object?.kind === ObjectKind.GENERATOR ? object : null;
}

function printedValue(state: TraceState, event: PrintedState['event']): string | null {
  if (event === 'return') {
    const value = state.top.stack.at(-1);
    return value === undefined ? null : repr(value, state);
  }
  if (event !== 'exception') return null;
  const exception = state.exception;
  if (exception === null) return null;
  return exception.message === '' ? exception.type : `${exception.type}: ${exception.message}`;
}
