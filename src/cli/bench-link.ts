/** `bench link`: how long links with code, line trace and dynamic line prediction are, over the programs of a data set. */
import { at } from '../base/assert.ts';
import { createNodeRunner } from '../python/node-runner.ts';
import { DETAILS } from '../recording/link-predictions.ts';
import { packLinkRecording, unpackLinkRecording } from '../recording/link-recording.ts';
import { packLinkText } from '../recording/link-text.ts';
import type { PredictionRecord } from '../recording/prediction-record.ts';
import { CommandError } from './arguments.ts';
import { readDataset } from './dataset.ts';
import { loadModel } from './model.ts';
import { recordTrace, runRequest } from './record.ts';
import { recordPredictions } from './recording.ts';

/** What a chat message allows. */
const LIMIT = 2000;
/** `https://`, a host and a path of usual length, and the names of the fields. */
const ADDRESS_CHARACTERS = 48;

export async function benchLink(dataset: string, modelDirectory: string, limit: number): Promise<Record<string, unknown>> {
  const problems = readDataset(dataset);
  if (!problems.ok) throw new CommandError(problems.error.message);
  const python = createNodeRunner();
  const { runner, info } = await loadModel(modelDirectory);
  const lengths = { code: [] as number[], call: [] as number[], trace: [] as number[], predictions: [] as number[], link: [] as number[] };
  let withAlternatives = 0;
  // A fixed stride visits the data set evenly, whatever its order.
  const stride = Math.max(1, Math.floor(problems.value.length / limit));
  for (let index = 0; index < problems.value.length && lengths.link.length < limit; index += stride) {
    const { source, call } = at(problems.value, index);
    const trace = await recordTrace(python, runRequest(source, { call }));
    const predictions: PredictionRecord[] = trace.recordCount === 0 ? [] : await recordPredictions(runner, info, trace, ['teacher-forced'], 2000);
    const program = { code: source, call, stdin: '' };
    const code = packLinkText(source).length;
    const callLength = packLinkText(call).length;
    const bare = packLinkRecording(program, { trace, predictions: [] });
    const room = LIMIT - ADDRESS_CHARACTERS - code - callLength;
    const whole = packLinkRecording(program, { trace, predictions }, room);
    if (whole === null || bare === null || !unpackLinkRecording(program, whole).ok) throw new CommandError(`Program ${index} does not come back from its link.`);
    if (whole === packLinkRecording(program, { trace, predictions })) withAlternatives += 1;
    lengths.code.push(code);
    lengths.call.push(callLength);
    lengths.trace.push(bare.length);
    lengths.predictions.push(whole.length - bare.length);
    lengths.link.push(ADDRESS_CHARACTERS + code + callLength + whole.length);
  }
  python.dispose();
  await runner.dispose();
  const { link } = lengths;
  return {
    model: info.name,
    digest: info.digest,
    programs: link.length,
    within_2000: link.filter((length) => length <= LIMIT).length / link.length,
    [`in_full_detail (${DETAILS[0]})`]: withAlternatives / link.length,
    characters: Object.fromEntries(Object.entries(lengths).map(([name, values]) => [name, distribution(values)])),
  };
}

function distribution(values: readonly number[]): Record<string, number> {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (share: number): number => at(sorted, Math.min(sorted.length - 1, Math.floor(share * sorted.length)));
  return { median: quantile(0.5), p90: quantile(0.9), p95: quantile(0.95), p99: quantile(0.99), most: quantile(1) };
}
