/** Mutated real links and files, opened as the page opens them: each is shown or refused, nothing runs, none throws. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictionDocument } from '../recording/prediction-record.ts';
import { writeRecording } from '../recording/recording.ts';
import { packLinkRecording } from '../recording/link-recording.ts';
import { fuzzAsync, mutatedBytes, mutatedJson, PATIENCE, readAll } from '../recording/testing/fuzzing.ts';
import { smallRecording } from '../recording/testing/small-recording.ts';
import { traceDocument } from '../trace/json.ts';
import { packTraceData } from '../trace/trace-file.ts';
import { startTracepad } from './start.ts';
import { stepViewOf } from './step-view.ts';
import { page } from './testing/fake-page.ts';
import { fakePython } from './testing/small-trace.ts';
import type { Tracepad } from './tracepad.ts';
import { DEFAULT_STATE, encodeUrlState } from './url-state.ts';

const recording = smallRecording();
const program = { code: recording.trace.header.source, call: 'f(3)', stdin: recording.stdin };
const plain = {
  ...DEFAULT_STATE,
  ...program,
  task: { strategy: 'dynamic-n', granularity: 'line', jump: 4 },
  temperature: 0.5,
  seed: 3,
  model: { id: 'tiny', digest: '0123456789ab' },
  panes: { lower: 'tokens' },
  sizes: { columns: { left: 30, right: 70 } },
  whole: 'lower',
  limits: { ...DEFAULT_STATE.limits, maxSteps: 500, maxRecursion: 60 },
  selected: { depth: 1, name: 'x' },
  step: 2,
  notes: [{ granularity: 'line', step: 2, text: 'x is <b>set</b> here' }],
  breakpoints: [{ line: 3, condition: 'x > 2', hit: 1 }],
} as const;
const LINKS = [
  encodeUrlState(plain),
  encodeUrlState({ ...plain, recording: packLinkRecording(program, recording) ?? '' }),
  encodeUrlState({ ...DEFAULT_STATE, url: 'https://example.org/a.tracepad' }),
  '#v=1&code=S0&call=f%283%29&step=1',
  '#code=x%20%3D%20input()&curInstr=3&rawInputLstJSON=%5B%22a%22%5D&py=3',
];
const tutor: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, '..', 'trace', 'fixtures', 'python-tutor.json'), 'utf8'));
const DOCUMENTS: readonly unknown[] = [packTraceData(recording.trace), traceDocument(recording.trace, 'line'), tutor, ...recording.predictions.map((record) => predictionDocument(record))];

/** Reads what a page shows of what it opened. */
function look(app: Tracepad): void {
  const view = app.trace.getState();
  stepViewOf(view, app.predictions.getState());
  if (view.loaded !== null) readAll(view.loaded.trace);
  app.shareLink();
}

describe('hostile input of a page', { timeout: PATIENCE }, () => {
  it('links open or are refused, and run nothing', async () => {
    const python = fakePython();
    const links = fc.constantFrom(...LINKS).chain((link) => mutatedBytes(new TextEncoder().encode(link)));
    await fuzzAsync('links', links, async (bytes) => {
      const app = await startTracepad(page({ fragment: new TextDecoder().decode(bytes), createPython: () => python }));
      look(app);
      const { link } = app.notices.getState();
      return link === null || link.kind !== 'link-bad';
    });
    expect(python.requests).toEqual([]);
  });

  it('files open or are refused, and run nothing', async () => {
    const python = fakePython();
    const app = await startTracepad(page({ createPython: () => python }));
    const files = fc.oneof(
      fc.constantFrom(...DOCUMENTS.map((data) => JSON.parse(JSON.stringify(data)) as unknown)).chain((data) => mutatedJson(data).map((changed) => JSON.stringify(changed))),
      mutatedBytes(writeRecording(recording)),
    );
    await fuzzAsync('files', files, async (content) => {
      await app.files.openFile(new File([typeof content === 'string' ? content : Uint8Array.from(content)], 'a.json'));
      look(app);
      return app.notices.getState().link?.kind === 'file-opened';
    });
    expect(python.requests).toEqual([]);
  });
});
