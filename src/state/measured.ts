/** What was measured of a model, in words. */
import type { ModelInfo, PredictionTask } from '../model/protocol.ts';
import { TEXTS } from './texts.ts';
import { percent } from './wording.ts';

/** A sentence a data set, of the task that is chosen; empty where it was not measured. */
export function measuredTexts({ measured = [] }: Pick<ModelInfo, 'measured'>, task: PredictionTask): readonly string[] {
  const texts = TEXTS.model.measured;
  const part = (share: number, all: number, what: string): string => `${percent(share, 1)} ${texts.of} ${all.toLocaleString('en')} ${what}`;
  return measured
    .filter(({ strategy, granularity }) => strategy === task.strategy && (strategy === 'direct' || granularity === task.granularity))
    .flatMap(({ data, programs, steps, full, output }) => {
      const parts = [
        ...(full === null ? [] : [part(full, steps, texts.steps)]),
        ...(output === null ? [] : [part(output, programs, task.strategy === 'direct' ? texts.answers : texts.runs)]),
      ];
      return parts.length === 0 ? [] : [`${texts.on} ${data}, ${texts.unseen}: ${parts.join(', ')}.`];
    });
}
