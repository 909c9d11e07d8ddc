/**
 * The tracer: runs a Python program in a Pyodide interpreter and records every state of it. Knows neither workers nor
 * Node; `node-runner.ts` and the browser's worker give it an interpreter and the text of its Python parts.
 */
import type { TraceEnd, TraceHeader } from '../trace/wire.ts';
import { CodeTable, type OpcodeTable } from './code-table.ts';
import { readDebugOffsets, type DebugOffsets } from './debug-offsets.ts';
import { EffectTracker } from './effect-tracker.ts';
import { CHANGING_METHODS, PURE_BUILTINS } from './effects.ts';
import { ExceptionReader } from './exception-reader.ts';
import { heapLayout, Unpublished } from './heap-layout.ts';
import { HeapReader } from './heap-reader.ts';
import { memoryRefusals } from './memory-cap.ts';
import { defineNativeFunction, InterpreterMemory, type InterpreterModule } from './interpreter-memory.ts';
import { underProgramClock } from './program-clock.ts';
import { PythonStartError, type RunEvents, type RunRequest } from './protocol.ts';
import { Recorder } from './recorder.ts';
import { headerOf, RANDOM_SEED } from './run-conditions.ts';
import { checkFields, selfCheck } from './self-check.ts';
import { Tracer, TracerMode } from './tracer.ts';
import { TypeTable } from './types.ts';

/** What is used of a loaded Pyodide. */
export interface PyodideLike {
  readonly _module?: unknown;
  runPython(code: string, options?: { globals?: never; filename?: string }): unknown;
}

/** Texts of the Python files beside this one. */
export interface PythonSources {
  /** `harness.py` */
  readonly harness: string;
  /** `description.py` */
  readonly description: string;
  /** `event_loop.py` */
  readonly eventLoop: string;
  /** `samples.py` */
  readonly samples: string;
}

export interface EngineOptions {
  /** `full`: instructions with the texts of their arguments and source ranges; `names` leaves those out. */
  readonly describeCode?: 'full' | 'names';
  /** Changes the published offsets; for tests of the start-up check. */
  readonly adjustOffsets?: (offsets: DebugOffsets) => DebugOffsets;
}

export interface PythonEngine {
  /** `3.14.2` */
  readonly python: string;
  /** The interpreter cannot be used any more; start another. */
  readonly dead: boolean;
  /**
   * Runs a program to its end. `events` are called while it runs, from inside the interpreter: they must not call
   * into it. Everything happens before this returns; the promise rejects with what an event threw, after the end.
   */
  run(request: RunRequest, events: RunEvents): Promise<void>;
  /** May be called from `events.chunk`: the program ends with reason 'stopped'. */
  requestStop(): void;
}

interface Description {
  readonly python: string;
  readonly types: Readonly<Record<string, number>>;
  readonly exceptions: readonly number[];
  readonly disable: number;
  readonly builtinsDict: number;
  readonly pureCallables: readonly number[];
  readonly changingMethods: readonly number[];
  readonly inertCallables: readonly number[];
  readonly opcodes: OpcodeTable;
}

/** A namespace of Python's. */
interface PythonNames {
  get(name: string): unknown;
}

interface Harness {
  start(installEventLoop: unknown): void;
  run(source: string, call: string | undefined, stdin: string, ask: boolean, recursion: number, seed: number): void;
}

/** The event of CPython's reference tracer. */
const OBJECT_FREED = 1;

/** Types whose values print themselves in C code. */
const PLAIN_TYPES = ['int', 'str', 'float', 'bool', 'NoneType', 'bytes', 'complex', 'ellipsis'];

/** Throws `PythonStartError` where the interpreter is not the one that this tracer was written for. */
export function createEngine(pyodide: PyodideLike, sources: PythonSources, options: EngineOptions = {}): PythonEngine {
  const module = pyodide._module as InterpreterModule | undefined;
  if (module?.__PyRuntime === undefined) throw new PythonStartError('interpreter-failed', 'Pyodide shows no module');
  return new Engine(pyodide, module, sources, options);
}

