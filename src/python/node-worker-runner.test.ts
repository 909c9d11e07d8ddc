import { afterAll, describe, expect, it } from 'vitest';
import { collectRun, runRequest } from './node-runner.ts';
import { createNodeWorkerRunner } from './node-worker-runner.ts';

const LIMITS = { ...runRequest('').limits, maxSeconds: 4 };

describe('a runner with a thread of its own', () => {
  const runner = createNodeWorkerRunner();
  afterAll(() => {
    runner.dispose();
  });

  it.each([
    ['sum(iter(int, 1))', 'sum(iter(int, 1))'],
    ['a regular expression that backtracks for ever', 'import re\nre.match(r"(a+)+$", "a" * 60 + "b")'],
  ])('ends a call that never returns, with the steps so far: %s', { timeout: 120_000 }, async (_name, source) => {
    const { chunks, end } = await collectRun(runner, runRequest(`x = 1\n${source}\n`, { granularity: 'line', limits: LIMITS }));
    expect(end).toEqual({ reason: 'time-limit', seconds: LIMITS.maxSeconds });
    expect(chunks.reduce((count, { flags }) => count + flags.length, 0)).toBeGreaterThan(2);
  });

  it('ends at os._exit, and runs the next program in a new interpreter', { timeout: 120_000 }, async () => {
    const died = await collectRun(runner, runRequest('import os\nx = 1\nos._exit(3)\n', { granularity: 'line' }));
    expect(died.end.reason).toBe('interpreter-died');
    expect(died.chunks.reduce((count, { flags }) => count + flags.length, 0)).toBeGreaterThan(3);
    expect((await collectRun(runner, runRequest('1', { call: '6 * 7' }))).end).toEqual({ reason: 'finished', value: '42' });
  });
});
