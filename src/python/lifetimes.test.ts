/** Objects live as long under the tracer as without it; and what comes to the address of one that is gone is another one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { lineSteps } from '../trace/line-steps.ts';
import { assembleTrace, type Trace } from '../trace/trace.ts';
import { stateAt } from '../trace/trace-state.ts';
import type { Granularity, RecordIndex } from '../trace/wire.ts';
import { collectRun, createNodeRunner, runRequest } from './node-runner.ts';
import type { PythonRunner } from './protocol.ts';

/** Programs, and what CPython prints when nothing traces them. */
const PROGRAMS: Readonly<Record<string, readonly [source: string, stdout: string]>> = {
  'a weak reference': ['import weakref\nclass A: pass\na = A()\nr = weakref.ref(a)\nprint(r() is a)\ndel a\nprint(r())\n', 'True\nNone\n'],
  'a weak reference with a callback': [
    'import weakref\nclass A: pass\na = [A()]\nr = weakref.ref(a[0], lambda _: print("gone"))\na.clear()\nprint("after")\n',
    'gone\nafter\n',
  ],
  'a dict of weak values': [
    'import weakref\nclass A: pass\nd = weakref.WeakValueDictionary()\ndef f():\n    x = A()\n    d[1] = x\n    return len(d)\nprint(f(), len(d))\n',
    '1 0\n',
  ],
  'a file that nobody closes': ["open('lifetimes.txt', 'w').write('text')\nprint(open('lifetimes.txt').read())\n", 'text\n'],
  'a count of references': ['import sys\nx = []\nprint(sys.getrefcount(x))\ny = [x]\nprint(sys.getrefcount(x))\n', '2\n3\n'],
  'a cycle that is collected': [
    'import gc, weakref\nclass N: pass\na, b = N(), N()\na.other, b.other = b, a\nr = weakref.ref(a)\ndel a, b\ngc.collect()\nprint(r())\n',
    'None\n',
  ],
  'an address that is used again': ['print(id([]) == id([]))\n', 'True\n'],
};

let runner: PythonRunner;
beforeAll(async () => {
  runner = createNodeRunner();
  await runner.ready;
}, 120_000);

async function record(source: string, granularity: Granularity): Promise<Trace> {
  const { header, chunks, end } = await collectRun(runner, runRequest(source, { granularity }));
  const trace = assembleTrace(header, chunks, end);
  if (!trace.ok) throw new Error(trace.error.message);
  return trace.value;
}

describe.each(['line', 'instruction'] as const)('by %s', (granularity) => {
  it.each(Object.entries(PROGRAMS))('%s is as it would be', async (_, [source, stdout]) => {
    const trace = await record(source, granularity);
    expect(trace.end).toEqual(expect.objectContaining({ reason: 'finished' }));
    expect(trace.stdout).toBe(stdout);
  });

  it('gives an id once, though the address comes again', async () => {
    const trace = await record('seen = set()\nfor i in range(50):\n    x = [i]\n    seen.add(id(x))\n    del x\nfew = len(seen) < 10\n', granularity);
    const steps = lineSteps(trace);
    const contents = new Map<number, string>();
    for (let step = 0; step < steps.count; step++) {
      const state = stateAt(trace, steps.recordOf(step as never));
      const x = state.globals.find(({ name }) => name === 'x')?.value;
      if (x?.kind !== 'reference') continue;
      const content = JSON.stringify(state.object(x.id)?.values);
      expect(contents.get(x.id) ?? content).toBe(content);
      contents.set(x.id, content);
    }
    expect(contents.size).toBe(50);
    const last = stateAt(trace, (trace.recordCount - 1) as RecordIndex).globals.find(({ name }) => name === 'few');
    expect(last?.value).toEqual({ kind: 'bool', value: true });
  });

  it('keeps what a loop goes over known when it is gone', async () => {
    const trace = await record('for x in range(3):\n    y = x\n', granularity);
    const steps = lineSteps(trace);
    const state = stateAt(trace, steps.recordOf((steps.count - 2) as never));
    const iterator = state.frames.at(-1)?.stack[0];
    const source = iterator?.kind === 'reference' ? state.object(iterator.id)?.values[1] : undefined;
    expect(source?.kind === 'reference' ? state.object(source.id)?.typeName : null).toBe('range');
  });
});
