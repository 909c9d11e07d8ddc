import { useEffect, useState, type RefObject } from 'react';
import type { StepList } from '../../trace/line-steps.ts';
import { isWhole, panned, showing, wholeWindow, zoomed, type TimelineWindow } from './timeline-window.ts';

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

/** The part of the steps in view. It goes along when the step on the page leaves it; another list of steps is shown whole. */
export function useWindow(steps: StepList | null, step: number, canvas: RefObject<HTMLCanvasElement | null>): WindowControl {
  const count = steps?.count ?? 0;
  const [kept, setKept] = useState<{ readonly steps: StepList | null; readonly step: number; readonly window: TimelineWindow }>({ steps: null, step: 0, window: wholeWindow(0) });
  let current = kept;
  if (kept.steps !== steps || kept.step !== step) {
    current = { steps, step, window: kept.steps === steps ? showing(kept.window, count, step) : wholeWindow(count) };
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
  const anchor = Math.max(0, Math.min(1, (step + 0.5 - window.first) / Math.max(1, window.length)));
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
