/** `bench`: how fast tracing and prediction are on this machine. Compare figures of one run only: machines are shared. */
import path from 'node:path';
import { assert, at } from '../base/assert.ts';
import { recordTrace } from '../evaluation/record-trace.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { dynamicSuffix } from '../scratchpad/dynamic.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import { trueStates } from '../scratchpad/trace-steps.ts';
import { grammarVersionOf, type GrammarVersion } from '../scratchpad/vocabulary.ts';
import { lineSteps } from '../trace/line-steps.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { flag, parseOptions, text, UsageError, wholeNumber, type ParsedArguments } from './arguments.ts';
import { benchLinks, linkProblems, linkReport, type LinkPart } from './bench-link.ts';
import { benchNavigation, benchSize } from './bench-navigation.ts';
import { firstDifference, openPeer } from './bench-peer.ts';
import { BENCH_PROGRAMS } from './bench-programs.ts';
import { DEFAULT_MODEL, loadModel } from './model.ts';
import { benchPage } from './page-bench/page-bench.ts';
import { runRequest } from './record.ts';
import { inProcesses, partOf, readSlice, SLICE_OPTIONS, WHOLE, type Slice } from './slices.ts';
import { benchTrace } from './trace-bench/trace-bench.ts';

/** Rounds of each measurement; both sides take turns, so that a machine that slows down slows both. */
const ROUNDS = 3;

/**
 * By processor time, which a busy machine does not change; by the clock besides.
 * @param peerFolder where transformers.js is installed; null: nothing is compared.
 */
async function benchPredict(modelDirectory: string, peerFolder: string | null): Promise<Record<string, unknown>> {
  const python = createNodeRunner();
  const program = at(BENCH_PROGRAMS, 0);
  const trace = await recordTrace(python, runRequest(program.source, { call: 'collatz(27)', granularity: 'instruction' }));
  python.dispose();
  const { source } = trace.header;
  const states = trueStates(lineSteps(trace)).slice(0, 101);
  const loadStarted = performance.now();
  const { runner, info } = await loadModel(modelDirectory);
  const loadSeconds = (performance.now() - loadStarted) / 1000;
  const peer = peerFolder === null ? null : await openPeer(peerFolder, modelDirectory);
  const steps = states.slice(0, -1).map((state, from) => ({ from, state, truth: at(states, from + 1) }));
  const answers = new Map<number, readonly number[]>();
  const right = new Set<number>();
  const first: number[] = [];
  const forced: Spent[] = [];
  const free: Spent[] = [];
  const peers: Spent[][] = [];
  let same = 0;
  for (let round = 0; round < ROUNDS; round++) {
    // The cached prefix of another source goes first, so that none of the round before helps.
    await runner.teacherForced({ source: `x = ${round}\n`, steps: [] }, () => undefined);
    forced.push(
      await spent(async () => {
        const started = performance.now();
        await runner.teacherForced({ source, steps }, ({ from, tokens, verifiedTokens }) => {
          if (first.length === round) first.push(performance.now() - started);
          answers.set(from, tokens.map((token) => token.id));
          if (verifiedTokens === tokens.length) right.add(from);
        });
      }),
    );
    await runner.teacherForced({ source: `x = ${round}\n`, steps: [] }, () => undefined);
    free.push(
      await spent(async () => {
        for (const { from, to } of runsOf(right, steps.length)) {
          await runner.freeRunning({ source, from, start: at(states, from), truth: states.slice(from + 1), maxSteps: to - from }, () => undefined);
        }
      }),
    );
    if (peer === null) continue;
    same = 0;
    const each: Spent[] = [];
    for (const [from, prompt] of promptsOf(source, states, grammarVersionOf(info.grammarVersion ?? 0)).entries()) {
      let answer: readonly number[] = [];
      each.push(await spent(async () => void (answer = await peer.generate(prompt, PEER_LIMIT))));
      if (firstDifference(answer, (answers.get(from) ?? []).slice(0, PEER_LIMIT)) < 0) same += 1;
    }
    peers.push(each);
  }
  await runner.dispose();
  peer?.dispose();
  const ours = { teacher_forced: middle(forced), free_running: middle(free) };
  const compared = peer && {
    name: `transformers.js ${peer.version}, generate`,
    teacher_forced: middle(peers.map(sum)),
    free_running: middle(peers.map((each) => sum(each.filter((_, from) => right.has(from))))),
    same_answers: same,
  };
  return {
    ...(compared && {
      peer: compared,
      teacher_forced_times_faster: compared.teacher_forced.processor_seconds / ours.teacher_forced.processor_seconds,
      free_running_times_faster: compared.free_running.processor_seconds / ours.free_running.processor_seconds,
    }),
    model: info.name,
    digest: info.digest,
    provider: info.provider,
    load_seconds: loadSeconds,
    steps: steps.length,
    right_steps: right.size,
    first_prediction_ms: Math.min(...first),
    ...ours,
  };
}

