/**
 * Traces of Python Tutor, `{"code": …, "trace": […]}`, as a trace to look at: lines, frames, variables and heap objects
 * with their identity. There is no bytecode, no value stack and no iterator in them, and of a frame that waits for a call
 * only what it had when it called. `FORMAT.md` says what becomes of what.
 */
import { z } from 'zod';
import { fail, type Result } from '../base/result.ts';
import { ChunkWriter, LineInstructions } from './chunk-writer.ts';
import { schemaFault, type ImportError } from './import-error.ts';
import { assembleTrace, type Trace } from './trace.ts';
import { sameValue, NONE_VALUE, NULL_VALUE, type Value } from './value.ts';
import type { TraceEnd } from './wire.ts';
import { RecordFlag, TRACE_VERSION } from './wire.ts';
import { TutorHeap } from './tutor-values.ts';

/** Of such a trace the version of Python is not known. */
export const TUTOR_PYTHON = '3';

const encodedSchema = z.union([z.number(), z.string(), z.boolean(), z.null(), z.array(z.unknown())]);
const bindingsSchema = z.record(z.string(), encodedSchema);
const frameSchema = z.object({
  frame_id: z.number().int(),
  func_name: z.string(),
  encoded_locals: bindingsSchema,
  ordered_varnames: z.array(z.string()).default([]),
  /** Its call is over, and a closure keeps its variables. */
  is_zombie: z.boolean().default(false),
});
const stepSchema = z.object({
  event: z.enum(['step_line', 'call', 'return', 'exception']),
  line: z.number().int().nonnegative(),
  func_name: z.string(),
  globals: bindingsSchema,
  ordered_globals: z.array(z.string()).default([]),
  stack_to_render: z.array(frameSchema),
  heap: z.record(z.string(), z.array(z.unknown())),
  stdout: z.string(),
  exception_msg: z.string().optional(),
});
/** How a trace may end, in place of a step. */
const lastSchema = z.object({
  event: z.enum(['uncaught_exception', 'instruction_limit_reached', 'raw_input', 'mouse_input']),
  line: z.number().int().nonnegative().optional(),
  exception_msg: z.string().optional(),
});
const documentSchema = z.object({ code: z.string(), trace: z.array(z.discriminatedUnion('event', [stepSchema, lastSchema])) });

type Step = z.infer<typeof stepSchema>;
type Frame = z.infer<typeof frameSchema>;

/** Whether JSON data looks like such a trace: it does not name its format. */
export function isTutorTrace(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'code' in data && 'trace' in data && Array.isArray(data.trace) && !('format' in data);
}

/** Reads a trace of Python Tutor; everything is checked, so the data may come from anywhere. */
export function readTutorTrace(data: unknown): Result<Trace, ImportError> {
  const parsed = documentSchema.safeParse(data);
  if (!parsed.success) return fail(schemaFault(parsed.error));
  const { code, trace: entries } = parsed.data;
  const writer = new TutorWriter();
  let end: TraceEnd | null = null;
  for (const entry of entries) {
    if (isStep(entry)) writer.add(entry);
    else end = endOf(entry, writer.steps);
  }
  const last = entries.at(-1);
  if (last !== undefined && isStep(last)) end = endAfter(last);
  return writer.trace(code.replaceAll('\r\n', '\n'), end ?? { reason: 'stopped' });
}

function isStep(entry: Step | z.infer<typeof lastSchema>): entry is Step {
  return 'stack_to_render' in entry;
}

function endAfter({ event, func_name, stack_to_render, line, exception_msg = '' }: Step): TraceEnd {
  if (event === 'exception') return { reason: 'exception', ...exceptionOf(exception_msg), line, traceback: exception_msg };
  return event === 'return' && stack_to_render.length === 0 && isModule(func_name) ? { reason: 'finished', value: null } : { reason: 'stopped' };
}

function endOf({ event, line: at, exception_msg = '' }: z.infer<typeof lastSchema>, steps: number): TraceEnd {
  const line = at ?? null;
  if (event === 'raw_input' || event === 'mouse_input') return { reason: 'input-needed' };
  if (event === 'instruction_limit_reached') return { reason: 'step-limit', limit: steps };
  if (steps === 0) return { reason: 'syntax-error', message: exception_msg, line, column: null, where: 'source' };
  return { reason: 'exception', ...exceptionOf(exception_msg), line, traceback: exception_msg };
}

function exceptionOf(text: string): { readonly type: string; readonly message: string } {
  const cut = text.indexOf(': ');
  return cut < 0 ? { type: text === '' ? 'Exception' : text, message: '' } : { type: text.slice(0, cut), message: text.slice(cut + 2) };
}

function isModule(name: string): boolean {
  return name === '' || name === '<module>';
}

/** Where a function returns, its value stands among its variables. */
const RETURN_VALUE = '__return__';
const MODULE_KEY = 'module';

interface OpenCode {
  readonly index: number;
  readonly name: string;
  /** Places of the names in `localNames`. */
  readonly slots: Map<string, number>;
  readonly lines: LineInstructions;
  firstLine: number;
}

interface OpenFrame {
  readonly id: number;
  readonly code: OpenCode;
  /** What was written of its variables, by slot. */
  readonly written: Map<number, Value>;
}

class TutorWriter {
  readonly #out = new ChunkWriter();
  readonly #heap = new TutorHeap(this.#out);
  readonly #codes = new Map<string, OpenCode>();
  readonly #frames = new Map<string, OpenFrame>();
  readonly #globals = new Map<string, Value>();
  #stdout = '';
  #steps = 0;

