import { describe, expect, it } from 'vitest';
import { repr } from './repr.ts';
import { TraceScript } from './testing/trace-from-script.ts';
import { stateAt } from './trace-state.ts';
import type { Trace } from './trace.ts';
import { TraceBuilder } from './trace.ts';
import { DeltaOp, MAX_RECORDED_ITEMS, ObjectKind, ValueTag } from './wire.ts';
import type { ObjectId, RecordIndex } from './wire.ts';

/** `name=repr` of all variables of all frames, and of the globals. */
function show(trace: Trace, record: number): string {
  const state = stateAt(trace, record as RecordIndex);
  const frames = state.frames.map(
    (frame) => `${frame.code.name}:${String(frame.line)}(${[...frame.locals, ...frame.namedLocals].map((variable) => `${variable.name}=${repr(variable.value, state)}`).join(' ')})`,
  );
  const globals = state.globals.map((variable) => `${variable.name}=${repr(variable.value, state)}`);
  return [...frames, ...globals].join(' ');
}

describe('stateAt', () => {
  it('shows what was set at or before the record', () => {
    const script = new TraceScript({ codes: { f: { locals: ['x', 'y'] } } });
    script.at('f', 1, { call: true, locals: { x: 1 } });
    script.at('f', 2, { line: true });
    script.at('f', 3, { line: true, locals: { y: 'a' } });
    script.at('f', 4, { line: true, locals: { x: undefined } });
    const trace = script.trace();
    expect([0, 1, 2, 3].map((record) => show(trace, record))).toEqual(['f:1(x=1)', 'f:2(x=1)', "f:3(x=1 y='a')", "f:4(y='a')"]);
  });

  it('keeps the frames below the top, and drops them when they are left', () => {
    const script = new TraceScript({ codes: { f: { locals: ['n'] } } });
    script.at('f', 1, { call: true, locals: { n: 2 } });
    script.at('f', 2, { line: true });
    script.at('f', 1, { call: true, locals: { n: 1 } });
    script.at('f', 3, { line: true, return: true, stack: [1] });
    script.at('f', 2);
    const trace = script.trace();
    expect(show(trace, 3)).toBe('f:2(n=2) f:3(n=1)');
    expect(show(trace, 4)).toBe('f:2(n=2)');
  });

  it('lets a generator go on with its own locals', () => {
    const script = new TraceScript({ codes: { main: { locals: ['g'] }, gen: { locals: ['i'] } } });
    script.at('main', 1, { call: true });
    const frame = script.at('gen', 5, { call: true, locals: { i: 7 } });
    script.at('gen', 6, { yield: true, stack: [7] });
    script.at('main', 2, { line: true });
    script.at('gen', 6, { call: true, frame });
    const trace = script.trace();
    expect(show(trace, 3)).toBe('main:2()');
    expect(show(trace, 4)).toBe('main:2() gen:6(i=7)');
  });

  it('shares objects and shows them as they were', () => {
    const script = new TraceScript({ codes: { f: { locals: ['a', 'b'] } } });
    const list = script.list(1);
    script.at('f', 1, { call: true, locals: { a: list, b: list } });
    list.values = [1, 2];
    list.length = 2;
    script.at('f', 2, { line: true, changed: [list] });
    const trace = script.trace();
    const before = stateAt(trace, 0 as RecordIndex);
    const after = stateAt(trace, 1 as RecordIndex);
    expect(show(trace, 0)).toBe('f:1(a=[1] b=[1])');
    expect(show(trace, 1)).toBe('f:2(a=[1, 2] b=[1, 2])');
    const [a, b] = after.top.locals;
    expect(a?.value).toEqual(b?.value);
    expect(a?.version).toBe(before.top.locals[0]?.version);
    const id = a?.value.kind === 'reference' ? a.value.id : null;
    expect(id).not.toBeNull();
    if (id !== null) expect(after.object(id)?.version).not.toBe(before.object(id)?.version);
  });

  it('shows the content of cells, and leaves out empty ones', () => {
    const script = new TraceScript({ codes: { f: { locals: ['x', 'y'] } } });
    const full = script.cell(3);
    const empty = script.cell();
    script.at('f', 1, { call: true, locals: { x: full, y: empty } });
    full.values = [4];
    script.at('f', 2, { line: true, changed: [full] });
    const trace = script.trace();
    expect(show(trace, 0)).toBe('f:1(x=3)');
    expect(show(trace, 1)).toBe('f:2(x=4)');
    const [before, after] = [0, 1].map((record) => stateAt(trace, record as RecordIndex).top.locals[0]);
    expect(after?.cell).toBe(before?.cell);
    expect(after?.version).not.toBe(before?.version);
  });

  it('reads class bodies, globals, exceptions and stdout', () => {
    const script = new TraceScript({ codes: { '<module>': {}, C: {} } });
    script.at('<module>', 1, { call: true, globals: { b: 1 }, prints: 'hi\n' });
    script.at('C', 2, { call: true, namedLocals: { k: 2 }, globals: { a: 0 } });
    script.at('C', 3, { exception: ['ValueError', 'no'] });
    const trace = script.trace();
    expect(show(trace, 0)).toBe('<module>:1() b=1');
    expect(show(trace, 2)).toBe('<module>:1() C:3(k=2) b=1 a=0');
    const state = stateAt(trace, 2 as RecordIndex);
    expect(state.exception).toMatchObject({ type: 'ValueError', message: 'no' });
    expect(stateAt(trace, 1 as RecordIndex).exception).toBeNull();
    expect(trace.stdoutAt(1 as RecordIndex)).toBe('hi\n');
  });

  it('reads the same from chunks cut anywhere, and while the run goes on', () => {
    const build = (cutAfter: number): { trace: Trace; early: Trace } => {
      const script = new TraceScript({ codes: { f: { locals: ['i', 'items'] } } });
      const list = script.list();
      for (let i = 0; i < 40; i += 1) {
        list.values = [...list.values, i];
        list.length = i + 1;
        script.at('f', 1 + (i % 5), { call: i === 0, line: true, locals: { i, ...(i === 0 ? { items: list } : {}) }, ...(i === 0 ? {} : { changed: [list] }) });
        if (i % cutAfter === 0) script.cut();
      }
      return { early: script.snapshot(), trace: script.trace() };
    };
    const { trace, early } = build(7);
    expect(early.recordCount).toBeLessThan(trace.recordCount);
    const whole = build(1000).trace;
    for (let record = 0; record < 40; record += 1) {
      expect(show(trace, record)).toBe(show(whole, record));
      expect(show(trace, record)).toContain(`i=${String(record)} items=[0`);
      if (record < early.recordCount) expect(show(early, record)).toBe(show(trace, record));
    }
  });
});

