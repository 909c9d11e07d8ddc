/** Prediction as commands ask for it: tasks from options, the predictions of a run or the command's end. */
import { predictRun, type PredictionRun, type RunOptions } from '../evaluation/prediction-run.ts';
import type { ModelRunner, PredictionTask, StepPrediction } from '../model/protocol.ts';
import type { Strategy } from '../scratchpad/step.ts';
import { MAX_JUMP } from '../scratchpad/vocabulary.ts';
import { CommandError, text, UsageError, type ParsedArguments } from './arguments.ts';

export const STRATEGIES: readonly Strategy[] = ['dynamic', 'dynamic-n', 'direct', 'compact', 'compact-step-in', 'scratchpad'];

/** Predictions of one run in the order of their steps. Throws `CommandError` where the model fails. */
export async function predictOrFail(runner: ModelRunner, run: PredictionRun, options: RunOptions): Promise<StepPrediction[]> {
  const predicted = await predictRun(runner, run, options);
  if (!predicted.ok) throw new CommandError(`Prediction failed (${predicted.error.failure}): ${predicted.error.message}`);
  return predicted.value;
}

/** The tasks of `--strategy`, `--granularity` and `--jump`; the first two may be lists. Throws `UsageError`. */
export function readPredictionTasks(parsed: ParsedArguments): PredictionTask[] {
  const jump = readJump(text(parsed, 'jump'));
  const tasks: PredictionTask[] = [];
  for (const granularity of (text(parsed, 'granularity') ?? 'line').split(',')) {
    if (granularity !== 'line' && granularity !== 'instruction') throw new UsageError(`--granularity takes line and instruction, not '${granularity}'.`);
    for (const name of (text(parsed, 'strategy') ?? 'dynamic').split(',')) {
      const strategy = STRATEGIES.find((each) => each === name);
      if (strategy === undefined) throw new UsageError(`--strategy takes ${STRATEGIES.join(', ')}, not '${name}'.`);
      // A direct answer has no steps: it is the same at both.
      if (strategy === 'direct' && granularity === 'instruction' && tasks.some((task) => task.strategy === 'direct')) continue;
      tasks.push({ strategy, granularity: strategy === 'direct' ? 'line' : granularity, jump: strategy === 'dynamic-n' ? jump : 1 });
    }
  }
  return tasks;
}

function readJump(given: string | null): number | 'auto' {
  if (given === null || given === 'auto') return 'auto';
  const jump = Number(given);
  if (!Number.isInteger(jump) || jump < 2 || jump > MAX_JUMP) throw new UsageError(`--jump takes auto or a whole number from 2 to ${MAX_JUMP}, not '${given}'.`);
  return jump;
}

export function taskText({ strategy, granularity, jump }: PredictionTask): string {
  const steps = strategy === 'dynamic-n' ? `, ${jump === 'auto' ? 'n chosen' : `n = ${jump}`}` : '';
  return strategy === 'direct' ? 'direct' : `${strategy}, ${granularity}${steps}`;
}