class Engine implements PythonEngine {
  readonly python: string;
  dead = false;
  private readonly memory: InterpreterMemory;
  private readonly recorder: Recorder;
  private readonly reader: HeapReader;
  private readonly tracer: Tracer;
  private readonly codes: CodeTable;
  private readonly harness: Harness;
  private readonly fullCode: boolean;
  private readonly intDigits: number;
  private readonly stringLength: number;
  private readonly notText: number;
  /** C function that is told of objects made and freed. */
  private readonly onObject: number;
  private request: RunRequest | null = null;
  private events: RunEvents | null = null;
  private headerSent = false;
  /** How the program ended, as `harness.py` says it. */
  private noted: string | null = null;
  private failure: { readonly error: unknown } | null = null;

  constructor(pyodide: PyodideLike, module: InterpreterModule, sources: PythonSources, options: EngineOptions) {
    const memory = new InterpreterMemory(module);
    this.memory = memory;
    const published = readDebugOffsets(memory, module.__PyRuntime);
    const layout = heapLayout(options.adjustOffsets?.(published) ?? published);
    this.intDigits = layout.intDigits;
    this.stringLength = layout.stringLength;
    this.notText = memory.newCString('write() argument must be str');
    this.fullCode = options.describeCode !== 'names';
    this.defineNatives();
    this.onObject = module.addFunction((object, event) => {
      if (event === OBJECT_FREED) this.reader.destroyed(object);
      return 0;
    }, 'iiii');
    const load = (source: string, filename: string): PythonNames => {
      const namespace = pyodide.runPython(`dict(__name__=${JSON.stringify(filename)})`);
      pyodide.runPython(source, { globals: namespace as never, filename });
      return namespace as PythonNames;
    };
    const samples = load(sources.samples, 'samples.py');
    const fields = samples.get('fields') as (generatorFrame: number) => string;
    const fault = checkFields(memory, layout, fields(Unpublished.generator.frame));
    if (fault !== null) throw new PythonStartError('offset-mismatch', fault);
    const harness = load(sources.harness, 'harness.py');
    const names: (keyof Harness)[] = ['start', 'run'];
    this.harness = Object.fromEntries(names.map((name) => [name, harness.get(name)])) as unknown as Harness;
    const describe = load(sources.description, 'description.py').get('describe') as (pure: string, changing: string) => string;
    const description = JSON.parse(describe(JSON.stringify(PURE_BUILTINS), JSON.stringify(CHANGING_METHODS))) as Description;
    this.python = description.python;
    const address = (name: string): number => description.types[name] ?? 0;
    const types = new TypeTable(memory, layout, description.types);
    this.recorder = new Recorder(memory);
    const { strings, deltas } = this.recorder;
    this.reader = new HeapReader(memory, layout, types, strings, deltas, {
      int: address('int'),
      str: address('str'),
      float: address('float'),
      bool: address('bool'),
      range: address('range'),
      object: address('object'),
      type: address('type'),
      none: module.__Py_NoneStruct,
      true: module.__Py_TrueStruct,
      ellipsis: module.__Py_EllipsisObject,
      notImplemented: module.__Py_NotImplementedStruct,
      builtinsDict: description.builtinsDict,
    });
    const plain = PLAIN_TYPES.map(address);
    const exceptions = new ExceptionReader(memory, layout, this.reader, strings, deltas, plain, description.exceptions, address('BaseExceptionGroup'));
    const effects = new EffectTracker(this.reader, description.pureCallables, description.changingMethods);
    this.tracer = new Tracer(memory, layout, this.reader, this.recorder, exceptions, effects, { next: address('next'), inert: new Set(description.inertCallables) }, description.disable);
    this.defineHotNatives();
    this.tracer.budget.onFlush = () => {
      this.flush();
    };
    this.codes = new CodeTable(memory, layout, this.reader, description.opcodes, address('code'));
    this.harness.start(load(sources.eventLoop, 'event_loop.py').get('install'));
    const probe = samples.get('probe') as (names: string) => string;
    const difference = selfCheck(this, probe, this.reader, strings, deltas);
    if (difference !== null) throw new PythonStartError('offset-mismatch', difference);
  }

