/** How runs end, what the header says, and the check of the memory layout at start. */
import { readFileSync, readdirSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEngine, type PyodideLike, type PythonEngine } from './engine.ts';
import { installMemoryCap } from './memory-cap.ts';
import { collectRun, readPythonSources, runRequest, type RecordedRun } from './node-runner.ts';
import { lineSteps, type StepIndex } from '../trace/line-steps.ts';
import { printStep } from '../trace/print-state.ts';
import { assembleTrace, type Trace } from '../trace/trace.ts';
import type { RecordIndex } from '../trace/wire.ts';
import { DEFAULT_LIMITS, type RunLimits, type RunRequest } from './protocol.ts';

const PROGRAMS = new URL('./testing/programs/', import.meta.url);

let pyodide: PyodideLike;
let engine: PythonEngine;
let cap = Infinity;

beforeAll(async () => {
  installMemoryCap(() => cap);
  pyodide = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
  engine = createEngine(pyodide, readPythonSources());
}, 240_000);

function run(source: string, partial: Partial<Omit<RunRequest, 'source'>> = {}): Promise<RecordedRun> {
  return collectRun(engine, runRequest(source, partial));
}

function within(limits: Partial<RunLimits>): Partial<RunRequest> {
  return { limits: { ...DEFAULT_LIMITS, ...limits } };
}

function records(recorded: RecordedRun): number {
  return recorded.chunks.reduce((sum, chunk) => sum + chunk.flags.length, 0);
}

function traceOf({ header, chunks, end }: RecordedRun): Trace {
  const trace = assembleTrace(header, chunks, end);
  if (!trace.ok) throw new Error(trace.error.message);
  return trace.value;
}

const stdout = (recorded: RecordedRun): string => recorded.chunks.map((chunk) => chunk.stdout).join('');

describe('ends', () => {
  it('finishes with the value of the call', async () => {
    const { end } = await run('def f(x):\n    return [x, x * 1.5]\n', { call: "f(2) + ['é']" });
    expect(end).toEqual({ reason: 'finished', value: "[2, 3.0, 'é']" });
  });

  it('finishes without a value when the module is traced', async () => {
    expect((await run('x = 1')).end).toEqual({ reason: 'finished', value: null });
  });

  it('tells a syntax error of the source from one of the call', async () => {
    const inSource = await run('x = 1\ny = = 2\n');
    expect(inSource.end).toMatchObject({ reason: 'syntax-error', line: 2, column: 4, where: 'source' });
    expect(inSource.header.codes).toEqual([]);
    expect((await run('x = 1', { call: 'f(' })).end).toMatchObject({ reason: 'syntax-error', where: 'call' });
    expect((await run("é = 'ä\n")).end).toMatchObject({ reason: 'syntax-error', line: 1, column: 4 });
  });

  it('says which exception ended the program and where', async () => {
    const { end } = await run('def f():\n    return {}["k"]\n\nf()\n');
    expect(end).toMatchObject({ reason: 'exception', type: 'KeyError', message: "'k'", line: 2 });
    expect(end.reason === 'exception' && end.traceback).toContain('File "<program>", line 4, in <module>');
    expect(end.reason === 'exception' && end.traceback).not.toContain('harness');
  });

  it('gives the exit code, and prints what is none', async () => {
    expect((await run('x = 1\nraise SystemExit(3)')).end).toEqual({ reason: 'exited', code: 3, line: 2 });
    expect((await run('import sys\nsys.exit()')).end).toEqual({ reason: 'exited', code: 0, line: 2 });
    const message = await run('def f():\n    exit("no more")\nf()');
    expect(message.end).toEqual({ reason: 'exited', code: 1, line: 2 });
    expect(message.chunks.map((chunk) => chunk.stderr).join('')).toBe('no more\n');
  });

  it('takes exceptions of the untraced module as exceptions', async () => {
    const untraced = await run('1 / 0', { call: 'f()' });
    expect(untraced.end).toMatchObject({ reason: 'exception', type: 'ZeroDivisionError', line: 1 });
    expect(records(untraced)).toBe(0);
  });

  it('records what is iterated over and can not be, inside of a loop', async () => {
    const { end } = await run("def g(a):\n    return [x for x in a]\n\ndef f():\n    return [g(5) for c in 'ab']\n", { call: 'f()' });
    expect(end).toMatchObject({ reason: 'exception', type: 'TypeError', message: "'int' object is not iterable", line: 2 });
  });

  it('records a call of what can not be called', async () => {
    const source = 'def f(n):\n    def g(k=5):\n        return k * n\n    h = g\n    return [x(x) for x in range(3) if not callable(x(x))]\n';
    const { end } = await run(source, { call: 'f(5)' });
    expect(end).toMatchObject({ reason: 'exception', type: 'TypeError', message: "'int' object is not callable", line: 5 });
  });

  it('takes deep recursion as an exception', async () => {
    const { end } = await run('def f(n):\n    return f(n + 1)\n', { call: 'f(0)', granularity: 'line' });
    expect(end).toMatchObject({ reason: 'exception', type: 'RecursionError', line: 2 });
    const shallow = await run('def f(n):\n    print(n)\n    return f(n + 1)\n', { call: 'f(0)', granularity: 'line', ...within({ maxRecursion: 50 }) });
    expect(shallow.end).toMatchObject({ type: 'RecursionError' });
    expect(stdout(shallow).split('\n').length).toBeLessThan(50);
  });

  it('survives a value whose repr fails', async () => {
    const source = 'class Bad:\n    def __repr__(self):\n        raise ValueError("no")\n';
    expect((await run(source, { call: 'Bad()' })).end).toMatchObject({ reason: 'exception', type: 'ValueError' });
  });
});

