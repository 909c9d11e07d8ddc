/**
 * What the fuzz tests share: mutated real inputs, how a page reads what opens, and a tally of times. The suite runs a few
 * hundred of each kind; `TRACEPAD_FUZZ=10000 npx vitest run hostile` as many as it says, and tells the worst times.
 */
import fc from 'fast-check';
import { scratchpadStates } from '../../scratchpad/trace-steps.ts';
import { instructionSteps, lineSteps, type StepIndex, type StepList } from '../../trace/line-steps.ts';
import { printStep } from '../../trace/print-state.ts';
import type { Trace } from '../../trace/trace.ts';

const ASKED = process.env['TRACEPAD_FUZZ'];
/** Inputs of each kind. */
export const RUNS = Number(ASKED ?? 200);
/** In milliseconds; far more than a test takes on a busy machine. */
export const PATIENCE = 120_000 + 200 * RUNS;

/** Some bytes changed, some taken away, some put in. */
export function mutatedBytes(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const edit = fc.record({ place: fc.nat({ max: bytes.length - 1 }), kind: fc.constantFrom('set', 'cut', 'insert'), value: fc.nat({ max: 255 }) });
  return fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) => {
    const list = [...bytes];
    for (const { place, kind, value } of edits) list.splice(place, kind === 'insert' ? 0 : 1, ...(kind === 'cut' ? [] : [value]));
    return Uint8Array.from(list);
  });
}

/** JSON in which one value, somewhere, is another one. */
export function mutatedJson(data: unknown): fc.Arbitrary<unknown> {
  return fc.tuple(fc.nat(), fc.oneof(fc.jsonValue(), fc.double(), fc.string(), fc.constant(2 ** 31))).map(([seed, value]) => replaced(structuredClone(data), seed, value));
}

function replaced(data: unknown, seed: number, value: unknown): unknown {
  const keys = typeof data === 'object' && data !== null ? Object.keys(data) : [];
  const key = keys[seed % Math.max(1, keys.length)];
  if (key === undefined || seed % 7 === 0) return value;
  const holder = data as Record<string, unknown>;
  holder[key] = replaced(holder[key], Math.floor(seed / 3), value);
  return holder;
}

/** Steps that are printed from either end of a list. */
const FROM_EITHER_END = 12;

/** Prints states as the views do: what opens must not fail later. */
export function readAll(trace: Trace): void {
  for (const steps of [lineSteps(trace), instructionSteps(trace)]) printSome(steps);
  scratchpadStates(lineSteps(trace));
}

function printSome(steps: StepList): void {
  for (let step = 0; step < steps.count; step += 1) {
    if (step < FROM_EITHER_END || step >= steps.count - FROM_EITHER_END) printStep(steps, step as StepIndex);
  }
}

/** Times of one kind of input. */
export class Tally {
  readonly #kind: string;
  #count = 0;
  #opened = 0;
  #worst = 0;
  #peak = 0;

  constructor(kind: string) {
    this.#kind = kind;
  }

  /** Runs `open`, which says whether the input was opened or refused. */
  time(open: () => boolean): void {
    const started = performance.now();
    this.#take(open(), started);
  }

  async timeAsync(open: () => Promise<boolean>): Promise<void> {
    const started = performance.now();
    this.#take(await open(), started);
  }

  #take(opened: boolean, started: number): void {
    this.#worst = Math.max(this.#worst, performance.now() - started);
    this.#count += 1;
    if (opened) this.#opened += 1;
    if (this.#count % 100 === 0) this.#peak = Math.max(this.#peak, process.memoryUsage().heapUsed);
  }

  /** Where a number of runs was asked for, says what they came to. */
  tell(): void {
    if (ASKED === undefined) return;
    process.stdout.write(`${this.#kind}: ${this.#count} inputs, ${this.#opened} opened, ${this.#count - this.#opened} refused; worst ${this.#worst.toFixed(0)} ms; heap at most ${(this.#peak / 1e6).toFixed(0)} MB\n`);
  }
}

/** Every input is opened or refused by `open`; one that throws fails the test with the smallest such input. */
export function fuzz<Input>(kind: string, inputs: fc.Arbitrary<Input>, open: (input: Input) => boolean): void {
  const tally = new Tally(kind);
  fc.assert(fc.property(inputs, (input) => tally.time(() => open(input))), { numRuns: RUNS });
  tally.tell();
}

/** The same where opening takes a while. */
export async function fuzzAsync<Input>(kind: string, inputs: fc.Arbitrary<Input>, open: (input: Input) => Promise<boolean>): Promise<void> {
  const tally = new Tally(kind);
  await fc.assert(fc.asyncProperty(inputs, (input) => tally.timeAsync(() => open(input))), { numRuns: RUNS });
  tally.tell();
}
