import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import { currentRecord, stepsOfView } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import styles from './OutputPanel.module.css';

/** More of it slows the page down; the end is what a person looks at. */
const MAX_SHOWN = 100_000;

interface OutputPanelProps {
  readonly app: Tracepad;
}

/** What the program has printed up to the step; after the last step all of it. */
export function OutputPanel({ app }: OutputPanelProps) {
  const view = useStore(app.trace);
  const end = useRef<HTMLDivElement>(null);
  const record = currentRecord(view);
  const trace = view.loaded?.trace ?? null;
  const atEnd = view.step >= (stepsOfView(view)?.count ?? 0) - 1;
  const stdout = trace === null || record === null ? '' : atEnd ? trace.stdout : trace.stdoutAt(record);
  const later = trace === null ? 0 : trace.stdout.length - stdout.length;
  // stderr has no place in the steps: it is shown where the run is over.
  const stderr = trace !== null && atEnd ? trace.stderr : '';

  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [stdout]);

  return (
    <Panel title={TEXTS.output.title} testId="output-panel" note={later > 0 ? 'more to come' : undefined}>
      {stdout === '' && stderr === '' ? (
        <Empty title={TEXTS.output.empty} />
      ) : (
        <div className={styles.output}>
          <pre data-testid="stdout">{stdout.slice(-MAX_SHOWN)}</pre>
          {stderr !== '' && (
            <pre className={styles.stderr} aria-label={TEXTS.output.stderr} data-testid="stderr">
              {stderr.slice(-MAX_SHOWN)}
            </pre>
          )}
          <div ref={end} />
        </div>
      )}
    </Panel>
  );
}
