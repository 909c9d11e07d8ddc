/** What a person chose about the page itself; kept over visits. */
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { DEFAULT_LIMITS, type RunLimits } from '../python/protocol.ts';
import type { Sampling } from '../model/protocol.ts';
import { readJson, writeJson, type TextStorage } from './storage.ts';

export { DEFAULT_LIMITS, type RunLimits };

export type Theme = 'system' | 'light' | 'dark' | 'contrast';
export type ProviderChoice = 'auto' | 'webgpu' | 'wasm';
export type ReferenceStyle = 'arrows' | 'numbers';

export interface Settings {
  readonly theme: Theme;
  /** How references between objects are drawn. */
  readonly references: ReferenceStyle;
  /** Single-key shortcuts can be turned off (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  /** Where the model runs; 'auto' takes WebGPU where it works. */
  readonly provider: ProviderChoice;
  /** The first steps have been shown, and are not again. */
  readonly hintSeen: boolean;
  /** The timeline draws the other turns of loops, and the other calls of a recursion, together. */
  readonly folded: boolean;
  /** Run as one types. */
  readonly live: boolean;
  /** The model's id; null: the first one there is. */
  readonly model: string | null;
  /** How tokens are drawn; 0: the best one is taken (greedy). */
  readonly temperature: number;
  readonly seed: number;
  /** Autoplay, in steps a second. */
  readonly stepsPerSecond: number;
  /** Where a run ends, whatever the program does. */
  readonly limits: RunLimits;
  /** The view that each group of tabs shows, by the group's name. */
  readonly tabs: Readonly<Record<string, string>>;
  /** Sizes of the panes in per cent, by the name of their group. */
  readonly layouts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The group of views that has the whole height; null: both are in sight. */
  readonly whole: 'upper' | 'lower' | null;
}

export type SettingsStore = StoreApi<Settings>;

const KEY = 'tracepad-settings-v1';
export const DEFAULT_SEED = 1;
const DEFAULTS: Settings = { theme: 'system', references: 'arrows', singleKeys: true, provider: 'auto', live: false, folded: false, model: null, temperature: 0, seed: DEFAULT_SEED, hintSeen: false, stepsPerSecond: 3, limits: DEFAULT_LIMITS, tabs: {}, layouts: {}, whole: null };
export const MAX_TEMPERATURE = 10;
export const MAX_SEED = 0xffff_ffff;
export const SPEEDS = [1, 3, 10, 30] as const;

const MEBIBYTE = 1024 * 1024;

/** Least and most that a person may choose of each limit, in its own unit. An interpreter alone takes some 50 MiB. */
export const LIMIT_BOUNDS: Readonly<Record<keyof RunLimits, readonly [least: number, most: number]>> = {
  maxSteps: [1, 10_000_000],
  maxSeconds: [1, 3600],
  maxInterpreterBytes: [64 * MEBIBYTE, 2048 * MEBIBYTE],
  maxTraceBytes: [MEBIBYTE, 2048 * MEBIBYTE],
  maxItems: [1, 100_000],
  maxRecursion: [50, 100_000],
};

/** What one step of each limit stands for where it is shown and in links. */
export const LIMIT_UNITS: Readonly<Record<keyof RunLimits, number>> = { maxSteps: 1, maxSeconds: 1, maxInterpreterBytes: MEBIBYTE, maxTraceBytes: MEBIBYTE, maxItems: 1, maxRecursion: 1 };

function storedLimit(name: keyof RunLimits) {
  const [least, most] = LIMIT_BOUNDS[name];
  return z.int().min(least).max(most).catch(DEFAULT_LIMITS[name]);
}

const storedLimits = z.object({
  maxSteps: storedLimit('maxSteps'),
  maxSeconds: storedLimit('maxSeconds'),
  maxInterpreterBytes: storedLimit('maxInterpreterBytes'),
  maxTraceBytes: storedLimit('maxTraceBytes'),
  maxItems: storedLimit('maxItems'),
  maxRecursion: storedLimit('maxRecursion'),
});

/** Each field falls back by itself. */
const stored = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']).catch(DEFAULTS.theme),
  references: z.enum(['arrows', 'numbers']).catch(DEFAULTS.references),
  provider: z.enum(['auto', 'webgpu', 'wasm']).catch(DEFAULTS.provider),
  hintSeen: z.boolean().catch(DEFAULTS.hintSeen),
  live: z.boolean().catch(DEFAULTS.live),
  folded: z.boolean().catch(DEFAULTS.folded),
  model: z.string().nullable().catch(DEFAULTS.model),
  temperature: z.number().min(0).max(MAX_TEMPERATURE).catch(DEFAULTS.temperature),
  seed: z.int().min(0).max(MAX_SEED).catch(DEFAULTS.seed),
  singleKeys: z.boolean().catch(DEFAULTS.singleKeys),
  stepsPerSecond: z.number().min(0.1).max(1000).catch(DEFAULTS.stepsPerSecond),
  limits: storedLimits.catch(DEFAULT_LIMITS),
  tabs: z.record(z.string(), z.string()).catch(DEFAULTS.tabs),
  layouts: z.record(z.string(), z.record(z.string(), z.number().min(0).max(100))).catch(DEFAULTS.layouts),
  whole: z.enum(['upper', 'lower']).nullable().catch(DEFAULTS.whole),
});

/** What a request says of how tokens are drawn. */
export function samplingOf({ temperature, seed }: Pick<Settings, 'temperature' | 'seed'>): Sampling | undefined {
  return temperature === 0 ? undefined : { temperature, seed };
}

/** @param visit what a link says for this visit; of it only what the person changes is kept. */
export function createSettingsStore(storage: TextStorage | null, visit: Partial<Settings> = {}): SettingsStore {
  const read = stored.safeParse(readJson(storage, KEY));
  const kept = read.success ? read.data : DEFAULTS;
  const store = createStore<Settings>(() => ({ ...kept, ...visit }));
  store.subscribe((settings) => {
    const own = Object.entries(settings).map(([name, value]: [string, unknown]) => [name, isOfVisit(name, value) ? kept[name as keyof Settings] : value] as const);
    writeJson(storage, KEY, Object.fromEntries(own));
  });
  return store;

  function isOfVisit(name: string, value: unknown): boolean {
    return Object.hasOwn(visit, name) && visit[name as keyof Settings] === value;
  }
}
