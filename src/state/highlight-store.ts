/** A piece of source that a panel points at: the editor lights it up. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SourceRange } from '../trace/source-text.ts';

export type HighlightStore = StoreApi<{ readonly range: SourceRange | null }>;

export function createHighlightStore(): HighlightStore {
  return createStore<{ readonly range: SourceRange | null }>(() => ({ range: null }));
}
