/** Files into the page and out of it, over fakes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { dynamicTarget, parseAnswer } from '../scratchpad/dynamic.ts';
import { describeToken } from '../scratchpad/tokenizer.ts';
import { readTraceDocument } from '../trace/json-import.ts';
import { traceDocument } from '../trace/json.ts';
import { decodeUrlState } from './url-state.ts';
import type { IdleBoard } from './idle.ts';
import { startTracepad, type PageParts } from './start.ts';
import { stepViewOf } from './step-view.ts';
import { variantsOf } from './variants.ts';
import { fakeModel, fakePython, smallTrace } from './testing/small-trace.ts';
import { traceOfDocument } from './trace-of-document.ts';
import type { Tracepad } from './tracepad.ts';

interface Page {
  readonly app: Tracepad;
  readonly board: IdleBoard;
  readonly saved: Map<string, Blob>;
  readonly python: ReturnType<typeof fakePython>;
  readonly model: ReturnType<typeof fakeModel>;
}

/** Knows the truth, and writes it in the tokens of the scratchpad, as links expect it. */
function writingModel(): ReturnType<typeof fakeModel> {
  return {
    ...fakeModel(),
    teacherForced: async ({ steps }, onStep) => {
      for (const { from, state, truth } of steps) {
        await Promise.resolve();
        const target = truth === null ? null : dynamicTarget(state, truth);
        if (target === null || !target.ok) continue;
        const tokens = target.value.map((id) => ({ id, text: describeToken(id), logProbability: Math.log(0.9), alternatives: [] }));
        onStep({ from, outcome: parseAnswer(target.value, state), tokens, verifiedTokens: tokens.length });
      }
      return { ok: true, value: undefined };
    },
  };
}

async function page(change: Partial<PageParts> = {}): Promise<Page> {
  const board: IdleBoard = {};
  const saved = new Map<string, Blob>();
  const python = fakePython();
  const model = writingModel();
  const app = await startTracepad({
    createPython: () => python,
    createModel: () => model,
    models: [{ id: 'tiny', name: 'tiny', parameters: 1, bytes: 1, manifestUrl: 'manifest.json' }],
    fragment: '',
    address: 'https://example.org/app/',
    replaceFragment: () => undefined,
    pushFragment: () => undefined,
    download: (name, content) => saved.set(name, content),
    storage: null,
    idleBoard: board,
    firstProgram: { code: smallTrace().header.source, call: 'f(3)', stdin: '' },
    now: () => 0,
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    ...change,
  });
  return { app, board, saved, python, model };
}

async function ran(): Promise<Page> {
  const made = await page();
  await made.app.runs.run();
  await vi.waitFor(() => expect(made.board.idle).toBe('true'));
  return made;
}

async function fileOf(saved: Map<string, Blob>, name: string): Promise<File> {
  const content = saved.get(name);
  expect(content, name).toBeDefined();
  return new File([await (content ?? new Blob()).arrayBuffer()], name);
}

describe('sharing', () => {
  it('a link holds trace and predictions, and shows them without running anything', async () => {
    const { app } = await ran();
    app.navigation.forward();
    app.navigation.forward();
    const { address, holds } = app.shareLink();
    expect(holds).toBe('all');
    const other = await page({ fragment: new URL(address).hash });
    expect(other.python.requests).toHaveLength(0);
    expect(other.app.predictions.getState().model.kind).toBe('none');
    expect(other.app.trace.getState()).toMatchObject({ step: 2, granularity: 'line', loaded: { recordedFrom: 'link' } });
    expect(other.app.predictions.getState().tables?.forced.tally).toMatchObject({ full: 4 });
    // The link of what came with a link is that link.
    expect(other.app.shareLink().address).toBe(address);

    await other.app.runs.run();
    await vi.waitFor(() => expect(other.app.recorded.getState().rerun).toEqual({ firstDifferent: null, predictions: { compared: 4, different: 0 } }));
  });

  it('a recording passes for its own program alone', async () => {
    const { app } = await ran();
    const { hash } = new URL(app.shareLink().address);
    const other = new URL((await changed(app)).address).hash;
    const forged = hash.replace(/code=[^&]*/, /code=[^&]*/.exec(other)?.[0] ?? '');
    const opened = await page({ fragment: forged });
    expect(opened.app.trace.getState().loaded).toBeNull();
    expect(opened.app.notices.getState().link).toMatchObject({ kind: 'link-opened', hasCode: true, problems: [{ field: 'recording', fault: 'not-its-code' }] });
    expect(opened.app.program.getState().code).toContain('# changed');
  });

  async function changed(app: Tracepad): Promise<ReturnType<Tracepad['shareLink']>> {
    app.program.setState((program) => ({ code: `${program.code}# changed\n` }));
    return Promise.resolve(app.shareLink());
  }

  it('holds what the person chose', async () => {
    const { app } = await ran();
    app.sharing.setState({ choice: 'none' });
    expect(decodeUrlState(new URL(app.shareLink().address).hash)).toMatchObject({ value: { fields: { call: 'f(3)' } } });
    expect(app.shareLink()).toMatchObject({ holds: 'none' });
    app.sharing.setState({ choice: 'trace' });
    expect(app.shareLink()).toMatchObject({ holds: 'trace' });
    expect(app.embedSnippet()).toMatch(/^<iframe src="https:\/\/example\.org\/app\/embed\.html#v=2&amp;code=[^"]*&amp;rec=[^"]*"[^>]* sandbox="allow-scripts allow-popups"/);
  });
});