describe('changes of objects', () => {
  /** A trace whose one object gets the delta words of `records`, one record each; the first has to bind it. */
  function changing(records: readonly (readonly number[])[]): Trace {
    const script = new TraceScript({ codes: { f: { locals: ['x'] } } });
    const builder = new TraceBuilder(script.header);
    const binding = [DeltaOp.LOCALS | (1 << 8), 0, ValueTag.REFERENCE, 0];
    const deltas = records.map((words, record) => (record === 0 ? [...binding, ...words] : [...words]));
    let end = 0;
    const appended = builder.append({
      flags: Uint8Array.from(deltas, () => 1),
      frameIds: new Int32Array(deltas.length),
      depths: Int32Array.from(deltas, () => 1),
      offsets: Int32Array.from(deltas, () => 2),
      stdoutLengths: new Int32Array(deltas.length),
      deltaEnds: Int32Array.from(deltas, (words) => (end += words.length)),
      deltas: Int32Array.from(deltas.flat()),
      strings: ['list'],
      frameCodes: Int32Array.of(0),
      stdout: '',
      stderr: '',
    });
    expect(appended.ok).toBe(true);
    return builder.snapshot();
  }
  const whole = (kind: number, values: readonly number[], length = values.length): number[] => [DeltaOp.OBJECT | ((2 * values.length) << 8), 0, kind, 0, length, ...values.flatMap((value) => [ValueTag.INT, value])];
  const change = (length: number, ...runs: number[]): number[] => [DeltaOp.OBJECT_CHANGE | (runs.length << 8), 0, length, ...runs];
  const int = (value: number): number[] => [ValueTag.INT, value];

  it('are applied in order to what was written whole', () => {
    const trace = changing([
      whole(ObjectKind.LIST, [1, 2, 3]),
      change(4, 3, 0, 1, ...int(4)),
      change(3, 0, 1, 0, 2, 1, 1, ...int(9)),
      whole(ObjectKind.LIST, [7]),
      change(2, 0, 0, 1, ...int(6)),
    ]);
    // Later versions first: what was read before must not matter.
    const shown = [4, 3, 2, 1, 0].map((record) => show(trace, record));
    expect(shown).toEqual(['f:1(x=[6, 7])', 'f:1(x=[7])', 'f:1(x=[2, 3, 9])', 'f:1(x=[1, 2, 3, 4])', 'f:1(x=[1, 2, 3])']);
    expect(trace.store.objectKind(0, 2)).toBe(ObjectKind.LIST);
  });

  it('tell items past those that are recorded', () => {
    const many = Array.from({ length: MAX_RECORDED_ITEMS }, (_, index) => index);
    const trace = changing([whole(ObjectKind.LIST, many, 1500), change(1501, 0, 1, 1, ...int(-1), 1200, 1, 1, ...int(5), 1500, 0, 1, ...int(6))]);
    const object = stateAt(trace, 1 as RecordIndex).object(0 as ObjectId);
    expect(object).toMatchObject({ length: 1501, changedBeyond: [{ index: 1200, values: [{ value: 5 }] }, { index: 1500, values: [{ value: 6 }] }] });
    expect(object?.values).toHaveLength(MAX_RECORDED_ITEMS);
    expect(object?.values[0]).toEqual({ kind: 'int', value: -1 });
    expect(stateAt(trace, 0 as RecordIndex).object(0 as ObjectId)?.changedBeyond).toEqual([]);
  });

  it('of an object that was never written read as empty', () => {
    const trace = changing([change(1, 5, 2, 1, ...int(3))]);
    expect(stateAt(trace, 0 as RecordIndex).object(0 as ObjectId)).toMatchObject({ kind: ObjectKind.OTHER, length: 1 });
    expect(trace.store.objectKind(0, 0)).toBeNull();
  });
});

