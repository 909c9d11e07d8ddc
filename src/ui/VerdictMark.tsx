import { classNames } from './class-names.ts';
import { Icon, type IconName } from './Icon.tsx';
import styles from './VerdictMark.module.css';

export type MarkKind = 'same' | 'wrong-value' | 'wrong-type' | 'missing' | 'extra' | 'malformed';

const ICONS: Record<MarkKind, IconName> = { same: 'check', 'wrong-value': 'notEqual', 'wrong-type': 'type', missing: 'minus', extra: 'plus', malformed: 'damaged' };

interface VerdictMarkProps {
  readonly kind: MarkKind;
  readonly word: string;
}

/** A verdict: an icon and a word, so that it never hangs on colour alone. */
export function VerdictMark({ kind, word }: VerdictMarkProps) {
  return (
    <span className={classNames(styles.mark, styles[kind])} data-verdict={kind}>
      <Icon name={ICONS[kind]} size={14} />
      {word}
    </span>
  );
}
