import { useEffect, useRef, type RefObject } from 'react';
import { useStore } from 'zustand';
import { PlainCode } from '../features/editor/PlainCode.tsx';
import { useMarks } from '../features/editor/use-marks.ts';
import { NotesBar } from '../features/notes/NotesBar.tsx';
import { OutputPanel } from '../features/output/OutputPanel.tsx';
import { StatePanel } from '../features/states/StatePanel.tsx';
import { StepBar } from '../features/step-bar/StepBar.tsx';
import { ModeSwitch } from '../features/strategy-bar/ModeSwitch.tsx';
import type { EmbedOptions } from '../state/embed-options.ts';
import { recordedModes } from '../state/recorded.ts';
import { isBusy } from '../state/run-store.ts';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import { linkErrorText, predictedByText, recordedText, runFailureText } from '../state/wording.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { listenForKeys } from './shortcuts.ts';
import styles from './Embed.module.css';

interface EmbedProps {
  readonly app: Tracepad;
  readonly options: EmbedOptions;
}

/** In CSS px: the height of a line of code, of the room round it, and the most that code takes before it scrolls. */
const LINE = 22;
const MARGIN = 10;
const MOST_CODE = 420;

/** The page inside of another page: program, state and steps, no more. Read-only unless the host says otherwise. */
export function Embed({ app, options }: EmbedProps) {
  const view = useStore(app.trace);
  const program = useStore(app.program);
  const run = useStore(app.run);
  const error = useStore(app.notices, ({ link }) => (link?.kind === 'link-bad' ? linkErrorText(link.error) : ''));
  const marks = useMarks(app);
  useEffect(() => listenForKeys(app), [app]);
  useTheme(options);
  const frame = useTellHeight();
  const { loaded } = view;
  const modes = recordedModes(loaded);
  const hasOutput = (loaded !== null && loaded.trace.stdout !== '') || (run.kind === 'ended' && run.asks !== null);
  return (
    <ErrorBoundary what={TEXTS.errors.embed}>
      <div ref={frame} className={styles.embed} data-testid="embed">
        <header className={styles.bar}>
          <a className={styles.name} href={app.shareLink().address} target="_blank" rel="noopener">
            {TEXTS.embed.open}
          </a>
          <span className={styles.source}>{error !== '' ? error : loaded?.recordedFrom === 'link' ? `${recordedText('link')} ${predictedByText(loaded.recorded ?? [])}` : run.kind === 'failed' ? runFailureText(run) : ''}</span>
          {(loaded === null || options.edit) && (
            <Button look="primary" icon="run" disabled={isBusy(run)} onClick={() => void app.runs.run()} data-testid="run">
              {run.kind === 'booting' ? TEXTS.embed.starting : TEXTS.bar.run}
            </Button>
          )}
        </header>
        <main className={styles.work}>
          <section className={styles.program} aria-label={TEXTS.editor.title}>
            {options.edit ? (
              <textarea aria-label={TEXTS.editor.code} value={program.code} spellCheck={false} rows={Math.min(24, program.code.split('\n').length + 1)} onChange={(event) => app.program.setState({ code: event.target.value })} />
            ) : (
              <div className={styles.code} style={{ height: Math.min(MOST_CODE, LINE * program.code.split('\n').length + 2 * MARGIN) }}>
                <PlainCode code={program.code} label={TEXTS.editor.code} marks={marks} fault={null} />
              </div>
            )}
            {program.call !== '' && <p className={styles.call}>{program.call}</p>}
          </section>
          <section className={styles.state} data-trace-area="states" aria-label={TEXTS.states.title}>
            <StatePanel app={app} mode={modes.length > 1 ? <ModeSwitch app={app} /> : null} withPredictions={modes.length > 0} />
          </section>
        </main>
        {hasOutput && (
          <section className={styles.output}>
            <OutputPanel app={app} />
          </section>
        )}
        <footer data-trace-area="dock" tabIndex={-1} aria-label={TEXTS.steps.title}>
          <NotesBar app={app} readOnly={!options.edit} />
          <StepBar app={app} inEmbed />
        </footer>
      </div>
    </ErrorBoundary>
  );
}

function useTheme({ theme }: EmbedOptions): void {
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

/** Tells the host how high the embed wants to be, in CSS px: the message says nothing else, so that anybody may hear it. */
function useTellHeight(): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    let told = 0;
    const tell = (): void => {
      const height = Math.ceil(element.getBoundingClientRect().height);
      if (height === told) return;
      told = height;
      window.parent.postMessage({ type: 'tracepad-height', height }, '*');
    };
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    tell();
    return () => observer.disconnect();
  }, []);
  return frame;
}