describe('TraceBuilder', () => {
  it('refuses chunks that do not hold together', () => {
    const script = new TraceScript({ codes: { f: { locals: ['x'] } } });
    script.at('f', 1, { call: true, locals: { x: 1 } });
    const chunk = script.cut();
    const refused = [
      { ...chunk, depths: new Int32Array(0) },
      { ...chunk, frameIds: Int32Array.of(9) },
      { ...chunk, frameCodes: Int32Array.of(9) },
      { ...chunk, deltaEnds: Int32Array.of(999) },
      { ...chunk, deltas: Int32Array.of(1 | (1 << 8), 5, 1, 1) },
      { ...chunk, deltas: Int32Array.of(1 | (7 << 8), 0, 1, 1) },
      { ...chunk, deltas: Int32Array.of(99, 0, 1, 1) },
      { ...chunk, deltas: Int32Array.of(5, 2 ** 30, 0, 0), deltaEnds: Int32Array.of(4) },
      { ...chunk, deltas: Int32Array.of(DeltaOp.OBJECT_CHANGE, 2 ** 30, 0), deltaEnds: Int32Array.of(3) },
      { ...chunk, deltas: Int32Array.of(DeltaOp.OBJECT_CHANGE | (3 << 8), 0, 0, 0, 0, 9), deltaEnds: Int32Array.of(6) },
      { ...chunk, deltas: Int32Array.of(DeltaOp.OBJECT_CHANGE | (3 << 8), 0, 0, 0, -1, 0), deltaEnds: Int32Array.of(6) },
    ];
    for (const bad of refused) {
      const builder = new TraceBuilder(script.header);
      const result = builder.append(bad);
      expect(result.ok).toBe(false);
      expect(builder.recordCount).toBe(0);
      expect(builder.append(chunk).ok).toBe(true);
    }
  });
});