  requestStop(): void {
    this.tracer.budget.stopRequested = true;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- errors become rejections, the work is synchronous
  async run(request: RunRequest, events: RunEvents): Promise<void> {
    if (this.dead) throw new Error('This interpreter died; start another');
    this.request = request;
    this.events = events;
    this.headerSent = false;
    this.failure = null;
    this.recorder.clear();
    this.reader.setMaxItems(request.limits.maxItems);
    const refusals = memoryRefusals();
    this.tracer.begin(request.granularity, request.limits);
    const stdin = request.stdin.map((line) => `${line}\n`).join('');
    this.noted = null;
    let died: TraceEnd | null = null;
    try {
      const { source, call, afterStdin, limits } = request;
      // Told of each object that dies, the tracer holds none alive: the program runs as it would without.
      this.memory.module._PyRefTracer_SetTracer(this.onObject, 0);
      underProgramClock(() => {
        this.harness.run(source, call ?? undefined, stdin, afterStdin === 'ask', limits.maxRecursion, RANDOM_SEED);
      });
    } catch (error) {
      this.dead = true;
      died = { reason: 'interpreter-died', message: messageOf(error) };
    }
    // An interpreter that dies while it frees what the program made has run that to its end, or to its limit.
    const noted = this.notedEnd() ?? died ?? { reason: 'interpreter-died', message: 'it told no end' };
    const end = this.endOf(noted, request, memoryRefusals() > refusals);
    this.tracer.mode = TracerMode.OFF;
    // `set_program` sends it, unless the program does not compile.
    if (!this.wasHeaderSent()) this.sendHeader([]);
    this.flush();
    this.guarded(() => {
      events.end(end);
    });
    const held = this.reader.clear();
    if (!this.dead) {
      this.memory.module._PyRefTracer_SetTracer(0, 0);
      this.release(held);
    }
    this.request = null;
    this.events = null;
    const failure = this.failure as { readonly error: unknown } | null;
    if (failure !== null) throw failure.error;
  }

  private notedEnd(): TraceEnd | null {
    return this.noted === null ? null : (JSON.parse(this.noted) as TraceEnd);
  }

  private wasHeaderSent(): boolean {
    return this.headerSent;
  }

  /** `outOfMemory`: the interpreter was refused memory while it ran. */
  private endOf(end: TraceEnd, request: RunRequest, outOfMemory: boolean): TraceEnd {
    const { limits } = request;
    switch (this.tracer.budget.stopReason) {
      case 'steps':
        return { reason: 'step-limit', limit: limits.maxSteps };
      case 'seconds':
        return { reason: 'time-limit', seconds: limits.maxSeconds };
      case 'trace-bytes':
        return { reason: 'memory-limit', what: 'trace', bytes: limits.maxTraceBytes };
      case 'stopped':
        return { reason: 'stopped' };
      case 'input':
        return { reason: 'input-needed' };
      case null:
        if (!outOfMemory || end.reason !== 'exception' || end.type !== 'MemoryError') return end;
        return { reason: 'memory-limit', what: 'interpreter', bytes: limits.maxInterpreterBytes };
    }
  }

  /** Drops the references that kept types alive. Finalizers may run; nothing of theirs is recorded. */
  private release(addresses: readonly number[]): void {
    const { module } = this.memory;
    try {
      for (const address of addresses) module._Py_DecRef(address);
    } catch {
      // Freeing a very deep structure takes more stack than there is; the run itself has ended well.
      this.dead = true;
    }
    this.memory.refresh();
  }

  private sendHeader(codes: TraceHeader['codes']): void {
    const request = this.request;
    const events = this.events;
    if (request === null || events === null) return;
    this.headerSent = true;
    this.guarded(() => {
      events.header(headerOf(request, this.python, codes));
    });
  }

  private flush(): void {
    const chunk = this.recorder.takeChunk();
    if (chunk === null) return;
    this.guarded(() => this.events?.chunk(chunk));
  }

  /** Runs `action` so that nothing is thrown through the interpreter; the first error is kept for the end of the run. */
  private guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.failure ??= { error };
      this.tracer.budget.stopRequested = true;
    }
  }

  /** Makes the module `_tracepad`, which `harness.py` imports. */
  private defineNatives(): void {
    const none = this.memory.module.__Py_NoneStruct;
    const define = (name: string, callback: (args: number, count: number) => number): void => {
      defineNativeFunction(this.memory, '_tracepad', name, (_self, args, count) => {
        try {
          return callback(args, count);
        } catch (error) {
          return this.caught(error);
        }
      });
    };
    define('on_throw', (args) => this.tracer.onThrow(args));
    define('on_raise', (args) => this.tracer.onRaise(args));
    define('on_guard', () => this.tracer.guard());
    define('set_mode', (args) => {
      this.memory.refresh();
      const mode = this.memory.word(this.memory.word(args) + this.intDigits);
      this.tracer.mode = mode === 2 ? TracerMode.RECORD : mode === 1 ? TracerMode.GUARD : TracerMode.OFF;
      return none;
    });
    define('is_stopped', () =>
      this.tracer.budget.stopReason === null ? this.memory.module.__Py_FalseStruct : this.memory.module.__Py_TrueStruct,
    );
    define('note_end', (args) => {
      this.memory.refresh();
      this.noted = this.reader.string(this.memory.word(args));
      return none;
    });
    define('note_input', (args, count) => this.write(args, count, (text) => { this.recorder.noteInput(text); }));
    define('stop_for_input', () => this.tracer.stopFor('input'));
    define('set_program', (args) => {
      this.memory.refresh();
      const codes = this.codes.describe(this.memory.word(args), this.request?.source ?? '', this.fullCode);
      this.tracer.setProgram(codes, this.memory.word(args + 4));
      this.sendHeader(codes.map((code) => code.info));
      return none;
    });
    define('copy_code', (args) => {
      this.memory.refresh();
      this.tracer.copyCode(this.memory.word(args), this.memory.word(args + 4));
      return none;
    });
    define('write_stdout', (args, count) => this.write(args, count, (text) => { this.recorder.writeStdout(text); }));
    define('write_stderr', (args, count) => this.write(args, count, (text) => { this.recorder.writeStderr(text); }));
  }

  private caught(error: unknown): number {
    // The program has used up the stack: as if it had happened right after, in the interpreter.
    if (error instanceof RangeError) throw error;
    // A bug of the tracer: the trace would be wrong, so the run is ended and the error thrown after it.
    this.failure ??= { error };
    this.tracer.mode = TracerMode.OFF;
    return this.memory.module.__Py_NoneStruct;
  }

  /** Those that are called at every instruction: each a function of its own, which V8 compiles whole. */
  private defineHotNatives(): void {
    const { memory, tracer } = this;
    const caught = (error: unknown): number => this.caught(error);
    defineNativeFunction(memory, '_tracepad', 'on_instruction', (_self, args) => {
      try {
        return tracer.onInstruction(args);
      } catch (error) {
        return caught(error);
      }
    });
    defineNativeFunction(memory, '_tracepad', 'on_line', (_self, args) => {
      try {
        return tracer.onLine(args);
      } catch (error) {
        return caught(error);
      }
    });
    defineNativeFunction(memory, '_tracepad', 'on_start', (_self, args) => {
      try {
        return tracer.onStart(args);
      } catch (error) {
        return caught(error);
      }
    });
  }

  /** `write(text)` of a text stream: gives the number of characters. */
  private write(args: number, count: number, sink: (text: string) => void): number {
    const { memory } = this;
    const { module } = memory;
    memory.refresh();
    const text = count === 1 ? memory.word(args) : 0;
    if (text === 0 || !this.reader.isString(text)) {
      module._PyErr_SetString(module.HEAPU32[module._PyExc_TypeError >>> 2] as number, this.notText);
      return 0;
    }
    if (this.request !== null) sink(this.reader.string(text));
    return module._PyLong_FromLong(memory.word(text + this.stringLength));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export { installMemoryCap } from './memory-cap.ts';
