import { describe, expect, it } from 'vitest';
import { createSettingsStore } from './settings-store.ts';
import { memoryStorage } from './testing/memory-storage.ts';
import type { TextStorage } from './storage.ts';

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

  it('keeps nothing of a link that the person did not choose', () => {
    const storage = memoryStorage();
    createSettingsStore(storage).setState({ temperature: 0.5, theme: 'dark' });
    const visit = createSettingsStore(storage, { temperature: 0, seed: 7 });
    expect(visit.getState()).toMatchObject({ temperature: 0, seed: 7, theme: 'dark' });
    visit.setState({ theme: 'light' });
    expect(createSettingsStore(storage).getState()).toMatchObject({ temperature: 0.5, seed: 1, theme: 'light' });
    visit.setState({ seed: 9 });
    expect(createSettingsStore(storage).getState()).toMatchObject({ temperature: 0.5, seed: 9 });
  });
});
