/** Runs the program that stands in the editor: from the stores to the runner and back into the stores. */
import { DEFAULT_LIMITS, PythonStartError, type PythonRunner, type RunLimits, type RunRequest } from '../python/protocol.ts';
import { TraceBuilder } from '../trace/trace.ts';
import type { TraceEnd } from '../trace/wire.ts';
import type { IdleTracker } from './idle.ts';
import { sameProgram, stdinLines, type Program, type ProgramStore } from './program-store.ts';
import { isBusy, type RunFailure, type RunStore } from './run-store.ts';
import { showTrace, type TraceStore } from './trace-store.ts';

export interface RunController {
  /**
   * Traces the program of the editor; does nothing while a run is under way. Never rejects. 'live': as one types, with
   * small limits; what is no program leaves the trace on the page as it is, and the place in it is kept.
   */
  run(kind?: 'asked' | 'live'): Promise<void>;
  /** Ends the run; the steps so far are kept. */
  stop(): void;
  /** Starts Python ahead of the first run. */
  warmUp(): void;
}

interface Parts {
  /** Made at the first run: starting Python costs memory that a reader of a page may never need. */
  readonly createRunner: () => PythonRunner;
  readonly program: ProgramStore;
  readonly run: RunStore;
  readonly trace: TraceStore;
  readonly idle: IdleTracker;
  /** Milliseconds; `performance.now` in the browser. */
  readonly now: () => number;
}

/** A live run is one of many: a slow one must not hold up the next. */
const LIVE_LIMITS: RunLimits = { ...DEFAULT_LIMITS, maxSteps: 200_000, maxSeconds: 2 };

export function requestOf(program: Program, limits: RunLimits = DEFAULT_LIMITS): RunRequest {
  const call = program.call.trim();
  return {
    source: program.code,
    call: call === '' ? null : call,
    stdin: stdinLines(program.stdin),
    afterStdin: 'eof',
    granularity: 'instruction',
    limits,
  };
}

/** Who runs a recording again goes on where they were reading it. */
function keepPlace(trace: TraceStore, program: Program): void {
  const { loaded, step, granularity } = trace.getState();
  const isShared = loaded !== null && (loaded.recordedFrom === 'link' || loaded.recordedFrom === 'file');
  if (isShared && granularity === loaded.trace.header.granularity && sameProgram(loaded.program, program)) trace.setState({ stepWanted: step });
}

export function createRunController(parts: Parts): RunController {
  let runner: PythonRunner | null = null;

  /** The runner, made anew when the last one could not start or was lost. */
  function theRunner(): PythonRunner {
    runner ??= parts.createRunner();
    return runner;
  }

  function dropRunner(): void {
    runner?.dispose();
    runner = null;
  }

  function fail(failure: RunFailure, error: unknown): void {
    parts.run.setState({ kind: 'failed', failure, message: error instanceof Error ? error.message : String(error) }, true);
    dropRunner();
  }

  async function boot(): Promise<PythonRunner | null> {
    parts.run.setState({ kind: 'booting' }, true);
    const endBoot = parts.idle.begin('python-boot');
    try {
      const started = theRunner();
      await started.ready;
      return started;
    } catch (error) {
      fail(error instanceof PythonStartError ? error.failure : 'interpreter-failed', error);
      return null;
    } finally {
      endBoot();
    }
  }

  async function traceProgram(started: PythonRunner, program: Program, live: boolean): Promise<void> {
    const began = parts.now();
    let builder: TraceBuilder | null = null;
    let end: TraceEnd | null = null;
    const faults: string[] = [];
    parts.run.setState({ kind: 'running', records: 0 }, true);
    await started.run(requestOf(program, live ? LIVE_LIMITS : DEFAULT_LIMITS), {
      header: (header) => {
        builder = new TraceBuilder(header);
      },
      chunk: (chunk) => {
        if (builder === null || faults.length > 0) return;
        const appended = builder.append(chunk);
        if (!appended.ok) faults.push(appended.error.message);
        parts.run.setState({ kind: 'running', records: builder.recordCount }, true);
      },
      end: (reason) => {
        end = reason;
      },
    });
    // Assigned in callbacks, which the compiler does not follow.
    const finished = end as TraceEnd | null;
    const built = builder as TraceBuilder | null;
    if (faults[0] !== undefined) {
      fail('malformed-trace', faults[0]);
      return;
    }
    if (finished === null) {
      fail('runner-lost', 'The run ended without saying why.');
      return;
    }
    built?.finish(finished);
    if (!live || finished.reason !== 'syntax-error') {
      if (live) parts.trace.setState((view) => ({ stepWanted: view.step }));
      else keepPlace(parts.trace, program);
      showTrace(parts.trace, built === null || built.recordCount === 0 ? null : built.snapshot(), program);
    }
    parts.run.setState({ kind: 'ended', end: finished, milliseconds: parts.now() - began }, true);
    if (finished.reason === 'interpreter-died') warm();
  }

  function warm(): void {
    theRunner().ready.catch(dropRunner);
  }

  async function run(kind: 'asked' | 'live' = 'asked'): Promise<void> {
    if (isBusy(parts.run.getState())) return;
    const program = parts.program.getState();
    const endRun = parts.idle.begin('run');
    try {
      const started = await boot();
      if (started !== null) await traceProgram(started, program, kind === 'live');
    } catch (error) {
      fail('runner-lost', error);
    } finally {
      endRun();
    }
  }

  function stop(): void {
    if (parts.run.getState().kind === 'running') runner?.stop();
  }

  function warmUp(): void {
    if (runner === null) void parts.idle.during('python-boot', theRunner().ready).catch(dropRunner);
  }

  return { run, stop, warmUp };
}
