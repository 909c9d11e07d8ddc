import { useCallback, useEffect, useRef } from 'react';

/**
 * Calls `act` at most once an animation frame, with the last argument given: pointers move several times a frame,
 * and what is measured at the start of one costs no layout.
 */
export function usePerFrame<Argument>(act: (argument: Argument) => void): (argument: Argument) => void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const pending = useRef<{ readonly frame: number; argument: Argument } | null>(null);
  useEffect(
    () => () => {
      if (pending.current !== null) cancelAnimationFrame(pending.current.frame);
      pending.current = null;
    },
    [],
  );
  return useCallback((argument: Argument) => {
    if (pending.current !== null) {
      pending.current.argument = argument;
      return;
    }
    const frame = requestAnimationFrame(() => {
      const due = pending.current;
      pending.current = null;
      if (due !== null) latest.current(due.argument);
    });
    pending.current = { frame, argument };
  }, []);
}
