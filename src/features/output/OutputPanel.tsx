import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import { currentRecord, goToStep, stepsOfView } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { sameProgram, withoutLastAnswer } from '../../state/program-store.ts';
import { promptOf } from '../../state/run-store.ts';
import { InputForm } from './InputForm.tsx';
import styles from './OutputPanel.module.css';

/** More of it slows the page down; the end is what a person looks at. */
const MAX_SHOWN = 100_000;

interface OutputPanelProps {
  readonly app: Tracepad;
}

/** What the program has printed up to the step; after the last step all of it. */
export function OutputPanel({ app }: OutputPanelProps) {
  const view = useStore(app.trace);
  const run = useStore(app.run);
  const program = useStore(app.program);
  const end = useRef<HTMLDivElement>(null);
  const record = currentRecord(view);
  const trace = view.loaded?.trace ?? null;
  const atEnd = view.step >= (stepsOfView(view)?.count ?? 0) - 1;
  const stdout = trace === null || record === null ? '' : atEnd ? trace.stdout : trace.stdoutAt(record);
  const stderr = trace === null || record === null ? '' : atEnd ? trace.stderr : trace.stderrAt(record);
  const later = trace === null ? 0 : trace.stdout.length - stdout.length + trace.stderr.length - stderr.length;

  // A program that was changed since is no longer the one that asks.
  const asks = run.kind === 'ended' && run.asks !== null && sameProgram(run.asks.program, program) ? run.asks : null;
  const isAnswered = run.kind === 'ended' && view.loaded !== null && sameProgram(view.loaded.program, program) && withoutLastAnswer(program.stdin) !== null;
  // What it asks with stands at the field.
  const isHere = asks !== null && (trace === null || atEnd);
  const printed = isHere ? asks.stdout.slice(0, asks.stdout.length - promptOf(asks).length) : stdout;

  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [stdout, stderr]);

  return (
    <Panel title={TEXTS.output.title} testId="output-panel" note={later > 0 ? TEXTS.output.more : undefined}>
      {printed === '' && stderr === '' ? (
        asks === null && <Empty title={TEXTS.output.empty} />
      ) : (
        <div className={styles.output}>
          <pre data-testid="stdout">{printed.slice(-MAX_SHOWN)}</pre>
          {stderr !== '' && (
            <pre className={styles.stderr} aria-label={TEXTS.output.stderr} data-testid="stderr">
              {stderr.slice(-MAX_SHOWN)}
            </pre>
          )}
          <div ref={end} />
        </div>
      )}
      {asks !== null && <InputForm app={app} asks={asks} />}
      {((asks !== null && !isHere) || isAnswered) && (
        <p className={styles.elsewhere}>
          {asks !== null && !isHere && (
            <Button look="quiet" onClick={() => goToStep(app.trace, Number.MAX_SAFE_INTEGER)} data-testid="program-input-place">
              {TEXTS.output.place}
            </Button>
          )}
          {isAnswered && (
            <Button look="quiet" title={TEXTS.output.askAgainHint} onClick={() => void app.runs.askAgain()} data-testid="program-ask-again">
              {TEXTS.output.askAgain}
            </Button>
          )}
        </p>
      )}
    </Panel>
  );
}
