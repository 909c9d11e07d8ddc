/** Says when a run must stop and when it is time to hand over what was recorded. */
import type { RunLimits } from './protocol.ts';
import type { Recorder } from './recorder.ts';

export type StopReason = 'steps' | 'seconds' | 'trace-bytes' | 'stopped' | 'input';

const CHECK_EVERY = 32; // events between looks at the clock: a look costs about 40 ns
/** Between two chunks, each of which the page takes in in one task: twice this made tasks of over 50 ms there. The first ones come sooner, so that little is lost where C code blocks right away. */
const CHUNK_MS = 50;
const FIRST_CHUNK_MS = 2;
/** Records at the beginning that are handed over one by one, so that a program that soon stands still leaves its first lines. */
const EARLY_RECORDS = 16;
/** Between two chunks for the sake of a call: at first this, and a share of the time that the run has taken, up to a most. */
const CALL_MS = 0.25;
const CALL_SHARE = 0.02;
const MAX_CALL_MS = 20;

export class RunBudget {
  /** Why the run must end; null while it may go on. */
  stopReason: StopReason | null = null;
  /** Set from outside: the run ends at the next look at the clock. */
  stopRequested = false;
  /** Called about every 50 ms of run time, sooner at its beginning, to hand over what was recorded. */
  onFlush: () => void = () => undefined;
  /** None but a few records were made. */
  isFresh = true;
  /** Steps so far that count against the limit. */
  steps = 0;
  private readonly recorder: Recorder;
  /** Events that may yet pass without a look. */
  private untilLook = 0;
  private early = 0;
  private maxSteps = 0;
  private maxBytes = 0;
  private deadline = 0;
  private nextFlush = 0;
  private nextCallFlush = 0;
  private began = 0;
  private chunkMs = FIRST_CHUNK_MS;
  private clock: () => number = () => 0;

  constructor(recorder: Recorder) {
    this.recorder = recorder;
  }

  begin(limits: RunLimits): void {
    // The program's own clock is another one.
    this.clock = performance.now.bind(performance);
    const now = this.clock();
    this.stopReason = null;
    this.stopRequested = false;
    this.steps = 0;
    this.isFresh = true;
    this.early = 0;
    this.untilLook = 0;
    this.maxSteps = limits.maxSteps;
    this.maxBytes = limits.maxTraceBytes;
    this.deadline = now + limits.maxSeconds * 1000;
    this.chunkMs = FIRST_CHUNK_MS;
    this.nextFlush = now + this.chunkMs;
    this.nextCallFlush = now;
    this.began = now;
  }

  /** To be asked at every event, before it is recorded. */
  isSpent(): boolean {
    return --this.untilLook < 0 && this.look();
  }

  /** To be told of each record while `isFresh`. */
  afterEarlyRecord(): void {
    this.onFlush();
    this.early++;
    this.isFresh = this.early < EARLY_RECORDS;
  }

  /** Ends the run for a reason that is no limit. */
  stopFor(reason: StopReason): void {
    this.stopReason ??= reason;
    this.untilLook = 0;
  }

  /**
   * To be asked before a call of code that is not the program's, which may never return or be the interpreter's end: what is recorded is handed
   * over, so that a program that stops at its third line keeps those three.
   */
  beforeCall(): void {
    const now = this.clock();
    if (now < this.nextCallFlush) return;
    this.onFlush();
    this.nextCallFlush = this.clock() + Math.min(MAX_CALL_MS, CALL_MS + CALL_SHARE * (now - this.began));
  }

  /** An event is one step at most, so the limit of steps cannot be passed before the next look. */
  private look(): boolean {
    this.untilLook = 0;
    if (this.stopReason !== null) return true;
    if (this.steps >= this.maxSteps) this.stopReason = 'steps';
    else this.lookAtClock();
    // The look may have set it.
    if ((this.stopReason as StopReason | null) !== null) return true;
    this.untilLook = Math.min(CHECK_EVERY, this.maxSteps - this.steps) - 1;
    return false;
  }

  private lookAtClock(): void {
    const now = this.clock();
    if (this.stopRequested) this.stopReason = 'stopped';
    else if (now > this.deadline) this.stopReason = 'seconds';
    else if (this.recorder.bytes() > this.maxBytes) this.stopReason = 'trace-bytes';
    else if (now > this.nextFlush) {
      this.onFlush();
      this.chunkMs = Math.min(CHUNK_MS, 2 * this.chunkMs);
      this.nextFlush = this.clock() + this.chunkMs;
    }
  }
}
