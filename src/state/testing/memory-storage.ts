/** A storage that lasts as long as the test. */
import type { TextStorage } from '../storage.ts';

export function memoryStorage(start: Record<string, string> = {}): TextStorage & { readonly items: Map<string, string> } {
  const items = new Map(Object.entries(start));
  return { items, getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}
