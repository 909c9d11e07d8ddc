import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TRACE_VERSION } from '../../trace/wire.ts';
import type { TraceChunk, TraceEnd } from '../../trace/wire.ts';
import { DEFAULT_LIMITS, PythonStartError } from '../protocol.ts';
import type { PythonRunner, RunEvents, RunRequest } from '../protocol.ts';
import type { PageToWorker } from './messages.ts';
import { createRunner } from './runner.ts';
import type { InterpreterListener } from './runner.ts';

const REQUEST: RunRequest = { source: 'x = 1', call: null, stdin: [], afterStdin: 'eof', granularity: 'line', limits: { ...DEFAULT_LIMITS, maxSeconds: 2 } };
const HEADER = { version: TRACE_VERSION, python: '3.14.2', codes: [] };

function emptyChunk(): TraceChunk {
  const none = (): Int32Array => new Int32Array(0);
  return {
    flags: new Uint8Array(0),
    frameIds: none(),
    depths: none(),
    offsets: none(),
    stdoutLengths: none(),
    deltaEnds: none(),
    deltas: none(),
    strings: [],
    frameCodes: none(),
    stdout: 'out',
    stderr: '',
  };
}

/** An interpreter that says what the test makes it say. */
class FakeWorker {
  killed = false;
  readonly sent: PageToWorker[] = [];
  readonly listener: InterpreterListener;
  constructor(listener: InterpreterListener) {
    this.listener = listener;
  }
  say(data: unknown): void {
    this.listener.message(data);
  }
  end(run: number, end: TraceEnd, interpreterBytes = 1000): void {
    this.say({ kind: 'end', run, end, interpreterBytes });
  }
}

class Recorder implements RunEvents {
  readonly order: string[] = [];
  ended: TraceEnd | null = null;
  header(): void {
    this.order.push('header');
  }
  chunk(): void {
    this.order.push('chunk');
  }
  end(end: TraceEnd): void {
    this.order.push('end');
    this.ended = end;
  }
}

let workers: FakeWorker[];
let runner: PythonRunner;

function worker(index: number): FakeWorker {
  const found = workers[index];
  if (found === undefined) throw new Error(`Only ${workers.length} workers were started.`);
  return found;
}

/** Starts a run on the newest worker, which is made ready where it is not. */
async function startRun(request: RunRequest = REQUEST): Promise<{ recorder: Recorder; done: Promise<void>; worker: FakeWorker; id: number }> {
  const recorder = new Recorder();
  const done = runner.run(request, recorder);
  const current = worker(workers.length - 1);
  if (current.sent.length === 0) current.say({ kind: 'ready' });
  await vi.advanceTimersByTimeAsync(0);
  const id = current.sent.at(-1)?.run ?? -1;
  return { recorder, done, worker: current, id };
}

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  runner = createRunner({
    start: (listener) => {
      const fake = new FakeWorker(listener);
      workers.push(fake);
      return { send: (message) => fake.sent.push(message), kill: () => (fake.killed = true) };
    },
    python: '3.14.2',
    dispose: () => undefined,
  });
});

afterEach(() => {
  runner.dispose();
  vi.useRealTimers();
});

