import { useState } from 'react';
import { differingPart } from './differing-part.ts';
import styles from './StatePanel.module.css';

/** Longer reprs are shown cut, with a button that shows the rest. */
const CUT_AT = 220;

interface ReprTextProps {
  readonly text: string;
  /** What stands on the other side where it differs: the part that differs is then marked. */
  readonly other: string | null;
}

export function ReprText({ text, other }: ReprTextProps) {
  const [open, setOpen] = useState(false);
  const cut = !open && text.length > CUT_AT;
  const shown = cut ? text.slice(0, CUT_AT) : text;
  const part = other === null ? null : differingPart(text, other);
  return (
    <code className={styles.repr}>
      {part === null || part.end <= part.start ? (
        shown
      ) : (
        <>
          {shown.slice(0, part.start)}
          <mark className={styles.differs}>{shown.slice(part.start, part.end)}</mark>
          {shown.slice(part.end)}
        </>
      )}
      {cut && (
        <button type="button" className={styles.more} onClick={() => setOpen(true)}>
          … {(text.length - CUT_AT).toLocaleString('en')} more
        </button>
      )}
    </code>
  );
}
