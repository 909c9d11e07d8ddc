/**
 * When a variable changes: it is bound anew, or what it refers to changes, however deep inside. Read from the version
 * chains, so that no state in between is looked at.
 */
import { firstStepFrom, type StepIndex, type StepList } from './line-steps.ts';
import type { Direction } from './navigation.ts';
import type { Trace } from './trace.ts';
import { TraceState } from './trace-state.ts';
import type { Value } from './value.ts';
import { NO_VERSION } from './version-chains.ts';
import type { FrameId, ObjectId, RecordIndex } from './wire.ts';

/** A variable of one frame, or of the module. */
export type VariablePlace =
  | { readonly kind: 'local'; readonly frameId: FrameId; readonly name: string }
  | { readonly kind: 'global'; readonly name: string };

/** Objects that a value reaches are followed up to this many. */
const MAX_OBJECTS = 4000;

/** The next step that shows a change of the variable, or the last one before this step; null where there is none. */
export function variableChange(steps: StepList, from: StepIndex, direction: Direction, variable: VariablePlace): StepIndex | null {
  const { trace } = steps;
  const heads = headsOf(trace, variable);
  let record: number = steps.recordOf(from);
  for (;;) {
    const change = direction === 'forward' ? changeAfter(trace, heads, record) : changeBefore(trace, heads, record);
    if (change === null) return null;
    const step = firstStepFrom(steps, change);
    if (direction === 'forward' ? step > from && step < steps.count : step < from) return step as StepIndex;
    // Another change that the same step shows.
    record = change;
  }
}

/** The first record after `record` at which the variable is another one or holds another content. */
function changeAfter(trace: Trace, heads: readonly number[], record: number): number | null {
  const { versions } = trace.store;
  let first = Infinity;
  const take = (head: number): void => {
    const version = versions.findAfter(head, record);
    if (version !== NO_VERSION) first = Math.min(first, versions.recordOf(version));
  };
  heads.forEach(take);
  for (const id of reached(trace, heads, record)) take(trace.store.objectHead(id));
  return first === Infinity ? null : first;
}

/** The last record before `record` at which a change came to be. */
function changeBefore(trace: Trace, heads: readonly number[], record: number): number | null {
  const { versions } = trace.store;
  let last = -1;
  const take = (head: number): void => {
    const version = versions.find(head, record - 1);
    if (version !== NO_VERSION) last = Math.max(last, versions.recordOf(version));
  };
  heads.forEach(take);
  // What the value reached then, since that is what may have changed then.
  const bound = last;
  for (const id of reached(trace, heads, record - 1)) {
    const version = versions.find(trace.store.objectHead(id), record - 1);
    // An object that is older than its being bound here did not change here.
    if (version !== NO_VERSION && versions.recordOf(version) > bound) last = Math.max(last, versions.recordOf(version));
  }
  return last < 0 ? null : last;
}

/** Chains of the variable itself: a slot, or a name of the frame's mapping or of the module. */
function headsOf(trace: Trace, variable: VariablePlace): readonly number[] {
  const { store } = trace;
  if (variable.kind === 'global') return namedHeads(trace, store.globalHeads, variable.name);
  const slots = trace.codeOfFrame(variable.frameId).localNames.flatMap((name, slot) => (name === variable.name ? [store.localHead(variable.frameId, slot)] : []));
  const named = store.namedLocalHeads(variable.frameId);
  return [...slots, ...(named === null ? [] : namedHeads(trace, named, variable.name))].filter((head) => head !== NO_VERSION);
}

function namedHeads(trace: Trace, heads: ReadonlyMap<number, number>, name: string): number[] {
  const found: number[] = [];
  for (const [nameId, head] of heads) if (trace.store.strings[nameId] === name) found.push(head);
  return found;
}

/** The objects that the variable's value reaches at `record`. */
function reached(trace: Trace, heads: readonly number[], record: number): Set<ObjectId> {
  const found = new Set<ObjectId>();
  if (record < 0) return found;
  const state = new TraceState(trace, record as RecordIndex);
  const waiting: Value[] = [];
  for (const head of heads) {
    const version = trace.store.versions.find(head, record);
    if (version !== NO_VERSION) waiting.push(state.valueOfVersion(version));
  }
  for (let value = waiting.pop(); value !== undefined && found.size < MAX_OBJECTS; value = waiting.pop()) {
    if (value.kind !== 'reference' || found.has(value.id)) continue;
    found.add(value.id);
    waiting.push(...(state.object(value.id)?.values ?? []));
  }
  return found;
}
