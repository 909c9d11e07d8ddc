import { useState, type ReactNode } from 'react';
import styles from './MarkedText.module.css';

/** Longer texts are shown cut, with a button that shows the rest. */
const CUT_AT = 220;

interface MarkedTextProps {
  readonly text: string;
  /** In order, apart from each other; an empty one is a place where something is left out. UTF-16 places. */
  readonly marks?: readonly { readonly start: number; readonly end: number }[];
  /** Words for how many characters are not shown. */
  readonly more: (characters: number) => string;
}

/** Code with marked stretches; a long one opens on demand. */
export function MarkedText({ text, marks = [], more }: MarkedTextProps) {
  const [open, setOpen] = useState(false);
  // The first mark is never hidden: that is what a reader came for.
  const limit = Math.max(CUT_AT, (marks[0]?.end ?? 0) + 20);
  const end = open || text.length <= limit + 20 ? text.length : limit;
  const parts: ReactNode[] = [];
  let done = 0;
  for (const mark of marks) {
    if (mark.start > end) break;
    const to = Math.min(mark.end, end);
    parts.push(text.slice(done, mark.start));
    parts.push(
      mark.start === mark.end ? (
        <span key={mark.start} className={styles.gap} />
      ) : (
        <mark key={mark.start} className={styles.mark}>
          {text.slice(mark.start, to)}
        </mark>
      ),
    );
    done = to;
  }
  parts.push(text.slice(done, end));
  return (
    <code className={styles.text}>
      {parts}
      {end < text.length && (
        <button type="button" className={styles.more} onClick={() => setOpen(true)}>
          … {more(text.length - end)}
        </button>
      )}
    </code>
  );
}
