/** What the fragment of an embed says beside the link itself: `&steps=10-40&theme=dark&edit=1`. */
import type { Theme } from './settings-store.ts';
import { goToStep, type StepRange, type TraceStore } from './trace-store.ts';

export interface EmbedOptions {
  /** First and last step that a reader sees, from 0; null: all. */
  readonly steps: StepRange | null;
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
  trace.setState({ range: steps });
  goToStep(trace, trace.getState().step);
}
