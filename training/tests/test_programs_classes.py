"""The level of classes: that every kind of class is there, runs, and changes what its objects hold."""

from __future__ import annotations

import ast
from functools import cache

from watching import outcomes, runs

from programs.generate import generate


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(500, seed=3, level="classes"))


def classes_of(row: dict[str, str | None]) -> list[ast.ClassDef]:
    return [node for node in ast.walk(ast.parse(str(row["code"]))) if isinstance(node, ast.ClassDef)]


def test_every_program_has_a_class_and_makes_an_object_of_it() -> None:
    for row in rows():
        names = [one.name for one in classes_of(row)]
        assert names, row
        assert any(str(row["code"]).count(f"{name}(") > 0 for name in names), row


def test_rows_run_and_seldom_fail() -> None:
    raised, steps = runs(rows())
    assert raised < 0.08 * len(rows())
    assert sum(10 <= taken <= 80 for taken in steps) > 0.6 * len(steps)


def test_every_kind_is_there() -> None:
    codes = [str(row["code"]) for row in rows()]
    parts = (
        "def __init__", "@dataclass", "@property", "@staticmethod", "super()", "__add__", "__eq__", "__str__", "__len__",
        ".next", ".left", ".append(", ".get(", "= None", "raise ",
    )  # fmt: skip
    for part in parts:
        assert sum(part in code for code in codes) >= 3, part


def test_methods_change_attributes() -> None:
    changes = 0
    for row in rows():
        methods = [
            one for cls in classes_of(row) for one in cls.body if isinstance(one, ast.FunctionDef) and one.name != "__init__"
        ]
        changes += any("self." in line and (" += " in line or " = " in line or ".append(" in line)
                       for one in methods for line in ast.unparse(one).split("\n"))  # fmt: skip
    assert changes > 0.25 * len(rows())


def test_conditions_come_out_both_ways() -> None:
    found = [one for row in rows() for one in outcomes(row)]
    assert 0.25 < sum(found) / len(found) < 0.75


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(generate(60, seed=5, level="classes")) == list(generate(60, seed=5, level="classes", processes=2))
    assert list(generate(60, seed=5, level="classes")) != list(generate(60, seed=6, level="classes"))
