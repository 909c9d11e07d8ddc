import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIVE_PAUSE } from './live-run.ts';
import { startTracepad } from './start.ts';
import { page } from './testing/fake-page.ts';
import { fakePython, FINISHED, smallRun } from './testing/small-trace.ts';
import { DEFAULT_STATE, encodeUrlState } from './url-state.ts';
import { rangeOfView } from './trace-store.ts';
import type { RunEvents, RunRequest } from '../python/protocol.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pause = (): Promise<void> => vi.advanceTimersByTimeAsync(LIVE_PAUSE + 50).then(() => undefined);

/** Text with a `!` is no program. */
function pickyPython() {
  const requests: RunRequest[] = [];
  const run = (request: RunRequest, events: RunEvents): Promise<void> => {
    requests.push(request);
    if (request.source.includes('!')) events.end({ reason: 'syntax-error', message: 'no', line: 1, column: 1, where: 'source' });
    else {
      const { header, chunk } = smallRun();
      events.header(header);
      events.chunk(chunk);
      events.end(FINISHED);
    }
    return Promise.resolve();
  };
  return { ...fakePython({ run }), requests };
}

describe('live mode', () => {
  it('runs once after the typing, never what is no program, and keeps trace and place', async () => {
    const python = pickyPython();
    const app = await startTracepad(page({ createPython: () => python }));
    app.program.setState({ code: 'x = 2' });
    await pause();
    expect(python.requests).toHaveLength(0);
    app.settings.setState({ live: true });
    await pause();
    expect(python.requests.map(({ source }) => source)).toEqual(['x = 2']);
    app.navigation.goTo(3);
    app.program.setState({ code: 'x = 3' });
    app.program.setState({ code: 'x = 34' });
    expect(app.idle.reasons()).toContain('run');
    await pause();
    expect(python.requests.map(({ source }) => source)).toEqual(['x = 2', 'x = 34']);
    expect(app.trace.getState().step).toBe(3);
    const { loaded } = app.trace.getState();
    app.program.setState({ code: 'x = !' });
    await pause();
    expect(app.run.getState()).toMatchObject({ kind: 'ended', end: { reason: 'syntax-error' } });
    expect(app.trace.getState().loaded).toBe(loaded);
    expect(app.idle.reasons()).not.toContain('run');
  });

  it('shows what the end of the program comes to, as long as the person has not gone elsewhere', async () => {
    const app = await startTracepad(page({ createPython: () => pickyPython() }));
    app.settings.setState({ live: true });
    const last = (): number => rangeOfView(app.trace.getState()).last;
    app.program.setState({ code: 'x = 2' });
    await pause();
    expect(last()).toBeGreaterThan(3);
    expect(app.trace.getState().step).toBe(last());
    app.navigation.first();
    app.program.setState({ code: 'x = 3' });
    await pause();
    expect(app.trace.getState().step).toBe(last());
  });

  it('never runs the code of a link before the person has', async () => {
    const python = fakePython();
    const fragment = encodeUrlState({ ...DEFAULT_STATE, code: 'print(1)' });
    const app = await startTracepad(page({ createPython: () => python, fragment }));
    app.settings.setState({ live: true });
    app.program.setState({ code: 'print(2)' });
    await pause();
    expect(python.requests).toHaveLength(0);
    await app.runs.run();
    app.program.setState({ code: 'print(3)' });
    await pause();
    expect(python.requests.map(({ source }) => source)).toEqual(['print(2)', 'print(3)']);
  });

  it('ends a run that the typing has overtaken', async () => {
    const sources: string[] = [];
    const ends: (() => void)[] = [];
    const python = fakePython({
      run: (request, events) => {
        sources.push(request.source);
        const { header, chunk } = smallRun();
        events.header(header);
        events.chunk(chunk);
        return new Promise((resolve) => {
          ends.push(() => {
            events.end(FINISHED);
            resolve();
          });
        });
      },
      stop: () => ends.shift()?.(),
    });
    const app = await startTracepad(page({ createPython: () => python }));
    app.settings.setState({ live: true });
    app.program.setState({ code: 'a' });
    await pause();
    app.program.setState({ code: 'b' });
    await pause();
    await pause();
    expect(sources).toEqual(['a', 'b']);
    ends.shift()?.();
    await pause();
    expect(app.trace.getState().loaded?.program.code).toBe('b');
    expect(app.idle.reasons()).not.toContain('run');
  });
});
