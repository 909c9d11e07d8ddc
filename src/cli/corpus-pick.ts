/**
 * Which steps of a trace go into the corpus. Hard ones are preferred over others that compute something and those over
 * pure control flow, and steps like each other are taken ever less likely. Nothing is printed to decide it: the delta
 * words of the records tell.
 */
import { at } from '../base/assert.ts';
import { entryCount, entryOp, entryWords } from '../trace/delta.ts';
import type { StepIndex, StepList } from '../trace/line-steps.ts';
import type { CodeInfo, RecordIndex } from '../trace/wire.ts';
import { DeltaOp, ObjectKind } from '../trace/wire.ts';

/** Against 1 for a step that changes a value, calls, returns or raises, or whose line tests something. */
const CONTROL_FLOW_WEIGHT = 0.25;
/** A step that calls a method, sorts, slices, formats or comprehends. */
const HARD_WEIGHT = 2.5;
/** By instruction: one that moves values, one that computes, one that computes on a hard line. */
const INSTRUCTION_WEIGHTS: readonly number[] = [0.3, 1, 2.5];
/** A pair of the same shape as k pairs before it weighs this to the power of k. */
const REPEAT_WEIGHT = 0.6;

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

/** What an instruction says of the step that runs it. */
const HARD_INSTRUCTION = /^(LIST_APPEND|SET_ADD|MAP_ADD|FORMAT_|BINARY_SLICE|STORE_SLICE|CALL_KW|CALL_FUNCTION_EX)/;
const HARD_CALL = /^(sorted|min|max|sum|zip|reversed|enumerate|map|filter|divmod|pow|round|bin|hex|oct)\b/;
const COMPUTING_INSTRUCTION = /^(CALL|BINARY_|COMPARE_OP|CONTAINS_OP|UNARY_|BUILD_|FOR_ITER|STORE_SUBSCR|UNPACK_|LIST_|SET_|MAP_|DICT_|FORMAT_|DELETE_SUBSCR)/;

/** Lines and offsets of a code whose steps are hard: they call methods, sort, slice, format or comprehend. */
interface HardPlaces {
  readonly lines: ReadonlySet<number>;
  /** Lines that go one way or another by what a value is. */
  readonly tests: ReadonlySet<number>;
  /** By offset: 0 the instruction moves things, 1 it computes, 2 on a hard line. */
  readonly instructions: ReadonlyMap<number, number>;
}

function hardPlaces(code: CodeInfo): HardPlaces {
  const lines = new Set<number>();
  const tests = new Set<number>();
  for (const { name, argument, line } of code.instructions) {
    // A method's name stands with "NULL|self": it is called.
    const method = name === 'LOAD_ATTR' && argument.endsWith('+ NULL|self');
    const hard = method || HARD_INSTRUCTION.test(name) || (name === 'LOAD_GLOBAL' && HARD_CALL.test(argument));
    if (hard && line !== null) lines.add(line);
    if (line !== null && name.startsWith('POP_JUMP_IF')) tests.add(line);
  }
  const instructions = new Map<number, number>();
  for (const { name, offset, line } of code.instructions) {
    const computes = COMPUTING_INSTRUCTION.test(name);
    instructions.set(offset, computes ? (line !== null && lines.has(line) ? 2 : 1) : 0);
  }
  return { lines, tests, instructions };
}

const HARD_PLACES = new WeakMap<CodeInfo, HardPlaces>();

function hardPlacesOf(code: CodeInfo): HardPlaces {
  const known = HARD_PLACES.get(code) ?? hardPlaces(code);
  HARD_PLACES.set(code, known);
  return known;
}

/** How much a step is wanted that leads from record `from` to a later one, before repetition is looked at. */
function stepWeight(steps: StepList, from: RecordIndex, changes: boolean): number {
  const { lines, tests, instructions } = hardPlacesOf(steps.trace.codeAt(from));
  if (steps.granularity === 'instruction') return at(INSTRUCTION_WEIGHTS, instructions.get(at(steps.trace.offsets, from)) ?? 1);
  const line = at(steps.trace.lines, from);
  if (!changes && !tests.has(line)) return CONTROL_FLOW_WEIGHT;
  return lines.has(line) ? HARD_WEIGHT : 1;
}

/**
 * Places (in `indices`, the scratchpad's steps) of all steps but the last, best first: a weighted random order without
 * replacement (the keys of Efraimidis and Spirakis). Take from its front as many as are wanted.
 */
export function rankedSteps(steps: StepList, indices: readonly StepIndex[], random: () => number): number[] {
  const byInstruction = steps.granularity === 'instruction';
  const place = byInstruction ? steps.trace.offsets : steps.trace.lines;
  const groups = new Map<string, number[]>();
  const bases = new Map<string, number>();
  for (let i = 0; i + 1 < indices.length; i += 1) {
    const after = at(indices, i + 1);
    const from = steps.recordOf(at(indices, i));
    const to = steps.recordOf(after);
    const shape = changeShape(steps, from, to);
    const event = steps.eventOf(after);
    const key = `${at(place, from)} ${at(place, to)} ${event} ${shape}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [i]);
      bases.set(key, stepWeight(steps, from, shape !== 0 || event !== 'line'));
    } else {
      group.push(i);
    }
  }
  const ranked: { readonly step: number; readonly key: number }[] = [];
  for (const [key, group] of groups) {
    let weight = bases.get(key) ?? 1;
    for (let left = group.length; left > 0; left -= 1) {
      // A random one of those left, so that it is not always the first turns of a loop that weigh most.
      const place = Math.floor(random() * left);
      const step = at(group, place);
      group[place] = at(group, left - 1);
      ranked.push({ step, key: Math.log(1 - random()) / weight });
      weight *= REPEAT_WEIGHT;
    }
  }
  return ranked.sort((a, b) => b.key - a.key).map(({ step }) => step);
}
