/** `bench link`: how long links with code, line trace and dynamic line prediction are, over the programs of a data set. */
import { at } from '../base/assert.ts';
import type { Problem } from '../evaluation/dataset.ts';
import { recordTrace } from '../evaluation/record-trace.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { DETAILS } from '../recording/link-predictions.ts';
import { packLinkRecording, unpackLinkRecording } from '../recording/link-recording.ts';
import { packLinkText } from '../recording/link-text.ts';
import type { PredictionRecord } from '../recording/prediction-record.ts';
import { CommandError } from './arguments.ts';
import { readDataset } from './dataset-file.ts';
import { loadModel } from './model.ts';
import { runRequest } from './record.ts';
import { recordPredictions } from './recording.ts';

/** What a chat message allows. */
const LIMIT = 2000;
/** `https://`, a host and a path of usual length, and the names of the fields. */
const ADDRESS_CHARACTERS = 48;
/** Predictions of one program. */
const MAX_STEPS = 2000;

/** Of one program's link, in characters. */
export interface LinkLengths {
  readonly code: number;
  readonly call: number;
  readonly trace: number;
  readonly predictions: number;
  readonly link: number;
  /** Whether nothing of the predictions had to be left out. */
  readonly inFullDetail: boolean;
}

/** What was measured, and with which model. */
export interface LinkPart {
  readonly model: string;
  readonly digest: string;
  readonly lengths: readonly LinkLengths[];
}

/** The programs of a data set, or `limit` of them: a fixed stride visits it evenly, whatever its order. */
export function linkProblems(dataset: string, limit: number): readonly Problem[] {
  const problems = readDataset(dataset);
  const stride = Math.max(1, Math.floor(problems.length / limit));
  return problems.filter((_, place) => place % stride === 0).slice(0, limit);
}

export async function benchLinks(problems: readonly Problem[], modelDirectory: string): Promise<LinkPart> {
  const python = createNodeRunner();
  const { runner, info } = await loadModel(modelDirectory);
  const lengths: LinkLengths[] = [];
  for (const { id, source, call } of problems) {
    const trace = await recordTrace(python, runRequest(source, { call }));
    const predictions: PredictionRecord[] = trace.recordCount === 0 ? [] : await recordPredictions(runner, info, trace, ['teacher-forced'], MAX_STEPS);
    const program = { code: source, call, stdin: '' };
    const code = packLinkText(source).length;
    const callLength = packLinkText(call).length;
    const bare = packLinkRecording(program, { trace, predictions: [] });
    const room = LIMIT - ADDRESS_CHARACTERS - code - callLength;
    const whole = packLinkRecording(program, { trace, predictions }, room);
    if (whole === null || bare === null || !unpackLinkRecording(program, whole).ok) throw new CommandError(`Program ${id} does not come back from its link.`);
    lengths.push({
      code,
      call: callLength,
      trace: bare.length,
      predictions: whole.length - bare.length,
      link: ADDRESS_CHARACTERS + code + callLength + whole.length,
      inFullDetail: whole === packLinkRecording(program, { trace, predictions }),
    });
  }
  python.dispose();
  await runner.dispose();
  return { model: info.name, digest: info.digest, lengths };
}

/** The parts of all processes as one result. */
export function linkReport(parts: readonly LinkPart[]): Record<string, unknown> {
  const { model, digest } = at(parts, 0);
  const all = parts.flatMap(({ lengths }) => lengths);
  const share = (has: (lengths: LinkLengths) => boolean): number => all.filter(has).length / all.length;
  return {
    model,
    digest,
    programs: all.length,
    within_2000: share(({ link }) => link <= LIMIT),
    [`in_full_detail (${DETAILS[0]})`]: share(({ inFullDetail }) => inFullDetail),
    characters: Object.fromEntries((['code', 'call', 'trace', 'predictions', 'link'] as const).map((name) => [name, distribution(all.map((lengths) => lengths[name]))])),
  };
}

function distribution(values: readonly number[]): Record<string, number> {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (share: number): number => at(sorted, Math.min(sorted.length - 1, Math.floor(share * sorted.length)));
  return { median: quantile(0.5), p90: quantile(0.9), p95: quantile(0.95), p99: quantile(0.99), most: quantile(1) };
}
