/** Containers as the interpreter has them: what the trace says of them, and how large it becomes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { repr } from '../trace/repr.ts';
import { stateAt, type HeapObject } from '../trace/trace-state.ts';
import type { Trace } from '../trace/trace.ts';
import { MAX_RECORDED_ITEMS, type RecordIndex } from '../trace/wire.ts';
import { DEFAULT_LIMITS } from './protocol.ts';
import { runRequest } from './node-runner.ts';
import { TracedInterpreter } from './testing/oracle.ts';

let python: TracedInterpreter;
beforeAll(async () => {
  python = await TracedInterpreter.start();
}, 120_000);

async function record(source: string): Promise<Trace> {
  const { trace } = await python.record(runRequest(source, { limits: { ...DEFAULT_LIMITS, maxSeconds: 600 } }));
  expect(trace.end).toEqual({ reason: 'finished', value: null });
  return trace;
}

/** The versions of the module variable `name`, in order. */
function versions(trace: Trace, name: string): HeapObject[] {
  const found = new Map<number, HeapObject>();
  for (let index = 0; index < trace.recordCount; index += 1) {
    const state = stateAt(trace, index as RecordIndex);
    const value = state.globals.find((variable) => variable.name === name)?.value;
    const object = value?.kind === 'reference' ? state.object(value.id) : null;
    if (object !== null) found.set(object.version, object);
  }
  return [...found.values()];
}

/** What a version tells of items past the recorded ones. */
function beyond(trace: Trace, object: HeapObject | undefined): string[] {
  const state = stateAt(trace, (trace.recordCount - 1) as RecordIndex);
  return (object?.changedBeyond ?? []).map(({ index, values }) => `${String(index)}: ${values.map((value) => repr(value, state)).join(' ')}`);
}

describe('long containers', () => {
  it('a list is recorded with its length and the items that changed, wherever they are', async () => {
    const trace = await record("x = list(range(1500))\nx[1200] = 'set'\nx.append('more')\nx[3] = 'near'\nx.pop()\nx.pop(0)\n");
    const [first, set, more, near, pop, shifted] = versions(trace, 'x');
    expect(first).toMatchObject({ length: 1500, changedBeyond: [] });
    expect(first?.values).toHaveLength(MAX_RECORDED_ITEMS);
    expect(beyond(trace, set)).toEqual(["1200: 'set'"]);
    expect(set?.values).toEqual(first?.values);
    expect(more?.length).toBe(1501);
    expect(beyond(trace, more)).toEqual(["1500: 'more'"]);
    expect(near).toMatchObject({ length: 1501, changedBeyond: [] });
    expect(near?.values[3]).toEqual({ kind: 'str', text: 'near' });
    expect(pop).toMatchObject({ length: 1500, changedBeyond: [] });
    expect(shifted).toMatchObject({ length: 1499, changedBeyond: [] });
    expect(shifted?.values).toHaveLength(MAX_RECORDED_ITEMS);
    expect(shifted?.values[2]).toEqual({ kind: 'str', text: 'near' });
    expect(shifted?.values.at(-1)).toEqual({ kind: 'int', value: 1000 });
  });

  it('so is a dict', async () => {
    const trace = await record("d = {i: -i for i in range(1200)}\nd[1100] = 'set'\nd['k'] = ['new']\nd[2] = 'near'\n");
    const [, set, added, near] = versions(trace, 'd').slice(-4);
    expect(beyond(trace, set)).toEqual(["1100: 1100 'set'"]);
    expect(beyond(trace, added)).toEqual(["1200: 'k' ['new']"]);
    expect(added?.length).toBe(1201);
    expect(near?.values[5]).toEqual({ kind: 'str', text: 'near' });
    expect(near?.values).toHaveLength(2 * MAX_RECORDED_ITEMS);
  });

  it('the person says how many items are recorded', async () => {
    const source = "x = list(range(30))\nx[3] = 'near'\nx[20] = 'far'\nd = dict.fromkeys(x)\nb = bytes(20)\n";
    const { trace } = await python.record(runRequest(source, { limits: { ...DEFAULT_LIMITS, maxItems: 10 } }));
    expect(trace.header.recordedItems).toBe(10);
    const [first, near, far] = versions(trace, 'x');
    expect(first).toMatchObject({ length: 30, values: Array.from({ length: 10 }, (_, value) => ({ kind: 'int', value })) });
    expect(near?.values[3]).toEqual({ kind: 'str', text: 'near' });
    expect(beyond(trace, far)).toEqual(["20: 'far'"]);
    expect(far?.values).toEqual(near?.values);
    const last = stateAt(trace, (trace.recordCount - 1) as RecordIndex);
    expect(versions(trace, 'd').at(-1)).toMatchObject({ length: 30 });
    expect(last.globals.map(({ value }) => repr(value, last))).toEqual([
      "[0, 1, 2, 'near', 4, 5, 6, 7, 8, 9, ... 30 items]",
      "{0: None, 1: None, 2: None, 'near': None, 4: None, 5: None, 6: None, 7: None, 8: None, 9: None, ... 30 items}",
      "b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00'...",
    ]);
  });

  it('a growing list takes room in proportion to its length', async () => {
    const bytesOf = async (length: number): Promise<number> => {
      const source = `x = []\nfor i in range(${length}):\n    x.append(i)\n`;
      return (await record(source)).wireBytes;
    };
    const [small, large] = [await bytesOf(1000), await bytesOf(10_000)];
    expect(large / small).toBeLessThan(11);
    expect(large).toBeLessThan(5_000_000);
  });

  it.each([
    ['a sieve', 'x = [True] * 2000\nfor i in range(2, 2000):\n    for j in range(i * i, 2000, i):\n        x[j] = False\n'],
    ['swaps', 'x = [i * 37 % 101 for i in range(100)]\nfor i in range(100):\n    for j in range(99 - i):\n        if x[j] > x[j + 1]:\n            x[j], x[j + 1] = x[j + 1], x[j]\n'],
    ['a queue', 'x = list(range(900))\nfor i in range(3000):\n    x.append(x.pop(0) + 1)\n'],
  ])('%s of long lists stays under 300 bytes a record', async (_, source) => {
    const trace = await record(source);
    expect(trace.wireBytes / trace.recordCount).toBeLessThan(300);
  });
});
