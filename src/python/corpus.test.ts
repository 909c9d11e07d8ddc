/** The oracles over programs of CruxEval and MBPP, where those are at hand (they are for measuring, not part of the repository). */
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runRequest } from './node-runner.ts';
import type { RunRequest } from './protocol.ts';
import { granularityDifferences, TracedInterpreter } from './testing/oracle.ts';

const FOLDER = new URL('../../../shared/data/', import.meta.url);
/** Every n-th program: all of them take minutes. */
const STRIDE = 20;
const MAX_RECORDS = 10_000;
/**
 * A generator that is dropped unfinished is closed without running its code, unless `sys.settrace` instruments it: then
 * the oracle sees a call that a run without it has not.
 */
const DROPPED_GENERATOR = /expected call \d+ (<genexpr>|gen) depth/;

function linesOf(name: string): Record<string, unknown>[] {
  const file = new URL(name, FOLDER);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter((_, index) => index % STRIDE === 0)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

interface Program {
  readonly name: string;
  readonly request: RunRequest;
  readonly output: string | null;
}

const PROGRAMS: Program[] = [
  ...linesOf('cruxeval-dev.jsonl').map((line) => ({
    name: String(line['id']),
    request: runRequest(String(line['code']), { call: `f(${String(line['input'])})` }),
    output: String(line['output']),
  })),
  ...linesOf('mbpp-dev.jsonl').map((line) => ({
    name: `MBPP ${String(line['task_id'])}`,
    request: runRequest(`${String(line['code'])}\n${(line['test_list'] as string[]).join('\n')}`),
    output: null,
  })),
];

describe.skipIf(PROGRAMS.length === 0)('programs of CruxEval and MBPP (skipped where ../shared/data is absent)', () => {
  let python: TracedInterpreter;
  beforeAll(async () => {
    python = await TracedInterpreter.start();
  }, 60_000);

  it.each(PROGRAMS)('$name', async ({ request, output }) => {
    const fine = await python.record(request);
    if (fine.trace.recordCount > MAX_RECORDS) return;
    if (output !== null) expect(fine.run.end).toEqual({ reason: 'finished', value: output });
    const coarse = await python.record({ ...request, granularity: 'line' });
    expect(granularityDifferences(fine.trace, coarse.trace)).toEqual([]);
    const byLine = python.lineDifferences(fine.trace, request);
    if (!byLine.some((difference) => DROPPED_GENERATOR.test(difference))) expect(byLine).toEqual([]);
    expect(python.stackDifferences(fine.trace, request)).toEqual([]);
  });
});
