"""Runs candidate programs under a step counter and tells which of them are fit for the corpus."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import signal
import sys
from dataclasses import dataclass
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FILE = "<program>"
STEP_LIMIT = 2_000
STATE_LIMIT = 300  # characters of one frame's values, so that a step fits the model's context
SECONDS = 0.5  # of processor time, so that a busy machine does not change what is kept
HUGE = 10**30
MEMORY = 128 * 2**20  # bytes a run may add: states are short, so only runaway operations need more
PAGE = os.sysconf("SC_PAGE_SIZE")
DEFINED = (FunctionType, ModuleType, type)  # globals that states leave out


class UnfitError(BaseException):
    """The program leaves the limits; not an Exception, so that programs do not catch it."""


@dataclass(slots=True)
class Run:
    """What one call did. ``error`` is the name of the exception the program ended with, or empty."""

    error: str
    lines: frozenset[int]
    steps: int
    result: str


def size(value: object) -> int:
    """A cheap lower bound of the length of a value's repr."""
    kind = type(value)
    if kind is int:
        return 40 if -HUGE < value < HUGE else STATE_LIMIT + 1  # type: ignore[operator]
    if kind is str or kind is list or kind is dict or kind is tuple or kind is set:
        return len(value)  # type: ignore[arg-type]
    return 0


def unordered(value: object) -> bool:
    """Whether the repr of ``value`` depends on the hash seed."""
    if isinstance(value, (set, frozenset)):
        return len(value) > 1 and any(isinstance(item, (str, bytes, tuple)) for item in value)
    if isinstance(value, dict):
        return any(unordered(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return any(unordered(item) for item in value)
    return False


class Tracer:
    """Counts line events, collects lines, and stops programs that leave the limits."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.steps = 0
        self.lines: set[int] = set()
        self.sets_of_text = False
        self.unfit = False

    def start(self, frame: FrameType, event: str, _argument: object) -> Callable[..., Any] | None:
        """The global trace function: follow the program's own frames."""
        return self.line if frame.f_code.co_filename == FILE else None

    def line(self, frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        """The local trace function."""
        if event == "line" or event == "return":
            self.steps += 1
            self.lines.add(frame.f_lineno)
            if self.steps > STEP_LIMIT:
                self.unfit = True
                raise UnfitError("steps")
            values: list[object] = list(frame.f_locals.values())
            if frame.f_code.co_name == "<module>":
                values = [value for name, value in frame.f_locals.items() if name[:2] != "__" and not isinstance(value, DEFINED)]
            for value in values:
                if size(value) > STATE_LIMIT:
                    self.unfit = True
                    raise UnfitError("size")
            if self.steps < 40 or self.steps % 8 == 0 or event == "return":
                if sum(len(repr(value)) for value in values) > STATE_LIMIT:
                    self.unfit = True
                    raise UnfitError("state")
                if not self.sets_of_text:
                    self.sets_of_text = any(unordered(value) for value in values)
        return self.line


@contextlib.contextmanager
def alarm() -> Iterator[None]:
    """Stop a single operation that takes far too long; a second net under the step counter."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise UnfitError("time")

    held = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, held)


@contextlib.contextmanager
def bounded_memory() -> Iterator[None]:
    """Let a single operation that asks for very much memory fail with MemoryError."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            used = int(statm.read().split()[0]) * PAGE
    except OSError:  # no /proc: the limits on steps and time remain
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = used + MEMORY
    if soft != resource.RLIM_INFINITY:
        limit = min(limit, soft)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def quiet(unraisable: sys.UnraisableHookArgs) -> None:
    """Pass over limits met while a generator is thrown away: the run is unfit all the same."""
    if not isinstance(unraisable.exc_value, UnfitError):
        sys.__unraisablehook__(unraisable)


sys.unraisablehook = quiet


def execute(code: CodeType, call: CodeType | None, allow_text_sets: bool) -> Run | None:
    """Run a program and then its call.

    Args:
        code: the module, compiled with the file name ``FILE``.
        call: the call expression compiled with another name, or None for a module-level program.
        allow_text_sets: keep programs whose states show sets of strings, whose order the hash seed decides.

    Returns:
        What happened, or None where the program is unfit.
    """
    space: dict[str, Any] = {"__name__": "__main__"}
    tracer = Tracer()
    error, result = "", ""
    hold = sys.gettrace()
    try:
        with bounded_memory(), alarm(), contextlib.redirect_stdout(io.StringIO()):
            if call is not None:
                exec(code, space)
            sys.settrace(tracer.start)
            try:
                value = exec(code, space) if call is None else eval(call, space)
            except Exception as raised:
                error = type(raised).__name__
                value = None
            finally:
                sys.settrace(hold)
            result = repr(value)
    except UnfitError:
        sys.settrace(hold)
        return None
    except (Exception, SystemExit):
        sys.settrace(hold)
        return None
    if tracer.unfit or " at 0x" in result or len(result) > STATE_LIMIT:
        return None
    if (tracer.sets_of_text and not allow_text_sets) or (not error and unordered(value)):
        return None
    return Run(error, frozenset(tracer.lines), tracer.steps, result)
