/** Pieces of source by range: lines from 1, columns in UTF-16 units from 0. */

export type SourceRange = readonly [line: number, column: number, endLine: number, endColumn: number];

/** The source's lines without their ends, as CPython counts them. */
export function sourceLines(source: string): readonly string[] {
  return source.split(/\r\n|\r|\n/);
}

/** The text of a range; of several lines in one, with single spaces for the breaks. */
export function textOfRange(lines: readonly string[], [line, column, endLine, endColumn]: SourceRange): string {
  if (line === endLine) return (lines[line - 1] ?? '').slice(column, endColumn);
  const parts: string[] = [];
  for (let at = line; at <= endLine; at += 1) {
    const text = lines[at - 1] ?? '';
    parts.push(text.slice(at === line ? column : 0, at === endLine ? endColumn : text.length).trim());
  }
  return parts.filter((part) => part !== '').join(' ');
}

/** Where the identifier `name` stands on the line of `from`, outside of it and nearest to it; null where it does not. */
export function nearestName(lines: readonly string[], name: string, from: SourceRange): SourceRange | null {
  const [line, start, endLine, end] = from;
  const text = lines[line - 1] ?? '';
  let nearest: SourceRange | null = null;
  let least = Infinity;
  for (let at = text.indexOf(name); at >= 0 && name !== ''; at = text.indexOf(name, at + 1)) {
    const isWord = !isNamePart(text.charAt(at - 1)) && !isNamePart(text.charAt(at + name.length));
    const isOutside = at + name.length <= start || (line === endLine && at >= end);
    const distance = at < start ? start - at - name.length : at - end;
    if (!isWord || !isOutside || distance > least) continue;
    nearest = [line, at, line, at + name.length];
    least = distance;
  }
  return nearest;
}

/** Where the identifier `name` stands first on the first line of `range`, within it; null where it does not. */
export function nameWithin(lines: readonly string[], name: string, [line, start, endLine, end]: SourceRange): SourceRange | null {
  const text = lines[line - 1] ?? '';
  for (let at = text.indexOf(name, start); at >= 0 && name !== ''; at = text.indexOf(name, at + 1)) {
    if (line === endLine && at + name.length > end) return null;
    if (!isNamePart(text.charAt(at - 1)) && !isNamePart(text.charAt(at + name.length))) return [line, at, line, at + name.length];
  }
  return null;
}

/** Whether `inner` lies within `outer` and is not the same. */
export function liesWithin(inner: SourceRange, outer: SourceRange): boolean {
  const begins = inner[0] > outer[0] || (inner[0] === outer[0] && inner[1] >= outer[1]);
  const ends = inner[2] < outer[2] || (inner[2] === outer[2] && inner[3] <= outer[3]);
  return begins && ends && !sameRange(inner, outer);
}

export function sameRange(left: SourceRange | null, right: SourceRange | null): boolean {
  if (left === null || right === null) return left === right;
  return left.every((part, index) => part === right[index]);
}

function isNamePart(character: string): boolean {
  return /[\p{L}\p{N}_]/u.test(character);
}
