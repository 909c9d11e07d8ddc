/** `npm run -s cli -- COMMAND …`: the core of Tracepad under Node. Exit status 2: a wrong command line; 1: a failure. */
import { CommandError, UsageError } from './arguments.ts';

const USAGE = `Usage: npm run -s cli -- COMMAND
  trace FILE.py [--call EXPR] [--stdin FILE] [--granularity line|instruction] [--max-steps N] [--json]
  predict FILE.py [--call EXPR] [--model DIR [--template NAME|FILE]] [--strategy dynamic|dynamic-n|direct|compact|compact-step-in|scratchpad] [--jump N|auto]
          [--granularity line|instruction] [--mode teacher-forced|free-running] [--max-steps N] [--temperature T [--seed N]] [--json]
  record FILE.py [--call EXPR] [--stdin FILE] [--model DIR [--template NAME|FILE]] [--strategy LIST] [--granularity LIST] [--jump N|auto]
         [--mode both|teacher-forced|free-running|none] [--trace line|instruction] [--max-steps N] [--out FILE.tracepad]
  replay FILE.tracepad [--json]
  eval DATASET.jsonl [--model DIR] [--strategy LIST] [--granularity LIST] [--jump N|auto] [--mode teacher-forced|free-running|both]
       [--limit N] [--processes N] [--steps FILE.txt|FILE.jsonl] [--json]
  long [--model DIR] [--seed N] [--json]
  corpus PROGRAMS.jsonl --out DIR [--strategies dynamic,dynamic-n,direct,compact,scratchpad] [--granularities line,instruction]
         [--mix TASK=SEGMENTS,…] [--pairs-per-program K] [--seed N] [--processes N] [--shard-tokens N] [--exclude FILE]
  exact [DATASET.jsonl] [--steps N] [--model DIR] [--processes N] [--json]
  bench [trace|predict|link|page|navigation|size] [--model DIR] [--dataset FILE] [--limit N] [--processes N] [--profiles DIR] [--peer FOLDER] [--no-browser] [--json]`;

/** Commands are loaded when called for: none waits for another's runtime. */
const COMMANDS: Readonly<Record<string, () => Promise<(argv: readonly string[]) => Promise<void>>>> = {
  trace: async () => (await import('./trace.ts')).runTrace,
  predict: async () => (await import('./predict.ts')).runPredict,
  record: async () => (await import('./recording.ts')).runRecord,
  replay: async () => (await import('./recording.ts')).runReplay,
  eval: async () => (await import('./eval.ts')).runEval,
  long: async () => (await import('./long-executions.ts')).runLong,
  corpus: async () => (await import('./corpus.ts')).runCorpus,
  exact: async () => (await import('./exact.ts')).runExact,
  bench: async () => (await import('./bench.ts')).runBench,
};

async function main(): Promise<number> {
  const [name = '', ...argv] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    console.error(USAGE);
    return name === '' || name === '--help' ? 0 : 2;
  }
  try {
    await (await command())(argv);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n${USAGE}`);
      return 2;
    }
    if (error instanceof CommandError) {
      console.error(error.message);
      return 1;
    }
    throw error;
  }
}

/** Whoever reads the output may be slower than what writes it: a pipe has the rest yet. */
async function written(stream: NodeJS.WriteStream): Promise<void> {
  await new Promise<void>((resolve) => {
    stream.write('', () => {
      resolve();
    });
  });
}

// Who reads no more (`… | head`) wants no more.
process.stdout.on('error', () => process.exit(0));
const code = await main();
await Promise.all([written(process.stdout), written(process.stderr)]);
// The interpreter and the model keep handles open: leave when the command has.
process.exit(code);
