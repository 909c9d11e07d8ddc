"""The level of drills: straight lines that ask one thing each, of values of every kind, with answers that are spread."""

from __future__ import annotations

import ast
import re
from functools import cache

from watching import outcomes, results, runs

from programs.generate import generate

TESTS = frozenset(("isdigit", "isalpha", "isupper", "islower"))
FAMILIES = (
    r"\]\.isdigit\(\)", r"\.rindex\(", r"\.find\(.+, \w+\)", r"len\(\w+\) - 1\b", r"range\(-?len\(", r"''\.join\(", r"\[-\w+:\]",
    r"\w\[-\w+\]", r"\.format\(", r"' % \(", r"\.count\(.+\) [+*-] ", r"\.index\(.+\) [+-] 1", r" == \w+\[", r"\.values\(\)",
    r"sorted\(", r"\.upper\(\)", r" not in ", r"\.get\(.+\) is None", r"% 2 == 0", r"\.reverse\(\)", r"\.insert\(",
)  # fmt: skip


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(600, seed=3, level="drills"))


def test_rows_are_straight_and_seldom_fail() -> None:
    raised, steps = runs(rows())
    assert raised < 0.08 * len(rows())
    assert sum(5 <= taken <= 40 for taken in steps) > 0.85 * len(steps)
    loops = sum(isinstance(node, (ast.For, ast.While)) for row in rows() for node in ast.walk(ast.parse(str(row["code"]))))
    assert loops < 0.05 * len(rows())


def test_conditions_and_character_tests_come_out_both_ways() -> None:
    found = [one for row in rows() for one in outcomes(row)]
    assert 0.35 < sum(found) / len(found) < 0.65
    told = [value for row in rows() for _, value in results(row, TESTS)]
    assert len(told) > 100
    assert 0.25 < sum(value is True for value in told) / len(told) < 0.75


def test_each_family_comes_up() -> None:
    codes = [str(row["code"]) for row in rows()]
    for family in FAMILIES:
        assert sum(bool(re.search(family, code)) for code in codes) >= 3, family


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(generate(60, seed=5, level="drills")) == list(generate(60, seed=5, level="drills", processes=2))
    assert list(generate(60, seed=5, level="drills")) != list(generate(60, seed=6, level="drills"))
