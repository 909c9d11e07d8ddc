/** A state as fields that a person can edit, and the state that comes of the edits. */
import { fail, ok, type Result } from '../base/result.ts';
import { isPredictedGlobal } from '../trace/diff.ts';
import { parseLiteral, type LiteralFault } from '../trace/literal.ts';
import type { Binding, PrintedState } from '../trace/printed-state.ts';

export interface EditableField {
  /** The same for the same variable of a state. */
  readonly key: string;
  readonly name: string;
  /** Repr of the value. */
  readonly value: string;
}

export interface EditableGroup {
  readonly key: string;
  /** Name of the function; '' for the globals. */
  readonly title: string;
  readonly fields: readonly EditableField[];
}

function frameKey(index: number, name: string): string {
  return `${String(index)}.${name}`;
}

function globalKey(name: string): string {
  return `g.${name}`;
}

/** The variables of a state: innermost frame first, then the globals. Groups without any are left out. */
export function editableGroups(state: PrintedState): readonly EditableGroup[] {
  const groups: EditableGroup[] = [];
  for (const [index, frame] of [...state.frames.entries()].reverse()) {
    groups.push({ key: String(index), title: frame.function, fields: frame.locals.map(({ name, value }) => ({ key: frameKey(index, name), name, value })) });
  }
  groups.push({ key: 'g', title: '', fields: state.globals.filter(isPredictedGlobal).map(({ name, value }) => ({ key: globalKey(name), name, value })) });
  return groups.filter(({ fields }) => fields.length > 0);
}

/** By the key of the field. */
export type EditFaults = ReadonlyMap<string, LiteralFault>;

/**
 * The state with the texts of `edits` (by key) in place of the values. A text that is the value unchanged is always
 * good, a literal or not; any other must be a Python literal, and is kept as its repr.
 */
export function applyEdits(state: PrintedState, edits: ReadonlyMap<string, string>): Result<PrintedState, EditFaults> {
  const faults = new Map<string, LiteralFault>();
  const edited = (key: string, binding: Binding): Binding => {
    const text = edits.get(key);
    if (text === undefined || text === binding.value) return binding;
    const value = parseLiteral(text);
    if (value.ok) return { name: binding.name, value: value.value };
    faults.set(key, value.error);
    return binding;
  };
  const frames = state.frames.map((frame, index) => ({ ...frame, locals: frame.locals.map((binding) => edited(frameKey(index, binding.name), binding)) }));
  const globals = state.globals.map((binding) => edited(globalKey(binding.name), binding));
  return faults.size > 0 ? fail(faults) : ok({ ...state, frames, globals });
}