  /** Of the trace that is read. */
  get steps(): number {
    return this.#steps;
  }

  add(step: Step): void {
    this.#steps += 1;
    // It begins with the first line of the module, ours with the module itself.
    if (this.#steps === 1) this.#record({ ...step, event: 'call', stack_to_render: [] });
    this.#record(step);
  }

  #record(step: Step): void {
    const { event, line, func_name, heap, exception_msg = '' } = step;
    const live = step.stack_to_render.filter(({ is_zombie }) => !is_zombie);
    const top = live.at(-1);
    const depth = live.length + 1;
    const frame = this.#frame(top, isModule(func_name) || top === undefined ? '<module>' : func_name, line);
    const value = (encoded: unknown): Value => this.#heap.value(encoded, heap);
    if (top !== undefined) this.#out.locals(this.#changedLocals(frame, top, value));
    this.#out.globals(this.#changedGlobals(step, value));
    if (event === 'return') this.#out.stack([top !== undefined && RETURN_VALUE in top.encoded_locals ? value(top.encoded_locals[RETURN_VALUE]) : NONE_VALUE]);
    // Objects that a variable holds on to may have changed inside.
    this.#heap.refresh(heap);
    if (event === 'exception') {
      const { type, message } = exceptionOf(exception_msg);
      this.#out.exception(type, message, NONE_VALUE);
    }
    // What a program has written is never taken back.
    if (step.stdout.startsWith(this.#stdout)) this.#stdout = step.stdout;
    this.#out.record({ flags: FLAGS[event], frameId: frame.id, depth, offset: frame.code.lines.offsetOf(line), stdoutLength: this.#stdout.length });
  }

  #frame(top: Frame | undefined, name: string, line: number): OpenFrame {
    const key = top === undefined ? MODULE_KEY : `${top.frame_id} ${name}`;
    let frame = this.#frames.get(key);
    if (frame === undefined) {
      let code = this.#codes.get(name);
      if (code === undefined) {
        code = { index: this.#codes.size, name, slots: new Map(), lines: new LineInstructions(), firstLine: line };
        this.#codes.set(name, code);
      }
      frame = { id: this.#out.frame(code.index), code, written: new Map() };
      this.#frames.set(key, frame);
    }
    frame.code.firstLine = Math.min(frame.code.firstLine, line);
    return frame;
  }

  #changedLocals({ code, written }: OpenFrame, { encoded_locals, ordered_varnames }: Frame, value: (encoded: unknown) => Value): (readonly [number, Value])[] {
    const changed: (readonly [number, Value])[] = [];
    const present = new Set<number>();
    for (const name of namesOf(encoded_locals, ordered_varnames)) {
      if (name === RETURN_VALUE) continue;
      const slot = code.slots.get(name) ?? code.slots.size;
      code.slots.set(name, slot);
      present.add(slot);
      const now = value(encoded_locals[name]);
      if (isNew(written, slot, now)) changed.push([slot, now]);
    }
    for (const slot of written.keys()) {
      if (!present.has(slot) && isNew(written, slot, NULL_VALUE)) changed.push([slot, NULL_VALUE]);
    }
    return changed;
  }

  #changedGlobals({ globals, ordered_globals }: Step, value: (encoded: unknown) => Value): (readonly [string, Value])[] {
    const changed: (readonly [string, Value])[] = [];
    const names = namesOf(globals, ordered_globals);
    for (const name of names) {
      const now = value(globals[name]);
      if (isNew(this.#globals, name, now)) changed.push([name, now]);
    }
    for (const name of this.#globals.keys()) {
      if (!Object.hasOwn(globals, name) && isNew(this.#globals, name, NULL_VALUE)) changed.push([name, NULL_VALUE]);
    }
    return changed;
  }

  trace(source: string, end: TraceEnd): Result<Trace, ImportError> {
    const globalNames = [...this.#globals.keys()];
    const codes = [...this.#codes.values()].map(({ name, slots, lines, firstLine }) => ({
      name,
      qualifiedName: name,
      firstLine,
      localNames: [...slots.keys()],
      parameterCount: 0,
      globalNames,
      instructions: lines.list(),
      exceptionTable: [],
    }));
    const header = { version: TRACE_VERSION, python: TUTOR_PYTHON, source, call: null, granularity: 'line', codes } as const;
    const trace = assembleTrace(header, [this.#out.cut(this.#stdout, '')], end);
    return trace.ok ? trace : fail({ kind: 'invalid-field', path: 'trace', message: trace.error.message });
  }
}

const FLAGS: Readonly<Record<Step['event'], number>> = {
  call: RecordFlag.INSTRUCTION | RecordFlag.CALL,
  step_line: RecordFlag.INSTRUCTION | RecordFlag.LINE,
  return: RecordFlag.INSTRUCTION | RecordFlag.RETURN,
  exception: RecordFlag.EXCEPTION,
};

/** In the order that the trace tells, then the others. */
function namesOf(bindings: Readonly<Record<string, unknown>>, ordered: readonly string[]): ReadonlySet<string> {
  return new Set([...ordered.filter((name) => Object.hasOwn(bindings, name)), ...Object.keys(bindings)]);
}

/** Remembers the value; whether it is another one than before. */
function isNew<Key>(written: Map<Key, Value>, key: Key, now: Value): boolean {
  const before = written.get(key);
  written.set(key, now);
  return before === undefined || !sameValue(before, now);
}
