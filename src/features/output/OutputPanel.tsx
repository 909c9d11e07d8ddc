import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { questionOf } from '../../state/quiz-store.ts';
import { TEXTS } from '../../state/texts.ts';
import { currentRecord, goToStep, stepsOfView } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { sameProgram, withoutLastAnswer } from '../../state/program-store.ts';
import { promptOf } from '../../state/run-store.ts';
import { terminalAt } from '../../state/terminal.ts';
import { classNames } from '../../ui/class-names.ts';
import { showSoon } from '../../ui/show-soon.ts';
import { InputForm } from './InputForm.tsx';
import styles from './OutputPanel.module.css';

/** Of stderr and of a traceback, in UTF-16 units: more slows the page down, and the end is what a person looks at. */
const MAX_SHOWN = 100_000;

interface OutputPanelProps {
  readonly app: Tracepad;
}

/** What a terminal shows of the program up to the step, with the lines that it has read; after the last step all of it, and how it failed. */
export function OutputPanel({ app }: OutputPanelProps) {
  const view = useStore(app.trace);
  const run = useStore(app.run);
  const program = useStore(app.program);
  // What a call comes to is asked for, too.
  const isAsked = useStore(app.quiz, (quiz) => view.loaded !== null && questionOf(quiz, view.loaded) !== null);
  const end = useRef<HTMLDivElement>(null);
  const record = currentRecord(view);
  const trace = view.loaded?.trace ?? null;
  const atEnd = view.step >= (stepsOfView(view)?.count ?? 0) - 1;
  const stdout = trace === null || record === null ? '' : atEnd ? trace.stdout : trace.stdoutAt(record);
  const stderr = trace === null || record === null ? '' : atEnd ? trace.stderr : trace.stderrAt(record);
  const traceback = atEnd && !isAsked && trace?.end?.reason === 'exception' ? trace.end.traceback : '';
  const later = trace === null ? 0 : trace.stdout.length - stdout.length + trace.stderr.length - stderr.length;

  // A program that was changed since is no longer the one that asks.
  const asks = run.kind === 'ended' && run.asks !== null && sameProgram(run.asks.program, program) ? run.asks : null;
  const isAnswered = run.kind === 'ended' && view.loaded !== null && sameProgram(view.loaded.program, program) && withoutLastAnswer(program.stdin) !== null;
  // What it asks with stands at the field.
  const isHere = asks !== null && (trace === null || atEnd);
  const printed = isHere ? asks.stdout.slice(0, asks.stdout.length - promptOf(asks).length) : stdout;
  const stdin = view.loaded?.program.stdin ?? '';
  const pieces = useMemo(
    () => (trace === null || (record === null && !isHere) ? [{ kind: 'printed' as const, text: printed }] : terminalAt(trace, stdin, atEnd ? null : record, printed.length)),
    [trace, stdin, atEnd, record, isHere, printed],
  );
  const isBlank = pieces.every(({ text }) => text === '') && stderr === '' && traceback === '';

  useEffect(() => showSoon(() => end.current), [printed, pieces.length, stderr, traceback]);

  return (
    <Panel title={TEXTS.output.title} testId="output-panel" note={later > 0 ? TEXTS.output.more : undefined}>
      {isBlank ? (
        asks === null && <Empty title={TEXTS.output.empty} />
      ) : (
        <div className={styles.output}>
          <pre data-testid="stdout">
            {pieces.map(({ kind, text }, place) => (kind === 'typed' ? <Typed key={place} text={text} /> : text))}
          </pre>
          {stderr !== '' && (
            <pre className={styles.stderr} aria-label={TEXTS.output.stderr} data-testid="stderr">
              {stderr.slice(-MAX_SHOWN)}
            </pre>
          )}
          {traceback !== '' && (
            <pre className={styles.stderr} aria-label={TEXTS.output.traceback} data-testid="traceback">
              {traceback.slice(-MAX_SHOWN)}
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

/** Lines that the program has read, as if typed in a terminal. Who copies the output gets the lines alone. */
function Typed({ text }: { readonly text: string }) {
  return (
    <kbd className={styles.typed} data-testid="typed">
      <span className={classNames(styles.said, 'visually-hidden')}>{TEXTS.output.typed}</span>
      {text}
    </kbd>
  );
}
