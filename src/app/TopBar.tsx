import { useStore } from 'zustand';
import { ExamplesMenu } from '../features/examples/ExamplesMenu.tsx';
import { HelpDialog } from '../features/help/HelpDialog.tsx';
import { LiveSwitch } from '../features/live/LiveSwitch.tsx';
import { CommandPalette } from '../features/palette/CommandPalette.tsx';
import { ShareButton } from '../features/share/ShareButton.tsx';
import { isBusy } from '../state/run-store.ts';
import { TEXTS } from '../state/texts.ts';
import type { Tracepad } from '../state/tracepad.ts';
import { withKey } from '../state/view-wording.ts';
import { Button } from '../ui/Button.tsx';
import { actionsOf } from './actions.ts';
import { BusyNote } from './BusyNote.tsx';
import { ThemeButton } from './ThemeButton.tsx';
import styles from './App.module.css';

export function TopBar({ app }: { readonly app: Tracepad }) {
  const run = useStore(app.run);
  const busy = isBusy(run);
  return (
    <header className={styles.bar}>
      <h1 className={styles.name} title={TEXTS.app.tagline}>
        <Logo />
        <span>{TEXTS.app.name}</span>
      </h1>
      {run.kind === 'running' ? (
        <Button icon="stop" onClick={() => app.runs.stop()} data-testid="stop">
          {TEXTS.bar.stop}
        </Button>
      ) : (
        <Button look="primary" icon="run" disabled={busy} onClick={() => void app.runs.run()} title={withKey(TEXTS.bar.run, 'Ctrl+Enter')} data-testid="run">
          {run.kind === 'booting' ? TEXTS.busy['python-boot'] : TEXTS.bar.run}
        </Button>
      )}
      <LiveSwitch app={app} />
      <ExamplesMenu app={app} />
      <BusyNote app={app} />
      <div className={styles.space} />
      <ShareButton app={app} />
      <ThemeButton app={app} />
      <CommandPalette actions={actionsOf(app)} />
      <HelpDialog app={app} />
    </header>
  );
}

/** Two tracks that run together and then part: the run and the prediction. */
function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" strokeWidth="2.2" strokeLinecap="round" aria-hidden="true">
      <path d="M2 13.5h5.5c3 0 3-8 6-8H18" stroke="var(--accent)" />
      <path d="M10.5 12.5c.8 1 1.5 2 3 2H18" stroke="var(--ink-3)" strokeDasharray="0.1 3.6" />
    </svg>
  );
}
