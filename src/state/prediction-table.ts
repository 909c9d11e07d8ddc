/**
 * The predictions of one mode over one trace, by the step that they are *about*: the prediction made from scratchpad
 * step k is about step k + 1 and stands there. Verdicts are columns, so that a timeline of 100,000 steps can be drawn.
 */
import type { StepPrediction } from '../model/protocol.ts';
import { diffStates, type DiffSummary, type StateDiff } from '../trace/diff.ts';
import type { PrintedState } from '../trace/printed-state.ts';

export const StepVerdict = { NONE: 0, RIGHT: 1, WRONG: 2, MALFORMED: 3, NOT_PREDICTABLE: 4 } as const;
export type StepVerdict = (typeof StepVerdict)[keyof typeof StepVerdict];

/** How many predictions there are, and how many of them got each part right. Malformed ones got none right. */
export interface Tally {
  readonly predicted: number;
  readonly full: number;
  readonly controlFlow: number;
  readonly variables: number;
  readonly iterators: number;
  readonly malformed: number;
  readonly notPredictable: number;
}

type Part = Exclude<keyof DiffSummary, 'stack'>;
const PARTS: readonly Part[] = ['full', 'controlFlow', 'variables', 'iterators'];

export class PredictionTable {
  /** `StepVerdict` of each scratchpad step. */
  readonly verdicts: Uint8Array;
  readonly #predictions = new Map<number, StepPrediction>();
  #tally: { -readonly [Key in keyof Tally]: number } = { predicted: 0, full: 0, controlFlow: 0, variables: 0, iterators: 0, malformed: 0, notPredictable: 0 };

  constructor(stepCount: number) {
    this.verdicts = new Uint8Array(stepCount);
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

  /** Takes a prediction and the true state that it is about; a step that is known already, or out of range, is passed over. */
  add(prediction: StepPrediction, truth: PrintedState): void {
    const step = prediction.from + 1;
    if (step < 0 || step >= this.verdicts.length || this.has(step)) return;
    this.#predictions.set(step, prediction);
    this.verdicts[step] = this.#judge(prediction, truth);
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

  #judge(prediction: StepPrediction, truth: PrintedState): StepVerdict {
    const tally = this.#tally;
    const { outcome } = prediction;
    if (outcome.kind === 'not-predictable') {
      tally.notPredictable += 1;
      return StepVerdict.NOT_PREDICTABLE;
    }
    tally.predicted += 1;
    if (outcome.kind === 'malformed') {
      tally.malformed += 1;
      return StepVerdict.MALFORMED;
    }
    const { summary } = diffStates(truth, outcome.state);
    for (const part of PARTS) if (summary[part]) tally[part] += 1;
    return summary.full ? StepVerdict.RIGHT : StepVerdict.WRONG;
  }
}

export function isDivergence(verdict: number): boolean {
  return verdict === StepVerdict.WRONG || verdict === StepVerdict.MALFORMED;
}

/** The diff of a prediction with the truth; null where it is no state. */
export function diffOf(prediction: StepPrediction | undefined, truth: PrintedState): StateDiff | null {
  return prediction?.outcome.kind === 'state' ? diffStates(truth, prediction.outcome.state) : null;
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
