/**
 * Keeps the address of the page in step with the page: `replaceState` while a person steps, so that stepping leaves no
 * history behind, `pushState` for deliberate moves, so that Back undoes them.
 */
import { buildLink, type RecordingChoice, type ShareParts } from './share-link.ts';

interface Parts extends ShareParts {
  /** Puts a fragment into the address without a new entry in the history. */
  readonly replace: (fragment: string) => void;
  /** The same with a new entry. */
  readonly push: (fragment: string) => void;
  readonly choice: () => RecordingChoice;
  readonly addressCharacters: number;
}

export interface UrlSync {
  /** Called before a deliberate move: where the person is now stays in the history. */
  mark(): void;
  /** Writes what is pending now. */
  flush(): void;
  stop(): void;
}

/** Browsers refuse more than about 100 changes of the address in half a minute. */
const SETTLE_MILLISECONDS = 400;

const SETTINGS_IN_LINK = ['tabs', 'layouts', 'whole', 'limits', 'temperature', 'seed', 'model'] as const;

/** Begins; nothing is written before something changes. */
export function startUrlSync(parts: Parts): UrlSync {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let asNewEntry = false;

  function write(): void {
    timer = null;
    const { fragment } = buildLink(parts, parts.choice(), parts.addressCharacters);
    if (asNewEntry) parts.push(fragment);
    else parts.replace(fragment);
    asNewEntry = false;
  }

  function writeSoon(): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(write, SETTLE_MILLISECONDS);
  }

  function flush(): void {
    if (timer === null) return;
    clearTimeout(timer);
    write();
  }

  const unsubscribes = [
    parts.program.subscribe(writeSoon),
    parts.trace.subscribe((view, before) => {
      if (view.step !== before.step || view.granularity !== before.granularity || view.loaded !== before.loaded) writeSoon();
    }),
    parts.predictions.subscribe((now, before) => {
      if (now.mode !== before.mode || now.task !== before.task || (now.activity.kind === 'idle' && before.activity.kind !== 'idle')) writeSoon();
    }),
    parts.breakpoints.subscribe(writeSoon),
    parts.settings.subscribe((now, before) => {
      if (SETTINGS_IN_LINK.some((name) => now[name] !== before[name])) writeSoon();
    }),
    parts.selection.subscribe((now, before) => {
      if (now.place !== before.place) writeSoon();
    }),
    parts.notes.subscribe((now, before) => {
      if (now.notes !== before.notes) writeSoon();
    }),
  ];
  return {
    mark: () => {
      flush();
      asNewEntry = true;
    },
    flush,
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}