/** What something took. */
interface Spent {
  readonly processor_seconds: number;
  readonly clock_seconds: number;
}

async function spent(work: () => Promise<void>): Promise<Spent> {
  const started = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { processor_seconds: (user + system) / 1e6, clock_seconds: (performance.now() - started) / 1000 };
}

function sum(parts: readonly Spent[]): Spent {
  return parts.reduce((a, b) => ({ processor_seconds: a.processor_seconds + b.processor_seconds, clock_seconds: a.clock_seconds + b.clock_seconds }), { processor_seconds: 0, clock_seconds: 0 });
}

/** The round of the middle, by processor time. */
function middle(rounds: readonly Spent[]): Spent {
  const sorted = [...rounds].sort((a, b) => a.processor_seconds - b.processor_seconds);
  return at(sorted, sorted.length >> 1);
}

/** Steps of `right` that follow one another, as half-open ranges: where free-running would go on being right. */
function runsOf(right: ReadonlySet<number>, count: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let step = 0; step < count; step++) {
    const last = runs.at(-1);
    if (!right.has(step)) continue;
    if (last?.to === step) last.to += 1;
    else runs.push({ from: step, to: step + 1 });
  }
  return runs;
}

/** The same prompts, each to be read and answered by itself. `version` is the grammar's that the model was trained with. */
function promptsOf(source: string, states: readonly PrintedState[], version: GrammarVersion): number[][] {
  const prefix = promptPrefix(source);
  assert(prefix.ok, 'the benchmark program has a prompt');
  return states.slice(0, -1).map((state) => {
    const suffix = dynamicSuffix(prefix.value, state, 1, null, version);
    assert(suffix.ok, 'its states have prompts');
    return [...prefix.value, ...suffix.value];
  });
}

/** Tokens of an answer that the peer may write: as many as a prediction may. */
const PEER_LIMIT = 256;

/** Programs whose links are measured. */
const LINK_DATASET = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'cruxeval-dev.jsonl');

/** Of all that is measured, only `link` takes long enough to be shared among processes. */
function linkPart(parsed: ParsedArguments, slice: Slice): Promise<LinkPart> {
  const problems = linkProblems(text(parsed, 'dataset') ?? LINK_DATASET, wholeNumber(parsed, 'limit', Number.MAX_SAFE_INTEGER));
  return benchLinks(partOf(problems, slice), text(parsed, 'model') ?? DEFAULT_MODEL);
}

export async function runBench(argv: readonly string[]): Promise<void> {
  const parsed = parseOptions(argv, { model: { type: 'string' }, dataset: { type: 'string' }, limit: { type: 'string' }, profiles: { type: 'string' }, peer: { type: 'string' }, 'no-browser': { type: 'boolean' }, ...SLICE_OPTIONS, json: { type: 'boolean' } });
  const slice = readSlice(parsed);
  if (slice !== null) {
    console.log(JSON.stringify(await linkPart(parsed, slice)));
    return;
  }
  const names = parsed.positionals.length === 0 ? ['trace', 'predict'] : parsed.positionals;
  const result: Record<string, unknown> = {};
  for (const name of names) {
    if (name === 'trace') result['trace'] = await benchTrace(!flag(parsed, 'no-browser'));
    else if (name === 'navigation') result['navigation'] = await benchNavigation();
    else if (name === 'size') result['size'] = await benchSize();
    else if (name === 'predict') result['predict'] = await benchPredict(text(parsed, 'model') ?? DEFAULT_MODEL, text(parsed, 'peer'));
    else if (name === 'link') result['link'] = linkReport(await inProcesses(['bench', ...argv], parsed, () => linkPart(parsed, WHOLE)));
    else if (name === 'page') result['page'] = await benchPage(text(parsed, 'profiles'));
    else throw new UsageError(`There is no benchmark '${name}'.`);
  }
  console.log(flag(parsed, 'json') ? JSON.stringify(result) : JSON.stringify(result, null, 2));
}
