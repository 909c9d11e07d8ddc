/** Memory and processor time of a process and all its descendants, as Linux counts them. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessMemory {
  /**
   * What it is for. Chromium's name for it (browser, gpu-process, zygote), a utility's service, "browser's own pages", or
   * "renderer" with its dedicated workers, by which the page (the model's and the editor's) and the sandbox (Python's) are
   * told apart from renderers that wait for a page.
   */
  readonly role: string;
  /** Proportional set size in MB: pages that several processes share are divided among them, other browsers included. */
  readonly megabytes: number;
  /** What no other process has, in MB: this does not depend on what else runs on the machine. */
  readonly private_megabytes: number;
  /** The part of the first that is not a file's. */
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

function roleOf(id: number, command: string): string {
  const type = /--type=([a-z-]+)/.exec(command)?.[1] ?? 'browser';
  if (type === 'utility') return `utility ${/--utility-sub-type=\w+\.mojom\.(\w+)/.exec(command)?.[1] ?? ''}`.trim();
  if (type !== 'renderer') return type;
  if (command.includes('--top-chrome-webui')) return "browser's own pages";
  const workers = threadsOf(id).filter((name) => name.startsWith('DedicatedWorker')).length;
  return workers === 0 ? type : `${type} with ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
}

/** Names of the threads of a process, as far as the system keeps them. */
function threadsOf(id: number): string[] {
  try {
    return readdirSync(`/proc/${id}/task`).map((thread) => readOrNull(`/proc/${id}/task/${thread}/comm`) ?? '');
  } catch {
    return [];
  }
}

function memoryOf(id: number): ProcessMemory | null {
  const rollup = readOrNull(`/proc/${id}/smaps_rollup`);
  const command = readOrNull(`/proc/${id}/cmdline`);
  if (rollup === null || command === null) return null;
  const megabytes = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
  return {
    role: roleOf(id, command),
    megabytes: megabytes('Pss'),
    private_megabytes: megabytes('Private_Clean') + megabytes('Private_Dirty'),
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
