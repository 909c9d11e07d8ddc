import { useCallback, useSyncExternalStore } from 'react';
import type { BusyReason } from '../state/idle.ts';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import styles from './BusyNote.module.css';

/** Of several pieces of work the one that a person waits for is named: the first of these. */
const ORDER: readonly BusyReason[] = ['open-link', 'open-recording', 'export', 'python-boot', 'run', 'share', 'model-load', 'predict', 'batch', 'monaco'];

/** Says what the page is at, once it has taken the better part of half a second. */
export function BusyNote({ app }: { readonly app: Tracepad }) {
  const { idle } = app;
  const subscribe = useCallback((changed: () => void) => idle.subscribe(changed), [idle]);
  const reason = useSyncExternalStore(subscribe, () => {
    const now = idle.reasons();
    return ORDER.find((candidate) => now.includes(candidate)) ?? null;
  });
  if (reason === null) return null;
  return (
    <div className={styles.busy} role="progressbar" aria-label={TEXTS.busy.label} aria-valuetext={TEXTS.busy[reason]} data-testid="busy" data-reason={reason}>
      <span className={styles.words} aria-hidden="true">
        {TEXTS.busy[reason]} …
      </span>
    </div>
  );
}
