import { expect, it } from 'vitest';
import { collectRun, createNodeRunner, runRequest } from './node-runner.ts';

it('starts another interpreter after one has died, with the steps so far kept', async () => {
  const runner = createNodeRunner();
  await runner.ready;
  const died = await collectRun(runner, runRequest('import os\nx = 1\nos._exit(3)\n', { granularity: 'line' }));
  expect(died.end.reason).toBe('interpreter-died');
  expect(died.chunks.reduce((count, { flags }) => count + flags.length, 0)).toBeGreaterThan(3);
  expect(process.exitCode ?? 0).toBe(0);
  const [first, second] = await Promise.all([
    collectRun(runner, runRequest('x = 1')),
    collectRun(runner, runRequest('def f(): return 2', { call: 'f()' })),
  ]);
  expect(first.end).toEqual({ reason: 'finished', value: null });
  expect(second.end).toEqual({ reason: 'finished', value: '2' });
  runner.dispose();
}, 60_000);

it('says how a program ended whose values are too deep to be freed', async () => {
  const runner = createNodeRunner();
  const limits = { ...runRequest('').limits, maxSteps: 30_000 };
  const source = 'x = None\nfor i in range(ROUNDS):\n    x = (x,)\n';
  const finished = await collectRun(runner, runRequest(source.replace('ROUNDS', '14_000'), { granularity: 'line', limits }));
  expect(finished.end).toEqual({ reason: 'finished', value: null });
  const stopped = await collectRun(runner, runRequest(source.replace('ROUNDS', '100_000'), { granularity: 'line', limits }));
  expect(stopped.end).toEqual({ reason: 'step-limit', limit: 30_000 });
  runner.dispose();
}, 60_000);
