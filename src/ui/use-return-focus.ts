import { useMemo, useRef } from 'react';
import { FOCUS_TRACE_EVENT } from './events.ts';

export interface ReturnFocus {
  /** Remembers what has the focus; to be called before the dialog opens. */
  readonly hold: () => void;
  /** For the dialog's property of that name: false where the focus has gone back by itself. */
  readonly finalFocus: () => boolean;
}

/**
 * For a dialog that a key opens. It would give the focus back to a control inside of what had it, and the next press of
 * the space bar would press that control; what is focused without being a stop of the tab key gets it back itself.
 */
export function useReturnFocus(): ReturnFocus {
  const held = useRef<Element | null>(null);
  return useMemo(
    () => ({
      hold: () => {
        held.current = document.activeElement;
      },
      finalFocus: () => {
        const element = held.current;
        held.current = null;
        if (!(element instanceof HTMLElement) || (element !== document.body && element.tabIndex >= 0)) return true;
        queueMicrotask(() => {
          if (element === document.body) window.dispatchEvent(new Event(FOCUS_TRACE_EVENT));
          else element.focus({ preventScroll: true });
        });
        return false;
      },
    }),
    [],
  );
}
