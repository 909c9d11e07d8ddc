import { describe, expect, it } from 'vitest';
import { LAST_LEVEL, objectLevels } from './object-levels.ts';
import { TraceScript, type ScriptObject } from './testing/trace-from-script.ts';
import { ObjectKind, type ObjectId } from './wire.ts';

const script = (): TraceScript => new TraceScript({ codes: { f: { locals: ['a', 'b', 'c', 'd'], globals: ['g'] } } });

function levelsOf(built: TraceScript, ...objects: ScriptObject[]): number[] {
  const levels = objectLevels(built.trace());
  return objects.map(({ id }) => levels.get(id as ObjectId) ?? 0);
}

/** A node, and the step that writes it down. */
function node(built: TraceScript, attributes: Record<string, ScriptObject | null>): ScriptObject {
  const made = built.instance('Node', attributes);
  built.at('f', 1, { line: true, locals: { a: made } });
  return made;
}

function change(built: TraceScript, object: ScriptObject, attributes: Record<string, ScriptObject | null>): void {
  object.values = Object.entries(attributes).flat();
  built.at('f', 2, { line: true, changed: [object] });
}

describe('levels of objects', () => {
  it('go on along a list that grows at its end', () => {
    const built = script();
    const [one, two, three] = [node(built, { next: null }), node(built, { next: null }), node(built, { next: null })];
    change(built, one, { next: two });
    change(built, two, { next: three });
    expect(levelsOf(built, one, two, three)).toEqual([0, 1, 2]);
  });

  it('go on along a list that grows at its beginning, behind the object that holds it', () => {
    const built = script();
    const holder = node(built, { head: null });
    const one = node(built, { next: null });
    change(built, holder, { head: one });
    const two = node(built, { next: one });
    change(built, holder, { head: two });
    const three = node(built, { next: two });
    change(built, holder, { head: three });
    expect(levelsOf(built, holder, three, two, one)).toEqual([0, 1, 2, 3]);
  });

  it('stay where a list is turned round in place', () => {
    const built = script();
    const three = node(built, { next: null });
    const two = node(built, { next: three });
    const one = node(built, { next: two });
    change(built, one, { next: null });
    change(built, two, { next: one });
    change(built, three, { next: two });
    expect(levelsOf(built, one, two, three)).toEqual([0, 1, 2]);
  });

  it('do not go back along what leads back, whichever came first', () => {
    const built = script();
    const one = node(built, { next: null, prev: null });
    const two = node(built, { next: null, prev: one });
    change(built, one, { next: two, prev: null });
    expect(levelsOf(built, one, two)).toEqual([0, 1]);
    const lone = script();
    const root = node(lone, { parent: null });
    const leaf = node(lone, { parent: root });
    expect(levelsOf(lone, leaf, root)).toEqual([0, 1]);
  });

  it('are those of lists in dicts and of what is shared by two', () => {
    const built = script();
    const shared = built.list(1);
    const inner = built.list(shared);
    const dict = built.dict(['x', inner], ['y', shared]);
    built.at('f', 1, { line: true, locals: { a: dict, b: inner } });
    expect(levelsOf(built, dict, inner, shared)).toEqual([0, 1, 2]);
  });

  it('are of what a list is given later, and not moved by a cell, an iterator or itself', () => {
    const built = script();
    const item = built.list(1);
    const list = built.list();
    const cell = built.cell(list);
    const iterator = built.iterator('list_iterator', 0, list);
    built.at('f', 1, { line: true, locals: { a: list, b: item, c: cell, d: iterator } });
    list.values = [item, list];
    built.at('f', 2, { line: true, changed: [list] });
    expect(levelsOf(built, list, item, cell)).toEqual([0, 1, 0]);
  });

  it('end for a ring and are found for a list of thousands', () => {
    const built = script();
    const ring = [node(built, { next: null })];
    for (let i = 1; i < 3000; i += 1) ring.push(node(built, { next: ring.at(-1) ?? null }));
    const [first] = ring;
    if (first !== undefined) change(built, first, { next: ring.at(-1) ?? null });
    for (let i = 0; i < 20; i += 1) ring.unshift(node(built, { next: null }));
    for (let i = 19; i >= 0; i -= 1) if (ring[i + 1] !== undefined) change(built, ring[i + 1] as ScriptObject, { next: ring[i] ?? null });
    const levels = objectLevels(built.trace());
    expect(ring.map(({ id }) => levels.get(id as ObjectId))).toEqual(ring.map((_, i) => Math.min(ring.length - 1 - i, LAST_LEVEL)));
  });

  it('are not moved by what no variable holds, and are by what a closure does', () => {
    const built = script();
    const [one, two] = [built.list(1), built.list(2)];
    const outer = built.list(two);
    built.at('f', 1, { line: true, locals: { a: one, b: built.cell(outer) } });
    built.at('f', 2, { line: true, stack: [built.tuple(one)] });
    expect(levelsOf(built, one, outer, two)).toEqual([0, 0, 1]);
  });

  it('count attributes of records and exceptions as well', () => {
    const built = script();
    const list = built.list(2);
    const point = built.object(ObjectKind.RECORD, 'Point', ['x', 1, 'y', list], 2);
    built.at('f', 1, { line: true, globals: { g: point } });
    expect(levelsOf(built, point, list)).toEqual([0, 1]);
  });
});
