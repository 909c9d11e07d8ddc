"""The execution filter: what it counts, and what it refuses."""

from __future__ import annotations

import pytest

from programs.execution import FILE, Run, execute


def run(source: str, call: str | None) -> Run | None:
    return execute(compile(source, FILE, "exec"), None if call is None else compile(call, "<call>", "eval"), allow_text_sets=False)


def test_a_run_has_steps_lines_and_result() -> None:
    done = run("def f(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t", "f(3)")
    assert done is not None
    assert (done.error, done.result, done.lines) == ("", "3", frozenset({2, 3, 4, 5}))
    assert done.steps == 1 + 4 + 3 + 1 + 1  # the assignment, the loop head, its body, the return line, the return


def test_a_failure_is_a_result() -> None:
    done = run("def f(d):\n    return d['k']", "f({})")
    assert done is not None
    assert done.error == "KeyError"


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n        n += 1",
        "return 'ab' * 10 ** 11",
        "n = [0] * 10 ** 10\n    return 1",
        "return 9 ** 9 ** 9",
        "n = 'x' * 400\n    return 1",
        "return object()",
        "return set('ab')",
        "n = set('abc')\n    return len(n)",
        "return any(True for i in iter(int, 1) if i)",
    ],
)
def test_unfit_programs_are_refused(body: str) -> None:
    done = run(f"def f(n):\n    {body}", "f(1)")
    assert done is None or done.error == "MemoryError"


def test_a_module_runs_without_a_call() -> None:
    done = run("def g(x):\n    return x + 1\n\nprint(g(2))", None)
    assert done is not None
    assert done.error == ""
