import { expect, it } from 'vitest';
import type { PrintedState } from '../trace/printed-state.ts';
import { applyEdits, editableGroups } from './edited-state.ts';

const frame = (name: string, locals: Readonly<Record<string, string>>) => ({ function: name, line: 2, locals: Object.entries(locals).map(([local, value]) => ({ name: local, value })), iterators: [], stack: null, offset: null });
const STATE: PrintedState = {
  event: 'line',
  frames: [frame('<module>', {}), frame('f', { x: '1', p: 'Point(3)' }), frame('g', { x: '[1]' })],
  globals: [
    { name: 'f', value: '<function f>' },
    { name: 'total', value: '0' },
  ],
  value: null,
};

it('offers every variable, innermost frame first, and no functions', () => {
  expect(editableGroups(STATE).map(({ title, fields }) => [title, ...fields.map(({ name, value }) => `${name}=${value}`)])).toEqual([
    ['g', 'x=[1]'],
    ['f', 'x=1', 'p=Point(3)'],
    ['', 'total=0'],
  ]);
});

it('puts literals in place as their reprs, each where it was typed', () => {
  const made = applyEdits(STATE, new Map([['1.x', '"a"'], ['2.x', '[1,2]'], ['g.total', '7'], ['1.p', 'Point(3)']]));
  expect(made.ok && made.value.frames.map(({ locals }) => locals.map(({ value }) => value))).toEqual([[], ["'a'", 'Point(3)'], ['[1, 2]']]);
  expect(made.ok && made.value.globals.map(({ value }) => value)).toEqual(['<function f>', '7']);
});

it('refuses what is no literal, by field', () => {
  const made = applyEdits(STATE, new Map([['1.x', 'y + 1'], ['2.x', '[1'], ['1.p', 'Point(4)'], ['g.total', '5']]));
  expect(made.ok ? [] : [...made.error.keys()]).toEqual(['1.x', '1.p', '2.x']);
});
