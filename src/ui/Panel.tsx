import { useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Panel.module.css';

interface PanelProps {
  readonly title: string;
  /** A quiet word beside the title. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly testId?: string;
  /** Set where the title already stands on a tab: actions then float over the body, and without any there is no header. */
  readonly titleHidden?: boolean;
  /** The children scroll by themselves: the body is then no stop of the tab key. */
  readonly fixed?: boolean;
}

/** A region of the page with a heading; its body scrolls by itself. */
export function Panel({ title, note, actions, children, testId, titleHidden = false, fixed = false }: PanelProps) {
  const headingId = useId();
  const bare = titleHidden && note === undefined && actions === undefined;
  return (
    <section className={styles.panel} aria-labelledby={headingId} data-testid={testId}>
      {bare ? (
        <h2 id={headingId} className="visually-hidden">
          {title}
        </h2>
      ) : (
        <header className={classNames(styles.header, titleHidden && styles.floating)}>
          <h2 id={headingId} className={titleHidden ? 'visually-hidden' : styles.title}>
            {title}
          </h2>
          {note !== undefined && <div className={styles.note}>{note}</div>}
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
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
