/**
 * Says whether the page has work under way, and which. End-to-end tests wait for this, never for time: the reasons
 * are published as `data-idle` and `data-busy` on the root element.
 */

/** Everything that may keep the page busy. */
export type BusyReason = 'open-link' | 'open-recording' | 'python-boot' | 'run' | 'model-load' | 'predict' | 'monaco' | 'share' | 'export' | 'batch';

/** Where the reasons are published; the `dataset` of the document's root element in the browser. */
export interface IdleBoard {
  idle?: string | undefined;
  busy?: string | undefined;
}

export interface IdleTracker {
  /** Begins a piece of work; the function that comes back ends it, and does nothing the second time. */
  begin(reason: BusyReason): () => void;
  /** Ties a piece of work to a promise, whatever becomes of it. */
  during<T>(reason: BusyReason, work: Promise<T>): Promise<T>;
  /** The reasons now, each once, in alphabetical order. */
  reasons(): readonly BusyReason[];
  /** Tells of every change of the reasons; gives back how to stop. */
  subscribe(listener: () => void): () => void;
}

export function createIdleTracker(board: IdleBoard): IdleTracker {
  const counts = new Map<BusyReason, number>();
  const listeners = new Set<() => void>();

  function reasons(): readonly BusyReason[] {
    return [...counts.keys()].sort();
  }

  function publish(): void {
    const busy = reasons().join(' ');
    board.idle = busy === '' ? 'true' : 'false';
    if (board.busy === busy) return;
    board.busy = busy;
    for (const listener of listeners) listener();
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function begin(reason: BusyReason): () => void {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    publish();
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const left = (counts.get(reason) ?? 1) - 1;
      if (left === 0) counts.delete(reason);
      else counts.set(reason, left);
      publish();
    };
  }

  function during<T>(reason: BusyReason, work: Promise<T>): Promise<T> {
    return work.finally(begin(reason));
  }

  publish();
  return { begin, during, reasons, subscribe };
}

/** Does something once, as soon as nothing has been under way for so many milliseconds. */
export function whenQuiet(idle: IdleTracker, milliseconds: number, act: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    if (idle.reasons().length > 0) return;
    timer = setTimeout(() => {
      unsubscribe();
      act();
    }, milliseconds);
  };
  const unsubscribe = idle.subscribe(wait);
  wait();
}
