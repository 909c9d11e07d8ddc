import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { PredictionTable } from '../../state/prediction-table.ts';
import { tableOf } from '../../state/prediction-store.ts';
import { TEXTS } from '../../state/texts.ts';
import { stepsAt } from '../../state/prediction-task.ts';
import { placeOf, scratchpadPlacesOf } from '../../state/trace-selectors.ts';
import { stepsOfView } from '../../state/trace-store.ts';
import type { Tracepad } from '../../state/tracepad.ts';
import { foldText, stepText, turnText } from '../../state/wording.ts';
import { firstStepFrom } from '../../trace/line-steps.ts';
import type { StepIndex, StepList } from '../../trace/line-steps.ts';
import { loopsAt } from '../../trace/loops.ts';
import { IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { usePerFrame } from '../../ui/use-per-frame.ts';
import type { TimelineAxis } from './axis.ts';
import { callBars } from './call-bars.ts';
import { drawTimeline, type TimelinePicture } from './draw-timeline.ts';
import { turnsInView } from './loop-lanes.ts';
import { DepthSummary, PlaceSpans, stepDepths, verdictColumns } from './timeline-columns.ts';
import { shareOf, stepAt, type TimelineWindow } from './timeline-window.ts';
import { useFolds } from './use-folds.ts';
import { useCanvas } from './use-canvas.ts';
import { usePointers } from './use-pointers.ts';
import { useWindow, type WindowControl } from './use-window.ts';
import styles from './Timeline.module.css';

interface TimelineProps {
  readonly app: Tracepad;
}

/** Calls that lie deeper than this have no room for their names in a timeline of the usual height. */
const NAMED_DEPTH = 3;
/** Share of the view that Page Up and Page Down turn. */
const PAGE = 0.8;

/**
 * The run as rows of calls over the steps, with the verdicts below: a click or a drag goes there, the wheel zooms, Shift
 * and the wheel (or a drag) moves the view. Folded, the other turns of loops and the other calls of a recursion are drawn
 * together; a click on them goes to the turn that is there. Its text twin is the slider, the choices of turns and calls
 * beside it, and the state table.
 */
export function Timeline({ app }: TimelineProps) {
  const view = useStore(app.trace);
  const predictions = useStore(app.predictions);
  const { canvas, size, colors } = useCanvas();
  const [hovered, setHovered] = useState<number | null>(null);

  const steps = stepsOfView(view);
  const { loaded } = view;
  const count = steps?.count ?? 0;
  const folded = useStore(app.settings, (settings) => settings.folded);
  const { axis, hiddenDepths, hold } = useFolds(steps, view.step, folded);
  const control = useWindow(steps, axis, view.step, canvas);
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
      const bars = callBars(shape.steps, window, axis)?.filter(({ depth, start, end }) => !(start <= hiddenDepths.step && hiddenDepths.step < end && hiddenDepths.depths.some(([first, last]) => first <= depth && depth <= last))) ?? null;
      drawTimeline(
        { context, colors, width, height, scale: size.scale },
        {
          window,
          axis,
          bars,
          turns: bars === null ? [] : turnsInView(shape.steps, window, axis),
          folds: axis.folds.map((fold) => ({ ...fold, text: foldText(fold) })),
          columns: bars === null ? shape.depths.columns(window, width, axis) : null,
          maxDepth: shape.depths.deepest,
          ...verdictPicture(table, shape.spans, window, width, free, axis),
        },
      );
    });
    return () => cancelAnimationFrame(frame);
  }, [canvas, shape, window, axis, hiddenDepths, table, free, revision, colors, size]);

  const moved = usePerFrame(({ x, pressed }: { readonly x: number; readonly pressed: boolean }) => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0 || count === 0) return;
    const step = stepAt(window, count, (x - box.left) / box.width, axis);
    setHovered(step);
    if (!pressed || steps === null) return;
    hold(true);
    app.navigation.scrubTo(startOfTurn(steps, axis, step));
  });
  const pointers = usePointers({ control, moved, left: () => setHovered(null), released: () => hold(false) });
  const at = (step: number): string => `${shareOf(window, step, axis) * 100}%`;
  const cursor = shareOf(window, view.step, axis);
  const seen = hovered !== null && hovered < count && steps !== null ? hovered : null;

  return (
    <div className={styles.timeline} data-folded={axis.folds.length > 0} data-deep={depths !== null && depths.deepest > NAMED_DEPTH} onKeyDown={(event) => turn(event, control)}>
      <div className={styles.picture} role="img" aria-label={TEXTS.timeline.label} data-testid="timeline" data-first={Math.floor(window.first)} data-length={Math.round(window.length)} data-folds={axis.folds.length}>
        <canvas ref={canvas} className={styles.canvas} {...pointers} />
        {count > 0 && cursor >= 0 && cursor <= 1 && <span className={styles.cursor} style={{ left: at(view.step), width: `max(2px, ${100 / Math.max(1, window.length)}%)` }} />}
        {seen !== null && steps !== null && (
          <span className={styles.hover} style={{ left: `clamp(90px, ${at(seen)}, calc(100% - 90px))` }}>
            {seen + 1}: {stepText(placeOf(steps, seen), null)}
            {turnsText(steps, seen)}
          </span>
        )}
      </div>
      {count > 1 && (
        <IconButton
          className={classNames(styles.zoomButton, styles.foldButton)}
          icon="fold"
          label={TEXTS.timeline.fold}
          title={TEXTS.timeline.foldHint}
          aria-pressed={folded}
          onClick={() => app.settings.setState({ folded: !folded })}
          data-testid="timeline-fold"
        />
      )}
      {count > 1 && (
        <div className={styles.zoom} role="group" aria-label={TEXTS.timeline.zoom}>
          <IconButton className={styles.zoomButton} icon="plus" label={TEXTS.timeline.zoomIn} shortcut="+" onClick={control.zoomIn} data-testid="timeline-zoom-in" />
          <IconButton className={styles.zoomButton} icon="minus" label={TEXTS.timeline.zoomOut} shortcut="−" disabled={control.whole} onClick={control.zoomOut} data-testid="timeline-zoom-out" />
        </div>
      )}
    </div>
  );
}

function verdictPicture(table: PredictionTable | null, spans: PlaceSpans, window: TimelineWindow, width: number, free: boolean, axis: TimelineAxis): Pick<TimelinePicture, 'verdicts' | 'firstDivergence'> {
  if (table === null) return { verdicts: null, firstDivergence: null };
  const first = free ? table.firstDivergence() : -1;
  const x = first < 0 ? -1 : Math.floor(((axis.unitOf(spans.start(first)) - window.first) * width) / window.length);
  return { verdicts: verdictColumns(table.verdicts, spans, window, width, axis), firstDivergence: x >= 0 && x < width ? x : null };
}

/** Where a fold of turns was pressed: the start of the turn that is there. */
function startOfTurn(steps: StepList, axis: TimelineAxis, step: number): number {
  const run = axis.foldAt(step)?.run ?? null;
  if (run === null) return step;
  const record = steps.recordOf(step as StepIndex);
  const turn = run.turns.findLast((first) => first <= record);
  return turn === undefined ? step : firstStepFrom(steps, turn);
}

/** The innermost loop's turn, where the step is in a loop. */
function turnsText(steps: StepList, step: number): string {
  const place = loopsAt(steps.trace, steps.recordOf(step as StepIndex)).at(-1);
  return place === undefined ? '' : ` · ${TEXTS.timeline.turn} ${turnText(place)}`;
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
