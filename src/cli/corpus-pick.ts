/**
 * Which pairs of successive steps of a trace go into the corpus. Steps that compute something are preferred over pure
 * control flow, and pairs like each other are taken ever less likely. Nothing is printed to decide it: the delta
 * words of the records tell.
 */
import { at } from '../base/assert.ts';
import { scratchpadStepIndices } from '../scratchpad/trace-steps.ts';
import { entryCount, entryOp, entryWords } from '../trace/delta.ts';
import type { StepIndex, StepList } from '../trace/line-steps.ts';
import type { RecordIndex } from '../trace/wire.ts';
import { DeltaOp, ObjectKind } from '../trace/wire.ts';

/** Against 1 for a step that changes a value, calls, returns or raises. */
const CONTROL_FLOW_WEIGHT = 0.25;
/** A pair of the same shape as k pairs before it weighs this to the power of k. */
const REPEAT_WEIGHT = 0.6;

/** Two scratchpad steps that follow each other. */
export interface StepPair {
  readonly before: StepIndex;
  readonly after: StepIndex;
}

/** Random numbers in [0, 1) from a 32-bit seed (the mulberry32 generator). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a over UTF-16 units: the seed of a program, so that its pairs depend on nothing but itself and `seed`. */
export function programSeed(seed: number, id: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/**
 * What the records after `from` up to `to` changed, as a number: 0 if nothing that a state shows but iterators, else
 * alike for alike changes (the same slots, the same kinds of objects).
 */
export function changeShape(steps: StepList, from: RecordIndex, to: RecordIndex): number {
  let shape = 0;
  const mix = (part: number): void => {
    shape = Math.imul(shape ^ part, 0x01000193) | 1;
  };
  for (let record = from + 1; record <= to; record += 1) {
    const { words, start, end } = steps.trace.store.deltaOf(record);
    for (let place = start; place < end; ) {
      const header = at(words, place);
      const op = entryOp(header);
      if (op === DeltaOp.LOCALS || op === DeltaOp.GLOBALS || op === DeltaOp.NAMED_LOCALS) {
        for (let k = 0; k < entryCount(header); k += 1) mix(op * 4096 + at(words, place + 1 + 3 * k));
      } else if (op === DeltaOp.OBJECT || op === DeltaOp.OBJECT_CHANGE) {
        const kind = steps.trace.store.objectKind(at(words, place + 1), record) ?? ObjectKind.OTHER;
        if (kind !== ObjectKind.ITERATOR && kind !== ObjectKind.GENERATOR) mix(DeltaOp.OBJECT * 4096 + kind);
      }
      const size = entryWords(header);
      if (size === 0) break;
      place += size;
    }
  }
  return shape;
}

/**
 * All pairs of successive scratchpad steps, best first: a weighted random order without replacement (the keys of
 * Efraimidis and Spirakis). Take from its front as many as are wanted.
 */
export function rankedPairs(steps: StepList, random: () => number): StepPair[] {
  const indices = scratchpadStepIndices(steps);
  const groups = new Map<string, StepPair[]>();
  const bases = new Map<string, number>();
  for (let i = 0; i + 1 < indices.length; i += 1) {
    const before = at(indices, i);
    const after = at(indices, i + 1);
    const from = steps.recordOf(before);
    const to = steps.recordOf(after);
    const shape = changeShape(steps, from, to);
    const event = steps.eventOf(after);
    const key = `${at(steps.trace.lines, from)} ${at(steps.trace.lines, to)} ${event} ${shape}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [{ before, after }]);
      bases.set(key, shape !== 0 || event !== 'line' ? 1 : CONTROL_FLOW_WEIGHT);
    } else {
      group.push({ before, after });
    }
  }
  const ranked: { readonly pair: StepPair; readonly key: number }[] = [];
  for (const [key, group] of groups) {
    let weight = bases.get(key) ?? 1;
    for (let left = group.length; left > 0; left -= 1) {
      // A random one of those left, so that it is not always the first turns of a loop that weigh most.
      const place = Math.floor(random() * left);
      const pair = at(group, place);
      group[place] = at(group, left - 1);
      ranked.push({ pair, key: Math.log(1 - random()) / weight });
      weight *= REPEAT_WEIGHT;
    }
  }
  return ranked.sort((a, b) => b.key - a.key).map(({ pair }) => pair);
}
