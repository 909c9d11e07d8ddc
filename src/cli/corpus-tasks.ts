/** What a corpus trains: tasks, how many segments of each a program gives, and the segments. */
import { at } from '../base/assert.ts';
import type { Bytecode } from '../scratchpad/bytecode.ts';
import { directSuffix, directTarget, type CallOutcome } from '../scratchpad/direct.ts';
import { dynamicSuffix, dynamicTarget } from '../scratchpad/dynamic.ts';
import { historyPlaces, historyStep, historySuffix, type StepOutline } from '../scratchpad/history.ts';
import type { HistoryStrategy, Strategy } from '../scratchpad/step.ts';
import { scratchpadStepIndices } from '../scratchpad/trace-steps.ts';
import { Id, MAX_JUMP } from '../scratchpad/vocabulary.ts';
import { workingTokens } from '../scratchpad/working.ts';
import type { StepIndex, StepList } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import type { PrintedState } from '../trace/printed-state.ts';
import type { Trace } from '../trace/trace.ts';
import type { Granularity } from '../trace/wire.ts';
import { UsageError } from './arguments.ts';
import { rankedSteps } from './corpus-pick.ts';
import type { TokenPair } from './corpus-shards.ts';

/** `dynamic`, `compact` … by line, `dynamic/instruction` … by instruction: how tasks are called in files and options. */
export type TaskName = string;

export interface Task {
  readonly name: TaskName;
  readonly strategy: Strategy;
  readonly granularity: Granularity;
  /** Segments a program, the mean: what is left of a whole number is left to chance. */
  readonly segments: number;
}

const STRATEGIES: readonly Strategy[] = ['dynamic', 'dynamic-n', 'direct', 'compact', 'compact-step-in', 'scratchpad'];

/** Segments a program against `pairs` of the strategy `dynamic`. A history is as long as many pairs. */
const SHARE: Readonly<Record<Strategy, (pairs: number) => number>> = {
  dynamic: (pairs) => pairs,
  'dynamic-n': (pairs) => pairs / 3,
  direct: () => 1,
  compact: () => 0.5,
  'compact-step-in': () => 0.5,
  scratchpad: () => 0.5,
};

export function taskName(strategy: Strategy, granularity: Granularity): TaskName {
  return granularity === 'line' ? strategy : `${strategy}/${granularity}`;
}

/**
 * The tasks of the options `--strategies` and `--granularities`; `compact` stands for both of its kinds. `mix` sets the
 * segments of single tasks: `dynamic=12,compact/instruction=0.25`. Throws `UsageError`.
 */
export function readTasks(strategies: string, granularities: string, mix: string, pairs: number): Task[] {
  const wanted = new Set(strategies.split(',').flatMap((name) => (name === 'compact' ? ['compact', 'compact-step-in'] : [name])));
  for (const name of wanted) {
    if (!STRATEGIES.some((strategy) => strategy === name)) throw new UsageError(`--strategies takes ${STRATEGIES.join(', ')}, not '${name}'.`);
  }
  const tasks: Task[] = [];
  for (const granularity of granularities.split(',')) {
    if (granularity !== 'line' && granularity !== 'instruction') throw new UsageError(`--granularities takes line and instruction, not '${granularity}'.`);
    for (const strategy of STRATEGIES) {
      // The value of a call is the same at both.
      if (!wanted.has(strategy) || (strategy === 'direct' && granularity === 'instruction')) continue;
      tasks.push({ name: taskName(strategy, granularity), strategy, granularity, segments: SHARE[strategy](pairs) });
    }
  }
  return withMix(tasks, mix);
}

function withMix(tasks: readonly Task[], mix: string): Task[] {
  const counts = new Map<TaskName, number>();
  for (const part of mix === '' ? [] : mix.split(',')) {
    const [name = '', count = ''] = part.split('=');
    const segments = Number(count);
    if (!tasks.some((task) => task.name === name)) throw new UsageError(`--mix names no task of this corpus: '${name}' (there are ${tasks.map((task) => task.name).join(', ')}).`);
    if (count.trim() === '' || !Number.isFinite(segments) || segments < 0) throw new UsageError(`--mix takes TASK=SEGMENTS, not '${part}'.`);
    counts.set(name, segments);
  }
  return tasks.map((task) => ({ ...task, segments: counts.get(task.name) ?? task.segments }));
}

/** A segment with its place in the run, and what it trains. */
export interface Segment extends TokenPair {
  readonly task: TaskName;
  /** Step that it begins from. */
  readonly from: number;
}

/** Of the wanted number of segments of a task, those that fail to fit may be this many times as many. */
const MISFITS = 2;

/** Share of the histories that begin where the run does; the others begin anywhere. */
const FROM_THE_START = 0.6;

/** One trace at one granularity, as the segments are cut from it. */
export class SegmentCutter {
  readonly #prefix: readonly number[];
  readonly #steps: StepList;
  readonly #indices: readonly StepIndex[];
  readonly #bytecode: Bytecode | null;
  /** Tokens that the context has beside the prefix. */
  readonly #room: number;
  readonly #random: () => number;
  readonly #complete: boolean;
  readonly #states = new Map<number, PrintedState>();
  #outlines: readonly StepOutline[] | null = null;

