/** Work that a command shares among processes of its own kind: each does every n-th part of it and prints its result as JSON. */
import { spawn } from 'node:child_process';
import { at } from '../base/assert.ts';
import { CommandError, text, UsageError, wholeNumber, type ParsedArguments } from './arguments.ts';

/** Every `of`-th piece of the work, from the one at `index` on. */
export interface Slice {
  readonly index: number;
  readonly of: number;
}

export const WHOLE: Slice = { index: 0, of: 1 };

/** `--processes N` is a person's to give; `--slice i/n` is how the processes are told their part. */
export const SLICE_OPTIONS = { processes: { type: 'string' }, slice: { type: 'string' } } as const;

/** The part that this process was told to do; null: it is the first one, and the work is whole. */
export function readSlice(parsed: ParsedArguments): Slice | null {
  const slice = text(parsed, 'slice');
  if (slice === null) return null;
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(slice) ?? [];
  if (index === undefined || of === undefined || Number(index) >= Number(of)) throw new UsageError(`--slice takes i/n, not '${slice}'.`);
  return { index: Number(index), of: Number(of) };
}

export function partOf<Item>(items: readonly Item[], { index, of }: Slice): Item[] {
  return items.filter((_, place) => place % of === index);
}

/**
 * The results of all parts, in their order. @param command the command and its arguments, to be run once a part.
 * @param alone does all of it in this process, where one is enough.
 */
export async function inProcesses<Result>(command: readonly string[], parsed: ParsedArguments, alone: () => Promise<Result>): Promise<Result[]> {
  const of = wholeNumber(parsed, 'processes', 1);
  if (of === 1) return [await alone()];
  return Promise.all(Array.from({ length: of }, (_, index) => inProcess<Result>(command, { index, of })));
}

function inProcess<Result>(command: readonly string[], { index, of }: Slice): Promise<Result> {
  const slice = `${index}/${of}`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, at(process.argv, 1), ...command, '--slice', slice], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (output += part));
    child.on('error', reject);
    // Not 'exit': what was printed last may still be on its way then.
    child.on('close', (status, signal) => {
      if (status === 0) resolve(JSON.parse(output) as Result);
      else reject(new CommandError(`Process ${slice} ended ${signal === null ? `with status ${String(status)}` : `by ${signal}: it was killed, or the machine ran out of memory`}.`));
    });
  });
}
