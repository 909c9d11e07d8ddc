import { describe, expect, it } from 'vitest';
import { parseLiteral } from './literal.ts';

function read(text: string): string {
  const result = parseLiteral(text);
  return result.ok ? result.value : `at ${String(result.error.at)}: ${result.error.message}`;
}

describe('literals', () => {
  it.each([
    ['3', '3'],
    [' -0x1F ', '-31'],
    ['1_000', '1000'],
    ['12345678901234567890123', '12345678901234567890123'],
    ['-0', '0'],
    ['2.50', '2.5'],
    ['1e16', '1e+16'],
    ['.5', '0.5'],
    ['3.', '3.0'],
    ['-inf', '-inf'],
    ['2j', '2j'],
    ['None', 'None'],
    ['"ab"', "'ab'"],
    [`'it"s'`, `'it"s'`],
    [`"it's"`, `"it's"`],
    [String.raw`'a\n\x41é'`, String.raw`'a\nAé'`],
    [String.raw`r'\n'`, String.raw`'\\n'`],
    [`'a' "b"`, `'ab'`],
    [String.raw`b'a\xff'`, String.raw`b'a\xff'`],
    ['[1,2 , 3,]', '[1, 2, 3]'],
    ['[]', '[]'],
    ['()', '()'],
    ['(1)', '1'],
    ['(1,)', '(1,)'],
    ["(1, ('a',))", "(1, ('a',))"],
    ["{'b':1,'a':[2]}", "{'b': 1, 'a': [2]}"],
    ['{1: 2, 1: 3}', '{1: 3}'],
    ['{3, 1, 3}', '{3, 1}'],
    ['{}', '{}'],
    ['set()', 'set()'],
    ['frozenset({1})', 'frozenset({1})'],
  ])('reads %s', (text, repr) => {
    expect(read(text)).toBe(repr);
  });

  it.each([
    ['', 'at 0: a value is missing'],
    ['x', `at 0: "x" is a name; only literals such as 3, 'ab' or [1, 2] can stand here`],
    ['[1, foo(2)]', `at 4: "foo" is a name; only literals such as 3, 'ab' or [1, 2] can stand here`],
    ['1 + 2', 'at 2: "+" cannot stand after a value'],
    ['[1, 2', 'at 5: the [ at 1 is never closed'],
    ['[1 2]', 'at 3: a comma or ] should stand before "2"'],
    ['[,]', 'at 1: "," cannot begin a value'],
    ["'ab", 'at 0: this string has no end'],
    [String.raw`'\q'`, String.raw`at 1: \q is no escape; a backslash itself is written \\`],
    ['007', 'at 0: an integer may not begin with 0'],
    ['12ab', 'at 2: this number goes wrong here'],
    ['{1: 2, 3}', 'at 7: this is half a set and half a dict'],
    ['{[1]: 2}', 'at 1: [1] can change, so it can be no key'],
    ['- x', 'at 0: a number has to follow -'],
    ['<object>', 'at 0: "<" cannot begin a value'],
  ])('refuses %j and says why', (text, why) => {
    expect(read(text)).toBe(why);
  });

  it('refuses what is nested without end', () => {
    expect(read('['.repeat(1000))).toContain('nested more than');
  });
});
