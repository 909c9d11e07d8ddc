import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { PredictionTable } from '../../state/prediction-table.ts';
import { tableOf } from '../../state/prediction-store.ts';
import { TEXTS } from '../../state/texts.ts';
import { stepsAt } from '../../state/prediction-task.ts';
import { placeOf, scratchpadPlacesOf } from '../../state/trace-selectors.ts';
import { stepsOfView } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { stepText } from '../../state/wording.ts';
import { IconButton } from '../../ui/Button.tsx';
import { usePerFrame } from '../../ui/use-per-frame.ts';
import { callBars } from './call-bars.ts';
import { drawTimeline, type TimelinePicture } from './draw-timeline.ts';
import { DepthSummary, PlaceSpans, stepDepths, verdictColumns } from './timeline-columns.ts';
import { shareOf, stepAt, type TimelineWindow } from './timeline-window.ts';
import { useCanvas } from './use-canvas.ts';
import { usePointers } from './use-pointers.ts';
import { useWindow, type WindowControl } from './use-window.ts';
import styles from './Timeline.module.css';

interface TimelineProps {
  readonly app: Tracepad;
}

/** Share of the view that Page Up and Page Down turn. */
const PAGE = 0.8;

/**
 * The run as rows of calls over the steps, with the verdicts below: a click or a drag goes there, the wheel zooms, Shift
 * and the wheel (or a drag) moves the view. Its text twin is the slider and the state table.
 */
export function Timeline({ app }: TimelineProps) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const { canvas, size, colors } = useCanvas();
  const [hovered, setHovered] = useState<number | null>(null);

  const steps = stepsOfView(view);
  const { loaded } = view;
  const count = steps?.count ?? 0;
  const control = useWindow(steps, view.step, canvas);
  const { window } = control;
  const { granularity } = predictions.task;
  const depths = useMemo(() => (steps === null || steps.count === 0 ? null : new DepthSummary(stepDepths(steps))), [steps]);
  const shape = useMemo(() => {
    if (steps === null || loaded === null || depths === null) return null;
    return { steps, depths, spans: new PlaceSpans(steps, loaded.lines.records, { granularity, ...scratchpadPlacesOf(stepsAt(loaded, granularity)) }) };
  }, [steps, loaded, depths, granularity]);

  const table = predictions.tables?.loaded === loaded ? tableOf(predictions) : null;
  const { revision } = predictions;
  const free = predictions.mode === 'free-running';
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    const width = Math.round(size.width * size.scale);
    if (!element || !context || colors === null || width === 0) return undefined;
    const frame = requestAnimationFrame(() => {
      const height = Math.round(size.height * size.scale);
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      if (shape === null) {
        context.clearRect(0, 0, width, height);
        return;
      }
      const bars = callBars(shape.steps, window);
      drawTimeline(
        { context, colors, width, height, scale: size.scale },
        {
          window,
          bars,
          columns: bars === null ? shape.depths.columns(window, width) : null,
          maxDepth: shape.depths.deepest,
          ...verdictPicture(table, shape.spans, window, width, free),
        },
      );
    });
    return () => cancelAnimationFrame(frame);
  }, [canvas, shape, window, table, free, revision, colors, size]);

  const moved = usePerFrame(({ x, pressed }: { readonly x: number; readonly pressed: boolean }) => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0 || count === 0) return;
    const step = stepAt(window, count, (x - box.left) / box.width);
    setHovered(step);
    if (pressed) app.navigation.scrubTo(step);
  });
  const pointers = usePointers({ control, moved, left: () => setHovered(null) });
  const at = (step: number): string => `${shareOf(window, step) * 100}%`;
  const cursor = shareOf(window, view.step);
  const seen = hovered !== null && hovered < count && steps !== null ? hovered : null;

  return (
    <div className={styles.timeline} onKeyDown={(event) => turn(event, control)}>
      <div className={styles.picture} role="img" aria-label={TEXTS.timeline.label} data-testid="timeline" data-first={Math.floor(window.first)} data-length={Math.round(window.length)}>
        <canvas ref={canvas} className={styles.canvas} {...pointers} />
        {count > 0 && cursor >= 0 && cursor <= 1 && <span className={styles.cursor} style={{ left: at(view.step), width: `max(2px, ${100 / Math.max(1, window.length)}%)` }} />}
        {seen !== null && steps !== null && (
          <span className={styles.hover} style={{ left: `clamp(90px, ${at(seen)}, calc(100% - 90px))` }}>
            {seen + 1}: {stepText(placeOf(steps, seen), null)}
          </span>
        )}
      </div>
      {count > 1 && (
        <div className={styles.zoom} role="group" aria-label={TEXTS.timeline.zoom}>
          <IconButton className={styles.zoomButton} icon="plus" label={TEXTS.timeline.zoomIn} shortcut="+" onClick={control.zoomIn} data-testid="timeline-zoom-in" />
          <IconButton className={styles.zoomButton} icon="minus" label={TEXTS.timeline.zoomOut} shortcut="−" disabled={control.whole} onClick={control.zoomOut} data-testid="timeline-zoom-out" />
        </div>
      )}
    </div>
  );
}

function verdictPicture(table: PredictionTable | null, spans: PlaceSpans, window: TimelineWindow, width: number, free: boolean): Pick<TimelinePicture, 'verdicts' | 'firstDivergence'> {
  if (table === null) return { verdicts: null, firstDivergence: null };
  const first = free ? table.firstDivergence() : -1;
  const x = first < 0 ? -1 : Math.floor(((spans.start(first) - window.first) * width) / window.length);
  return { verdicts: verdictColumns(table.verdicts, spans, window, width), firstDivergence: x >= 0 && x < width ? x : null };
}

/** The keys of the view, while one of its buttons has the focus. */
function turn(event: KeyboardEvent, control: WindowControl): void {
  const act: Readonly<Record<string, () => void>> = {
    '+': control.zoomIn,
    '=': control.zoomIn,
    '-': control.zoomOut,
    '0': control.showAll,
    PageUp: () => control.pan(-PAGE),
    PageDown: () => control.pan(PAGE),
  };
  const found = event.ctrlKey || event.metaKey || event.altKey ? undefined : act[event.key];
  if (found === undefined) return;
  event.preventDefault();
  found();
}