describe('limits', () => {
  const SWALLOWING = 'while True:\n    try:\n        x = 1\n    except BaseException:\n        pass\n    finally:\n        y = 2\n';

  it.each(['line', 'instruction'] as const)('stops at the step limit (%s)', async (granularity) => {
    for (const source of ['while True: pass', SWALLOWING, 'x = [i for i in iter(int, 1)]']) {
      const recorded = await run(source, { granularity, ...within({ maxSteps: 500 }) });
      expect(recorded.end).toEqual({ reason: 'step-limit', limit: 500 });
      expect(records(recorded)).toBe(500);
    }
  });

  it.each(['line', 'instruction'] as const)('stops at the time limit (%s)', async (granularity) => {
    const limits = within({ maxSeconds: 0.2, maxSteps: 1e9 });
    const swallowing = await run(SWALLOWING, { granularity, ...limits });
    expect(swallowing.end).toEqual({ reason: 'time-limit', seconds: 0.2 });
    // The steps until then are kept, up to the last.
    expect(records(swallowing)).toBeGreaterThan(100);
    expect(traceOf(swallowing).recordCount).toBe(records(swallowing));
    const endlessModule = await run('while True: pass', { call: '1', granularity, ...limits });
    expect(endlessModule.end).toEqual({ reason: 'time-limit', seconds: 0.2 });
  });

  it('stops a value whose repr does not end', async () => {
    const source = 'class Bad:\n    def __repr__(self):\n        while True:\n            pass\n';
    expect((await run(source, { call: 'Bad()', ...within({ maxSeconds: 0.2 }) })).end).toMatchObject({ reason: 'time-limit' });
  });

  it('stops when the trace is too large', async () => {
    const source = 'text = ""\nwhile True:\n    text += "abcdefgh" * 100\n';
    const recorded = await run(source, within({ maxTraceBytes: 1_000_000 }));
    expect(recorded.end).toEqual({ reason: 'memory-limit', what: 'trace', bytes: 1_000_000 });
    // The last state has the text of the last turn but one at least: nothing that was recorded is lost.
    const trace = traceOf(recorded);
    const steps = lineSteps(trace);
    const last = printStep(steps, (steps.count - 1) as StepIndex);
    expect(steps.count).toBeGreaterThan(20);
    expect(last.globals.find(({ name }) => name === 'text')?.value.length).toBeGreaterThan(800 * (steps.count / 2 - 4));
  });

  it('gives a program that takes too much memory a MemoryError, which it may catch', async () => {
    cap = 160 * 1024 * 1024;
    const limits = within({ maxInterpreterBytes: cap });
    const { end, ...recorded } = await run('x = 1\nx = bytearray(10**9)', limits);
    expect(end).toEqual({ reason: 'memory-limit', what: 'interpreter', bytes: cap });
    expect(recorded.chunks.reduce((sum, chunk) => sum + chunk.flags.length, 0)).toBeGreaterThan(3);
    // The program's own is no limit that was met.
    expect((await run('raise MemoryError', limits)).end).toMatchObject({ reason: 'exception', type: 'MemoryError', line: 1 });
    const caught = await run('try:\n    x = bytearray(10**9)\nexcept MemoryError:\n    print("caught")\n');
    expect(caught.end.reason).toBe('finished');
    expect(stdout(caught)).toBe('caught\n');
    cap = Infinity;
  });

  it('stops on request and can run again', async () => {
    const ends: string[] = [];
    await engine.run(runRequest('while True: pass', within({ maxSteps: 1e9 })), {
      header: () => undefined,
      chunk: () => engine.requestStop(),
      end: (end) => ends.push(end.reason),
    });
    expect(ends).toEqual(['stopped']);
    expect((await run('x = 1')).end.reason).toBe('finished');
  });

  it('hands over what is recorded while the program runs', async () => {
    const recorded = await run('n = 0\nwhile n < 10**6:\n    n += 1\n', within({ maxSeconds: 0.6 }));
    expect(recorded.chunks.length).toBeGreaterThan(2);
  });
});

