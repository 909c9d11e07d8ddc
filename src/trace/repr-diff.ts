/**
 * What differs between two reprs, character by character: a longest common subsequence over lexical units (numbers,
 * names, the characters of strings, brackets), and within a unit that was replaced by one of its kind the part that is
 * not shared. Units keep the marks where a reader looks: `18` against `81` is one other number, no digit that moved.
 */

/** UTF-16 places, end exclusive. An empty range is a place where the other text has something that this one has not. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface ReprDiff {
  /** In order, apart from each other. */
  readonly left: readonly TextRange[];
  readonly right: readonly TextRange[];
}

/** Cells of the table beyond which only the common start and end are looked for. */
const MAX_CELLS = 1_000_000;

const UNIT = /[-+]?(?:\d+(?:\.\d+)?(?:e[-+]?\d+)?)|\w+|, |: |[^]/gu;
const STRING = /[bB]?(['"])(?:\\[^]|(?!\1)[^])*\1?/gu;

/** The units of a repr; they join to the text again. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  let done = 0;
  for (const string of text.matchAll(STRING)) {
    units.push(...(text.slice(done, string.index).match(UNIT) ?? []));
    units.push(...Array.from(string[0]));
    done = string.index + string[0].length;
  }
  units.push(...(text.slice(done).match(UNIT) ?? []));
  return units;
}

export function diffReprs(left: string, right: string): ReprDiff {
  if (left === right) return { left: [], right: [] };
  const a = unitsOf(left);
  const b = unitsOf(right);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;

  const leftRanges: TextRange[] = [];
  const rightRanges: TextRange[] = [];
  const startsA = startsOf(a);
  const startsB = startsOf(b);
  for (const hunk of hunksOf(a.slice(head, a.length - tail), b.slice(head, b.length - tail))) {
    const from = startsA[head + hunk.aStart] ?? 0;
    const to = startsA[head + hunk.aEnd] ?? 0;
    const otherFrom = startsB[head + hunk.bStart] ?? 0;
    const otherTo = startsB[head + hunk.bEnd] ?? 0;
    const inner = hunk.aEnd - hunk.aStart === 1 && hunk.bEnd - hunk.bStart === 1 ? shared(left.slice(from, to), right.slice(otherFrom, otherTo)) : { head: 0, tail: 0 };
    leftRanges.push({ start: from + inner.head, end: to - inner.tail });
    rightRanges.push({ start: otherFrom + inner.head, end: otherTo - inner.tail });
  }
  return { left: leftRanges, right: rightRanges };
}

/** Length of the common start and end of two units that replace each other; short ones are shown whole. */
function shared(a: string, b: string): { readonly head: number; readonly tail: number } {
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4) return { head: 0, tail: 0 };
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return { head, tail };
}

/** Where each unit begins; one more for the end. */
function startsOf(units: readonly string[]): number[] {
  const starts = [0];
  let place = 0;
  for (const unit of units) starts.push((place += unit.length));
  return starts;
}

interface Hunk {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

/** The stretches outside of a longest common subsequence. */
function hunksOf(a: readonly string[], b: readonly string[]): Hunk[] {
  const width = b.length + 1;
  if (a.length * b.length === 0 || (a.length + 1) * width > MAX_CELLS) return [{ aStart: 0, aEnd: a.length, bStart: 0, bEnd: b.length }];
  // lengths[i][j]: of the longest common subsequence of a from i and b from j.
  const lengths = new Int32Array((a.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const hunks: Hunk[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [aStart, bStart] = [i, j];
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j] && lengthAt(i, j) === lengthAt(i + 1, j + 1) + 1)) {
      if (j >= b.length || (i < a.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) i += 1;
      else j += 1;
    }
    if (i > aStart || j > bStart) hunks.push({ aStart, aEnd: i, bStart, bEnd: j });
    while (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    }
  }
  return hunks;
}
