/** What a strategy works on: steps of one trace as printed states, and what becomes of a prediction. */
import type { PrintedState } from '../trace/printed-state.ts';

/** A true state, and the tokens of the working that leads to it from the step before where the trace tells that (`working.ts`). */
export interface TrueState extends PrintedState {
  readonly working?: readonly number[] | undefined;
}

export type Strategy = 'direct' | HistoryStrategy | 'dynamic' | 'dynamic-n';

/** Strategies whose answer is the history of many steps. */
export type HistoryStrategy = 'scratchpad' | 'compact' | 'compact-step-in';

/** Why the model's tokens are not a state. `at` is the place of the first token that does not fit. */
export interface Malformed {
  readonly kind: 'malformed';
  readonly at: number;
  readonly message: string;
}

export type ParsedState = { readonly kind: 'state'; readonly state: PrintedState } | Malformed;

/** Why a state can't be put before the model. */
export type NotPredictable =
  | { readonly reason: 'too-many-lines'; readonly lines: number; readonly limit: number }
  | { readonly reason: 'too-deep'; readonly message: string }
  | { readonly reason: 'context-too-small'; readonly tokens: number; readonly limit: number }
  | { readonly reason: 'source-not-lexed'; readonly message: string }
  /** Instruction granularity: the trace's bytecode lists no instruction at the frame's offset. */
  | { readonly reason: 'unknown-instruction'; readonly function: string; readonly offset: number | null }
  /** The template that a model of another make is prompted by can't be filled with it. */
  | { readonly reason: 'not-in-template'; readonly message: string };
