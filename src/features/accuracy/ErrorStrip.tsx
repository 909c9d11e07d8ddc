import { useEffect, useMemo, useRef, useState } from 'react';
import type { PredictionTable } from '../../state/prediction-table.ts';
import { TEXTS } from '../../state/texts.ts';
import type { StatePart } from '../../state/wrong-places.ts';
import { onThemeChange, readColors } from '../../ui/theme-colors.ts';
import { usePerFrame } from '../../ui/use-per-frame.ts';
import { drawStrip, ROW_GAP, ROW_HEIGHT, STRIP_COLORS, type StripColors } from './draw-strip.ts';
import { stripColumns } from './strip-columns.ts';
import styles from './AccuracyPanel.module.css';

interface ErrorStripProps {
  readonly table: PredictionTable;
  /** One row each. */
  readonly parts: readonly StatePart[];
  /** Grows when the table does. */
  readonly revision: number;
  /** Scratchpad step that the page stands at; -1 where it stands at none. */
  readonly at: number;
  /** Goes to a scratchpad step. */
  readonly onGo: (step: number) => void;
}

/** Which part of the state was wrong where. Its text twin is the list of divergences. */
export function ErrorStrip({ table, parts, revision, at, onGo }: ErrorStripProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [colors, setColors] = useState<StripColors | null>(null);
  const scale = globalThis.devicePixelRatio || 1;
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.round(element.clientWidth * (window.devicePixelRatio || 1))));
    observer.observe(element);
    const read = (): void => setColors(readColors(document.documentElement, STRIP_COLORS));
    read();
    const stop = onThemeChange(read);
    return () => {
      observer.disconnect();
      stop();
    };
  }, []);
  // The table is filled in place: its revision says when.
  const rows = useMemo(() => (width === 0 || revision < 0 ? [] : stripColumns(table, parts, width)), [table, parts, width, revision]);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || colors === null || width === 0) return;
    const height = Math.round((ROW_HEIGHT + ROW_GAP) * rows.length * scale);
    if (element.width !== width) element.width = width;
    if (element.height !== height) element.height = height;
    drawStrip(context, rows, colors, width, scale);
  }, [rows, colors, width, scale]);

  const count = table.verdicts.length;
  const go = usePerFrame((clientX: number) => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return;
    onGo(Math.max(0, Math.min(count - 1, Math.floor(((clientX - box.left) / box.width) * count))));
  });
  return (
    <div className={styles.strip} role="img" aria-label={TEXTS.accuracyPanel.strip} data-testid="error-strip">
      <canvas
        ref={canvas}
        style={{ height: (ROW_HEIGHT + ROW_GAP) * parts.length }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          go(event.clientX);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) go(event.clientX);
        }}
      />
      {at >= 0 && <span className={styles.stripCursor} style={{ left: `${((at + 0.5) / Math.max(1, count)) * 100}%` }} />}
    </div>
  );
}
