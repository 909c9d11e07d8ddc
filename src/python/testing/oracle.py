"""Slow, simple tracers in Python that the recorded traces are compared with.

`line_events` uses `sys.settrace`; `instructions` uses `sys.monitoring` and reads value stacks with ctypes. Both give
JSON. Values are printed by `show`, which gives null for what contains an object of the user's own.
"""

import _ctypes
import collections
import ctypes
import datetime
import decimal
import dis
import fractions
import inspect
import io
import json
import random
import re
import sys
import types

PROGRAM = "<program>"
CALL = "<call>"
TOOL = 4
NESTING = 6
MAX_ITEMS = 1000  # of a container, as recorded
BUILTIN_CLASSES = (int, float, str, list, dict, set, tuple, bool)
ATOMS = (int, float, str, bool, bytes, bytearray, complex, range, type(None), type(...), type(NotImplemented))
ATOMS += (decimal.Decimal, fractions.Fraction, datetime.date, datetime.timedelta)


class Opaque(Exception):
    """The value holds something whose repr is the user's or has an address."""


def show(value):
    """The repr, where the trace must have the very same; else None."""
    try:
        check(value, 0)
        return repr(value)
    except Opaque:
        return None


def check(value, nesting):
    kind = type(value)
    if nesting > NESTING:
        raise Opaque
    if kind in ATOMS:
        return
    if isinstance(value, (list, tuple, set, frozenset, dict, collections.deque)) and len(value) > MAX_ITEMS:
        raise Opaque
    if kind in (list, tuple, set, frozenset, collections.deque):
        for item in value:
            check(item, nesting + 1)
        return
    if kind is collections.defaultdict and not (value.default_factory is None or value.default_factory in BUILTIN_CLASSES):
        raise Opaque
    if kind in (dict, collections.OrderedDict, collections.Counter, collections.defaultdict):
        for key, item in value.items():
            check(key, nesting + 1)
            check(item, nesting + 1)
        return
    if kind is slice:
        for item in (value.start, value.stop, value.step):
            check(item, nesting + 1)
        return
    raise Opaque


def use_event_loop(install):
    """Programs get the event loop that they have under the tracer (`install` of `event_loop.py`)."""
    global install_event_loop
    install_event_loop = install


