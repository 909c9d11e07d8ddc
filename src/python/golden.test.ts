/**
 * Traces of small programs, each named for the feature that it is for, as text that a person has read.
 * `UPDATE_GOLDEN=1 npx vitest run src/python/golden.test.ts` writes them anew: read what changed.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runRequest } from './node-runner.ts';
import { goldenText } from './testing/golden-text.ts';
import { granularityDifferences, TracedInterpreter } from './testing/oracle.ts';

const FOLDER = new URL('./testing/golden/', import.meta.url);
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.slice(0, -3));
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

let python: TracedInterpreter;
beforeAll(async () => {
  python = await TracedInterpreter.start();
}, 240_000);

describe.each(NAMES)('%s', (name) => {
  const request = runRequest(readFileSync(new URL(`${name}.py`, FOLDER), 'utf8'), { stdin: ['Ann', '7'] });

  it('is traced as its golden text says', async () => {
    const file = new URL(`${name}.txt`, FOLDER);
    const { trace } = await python.record(request);
    const text = goldenText(trace);
    if (UPDATE) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('agrees with the oracles and at both granularities', async () => {
    const { trace } = await python.record(request);
    expect(python.lineDifferences(trace, request)).toEqual([]);
    expect(python.stackDifferences(trace, request)).toEqual([]);
    const coarse = await python.record({ ...request, granularity: 'line' });
    expect(granularityDifferences(trace, coarse.trace)).toEqual([]);
  });
});
