import { useEffect, useRef, type RefObject } from 'react';
import type { Tracepad } from '../state/tracepad.ts';
import { FOCUS_TRACE_EVENT } from '../ui/events.ts';

/**
 * Brings the keyboard to the trace: when a run that was not started from a field has ended, so that the arrow keys
 * step at once, and when the editor is left by Escape.
 */
export function useTraceFocus(app: Tracepad): RefObject<HTMLElement | null> {
  const area = useRef<HTMLElement>(null);
  useEffect(() => {
    const focus = (): void => area.current?.focus({ preventScroll: true });
    const unsubscribe = app.trace.subscribe((view, before) => {
      if (view.loaded === before.loaded || view.loaded === null) return;
      const held = document.activeElement;
      if (held?.closest('input, textarea, [contenteditable], .monaco-editor, [role="dialog"]')) return;
      focus();
    });
    window.addEventListener(FOCUS_TRACE_EVENT, focus);
    return () => {
      unsubscribe();
      window.removeEventListener(FOCUS_TRACE_EVENT, focus);
    };
  }, [app]);
  return area;
}
