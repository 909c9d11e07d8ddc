/**
 * The predictions of one mode over one trace, by the step that they are *about*: the prediction made from scratchpad
 * step k is about step k + 1, mostly, and stands there. Verdicts are columns, so that a timeline of 100,000 steps can be drawn.
 */
import { aboutOf, type StepPrediction } from '../model/protocol.ts';
import { diffStates, type DiffSummary } from '../trace/diff.ts';
import { outcomeOfState, sameOutcome } from '../scratchpad/direct.ts';
import { MAX_JUMP } from '../scratchpad/vocabulary.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import { PART_BIT, wrongPlaces, type WrongPlace } from './wrong-places.ts';

export const StepVerdict = { NONE: 0, RIGHT: 1, WRONG: 2, MALFORMED: 3, NOT_PREDICTABLE: 4 } as const;
export type StepVerdict = (typeof StepVerdict)[keyof typeof StepVerdict];

/** Where the errors of a wrong step come from: at least one was made in this step, or all were there a step before. */
export const ErrorOrigin = { NONE: 0, HERE: 1, INHERITED: 2 } as const;
export type ErrorOrigin = (typeof ErrorOrigin)[keyof typeof ErrorOrigin];

/** How many predictions there are, and how many of them got each part right. Malformed ones got none right. */
export interface Tally {
  readonly predicted: number;
  readonly full: number;
  readonly controlFlow: number;
  readonly variables: number;
  readonly iterators: number;
  /** Value stacks; by line there are none to be wrong. */
  readonly stack: number;
  /** Steps that return or raise, in truth or in the prediction, and how many of them have the right value. */
  readonly values: number;
  readonly value: number;
  readonly malformed: number;
  readonly notPredictable: number;
}

type Part = keyof DiffSummary;
const ALL_PARTS = Object.values(PART_BIT).reduce((bits, bit) => bits | bit, 0);
const PARTS: readonly Part[] = ['full', 'controlFlow', 'variables', 'iterators', 'stack'];

export class PredictionTable {
  /** `StepVerdict` of each scratchpad step. */
  readonly verdicts: Uint8Array;
  /** `PART_BIT`s of what is wrong at each step; all of them where the text is no state. */
  readonly wrongParts: Uint8Array;
  /** `ErrorOrigin` of each step. */
  readonly origins: Uint8Array;
  /** All that will come has come: a run on its own, or one that goes from step to step, is over. */
  ended = false;
  readonly #predictions = new Map<number, StepPrediction>();
  readonly #wrong = new Map<number, readonly WrongPlace[]>();
  readonly #inherits: boolean;
  #tally: { -readonly [Key in keyof Tally]: number } = { predicted: 0, full: 0, controlFlow: 0, variables: 0, iterators: 0, stack: 0, values: 0, value: 0, malformed: 0, notPredictable: 0 };

  /** @param inherits each prediction starts from the one before, whose errors it may hand on; they are then added in order. */
  constructor(stepCount: number, inherits = false) {
    this.verdicts = new Uint8Array(stepCount);
    this.wrongParts = new Uint8Array(stepCount);
    this.origins = new Uint8Array(stepCount);
    this.#inherits = inherits;
  }

  get tally(): Tally {
    return this.#tally;
  }

  /** Whether a prediction about the step has come. */
  has(step: number): boolean {
    return (this.verdicts[step] ?? 0) !== StepVerdict.NONE;
  }

  /** The prediction about a step; undefined where there is none (yet). */
  about(step: number): StepPrediction | undefined {
    return this.#predictions.get(step);
  }

  /** What is wrong at a step, place by place; nothing where it is right or no state. */
  wrongAt(step: number): readonly WrongPlace[] {
    return this.#wrong.get(step) ?? [];
  }

  /** Takes a prediction and the true state that it is about; a step that is known already, or out of range, is passed over. */
  add(prediction: StepPrediction, truth: PrintedState): void {
    const step = aboutOf(prediction);
    if (step < 0 || step >= this.verdicts.length || this.has(step)) return;
    this.#predictions.set(step, prediction);
    this.verdicts[step] = this.#judge(step, prediction, truth);
  }

