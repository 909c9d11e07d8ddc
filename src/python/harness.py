"""Runs one program at a time for the tracer, whose C-level callbacks are in the module `_tracepad`.

Loaded into a namespace of its own by `engine.ts`, which calls `start` once and `run` for every program.
"""

import builtins
import functools
import gc
import io
import json
import linecache
import os
import random
import sys
import traceback
import types

import _tracepad as native

PROGRAM = "<program>"
CALL = "<call>"
TOOL = 3  # free in sys.monitoring's list of well-known tools

monitoring = sys.monitoring
events = monitoring.events
RECORD_EVENTS = events.INSTRUCTION | events.LINE | events.PY_START | events.PY_RESUME | events.STOP_ITERATION
GUARD_EVENTS = events.JUMP | events.PY_START


class Stream(io.TextIOBase):
    """A text stream whose text goes straight to the tracer."""

    def __init__(self, write, name):
        self.write = write
        self.name = name

    encoding = "utf-8"
    errors = "strict"

    def writable(self):
        return True


class Input(io.StringIO):
    """The lines of input, which tells the tracer what is read. With `ask` a program that reads past them ends its run."""

    ask = False

    def readline(self, size=-1, /):
        line = super().readline(size)
        native.note_input(line)
        if self.ask and line == "" and size != 0:
            native.stop_for_input()
        return line

    def read(self, size=-1, /):
        text = super().read(size)
        native.note_input(text)
        if self.ask and (size is None or size < 0 or (text == "" and size > 0)):
            native.stop_for_input()
        return text


OUT = Stream(native.write_stdout, "<stdout>")
ERR = Stream(native.write_stderr, "<stderr>")


def start(install_loop):
    """Registers the callbacks. RAISE and PY_THROW can only be global events; the tracer filters them by code object."""
    if monitoring.get_tool(TOOL) is not None:
        monitoring.free_tool_id(TOOL)
    monitoring.use_tool_id(TOOL, "tracepad")
    monitoring.register_callback(TOOL, events.INSTRUCTION, native.on_instruction)
    monitoring.register_callback(TOOL, events.LINE, native.on_line)
    monitoring.register_callback(TOOL, events.PY_START, native.on_start)
    monitoring.register_callback(TOOL, events.PY_RESUME, native.on_start)
    monitoring.register_callback(TOOL, events.PY_THROW, native.on_throw)
    monitoring.register_callback(TOOL, events.JUMP, native.on_guard)
    monitoring.register_callback(TOOL, events.RAISE, native.on_raise)
    monitoring.register_callback(TOOL, events.STOP_ITERATION, native.on_raise)
    monitoring.set_events(TOOL, events.RAISE | events.PY_THROW)
    types.coroutine = coroutine
    global install_event_loop
    install_event_loop = install_loop
    sys.stdout = OUT
    sys.stderr = ERR
    gc.collect()
    gc.freeze()


def code_objects(code):
    """The code object and all that its constants hold."""
    found = [code]
    for outer in found:
        found.extend(constant for constant in outer.co_consts if type(constant) is types.CodeType)
    return found


def watch(codes, wanted):
    for code in codes:
        monitoring.set_local_events(TOOL, code, wanted)


plain_coroutine = types.coroutine
codes = []  # of the program that runs


@functools.wraps(plain_coroutine)
def coroutine(function):
    """`types.coroutine` puts a copy with another flag in the place of a generator function's code: the tracer is told of it."""
    before = getattr(function, "__code__", None)
    result = plain_coroutine(function)
    after = getattr(function, "__code__", None)
    if after is not before and any(code is before for code in codes):
        codes.append(after)
        native.copy_code(before, after)
        watch([after], monitoring.get_local_events(TOOL, before))
    return result