describe('runs', () => {
  it('know nothing of each other', async () => {
    await run('import random\nleft = 1\nprint(random.random())\nraise SystemExit');
    const first = await run('import random\nprint("left" in globals(), random.random(), __name__)');
    const second = await run('import random\nprint("left" in globals(), random.random(), __name__)');
    expect(stdout(first)).toBe(stdout(second));
    expect(stdout(first)).toContain('False');
    expect(stdout(first)).toContain('__main__');
    // Where a chunk ends is the clock's affair.
    const deltas = ({ chunks }: RecordedRun): number[] => chunks.flatMap((chunk) => [...chunk.deltas]);
    expect(deltas(first)).toEqual(deltas(second));
  });

  it('reads stdin and keeps stdout and stderr apart', async () => {
    const source = 'import sys\nname = input("? ")\nprint(name, sys.stdin.read(), file=sys.stderr)\nprint("é€😀")\n';
    const recorded = await run(source, { stdin: ['Ann', 'rest'] });
    expect(stdout(recorded)).toBe('? é€😀\n');
    expect(recorded.chunks.map((chunk) => chunk.stderr).join('')).toBe('Ann rest\n\n');
    expect(recorded.chunks.at(-1)?.stdoutLengths.at(-1)).toBe('? é€😀\n'.length);
    expect((await run('input()')).end).toMatchObject({ reason: 'exception', type: 'EOFError' });
  });

  it('say before which record stderr was written, also at granularity line', async () => {
    const source = 'import sys\nx = 1\nprint("a", file=sys.stderr)\nx = 2\nprint("b", file=sys.stderr)\nx = 3\n';
    for (const granularity of ['instruction', 'line'] as const) {
      const { header, chunks, end } = await run(source, { granularity });
      const trace = assembleTrace(header, chunks, end);
      if (!trace.ok) throw new Error(trace.error.message);
      const { lines, recordCount } = trace.value;
      const firstOf = (line: number): RecordIndex => lines.indexOf(line) as RecordIndex;
      expect([3, 4, 5, 6].map((line) => trace.value.stderrAt(firstOf(line)))).toEqual(['', 'a\n', 'a\n', 'a\nb\n']);
      expect(trace.value.stderrAt((recordCount - 1) as RecordIndex)).toBe(trace.value.stderr);
    }
  });

  it('say before which record input was read, and what stood on stdout by then', async () => {
    const source = 'import sys\nname = input("? ")\nx = 1\nfor line in sys.stdin:\n    y = 2\n    print(end=".")\n';
    for (const granularity of ['instruction', 'line'] as const) {
      for (const afterStdin of ['ask', 'eof'] as const) {
        const { header, chunks, end } = await run(source, { granularity, afterStdin, stdin: ['é😀', 'b', ''] });
        const trace = assembleTrace(header, chunks, end);
        if (!trace.ok) throw new Error(trace.error.message);
        const { lines, inputMarks, recordCount } = trace.value;
        const until = (line: number): number => trace.value.inputMarksAt(lines.indexOf(line) as RecordIndex);
        expect([2, 3, 4, 5].map(until)).toEqual([0, 1, 1, 2]);
        expect([...inputMarks].filter((_, place) => place % 3 !== 0)).toEqual([2, 4, 2, 6, 3, 7]);
        expect(trace.value.inputMarksAt((recordCount - 1) as RecordIndex)).toBe(3);
      }
    }
    const all = await run('import sys\ntext = sys.stdin.read()\nlines = sys.stdin.readlines()', { stdin: ['a', 'b'] });
    expect(all.chunks.flatMap(({ inputMarks }) => [...(inputMarks ?? [])]).slice(1)).toEqual([0, 4]);
    const lines = { stdin: ['a', 'b'], afterStdin: 'ask' } as const;
    expect((await run('import sys\nlines = sys.stdin.readlines()', lines)).end.reason).toBe('input-needed');
  });

  it('end where a line of input is missing and is to be asked for; with it they are the same up to there', async () => {
    const source = 'import random\nx = random.random()\ntry:\n    name = input("? ")\nexcept BaseException:\n    pass\nprint(name)\nrest = input()\n';
    const asked = await run(source, { afterStdin: 'ask' });
    expect(asked.end).toEqual({ reason: 'input-needed' });
    expect(stdout(asked)).toBe('? ');
    const again = await run(source, { afterStdin: 'ask', stdin: ['Ann'] });
    expect(again.end).toEqual({ reason: 'input-needed' });
    expect(stdout(again)).toBe('? Ann\n');
    const columns = (recorded: RecordedRun): number[] => recorded.chunks.flatMap((chunk) => [...chunk.deltas]);
    expect(columns(again).slice(0, columns(asked).length)).toEqual(columns(asked));
    expect((await run(source, { afterStdin: 'eof', stdin: ['Ann'] })).end).toMatchObject({ type: 'EOFError', line: 8 });
    const all = 'import sys\nfor line in sys.stdin:\n    print(line)\n';
    expect((await run(all, { afterStdin: 'ask', stdin: ['a'] })).end).toEqual({ reason: 'input-needed' });
    expect((await run(all, { stdin: ['a'] })).end.reason).toBe('finished');
  });

  it('repeat exactly what is random or looks at the time', async () => {
    const source =
      'import os, random, time, uuid, datetime, secrets\nprint(random.Random().random(), os.urandom(4), uuid.uuid4(), secrets.token_hex(4))\n' +
      'random.seed()\nprint(random.random(), time.time(), time.perf_counter(), datetime.datetime.now(), hash("text"))\n';
    const first = stdout(await run(source));
    expect(stdout(await run(source))).toBe(first);
    expect(first).toContain('2026-01-01 00:00:00');
  });

  it('sleep without waiting', async () => {
    const source = 'import time\nbefore = time.time()\ntime.sleep(1000)\nprint(round(time.time() - before))\n';
    expect(stdout(await run(source))).toBe('1000\n');
  });

  it('run asyncio programs', async () => {
    const source =
      'import asyncio\nasync def work(x):\n    await asyncio.sleep(0.001 * x)\n    print(x)\n    return x\n' +
      'async def main():\n    return await asyncio.gather(work(2), work(1))\nprint(asyncio.run(main()))\n';
    const recorded = await run(source);
    expect(recorded.end.reason).toBe('finished');
    expect(stdout(recorded)).toBe('1\n2\n[2, 1]\n');
  });
});

