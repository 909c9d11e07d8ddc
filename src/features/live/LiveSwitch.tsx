import { useStore } from 'zustand';
import { TEXTS } from '../../state/texts.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import button from '../../ui/Button.module.css';
import styles from './LiveSwitch.module.css';

/** Runs the program as one types, while it is on. */
export function LiveSwitch({ app }: { readonly app: Tracepad }) {
  const live = useStore(app.settings, (settings) => settings.live);
  return (
    <label className={styles.live} title={TEXTS.bar.liveHint}>
      <input type="checkbox" role="switch" checked={live} onChange={(event) => app.settings.setState({ live: event.target.checked })} data-testid="live" />
      <span className={button.word}>{TEXTS.bar.live}</span>
    </label>
  );
}
