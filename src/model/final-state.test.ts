import { describe, expect, it } from 'vitest';
import type { PrintedState } from '../trace/printed-state.ts';
import { isFinal } from './final-state.ts';

const SOURCE = `def f(x):
    try:
        g(x)
        with open(x) as file:
            pass
    except ValueError:
        x = 1
    h(x)
`;

function state(event: PrintedState['event'], line: number, depth = 1): PrintedState {
  const frame = { function: 'f', line, locals: [], iterators: [], stack: null, offset: null };
  return { event, frames: Array.from({ length: depth }, () => frame), globals: [], value: null };
}

describe('isFinal', () => {
  it.each([
    ['return of the outermost frame', state('return', 8), true],
    ['return of an inner frame', state('return', 8, 2), false],
    ['a line', state('line', 8), false],
    ['an exception inside try', state('exception', 3), false],
    ['an exception inside with inside try', state('exception', 5), false],
    ['an exception in the handler', state('exception', 7), true],
    ['an exception after it', state('exception', 8), true],
    ['an exception in an inner frame', state('exception', 8, 2), false],
  ])('%s', (_, given, expected) => {
    expect(isFinal(given, SOURCE)).toBe(expected);
  });
});
