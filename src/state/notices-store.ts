/** What the page says across its top: outlasting a moment, one of a kind at a time. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FieldProblem, LinkError } from './url-state.ts';

export type NoticeKind =
  /** A link was opened; nothing has run. `autoplay` of code is never an option. */
  | { readonly kind: 'link-opened'; readonly problems: readonly FieldProblem[]; readonly hasCode: boolean }
  | { readonly kind: 'link-bad'; readonly error: LinkError }
  /** The link points to a file on another host; nothing was loaded from there. */
  | { readonly kind: 'link-file'; readonly url: string }
  /** A program came from a file; it runs when the person says so. */
  | { readonly kind: 'file-opened' }
  /** A file could not be used; in words for the person. */
  | { readonly kind: 'file-bad'; readonly message: string };

export interface Notices {
  readonly link: NoticeKind | null;
  /** Takes the new version that waits; null while there is none. */
  readonly update: (() => void) | null;
}

export type NoticesStore = StoreApi<Notices>;

export function createNoticesStore(link: NoticeKind | null): NoticesStore {
  return createStore<Notices>(() => ({ link, update: null }));
}
