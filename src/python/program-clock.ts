/**
 * The time that a program sees: the same in every run, so that runs repeat exactly. It begins at a fixed moment, stands
 * still while the program works, and moves on a millisecond with each look at it; so `time.sleep` takes as many looks
 * as it has milliseconds, and no longer.
 */

/** 2026-01-01 00:00 UTC, in milliseconds since 1970. */
export const PROGRAM_START = Date.UTC(2026, 0, 1);

const TICK_MS = 1;

/** Runs `action`, synchronously, under that clock. The interpreter asks `Date.now` and `performance.now` for the time. */
export function underProgramClock<T>(action: () => T): T {
  let elapsed = 0;
  const look = (): number => (elapsed += TICK_MS);
  const before = { date: Date.now, performance: performance.now.bind(performance) };
  Date.now = () => PROGRAM_START + look();
  performance.now = look;
  try {
    return action();
  } finally {
    Date.now = before.date;
    performance.now = before.performance;
  }
}
