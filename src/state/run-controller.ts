/** Runs the program that stands in the editor: from the stores to the runner and back into the stores. */
import { DEFAULT_LIMITS, PythonStartError, type PythonRunner, type RunLimits, type RunRequest } from '../python/protocol.ts';
import { TraceBuilder } from '../trace/trace.ts';
import type { TraceEnd } from '../trace/wire.ts';
import type { IdleTracker } from './idle.ts';
import { indexTrace } from './index-trace.ts';
import { END_OF_INPUT, endsInput, sameProgram, stdinLines, stdinText, withLine, withoutLastAnswer, type Program, type ProgramStore } from './program-store.ts';
import { inputRequest, isBusy, type RunFailure, type RunStore } from './run-store.ts';
import { rangeOfView, showTrace, stepsOfView, type LoadedTrace, type TraceStore, type TraceView } from './trace-store.ts';

export interface RunController {
  /**
   * Traces the program of the editor; does nothing while a run is under way. Never rejects. 'live': as one types, with
   * small limits; what is no program leaves the trace on the page as it is, and the place in it is kept.
   */
  run(kind?: 'asked' | 'live'): Promise<void>;
  /**
   * Gives the program that waits for input its next line (null: the end of the input), by running it again with what it
   * was given before. Runs repeat exactly, so the steps until then are the same. Does nothing where no program waits.
   */
  answer(line: string | null): Promise<void>;
  /**
   * Takes the last answer back (the end of the input first): the program runs again and asks for it, and what was answered
   * stands in the field. Does nothing where there is none.
   */
  askAgain(): Promise<void>;
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
  /** Where runs end. */
  readonly limits: () => RunLimits;
  /** Milliseconds; `performance.now` in the browser. */
  readonly now: () => number;
}

/** A live run is one of many: a slow one must not hold up the next. */
function liveLimits(limits: RunLimits): RunLimits {
  return { ...limits, maxSteps: Math.min(limits.maxSteps, 200_000), maxSeconds: Math.min(limits.maxSeconds, 2) };
}

export function requestOf(program: Program, limits: RunLimits = DEFAULT_LIMITS): RunRequest {
  const call = program.call.trim();
  return {
    source: program.code,
    call: call === '' ? null : call,
    stdin: stdinLines(program.stdin),
    afterStdin: endsInput(program.stdin) ? 'eof' : 'ask',
    granularity: 'instruction',
    limits,
  };
}

/** The recording on the page that the program is of; null where there is none. */
function recordingOf(trace: TraceStore, program: Program): LoadedTrace | null {
  const { loaded } = trace.getState();
  const isShared = loaded !== null && (loaded.recordedFrom === 'link' || loaded.recordedFrom === 'file');
  return isShared && sameProgram(loaded.program, program) ? loaded : null;
}

/** Who runs a recording again goes on where they were reading it. */
function keepPlace(trace: TraceStore, program: Program): void {
  const { step, granularity } = trace.getState();
  if (recordingOf(trace, program)?.trace.header.granularity === granularity) trace.setState({ stepWanted: step });
}

/** Past every step: the last one. */
const LAST_STEP = Number.MAX_SAFE_INTEGER;

/** Who types sees what the end of the program comes to, unless they have gone to a step of their own. */
function liveStep(view: TraceView): number {
  const { first, last } = rangeOfView(view);
  return view.step === first || view.step === last ? LAST_STEP : view.step;
}

/** Why a program runs: it was asked for, it is run as one types, the line of input that it waits for is there, or one is taken back. */
type RunKind = 'asked' | 'live' | 'answer' | 'ask-again';

export function createRunController(parts: Parts): RunController {
  let runner: PythonRunner | null = null;
  /** What the program had printed when it was given each of its answers, in UTF-16 units. */
  let printedBefore: readonly number[] = [];
  /** The answer that was taken back last. */
  let draft = '';

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

  async function traceProgram(started: PythonRunner, program: Program, kind: RunKind): Promise<void> {
    const began = parts.now();
    const live = kind === 'live';
    const goesOn = kind === 'answer' || kind === 'ask-again';
    if (!goesOn) printedBefore = [];
    const answeredAt = printedBefore.at(-1) ?? 0;
    const request = requestOf(program, live ? liveLimits(parts.limits()) : parts.limits());
    // A recording that did not wait for input was made by a run that met the end of it.
    const recordedEnd = recordingOf(parts.trace, program)?.trace.end ?? null;
    const afterStdin = recordedEnd !== null && recordedEnd.reason !== 'input-needed' ? 'eof' : request.afterStdin;
    let builder: TraceBuilder | null = null;
    let end: TraceEnd | null = null;
    const faults: string[] = [];
    parts.run.setState({ kind: 'running', records: 0 }, true);
    await started.run({ ...request, afterStdin }, {
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
    if (built !== null) await indexTrace(built.snapshot());
    if (!live || finished.reason !== 'syntax-error') {
      if (live) parts.trace.setState((view) => ({ stepWanted: liveStep(view) }));
      // Where the program asks, and where it had asked before, is where the person is.
      else if (finished.reason === 'input-needed') parts.trace.setState({ stepWanted: LAST_STEP });
      else if (goesOn) parts.trace.setState((view) => ({ stepWanted: (stepsOfView(view)?.count ?? 1) - 1 }));
      else keepPlace(parts.trace, program);
      showTrace(parts.trace, built === null || built.recordCount === 0 ? null : built.snapshot(), program);
    }
    const asks = inputRequest(finished, { program, stdout: built?.snapshot().stdout ?? '', answeredAt, draft: kind === 'ask-again' ? draft : '', isAwaited: !live });
    parts.run.setState({ kind: 'ended', end: finished, milliseconds: parts.now() - began, asks }, true);
    if (finished.reason === 'interpreter-died') warm();
  }

  function warm(): void {
    theRunner().ready.catch(dropRunner);
  }

  async function run(kind: RunKind = 'asked'): Promise<void> {
    if (isBusy(parts.run.getState())) return;
    const program = parts.program.getState();
    const endRun = parts.idle.begin('run');
    try {
      const started = await boot();
      if (started !== null) await traceProgram(started, program, kind);
    } catch (error) {
      fail('runner-lost', error);
    } finally {
      endRun();
    }
  }

  async function answer(line: string | null): Promise<void> {
    const now = parts.run.getState();
    const asks = now.kind === 'ended' ? now.asks : null;
    const program = parts.program.getState();
    if (asks === null || !sameProgram(asks.program, program)) return;
    parts.program.setState({ stdin: line === null ? `${stdinText(program.stdin)}${END_OF_INPUT}` : withLine(program.stdin, line) });
    printedBefore = [...printedBefore, asks.stdout.length];
    await run('answer');
  }

  async function askAgain(): Promise<void> {
    const without = withoutLastAnswer(parts.program.getState().stdin);
    if (without === null || isBusy(parts.run.getState())) return;
    parts.program.setState({ stdin: without.stdin });
    draft = without.line;
    printedBefore = printedBefore.slice(0, -1);
    await run('ask-again');
  }

  function stop(): void {
    if (parts.run.getState().kind === 'running') runner?.stop();
  }

  function warmUp(): void {
    if (runner === null) void parts.idle.during('python-boot', theRunner().ready).catch(dropRunner);
  }

  return { run: (kind) => run(kind), answer, askAgain, stop, warmUp };
}
