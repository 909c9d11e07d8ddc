import { expect, it } from 'vitest';
import { collectRun, createNodeRunner, runRequest } from './node-runner.ts';

it('starts another interpreter after one has died, with the steps so far kept', async () => {
  const runner = createNodeRunner();
  await runner.ready;
  const died = await collectRun(runner, runRequest('import os\nx = 1\nos._exit(3)\n', { granularity: 'line' }));
  expect(died.end.reason).toBe('interpreter-died');
  expect(died.chunks[0]?.flags.length).toBeGreaterThan(3);
  expect(process.exitCode ?? 0).toBe(0);
  const [first, second] = await Promise.all([
    collectRun(runner, runRequest('x = 1')),
    collectRun(runner, runRequest('def f(): return 2', { call: 'f()' })),
  ]);
  expect(first.end).toEqual({ reason: 'finished', value: null });
  expect(second.end).toEqual({ reason: 'finished', value: '2' });
  runner.dispose();
}, 60_000);
