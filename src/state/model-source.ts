/** A model that is served with the page. */
import { assert } from '../base/assert.ts';
import type { Settings } from './settings-store.ts';

export interface ModelSource {
  /** Its folder's name; what settings remember. */
  readonly id: string;
  readonly name: string;
  readonly parameters: number;
  /** All that is downloaded. */
  readonly bytes: number;
  /** Relative to the page. */
  readonly manifestUrl: string;
}

/** Stands where there is no model, as in embeds. */
export const NO_MODEL: ModelSource = { id: 'none', name: 'none', parameters: 0, bytes: 0, manifestUrl: '' };

/** Whether a model can be asked at all. */
export function offersModel(sources: readonly ModelSource[]): boolean {
  return sources.some((source) => source !== NO_MODEL);
}

/** The model that settings name; the first one where they name none, or one that is not there any more. */
export function chosenSource(sources: readonly ModelSource[], settings: Pick<Settings, 'model'>): ModelSource {
  const source = sources.find(({ id }) => id === settings.model) ?? sources[0];
  assert(source !== undefined, 'a page has at least one model to offer');
  return source;
}
