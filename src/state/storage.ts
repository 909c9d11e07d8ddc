/** The browser's storage, which may be missing or refuse (private windows, sandboxed frames, full disks). */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Reads a stored JSON value; null where there is none, where it is damaged or where storage is refused. */
export function readJson(storage: TextStorage | null, key: string): unknown {
  try {
    const text = storage?.getItem(key) ?? null;
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** Writes a JSON value; settings are a comfort, so a storage that refuses is no error. */
export function writeJson(storage: TextStorage | null, key: string, value: unknown): void {
  try {
    storage?.setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}
