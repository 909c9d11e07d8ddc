import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { tableOf } from '../../state/prediction-store.ts';
import { TEXTS } from '../../state/texts.ts';
import { maxDepth, placeOf, scratchpadPlacesOf } from '../../state/trace-selectors.ts';
import { stepsOfView } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { stepText } from '../../state/wording.ts';
import { onThemeChange, readColors } from '../../ui/theme-colors.ts';
import { usePerFrame } from '../../ui/use-per-frame.ts';
import { COLOR_NAMES, drawTimeline, type TimelineColors } from './draw-timeline.ts';
import { depthColumns, lineStepsOf, stepDepths, verdictColumns } from './timeline-columns.ts';
import styles from './Timeline.module.css';

interface TimelineProps {
  readonly app: Tracepad;
}

interface Size {
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  /** Device px a CSS px. */
  readonly scale: number;
}

/** The whole run at a glance; a click or a drag goes there. Its text twin is the slider and the state table. */
export function Timeline({ app }: TimelineProps) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0, scale: 1 });
  const [colors, setColors] = useState<TimelineColors | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight, scale: window.devicePixelRatio || 1 }));
    observer.observe(element);
    const read = (): void => setColors(readColors(document.documentElement, COLOR_NAMES));
    read();
    const stop = onThemeChange(read);
    return () => {
      observer.disconnect();
      stop();
    };
  }, []);

  const steps = stepsOfView(view);
  const { loaded } = view;
  const count = steps?.count ?? 0;
  const width = Math.round(size.width * size.scale);
  const shape = useMemo(() => {
    if (steps === null || loaded === null || count === 0) return null;
    return { depths: stepDepths(steps), lineSteps: lineStepsOf(steps, loaded.lines.records), deepest: maxDepth(loaded), places: scratchpadPlacesOf(loaded.lines) };
  }, [steps, loaded, count]);
  const columns = useMemo(() => (shape === null || width === 0 ? null : depthColumns(shape.depths, width)), [shape, width]);

  const table = predictions.tables?.loaded === loaded ? tableOf(predictions) : null;
  const { revision } = predictions;
  const free = predictions.mode === 'free-running';
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || colors === null || width === 0) return undefined;
    const frame = requestAnimationFrame(() => {
      const height = Math.round(size.height * size.scale);
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      if (columns === null || shape === null) {
        context.clearRect(0, 0, width, height);
        return;
      }
      const verdicts = table === null ? null : verdictColumns(table.verdicts, shape.lineSteps, shape.places, width);
      const first = free && table !== null ? (shape.places.lineSteps[table.firstDivergence()] ?? -1) : -1;
      const step = first < 0 ? -1 : shape.lineSteps.indexOf(first);
      const firstDivergence = step < 0 ? null : Math.floor((step * width) / count);
      drawTimeline(context, { columns, verdicts, maxDepth: shape.deepest, firstDivergence }, colors, width, height, size.scale);
    });
    return () => cancelAnimationFrame(frame);
  }, [columns, shape, table, free, count, revision, colors, size, width]);

  const stepAt = (clientX: number): number => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return 0;
    return Math.max(0, Math.min(count - 1, Math.floor(((clientX - box.left) / box.width) * count)));
  };
  const moved = usePerFrame(({ x, pressed }: { readonly x: number; readonly pressed: boolean }) => {
    const step = stepAt(x);
    setHovered(step);
    if (pressed) app.navigation.goTo(step);
  });
  const share = (step: number): string => `${((step + 0.5) / Math.max(1, count)) * 100}%`;
  const stepWidth = `${Math.max(0, 100 / Math.max(1, count))}%`;

  return (
    <div className={styles.timeline} role="img" aria-label={TEXTS.timeline.label} data-testid="timeline">
      <canvas
        ref={canvas}
        className={styles.canvas}
        onPointerDown={(event) => {
          if (count === 0 || event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          app.navigation.goTo(stepAt(event.clientX));
        }}
        onPointerMove={(event) => {
          if (count === 0) return;
          moved({ x: event.clientX, pressed: event.buttons === 1 });
        }}
        onPointerLeave={() => setHovered(null)}
      />
      {count > 0 && <span className={styles.cursor} style={{ left: share(view.step), width: `max(2px, ${stepWidth})` }} />}
      {steps !== null && hovered !== null && hovered < count && (
        <span className={styles.hover} style={{ left: `clamp(90px, ${share(hovered)}, calc(100% - 90px))` }}>
          {hovered + 1}: {stepText(placeOf(steps, hovered), null)}
        </span>
      )}
    </div>
  );
}