describe('the header', () => {
  const SOURCE =
    'def f(a, /, b=(1, "x"), *c, d, **e):\n    é = [x * 2 for x in a if x not in b]\n    try:\n        return f"{é!r:>5}" < a.name\n' +
    '    except* ValueError:\n        del é\n    with a as g:\n        lambda: g\n    assert a is not b, -1.5\n    yield from super().x\n' +
    'class A[T](B): y: int = 3\nasync def h():\n    async for i in j: await i\nmatch z:\n    case {"k": [1, *_]}: pass\n' +
    `v = [${'w, '.repeat(300)}]\nimport os.path as p\nwhile v: v -= 1\n`;

  const programs = readdirSync(PROGRAMS).filter((name) => name.endsWith('.py'));

  it.each(['much syntax at once', ...programs])('describes the code of %s as dis does', async (name) => {
    const source = programs.includes(name) ? readFileSync(new URL(name, PROGRAMS), 'utf8') : SOURCE;
    // Only the header is wanted: the program itself need not come far.
    const { header } = await run(source, within({ maxSteps: 10 }));
    const dis = pyodide.runPython(DIS) as (source: string) => string;
    expect(header.codes).toEqual(JSON.parse(dis(source)));
  });

  it('has the names that matter', async () => {
    const { header } = await run('x = 1\ndef f(a, *b):\n    global y\n    y = x + a\n    print(z)\n');
    expect(header.python).toBe('3.14.2');
    expect(header.conditions).toEqual({ stdin: [], inputEnds: true, clock: Date.UTC(2026, 0, 1), randomSeed: 0, hashSeed: 0 });
    expect(header.recordedItems).toBe(1000);
    expect(header.codes.map((code) => code.globalNames)).toEqual([
      ['x', 'f'],
      ['x', 'y', 'print', 'z'],
    ]);
    expect(header.codes[1]).toMatchObject({ qualifiedName: 'f', firstLine: 2, localNames: ['a', 'b'], parameterCount: 2 });
  });
});

