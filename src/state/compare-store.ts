/** Which two predictions stand beside each other: kept while another view is looked at. */
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Names of variants, as `variantsOf` gives them; null: the first that there is. */
export interface Compared {
  readonly left: string | null;
  readonly right: string | null;
}

export type CompareStore = StoreApi<Compared>;

export function createCompareStore(): CompareStore {
  return createStore<Compared>(() => ({ left: null, right: null }));
}
