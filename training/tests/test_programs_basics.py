"""The level of basics: one kind of question at a time, of tiny values, with answers that are spread."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from random import Random

import pytest
from watching import results, runs

from programs.basics import LONG_SIZES, LONGEST_BODY, SIZES, THEMES, Asker, Theme, basics, sort_of
from programs.generate import generate
from programs.grammar import NoVariableError


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(500, seed=3, level="basics"))


@cache
def answers(theme: str) -> list[object]:
    """What the questions of a theme come to, of values of every sort that it has."""
    rng = Random(7)
    found: list[object] = []
    _, one = THEMES[theme]
    for _ in range(150):
        asker = asking(one, rng)
        try:
            found.append(asker.went(asker.filled(rng.choice(one.questions)), "eval"))
        except NoVariableError:
            continue
    return found


def asking(theme: Theme, rng: Random) -> Asker:
    sort = sort_of(rng.choice(theme.sorts), theme, rng)
    held = {"xs": sort.value(), "ys": sort.value(), "x": rng.choice(sort.parts), "y": rng.choice(sort.parts)}
    return Asker(rng, theme, sort, held, ["xs", "ys"], ["x", "y"], "r")


@pytest.mark.parametrize("theme", THEMES)
def test_questions_of_each_theme_go_through(theme: str) -> None:
    assert len(answers(theme)) > 75


@pytest.mark.parametrize("theme", ["membership", "affixes"])
def test_yes_and_no_are_both_met(theme: str) -> None:
    told = [answer for answer in answers(theme) if isinstance(answer, bool)]
    assert 0.3 < sum(told) / len(told) < 0.7


@pytest.mark.parametrize("theme", ["counts", "finding", "places"])
def test_numbers_are_spread(theme: str) -> None:
    told = Counter(str(answer) for answer in answers(theme))
    assert len(told) >= 4
    assert max(told.values()) < 0.55 * told.total()


def test_a_function_that_fails_is_rare() -> None:
    raised, _ = runs(rows())
    assert raised < 0.08 * len(rows())


def test_a_line_asks_several_things_of_one_theme() -> None:
    lines = [line for row in rows() for line in str(row["code"]).split("\n") if "; " in line]
    assert len(lines) > 2 * len(rows())
    membership = [line for line in lines if re.search(r"\w in \w", line)]
    assert sum(line.count(" in ") > 1 for line in membership) > 0.7 * len(membership)


def test_searches_find_something_as_often_as_not() -> None:
    told = [value for row in rows() for _, value in results(row, frozenset(("find", "rfind", "count")))]
    assert len(told) > 150
    assert 0.3 < sum(value in (-1, 0) for value in told) / len(told) < 0.75


def test_a_theme_can_be_had_alone() -> None:
    lines = [line for row in generate(60, seed=2, level="basics-membership") for line in str(row["code"]).split("\n")[1:-1]]
    assert sum(" in " in line for line in lines) > 0.6 * len(lines)


def test_values_are_of_few_parts() -> None:
    rng = Random(1)
    sizes = [len(sort_of("l", THEMES["sorting"][1], rng).value()) for _ in range(200)]
    assert max(sizes) == max(LONG_SIZES["l"])
    short = [size for size in sizes if size in SIZES]
    assert sum(size <= 4 for size in short) > 0.6 * len(short)


def test_functions_are_short_and_read_their_parameters() -> None:
    rng = Random(4)
    for _ in range(100):
        try:
            program = basics(rng)
        except NoVariableError:
            continue
        assert len(program.code) < LONGEST_BODY + 100
        body = program.code.split("\n", 1)[1]
        assert all(re.search(rf"\b{name}\b", body) for name in program.names)
        assert all(len(values) == len(program.names) for values in program.arguments)


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(generate(60, seed=5, level="basics")) == list(generate(60, seed=5, level="basics", processes=2))
    assert list(generate(60, seed=5, level="basics")) != list(generate(60, seed=6, level="basics"))
