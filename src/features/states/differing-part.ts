/** The part of `text` that is not in `other`: what is left after the common start and the common end. UTF-16 units, end exclusive. */
export function differingPart(text: string, other: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(text.length, other.length);
  let start = 0;
  while (start < shorter && text[start] === other[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && text[text.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1;
  return { start, end: text.length - tail };
}
