"""What generated programs come to: their conditions, their calls, whole runs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

from programs.execution import FILE, execute

Row = dict[str, str | None]


def run_changed(row: Row, change: ast.NodeTransformer, name: str, tell: Callable[..., object]) -> None:
    """Runs a program after a change, that calls ``tell`` by a name."""
    tree = ast.fix_missing_locations(change.visit(ast.parse(str(row["code"]))))
    space: dict[str, object] = {name: tell, "print": lambda *_: None}
    try:
        exec(compile(tree, FILE, "exec"), space)
        if row["call"] is not None:
            eval(row["call"], space)
    except Exception:  # a few programs fail on purpose
        return


def runs(rows: Iterable[Row]) -> tuple[int, list[int]]:
    """How many programs raise, and the steps of each; all of them run."""
    raised, steps = 0, []
    for row in rows:
        call = None if row["call"] is None else compile(row["call"], "<call>", "eval")
        run = execute(compile(str(row["code"]), FILE, "exec"), call, allow_text_sets=True)
        assert run is not None, row
        raised += bool(run.error)
        steps.append(run.steps)
    return raised, steps


class Watched(ast.NodeTransformer):
    """Hands each condition of a branch to a function named ``watch``."""

    def visit_If(self, node: ast.If) -> ast.If:
        self.generic_visit(node)
        node.test = ast.Call(ast.Name("watch", ast.Load()), [node.test], [])
        return node


def outcomes(row: dict[str, str | None]) -> list[bool]:
    """What the conditions of a program's branches come to, in order."""
    found: list[bool] = []

    def watch(value: object) -> object:
        found.append(bool(value))
        return value

    run_changed(row, Watched(), "watch", watch)
    return found


class Heard(ast.NodeTransformer):
    """Hands what calls of some names come to to a function named ``hear``."""

    def __init__(self, names: frozenset[str]) -> None:
        """The names of functions or methods."""
        self.names = names

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        return ast.Call(ast.Name("hear", ast.Load()), [ast.Constant(name), node], []) if name in self.names else node


def results(row: dict[str, str | None], names: frozenset[str]) -> list[tuple[str, object]]:
    """What the calls of some functions and methods come to, in order, each with its name."""
    found: list[tuple[str, object]] = []

    def hear(name: str, value: object) -> object:
        found.append((name, value))
        return value

    run_changed(row, Heard(names), "hear", hear)
    return found
