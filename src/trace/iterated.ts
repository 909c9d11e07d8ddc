/** What an iterator runs over, as text. */
import type { Binding, IteratedPart, IteratorPosition } from './printed-state.ts';

/** Repr of a tuple of values that are printed already. */
export function tupleText(texts: readonly string[]): string {
  return `(${texts.join(', ')}${texts.length === 1 ? ',' : ''})`;
}

/** Repr of a part; undefined where no variable has its name. */
export function partText(part: IteratedPart, locals: readonly Binding[], globals: readonly Binding[]): string | undefined {
  if ('value' in part) return part.value;
  return (locals.find(({ name }) => name === part.name) ?? globals.find(({ name }) => name === part.name))?.value;
}

/** `of` of an `IteratorPosition` with these parts: null where variables hold them all. */
export function iteratedText(over: readonly IteratedPart[], locals: readonly Binding[], globals: readonly Binding[]): string | null {
  if (over.every((part) => 'name' in part)) return null;
  const texts = over.map((part) => partText(part, locals, globals) ?? ('name' in part ? part.name : ''));
  return texts.length === 1 ? (texts[0] ?? null) : tupleText(texts);
}

/** The iterator with `of` as its parts give it. */
export function withIteratedText(iterator: IteratorPosition, locals: readonly Binding[], globals: readonly Binding[]): IteratorPosition {
  return iterator.over.length === 0 ? iterator : { ...iterator, of: iteratedText(iterator.over, locals, globals) };
}

export function samePart(left: IteratedPart, right: IteratedPart | undefined): boolean {
  if (right === undefined) return false;
  if ('name' in left) return 'name' in right && left.name === right.name;
  return 'value' in right && left.value === right.value;
}
