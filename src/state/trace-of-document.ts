/**
 * The plain JSON form of a trace as a trace to look at. It has values as reprs alone: they are shown as they are
 * written, without identity, and each step knows the variables of its innermost frame only.
 */
import type { ImportError } from '../trace/import-error.ts';
import type { DocumentStep, TraceDocument } from '../trace/json.ts';
import { assembleTrace, type Trace } from '../trace/trace.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { ChunkWriter, LineInstructions } from '../trace/chunk-writer.ts';
import type { Value } from '../trace/value.ts';
import { NONE_VALUE, NULL_VALUE } from '../trace/value.ts';
import type { CodeInfo, ObjectId, TraceChunk } from '../trace/wire.ts';
import { ObjectKind, RecordFlag, TRACE_VERSION } from '../trace/wire.ts';

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
  readonly lines: LineInstructions;
  readonly globals: Set<string>;
}

export function traceOfDocument(document: TraceDocument): Result<Trace, ImportError> {
  const builder = new DocumentTrace();
  for (const step of document.steps) builder.add(step);
  const last = document.steps[document.steps.length - 1];
  const chunk = builder.chunk(document.stdout ?? last?.stdout ?? '');
  const header = { version: TRACE_VERSION, python: document.python, source: document.source, call: document.call, granularity: 'line', codes: builder.codes(), conditions: document.conditions } as const;
  const trace = assembleTrace(header, [chunk], document.end);
  return trace.ok ? ok(trace.value) : fail({ kind: 'invalid-field', path: 'steps', message: trace.error.message });
}

class DocumentTrace {
  readonly #out = new ChunkWriter();
  readonly #codes = new Map<string, OpenCode>();
  readonly #codeOrder: OpenCode[] = [];
  readonly #stack: { readonly frame: number; readonly code: OpenCode }[] = [];
  #objects = 0;

  add(step: DocumentStep): void {
    const out = this.#out;
    const { frame, code } = this.#frame(step);
    const locals = Object.entries(step.locals).map(([name, repr]) => [placeIn(code.slots, name), this.#atom(repr)] as const);
    const gone = [...code.slots].filter(([name]) => !Object.hasOwn(step.locals, name)).map(([, slot]) => [slot, NULL_VALUE] as const);
    out.locals([...locals, ...gone]);
    for (const name of Object.keys(step.globals)) code.globals.add(name);
    out.globals(Object.entries(step.globals).map(([name, repr]) => [name, this.#atom(repr)] as const));
    if (step.event === 'return' && step.value !== null) out.stack([this.#atom(step.value)]);
    if (step.event === 'exception') {
      const [type = 'Exception', ...message] = (step.value ?? '').split(': ');
      out.exception(type, message.join(': '), NONE_VALUE);
    }
    out.record({ flags: FLAGS[step.event], frameId: frame, depth: step.depth, offset: code.lines.offsetOf(step.line), stdoutLength: step.stdout.length });
  }

  #frame(step: DocumentStep): { readonly frame: number; readonly code: OpenCode } {
    this.#stack.length = Math.min(this.#stack.length, step.depth);
    const top = this.#stack[step.depth - 1];
    if (top?.code.name === step.function && step.event !== 'call') return top;
    const code = this.#code(step.function);
    const entry = { frame: this.#out.frame(this.#codeOrder.indexOf(code)), code };
    this.#stack.length = Math.min(this.#stack.length, step.depth - 1);
    this.#stack.push(entry);
    return entry;
  }

  #code(name: string): OpenCode {
    let code = this.#codes.get(name);
    if (code === undefined) {
      code = { name, slots: new Map(), lines: new LineInstructions(), globals: new Set() };
      this.#codes.set(name, code);
      this.#codeOrder.push(code);
    }
    return code;
  }

  /** A value is an object that has nothing but its repr. */
  #atom(repr: string): Value {
    const id = this.#objects as ObjectId;
    this.#objects += 1;
    this.#out.object({ id, kind: ObjectKind.ATOM, typeName: 'value', length: 1, values: [{ kind: 'str', text: repr }] });
    return { kind: 'reference', id };
  }

  codes(): readonly CodeInfo[] {
    return this.#codeOrder.map(({ name, slots, lines, globals }) => ({
      name,
      qualifiedName: name,
      firstLine: lines.firstLine,
      localNames: [...slots.keys()],
      parameterCount: 0,
      globalNames: [...globals],
      instructions: lines.list(),
      exceptionTable: [],
    }));
  }

  chunk(stdout: string): TraceChunk {
    return this.#out.cut(stdout, '');
  }
}

function placeIn<Key>(places: Map<Key, number>, key: Key): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, places.size);
  return places.size - 1;
}
