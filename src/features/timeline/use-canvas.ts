import { useEffect, useRef, useState, type RefObject } from 'react';
import { onThemeChange, readColors } from '../../ui/theme-colors.ts';
import { COLOR_NAMES, type TimelineColors } from './draw-timeline.ts';

export interface CanvasSize {
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  /** Device px a CSS px. */
  readonly scale: number;
}

/** A canvas with its size and the colours of the page, both kept up to date. */
export function useCanvas(): { readonly canvas: RefObject<HTMLCanvasElement | null>; readonly size: CanvasSize; readonly colors: TimelineColors | null } {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<CanvasSize>({ width: 0, height: 0, scale: 1 });
  const [colors, setColors] = useState<TimelineColors | null>(null);
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
  return { canvas, size, colors };
}
