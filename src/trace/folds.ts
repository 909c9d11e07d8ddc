/**
 * What may be left out of a picture of a whole run, so that the place a person is at has room: the other turns of the
 * loops around it, loops elsewhere, the levels of a recursion between its outermost call and this one, and recursive
 * calls that are not on the way to it.
 */
import { at } from '../base/assert.ts';
import { callTree, type CallIndex, type CallTree } from './call-tree.ts';
import { firstStepFrom, type StepIndex, type StepList } from './line-steps.ts';
import { loopRuns, loopsAt, type LoopRun } from './loops.ts';
import type { RecordIndex } from './wire.ts';

export interface Fold {
  /** Steps of the list; `end` is one past the last. */
  readonly start: number;
  readonly end: number;
  /** Depth of the call that goes on around it. */
  readonly depth: number;
  /** Turns of a loop; calls of a recursion that are over or to come; levels of one that the step is in. */
  readonly kind: 'turns' | 'calls' | 'levels';
  /** Turns, calls or levels that are left out. */
  readonly count: number;
  /** The loop whose turns these are, and which of them is the first, from 1. */
  readonly run: LoopRun | null;
  readonly firstTurn: number;
}

export interface Folding {
  /** In order; none overlaps another. */
  readonly folds: readonly Fold[];
  /** Depths of the levels that are left out: a call from the first to the last of a pair is on the call stack all the while. */
  readonly hiddenDepths: readonly (readonly [first: number, last: number])[];
}

/** In records; `end` is one past the last. */
interface Range extends Omit<Fold, 'start' | 'end'> {
  readonly from: number;
  readonly end: number;
}

/** What is as short as this stays. */
const FEWEST_STEPS = 4;
/** Loops and calls that are looked at where nothing around them is left out: beyond it they stay. */
const MOST_LOOKED_AT = 4000;
/** Callers that are looked through for one of the same function. */
const MOST_CALLERS = 256;

/** What can be left out while a person is at `step`. */
export function foldingAt(steps: StepList, step: StepIndex): Folding {
  if (steps.count === 0) return { folds: [], hiddenDepths: [] };
  const { trace } = steps;
  const record = steps.recordOf(step);
  const tree = callTree(trace);
  const path = tree.path(tree.callAt(record));
  const hiddenDepths: (readonly [number, number])[] = [];
  const around = [...levelsOf(tree, path, hiddenDepths)];
  for (let on: number = record, left = MOST_CALLERS; on >= 0 && left > 0; on = at(trace.callers, on), left -= 1) around.push(...otherTurns(steps, on as RecordIndex));
  const covered = new Ranges(around);
  const loops = loopsElsewhere(steps, record, covered);
  const calls = callsElsewhere(tree, new Ranges([...covered.all, ...loops]), new Set(path));
  const folds: Fold[] = [];
  for (const { from, end, ...rest } of new Ranges([...covered.all, ...loops, ...calls]).all) {
    const fold = { ...rest, start: firstStepFrom(steps, from), end: firstStepFrom(steps, end) };
    if (fold.end - fold.start >= FEWEST_STEPS && fold.start >= (folds.at(-1)?.end ?? 0)) folds.push(fold);
  }
  return { folds, hiddenDepths };
}

/** Of a function that is on the call stack several times: what lies between its outermost call and its innermost one. */
function levelsOf(tree: CallTree, path: readonly CallIndex[], hiddenDepths: (readonly [number, number])[]): readonly Range[] {
  const { depths } = tree.trace;
  const ranges: Range[] = [];
  const last = new Map(path.map((call, place) => [tree.code(call), place]));
  for (let place = 0; place < path.length; place += 1) {
    const outermost = at(path, place);
    const to = last.get(tree.code(outermost)) ?? place;
    if (to <= place + 1) continue;
    const [below, innermost] = [at(path, place + 1), at(path, to)];
    const depth = at(depths, tree.start(outermost));
    const level = { depth, kind: 'levels', count: to - place - 1, run: null, firstTurn: 0 } as const;
    ranges.push({ ...level, from: tree.start(below), end: tree.start(innermost) }, { ...level, from: tree.end(innermost) + 1, end: tree.end(below) + 1 });
    hiddenDepths.push([depth + 1, at(depths, tree.start(innermost)) - 1]);
    place = to - 1;
  }
  return ranges;
}

