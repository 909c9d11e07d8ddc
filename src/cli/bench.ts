/** `bench`: how fast tracing and prediction are on this machine. Compare figures of one run only: machines are shared. */
import path from 'node:path';
import { assert, at } from '../base/assert.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { dynamicSuffix } from '../scratchpad/dynamic.ts';
import { promptPrefix } from '../scratchpad/prompt.ts';
import { scratchpadStates } from '../scratchpad/trace-steps.ts';
import { lineSteps } from '../trace/line-steps.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { flag, parseOptions, text, UsageError, wholeNumber, type ParsedArguments } from './arguments.ts';
import { benchLinks, linkProblems, linkReport, type LinkPart } from './bench-link.ts';
import { benchNavigation, benchSize } from './bench-navigation.ts';
import { firstDifference, openPeer } from './bench-peer.ts';
import { BENCH_PROGRAMS } from './bench-programs.ts';
import { medianSeconds } from './median-seconds.ts';
import { DEFAULT_MODEL, loadModel } from './model.ts';
import { benchPage } from './page-bench/page-bench.ts';
import { recordTrace, runRequest } from './record.ts';
import { inProcesses, partOf, readSlice, SLICE_OPTIONS, WHOLE, type Slice } from './slices.ts';
import { benchTrace } from './trace-bench/trace-bench.ts';

/** @param peerFolder where transformers.js is installed; null: nothing is compared. */
async function benchPredict(modelDirectory: string, peerFolder: string | null): Promise<Record<string, unknown>> {
  const python = createNodeRunner();
  const program = at(BENCH_PROGRAMS, 0);
  const trace = await recordTrace(python, runRequest(program.source, { call: 'collatz(27)' }));
  const states = scratchpadStates(lineSteps(trace)).slice(0, 101);
  const loadStarted = performance.now();
  const { runner, info } = await loadModel(modelDirectory);
  const loadSeconds = (performance.now() - loadStarted) / 1000;
  const steps = states.slice(0, -1).map((state, from) => ({ from, state, truth: at(states, from + 1) }));
  let firstSeconds = 0;
  const answers = new Map<number, readonly number[]>();
  const teacherSeconds = await medianSeconds(3, async () => {
    let started = performance.now();
    firstSeconds = 0;
    // The cached prefix of another source goes first, so that none of the run before helps.
    await runner.teacherForced({ source: `x = ${Math.floor(started)}\n`, steps: [] }, () => undefined);
    started = performance.now();
    await runner.teacherForced({ source: trace.header.source, steps }, ({ from, tokens }) => {
      answers.set(from, tokens.map((token) => token.id));
      if (firstSeconds === 0) firstSeconds = (performance.now() - started) / 1000;
    });
  });
  const start = at(states, 0);
  let freeSteps = 0;
  const freeSeconds = await medianSeconds(3, async () => {
    freeSteps = 0;
    await runner.freeRunning({ source: trace.header.source, from: 0, start, truth: states.slice(1), maxSteps: 100 }, () => {
      freeSteps += 1;
    });
  });
  python.dispose();
  await runner.dispose();
  const peer = peerFolder === null ? null : await benchPeer(peerFolder, modelDirectory, trace.header.source, states, answers);
  return {
    ...(peer === null ? {} : { peer, teacher_forced_times_faster: peer.seconds / teacherSeconds, free_running_times_faster: (peer.seconds / steps.length) * freeSteps / freeSeconds }),
    model: info.name,
    digest: info.digest,
    provider: info.provider,
    load_seconds: loadSeconds,
    steps: steps.length,
    first_prediction_ms: firstSeconds * 1000,
    teacher_forced_seconds: teacherSeconds,
    free_running_steps: freeSteps,
    free_running_seconds: freeSeconds,
  };
}

interface PeerResult {
  readonly name: string;
  readonly seconds: number;
  /** Of the answers compared, up to the peer's limit. */
  readonly same_answers: number;
}

/** The same prompts, each read and answered by itself. */
async function benchPeer(folder: string, modelDirectory: string, source: string, states: readonly PrintedState[], answers: ReadonlyMap<number, readonly number[]>): Promise<PeerResult> {
  const peer = await openPeer(folder, modelDirectory);
  const prefix = promptPrefix(source);
  assert(prefix.ok, 'the benchmark program has a prompt');
  const prompts = states.slice(0, -1).map((state) => {
    const suffix = dynamicSuffix(state, 1);
    assert(suffix.ok, 'its states have prompts');
    return [...prefix.value, ...suffix.value];
  });
  await peer.generate(at(prompts, 0), 4);
  const started = performance.now();
  let same = 0;
  for (const [from, prompt] of prompts.entries()) {
    const answer = await peer.generate(prompt, PEER_LIMIT);
    if (firstDifference(answer, (answers.get(from) ?? []).slice(0, PEER_LIMIT)) < 0) same += 1;
  }
  const seconds = (performance.now() - started) / 1000;
  peer.dispose();
  return { name: `transformers.js ${peer.version}, generate`, seconds, same_answers: same };
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
