import { useRef, type TouchEvent } from 'react';
import type { Tracepad } from '../state/tracepad.ts';

/** A stroke counts from this many CSS px on, and as sideways when it goes this many times as far aside as up or down. */
const MIN_STROKE = 48;
const SIDEWAYS = 2;

interface SwipeHandlers {
  readonly onTouchStart: (event: TouchEvent) => void;
  readonly onTouchEnd: (event: TouchEvent) => void;
  readonly onTouchCancel: () => void;
}

/** A stroke of one finger to the left steps forward, to the right back. What scrolls sideways or is dragged keeps its strokes. */
export function useSwipe(app: Tracepad): SwipeHandlers {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null);
  return {
    onTouchStart: (event) => {
      const touch = event.touches[0];
      start.current = event.touches.length === 1 && touch !== undefined && !keepsStrokes(event.target, event.currentTarget) ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: (event) => {
      const from = start.current;
      const touch = event.changedTouches[0];
      start.current = null;
      if (from === null || touch === undefined) return;
      const aside = touch.clientX - from.x;
      if (Math.abs(aside) < MIN_STROKE || Math.abs(aside) < SIDEWAYS * Math.abs(touch.clientY - from.y)) return;
      if (aside < 0) app.navigation.forward();
      else app.navigation.back();
    },
    onTouchCancel: () => {
      start.current = null;
    },
  };
}

function keepsStrokes(target: EventTarget, host: EventTarget): boolean {
  for (let element = target instanceof Element ? target : null; element !== null && element !== host; element = element.parentElement) {
    if (element.matches('input, textarea, select, [role="slider"], [role="separator"]')) return true;
    if (element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX)) return true;
  }
  return false;
}
