/**
 * Live mode: the program runs as one types. Python itself says whether the text is a program; where it is none nothing
 * runs and the last trace stays. Code that came by a link never runs this way before the person has pressed Run.
 */
import type { IdleTracker } from './idle.ts';
import type { NoticesStore } from './notices-store.ts';
import { sameProgram, type ProgramStore } from './program-store.ts';
import type { RunController } from './run-controller.ts';
import { isBusy, type RunStore } from './run-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { TraceStore } from './trace-store.ts';

interface Parts {
  readonly program: ProgramStore;
  readonly settings: SettingsStore;
  readonly run: RunStore;
  readonly trace: TraceStore;
  readonly notices: NoticesStore;
  readonly runs: RunController;
  readonly idle: IdleTracker;
}

/** A pause in typing this long, in milliseconds, asks for a run. */
export const LIVE_PAUSE = 500;

/** Begins to watch; gives back how to stop. */
export function startLiveRuns({ program, settings, run, trace, notices, runs, idle }: Parts): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let endBusy: (() => void) | null = null;
  /** A run was asked for while another was under way. */
  let waiting = false;
  /** Grows with every change: a run that ends after a later one does not end the wait for it. */
  let asked = 0;

  function forget(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    waiting = false;
    endBusy?.();
    endBusy = null;
  }

  function isWanted(): boolean {
    const shown = trace.getState().loaded?.program;
    const now = program.getState();
    return settings.getState().live && notices.getState().link === null && now.code.trim() !== '' && (shown === undefined || !sameProgram(shown, now));
  }

  function ask(): void {
    if (!settings.getState().live) {
      forget();
      return;
    }
    asked += 1;
    if (timer !== null) clearTimeout(timer);
    endBusy ??= idle.begin('run');
    timer = setTimeout(begin, LIVE_PAUSE);
  }

  function begin(): void {
    timer = null;
    const mine = asked;
    if (!isWanted()) forget();
    else if (isBusy(run.getState())) {
      waiting = true;
      runs.stop();
    } else {
      void runs.run('live').finally(() => {
        if (mine === asked) forget();
      });
    }
  }

  const unsubscribes = [
    program.subscribe(ask),
    settings.subscribe((now, before) => {
      if (now.live !== before.live) ask();
    }),
    run.subscribe((now) => {
      if (!waiting || isBusy(now)) return;
      waiting = false;
      // The run that has ended is still on the call stack that told of it.
      ask();
    }),
  ];
  return () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
    forget();
  };
}
