/**
 * Brings an element into sight in the next frame, which works out the layout anyway: at once it would be worked out twice.
 * For an effect: gives back how to stop.
 */
export function showSoon(find: () => Element | null | undefined): () => void {
  const frame = requestAnimationFrame(() => find()?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
  return () => cancelAnimationFrame(frame);
}
