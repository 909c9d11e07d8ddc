/** Python reprs of builtin scalars, made in JavaScript so that the tracer need not call into the interpreter. */

/**
 * `repr` of a Python float. Both languages print the shortest digits that read back as the same double; they differ
 * in when they write an exponent: CPython where the decimal point is left of 1e-4 or right of 1e16
 * (`Python/pystrtod.c`, format code 'r').
 */
export function floatRepr(value: number): string {
  return formatDouble(value, true);
}

function formatDouble(value: number, addPoint: boolean): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return (Object.is(value, -0) ? '-0' : '0') + (addPoint ? '.0' : '');
  const magnitude = Math.abs(value);
  const sign = value < 0 ? '-' : '';
  if (magnitude >= 1e-4 && magnitude < 1e16) {
    // JavaScript writes plain digits between 1e-6 and 1e21, which covers this range.
    const text = String(magnitude);
    return sign + (text.includes('.') || !addPoint ? text : `${text}.0`);
  }
  const [mantissa = '', exponent = ''] = magnitude.toExponential().split('e');
  const digits = exponent.slice(1).padStart(2, '0');
  return `${sign}${mantissa}e${exponent.startsWith('-') ? '-' : '+'}${digits}`;
}

/** `repr` of a Python complex: `2j`, `(1+2j)`, `(-0-1e+16j)`. */
export function complexRepr(real: number, imaginary: number): string {
  const tail = formatDouble(imaginary, false);
  if (Object.is(real, 0)) return `${tail}j`;
  const signed = tail.startsWith('-') ? tail : `+${tail}`;
  return `(${formatDouble(real, false)}${signed}j)`;
}

/** `repr` of Python bytes. `escapeSingle`: as inside that of a bytearray, where CPython escapes `'` in double quotes too. */
export function bytesRepr(bytes: Uint8Array, escapeSingle = false): string {
  let single = false;
  let double = false;
  for (const byte of bytes) {
    if (byte === 0x27) single = true;
    else if (byte === 0x22) double = true;
  }
  const quote = single && !double ? '"' : "'";
  let text = `b${quote}`;
  for (const byte of bytes) {
    if (byte === 0x5c || byte === quote.charCodeAt(0) || (escapeSingle && byte === 0x27)) text += `\\${String.fromCharCode(byte)}`;
    else if (byte === 9) text += '\\t';
    else if (byte === 10) text += '\\n';
    else if (byte === 13) text += '\\r';
    else if (byte < 32 || byte > 126) text += `\\x${byte.toString(16).padStart(2, '0')}`;
    else text += String.fromCharCode(byte);
  }
  return text + quote;
}
