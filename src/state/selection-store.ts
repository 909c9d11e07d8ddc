/** What a person points at: in one view to find it in another, or at a step to show it to somebody. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ObjectId } from '../trace/wire.ts';

/** A frame, or a variable in it, by where it stands: the same over all steps, and in every trace of the program. */
export interface Place {
  /** 1 = the outermost frame; 0: the globals. */
  readonly depth: number;
  /** Null: the frame itself. */
  readonly name: string | null;
}

export interface Selection {
  readonly object: ObjectId | null;
  readonly place: Place | null;
}

export type SelectionStore = StoreApi<Selection>;

export function createSelectionStore(place: Place | null): SelectionStore {
  return createStore<Selection>(() => ({ object: null, place }));
}

export function samePlace(left: Place | null, right: Place | null): boolean {
  return left === right || (left !== null && right !== null && left.depth === right.depth && left.name === right.name);
}

/** Selects the place; the one that is selected already is let go. */
export function togglePlace(store: SelectionStore, place: Place): void {
  store.setState({ place: samePlace(store.getState().place, place) ? null : place });
}