  /** `prefix`: what all its prompts begin with. `bytecode` is null by line. `room`: tokens that a segment may have. */
  constructor(prefix: readonly number[], steps: StepList, bytecode: Bytecode | null, room: number, random: () => number) {
    this.#prefix = prefix;
    this.#steps = steps;
    this.#indices = scratchpadStepIndices(steps);
    this.#bytecode = bytecode;
    this.#room = room;
    this.#random = random;
    const reason = steps.trace.end?.reason;
    this.#complete = reason === 'finished' || reason === 'exception';
  }

  get stepCount(): number {
    return this.#indices.length;
  }

  /** The segments of a task, in the order of the run. */
  segments(task: Task): Segment[] {
    const count = Math.floor(task.segments) + (this.#random() < task.segments % 1 ? 1 : 0);
    if (count === 0) return [];
    const pairs =
      task.strategy === 'direct' ? this.#direct() : task.strategy === 'dynamic' || task.strategy === 'dynamic-n' ? this.#dynamic(task.strategy, count) : this.#histories(task.strategy, count);
    return pairs.sort((a, b) => a.from - b.from).map((pair) => ({ ...pair, task: task.name }));
  }

  #state(place: number): PrintedState {
    const known = this.#states.get(place);
    if (known !== undefined) return known;
    const state = printStep(this.#steps, at(this.#indices, place));
    this.#states.set(place, state);
    return state;
  }

  #direct(): Omit<Segment, 'task'>[] {
    const { call } = this.#steps.trace.header;
    const outcome = callOutcome(this.#steps.trace);
    if (call === null || outcome === null) return [];
    const prompt = directSuffix(call);
    const target = directTarget(outcome);
    return prompt.length + target.length > this.#room ? [] : [{ prompt, target, from: 0 }];
  }

  #dynamic(strategy: 'dynamic' | 'dynamic-n', count: number): Omit<Segment, 'task'>[] {
    const last = this.#indices.length - 1;
    const chosen: Omit<Segment, 'task'>[] = [];
    let misfits = 0;
    for (const from of rankedSteps(this.#steps, this.#indices, this.#random)) {
      if (chosen.length >= count || misfits > MISFITS * count) break;
      const jump = strategy === 'dynamic' ? 1 : 2 + Math.floor((MAX_JUMP - 1) ** this.#random() - 0.5);
      // A jump past the end leads to the last state, where that is known.
      if (from + jump > last && !this.#complete) continue;
      const pair = this.#pair(from, Math.min(from + jump, last), jump);
      if (pair === null) misfits += 1;
      else chosen.push({ ...pair, from });
    }
    return chosen;
  }

  #pair(from: number, to: number, jump: number): TokenPair | null {
    const before = this.#state(from);
    const prompt = dynamicSuffix(this.#prefix, before, jump, this.#bytecode);
    if (!prompt.ok || prompt.value.length >= this.#room) return null;
    const working = jump === 1 && this.#bytecode === null ? workingTokens(this.#steps, at(this.#indices, from), at(this.#indices, to)) : [];
    const target = dynamicTarget(before, this.#state(to), this.#bytecode, working);
    if (!target.ok || prompt.value.length + target.value.length > this.#room) return null;
    return { prompt: prompt.value, target: target.value };
  }

  #histories(strategy: HistoryStrategy, count: number): Omit<Segment, 'task'>[] {
    const starts = new Set<number>();
    for (let k = 0; k < count; k += 1) {
      starts.add(this.#random() < FROM_THE_START ? 0 : Math.floor(this.#random() * (this.#indices.length - 1)));
    }
    const chosen: Omit<Segment, 'task'>[] = [];
    for (const from of starts) {
      const pair = this.#history(strategy, from);
      if (pair !== null) chosen.push({ ...pair, from });
    }
    return chosen;
  }

  /** As many whole steps as there is room for; null where there is none for one. */
  #history(strategy: HistoryStrategy, from: number): TokenPair | null {
    this.#outlines ??= this.#indices.map((step) => ({
      event: this.#steps.eventOf(step),
      depth: at(this.#steps.trace.depths, this.#steps.recordOf(step)),
    }));
    let before = this.#state(from);
    const prompt = historySuffix(strategy, before, this.#bytecode);
    if (!prompt.ok) return null;
    const room = this.#room - prompt.value.length;
    const target: number[] = [];
    for (const place of historyPlaces(strategy, this.#outlines, from)) {
      const after = this.#state(place);
      const step = historyStep(strategy, before, after, this.#bytecode);
      if (!step.ok) return null;
      if (target.length + step.value.length > room) return target.length === 0 ? null : { prompt: prompt.value, target };
      for (const id of step.value) target.push(id);
      before = after;
    }
    if (target.length === 0) return null;
    if (this.#complete && target.length < room) target.push(Id.EOS);
    return { prompt: prompt.value, target };
  }
}

/** What the traced call comes to; null where the run was cut short or no call was traced. */
export function callOutcome(trace: Trace): CallOutcome | null {
  if (trace.end?.reason === 'finished') return trace.end.value === null ? null : { kind: 'value', value: trace.end.value };
  if (trace.end?.reason !== 'exception') return null;
  const { type, message } = trace.end;
  return { kind: 'exception', value: message === '' ? type : `${type}: ${message}` };
}