/** Of the loops of the frame of `record` the turns before and after the one that it is in. */
function otherTurns({ trace }: StepList, record: RecordIndex): readonly Range[] {
  const depth = at(trace.depths, record);
  return loopsAt(trace, record).flatMap(({ run, turn }) => {
    const { turns, left, end } = run;
    const [first, own, next] = [turns[0], turns[turn - 1], turns[turn]];
    const part = { depth, kind: 'turns', run } as const;
    const before = own === undefined ? (left ?? end) : own;
    return [
      ...(first === undefined || turn < 2 ? [] : [{ ...part, count: turn - 1, firstTurn: 1, from: first, end: before }]),
      ...(next === undefined ? [] : [{ ...part, count: turns.length - turn, firstTurn: turn + 1, from: next, end: left ?? end }]),
    ];
  });
}

function loopsElsewhere({ trace }: StepList, record: RecordIndex, covered: Ranges): readonly Range[] {
  const runs = loopRuns(trace);
  const ranges: Range[] = [];
  const from = (record: number): number => firstFrom(runs.length, record, (place) => at(runs, place).turns[0] ?? at(runs, place).end);
  for (let place = 0, looked = 0; place < runs.length && looked < MOST_LOOKED_AT; looked += 1) {
    const run = at(runs, place);
    const first = run.turns[0] ?? run.end;
    const after = covered.endAround(first);
    if (after !== null) {
      place = Math.max(place + 1, from(after));
    } else if (run.turns.length < 2 || (first <= record && record < run.end)) {
      // The record may also lie between two turns of a generator's loop, which is not around it.
      place += 1;
    } else {
      ranges.push({ depth: at(trace.depths, first), kind: 'turns', count: run.turns.length, run, firstTurn: 1, from: first, end: run.left ?? run.end });
      place = Math.max(place + 1, from(run.end));
    }
  }
  return ranges;
}

function callsElsewhere(tree: CallTree, covered: Ranges, path: ReadonlySet<CallIndex>): readonly Range[] {
  const { depths } = tree.trace;
  const ranges: Range[] = [];
  const from = (record: number): number => firstFrom(tree.count, record, (place) => at(tree.starts, place));
  for (let place = 0, looked = 0; place < tree.count && looked < MOST_LOOKED_AT; looked += 1) {
    const call = place as CallIndex;
    const start = tree.start(call);
    const after = covered.endAround(start);
    if (after !== null) {
      place = Math.max(place + 1, from(after));
    } else if (path.has(call) || !isRecursive(tree, call)) {
      place += 1;
    } else {
      const end = tree.end(call) + 1;
      const next = Math.max(place + 1, from(end));
      ranges.push({ depth: at(depths, start) - 1, kind: 'calls', count: next - place, run: null, firstTurn: 0, from: start, end });
      place = next;
    }
  }
  return ranges;
}

function isRecursive(tree: CallTree, call: CallIndex): boolean {
  const code = tree.code(call);
  let on = at(tree.parents, call);
  for (let left = MOST_CALLERS; left > 0 && on >= 0; left -= 1) {
    if (tree.code(on as CallIndex) === code) return true;
    on = at(tree.parents, on);
  }
  return false;
}

/** The first of `count` ascending numbers that is at least `least`. */
function firstFrom(count: number, least: number, numberAt: (place: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberAt(middle) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ranges in order; what lies in another one is left out. */
class Ranges {
  readonly all: readonly Range[];

  constructor(ranges: readonly Range[]) {
    const kept: Range[] = [];
    for (const range of [...ranges].sort((left, right) => left.from - right.from || right.end - left.end)) {
      if (range.end > range.from && range.from >= (kept.at(-1)?.end ?? 0)) kept.push(range);
    }
    this.all = kept;
  }

  /** The end of the range that a record lies in; null where it lies in none. */
  endAround(record: number): number | null {
    const place = firstFrom(this.all.length, record + 1, (index) => at(this.all, index).from) - 1;
    const range = this.all[place];
    return range !== undefined && record < range.end ? range.end : null;
  }
}
