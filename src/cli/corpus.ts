/**
 * `corpus PROGRAMS.jsonl --out DIR`: traces programs and writes token shards for training, by child processes that
 * each take every n-th line of the file. The parent gathers their shards and writes `tokenizer.json`, and `manifest.json` last.
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { PythonRunner } from '../python/protocol.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { tokenizerFile } from '../scratchpad/tokenizer.ts';
import { GRAMMAR_VERSION, VOCABULARY_SIZE } from '../scratchpad/vocabulary.ts';
import { CommandError, UsageError, onlyPositional, parseOptions, text, wholeNumber } from './arguments.ts';
import { Exclusions, parseJson, readSources } from './corpus-exclude.ts';
import { programDocuments, type DocumentOptions, type Program } from './corpus-program.ts';
import { SHARD_FILES, ShardWriter, type ShardInfo } from './corpus-shards.ts';
import { readTasks } from './corpus-tasks.ts';

/** What the models are trained for; a pair that does not fit with its source is left out. */
const CONTEXT_LENGTH = 1024;
const PYTHON = '3.14.2';
/** Programs that may fail for a reason of ours: this many, or this share of those read. */
const MAX_FAILED = 20;
const MAX_FAILED_SHARE = 0.01;

export interface CorpusOptions extends DocumentOptions {
  readonly programs: string;
  readonly out: string;
  readonly shardTokens: number;
  readonly processes: number;
  /** JSON-lines files whose functions stay out, and how many tokens in a row may not be shared with them. */
  readonly exclude: readonly string[];
  readonly excludeRun: number;
}

/** What became of the programs read; `skipped` is by reason. */
export interface ProgramCounts {
  read: number;
  traced: number;
  readonly skipped: Record<string, number>;
}

/** Segments and the tokens to be predicted of each task. */
export type TaskCounts = Record<string, { segments: number; loss_tokens: number }>;

interface SliceResult {
  readonly shards: readonly ShardInfo[];
  readonly programs: ProgramCounts;
  readonly tasks: TaskCounts;
}

function addCount(counts: Record<string, number>, reason: string, count: number): void {
  counts[reason] = (counts[reason] ?? 0) + count;
}

function addTask(counts: TaskCounts, task: string, segments: number, lossTokens: number): void {
  const count = (counts[task] ??= { segments: 0, loss_tokens: 0 });
  count.segments += segments;
  count.loss_tokens += lossTokens;
}

const programRow = z.object({ id: z.union([z.string(), z.number()]).transform(String), code: z.string(), call: z.string().nullish() });

/** Lines of a JSON-lines file whose place is `slice` modulo `slices`; null for one that is not a program. */
async function* readPrograms(file: string, slice: number, slices: number): AsyncGenerator<Program | null> {
  let place = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    if (place++ % slices !== slice) continue;
    const parsed = programRow.safeParse(parseJson(line));
    yield parsed.success ? { id: parsed.data.id, code: parsed.data.code, call: parsed.data.call ?? null } : null;
  }
}

/** Traces one slice of the programs and writes its shards into `folder`. */
export async function writeSlice(options: CorpusOptions, runner: PythonRunner, slice: number, folder: string): Promise<SliceResult> {
  const exclusions = options.exclude.length === 0 ? null : new Exclusions(readSources(options.exclude), options.excludeRun);
  const writer = new ShardWriter(folder, options.shardTokens);
  const programs: ProgramCounts = { read: 0, traced: 0, skipped: {} };
  const tasks: TaskCounts = {};
  const skip = (reason: string): void => addCount(programs.skipped, reason, 1);
  for await (const program of readPrograms(options.programs, slice, options.processes)) {
    programs.read += 1;
    if (program === null) {
      skip('not-a-program');
      continue;
    }
    const excluded = exclusions?.reasonAgainst(program.code) ?? null;
    if (excluded !== null) {
      skip(excluded);
      continue;
    }
    let documents: Awaited<ReturnType<typeof programDocuments>>;
    try {
      documents = await programDocuments(runner, program, options);
    } catch (error) {
      // Hours of other programs must not be lost with one (the runner starts its interpreter anew), but a corpus of
      // what happens not to fail is not wanted either.
      skip('failed');
      const failed = programs.skipped['failed'] ?? 0;
      if (failed === 1) console.error(program.id, error);
      if (failed > Math.max(MAX_FAILED, MAX_FAILED_SHARE * programs.read)) {
        throw new CommandError(`${failed} of ${programs.read} programs failed; the first is printed above.`);
      }
      continue;
    }
    if (!documents.ok) {
      skip(documents.error);
      continue;
    }
    programs.traced += 1;
    for (const document of documents.value) {
      writer.add(document);
      for (const pair of document.pairs) addTask(tasks, pair.task, 1, pair.target.length);
    }
  }
  return { shards: writer.finish(), programs, tasks };
}

async function writeSliceAlone(options: CorpusOptions, slice: number, folder: string): Promise<SliceResult> {
  const runner = createNodeRunner();
  await runner.ready;
  try {
    return await writeSlice(options, runner, slice, folder);
  } finally {
    runner.dispose();
  }
}

const RESULT_FILE = 'slice.json';

/** Runs this same command for one slice in a process of its own. */
function forkSlice(argv: readonly string[], slice: number, folder: string): Promise<SliceResult> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', ['corpus', ...argv, '--slice', String(slice), '--slice-folder', folder], {
      execArgv: process.execArgv,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(JSON.parse(readFileSync(join(folder, RESULT_FILE), 'utf8')) as SliceResult);
      else reject(new CommandError(`The process of slice ${slice} ended with ${code ?? 'a signal'}.`));
    });
  });
}

