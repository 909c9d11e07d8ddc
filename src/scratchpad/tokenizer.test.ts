import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSpelling, describeToken, describeTokens, pushCharacters, pushName, pushValue, tokenizerFile } from './tokenizer.ts';
import {
  BYTE_BASE,
  COLON_SPACE,
  COMMA_SPACE,
  INDENT_BASE,
  Id,
  JUMP_BASE,
  LINE_BASE,
  MAX_INDENT,
  MAX_JUMP,
  MAX_LINE,
  OPERATOR_BASE,
  OPERATORS,
  RESERVED_BASE,
  TOKENS,
  VOCABULARY_SIZE,
} from './vocabulary.ts';

/** Any sequence of UTF-16 units, lone surrogates too. */
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
const likelyText = fc.oneof(anyText, fc.string(), fc.string({ unit: 'grapheme' }));

function tokens(push: (out: number[], text: string) => void, text: string): number[] {
  const out: number[] = [];
  push(out, text);
  return out;
}

function texts(push: (out: number[], text: string) => void, text: string): string[] {
  return tokens(push, text).map((id) => TOKENS[id] ?? '');
}

describe('vocabulary', () => {
  it('has 1024 tokens, no two alike, with room left', () => {
    expect(TOKENS).toHaveLength(VOCABULARY_SIZE);
    expect(new Set(TOKENS).size).toBe(VOCABULARY_SIZE);
    expect(VOCABULARY_SIZE - RESERVED_BASE).toBeGreaterThan(15);
  });

  it('has its parts where the constants say', () => {
    expect(Object.values(Id)).toEqual(Object.values(Id).map((_, i) => i));
    expect(TOKENS[Id.COMPACT_STEP_IN]).toBe('<compact-step-in>');
    expect(TOKENS[Id.ANSWER]).toBe('<answer>');
    expect([TOKENS[JUMP_BASE + 1], TOKENS[JUMP_BASE + MAX_JUMP]]).toEqual(['<jump:1>', '<jump:32>']);
    expect([TOKENS[INDENT_BASE], TOKENS[INDENT_BASE + MAX_INDENT]]).toEqual(['<I0>', '<I15>']);
    expect([TOKENS[LINE_BASE], TOKENS[LINE_BASE + MAX_LINE]]).toEqual(['<L0>', '<L255>']);
    expect([TOKENS[BYTE_BASE], TOKENS[BYTE_BASE + 65], TOKENS[BYTE_BASE + 255]]).toEqual(['<0x00>', 'A', '<0xFF>']);
    expect([TOKENS[COMMA_SPACE], TOKENS[COLON_SPACE]]).toEqual([', ', ': ']);
    expect([TOKENS[OPERATOR_BASE], TOKENS[OPERATOR_BASE + OPERATORS.length]]).toEqual(['==', 'False']);
  });

  it('is written to a file with stable bytes', () => {
    expect(tokenizerFile().startsWith('{"format":"tracepad-tokenizer","version":1,"tokens":["<pad>","<bos>","<eos>",')).toBe(true);
    expect(tokenizerFile().endsWith('"<reserved:40>"]}\n')).toBe(true);
  });
});

describe('names', () => {
  it('are one token where known, else split at underscores and before digits', () => {
    expect(texts(pushName, 'result')).toEqual(['result']);
    expect(texts(pushName, 'new_text2')).toEqual(['new', '_', 'text', '2']);
    expect(texts(pushName, '__init__')).toEqual(['_', '_', 'init', '_', '_']);
    expect(texts(pushName, 'xs1_')).toEqual(['x', 's', '1', '_']);
    expect(texts(pushName, '<module>')).toEqual(['<module>']);
  });

  it('hold keywords only as whole names', () => {
    expect(texts(pushName, 'match')).toEqual(['match']);
    expect(texts(pushName, 'is_ok')).toEqual(['i', 's', '_', 'o', 'k']);
    expect(texts(pushName, 'case1')).toEqual(['c', 'a', 's', 'e', '1']);
  });
});

describe('values', () => {
  it('are characters, with separators outside of quotes', () => {
    expect(texts(pushValue, "['a, b', \"it's: x\", {1: 2}]").filter((text) => text.length > 1)).toEqual([', ', ', ', ': ']);
    expect(texts(pushValue, "'\\', '")).toHaveLength(6);
    expect(texts(pushValue, 'None')).toEqual(['N', 'o', 'n', 'e']);
  });
});

describe('every text', () => {
  it.each([
    ['characters', pushCharacters],
    ['name', pushName],
    ['value', pushValue],
  ] as const)('comes back: %s', (_, push) => {
    fc.assert(
      fc.property(likelyText, (text) => {
        const ids = tokens(push, text);
        expect(decodeSpelling(ids, 0, ids.length)).toBe(text);
      }),
    );
  });

  it('is null where the bytes are not UTF-8', () => {
    for (const bytes of [[0x80], [0xc3], [0xc0, 0x80], [0xe2, 0x82], [0xf5, 0x80, 0x80, 0x80], [0xe0, 0x80, 0x80], [0xc3, 0x41]]) {
      expect(decodeSpelling(bytes.map((byte) => BYTE_BASE + byte), 0, bytes.length)).toBeNull();
    }
  });
});

describe('descriptions', () => {
  it('make blanks visible and name structure', () => {
    expect([Id.VAR, BYTE_BASE + 32, BYTE_BASE + 10, COMMA_SPACE, BYTE_BASE + 0xe9, 5000].map(describeToken)).toEqual([
      '<var>',
      '␣',
      '⏎',
      ',␣',
      '<0xE9>',
      '<unknown:5000>',
    ]);
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -5, max: 1100 })), (ids) => typeof describeTokens(ids) === 'string'));
  });
});
