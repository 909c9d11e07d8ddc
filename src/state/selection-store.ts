/** What a person points at in one view and wants to find in another. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ObjectId } from '../trace/wire.ts';

export interface Selection {
  readonly object: ObjectId | null;
}

export type SelectionStore = StoreApi<Selection>;

export function createSelectionStore(): SelectionStore {
  return createStore<Selection>(() => ({ object: null }));
}
