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
