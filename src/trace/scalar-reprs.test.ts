import { describe, expect, it } from 'vitest';
import { bytesRepr, complexRepr, floatRepr } from './scalar-reprs.ts';

describe('floatRepr', () => {
  it.each([
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [123456789012345680, '1.2345678901234568e+17'],
    [1e-4, '0.0001'],
    [1e-5, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [1e100, '1e+100'],
    [5e-324, '5e-324'],
    [-2.5, '-2.5'],
    [0.1 + 0.2, '0.30000000000000004'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
    [NaN, 'nan'],
  ])('%d is %s', (value, text) => {
    expect(floatRepr(value)).toBe(text);
  });
});

it('prints complex numbers', () => {
  expect(complexRepr(0, 1)).toBe('1j');
  expect(complexRepr(-0, 1)).toBe('(-0+1j)');
  expect(complexRepr(1, -2.5)).toBe('(1-2.5j)');
  expect(complexRepr(1e20, NaN)).toBe('(1e+20+nanj)');
});

it('prints bytes', () => {
  expect(bytesRepr(Uint8Array.of(97, 0, 10, 255, 92))).toBe("b'a\\x00\\n\\xff\\\\'");
  expect(bytesRepr(Uint8Array.of(39))).toBe('b"\'"');
  expect(bytesRepr(Uint8Array.of(39, 34))).toBe("b'\\'\"'");
});
