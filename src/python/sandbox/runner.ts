/**
 * The life of the interpreter in the sandbox: started, running, killed, started again. Knows no DOM: what it starts
 * is an `Interpreter`, so that tests put a fake in its place.
 *
 * A worker that is inside Python hears nothing, and without shared memory nothing can be set that it would read; so
 * a stop kills the worker, and a new one starts from the snapshot in a fraction of a second. There is no spare: a
 * second live interpreter would cost some 150 MB.
 */
import { assert } from '../../base/assert.ts';
import { PythonStartError } from '../protocol.ts';
import type { PythonRunner, RunEvents, RunRequest } from '../protocol.ts';
import { checkMessage } from './message-check.ts';
import { RunGuard } from './run-guard.ts';
import type { PageToWorker } from './messages.ts';

export interface InterpreterListener {
  /** Anything at all: to be checked. */
  message(data: unknown): void;
  /** The worker is lost. */
  failed(error: PythonStartError): void;
}

export interface Interpreter {
  send(message: PageToWorker): void;
  kill(): void;
}

export interface RunnerOptions {
  readonly start: (listener: InterpreterListener) => Interpreter;
  readonly python: string;
  readonly dispose: () => void;
}

/** The engine stops a program itself at its time limit, if the program returns to the interpreter; then come the last chunks. */
const GRACE_MS = 1000;
/** However lively the messages, a run that is this far over its limit is not going to end. */
const MAX_GRACE_MS = 10_000;
/** WebAssembly memory never shrinks: an interpreter that grew past this is replaced once its run is over. */
const LARGE_INTERPRETER_BYTES = 96 * 1024 * 1024;

interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: PythonStartError) => void;
}

function deferred(): Deferred {
  let settle: Pick<Deferred, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  assert(settle !== undefined, 'a promise runs its executor at once');
  return { promise, ...settle };
}

interface Slot {
  readonly interpreter: Interpreter;
  readonly started: Deferred;
  isReady: boolean;
}

interface ActiveRun {
  readonly id: number;
  readonly guard: RunGuard;
  readonly request: RunRequest;
  readonly done: () => void;
  /** Null until the interpreter has been told. */
  startedAt: number | null;
  lastMessageAt: number;
  watchdog: ReturnType<typeof setTimeout> | undefined;
}

export function createRunner(options: RunnerOptions): PythonRunner {
  return new SandboxRunner(options);
}

class SandboxRunner implements PythonRunner {
  readonly ready: Promise<void>;
  readonly #options: RunnerOptions;
  #slot: Slot | null = null;
  #run: ActiveRun | null = null;
  #nextRun = 1;
  #disposed = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.ready = this.#ensureSlot().started.promise;
  }

  async run(request: RunRequest, events: RunEvents): Promise<void> {
    if (this.#run !== null) throw new Error('A program is running already.');
    if (this.#disposed) throw new Error('The runner is disposed.');
    const done = deferred();
    const run: ActiveRun = {
      id: this.#nextRun++,
      guard: new RunGuard(request, events, this.#options.python),
      request,
      done: done.resolve,
      startedAt: null,
      lastMessageAt: 0,
      watchdog: undefined,
    };
    this.#run = run;
    try {
      const slot = await this.#startedSlot();
      // Stopped while the interpreter was starting.
      if (this.#run !== run) {
        await done.promise;
        return;
      }
      const now = performance.now();
      run.startedAt = now;
      run.lastMessageAt = now;
      this.#watch(run, now + request.limits.maxSeconds * 1000);
      slot.interpreter.send({ kind: 'run', run: run.id, request });
    } catch (error) {
      if (this.#run === run) {
        this.#run = null;
        throw error;
      }
    }
    return done.promise;
  }

  stop(): void {
    const run = this.#run;
    if (run === null) return;
    const started = run.startedAt !== null;
    run.guard.end({ reason: 'stopped' });
    this.#finish(run);
    if (started) this.#restart();
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.stop();
    this.#kill(new PythonStartError('sandbox-failed', 'The runner is disposed.'));
    this.#options.dispose();
  }

  /** The interpreter once it can run a program; it may be replaced while it is waited for. */
  async #startedSlot(): Promise<Slot> {
    for (;;) {
      const slot = this.#ensureSlot();
      await slot.started.promise;
      if (this.#slot === slot) return slot;
    }
  }

  /** The live interpreter; after a failed start, a new attempt. */
  #ensureSlot(): Slot {
    if (this.#slot !== null) return this.#slot;
    const started = deferred();
    // Whoever awaits `ready` hears of it; a restart that nobody awaits fails at the next run.
    started.promise.catch(() => undefined);
    const interpreter = this.#options.start({
      message: (data) => {
        if (this.#slot === slot) this.#receive(slot, data);
      },
      failed: (error) => {
        if (this.#slot === slot) this.#lost(error);
      },
    });
    const slot: Slot = { interpreter, started, isReady: false };
    this.#slot = slot;
    return slot;
  }

  #receive(slot: Slot, data: unknown): void {
    const message = checkMessage(data);
    if (!slot.isReady) {
      if (message?.kind === 'ready') {
        slot.isReady = true;
        slot.started.resolve();
      } else if (message?.kind === 'failed') {
        this.#lost(new PythonStartError(message.failure, message.message));
      } else {
        this.#lost(new PythonStartError('interpreter-failed', 'The interpreter sent a message of an unknown form.'));
      }
      return;
    }
    const run = this.#run;
    // Left-over timers of a program that is over may still speak: such an interpreter is not fit for the next run.
    if (run === null || run.startedAt === null) {
      this.#restart();
      return;
    }
    run.lastMessageAt = performance.now();
    const belongs = message === null || !('run' in message) || message.run === run.id;
    const verdict = run.guard.accept(belongs ? message : null);
    if (verdict === 'more') return;
    const large = message?.kind === 'end' && message.interpreterBytes > LARGE_INTERPRETER_BYTES;
    this.#finish(run);
    if (verdict === 'kill' || large) this.#restart();
  }

  /** The worker died or did not start. A run in progress ends; a start in progress fails. */
  #lost(error: PythonStartError): void {
    const run = this.#run;
    const starting = this.#slot?.isReady === false;
    this.#kill(error);
    if (starting) return;
    if (run !== null && run.startedAt !== null) {
      run.guard.end({ reason: 'interpreter-died', message: error.message });
      this.#finish(run);
    }
    this.#ensureSlot();
  }

  #kill(error: PythonStartError): void {
    const slot = this.#slot;
    if (slot === null) return;
    this.#slot = null;
    slot.started.reject(error);
    slot.interpreter.kill();
  }

  #restart(): void {
    this.#kill(new PythonStartError('interpreter-failed', 'The interpreter was restarted.'));
    if (!this.#disposed) this.#ensureSlot();
  }

  #finish(run: ActiveRun): void {
    clearTimeout(run.watchdog);
    if (this.#run === run) this.#run = null;
    run.done();
  }

  /** Ends a run that neither ends nor speaks: a call that never returns to the interpreter. */
  #watch(run: ActiveRun, limit: number): void {
    const deadline = Math.min(Math.max(limit, run.lastMessageAt) + GRACE_MS, limit + MAX_GRACE_MS);
    const left = deadline - performance.now();
    if (left > 0) {
      run.watchdog = setTimeout(() => this.#watch(run, limit), left);
      return;
    }
    run.guard.end({ reason: 'time-limit', seconds: run.request.limits.maxSeconds });
    this.#finish(run);
    this.#restart();
  }
}
