/** Memory and processor time of a process and all its descendants, as Linux counts them. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessMemory {
  /** Chromium's name for it: browser, renderer, gpu-process, utility, zygote. */
  readonly type: string;
  /** Proportional set size in MB: pages that several processes share are divided among them. */
  readonly megabytes: number;
  /** The part of it that is not a file's. */
  readonly anonymous_megabytes: number;
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Process ids by parent. */
function children(): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // "pid (name, which may hold anything) state parent …"
    const stat = readOrNull(`/proc/${name}/stat`);
    const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (!Number.isNaN(parent)) found.set(parent, [...(found.get(parent) ?? []), Number(name)]);
  }
  return found;
}

function memoryOf(id: number): ProcessMemory | null {
  const rollup = readOrNull(`/proc/${id}/smaps_rollup`);
  const command = readOrNull(`/proc/${id}/cmdline`);
  if (rollup === null || command === null) return null;
  const megabytes = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
  return {
    type: /--type=([a-z-]+)/.exec(command)?.[1] ?? 'browser',
    megabytes: megabytes('Pss'),
    anonymous_megabytes: megabytes('Pss_Anon'),
  };
}

/** Null where there is no `/proc` to read. Pages shared with another running Chromium count in part only. */
export function processMemory(root: number): readonly ProcessMemory[] | null {
  if (readOrNull(`/proc/${root}/smaps_rollup`) === null) return null;
  return family(root).map(memoryOf).filter((memory) => memory !== null);
}

/** A process and all its descendants. */
function family(root: number): number[] {
  const tree = children();
  const found: number[] = [];
  const visit = (id: number): void => {
    found.push(id);
    for (const child of tree.get(id) ?? []) visit(child);
  };
  visit(root);
  return found;
}

const TICKS_A_SECOND = 100;

/** Milliseconds of processor time that the processes have taken so far, all threads together; NaN where there is no `/proc`. */
export function processorMs(root: number): number {
  if (readOrNull(`/proc/${root}/stat`) === null) return Number.NaN;
  let ticks = 0;
  for (const id of family(root)) {
    const stat = readOrNull(`/proc/${id}/stat`);
    // Past "pid (name) state" come numbers, of which the 11th and 12th are times as a user and in the kernel.
    const fields = stat?.slice(stat.lastIndexOf(')') + 4).split(' ') ?? [];
    ticks += Number(fields[10] ?? 0) + Number(fields[11] ?? 0);
  }
  return (1000 * ticks) / TICKS_A_SECOND;
}
