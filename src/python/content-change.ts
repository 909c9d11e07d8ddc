/**
 * How the content of an object that was written before turned into the one now, where telling that takes far fewer words
 * than the whole content: an item set or appended, a few swapped, some cut out of the middle, all shifted by one.
 */
import { RUN_HEADER_WORDS } from '../trace/delta.ts';

/** Contents shorter than this, in words, are written whole: an entry's header weighs as much. */
const MIN_WORDS = 16;
/** Words that a change may take, as a share of those of the whole content. */
const MAX_SHARE = 0.5;
/** A queue that lost some items at its head and took others at its end keeps what lies between. */
const MAX_SHIFT = 4;

/**
 * The runs of an OBJECT_CHANGE entry that turn `before` into the `count` words of `words` at `start`, or null where the
 * whole content is as good. Both are values of two words each; of `before`, `beforeWords` words count.
 */
export function contentRuns(before: Int32Array, beforeWords: number, words: Int32Array, start: number, count: number): number[] | null {
  if (count < MIN_WORDS || beforeWords < MIN_WORDS) return null;
  const limit = Math.floor(count * MAX_SHARE);
  const differs = (old: number, now: number): boolean =>
    before[2 * old] !== words[start + 2 * now] || before[2 * old + 1] !== words[start + 2 * now + 1];
  const oldCount = beforeWords >> 1;
  const newCount = count >> 1;
  const shorter = Math.min(oldCount, newCount);
  let prefix = 0;
  while (prefix < shorter && !differs(prefix, prefix)) prefix++;
  let suffix = 0;
  while (suffix < shorter - prefix && !differs(oldCount - 1 - suffix, newCount - 1 - suffix)) suffix++;
  const runs: number[] = [];
  const splice = (at: number, removed: number, inserted: number): void => {
    runs.push(at, removed, inserted);
    for (let word = start + 2 * at; word < start + 2 * (at + inserted); word++) runs.push(words[word] as number);
  };
  if (oldCount !== newCount) {
    const inserted = newCount - suffix - prefix;
    if (RUN_HEADER_WORDS + 2 * inserted > limit) return null;
    splice(prefix, oldCount - suffix - prefix, inserted);
    return runs;
  }
  for (let at = prefix; at < newCount - suffix; ) {
    if (!differs(at, at)) {
      at++;
      continue;
    }
    let end = at + 1;
    // One value that stands between two others that changed costs less than the header of another run.
    while (end < newCount && (differs(end, end) || (end + 1 < newCount - suffix && differs(end + 1, end + 1)))) end++;
    if (runs.length + RUN_HEADER_WORDS + 2 * (end - at) > limit) return shiftRuns(differs, prefix, newCount, splice, runs) ? runs : null;
    splice(at, end - at, end - at);
    at = end;
  }
  return runs;
}

/** Tries whether all from `prefix` on has moved by a few places; then `runs` holds that alone. */
function shiftRuns(
  differs: (old: number, now: number) => boolean,
  prefix: number,
  count: number,
  splice: (at: number, removed: number, inserted: number) => void,
  runs: number[],
): boolean {
  const alike = (old: number, now: number, length: number): boolean => {
    for (let i = 0; i < length; i++) if (differs(old + i, now + i)) return false;
    return true;
  };
  runs.length = 0;
  for (let shift = 1; shift <= MAX_SHIFT && prefix + shift < count; shift++) {
    const length = count - prefix - shift;
    if (alike(prefix + shift, prefix, length)) {
      splice(prefix, shift, 0);
      splice(count - shift, 0, shift);
      return true;
    }
    if (alike(prefix, prefix + shift, length)) {
      splice(prefix, 0, shift);
      splice(count, shift, 0);
      return true;
    }
  }
  return false;
}
