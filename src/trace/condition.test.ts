import { describe, expect, it } from 'vitest';
import { nextBreakpoint, type Breakpoint } from './breakpoints.ts';
import { parseCondition } from './condition.ts';
import { conditionHolds } from './condition-value.ts';
import { lineSteps, type StepIndex } from './line-steps.ts';
import { TraceScript } from './testing/trace-from-script.ts';
import { stateAt, type TraceState } from './trace-state.ts';
import { ObjectKind, type RecordIndex } from './wire.ts';

function exampleState(): TraceState {
  const script = new TraceScript({ codes: { f: { locals: ['x', 'y', 'half', 'name', 'items', 'table', 'seen', 'point', 'none', 'big', 'pair', 'loop'], globals: ['limit'] } } });
  const items = script.list(3, 1, 'two');
  const loop = script.list(1);
  loop.values = [loop];
  script.at('f', 1, {
    call: true,
    locals: {
      ...{ x: 7, y: -2, half: script.float('0.5'), name: 'Zoë', items, none: null, big: 2n ** 70n, loop },
      table: script.object(ObjectKind.DICT, 'dict', ['a', 1, 2, items], 2),
      seen: script.object(ObjectKind.SET, 'set', [1, 2], 2),
      point: script.object(ObjectKind.INSTANCE, 'Point', ['x', 4, 'tags', items]),
      pair: script.object(ObjectKind.TUPLE, 'tuple', [1, 'b']),
    },
    globals: { limit: 10, x: 999 },
  });
  return stateAt(script.trace(), 0 as RecordIndex);
}

const state = exampleState();

function holds(text: string): boolean {
  const condition = parseCondition(text);
  if (!condition.ok) throw new Error(`${text}: ${condition.error.message}`);
  return conditionHolds(condition.value, state);
}

describe('conditions', () => {
  it.each([
    ...['x > 5', 'x == 7', 'x != 8', '5 < x <= 7 < limit', 'not x < 5', 'x > 5 and y < 0', 'x < 5 or limit', 'not not x', '(x)', 'True', 'x is not None', 'none is None'],
    ...['x % 4 == 3', 'y % 3 == 1', '-7 // 2 == -4', '7 / 2 == 3.5', '2 ** 70 == big', 'big + 1 > big', '2 ** -1 == half', 'x + y * 2 == 3', '-x == -7', 'half < 1', '.5 == half', '1e1 == 10', '1_000 > 999'],
    ...['7 % -4 == -1', '-7.5 % 2 == 0.5', '-2 ** 2 == -4', '2 ** 3 ** 2 == 512', 'x == 7.0', 'True + 1 == 2'],
    ...["name == 'Zoë'", 'name[2] == "ë"', 'len(name) == 3', "name[-1] > 'a'", "'Zo' in name", "name + '!' == 'Zoë!'", "'\\n' != 'n'", "'a' < 'b' < 'ba'"],
    ...['len(items) == 3', 'items[0] == 3', "items[-1] == 'two'", '3 in items', '9 not in items', "items == [3, 1, 'two']", '[1, 2] < [1, 3]', 'pair == (1, "b")', 'len(()) == 0', '[] == []', 'not []', 'items'],
    ...["table['a'] == 1", 'table[2][1] == 1', "'a' in table", "'z' not in table", '2 in seen', 'len(table) + len(seen) == 4', 'point.x == 4', "point.tags[2] == 'two'", 'point.tags is items', 'table[2] is items', 'loop == loop', 'loop[0] is loop'],
  ])('%s holds', (text) => {
    expect(holds(text)).toBe(true);
    expect(holds(`not (${text})`)).toBe(false);
  });

  it.each(['unbound', 'unbound > 1', 'not unbound', 'x / 0 == 1', 'items[9] == 1', "table['q'] == 1", "x < 'a'", 'x.y == 1', 'len(x) == 1', '9 ** 9 ** 9 > 1', "1 in 'a'", 'point.nothing'])('%s does not hold, and does no harm', (text) => {
    expect(holds(text)).toBe(false);
  });

  it.each([
    ['', 'The condition is not complete', 0],
    ['x >', 'The condition is not complete', 3],
    ['x = 5', 'A comparison is written ==', 2],
    ['x > 5)', '“)” is not expected here', 5],
    ['len(x', '“)” is missing', 5],
    ['f(x)', 'Only len() can be called: a condition runs no code', 1],
    ['x.append(3)', 'Only len() can be called: a condition runs no code', 8],
    ['x if y else 0', '“if” is not expected here', 2],
    ['lambda: 1', '“:” is not understood here', 6],
    ['await x', '“await” is not expected here', 0],
    ['x; y', '“;” is not understood here', 1],
    ['x.', 'The name of an attribute is missing', 2],
  ])('%j is refused', (text, message, at) => {
    expect(parseCondition(text)).toEqual({ ok: false, error: { message, at } });
  });

  it('are not nested without end', () => {
    expect(parseCondition('('.repeat(200) + '1' + ')'.repeat(200)).ok).toBe(false);
    expect(parseCondition('-'.repeat(200) + '1').ok).toBe(false);
    expect(parseCondition('x'.repeat(2000)).ok).toBe(false);
  });
});

describe('nextBreakpoint', () => {
  const script = new TraceScript({ codes: { f: { locals: ['i'] } } });
  script.at('f', 1, { call: true });
  for (let i = 0; i < 10; i += 1) {
    script.at('f', 2, { line: true, locals: { i } });
    script.at('f', 3, { line: true });
  }
  const steps = lineSteps(script.trace());
  const stops = (breakpoints: readonly Breakpoint[], direction: 'forward' | 'back'): number[] => {
    const found: number[] = [];
    let from = direction === 'forward' ? 0 : steps.count - 1;
    for (let step = nextBreakpoint(steps, from as StepIndex, direction, breakpoints); step !== null; step = nextBreakpoint(steps, from as StepIndex, direction, breakpoints)) {
      found.push(step);
      from = step;
    }
    return found;
  };
  const at = (line: number, text?: string, hit: number | null = null): Breakpoint => {
    const condition = text === undefined ? null : parseCondition(text);
    return { line, condition: condition?.ok === true ? condition.value : null, hit };
  };

  it('stops at every run of its line, both ways', () => {
    expect(stops([at(3)], 'forward')).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
    expect(stops([at(3)], 'back')).toEqual([18, 16, 14, 12, 10, 8, 6, 4, 2]);
    expect(stops([], 'forward')).toEqual([]);
  });

  it('stops where its condition holds', () => {
    expect(stops([at(3, 'i > 5 and i % 2 == 0')], 'forward')).toEqual([14, 18]);
    expect(stops([at(3, 'i > 5 and i % 2 == 0'), at(2, 'i == 0')], 'back')).toEqual([18, 14, 1]);
  });

  it('stops at the hit with its number, counted from the start whatever the direction', () => {
    expect(stops([at(2, undefined, 4)], 'forward')).toEqual([7]);
    expect(stops([at(2, undefined, 4)], 'back')).toEqual([7]);
    expect(stops([at(2, 'i % 3 == 0', 2)], 'forward')).toEqual([7]);
    expect(stops([at(2, 'i > 100', 1)], 'forward')).toEqual([]);
  });
});
