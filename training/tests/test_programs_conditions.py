"""The level of conditions: that they come out both ways, of what kinds they are, that rows run and are short."""

from __future__ import annotations

import ast
from functools import cache

from watching import outcomes, runs

from programs.generate import generate


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(500, seed=3, level="conditions"))


def test_rows_run_are_short_and_seldom_fail() -> None:
    raised, steps = runs(rows())
    assert raised < 0.06 * len(rows())
    assert sum(steps) / len(rows()) < 25


def test_conditions_come_out_both_ways() -> None:
    found = [one for row in rows() for one in outcomes(row)]
    assert len(found) > 3 * len(rows())
    assert 0.4 < sum(found) / len(found) < 0.6


def test_they_are_of_every_kind() -> None:
    held: set[str] = set()
    for row in rows():
        for node in ast.walk(ast.parse(str(row["code"]))):
            if isinstance(node, ast.Compare):
                held.update(type(one).__name__ for one in node.ops)
            elif isinstance(node, (ast.BoolOp, ast.UnaryOp)):
                held.add(type(node.op).__name__)
            elif isinstance(node, ast.Attribute):
                held.add(node.attr)
    wanted = "Eq NotEq Lt LtE Gt GtE In NotIn And Or Not isdigit isalpha isupper islower isalnum isspace startswith endswith"
    assert [name for name in wanted.split() if name not in held] == []


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(generate(60, seed=5, level="conditions")) == list(generate(60, seed=5, level="conditions", processes=2))
    assert list(generate(60, seed=5, level="conditions")) != list(generate(60, seed=6, level="conditions"))