/** Moves the shards of all slices into `out` under running numbers. */
function gather(results: readonly { readonly folder: string; readonly result: SliceResult }[], out: string): SliceResult {
  const shards: ShardInfo[] = [];
  const programs: ProgramCounts = { read: 0, traced: 0, skipped: {} };
  const tasks: TaskCounts = {};
  for (const { folder, result } of results) {
    for (const shard of result.shards) {
      const name = String(shards.length).padStart(5, '0');
      for (const file of SHARD_FILES) renameSync(join(folder, `${shard.name}.${file}`), join(out, `${name}.${file}`));
      shards.push({ ...shard, name });
    }
    programs.read += result.programs.read;
    programs.traced += result.programs.traced;
    for (const [reason, count] of Object.entries(result.programs.skipped)) addCount(programs.skipped, reason, count);
    for (const [task, count] of Object.entries(result.tasks)) addTask(tasks, task, count.segments, count.loss_tokens);
    rmSync(folder, { recursive: true });
  }
  return { shards, programs, tasks };
}

function manifest(options: CorpusOptions, { shards, programs, tasks }: SliceResult): string {
  const value = {
    format: 'tracepad-corpus',
    version: 1,
    grammar_version: GRAMMAR_VERSION,
    tokenizer_sha256: createHash('sha256').update(tokenizerFile()).digest('hex'),
    context_length: CONTEXT_LENGTH,
    vocab_size: VOCABULARY_SIZE,
    python: PYTHON,
    strategies: options.tasks.map((task) => task.name),
    segments_per_program: Object.fromEntries(options.tasks.map((task) => [task.name, task.segments])),
    seed: options.seed,
    max_steps: options.maxSteps,
    programs,
    tasks,
    shards,
  };
  return `${JSON.stringify(value, null, 1)}\n`;
}

/** The command: see the usage in `main.ts`. Throws `UsageError` and `CommandError`. */
export async function runCorpus(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, {
    out: { type: 'string' },
    seed: { type: 'string' },
    'pairs-per-program': { type: 'string' },
    processes: { type: 'string' },
    'shard-tokens': { type: 'string' },
    'max-steps': { type: 'string' },
    strategies: { type: 'string' },
    granularities: { type: 'string' },
    mix: { type: 'string' },
    exclude: { type: 'string' },
    'exclude-run': { type: 'string' },
    // For the child processes alone.
    slice: { type: 'string' },
    'slice-folder': { type: 'string' },
  });
  const out = text(parsed, 'out');
  if (out === null) throw new UsageError('corpus needs --out DIR.');
  const options: CorpusOptions = {
    programs: onlyPositional(parsed, 'file of programs'),
    out,
    seed: wholeNumber(parsed, 'seed', 0, 0),
    maxSteps: wholeNumber(parsed, 'max-steps', 400),
    shardTokens: wholeNumber(parsed, 'shard-tokens', 8_000_000),
    processes: wholeNumber(parsed, 'processes', 1),
    contextLength: CONTEXT_LENGTH,
    tasks: readTasks(
      text(parsed, 'strategies') ?? 'dynamic',
      text(parsed, 'granularities') ?? 'line',
      text(parsed, 'mix') ?? '',
      wholeNumber(parsed, 'pairs-per-program', 12),
    ),
    exclude: text(parsed, 'exclude')?.split(',') ?? [],
    excludeRun: wholeNumber(parsed, 'exclude-run', 13),
  };

  const sliceFolder = text(parsed, 'slice-folder');
  if (sliceFolder !== null) {
    const result = await writeSliceAlone(options, wholeNumber(parsed, 'slice', 0, 0), sliceFolder);
    writeFileSync(join(sliceFolder, RESULT_FILE), JSON.stringify(result));
    return;
  }
  if (!existsSync(options.programs)) throw new CommandError(`There is no ${options.programs}.`);
  if (existsSync(join(out, 'manifest.json'))) throw new CommandError(`${out} holds a corpus already.`);

  const started = performance.now();
  const folders = Array.from({ length: options.processes }, (_, slice) => join(out, `slice-${slice}`));
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  const results = await Promise.all(
    folders.map(async (folder, slice) => {
      const alone = options.processes === 1;
      return { folder, result: await (alone ? writeSliceAlone(options, 0, folder) : forkSlice(argv, slice, folder)) };
    }),
  );
  const gathered = gather(results, out);
  writeFileSync(join(out, 'tokenizer.json'), tokenizerFile()); // a release of what is trained on it needs the file
  writeFileSync(join(out, 'manifest.json'), manifest(options, gathered));
  report(gathered, (performance.now() - started) / 1000);
}

function report({ shards, programs, tasks }: SliceResult, seconds: number): void {
  const sum = (field: 'tokens' | 'loss_tokens' | 'pairs' | 'bytes'): number => shards.reduce((total, shard) => total + shard[field], 0);
  const line = {
    ...programs,
    tasks,
    shards: shards.length,
    pairs: sum('pairs'),
    tokens: sum('tokens'),
    loss_tokens: sum('loss_tokens'),
    bytes: sum('bytes'),
    seconds: Math.round(seconds * 10) / 10,
    programs_per_second: Math.round(programs.read / seconds),
  };
  console.log(JSON.stringify(line));
}
