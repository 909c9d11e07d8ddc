/** What the timeline draws, one value a pixel column: made from the columns of the trace, never from objects. */
import type { StepIndex, StepList } from '../../trace/line-steps.ts';
import type { ScratchpadPlaces } from '../../state/trace-selectors.ts';
import { StepVerdict } from '../../state/prediction-table.ts';

/** Depth of every step; 1 = outermost. */
export function stepDepths(steps: StepList): Int32Array {
  const depths = new Int32Array(steps.count);
  const { trace } = steps;
  for (let step = 0; step < steps.count; step += 1) depths[step] = trace.depths[steps.recordOf(step as StepIndex)] ?? 1;
  return depths;
}

/** Line step of every step of a list, so that verdicts, which are of line steps, stand under instructions too. */
export function lineStepsOf(steps: StepList, lineRecords: Int32Array): Int32Array {
  const result = new Int32Array(steps.count);
  let line = 0;
  for (let step = 0; step < steps.count; step += 1) {
    if (steps.granularity === 'line') {
      result[step] = step;
      continue;
    }
    const record: number = steps.recordOf(step as StepIndex);
    while (line + 1 < lineRecords.length && (lineRecords[line + 1] ?? Infinity) <= record) line += 1;
    result[step] = line;
  }
  return result;
}

export interface PixelColumns {
  /** Deepest and least deep call under each pixel column; 0 where there is no step. */
  readonly deepest: Int32Array;
  readonly shallowest: Int32Array;
}

/** The range of steps of a pixel column: at least one, so that every step can be seen when there is room. */
export function stepsOfPixel(pixel: number, width: number, count: number): readonly [number, number] {
  const first = Math.floor((pixel * count) / width);
  const last = Math.max(first, Math.ceil(((pixel + 1) * count) / width) - 1);
  return [first, Math.min(last, count - 1)];
}

export function depthColumns(depths: Int32Array, width: number): PixelColumns {
  const deepest = new Int32Array(width);
  const shallowest = new Int32Array(width);
  for (let pixel = 0; pixel < width; pixel += 1) {
    const [first, last] = stepsOfPixel(pixel, width, depths.length);
    let high = 0;
    let low = Infinity;
    for (let step = first; step <= last; step += 1) {
      const depth = depths[step] ?? 0;
      if (depth > high) high = depth;
      if (depth < low) low = depth;
    }
    deepest[pixel] = high;
    shallowest[pixel] = Number.isFinite(low) ? low : 0;
  }
  return { deepest, shallowest };
}

/** Of several verdicts under one pixel the one that a person must see wins. */
const PRIORITY: Record<number, number> = {
  [StepVerdict.NONE]: 0,
  [StepVerdict.RIGHT]: 1,
  [StepVerdict.NOT_PREDICTABLE]: 2,
  [StepVerdict.WRONG]: 3,
  [StepVerdict.MALFORMED]: 4,
};

/** `StepVerdict` of each pixel column. `lineStepOfStep` as `lineStepsOf` gives it. */
export function verdictColumns(verdicts: Uint8Array, lineStepOfStep: Int32Array, places: ScratchpadPlaces, width: number): Uint8Array {
  const columns = new Uint8Array(width);
  for (let pixel = 0; pixel < width; pixel += 1) {
    const [first, last] = stepsOfPixel(pixel, width, lineStepOfStep.length);
    let worst: number = StepVerdict.NONE;
    for (let step = first; step <= last; step += 1) {
      const place = places.places[lineStepOfStep[step] ?? 0] ?? -1;
      const verdict = place < 0 ? StepVerdict.NONE : (verdicts[place] ?? 0);
      if ((PRIORITY[verdict] ?? 0) > (PRIORITY[worst] ?? 0)) worst = verdict;
    }
    columns[pixel] = worst;
  }
  return columns;
}
