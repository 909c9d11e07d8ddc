"""The level of values that hold values: rows, pairs, groups and records, read and changed inside."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from watching import runs

from programs.generate import generate
from programs.method_values import own_kind
from programs.nested import NestedOperands, leaves

FAMILIES = (
    r"\w\[[^]]+\]\.append\(", r"setdefault\(.+, \[\]\)\.append\(", r"\w\[\w+\]\[\w+\]", r"\w\[\w+\]\[\w+\] [-+]?= ",
    r"for \w+, \w+ in \w+\]", r"^ +for \w+, \w+ in ", r"zip\(\*", r"key=lambda \w+: \w+\[1\]", r"\.values\(\) for ",
    r" for \w+ in \w+ for \w+ in ", r"\.sort\(", r"\w\[\w+\]\.(pop|remove|insert|sort|reverse|extend)\(", r"dict\(",
    r"sum\(\w+\) for ", r"\.get\(", r"^ +if .+ not in ", r"del \w+\[", r"\[::-1\]", r"max\(\w+, key=",
    r"for \w+ in \w+:\n +for \w+ in \w+:",
)  # fmt: skip


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(600, seed=3, level="nested"))


def test_rows_seldom_fail_and_are_short() -> None:
    raised, steps = runs(rows())
    assert raised < 0.08 * len(rows())
    assert sum(3 <= taken <= 60 for taken in steps) > 0.85 * len(steps)


def test_nearly_all_are_called_with_values_that_hold_values() -> None:
    nested = re.compile(r"[\[(:] ?[\[({]")
    assert sum(bool(nested.search(str(row["call"]).partition("(")[2])) for row in rows()) > 0.85 * len(rows())


def test_each_family_comes_up() -> None:
    codes = [str(row["code"]) for row in rows()]
    for family in FAMILIES:
        assert sum(bool(re.search(family, code, re.MULTILINE)) for code in codes) >= 3, family


def test_values_are_of_their_kind_and_operands_are_of_what_the_parts_hold() -> None:
    operands = NestedOperands(Random(1))
    for kind in "mpho":
        for _ in range(200):
            value = operands.made(kind)
            assert own_kind(value) == kind
            held = [*leaves(value)]
            assert not any(isinstance(one, (list, tuple, dict)) for one in held)
            if held:
                assert not isinstance(operands.operand_m(value, [value]), (list, tuple, dict))
            if kind == "o":
                assert operands.operand_k(value, [value]) in value[0]


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(generate(60, seed=5, level="nested")) == list(generate(60, seed=5, level="nested", processes=2))
    assert list(generate(60, seed=5, level="nested")) != list(generate(60, seed=6, level="nested"))
