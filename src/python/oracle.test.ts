/** Recorded traces against `sys.settrace` and against a ctypes reader, over programs that use most of the language. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runRequest } from './node-runner.ts';
import { granularityDifferences, TracedInterpreter } from './testing/oracle.ts';

const FOLDER = new URL('./testing/programs/', import.meta.url);
const PROGRAMS = readdirSync(FOLDER).filter((name) => name.endsWith('.py'));
const STDIN = ['Ann', '2', 'x', 'y'];

let python: TracedInterpreter;
beforeAll(async () => {
  python = await TracedInterpreter.start();
}, 60_000);

describe.each(PROGRAMS)('%s', (name) => {
  const source = readFileSync(new URL(name, FOLDER), 'utf8');
  const request = runRequest(source, { stdin: STDIN });

  it('has the line events and values of sys.settrace', async () => {
    const { trace } = await python.record(request);
    expect(python.lineDifferences(trace, request)).toEqual([]);
  });

  it('has the value stacks that ctypes reads', async () => {
    const { trace } = await python.record(request);
    expect(python.stackDifferences(trace, request)).toEqual([]);
  });

  it('is the same at line granularity', async () => {
    const fine = await python.record(request);
    const coarse = await python.record({ ...request, granularity: 'line' });
    expect(granularityDifferences(fine.trace, coarse.trace)).toEqual([]);
    expect(coarse.run.end).toEqual(fine.run.end);
    expect(coarse.trace.stdout).toBe(fine.trace.stdout);
  });
});

describe('the code that types.coroutine puts in the place of a generator function’s', () => {
  const source =
    'import types\n@types.coroutine\ndef switch():\n    got = yield 1\n    return got\n\nasync def work():\n    return await switch()\n\n' +
    'def f():\n    task = work()\n    return task.send(None)\n';

  it.each(['line', 'instruction'] as const)('is traced by %s in a call too, of a module that ran before', async (granularity) => {
    const request = runRequest(source, { call: 'f()', granularity });
    const { run, trace } = await python.record(request);
    expect(run.end).toEqual({ reason: 'finished', value: '1' });
    expect([...trace.lines]).toContain(4);
    if (granularity === 'instruction') expect(python.lineDifferences(trace, request)).toEqual([]);
  });

  it('is refused as CPython refuses it', async () => {
    const { run } = await python.record(runRequest('import types\ntypes.coroutine(5)\n'));
    expect(run.end).toMatchObject({ type: 'TypeError', message: 'types.coroutine() expects a callable', line: 2 });
  });
});
