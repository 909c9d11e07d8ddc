import { describe, expect, it } from 'vitest';
import { TraceScript } from '../../trace/testing/trace-from-script.ts';
import { stateAt, type TraceState } from '../../trace/trace-state.ts';
import { ObjectKind, type ObjectId, type RecordIndex } from '../../trace/wire.ts';
import { heapModel, SLOTS_SHOWN } from './heap-model.ts';

const NONE: ReadonlySet<ObjectId> = new Set();

function state(script: TraceScript, record: number): TraceState {
  return stateAt(script.trace(), record as RecordIndex);
}

describe('heap model', () => {
  it('shows an object once, however many names it has', () => {
    const script = new TraceScript({ codes: { f: { locals: ['a', 'b', 'c'] } } });
    const list = script.list(1, 'x');
    script.at('f', 1, { call: true, locals: { a: list, b: list, c: 7 } });
    const { frames, objects } = heapModel(state(script, 0), null, NONE);
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject({ typeName: 'list', layout: 'indexed', hidden: 0, changed: false });
    expect(objects[0]?.slots.map((slot) => slot.value)).toEqual([
      { kind: 'text', text: '1' },
      { kind: 'text', text: "'x'" },
    ]);
    const reference = { kind: 'reference', id: objects[0]?.id };
    expect(frames[0]?.slots.map((slot) => slot.value)).toEqual([reference, reference, { kind: 'text', text: '7' }]);
  });

  it('shows records, exceptions and what is derived from builtins by their fields', () => {
    const script = new TraceScript({ codes: { f: { locals: ['point', 'error', 'money', 'plain', 'opaque', 'queue'] } } });
    const point = script.object(ObjectKind.RECORD, 'Point', ['x', 1, 'y', script.list(2)], 2);
    const error = script.object(ObjectKind.EXCEPTION, 'ValueError', ['args', script.object(ObjectKind.TUPLE, 'tuple', ['no']), 'code', 3]);
    const money = script.object(ObjectKind.DERIVED, 'Money', [5, 'currency', 'EUR']);
    const plain = script.object(ObjectKind.DERIVED, 'Celsius', [20]);
    const opaque = script.object(ObjectKind.OTHER, 'Lock', []);
    const queue = script.object(ObjectKind.LIST, 'collections.deque', [1, 'maxlen', 9], 1);
    script.at('f', 1, { call: true, locals: { point, error, money, plain, opaque, queue } });
    const { frames, objects } = heapModel(state(script, 0), null, NONE);
    const shown = (typeName: string) =>
      objects.find((object) => object.typeName === typeName)?.slots.map(({ label, value }) => [label, value].map((part) => (part?.kind === 'text' ? part.text : part?.kind)));
    expect(shown('Point')).toEqual([
      ['x', '1'],
      ['y', 'reference'],
    ]);
    expect(shown('ValueError')).toEqual([
      ['args', "('no',)"],
      ['code', '3'],
    ]);
    expect(shown('Money')).toEqual([
      ['value', '5'],
      ['currency', "'EUR'"],
    ]);
    expect(shown('deque')).toEqual([
      ['0', '1'],
      ['maxlen', '9'],
    ]);
    expect(objects.map(({ typeName, layout, hidden }) => [typeName, layout, hidden]).sort()).toEqual([
      ['Money', 'pairs', 0],
      ['Point', 'pairs', 0],
      ['ValueError', 'pairs', 0],
      ['deque', 'indexed', 0],
      ['list', 'indexed', 0],
    ]);
    expect(frames[0]?.slots.filter(({ value }) => value.kind === 'text').map(({ key }) => key)).toEqual(['plain', 'opaque']);
  });

  it('ends at cycles', () => {
    const script = new TraceScript({ codes: { f: { locals: ['a'] } } });
    const list = script.list();
    list.values = [list];
    list.length = 1;
    script.at('f', 1, { call: true, locals: { a: list } });
    const { objects } = heapModel(state(script, 0), null, NONE);
    expect(objects).toHaveLength(1);
    expect(objects[0]?.slots[0]?.value).toEqual({ kind: 'reference', id: objects[0]?.id });
  });

  it('keeps the order of identity and marks what changed', () => {
    const script = new TraceScript({ codes: { f: { locals: ['a', 'b'] } } });
    const first = script.list(1, 2);
    const second = script.dict(['k', first]);
    script.at('f', 1, { call: true, locals: { b: second, a: first } });
    first.values = [1, 3];
    script.at('f', 2, { line: true, changed: [first] });
    const trace = script.trace();
    const { frames, objects } = heapModel(stateAt(trace, 1 as RecordIndex), stateAt(trace, 0 as RecordIndex), NONE);
    expect(objects.map((object) => object.typeName)).toEqual(['list', 'dict']);
    expect(objects[0]?.slots.map((slot) => slot.changed)).toEqual([false, true]);
    expect(objects.map((object) => object.changed)).toEqual([true, false]);
    expect(frames[0]?.slots.map((slot) => slot.changed)).toEqual([false, false]);
  });

  it('summarises long containers until they are opened', () => {
    const script = new TraceScript({ codes: { f: { locals: ['a'] } } });
    const list = script.list(...Array.from({ length: 100 }, (_, index) => index));
    list.length = 5000;
    script.at('f', 1, { call: true, locals: { a: list } });
    const [closed] = heapModel(state(script, 0), null, NONE).objects;
    expect(closed).toMatchObject({ hidden: 5000 - SLOTS_SHOWN, canOpen: true });
    const id = closed?.id;
    const [opened] = heapModel(state(script, 0), null, new Set(id === undefined ? [] : [id])).objects;
    expect(opened?.slots).toHaveLength(100);
    expect(opened).toMatchObject({ hidden: 4900, canOpen: false });
  });
});
