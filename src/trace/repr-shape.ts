/** The type that a repr looks like, read from its shape alone. */

const NUMBER_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^-?\d+$/, 'int'],
  [/^-?(\d+\.\d+(e[+-]?\d+)?|\d+e[+-]?\d+|inf|nan)$/, 'float'],
  [/^(\([^()]*j\)|-?[\d.e+-]+j)$/, 'complex'],
];

/** `int`, `str`, `list` …; the name in `Name(…)` and `<Name …>`; '' for a text that is no repr. */
export function reprShape(text: string): string {
  switch (text) {
    case 'None':
      return 'NoneType';
    case 'True':
    case 'False':
      return 'bool';
    case '{}':
    case '{...}':
      return 'dict';
    default:
  }
  for (const [pattern, shape] of NUMBER_SHAPES) if (pattern.test(text)) return shape;
  switch (text[0]) {
    case "'":
    case '"':
      return 'str';
    case '[':
      return 'list';
    case '(':
      return 'tuple';
    case '{':
      return hasColonAtTop(text) ? 'dict' : 'set';
    default:
  }
  if (/^b['"]/.test(text)) return 'bytes';
  return /^<?([A-Za-z_][\w.]*)/.exec(text)?.[1] ?? '';
}

/** Whether a display `{…}` has a colon outside of quotes and of nested brackets. */
function hasColonAtTop(text: string): boolean {
  let depth = 0;
  let quote = '';
  for (let place = 0; place < text.length; place += 1) {
    const char = text.charAt(place);
    if (quote !== '') {
      if (char === '\\') place += 1;
      else if (char === quote) quote = '';
    } else if (char === "'" || char === '"') {
      quote = char;
    } else if ('[({'.includes(char)) {
      depth += 1;
    } else if ('])}'.includes(char)) {
      depth -= 1;
    } else if (depth === 1 && char === ':') {
      return true;
    } else if (depth === 1 && char === ',') {
      return false;
    }
  }
  return false;
}
