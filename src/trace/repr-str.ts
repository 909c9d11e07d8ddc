/** Python's repr of a str: CPython's `unicode_repr`. */

/** What `str.isprintable` refuses: Unicode's other and separator categories, the space excepted. */
const NOT_PRINTABLE = /[\p{C}\p{Z}]/u;
/** Texts that stand in single quotes as they are. */
const PLAIN = /^[ -&(-[\]-~]*$/;

/** As CPython prints it. Categories are those of the JavaScript engine's Unicode version, which may be newer than Python's. */
export function reprStr(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = quote;
  for (const char of text) out += char === quote || char === '\\' ? `\\${char}` : escapeChar(char);
  return out + quote;
}

function escapeChar(char: string): string {
  switch (char) {
    case '\t':
      return '\\t';
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case ' ':
      return char;
    default:
  }
  if (!NOT_PRINTABLE.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
