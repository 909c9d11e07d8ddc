/** Keeps the address of the page in step with the page: `replaceState`, so that stepping leaves no history behind. */
import type { PredictionStore } from './prediction-store.ts';
import type { ProgramStore } from './program-store.ts';
import type { TraceStore } from './trace-store.ts';
import { encodeUrlState, type UrlState } from './url-state.ts';

interface Parts {
  readonly program: ProgramStore;
  readonly trace: TraceStore;
  readonly predictions: PredictionStore;
  /** Puts a fragment into the address without a new entry in the history. */
  readonly replace: (fragment: string) => void;
}

/** Browsers refuse more than about 100 changes of the address in half a minute. */
const SETTLE_MILLISECONDS = 400;

export function urlStateOf(parts: Omit<Parts, 'replace'>): UrlState {
  const { code, call, stdin } = parts.program.getState();
  const { granularity, step, stepWanted } = parts.trace.getState();
  return { code, call, stdin, granularity, mode: parts.predictions.getState().mode, step: stepWanted ?? step };
}

/** Begins; nothing is written before something changes. Gives back how to stop. */
export function startUrlSync(parts: Parts): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** Grows with every change: what was encoded for an older one is not written. */
  let change = 0;

  async function write(forChange: number): Promise<void> {
    const fragment = await encodeUrlState(urlStateOf(parts));
    if (change === forChange) parts.replace(fragment);
  }

  function writeSoon(): void {
    change += 1;
    const now = change;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void write(now), SETTLE_MILLISECONDS);
  }

  const unsubscribes = [
    parts.program.subscribe(writeSoon),
    parts.trace.subscribe((view, before) => {
      if (view.step !== before.step || view.granularity !== before.granularity || view.loaded !== before.loaded) writeSoon();
    }),
    parts.predictions.subscribe((now, before) => {
      if (now.mode !== before.mode) writeSoon();
    }),
  ];
  return () => {
    change += 1;
    if (timer !== null) clearTimeout(timer);
    for (const unsubscribe of unsubscribes) unsubscribe();
  };
}