describe('files', () => {
  it('everything comes back from one file', async () => {
    const { app, saved } = await ran();
    app.notes.setState({ notes: [{ granularity: 'line', step: 1, text: 'here' }] });
    await app.files.save('recording');
    const other = await page();
    await other.app.files.openFile(await fileOf(saved, 'f.tracepad'));
    expect(other.app.trace.getState().loaded).toMatchObject({ recordedFrom: 'file', program: { call: 'f(3)' } });
    expect(other.app.predictions.getState().tables?.forced.tally).toMatchObject({ full: 4 });
    expect(other.app.notes.getState().notes).toHaveLength(1);
    expect(other.python.requests).toHaveLength(0);
  });

  it('a trace comes back from its compact form and from JSON, predictions onto their trace', async () => {
    const { app, saved } = await ran();
    for (const kind of ['trace-binary', 'trace-json', 'predictions', 'table-csv', 'page-html'] as const) await app.files.save(kind);
    for (const name of ['f.trace.gz', 'f.trace.json']) {
      const other = await page();
      await other.app.files.openFile(await fileOf(saved, name));
      expect(other.app.trace.getState().loaded?.lines.count, name).toBe(5);
      await other.app.files.openFile(await fileOf(saved, 'f.prediction.json'));
      expect(other.app.predictions.getState().tables?.recorded, name).toMatchObject({ model: 'fake' });
    }
    expect((await saved.get('f.csv')?.text())?.split('\r\n')).toHaveLength(7);
    expect(gunzipSync(Buffer.from(await (saved.get('f.trace.gz') ?? new Blob()).arrayBuffer())).toString()).toContain('"tracepad-columns"');
    const html = (await saved.get('f.html')?.text()) ?? '';
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/https?:/);
  });

  it('predictions that were made elsewhere stand beside the trace like live ones, marked as recorded', async () => {
    const { app } = await ran();
    const state = (line: number, x: string): string => `{"event": "line", "frames": [{"function": "f", "line": ${line}, "locals": {"n": "3", "x": "${x}"}}]}`;
    const lines = (...steps: readonly string[]): File => new File([['{"format": "tracepad-prediction-lines", "version": 1, "model": "theirs", "strategy": "compact"}', ...steps].join('\n')], 'theirs.jsonl');
    app.navigation.goTo(3);
    await app.files.openFile(lines(`{"step": 2, "state": ${state(3, '3')}}`, `{"step": 3, "state": ${state(4, '5')}, "tokens": [{"text": "five", "logprob": -1}]}`));
    expect(app.predictions.getState()).toMatchObject({ task: { strategy: 'compact' }, tables: { recorded: { model: 'theirs', provider: 'elsewhere' }, forced: { tally: { predicted: 2, full: 1 } } } });
    const shown = stepViewOf(app.trace.getState(), app.predictions.getState());
    expect(shown).toMatchObject({ step: 3, prediction: { kind: 'state', prediction: { tokens: [{ text: 'five' }] } }, miss: null });
    expect(shown?.groups[0]?.rows.map(({ name, real, predicted, verdict }) => [name, real, predicted, verdict])).toEqual([
      ['n', '3', '3', 'same'],
      ['x', '4', '5', 'wrong-value'],
    ]);
    // Beside them the page's own, to be compared with.
    await app.models.goLive();
    expect(variantsOf(app.predictions.getState()).filter(({ live }) => !live).map(({ label }) => label)).toEqual(['Recorded: Compact, From the true state · theirs']);
    await app.files.openFile(lines(`{"step": 9, "state": ${state(3, '3')}}`));
    expect(app.notices.getState().link).toMatchObject({ kind: 'file-bad', message: 'theirs.jsonl was not opened: it predicts step 9, and the trace on the page has steps 0 to 4.' });
    await app.files.openFile(lines(`{"step": 1, "state": ${state(2, '3')}}`, '{"step": 2}'));
    expect(app.notices.getState().link).toMatchObject({ kind: 'file-bad', message: expect.stringContaining('line 3 is wrong') as string });
  });

  it('a whole trace in the frames of CWM stands beside the trace on the page', async () => {
    const { app } = await ran();
    const line = (locals: object, code: string): string => `<|line_sep|>${JSON.stringify(locals)}<|action_sep|>    ${code}\n<|frame_sep|>`;
    const text = `<|call_sep|>{"n": "3"}<|action_sep|>def f(n):\n<|frame_sep|>${line({ n: '..' }, 'x = n')}${line({ n: '..', x: '3' }, 'x = x + 1')}${line({ n: '..', x: '5' }, 'return x')}`;
    await app.files.openFile(new File([text], 'cwm.txt'));
    expect(app.predictions.getState()).toMatchObject({ mode: 'free-running', task: { strategy: 'compact-step-in' }, tables: { recorded: { model: 'CWM trace', provider: 'elsewhere' }, free: { tally: { predicted: 3, full: 2, controlFlow: 3 } } } });
    const fresh = await page();
    await fresh.app.files.openFile(new File([text], 'cwm.txt'));
    expect(fresh.app.notices.getState().link).toMatchObject({ kind: 'file-bad', message: 'cwm.txt holds predictions alone: open or run the trace that they are of first.' });
  });

  it('text in a replay page can end no script', async () => {
    const { app, saved } = await ran();
    app.trace.setState(({ loaded }) => (loaded === null ? {} : { loaded: { ...loaded, program: { ...loaded.program, code: '</script><script>alert(1)</script><!-- $& ' } } }));
    await app.files.save('page-html');
    const html = (await saved.get('f.html')?.text()) ?? '';
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).toContain('\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\\u003c!-- $& ');
  });

  it('a program is put in the editor and not run', async () => {
    const { app, python } = await page();
    await app.files.openFile(new File(['print(1)\r\n'], 'a.py'));
    expect(app.program.getState()).toEqual({ code: 'print(1)\n', call: '', stdin: '' });
    expect(python.requests).toHaveLength(0);
  });

  it('says what is wrong with a file', async () => {
    const { app } = await page();
    const cases: readonly (readonly [content: BlobPart, says: string])[] = [
      ['hello', 'it is no Python program, no trace and no recording'],
      ['{"format":"other"}', '"other" is no format'],
      ['{"format":"tracepad-recording","version":7}', 'of version 7, newer than this page (version 1)'],
      ['{"format":"tracepad-trace","version":1}', 'its field python is wrong'],
      [new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'it is cut off or damaged'],
    ];
    for (const [content, says] of cases) {
      await app.files.openFile(new File([content], 'x.json'));
      expect(app.notices.getState().link).toMatchObject({ kind: 'file-bad', message: expect.stringContaining(says) });
    }
  });
});

