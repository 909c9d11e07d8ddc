/** What the fragment of an embed says beside the link itself: `&steps=10-40&theme=dark&edit=1`. */
import type { Theme } from './settings-store.ts';
import type { TraceStore } from './trace-store.ts';
import { stepsOfView } from './trace-store.ts';

export interface EmbedOptions {
  /** First and last step that a reader sees, from 0; null: all. */
  readonly steps: { readonly first: number; readonly last: number } | null;
  readonly theme: Theme;
  /** The reader may change the program and run it. */
  readonly edit: boolean;
}

/** A bad option is as if it were not there: an embed has nobody to tell. */
export function embedOptions(fragment: string): EmbedOptions {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const range = /^(\d{1,8})-(\d{1,8})$/.exec(parameters.get('steps') ?? '');
  const first = Number(range?.[1] ?? 0) - 1;
  const last = Number(range?.[2] ?? 0) - 1;
  const theme = parameters.get('theme');
  return {
    // Told from 1, as steps are shown.
    steps: range === null || first < 0 || last < first ? null : { first, last },
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    edit: parameters.get('edit') === '1',
  };
}

/** Keeps the steps of an embed in its range. */
export function keepInRange(trace: TraceStore, { steps }: EmbedOptions): void {
  if (steps === null) return;
  const keep = (): void => {
    const view = trace.getState();
    const last = (stepsOfView(view)?.count ?? 0) - 1;
    const inside = Math.max(Math.min(steps.first, last), Math.min(view.step, steps.last));
    if (view.loaded !== null && inside !== view.step) trace.setState({ step: inside, playing: false });
  };
  trace.subscribe(keep);
  keep();
}
