import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './Icon.tsx';
import styles from './Notice.module.css';

export type NoticeTone = 'info' | 'warn' | 'bad';

const ICONS: Record<NoticeTone, IconName> = { info: 'info', warn: 'damaged', bad: 'damaged' };

interface NoticeProps {
  readonly tone: NoticeTone;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
  readonly dismissLabel?: string;
  readonly testId?: string;
}

/** A bar across the page that says something that outlasts a moment. */
export function Notice({ tone, children, actions, onDismiss, dismissLabel = 'Dismiss', testId }: NoticeProps) {
  return (
    <div className={classNames(styles.notice, tone !== 'info' && styles[tone])} role={tone === 'bad' ? 'alert' : 'status'} data-testid={testId}>
      <span className={styles.icon}>
        <Icon name={ICONS[tone]} />
      </span>
      <div className={styles.text}>{children}</div>
      <div className={styles.actions}>
        {actions}
        {onDismiss !== undefined && <IconButton icon="close" label={dismissLabel} onClick={onDismiss} />}
      </div>
    </div>
  );
}
