import { useRef, type PointerEvent } from 'react';
import type { WindowControl } from './use-window.ts';

interface Actions {
  readonly control: WindowControl;
  /** Told the place of a pointer that scrubs or hovers. */
  readonly moved: (move: { readonly x: number; readonly pressed: boolean }) => void;
  readonly left: () => void;
  /** Told that no pointer is down any more. */
  readonly released: () => void;
}

export interface PointerHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLCanvasElement>) => void;
  readonly onPointerCancel: (event: PointerEvent<HTMLCanvasElement>) => void;
  readonly onPointerLeave: () => void;
}

/** One pointer scrubs; with Shift or the middle button it drags the view; two pinch it. */
export function usePointers({ control, moved, left, released }: Actions): PointerHandlers {
  const down = useRef(new Map<number, number>());
  const dragging = useRef(false);

  const up = (event: PointerEvent<HTMLCanvasElement>): void => {
    down.current.delete(event.pointerId);
    if (down.current.size > 0) return;
    dragging.current = false;
    released();
  };

  return {
    onPointerDown(event) {
      if (event.button > 1) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      down.current.set(event.pointerId, event.clientX);
      dragging.current = event.shiftKey || event.button === 1 || down.current.size > 1;
      if (!dragging.current) moved({ x: event.clientX, pressed: true });
      else event.preventDefault();
    },
    onPointerMove(event) {
      const before = down.current.get(event.pointerId);
      if (before === undefined || !dragging.current) {
        moved({ x: event.clientX, pressed: before !== undefined });
        return;
      }
      const box = event.currentTarget.getBoundingClientRect();
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
      down.current.set(event.pointerId, event.clientX);
      if (other !== undefined) {
        const apart = Math.max(8, Math.abs(event.clientX - other));
        control.zoom(Math.max(8, Math.abs(before - other)) / apart, (other - box.left) / box.width);
      } else {
        control.pan((before - event.clientX) / box.width);
      }
    },
    onPointerUp: up,
    onPointerCancel: up,
    onPointerLeave: left,
  };
}
