/**
 * What `eval --steps` writes of a judged step: what was to be predicted, what was, and where they differ, as a JSON object
 * or as a note for a person who reads wrong steps one after the other.
 */
import { taskText } from './prediction-tasks.ts';
import type { PredictionTask, StepPrediction } from '../model/protocol.ts';
import { describeTokens } from '../scratchpad/tokenizer.ts';
import { diffStates, type StateDiff, type ValueDiff } from '../trace/diff.ts';
import type { PrintedFrame, PrintedState } from '../trace/printed-state.ts';
import { constructOf } from './eval-groups.ts';

export interface JudgedStep {
  readonly id: string;
  readonly strategy: PredictionTask['strategy'];
  readonly granularity: PredictionTask['granularity'];
  /** Places of the states before and after in the run, from 0. */
  readonly from: number;
  readonly to: number;
  readonly construct: string;
  /** The line that runs, and its number from 1. */
  readonly line: string;
  readonly lineNumber: number;
  /** Locals of the running frame before. */
  readonly before: Readonly<Record<string, string>>;
  readonly right: boolean;
  /** `part: truth ← prediction`, a part each; empty where the step is right. */
  readonly differences: readonly string[];
  /** Readable text of the predicted tokens. */
  readonly predicted: string;
}

const NOTHING = '(none)';

/** Where a prediction differs from the true state; empty: nowhere. */
export function differencesOf(truth: PrintedState, { outcome }: StepPrediction): string[] {
  if (outcome.kind === 'malformed') return [`malformed: ${outcome.message}`];
  if (outcome.kind !== 'state') return [outcome.kind];
  return textsOf(diffStates(truth, outcome.state), truth, outcome.state);
}

function textsOf(diff: StateDiff, truth: PrintedState, predicted: PrintedState): string[] {
  const texts: string[] = [];
  const add = (part: string, { verdict, actual, predicted: other }: ValueDiff): void => {
    if (verdict !== 'same') texts.push(`${part}: ${actual ?? NOTHING} ← ${other ?? NOTHING}`);
  };
  if (!diff.sameEvent) texts.push(`event: ${truth.event} ← ${predicted.event}`);
  for (const [depth, frame] of diff.frames.entries()) {
    const inFrame = diff.frames.length > 1 ? `frame ${depth} ` : '';
    if (frame.presence !== 'both' || !frame.sameFunction || !frame.sameLine || !frame.sameOffset) texts.push(`${inFrame}place: ${placeText(frame.actual)} ← ${placeText(frame.predicted)}`);
    for (const local of frame.locals) add(`${inFrame}${local.name}`, local);
    for (const [index, iterator] of frame.iterators.entries()) add(`${inFrame}iterator ${index}`, iterator);
    for (const [index, entry] of (frame.stack ?? []).entries()) add(`${inFrame}stack ${index}`, entry);
  }
  for (const binding of diff.globals) add(`global ${binding.name}`, binding);
  if (diff.value !== null) add('value', diff.value);
  return texts;
}

function placeText(frame: PrintedFrame | null): string {
  if (frame === null) return NOTHING;
  return frame.offset === null ? `${frame.function}:${frame.line}` : `${frame.function}:${frame.line}+${frame.offset}`;
}

/** @param truth the true state that the prediction is about; @param to its place. */
export function judgedStep(id: string, task: PredictionTask, source: readonly string[], before: PrintedState, truth: PrintedState, to: number, prediction: StepPrediction): JudgedStep {
  const top = before.frames.at(-1);
  const differences = differencesOf(truth, prediction);
  return {
    id,
    strategy: task.strategy,
    granularity: task.granularity,
    from: prediction.from,
    to,
    construct: constructOf(source, before),
    line: (source[(top?.line ?? 0) - 1] ?? '').trim(),
    lineNumber: top?.line ?? 0,
    before: Object.fromEntries((top?.locals ?? []).map(({ name, value }) => [name, value])),
    right: differences.length === 0,
    differences,
    predicted: describeTokens(prediction.tokens.map(({ id: token }) => token)),
  };
}

/** Characters of a value or of an answer that a note shows. */
const LONGEST = 160;

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 20)} … ${text.slice(-17)}`;
}

/** Wrong steps as numbered notes, and at the end how many there were of each construct. */
export class StepNotes {
  #steps = 0;
  readonly #wrong = new Map<string, number>();

  /** The note of a step; nothing of one that is right. */
  textOf(step: JudgedStep): string {
    this.#steps += 1;
    if (step.right) return '';
    this.#wrong.set(step.construct, (this.#wrong.get(step.construct) ?? 0) + 1);
    const values = Object.entries(step.before).map(([name, value]) => `${name} = ${short(value)}`);
    const rows: readonly (readonly [string, readonly string[]])[] = [
      ['line', [`${step.lineNumber}: ${step.line}`]],
      ['before', values],
      ['truth ← it', step.differences.map(short)],
      ['it wrote', [short(step.predicted)]],
    ];
    const task = taskText({ strategy: step.strategy, granularity: step.granularity, jump: 1 });
    const lines = rows.flatMap(([title, texts]) => texts.map((text, index) => `   ${(index === 0 ? title : '').padEnd(12)}${text}`));
    return [`${this.#wrongSteps()}. ${step.id}, ${task}, state ${step.from} to ${step.to}: ${step.construct}`, ...lines, '', ''].join('\n');
  }

  /** How many steps were wrong, and at what. */
  summary(): string {
    const byConstruct = [...this.#wrong].sort(([, a], [, b]) => b - a).map(([construct, count]) => `${count} ${construct}`);
    return `${this.#wrongSteps()} of ${this.#steps} steps wrong${byConstruct.length === 0 ? '' : `: ${byConstruct.join(', ')}`}\n`;
  }

  #wrongSteps(): number {
    return [...this.#wrong.values()].reduce((sum, count) => sum + count, 0);
  }
}
