import { Popover } from '@base-ui/react/popover';
import { useStore } from 'zustand';
import { callRows } from '../../state/call-rows.ts';
import { TEXTS } from '../../state/texts.ts';
import { currentRecord } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import type { Trace } from '../../trace/trace.ts';
import type { RecordIndex } from '../../trace/wire.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import button from '../../ui/Button.module.css';
import popup from '../../ui/popup.module.css';
import styles from './RunTo.module.css';

/** Deeper calls are not moved in any further. */
const MAX_INDENT = 10;

/** The calls around the step and those that it makes, each a way to its first step; repeated recursion is folded. */
export function CallsPopover({ app }: { readonly app: Tracepad }) {
  const view = useStore(app.trace);
  const record = currentRecord(view);
  const trace = view.loaded?.trace ?? null;
  const texts = TEXTS.calls;
  return (
    <Popover.Root>
      <Popover.Trigger className={classNames(button.button, button.quiet, styles.trigger)} title={texts.title} aria-label={texts.title} disabled={record === null} data-testid="calls">
        <Icon name="calls" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup.positioner} side="top" align="start" sideOffset={8} collisionPadding={12}>
          <Popover.Popup className={classNames(popup.popup, styles.popup)}>
            <Popover.Title className={styles.title}>{texts.title}</Popover.Title>
            {trace !== null && record !== null && <CallList app={app} trace={trace} record={record} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function CallList({ app, trace, record }: { readonly app: Tracepad; readonly trace: Trace; readonly record: RecordIndex }) {
  const texts = TEXTS.calls;
  return (
    <ol className={styles.calls} data-testid="call-list">
      {callRows(trace, record).map((row, index) => (
        <li key={index} style={{ paddingLeft: `${Math.min(row.depth, MAX_INDENT) * 14}px` }}>
          {row.kind === 'more' ? (
            <span className={styles.hint}>
              {row.count.toLocaleString('en')} {texts.more}
            </span>
          ) : (
            <button type="button" className={classNames(styles.call, row.place === 'here' && styles.here)} aria-current={row.place === 'here' ? 'true' : undefined} onClick={() => app.navigation.goToRecord(row.start)}>
              <code>{row.text}</code>
              {row.result !== null && <code className={styles.result}>→ {row.result}</code>}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
