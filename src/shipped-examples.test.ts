/** The recordings that ship are those of the programs and of the model that ship; `npm run examples` makes them anew. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecording } from './recording/recording.ts';
import { scratchpadStates } from './scratchpad/trace-steps.ts';
import { lineSteps } from './trace/line-steps.ts';
import { EXAMPLE_PROGRAMS, FIRST_EXAMPLE } from './features/examples/programs.ts';
import { RECORDED, RECORDED_MODEL } from './features/examples/recorded.ts';

const ROOT = path.join(import.meta.dirname, '..', 'public');
const AGAIN = 'npm run examples makes the recordings anew';

describe('the examples', () => {
  it('are twenty, each with a title and one line on what to notice', () => {
    expect(EXAMPLE_PROGRAMS).toHaveLength(20);
    expect(new Set(EXAMPLE_PROGRAMS.map(({ id }) => id)).size).toBe(20);
    expect(EXAMPLE_PROGRAMS.map(({ id }) => id)).toContain(FIRST_EXAMPLE);
    for (const { id, title, notice } of EXAMPLE_PROGRAMS) {
      expect(title.length, id).toBeLessThan(50);
      expect(notice, id).toMatch(/^[^\n]{30,150}\.$/);
    }
  });

  it('have a recording each, and no others are there', () => {
    const files = readdirSync(path.join(ROOT, 'examples')).sort();
    expect(files, AGAIN).toEqual(EXAMPLE_PROGRAMS.map(({ id }) => `${id}.tracepad`).sort());
  });

  it.each(EXAMPLE_PROGRAMS)('$id is recorded as it stands, whole and small', ({ id, code, call }) => {
    const bytes = readFileSync(path.join(ROOT, 'examples', `${id}.tracepad`));
    expect(bytes.length).toBeLessThan(80_000);
    const recording = readRecording(bytes);
    if (!recording.ok) throw new Error(`${id}: ${recording.error.kind}`);
    const { trace, predictions } = recording.value;
    expect(trace.header.source, AGAIN).toBe(code);
    expect(trace.header.call ?? '', AGAIN).toBe(call);
    expect(trace.header.granularity).toBe('instruction');
    expect(['finished', 'exception']).toContain(trace.end?.reason);
    const states = scratchpadStates(lineSteps(trace));
    expect(predictions.map(({ mode }) => mode)).toEqual(['teacher-forced', 'free-running']);
    expect(predictions[0]?.steps.map(({ from }) => from)).toEqual(states.slice(1).map((_, from) => from));
    expect(predictions[1]?.steps.length).toBeGreaterThan(0);
    expect(RECORDED[id], AGAIN).toMatchObject({ steps: lineSteps(trace).count, predicted: states.length - 1 });
    for (const { digest } of predictions) expect(digest, AGAIN).toBe(RECORDED_MODEL.digest);
  });

  it('were predicted by the model that ships', () => {
    const manifest = readFileSync(path.join(ROOT, 'models', RECORDED_MODEL.name, 'manifest.json'));
    expect(RECORDED_MODEL.digest, AGAIN).toBe(createHash('sha256').update(manifest).digest('hex'));
  });
});
