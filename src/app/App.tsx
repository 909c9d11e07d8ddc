import { useEffect } from 'react';
import { FirstSteps } from '../features/first-steps/FirstSteps.tsx';
import { Narration } from '../features/narration/Narration.tsx';
import { NotesBar } from '../features/notes/NotesBar.tsx';
import { StepBar } from '../features/step-bar/StepBar.tsx';
import { Timeline } from '../features/timeline/Timeline.tsx';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import { useMedia } from '../ui/use-media.ts';
import { DropZone } from './DropZone.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { NarrowLayout, WideLayout } from './Layouts.tsx';
import { LinkNotice } from './LinkNotice.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { listenForKeys } from './shortcuts.ts';
import { TopBar } from './TopBar.tsx';
import { UpdateNotice } from './UpdateNotice.tsx';
import { useTraceFocus } from './use-trace-focus.ts';
import styles from './App.module.css';

interface AppProps {
  readonly app: Tracepad;
}

/** Below this width the views stand behind one row of tabs, below the program. */
const NARROW = '(max-width: 860px)';

export function App({ app }: AppProps) {
  const narrow = useMedia(NARROW);
  useEffect(() => listenForKeys(app), [app]);
  const traceArea = useTraceFocus(app);
  return (
    <ErrorBoundary what={TEXTS.errors.page}>
      <div className={styles.app}>
        <TopBar app={app} />
        <LinkNotice app={app} />
        <FirstSteps app={app} />
        <UpdateNotice app={app} />
        <main className={styles.work} data-testid="work">
          {narrow ? <NarrowLayout app={app} /> : <WideLayout app={app} />}
        </main>
        <footer ref={traceArea} className={styles.dock} data-trace-area="dock" data-testid="trace-area" tabIndex={-1} aria-label={TEXTS.steps.title}>
          <ErrorBoundary what={TEXTS.steps.title}>
            <Narration app={app} />
            <NotesBar app={app} />
            <StepBar app={app} />
            <Timeline app={app} />
          </ErrorBoundary>
        </footer>
        <LiveRegion app={app} />
        <DropZone app={app} />
      </div>
    </ErrorBoundary>
  );
}
