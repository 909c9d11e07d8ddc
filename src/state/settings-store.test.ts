import { describe, expect, it } from 'vitest';
import { createSettingsStore } from './settings-store.ts';
import type { TextStorage } from './storage.ts';

function memoryStorage(start: Record<string, string> = {}): TextStorage & { readonly items: Map<string, string> } {
  const items = new Map(Object.entries(start));
  return { items, getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

describe('settings', () => {
  it('survive a visit', () => {
    const storage = memoryStorage();
    createSettingsStore(storage).setState({ theme: 'dark', singleKeys: false });
    expect(createSettingsStore(storage).getState()).toMatchObject({ theme: 'dark', singleKeys: false });
  });

  it('lose only a bad field', () => {
    const storage = memoryStorage({ 'tracepad-settings-v1': '{"theme":"pink","singleKeys":false}' });
    expect(createSettingsStore(storage).getState()).toMatchObject({ theme: 'system', singleKeys: false });
  });

  it('work without storage and over damaged storage', () => {
    expect(createSettingsStore(null).getState().theme).toBe('system');
    expect(createSettingsStore(memoryStorage({ 'tracepad-settings-v1': '{' })).getState().theme).toBe('system');
    const refusing: TextStorage = {
      getItem: () => {
        throw new Error('refused');
      },
      setItem: () => {
        throw new Error('refused');
      },
    };
    const store = createSettingsStore(refusing);
    store.setState({ theme: 'light' });
    expect(store.getState().theme).toBe('light');
  });
});