def run(source, call, stdin, ask, recursion, seed):
    """Runs the program and tells the tracer its end as JSON (the shape of `TraceEnd` in `wire.ts`).

    Told before what the program made is freed: that may be the interpreter's end, where a structure is very deep.
    With `call`, an expression, the module runs unrecorded and the call is recorded.
    """
    module = types.ModuleType("__main__")
    namespace = module.__dict__
    namespace["__builtins__"] = builtins
    before = sys.modules.get("__main__")
    sys.modules["__main__"] = module
    sys.stdin = Input(stdin)
    sys.stdin.ask = ask
    sys.stdout = OUT
    sys.stderr = ERR
    sys.setrecursionlimit(recursion)
    restore_event_loop = install_event_loop()
    fix_randomness(seed)
    linecache.cache.pop(PROGRAM, None)
    try:
        native.note_end(json.dumps(run_in(source, call, namespace)))
    finally:
        native.set_mode(0)
        restore_event_loop()
        namespace.clear()
        if before is not None:
            sys.modules["__main__"] = before


def fix_randomness(random_seed):
    """Every run has the same random numbers: those of `random`, of new generators, and of the operating system."""
    source = random.Random(random_seed)

    def urandom(size, /):
        return source.randbytes(size)

    def seed(self, a=None, version=2):
        unfixed_seed(self, source.getrandbits(128) if a is None else a, version)

    os.urandom = random._urandom = urandom
    random.Random.seed = seed
    random.seed = random._inst.seed
    random.seed(random_seed)


unfixed_seed = random.Random.seed


def exit_code(error):
    """What the operating system would be told; what is no number is printed, as CPython does."""
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        return int(code)
    print(code, file=sys.stderr)
    return 1


def run_in(source, call, namespace):
    where = "source"
    try:
        code = compile(source, PROGRAM, "exec", dont_inherit=True)
        expression = None
        if call is not None:
            where = "call"
            expression = compile(call, CALL, "eval", dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError) as error:
        return syntax_error(error, where, source if where == "source" else call)
    codes[:] = code_objects(code)
    native.set_program(code, namespace)
    value = None
    try:
        if expression is None:
            watch(codes, RECORD_EVENTS)
            native.set_mode(2)
            exec(code, namespace)  # noqa: S102
            native.set_mode(0)
        else:
            watch(codes, GUARD_EVENTS)
            native.set_mode(1)
            exec(code, namespace)  # noqa: S102
            native.set_mode(0)
            watch(codes, RECORD_EVENTS)
            native.set_mode(2)
            result = eval(expression, namespace)
            native.set_mode(1)
            value = full_repr(result)
            del result
        return {"reason": "finished", "value": value}
    except BaseException as error:  # noqa: BLE001
        native.set_mode(1)
        if native.is_stopped():
            return {"reason": "stopped"}
        try:
            end = exception(error, source)
            if isinstance(error, SystemExit):
                return {"reason": "exited", "code": exit_code(error), "line": end["line"]}
            return end
        except BaseException as second:  # noqa: BLE001
            native.set_mode(0)
            unprintable = f"<{type(second).__name__} while printing it>"
            return {"reason": "exception", "type": type(error).__name__, "message": unprintable, "line": None, "traceback": ""}


def full_repr(value):
    """The repr without CPython's limit on the digits of an int."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return repr(value)
    finally:
        sys.set_int_max_str_digits(limit)


def syntax_error(error, where, text):
    line = getattr(error, "lineno", None)
    column = getattr(error, "offset", None)
    if column is not None:
        lines = text.splitlines()
        before = lines[line - 1][: column - 1] if line is not None and 0 < line <= len(lines) else ""
        column = len(before.encode("utf-16-le", "surrogatepass")) // 2
    message = error.msg if isinstance(error, SyntaxError) else f"{type(error).__name__}: {error}"
    return {"reason": "syntax-error", "message": message, "line": line, "column": column, "where": where}


def exception(error, source):
    """How the program ended, with the traceback that CPython would print (the harness's own frames left out)."""
    line = None
    first = None
    entry = error.__traceback__
    while entry is not None:
        filename = entry.tb_frame.f_code.co_filename
        if filename in (PROGRAM, CALL):
            first = first or entry
            if filename == PROGRAM:
                line = entry.tb_lineno
        entry = entry.tb_next
    lines = source.splitlines(keepends=True)
    linecache.cache[PROGRAM] = (len(source), None, lines, PROGRAM)
    text = "".join(traceback.format_exception(type(error), error, first))
    return {
        "reason": "exception",
        "type": type(error).__name__,
        "message": str(error),
        "line": line,
        "traceback": text,
    }
