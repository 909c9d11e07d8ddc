/** The lines where running on stops, as a person has set them. They stay while the program is edited and run again. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Breakpoint } from '../trace/breakpoints.ts';
import { parseCondition } from '../trace/condition.ts';

export interface BreakpointEntry {
  /** From 1. */
  readonly line: number;
  /** As it was typed; empty: none. One that can't be read never holds. */
  readonly condition: string;
  /** Stops only at the hit with this number; null: at each. */
  readonly hit: number | null;
}

export interface Breakpoints {
  /** By line, one a line. */
  readonly entries: readonly BreakpointEntry[];
}

export type BreakpointsStore = StoreApi<Breakpoints>;

export function createBreakpointsStore(): BreakpointsStore {
  return createStore<Breakpoints>(() => ({ entries: [] }));
}

/** Sets a breakpoint at the line, or takes away the one there. */
export function toggleBreakpoint(store: BreakpointsStore, line: number): void {
  const { entries } = store.getState();
  if (entries.some((entry) => entry.line === line)) removeBreakpoint(store, line);
  else changeEntries(store, [...entries, { line, condition: '', hit: null }]);
}

export function removeBreakpoint(store: BreakpointsStore, line: number): void {
  changeEntries(store, store.getState().entries.filter((entry) => entry.line !== line));
}

export function changeBreakpoint(store: BreakpointsStore, line: number, change: Partial<Omit<BreakpointEntry, 'line'>>): void {
  changeEntries(store, store.getState().entries.map((entry) => (entry.line === line ? { ...entry, ...change } : entry)));
}

/** Follows the lines when text above them is added or taken away: `lineOf` gives where a line is now, null where it is gone. */
export function moveBreakpoints(store: BreakpointsStore, lineOf: (line: number) => number | null): void {
  const { entries } = store.getState();
  const moved = entries.flatMap((entry) => {
    const line = lineOf(entry.line);
    return line === null ? [] : [{ ...entry, line }];
  });
  if (moved.length !== entries.length || moved.some((entry, index) => entry.line !== entries[index]?.line)) changeEntries(store, moved);
}

function changeEntries(store: BreakpointsStore, entries: readonly BreakpointEntry[]): void {
  const byLine = new Map(entries.map((entry) => [entry.line, entry]));
  store.setState({ entries: [...byLine.values()].sort((left, right) => left.line - right.line) });
}

/** What is wrong with a condition, in words; null where nothing is. */
export function conditionFault(text: string): string | null {
  if (text.trim() === '') return null;
  const parsed = parseCondition(text);
  return parsed.ok ? null : parsed.error.message;
}

/** The entries as the trace is searched for them; those whose condition can't be read are left out. */
export function breakpointsOf({ entries }: Breakpoints): Breakpoint[] {
  return entries.flatMap(({ line, condition, hit }): Breakpoint[] => {
    if (condition.trim() === '') return [{ line, condition: null, hit }];
    const parsed = parseCondition(condition);
    return parsed.ok ? [{ line, condition: parsed.value, hit }] : [];
  });
}
