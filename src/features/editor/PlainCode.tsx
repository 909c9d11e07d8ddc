import { useEffect, useMemo, useRef } from 'react';
import { TEXTS } from '../../state/texts.ts';
import { classNames } from '../../ui/class-names.ts';
import { highlightPython } from './highlight.ts';
import type { CodeFault, LineMarks } from './line-marks.ts';
import { litPieces } from './lit-pieces.ts';
import styles from './code.module.css';

const NO_BREAKPOINTS: readonly number[] = [];

interface PlainCodeProps {
  readonly code: string;
  readonly label: string;
  readonly marks: LineMarks;
  readonly fault: CodeFault | null;
  /** Lines with a breakpoint, from 1. */
  readonly breakpoints?: readonly number[];
  /** Absent: breakpoints are not set here. */
  readonly onToggleBreakpoint?: (line: number) => void;
}

/** The code to read: what stands there before Monaco has loaded, and on screens too small for it. */
export function PlainCode({ code, label, marks, fault, breakpoints = NO_BREAKPOINTS, onToggleBreakpoint }: PlainCodeProps) {
  const lines = useMemo(() => highlightPython(code), [code]);
  const current = useRef<HTMLDivElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [marks.now]);
  const plain = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a small screen the line may be wider than what is in sight of it: the end of the range, but above all its beginning.
    const running = plain.current?.querySelectorAll('[data-running]') ?? [];
    for (const piece of [running[running.length - 1], running[0]]) piece?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [marks.range]);

  return (
    <div ref={plain} className={styles.plain} role="group" aria-label={label} data-testid="plain-code">
      {lines.map((pieces, index) => {
        const line = index + 1;
        const isNow = marks.now === line;
        const shown = litPieces(pieces, line, marks);
        return (
          <div
            key={line}
            ref={isNow ? current : undefined}
            className={classNames(styles.plainLine, marks.before === line && styles.lineBefore, isNow && styles.lineNow, marks.predicted === line && styles.linePredicted)}
            aria-current={isNow ? 'step' : undefined}
          >
            {/* For pointers alone: by keyboard it is the key b, and the list of breakpoints below. */}
            <span className={classNames(styles.lineNumber, onToggleBreakpoint !== undefined && styles.settable, breakpoints.includes(line) && styles.hasBreakpoint)} title={onToggleBreakpoint === undefined ? undefined : `${TEXTS.editor.breakpoint} ${line}`} onClick={() => onToggleBreakpoint?.(line)}>
              {line}
            </span>
            <span className={classNames(styles.gutter, marks.before === line && styles.arrowBefore, marks.predicted === line && styles.arrowPredicted, isNow && styles.arrowNow)} />
            <code className={classNames(fault?.line === line && styles.faulty)}>
              {shown.map((piece, place) => (
                <span key={place} className={classNames(piece.kind !== 'text' && styles[piece.kind], piece.running && styles.instructionRange, piece.lit && styles.lit)} data-running={piece.running || undefined}>
                  {piece.text}
                </span>
              ))}
              {pieces.length === 0 && '\u200b'}
            </code>
          </div>
        );
      })}
    </div>
  );
}
