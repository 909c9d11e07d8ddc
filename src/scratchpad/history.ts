/**
 * Strategies that write a history: `scratchpad` every whole state after the first, `compact` what each step changes.
 * The history ends with `<eos>` where the run does. A history that does not fit the context is never cut silently: it
 * has as many whole steps as fit, and no `<eos>`.
 */
import { at } from '../base/assert.ts';
import { ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Bytecode } from './bytecode.ts';
import { encodeDelta } from './delta.ts';
import { readDelta } from './parse-delta.ts';
import { readState } from './parse-state.ts';
import { Reader, reading } from './reader.ts';
import type { MalformedSoFar } from './reader.ts';
import { canonicalise, encodeState, inVersion } from './state-text.ts';
import type { HistoryStrategy, NotPredictable } from './step.ts';
import { GRAMMAR_VERSION, Id, type GrammarVersion } from './vocabulary.ts';

const CONTROL: Readonly<Record<HistoryStrategy, number>> = {
  scratchpad: Id.SCRATCHPAD,
  compact: Id.COMPACT,
  'compact-step-in': Id.COMPACT_STEP_IN,
};

/** `<scratchpad> STATE`, `<compact> STATE` or `<compact-step-in> STATE`: what follows the prefix in a prompt. */
export function historySuffix(strategy: HistoryStrategy, start: PrintedState, bytecode: Bytecode | null = null): Result<number[], NotPredictable> {
  const encoded = encodeState(start, bytecode, true);
  return encoded.ok ? ok([CONTROL[strategy], ...encoded.value]) : encoded;
}

/** Tokens of one step of a history, from `before`, the state that the history has come to. */
export function historyStep(
  strategy: HistoryStrategy,
  before: PrintedState,
  after: PrintedState,
  bytecode: Bytecode | null = null,
  version: GrammarVersion = GRAMMAR_VERSION,
): Result<number[], NotPredictable> {
  return strategy === 'scratchpad' ? encodeState(inVersion(after, version), bytecode) : encodeDelta(before, after, bytecode, version);
}

/** One step of a parsed history: its state, and which of the tokens say it. */
export interface HistoryStep {
  readonly state: PrintedState;
  readonly from: number;
  readonly to: number;
}

export interface ParsedHistory {
  /**
   * What could be read, in order; the first one starts at token 0. Where the tokens end without `<eos>`, the value of
   * the last one may still go on.
   */
  readonly steps: readonly HistoryStep[];
  /** 'ended': `<eos>`; 'cut': no token is left, between two steps. */
  readonly end: 'ended' | 'cut' | MalformedSoFar;
}

/** Splits the tokens of a history into its steps. Whatever the tokens, it gives what could be read. */
export function parseHistory(strategy: HistoryStrategy, ids: ArrayLike<number>, start: PrintedState, bytecode: Bytecode | null = null): ParsedHistory {
  const reader = new Reader(ids);
  const steps: HistoryStep[] = [];
  let state = canonicalise(start, bytecode === null ? 'line' : 'instruction');
  const end = reading((): { readonly kind: 'ended' | 'cut' } => {
    while (!reader.take(Id.EOS)) {
      if (reader.ended) return { kind: 'cut' };
      const from = reader.place;
      state = strategy === 'scratchpad' ? readState(reader, bytecode) : readDelta(reader, state, bytecode);
      steps.push({ state, from, to: reader.place });
    }
    if (!reader.ended) reader.misfit('nothing should stand here');
    return { kind: 'ended' };
  });
  return { steps, end: end.kind === 'malformed' ? end : end.kind };
}

/** What `historyPlaces` has to know of a step. */
export interface StepOutline {
  readonly event: PrintedState['event'];
  /** Frames on the call stack. */
  readonly depth: number;
}

/**
 * Places of the steps of a history in a list of steps, without that of `start`: all that follow, or for `compact` those
 * of the same call and of the calls around it. What a call of the program's own functions does is then one step.
 */
export function historyPlaces(strategy: HistoryStrategy, steps: readonly StepOutline[], start: number): number[] {
  const depthAfter = ({ event, depth }: StepOutline): number => depth - (event === 'return' ? 1 : 0);
  const places: number[] = [];
  let depth = depthAfter(at(steps, start));
  for (let place = start + 1; place < steps.length; place += 1) {
    const step = at(steps, place);
    if (strategy === 'compact' && step.depth > depth) continue;
    places.push(place);
    depth = depthAfter(step);
  }
  return places;
}