  /** Says what the first prediction starts from: what is wrong there is handed on. */
  startFrom(step: number, start: PrintedState, truth: PrintedState): void {
    this.#wrong.set(step, wrongPlaces(diffStates(truth, start)));
  }

  /** The jump over a step, where a prediction led past it and none is about it. */
  jumpOver(step: number): { readonly from: number; readonly to: number } | null {
    for (let to = step + 1; to < this.verdicts.length && to <= step + MAX_JUMP; to += 1) {
      const from = this.about(to)?.from;
      if (from !== undefined) return from < step ? { from, to } : null;
    }
    return null;
  }

  /** The last step that has a prediction; -1 where none has. */
  last(): number {
    for (let step = this.verdicts.length - 1; step >= 0; step -= 1) if (this.has(step)) return step;
    return -1;
  }

  /** The first step whose prediction was wrong or malformed; -1 where there is none so far. */
  firstDivergence(): number {
    return this.divergence(-1, 1);
  }

  /** The next (or last) such step after (or before) `from`; -1 where there is none. */
  divergence(from: number, direction: 1 | -1): number {
    for (let step = from + direction; step >= 0 && step < this.verdicts.length; step += direction) {
      if (isDivergence(this.verdicts[step] ?? 0)) return step;
    }
    return -1;
  }

  #judge(step: number, prediction: StepPrediction, truth: PrintedState): StepVerdict {
    const tally = this.#tally;
    const { outcome } = prediction;
    if (outcome.kind === 'not-predictable') {
      tally.notPredictable += 1;
      return StepVerdict.NOT_PREDICTABLE;
    }
    tally.predicted += 1;
    if (outcome.kind === 'malformed') {
      tally.malformed += 1;
      if (truth.value !== null) tally.values += 1;
      this.wrongParts[step] = ALL_PARTS;
      this.origins[step] = ErrorOrigin.HERE;
      return StepVerdict.MALFORMED;
    }
    if (outcome.kind === 'output') {
      tally.values += 1;
      const right = sameOutcome(outcome.output, outcomeOfState(truth));
      if (right) tally.full += 1;
      else this.origins[step] = ErrorOrigin.HERE;
      return right ? StepVerdict.RIGHT : StepVerdict.WRONG;
    }
    const diff = diffStates(truth, outcome.state);
    const { summary } = diff;
    for (const part of PARTS) if (summary[part]) tally[part] += 1;
    if (diff.value !== null) {
      tally.values += 1;
      if (diff.value.verdict === 'same') tally.value += 1;
    }
    if (summary.full) return StepVerdict.RIGHT;
    const wrong = wrongPlaces(diff);
    this.#wrong.set(step, wrong);
    this.wrongParts[step] = wrong.reduce((bits, { part }) => bits | PART_BIT[part], 0);
    const before = new Set(this.#inherits ? this.wrongAt(prediction.from).map(({ key }) => key) : []);
    this.origins[step] = wrong.every(({ key }) => before.has(key)) ? ErrorOrigin.INHERITED : ErrorOrigin.HERE;
    return StepVerdict.WRONG;
  }
}

export function isDivergence(verdict: number): boolean {
  return verdict === StepVerdict.WRONG || verdict === StepVerdict.MALFORMED;
}

/** How sure the model was of what it wrote. */
export interface Confidence {
  /** Geometric mean of the tokens' probabilities, as a natural logarithm. */
  readonly meanLogProbability: number;
  /** The least sure token, as a natural logarithm. */
  readonly minLogProbability: number;
  readonly minTokenIndex: number;
}

/** Null where there are no tokens. */
export function confidenceOf(prediction: StepPrediction): Confidence | null {
  const { tokens } = prediction;
  if (tokens.length === 0) return null;
  let sum = 0;
  let min = Infinity;
  let minTokenIndex = 0;
  tokens.forEach((token, index) => {
    sum += token.logProbability;
    if (token.logProbability < min) {
      min = token.logProbability;
      minTokenIndex = index;
    }
  });
  return { meanLogProbability: sum / tokens.length, minLogProbability: min, minTokenIndex };
}