describe('the check at start', () => {
  // Whoever misreads the memory of an interpreter may be the death of it.
  beforeEach(async () => {
    try {
      pyodide.runPython('1');
    } catch {
      pyodide = await loadPyodide({ env: { PYTHONHASHSEED: '0' } });
    }
  }, 60_000);

  it.each([
    'pyobject.ob_type',
    'unicode_object.length',
    'unicode_object.asciiobject_size',
    'list_object.ob_item',
    'tuple_object.ob_item',
    'dict_object.ma_keys',
    'set_object.table',
    'long_object.ob_digit',
    'float_object.ob_fval',
    'bytes_object.ob_sval',
    'type_object.tp_flags',
    'code_object.localsplusnames',
    'interpreter_frame.previous',
    'interpreter_frame.stackpointer',
    'interpreter_frame.localsplus',
  ])('refuses another %s', (name) => {
    const adjustOffsets = (offsets: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
      new Map([...offsets, [name, (offsets.get(name) ?? 0) + 4]]);
    const start = (): unknown => createEngine(pyodide, readPythonSources(), { adjustOffsets });
    expect(start).toThrow(expect.objectContaining({ name: 'PythonStartError', failure: 'offset-mismatch' }) as Error);
  });

  it('holds on a machine that stands still for a moment at every look at the clock', () => {
    const now = performance.now.bind(performance);
    let stood = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + (stood += 150));
    try {
      createEngine(pyodide, readPythonSources());
    } finally {
      clock.mockRestore();
    }
    expect(stood).toBeGreaterThan(300);
  });
});

/** `CodeInfo` made with `dis`, as JSON. */
const DIS = `
import dis, json, types
def describe(code, lines):
    def utf16(line, column):
        return len(lines[line - 1].encode()[:column].decode().encode("utf-16-le")) // 2
    def one(i):
        p = i.positions
        known = p and None not in (p.lineno, p.col_offset, p.end_col_offset)
        text = i.argrepr if i.argrepr or i.arg is None else str(i.arg)
        if isinstance(i.argval, types.CodeType):
            text = f"<code object {i.argval.co_name}>"
        return {"offset": i.offset, "name": i.opname, "argument": text, "line": i.line_number,
            "range": [p.lineno, utf16(p.lineno, p.col_offset), p.end_lineno, utf16(p.end_lineno, p.end_col_offset)] if known else None,
            "jumpTarget": i.jump_target}
    instructions = list(dis.Bytecode(code))
    wanted = ["LOAD_GLOBAL", "LOAD_NAME", "STORE_GLOBAL", "DELETE_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"]
    wanted += ["STORE_NAME", "DELETE_NAME"] * (code.co_name == "<module>")
    names = dict.fromkeys(i.argval for i in instructions if i.opname in wanted and not i.argval.startswith("__"))
    optimized = code.co_flags & 1
    count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    return {"name": code.co_name, "qualifiedName": code.co_qualname, "firstLine": code.co_firstlineno,
        "localNames": [code._varname_from_oparg(i) for i in range(slots(code))], "parameterCount": count if optimized else 0,
        "globalNames": list(names), "instructions": [one(i) for i in instructions],
        "exceptionTable": [{"start": e.start, "end": e.end, "target": e.target, "depth": e.depth, "lasti": bool(e.lasti)}
            for e in dis._parse_exception_table(code)]}
def slots(code):
    count = 0
    try:
        while True:
            code._varname_from_oparg(count)
            count += 1
    except IndexError:
        return count
def walk(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from walk(constant)
lambda source: json.dumps([describe(code, source.splitlines()) for code in walk(compile(source, "<program>", "exec"))])
`;
