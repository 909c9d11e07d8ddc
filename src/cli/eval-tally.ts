/** Counts of an evaluation, in the parts that the Execution Tuning paper scores (arXiv 2503.05703). */
import type { StepScore } from '../evaluation/step-score.ts';

type Part = keyof StepScore;
const PARTS: readonly Part[] = ['full', 'controlFlow', 'variables', 'iterators', 'stack'];

/** What `eval --json` prints. Accuracies are shares from 0 to 1, null where nothing was counted. */
export interface EvalReport {
  readonly programs: number;
  /** Programs that could not be evaluated, by reason; they count as wrong in `output_accuracy`. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly output_accuracy: number | null;
  readonly step_accuracy: Readonly<Record<'full' | 'control_flow' | 'variables' | 'iterators' | 'stack', number | null>>;
  /** Whole states right of each program's steps, the mean over the programs: a loop of hundreds of turns weighs as much there as three lines do. */
  readonly program_accuracy: number | null;
  /** Steps predicted from the true state. */
  readonly steps: number;
  /** Steps that do not fit the model's context or the grammar; they count as wrong in `step_accuracy.full`. */
  readonly not_predictable: number;
  /** Predictions that are no state; they count as wrong in every part. */
  readonly malformed: number;
  /** Tokens that were predicted. */
  readonly tokens: number;
  /** Free-running: predictions needed by the steps that they led ahead; below 1 where the model jumps. Null: nothing ran free. */
  readonly share_of_steps: number | null;
  /** The same of the runs whose output was right alone: what the paper tells of a jumping model. */
  readonly share_of_steps_right: number | null;
  /** Whole states right, of the steps of each group: by construct, operation (a step counts under each of its own), type of what changed and length of the loops; outputs by the last too. */
  readonly by: Readonly<Record<Grouping, Readonly<Record<string, { readonly of: number; readonly accuracy: number }>>>>;
  readonly seconds: number;
}

export const GROUPINGS = ['construct', 'operation', 'value_type', 'loop_length', 'output_by_loop_length'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Plain counts, so that those of several processes can be added. */
export interface EvalCounts {
  programs: number;
  skipped: Record<string, number>;
  outputs: number;
  outputsRight: number;
  steps: number;
  right: Record<Part, number>;
  counted: Record<Part, number>;
  /** Programs with steps, and the sum of the shares of these that are right. */
  stepped: number;
  sharesRight: number;
  notPredictable: number;
  malformed: number;
  tokens: number;
  freePredictions: number;
  freeSteps: number;
  freePredictionsRight: number;
  freeStepsRight: number;
  groups: Record<Grouping, Record<string, { of: number; right: number }>>;
}

export function emptyCounts(): EvalCounts {
  const zero = (): Record<Part, number> => ({ full: 0, controlFlow: 0, variables: 0, iterators: 0, stack: 0 });
  return { programs: 0, skipped: {}, outputs: 0, outputsRight: 0, steps: 0, right: zero(), counted: zero(), stepped: 0, sharesRight: 0, notPredictable: 0, malformed: 0, tokens: 0, freePredictions: 0, freeSteps: 0, freePredictionsRight: 0, freeStepsRight: 0, groups: { construct: {}, operation: {}, value_type: {}, loop_length: {}, output_by_loop_length: {} } };
}

export function countStep(counts: EvalCounts, score: StepScore): void {
  counts.steps += 1;
  for (const part of PARTS) {
    const right = score[part];
    if (right === null) continue;
    counts.counted[part] += 1;
    if (right) counts.right[part] += 1;
  }
}

/** Whole states right of the steps of one program. */
export function countProgram(counts: EvalCounts, right: number, steps: number): void {
  counts.stepped += 1;
  counts.sharesRight += right / steps;
}

export function countGroup(counts: EvalCounts, grouping: Grouping, group: string, isRight: boolean): void {
  const count = (counts.groups[grouping][group] ??= { of: 0, right: 0 });
  count.of += 1;
  if (isRight) count.right += 1;
}

export function countSkipped(counts: EvalCounts, reason: string): void {
  counts.skipped[reason] = (counts.skipped[reason] ?? 0) + 1;
}

export function addCounts(to: EvalCounts, from: EvalCounts): void {
  for (const key of ['programs', 'outputs', 'outputsRight', 'steps', 'stepped', 'sharesRight', 'notPredictable', 'malformed', 'tokens', 'freePredictions', 'freeSteps', 'freePredictionsRight', 'freeStepsRight'] as const) to[key] += from[key];
  for (const part of PARTS) {
    to.right[part] += from.right[part];
    to.counted[part] += from.counted[part];
  }
  for (const grouping of GROUPINGS) {
    for (const [group, { of, right }] of Object.entries(from.groups[grouping])) {
      const count = (to.groups[grouping][group] ??= { of: 0, right: 0 });
      count.of += of;
      count.right += right;
    }
  }
  for (const [reason, count] of Object.entries(from.skipped)) to.skipped[reason] = (to.skipped[reason] ?? 0) + count;
}

export function report(counts: EvalCounts, seconds: number): EvalReport {
  const share = (right: number, of: number): number | null => (of === 0 ? null : right / of);
  const part = (name: Part): number | null => share(counts.right[name], counts.counted[name]);
  return {
    programs: counts.programs,
    skipped: counts.skipped,
    output_accuracy: counts.outputs === 0 ? null : share(counts.outputsRight, counts.programs),
    step_accuracy: {
      full: part('full'),
      control_flow: part('controlFlow'),
      variables: part('variables'),
      iterators: part('iterators'),
      stack: part('stack'),
    },
    program_accuracy: share(counts.sharesRight, counts.stepped),
    steps: counts.steps,
    not_predictable: counts.notPredictable,
    malformed: counts.malformed,
    tokens: counts.tokens,
    share_of_steps: share(counts.freePredictions, counts.freeSteps),
    share_of_steps_right: share(counts.freePredictionsRight, counts.freeStepsRight),
    by: byGroup(counts),
    seconds,
  };
}

function byGroup({ groups }: EvalCounts): EvalReport['by'] {
  const accuracies = (grouping: Grouping): Record<string, { of: number; accuracy: number }> =>
    Object.fromEntries(
      Object.entries(groups[grouping])
        .sort(([, a], [, b]) => b.of - a.of)
        .map(([group, { of, right }]) => [group, { of, accuracy: right / of }]),
    );
  return {
    construct: accuracies('construct'),
    operation: accuracies('operation'),
    value_type: accuracies('value_type'),
    loop_length: accuracies('loop_length'),
    output_by_loop_length: accuracies('output_by_loop_length'),
  };
}
