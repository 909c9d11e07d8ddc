import { useId, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { classNames } from './class-names.ts';
import { usePanelSlot } from './panel-slot.ts';
import styles from './Panel.module.css';

interface PanelProps {
  readonly title: string;
  /** A quiet word beside the title. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly testId?: string;
  /** The children scroll by themselves: the body is then no stop of the tab key. */
  readonly fixed?: boolean;
  /** Where there is no tab: what has no room beside the title stands below it. */
  readonly wraps?: boolean;
}

/**
 * A region of the page with a heading; its body scrolls by itself. Behind a tab the tab shows the title, and note and
 * actions stand beside the tabs.
 */
export function Panel({ title, note, actions, children, testId, fixed = false, wraps = false }: PanelProps) {
  const headingId = useId();
  const slot = usePanelSlot();
  const extras = (
    <>
      {note !== undefined && <div className={styles.note}>{note}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </>
  );
  return (
    <section className={styles.panel} aria-labelledby={headingId} data-testid={testId}>
      {slot === null ? (
        <header className={classNames(styles.header, wraps && styles.wraps)}>
          <h2 id={headingId} className={styles.title}>
            {title}
          </h2>
          {extras}
        </header>
      ) : (
        <h2 id={headingId} className="visually-hidden">
          {title}
        </h2>
      )}
      {slot !== null && slot.element !== null && createPortal(extras, slot.element)}
      {fixed ? (
        <div className={styles.body}>{children}</div>
      ) : (
        <div className={styles.body} tabIndex={0} role="group" aria-labelledby={headingId}>
          {children}
        </div>
      )}
    </section>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** What stands in a panel that has nothing to show, and why. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {children === undefined ? title : <strong>{title}</strong>}
      {children !== undefined && <span>{children}</span>}
    </div>
  );
}
