/** The released small model: predictions are what plain greedy decoding writes. `TRACEPAD_EXACT_STEPS=2000` for the full count. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../model/session.ts';
import { BENCH_PROGRAMS } from './bench-programs.ts';
import { readDataset } from './dataset-file.ts';
import { checkExact, openModelSession, type OpenModel } from './exact.ts';
import { DEFAULT_MODEL } from './model.ts';

const STEPS = Number(process.env['TRACEPAD_EXACT_STEPS'] ?? 10);
const DATASET = path.join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'cruxeval-dev.jsonl');

const own = BENCH_PROGRAMS.map(({ name, source, call }) => ({ id: name, source, call }));
const dataset = existsSync(DATASET) ? readDataset(DATASET) : [];
if (dataset.length === 0) console.warn(`${DATASET} is not there: exactness is tested on own programs alone.`);

describe('predictions, against plain greedy decoding', () => {
  let model: OpenModel;
  beforeAll(async () => {
    model = await openModelSession(DEFAULT_MODEL);
  });
  afterAll(() => model.session.release());

  it.each([
    ['own programs', own],
    ['programs of a data set', dataset],
  ] as const)('are the same, token for token, in both modes (%s)', { timeout: 3_600_000 }, async (_, programs) => {
    if (programs.length === 0) return;
    const report = await checkExact(model, programs, STEPS);
    for (const count of [report.teacherForced, report.freeRunning]) expect(count.differences).toEqual([]);
    expect(report.teacherForced.steps).toBeGreaterThanOrEqual(STEPS);
    expect(report.teacherForced.verifiedWhole).toBeGreaterThan(0);
  });

  it('would see a pass over many tokens that computes something else than passes over one', async () => {
    const { session } = model;
    const wrong: Session = {
      ...session,
      forward: async (input) => {
        const output = await session.forward(input);
        // Another token becomes the best at the last place but one of a draft that follows the shared source.
        if (input.cache && input.wanted.length > 2) output.logits[(input.wanted.length - 2) * session.vocabSize + 400]! += 100;
        return output;
      },
    };
    const report = await checkExact({ ...model, session: wrong }, own.slice(0, 1), 6);
    expect(report.teacherForced.differences.length).toBeGreaterThan(0);
  });
});
