import { useEffect, useState, type RefObject } from 'react';
import type { StepList } from '../../trace/line-steps.ts';
import type { TimelineAxis } from './axis.ts';
import { isWhole, panned, showing, unlessSame, wholeWindow, zoomed, type TimelineWindow } from './timeline-window.ts';

/** How much one notch of a wheel (100 px) or one press of a button zooms. */
const NOTCH = 1.25;
const PRESS = 2;

export interface WindowControl {
  readonly window: TimelineWindow;
  readonly whole: boolean;
  /** @param anchor share of the width that keeps its step. */
  readonly zoom: (factor: number, anchor: number) => void;
  readonly pan: (share: number) => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly showAll: () => void;
}

interface Kept {
  readonly steps: StepList | null;
  readonly axis: TimelineAxis | null;
  readonly step: number;
  readonly window: TimelineWindow;
}

/**
 * The part of the axis in view. It goes along when the step on the page leaves it; another list of steps is shown whole,
 * and so is the same one when folds come or go.
 */
export function useWindow(steps: StepList | null, axis: TimelineAxis, step: number, canvas: RefObject<HTMLCanvasElement | null>): WindowControl {
  const { count } = axis;
  const [kept, setKept] = useState<Kept>({ steps: null, axis: null, step: 0, window: wholeWindow(0) });
  const at = axis.unitOf(step);
  let current = kept;
  if (kept.steps !== steps || kept.axis !== axis || kept.step !== step) {
    const isOther = kept.steps !== steps || kept.axis === null || (kept.axis !== axis && (isWhole(kept.window, kept.axis.count) || kept.axis.folds.length === 0 || axis.folds.length === 0));
    current = { steps, axis, step, window: unlessSame(kept.window, isOther ? wholeWindow(count) : showing(panned(kept.window, count, 0), count, at)) };
    setKept(current);
  }
  const { window } = current;
  const change = (to: (window: TimelineWindow) => TimelineWindow): void => setKept((now) => ({ ...now, window: to(now.window) }));
  const zoom = (factor: number, anchor: number): void => change((now) => zoomed(now, count, factor, anchor));
  const pan = (share: number): void => change((now) => panned(now, count, share));

  useEffect(() => {
    const element = canvas.current;
    if (element === null || count === 0) return undefined;
    // React listens to wheels passively, so that the page would scroll along.
    const onWheel = (event: WheelEvent): void => {
      const box = element.getBoundingClientRect();
      if (box.width === 0) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      const isPan = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      setKept((now) => ({
        ...now,
        window: isPan
          ? panned(now.window, count, (sideways * pixels) / box.width)
          : zoomed(now.window, count, NOTCH ** ((event.deltaY * pixels) / 100), (event.clientX - box.left) / box.width),
      }));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [canvas, count]);

  /** Round the step on the page where it is in view. */
  const anchor = Math.max(0, Math.min(1, (at + 0.5 - window.first) / Math.max(1, window.length)));
  return {
    window,
    whole: isWhole(window, count),
    zoom,
    pan,
    zoomIn: () => zoom(1 / PRESS, anchor),
    zoomOut: () => zoom(PRESS, anchor),
    showAll: () => change(() => wholeWindow(count)),
  };
}
