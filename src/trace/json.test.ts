import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTraceData, readTraceDocument } from './json-import.ts';
import { traceDocument, traceJson } from './json.ts';
import type { Trace } from './trace.ts';
import { TraceScript } from './testing/trace-from-script.ts';

const FIXTURES = new URL('./fixtures/', import.meta.url);

/** `def f(n)` with a loop, a print and a return. */
function example(): Trace {
  const script = new TraceScript({ codes: { f: { locals: ['n', 'items'], globals: ['scale'] } }, source: 'scale = 2\n', call: 'f(3)' });
  const items = script.list();
  script.at('f', 2, { call: true, locals: { n: 3 }, globals: { scale: 2 } });
  script.at('f', 3, { line: true, locals: { items } });
  items.values = ['é', script.float('0.5')];
  items.length = 2;
  script.at('f', 4, { line: true, changed: [items], stack: [script.iterator('list_iterator', 1, items)], prints: 'hi\n' });
  script.at('f', 4, { return: true, stack: [items] });
  return script.trace({ reason: 'finished', value: "['é', 0.5]" });
}

describe('traceDocument', () => {
  it('has the steps of a granularity', () => {
    const document = traceDocument(example(), 'line');
    expect(document.steps.map((step) => step.event)).toEqual(['call', 'line', 'line', 'return']);
    expect(Object.keys(document)).toEqual(['format', 'version', 'python', 'source', 'call', 'end', 'steps']);
    expect(document.steps[2]).toEqual({
      event: 'line',
      line: 4,
      function: 'f',
      depth: 1,
      locals: { n: '3', items: "['é', 0.5]" },
      globals: { scale: '2' },
      iterators: [1],
      value: null,
      stdout: 'hi\n',
    });
    const instructions = traceDocument(example(), 'instruction');
    expect(instructions.steps).toHaveLength(4);
    expect(instructions.steps[3]).toMatchObject({ event: 'return', stack: ["['é', 0.5]"], offset: 8, instruction: 'NOP', argument: '', value: "['é', 0.5]" });
  });

  it('keeps a long stdout once, and its end in the steps', () => {
    const script = new TraceScript({ codes: { f: {} } });
    script.at('f', 1, { line: true, prints: 'ab'.repeat(3000) });
    const document = traceDocument(script.trace(), 'line');
    expect(document.stdout).toHaveLength(6000);
    expect(document.steps[0]?.stdout).toHaveLength(4000);
    expect(document.steps[0]?.stdout.slice(0, 4)).toBe('…bab');
    expect(readTraceData(document)).toEqual({ ok: true, value: document });
  });

  it.each(['line', 'instruction'] as const)('is read back as it was written: %s', (granularity) => {
    const text = [...traceJson(example(), granularity)].join('');
    const read = readTraceDocument(text);
    expect(read).toEqual({ ok: true, value: traceDocument(example(), granularity) });
  });
});

describe('readTraceDocument', () => {
  const document = (): Record<string, unknown> => JSON.parse(JSON.stringify(traceDocument(example(), 'line'))) as Record<string, unknown>;

  it('names what is wrong', () => {
    expect(readTraceDocument('no')).toMatchObject({ ok: false, error: { kind: 'not-a-trace' } });
    expect(readTraceData([])).toMatchObject({ ok: false, error: { kind: 'not-a-trace' } });
    expect(readTraceData({ ...document(), format: 'other' })).toMatchObject({ ok: false, error: { kind: 'not-a-trace' } });
    expect(readTraceData({ ...document(), version: 2 })).toEqual({ ok: false, error: { kind: 'too-new-version', version: 2, newestKnown: 1 } });
    expect(readTraceData({ ...document(), version: 'x' })).toMatchObject({ ok: false, error: { kind: 'invalid-field', path: 'version' } });
    expect(readTraceData({ ...document(), end: { reason: 'bored' } })).toMatchObject({ ok: false, error: { kind: 'invalid-field', path: 'end.reason' } });
    const steps = document()['steps'] as object[];
    expect(readTraceData({ ...document(), steps: [...steps, { ...steps[0], line: 'two' }] })).toMatchObject({ ok: false, error: { kind: 'invalid-field', path: 'steps[4].line' } });
  });

  it('drops fields that it does not know', () => {
    expect(readTraceData({ ...document(), colour: 'red' })).toEqual({ ok: true, value: traceDocument(example(), 'line') });
  });
});

describe('fixtures', () => {
  // A fixture is written once for its version and must load for ever: change and delete none.
  it.each(readdirSync(FIXTURES).filter((name) => name.startsWith('trace-')))('%s loads', (name) => {
    const read = readTraceDocument(readFileSync(new URL(name, FIXTURES), 'utf8'));
    expect(read).toMatchObject({ ok: true });
    if (read.ok) expect(read.value.steps).not.toHaveLength(0);
  });
});
