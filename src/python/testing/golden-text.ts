/** A trace as text to be read by a person: the steps by line, each with what changed since the step before. */
import { lineSteps, type StepIndex } from '../../trace/line-steps.ts';
import type { PrintedState } from '../../trace/printed-state.ts';
import { printState } from '../../trace/print-state.ts';
import { repr } from '../../trace/repr.ts';
import { TraceState, type FrameState, type Variable } from '../../trace/trace-state.ts';
import type { Trace } from '../../trace/trace.ts';
import { ObjectKind, type ObjectId } from '../../trace/wire.ts';

/** Kinds whose identity a reader cares for: two names for one of these are shown to be so. */
const IDENTIFIED: ReadonlySet<number> = new Set([
  ObjectKind.LIST,
  ObjectKind.SET,
  ObjectKind.DICT,
  ObjectKind.INSTANCE,
  ObjectKind.RECORD,
  ObjectKind.GENERATOR,
  ObjectKind.ITERATOR,
]);

/** Longer reprs are cut: their full text is the business of other tests. */
const MAX_VALUE = 200;

class GoldenText {
  readonly #trace: Trace;
  readonly #source: readonly string[];
  readonly #numbers = new Map<ObjectId, number>();
  /** Variables as last shown, by frame (0: the module's). */
  readonly #shown = new Map<number, Map<string, string>>();

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#source = trace.header.source.split('\n');
  }

  text(): string {
    const steps = lineSteps(this.#trace);
    const lines: string[] = [];
    for (let step = 0; step < steps.count; step++) {
      const state = new TraceState(this.#trace, steps.recordOf(step as StepIndex));
      lines.push(...this.#step(state, printState(state, steps.eventOf(step as StepIndex), 'line')));
    }
    const { stdout, stderr, end } = this.#trace;
    if (stdout !== '') lines.push('', 'stdout:', stdout.trimEnd());
    if (stderr !== '') lines.push('', 'stderr:', stderr.trimEnd());
    lines.push('', `end: ${JSON.stringify(end, null, 1).replace(/\n\s*/g, ' ')}`);
    return `${lines.join('\n')}\n`;
  }

  #step(state: TraceState, printed: PrintedState): string[] {
    const lines = state.frames.flatMap((frame) => this.#changes(state, frame));
    const top = state.top;
    const indent = '| '.repeat(state.frames.length - 1);
    const iterators = printed.frames.at(-1)?.iterators ?? [];
    const places = iterators.length === 0 ? '' : `   [${iterators.map(({ position }) => (position < 0 ? '?' : position)).join(' ')}]`;
    const source = (this.#source[top.line - 1] ?? '').trim();
    const value = printed.value === null ? '' : `   -> ${cut(printed.value)}`;
    lines.push(`${indent}${printed.event} ${top.code.name}:${top.line}   ${printed.event === 'line' ? source : ''}${value}${places}`.trimEnd());
    return lines;
  }

  /** What is bound otherwise than when the frame was last shown. */
  #changes(state: TraceState, frame: FrameState): string[] {
    const isModule = frame.code.name === '<module>';
    const variables: readonly Variable[] = [...(isModule ? state.globals : []), ...frame.locals, ...frame.namedLocals];
    let shown = this.#shown.get(frame.frameId);
    if (shown === undefined) this.#shown.set(frame.frameId, (shown = new Map<string, string>()));
    const indent = '| '.repeat(state.frames.indexOf(frame));
    const lines: string[] = [];
    const names = new Set<string>();
    for (const { name, value } of variables) {
      names.add(name);
      const object = value.kind === 'reference' ? state.object(value.id) : null;
      const identity = object !== null && IDENTIFIED.has(object.kind) ? ` #${this.#number(object.id)}` : '';
      const text = cut(repr(value, state)) + identity;
      if (shown.get(name) === text) continue;
      shown.set(name, text);
      lines.push(`${indent}    ${name} = ${text}`);
    }
    for (const name of [...shown.keys()]) {
      if (names.has(name)) continue;
      shown.delete(name);
      lines.push(`${indent}    ${name} is gone`);
    }
    return lines;
  }

  #number(id: ObjectId): number {
    let number = this.#numbers.get(id);
    if (number === undefined) this.#numbers.set(id, (number = this.#numbers.size + 1));
    return number;
  }
}

function cut(text: string): string {
  return text.length <= MAX_VALUE ? text : `${text.slice(0, MAX_VALUE / 2)} [...] ${text.slice(-MAX_VALUE / 4)}`;
}

/** The text of a trace that goes into a golden file. */
export function goldenText(trace: Trace): string {
  return new GoldenText(trace).text();
}
