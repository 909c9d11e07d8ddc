/** What an evaluation measured, written into the manifest of the model that it was of. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MeasuredAccuracy, PredictionTask } from '../model/protocol.ts';
import { CommandError } from './arguments.ts';
import type { EvalReport } from './eval-tally.ts';
import { taskText } from './prediction-tasks.ts';

/** One manifest has one figure of a task on a data set: that of the last evaluation. Shares are rounded to a tenth of a percent. */
export function withAccuracies(manifest: string, data: string, results: readonly { readonly task: PredictionTask; readonly result: EvalReport }[]): string {
  const parsed = JSON.parse(manifest) as { accuracies?: Record<string, MeasuredAccuracy> };
  const accuracies = { ...parsed.accuracies };
  for (const { task, result } of results) {
    const key = `${data}: ${taskText(task)}`;
    const { full, control_flow, variables, iterators, stack } = result.step_accuracy;
    const before = accuracies[key];
    // An evaluation of one mode leaves what the other has measured on as many programs.
    const kept = before?.programs === result.programs ? before : undefined;
    accuracies[key] = {
      data,
      strategy: task.strategy,
      granularity: task.granularity,
      programs: result.programs,
      steps: result.steps === 0 ? (kept?.steps ?? 0) : result.steps,
      full: rounded(full) ?? kept?.full ?? null,
      control_flow: rounded(control_flow) ?? kept?.control_flow ?? null,
      variables: rounded(variables) ?? kept?.variables ?? null,
      iterators: rounded(iterators) ?? kept?.iterators ?? null,
      stack: rounded(stack) ?? kept?.stack ?? null,
      output: rounded(result.output_accuracy) ?? kept?.output ?? null,
    };
  }
  // As Python's json.dumps(indent=1) writes it.
  return `${JSON.stringify({ ...parsed, accuracies }, null, 1)}\n`;
}

function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 1000;
}

/** Throws `CommandError` where the model has no manifest. */
export function writeAccuracies(directory: string, dataset: string, results: Parameters<typeof withAccuracies>[2]): void {
  const file = path.join(directory, 'manifest.json');
  let manifest: string;
  try {
    manifest = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`There is no manifest to write to: ${String(error)}`);
  }
  writeFileSync(file, withAccuracies(manifest, path.basename(dataset).replace(/\.jsonl$/, ''), results));
}