def prepare(source, call, stdin):
    """Compiles the program as the tracer does; gives what starts the traced part, and its namespace."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    namespace = module.__dict__
    sys.stdin = io.StringIO(stdin)
    sys.stdout = io.StringIO()
    sys.setrecursionlimit(1000)
    random.seed(0)
    install_event_loop()
    code = compile(source, PROGRAM, "exec", dont_inherit=True)
    if call is None:
        return code, namespace
    exec(code, namespace)  # noqa: S102
    return compile(call, CALL, "eval", dont_inherit=True), namespace


def visible(mapping):
    return {
        name: show(value)
        for name, value in list(mapping.items())
        if not (name.startswith("__") and name.endswith("__")) and not re.match(r"\.[a-z]", name)
    }


def depth_of(frame):
    depth = 0
    while frame is not None:
        depth += frame.f_code.co_filename == PROGRAM
        frame = frame.f_back
    return depth


def is_return(frame):
    """A 'return' event also comes when an exception leaves the frame; then the last instruction is another."""
    name = dis.opname[frame.f_code.co_code[frame.f_lasti]]
    return name in ("RETURN_VALUE", "YIELD_VALUE", "RETURN_GENERATOR")


def is_mere_close(frame):
    """Whether the generator is closed at a yield with no `try` around it.

    CPython does that without running its code, unless something traces unwinding, as `sys.settrace` does.
    """
    code, at = frame.f_code.co_code, frame.f_lasti
    return dis.opname[code[at]] == "RESUME" and code[at + 1] & RESUME_OUTSIDE_TRY != 0


RESUME_OUTSIDE_TRY = 4


def line_events(source, call, stdin, limit):
    """[[event, line, function, depth, {name: repr}, value], …] of `sys.settrace`."""
    found = []
    last_lines = {}
    faults = []
    closing = None
    started, namespace = prepare(source, call, stdin)

    def trace(frame, event, argument):
        try:
            return note(frame, event, argument)
        except Exception as fault:
            faults.append(fault)
            raise

    def note(frame, event, argument):
        if frame.f_code.co_filename != PROGRAM:
            return None
        if event == "return" and not is_return(frame):
            return trace
        value = show(argument) if event == "return" else None
        if event == "exception":
            value = argument[0].__name__
        nonlocal closing
        if event == "exception" and closing is frame and argument[0] is GeneratorExit:
            found.pop()  # the call
            return trace
        closing = frame if event == "call" and is_mere_close(frame) else None
        # A module starts at line 0; an instruction of CPython's own has no line.
        line = last_lines[id(frame)] = max(frame.f_lineno or last_lines.get(id(frame), 1), 1)
        # In a comprehension of a module or a class, `f_locals` has the comprehension's variables alone.
        code = frame.f_code
        bound = frame.f_locals if code.co_flags & inspect.CO_OPTIMIZED else namespace_of(frame) | dict(frame.f_locals)
        found.append([event, line, frame.f_code.co_name, depth_of(frame), visible(bound), value])
        if len(found) >= limit:
            raise KeyboardInterrupt
        return trace

    sys.settrace(trace)
    try:
        exec(started, namespace)  # noqa: S102
    except BaseException:  # noqa: BLE001, S110
        pass
    finally:
        sys.settrace(None)
    if faults:
        raise faults[0]
    return json.dumps(found)


MEMORY = (ctypes.c_uint32 * (1 << 28)).from_address(0)
FRAME_OF_FRAME_OBJECT = 3  # words: refcount, type, f_back, f_frame
NAMES = 5
STACK_POINTER = 8
LOCALS = 10


def namespace_of(frame):
    """The mapping that the code of a module or a class binds its names in."""
    return dict(_ctypes.PyObj_FromPtr(MEMORY[MEMORY[id(frame) // 4 + FRAME_OF_FRAME_OBJECT] // 4 + NAMES]))


def value_stack(frame, slots):
    """The operand stack of a frame, bottom first: reprs, "<NULL>", and null for what `show` refuses."""
    address = MEMORY[id(frame) // 4 + FRAME_OF_FRAME_OBJECT] // 4
    top = MEMORY[address + STACK_POINTER] // 4
    stack = []
    for word in MEMORY[address + LOCALS + slots : top]:
        if word & 3 == 3:
            stack.append(f"<{word >> 2}>")
        elif word & ~3 == 0:
            stack.append("<NULL>")
        else:
            stack.append(show(_ctypes.PyObj_FromPtr(word & ~3)))
    return stack


def code_objects(code):
    found = [code]
    for outer in found:
        found.extend(constant for constant in outer.co_consts if type(constant) is types.CodeType)
    return found


def slot_count(code):
    names = set(code.co_varnames) | set(code.co_cellvars)
    return len(names) + len(code.co_freevars)


def instructions(source, call, stdin, limit):
    """[[function, offset, value stack], …] of every instruction but RESUME."""
    found = []
    started, namespace = prepare(source, call, stdin)
    codes = []
    if call is None:
        codes = code_objects(started)
    else:
        for value in namespace.values():
            codes += code_objects(value.__code__) if isinstance(value, types.FunctionType) else []
    slots = {code: slot_count(code) for code in codes}

    def instruction(code, offset):
        frame = sys._getframe(1)
        found.append([code.co_name, offset, value_stack(frame, slots[code])])
        if len(found) >= limit:
            raise KeyboardInterrupt

    def start(code, offset):
        """Code that a run makes out of the program's, as `types.coroutine` does."""
        if code.co_filename == PROGRAM and code not in slots and call is None:
            slots[code] = slot_count(code)
            monitoring.set_local_events(TOOL, code, monitoring.events.INSTRUCTION)

    monitoring = sys.monitoring
    monitoring.use_tool_id(TOOL, "oracle")
    monitoring.register_callback(TOOL, monitoring.events.INSTRUCTION, instruction)
    monitoring.register_callback(TOOL, monitoring.events.PY_START, start)
    monitoring.set_events(TOOL, monitoring.events.PY_START)
    for code in codes:
        monitoring.set_local_events(TOOL, code, monitoring.events.INSTRUCTION)
    try:
        exec(started, namespace)  # noqa: S102
    except BaseException:  # noqa: BLE001, S110
        pass
    finally:
        monitoring.free_tool_id(TOOL)
    return json.dumps(found)
