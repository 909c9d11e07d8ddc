/**
 * The plain JSON form of a trace as a trace to look at. It has values as reprs alone: they are shown as they are
 * written, without identity, and each step knows the variables of its innermost frame only.
 */
import type { ImportError } from '../trace/import-error.ts';
import type { DocumentStep, TraceDocument } from '../trace/json.ts';
import { assembleTrace, type Trace } from '../trace/trace.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { CodeInfo, TraceChunk } from '../trace/wire.ts';
import { DeltaOp, ObjectKind, RecordFlag, TRACE_VERSION, ValueTag } from '../trace/wire.ts';

const FLAGS: Readonly<Record<DocumentStep['event'], number>> = {
  call: RecordFlag.INSTRUCTION | RecordFlag.CALL,
  line: RecordFlag.INSTRUCTION | RecordFlag.LINE,
  return: RecordFlag.INSTRUCTION | RecordFlag.RETURN,
  exception: RecordFlag.EXCEPTION,
  // Shown as lines: bytecode is not in the document.
  instruction: RecordFlag.INSTRUCTION,
};

interface OpenCode {
  readonly name: string;
  readonly slots: Map<string, number>;
  readonly lines: Map<number, number>;
  readonly globals: Set<string>;
}

export function traceOfDocument(document: TraceDocument): Result<Trace, ImportError> {
  const builder = new DocumentTrace();
  for (const step of document.steps) builder.add(step);
  const last = document.steps[document.steps.length - 1];
  const chunk = builder.chunk(document.stdout ?? last?.stdout ?? '');
  const header = { version: TRACE_VERSION, python: document.python, source: document.source, call: document.call, granularity: 'line', codes: builder.codes() } as const;
  const trace = assembleTrace(header, [chunk], document.end);
  return trace.ok ? ok(trace.value) : fail({ kind: 'invalid-field', path: 'steps', message: trace.error.message });
}

class DocumentTrace {
  readonly #codes = new Map<string, OpenCode>();
  readonly #codeOrder: OpenCode[] = [];
  readonly #strings: string[] = [];
  readonly #stringIds = new Map<string, number>();
  readonly #flags: number[] = [];
  readonly #frameIds: number[] = [];
  readonly #depths: number[] = [];
  readonly #offsets: number[] = [];
  readonly #stdoutLengths: number[] = [];
  readonly #deltaEnds: number[] = [];
  readonly #deltas: number[] = [];
  readonly #frameCodes: number[] = [];
  readonly #stack: { frame: number; readonly code: OpenCode }[] = [];
  #objects = 0;

  add(step: DocumentStep): void {
    const { frame, code } = this.#frame(step);
    this.#flags.push(FLAGS[step.event]);
    this.#frameIds.push(frame);
    this.#depths.push(step.depth);
    this.#offsets.push(2 * placeIn(code.lines, step.line));
    this.#stdoutLengths.push(step.stdout.length);
    const locals = Object.entries(step.locals).map(([name, value]) => [placeIn(code.slots, name), value] as const);
    const gone = [...code.slots].filter(([name]) => !Object.hasOwn(step.locals, name)).map(([, slot]) => slot);
    const words: number[] = [];
    for (const [slot, value] of locals) words.push(slot, ...this.#atom(value));
    for (const slot of gone) words.push(slot, ValueTag.NULL, 0);
    if (words.length > 0) this.#deltas.push(DeltaOp.LOCALS | ((words.length / 3) << 8), ...words);
    const globals: number[] = [];
    for (const [name, value] of Object.entries(step.globals)) {
      code.globals.add(name);
      globals.push(this.#string(name), ...this.#atom(value));
    }
    if (globals.length > 0) this.#deltas.push(DeltaOp.GLOBALS | ((globals.length / 3) << 8), ...globals);
    if (step.event === 'return' && step.value !== null) {
      const value = this.#atom(step.value);
      this.#deltas.push(DeltaOp.STACK | (1 << 8), ...value);
    }
    if (step.event === 'exception') {
      const [type = 'Exception', ...message] = (step.value ?? '').split(': ');
      this.#deltas.push(DeltaOp.EXCEPTION | (4 << 8), this.#string(type), this.#string(message.join(': ')), ValueTag.NONE, 0);
    }
    this.#deltaEnds.push(this.#deltas.length);
  }

  #frame(step: DocumentStep): { readonly frame: number; readonly code: OpenCode } {
    this.#stack.length = Math.min(this.#stack.length, step.depth);
    const top = this.#stack[step.depth - 1];
    if (top?.code.name === step.function && step.event !== 'call') return top;
    const code = this.#code(step.function);
    this.#frameCodes.push(this.#codeOrder.indexOf(code));
    const entry = { frame: this.#frameCodes.length - 1, code };
    this.#stack.length = Math.min(this.#stack.length, step.depth - 1);
    this.#stack.push(entry);
    return entry;
  }

  #code(name: string): OpenCode {
    let code = this.#codes.get(name);
    if (code === undefined) {
      code = { name, slots: new Map(), lines: new Map(), globals: new Set() };
      this.#codes.set(name, code);
      this.#codeOrder.push(code);
    }
    return code;
  }

  /** A value is an object that has nothing but its repr; it is described where it is first named. */
  #atom(repr: string): readonly [number, number] {
    const id = this.#objects;
    this.#objects += 1;
    this.#deltas.push(DeltaOp.OBJECT | (2 << 8), id, ObjectKind.ATOM, this.#string('value'), 1, ValueTag.STR, this.#string(repr));
    return [ValueTag.REFERENCE, id];
  }

  #string(text: string): number {
    let id = this.#stringIds.get(text);
    if (id === undefined) {
      id = this.#strings.length;
      this.#strings.push(text);
      this.#stringIds.set(text, id);
    }
    return id;
  }

  codes(): readonly CodeInfo[] {
    return this.#codeOrder.map(({ name, slots, lines, globals }) => ({
      name,
      qualifiedName: name,
      firstLine: Math.min(...lines.keys()),
      localNames: [...slots.keys()],
      parameterCount: 0,
      globalNames: [...globals],
      instructions: [...lines.keys()].map((line, place) => ({ offset: 2 * place, name: '', argument: '', line, range: null, jumpTarget: null })),
      exceptionTable: [],
    }));
  }

  chunk(stdout: string): TraceChunk {
    return {
      flags: Uint8Array.from(this.#flags),
      frameIds: Int32Array.from(this.#frameIds),
      depths: Int32Array.from(this.#depths),
      offsets: Int32Array.from(this.#offsets),
      stdoutLengths: Int32Array.from(this.#stdoutLengths),
      deltaEnds: Int32Array.from(this.#deltaEnds),
      deltas: Int32Array.from(this.#deltas),
      strings: this.#strings,
      frameCodes: Int32Array.from(this.#frameCodes),
      stdout,
      stderr: '',
    };
  }
}

function placeIn<Key>(places: Map<Key, number>, key: Key): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, places.size);
  return places.size - 1;
}
