import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDirectAnswer, directTarget } from './direct.ts';
import { lex } from './lexer.ts';
import { encodeLexemes, encodeSource } from './source.ts';
import { scratchpadSteps, statePairs } from './steps.ts';
import { describeTokens } from './tokenizer.ts';
import { Id } from './vocabulary.ts';

function lexemes(source: string): string[] {
  const lexed = lex(source);
  if (!lexed.ok) throw new Error(lexed.error.message);
  return lexed.value.map((lexeme) => lexeme.text);
}

function tokens(source: string): number[] {
  const lexed = lex(source);
  if (!lexed.ok) throw new Error(lexed.error.message);
  return encodeLexemes(lexed.value);
}

function text(source: string): string {
  const encoded = encodeSource(source);
  if (!encoded.ok) throw new Error(encoded.error.reason);
  return describeTokens(encoded.value);
}

describe('lexer', () => {
  it.each([
    ["f'{x}'", 1],
    ["f'{d['a']}'", 1],
    ['f"{f"{f"{1}"}"}"', 1],
    ["f'{{}} {x:{'>'}{10}} {y!r} {z=}'", 1],
    ["f'{x:%H:%M}' 'b'", 2],
    ["rf'\\{x}' f'\\N{DASH}{x}'", 2],
    ['f"""{\n  x # } "\n}"""', 1],
    ["t'{x}' Rb'\\'' u''", 3],
    ["'''a'b\n\\''' c'''", 1],
    ["f'{lambda: 1}'", 1],
    ["f'{(lambda x: {'}': x})(1)}'", 1],
    ["'a\\\nb'", 1],
  ])('takes %s as literals', (source, count) => {
    expect(lexemes(source)).toHaveLength(count);
  });

  it('splits numbers and operators as CPython does', () => {
    expect(lexemes('1..real 0xfor 1if 1_0.5e-3j .5 a<-b x**=2 ... 1.e5 x[1::2] a:=b')).toEqual([
      '1.', '.', 'real', '0xf', 'or', '1', 'if', '1_0.5e-3j', '.5', 'a', '<', '-', 'b', 'x', '**=', '2', '...', '1.e5',
      'x', '[', '1', ':', ':', '2', ']', 'a', ':=', 'b',
    ]);
  });

  it('counts lines over strings, continuations and all line ends', () => {
    const lexed = lex("a = '''x\r\ny'''\r\nb = \\\n  c\rd");
    if (!lexed.ok) throw new Error('not lexed');
    expect(lexed.value.map((lexeme) => [lexeme.text, lexeme.line, lexeme.logicalLine]).filter(([name]) => /^\w$/.test(String(name)))).toEqual([
      ['a', 1, 0],
      ['b', 3, 1],
      ['c', 4, 1],
      ['d', 5, 2],
    ]);
  });

  it('knows tabs and blocks', () => {
    const lexed = lex('if a:\n\tif b:\n\t    c\n\n  # x\n        d\ne');
    if (!lexed.ok) throw new Error('not lexed');
    expect(lexed.value.filter((l) => l.kind === 'name').map((l) => l.depth)).toEqual([0, 0, 1, 1, 2, 1, 0]);
  });

  it('says what it cannot take, and never throws', () => {
    expect(lex("x = 'a")).toEqual({ ok: false, error: { message: 'a string is not closed', line: 1 } });
    expect(lex('x = $')).toMatchObject({ ok: false });
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'a b 1 \n \t \' " \\ { } ( ) : # f r = . é'.split(' '), ' ') }), (source) => typeof lex(source).ok === 'boolean'));
  });
});

describe('source', () => {
  it('drops blanks and comments, and says lines and blocks', () => {
    expect(text('def f(a,\n      b):  # c\n\n    return a + \\\n        b\n')).toBe('<L1><I0>deff(a,<L2>b):<L4><I1>returna+<L5>b');
  });

  it("drops a function's docstring if more follows", () => {
    expect(text('def f():\n    """Doc."""\n    return 1')).toBe('<L1><I0>deff():<L3><I1>return1');
    expect(text('def f():\n    "Doc."\nx = 1')).toBe('<L1><I0>deff():<L2><I1>"Doc."<L3><I0>x=1');
    expect(text('class A:\n    "Doc."\n    x = 1')).toContain('"Doc."');
    expect(text('def f():\n    f"{x}"\n    return 1')).toContain('f"{x}"');
  });

  it('differs where programs differ', () => {
    expect(tokens('x = not _y')).not.toEqual(tokens('x = not_y'));
    expect(tokens('match _x')).not.toEqual(tokens('match_x'));
    expect(tokens('x=a  +b # c')).toEqual(tokens('x = a + b'));
  });

  it('has limits', () => {
    expect(encodeSource('\n'.repeat(255) + 'x')).toEqual({ ok: false, error: { reason: 'too-many-lines', lines: 256, limit: 255 } });
    const deep = Array.from({ length: 17 }, (_, i) => `${' '.repeat(i)}if x:`).join('\n');
    expect(encodeSource(`${deep} pass`)).toMatchObject({ ok: false, error: { reason: 'too-deep' } });
    expect(encodeSource('"')).toMatchObject({ ok: false, error: { reason: 'source-not-lexed' } });
  });

  const dataset = new URL('../../../shared/data/cruxeval-dev.jsonl', import.meta.url);
  it.skipIf(!existsSync(dataset))('takes every program of the dataset (skipped where it is absent)', () => {
    const lines = readFileSync(dataset, 'utf8').split('\n').filter((line) => line !== '');
    for (const line of lines) expect(encodeSource((JSON.parse(line) as { code: string }).code).ok).toBe(true);
  });
});

describe('direct answers', () => {
  it('come back', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('value' as const, 'exception' as const), (value, kind) => {
      expect(parseDirectAnswer(directTarget({ kind, value }))).toEqual({ kind, value });
    }));
    expect(parseDirectAnswer([])).toMatchObject({ kind: 'malformed' });
    expect(parseDirectAnswer([Id.VAR, Id.EOS])).toMatchObject({ kind: 'malformed', at: 0 });
    expect(parseDirectAnswer([Id.EOS, Id.EOS])).toMatchObject({ kind: 'malformed', at: 1 });
  });
});

describe('steps', () => {
  it('leave out code without a name of its own', () => {
    const functions = ['<module>', 'f', '<lambda>', 'f', '<genexpr>'];
    expect(scratchpadSteps(functions.map((name) => ({ function: name })))).toEqual([0, 1, 3]);
  });

  it('pair up', () => {
    expect(statePairs(['a', 'b', 'c'])).toEqual([
      { from: 0, before: 'a', after: 'b' },
      { from: 1, before: 'b', after: 'c' },
    ]);
    expect(statePairs(['a', 'b', 'c'], 2)).toEqual([{ from: 0, before: 'a', after: 'c' }]);
  });
});
