import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reprStr } from './repr-str.ts';
import { reprDisplay, reprEntry, reprItemAt, reprLength } from './repr-items.ts';

describe('the items of a repr', () => {
  it.each([
    ['[]', '[', [], ']'],
    ['(1,)', '(', ['1'], ')'],
    ["['a, b', [1, 2], {'k': (3, 4)}]", '[', ["'a, b'", '[1, 2]', "{'k': (3, 4)}"], ']'],
    ["{'it\\'s': 1, \"]\": 2}", '{', ["'it\\'s': 1", '"]": 2'], '}'],
    ['deque([1, 2])', 'deque([', ['1', '2'], '])'],
    ["defaultdict(<class 'int'>, {'a': 1})", "defaultdict(<class 'int'>, {", ["'a': 1"], '})'],
    ['[<Point x=1, y=2>, 3]', '[', ['<Point x=1, y=2>', '3'], ']'],
  ])('%s', (text, head, items, tail) => {
    const display = reprDisplay(text);
    expect(display).toEqual({ head, items, tail });
  });

  it.each(['', '5', "'[1, 2]'", 'Point(x=1, y=2)', '[...]', '[1, ...]', '[1, 2', 'deque([1], maxlen=2)', '<list_iterator>', "array('i', [1, 2])"])('%s shows none', (text) => {
    expect(reprDisplay(text)).toBeNull();
  });

  it('puts together again what it took apart', () => {
    const item = fc.oneof(fc.string().map(reprStr), fc.integer().map(String), fc.constantFrom('[1, 2]', "{'a, ]': (1,)}", '()'));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), (items) => {
        expect(reprDisplay(`[${items.join(', ')}]`)).toEqual({ head: '[', items, tail: ']' });
        items.forEach((text, place) => {
          expect(reprEntry(`'k: [': ${text}`)).toEqual({ key: "'k: ['", value: text });
          expect(reprItemAt(`[${items.join(', ')}]`, place)).toBe(text);
        });
      }),
    );
  });
});

describe('the item at a place', () => {
  it('is a character of a string, as Python prints it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const characters = Array.from(text);
        characters.forEach((character, place) => {
          expect(reprItemAt(reprStr(text), place)).toBe(reprStr(character));
        });
        expect(reprItemAt(reprStr(text), characters.length)).toBeNull();
      }),
    );
  });

  it.each([
    ['range(0, 3)', 2, '2'],
    ['range(0, 3)', 3, null],
    ['range(3, -1, -2)', 1, '1'],
    ['range(3, -1, -2)', 2, null],
    ["{'a': 1, 'b': 2}", 1, "'b': 2"],
    ["dict_items([('a', 1)])", 0, "('a', 1)"],
    ['set()', 0, undefined],
    ['5', 0, undefined],
    ['[1]', -1, undefined],
    ['range(0, 99999999999999999999)', 3, '3'],
  ])('%s at %i', (text, place, item) => {
    expect(reprItemAt(text, place)).toBe(item);
  });
});

describe('the length of what a repr shows', () => {
  it.each([
    ["''", 0],
    [String.raw`'it\'s\n\x00é'`, 7],
    ["'𝄞'", 1],
    ['[]', 0],
    ['set()', 0],
    ["{'a': [1, 2], 'b': (3,)}", 2],
    ['deque([1, 2, 3])', 3],
  ])('%s', (text, length) => {
    expect(reprLength(text)).toBe(length);
  });

  it.each(['5', '<Point x=1>', '[1, ...]', 'range(0, 3)', 'None'])('%s does not say it', (text) => {
    expect(reprLength(text)).toBeUndefined();
  });
});