describe('a run', () => {
  it('gives header, chunks and end in order, and the worker serves the next run', async () => {
    const first = await startRun();
    first.worker.say({ kind: 'header', run: first.id, header: HEADER });
    first.worker.say({ kind: 'chunk', run: first.id, chunk: emptyChunk() });
    first.worker.end(first.id, { reason: 'finished', value: null });
    await first.done;
    expect(first.recorder.order).toEqual(['header', 'chunk', 'end']);
    const second = await startRun();
    expect(second.worker).toBe(first.worker);
    expect(second.id).not.toBe(first.id);
  });

  it('is stopped at once, keeps its chunks, and a new worker starts', async () => {
    const { recorder, done, worker: first, id } = await startRun();
    first.say({ kind: 'header', run: id, header: HEADER });
    first.say({ kind: 'chunk', run: id, chunk: emptyChunk() });
    runner.stop();
    await done;
    first.say({ kind: 'chunk', run: id, chunk: emptyChunk() });
    expect(recorder.order).toEqual(['header', 'chunk', 'end']);
    expect(recorder.ended).toEqual({ reason: 'stopped' });
    expect(first.killed).toBe(true);
    expect(workers).toHaveLength(2);
  });

  it('that is stopped while the interpreter starts leaves the interpreter alone', async () => {
    const recorder = new Recorder();
    const done = runner.run(REQUEST, recorder);
    runner.stop();
    worker(0).say({ kind: 'ready' });
    await done;
    expect(recorder.order).toEqual(['header', 'end']);
    expect(worker(0).sent).toEqual([]);
    expect(worker(0).killed).toBe(false);
  });

  it('that never speaks ends a second after its time limit', async () => {
    const { recorder, worker: first } = await startRun();
    await vi.advanceTimersByTimeAsync(2900);
    expect(recorder.ended).toBeNull();
    await vi.advanceTimersByTimeAsync(200);
    expect(recorder.ended).toEqual({ reason: 'time-limit', seconds: 2 });
    expect(first.killed).toBe(true);
  });

  it('that is still handing over its chunks at the limit is left to finish, within reason', async () => {
    const { recorder, worker: first, id } = await startRun();
    first.say({ kind: 'header', run: id, header: HEADER });
    for (let second = 0; second < 7; second++) {
      await vi.advanceTimersByTimeAsync(900);
      first.say({ kind: 'chunk', run: id, chunk: emptyChunk() });
    }
    expect(recorder.ended).toBeNull();
    for (let second = 0; second < 9; second++) {
      await vi.advanceTimersByTimeAsync(900);
      first.say({ kind: 'chunk', run: id, chunk: emptyChunk() });
    }
    expect(recorder.ended?.reason).toBe('time-limit');
  });

  it('ends where the worker dies, and the next run has a new one', async () => {
    const { recorder, worker: first } = await startRun();
    first.listener.failed(new PythonStartError('interpreter-failed', 'out of memory'));
    expect(recorder.ended).toEqual({ reason: 'interpreter-died', message: 'out of memory' });
    const next = await startRun();
    expect(next.worker).not.toBe(first);
  });

  it('replaces an interpreter that has grown large', async () => {
    const { worker: first, id } = await startRun();
    first.end(id, { reason: 'finished', value: null }, 200 * 1024 * 1024);
    expect(first.killed).toBe(true);
  });
});

describe('a forged message', () => {
  const forged: [string, (id: number) => unknown][] = [
    ['of no known form', () => ({ kind: 'eval', code: 'alert(1)' })],
    ['that is no object', () => 'end'],
    ['of another run', (id) => ({ kind: 'end', run: id + 1, end: { reason: 'stopped' }, interpreterBytes: 0 })],
    ['with an unknown end', (id) => ({ kind: 'end', run: id, end: { reason: 'won' }, interpreterBytes: 0 })],
    ['with a second header', (id) => ({ kind: 'header', run: id, header: HEADER })],
    ['with a malformed chunk', (id) => ({ kind: 'chunk', run: id, chunk: { ...emptyChunk(), depths: new Int32Array(3) } })],
    ['that claims to be ready', () => ({ kind: 'ready' })],
  ];
  it.each(forged)('%s ends the run with an error and the worker', async (_name, make) => {
    const { recorder, done, worker: first, id } = await startRun();
    first.say({ kind: 'header', run: id, header: HEADER });
    first.say(make(id));
    await done;
    expect(recorder.ended?.reason).toBe('interpreter-died');
    expect(first.killed).toBe(true);
  });

  it('between runs costs the worker its place', async () => {
    worker(0).say({ kind: 'ready' });
    await runner.ready;
    worker(0).say({ kind: 'ready' });
    expect(worker(0).killed).toBe(true);
    expect(workers).toHaveLength(2);
  });

  it('that is one of a flood of empty chunks meets the trace limit', async () => {
    const { recorder, worker: first, id } = await startRun({ ...REQUEST, limits: { ...REQUEST.limits, maxTraceBytes: 100_000 } });
    first.say({ kind: 'header', run: id, header: HEADER });
    for (let i = 0; i < 200; i++) first.say({ kind: 'chunk', run: id, chunk: emptyChunk() });
    expect(recorder.ended).toEqual({ reason: 'memory-limit', what: 'trace', bytes: 100_000 });
    expect(first.killed).toBe(true);
  });
});

describe('starting', () => {
  it('that fails is said by `ready` and by the next run alone, which then tries again', async () => {
    worker(0).say({ kind: 'failed', failure: 'offset-mismatch', message: 'unknown layout' });
    await expect(runner.ready).rejects.toMatchObject({ failure: 'offset-mismatch' });
    const { recorder, worker: second, id } = await startRun();
    second.say({ kind: 'header', run: id, header: HEADER });
    second.end(id, { reason: 'finished', value: null });
    expect(recorder.order).toEqual(['header', 'end']);
  });

  it('that fails under a waiting run rejects it', async () => {
    const done = runner.run(REQUEST, new Recorder());
    worker(0).listener.failed(new PythonStartError('assets-missing', 'no file'));
    await expect(done).rejects.toMatchObject({ failure: 'assets-missing' });
  });
});