describe('a trace from plain JSON', () => {
  it('prints as it was written', () => {
    const document = traceDocument(smallTrace(), 'line');
    const read = readTraceDocument(JSON.stringify(document));
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    const trace = traceOfDocument(read.value);
    expect(trace.ok && traceDocument(trace.value, 'line').steps.map(({ event, line, locals, value }) => ({ event, line, locals, value }))).toEqual(
      document.steps.map(({ event, line, locals, value }) => ({ event, line, locals, value })),
    );
  });

  it('a trace of Python Tutor is shown as imported, and a bad one is refused by the field that is wrong', async () => {
    const { app, python } = await page();
    const text = readFileSync(path.join(import.meta.dirname, '..', 'trace', 'fixtures', 'python-tutor.json'), 'utf8');
    await app.files.openFile(new File([text], 'lesson.json'));
    const { loaded } = app.trace.getState();
    expect(loaded).toMatchObject({ recordedFrom: 'tutor', program: { call: '' }, lines: { count: 14 } });
    expect(app.run.getState()).toMatchObject({ kind: 'ended', end: { reason: 'exception', type: 'ValueError' } });
    expect(python.requests).toEqual([]);
    await app.files.openFile(new File([text.replace('"line": 8', '"line": "8"')], 'lesson.json'));
    expect(app.notices.getState().link).toMatchObject({ kind: 'file-bad', message: expect.stringContaining('trace[2].line') as string });
    expect(app.trace.getState().loaded).toBe(loaded);
    // A run of one's own is not compared with it: it has no iterators and no bytecode.
    await app.runs.run();
    expect(app.recorded.getState().rerun).toBeNull();
  });
});
