/** What the timeline draws, one value a pixel column: made from the columns of the trace, never from objects. */
import type { ScratchpadPlaces } from '../../state/trace-selectors.ts';
import { StepVerdict } from '../../state/prediction-table.ts';
import type { StepIndex, StepList } from '../../trace/line-steps.ts';
import type { Granularity } from '../../trace/wire.ts';
import type { TimelineAxis } from './axis.ts';
import type { TimelineWindow } from './timeline-window.ts';

/** Depth of every step; 1 = outermost. */
export function stepDepths(steps: StepList): Int32Array {
  const { trace } = steps;
  if (steps.granularity === 'instruction') return trace.depths;
  const depths = new Int32Array(steps.count);
  for (let step = 0; step < steps.count; step += 1) depths[step] = trace.depths[steps.recordOf(step as StepIndex)] ?? 1;
  return depths;
}

export interface PixelColumns {
  /** Deepest and least deep call under each pixel column; 0 where there is no step. */
  readonly deepest: Int32Array;
  readonly shallowest: Int32Array;
}

/** The range of steps of a pixel column: at least one, so that every step can be seen when there is room. */
export function stepsOfPixel(pixel: number, width: number, { first, length }: TimelineWindow, count: number, axis: TimelineAxis): readonly [number, number] {
  const from = Math.min(count - 1, Math.floor(axis.stepAt(first + (pixel * length) / width)));
  const to = Math.max(from, Math.ceil(axis.stepAt(first + ((pixel + 1) * length) / width)) - 1);
  return [from, Math.min(to, count - 1)];
}

/** Steps of a block of the summary: a million steps under a thousand pixels then cost some 150 reads a pixel, not 1,000. */
const BLOCK = 64;

/** Depths with their extremes by blocks, so that any stretch is soon summed up. */
export class DepthSummary {
  readonly depths: Int32Array;
  readonly deepest: number;
  readonly #high: Int32Array;
  readonly #low: Int32Array;

  constructor(depths: Int32Array) {
    this.depths = depths;
    const blocks = Math.ceil(depths.length / BLOCK);
    this.#high = new Int32Array(blocks);
    this.#low = new Int32Array(blocks).fill(0x7fffffff);
    let deepest = 0;
    for (let step = 0; step < depths.length; step += 1) {
      const depth = depths[step] ?? 0;
      const block = (step / BLOCK) | 0;
      if (depth > (this.#high[block] ?? 0)) this.#high[block] = depth;
      if (depth < (this.#low[block] ?? 0)) this.#low[block] = depth;
      if (depth > deepest) deepest = depth;
    }
    this.deepest = deepest;
  }

  columns(window: TimelineWindow, width: number, axis: TimelineAxis): PixelColumns {
    const deepest = new Int32Array(width);
    const shallowest = new Int32Array(width);
    const { depths } = this;
    for (let pixel = 0; pixel < width; pixel += 1) {
      const [first, last] = stepsOfPixel(pixel, width, window, depths.length, axis);
      let high = 0;
      let low = 0x7fffffff;
      for (let step = first; step <= last; ) {
        const whole = step % BLOCK === 0 && step + BLOCK - 1 <= last;
        const block = (step / BLOCK) | 0;
        const top = (whole ? this.#high[block] : depths[step]) ?? 0;
        const bottom = (whole ? this.#low[block] : depths[step]) ?? 0;
        if (top > high) high = top;
        if (bottom < low) low = bottom;
        step += whole ? BLOCK : 1;
      }
      deepest[pixel] = high;
      shallowest[pixel] = low;
    }
    return { deepest, shallowest };
  }
}

/** The steps that predictions are about: line steps or instructions, whatever is shown. */
export interface PredictedSteps extends ScratchpadPlaces {
  readonly granularity: Granularity;
}

/** The line step that is under way at each of `count` records. */
function linesOfRecords(lineRecords: Int32Array, count: number): Int32Array {
  const lines = new Int32Array(count);
  for (let line = 1; line < lineRecords.length; line += 1) lines.fill(line, lineRecords[line], lineRecords[line + 1] ?? count);
  return lines;
}

/** Where the steps that predictions are about stand among the steps shown. */
export class PlaceSpans {
  readonly #steps: Int32Array;
  /** First step shown of each step predicted; null where both are of one granularity. */
  readonly #starts: Int32Array | null;
  readonly #count: number;

  /** @param lineRecords record of each line step; an instruction's step is its record. */
  constructor(shown: StepList, lineRecords: Int32Array, predicted: PredictedSteps) {
    this.#steps = predicted.steps;
    this.#count = shown.count;
    this.#starts = shown.granularity === predicted.granularity ? null : predicted.granularity === 'line' ? lineRecords : linesOfRecords(lineRecords, predicted.places.length);
  }

  start(place: number): number {
    const step = this.#steps[place] ?? 0;
    return this.#starts === null ? step : (this.#starts[step] ?? this.#count);
  }

  /** One past its last step: a verdict on a line stands under all its instructions, those on instructions under their line. */
  end(place: number): number {
    const step = this.#steps[place] ?? 0;
    return this.#starts === null ? step + 1 : Math.max(this.start(place) + 1, this.#starts[step + 1] ?? this.#count);
  }

  /** The first place that ends after `step`, by bisection. */
  firstAfter(step: number): number {
    let low = 0;
    let high = this.#steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.end(middle) <= step) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Of several verdicts under one pixel the one that a person must see wins. */
const PRIORITY = new Uint8Array(5);
PRIORITY[StepVerdict.RIGHT] = 1;
PRIORITY[StepVerdict.NOT_PREDICTABLE] = 2;
PRIORITY[StepVerdict.WRONG] = 3;
PRIORITY[StepVerdict.MALFORMED] = 4;

/** `StepVerdict` of each pixel column. Costs a read a place in view and work for predicted ones only, which are few in a long trace. */
export function verdictColumns(verdicts: Uint8Array, spans: PlaceSpans, window: TimelineWindow, width: number, axis: TimelineAxis): Uint8Array {
  const columns = new Uint8Array(width);
  const scale = width / window.length;
  const until = axis.stepAt(window.first + window.length);
  const pixelOf = (step: number): number => (axis.unitOf(step) - window.first) * scale;
  for (let place = spans.firstAfter(axis.stepAt(window.first)); place < verdicts.length; place += 1) {
    const verdict = verdicts[place] ?? 0;
    if (verdict === StepVerdict.NONE) continue;
    const start = spans.start(place);
    if (start >= until) break;
    const from = Math.max(0, Math.floor(pixelOf(start)));
    const to = Math.min(width, Math.max(from + 1, Math.ceil(pixelOf(spans.end(place)))));
    for (let pixel = from; pixel < to; pixel += 1) if ((PRIORITY[verdict] ?? 0) > (PRIORITY[columns[pixel] ?? 0] ?? 0)) columns[pixel] = verdict;
  }
  return columns;
}
