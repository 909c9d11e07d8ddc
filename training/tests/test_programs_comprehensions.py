"""The level of comprehensions: lines that go over what is held in every way that takes a `for` or a lambda inside."""

from __future__ import annotations

import ast
import re
from functools import cache

from watching import runs

from programs.generate import generate

FAMILIES = (
    r" = \[\w+ for ", r" if \w", r"\{\w+: .+ for ", r"\{?set\(", r"''\.join\(\w", r"\w'\.join\(", r"any\(", r"all\(",
    r"sum\(1 for ", r"sum\(\w+ for ", r"max\(", r"sorted\(", r"tuple\(", r"list\(", r"next\(\(", r"len\(\[", r"enumerate\(",
    r"zip\(", r"range\(len\(", r"\.items\(\)", r"\.values\(\)", r"\.split\(", r"filter\(lambda ", r"map\(lambda ", r"key=lambda ",
    r" else .+ for ", r"\[::-1\] for ",
)  # fmt: skip


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(600, seed=3, level="comprehensions"))


def test_rows_seldom_fail_and_are_short() -> None:
    raised, steps = runs(rows())
    assert raised < 0.08 * len(rows())
    assert sum(5 <= taken <= 60 for taken in steps) > 0.85 * len(steps)


def test_most_functions_go_over_something_and_conditions_are_among_them() -> None:
    kinds = (ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.SetComp, ast.Lambda)
    parsed = [ast.parse(str(row["code"])) for row in rows()]
    assert sum(any(isinstance(node, kinds) for node in ast.walk(tree)) for tree in parsed) > 0.9 * len(parsed)
    loops = [node for tree in parsed for node in ast.walk(tree) if isinstance(node, ast.comprehension)]
    assert 0.35 < sum(bool(loop.ifs) for loop in loops) / len(loops) < 0.65


def test_each_family_comes_up() -> None:
    codes = [str(row["code"]) for row in rows()]
    for family in FAMILIES:
        assert sum(bool(re.search(family, code)) for code in codes) >= 3, family


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(generate(60, seed=5, level="comprehensions")) == list(generate(60, seed=5, level="comprehensions", processes=2))
    assert list(generate(60, seed=5, level="comprehensions")) != list(generate(60, seed=6, level="comprehensions"))
