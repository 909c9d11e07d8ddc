"""The level of quizzes: lines of several questions, of values of every kind, with answers that are spread."""

from __future__ import annotations

import re
from functools import cache

from watching import results, runs

from programs.generate import generate
from programs.quizzes import FEWEST_QUESTIONS, QUESTIONS

SEARCHES = frozenset(("count", "find", "index", "startswith"))
FAMILIES = (
    r"\.count\(", r"\.find\(", r"\.index\(", r"\.rfind\(", r"\[::-1\]", r"\.join\(", r"len\(", r" in ", r"\w\[-\w+:\]",
    r"\w\[\w+:\w+\]",
    r"\.strip\(", r"\.replace\(", r"\.startswith\(", r"\.endswith\(", r"\.split\(", r"\.rsplit\(", r"\.isdigit\(\)", r"max\(",
    r"sorted\(", r"\.get\(", r"\.keys\(\)", r"\.values\(\)", r"\.swapcase\(\)", r"\.removeprefix\(", r"\.partition\(",
)  # fmt: skip


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(400, seed=3, level="quizzes"))


def questions(row: dict[str, str | None]) -> list[int]:
    """How many statements each line of a function's body holds."""
    return [line.count("; ") + 1 for line in str(row["code"]).split("\n") if line.startswith("    ") and "return" not in line]


def test_most_lines_ask_several_things_and_seldom_fail() -> None:
    raised, _ = runs(rows())
    assert raised < 0.1 * len(rows())
    counts = [count for row in rows() for count in questions(row)]
    assert sum(count >= FEWEST_QUESTIONS for count in counts) > 0.6 * len(counts)  # some functions are unparsed, a statement a line


def test_what_is_kept_nowhere_is_asked_too() -> None:
    bare = re.compile(r"(^    |; )\w+\.(count|find|index)\([^;]*\)(;|$)", re.MULTILINE)
    assert sum(bool(bare.search(str(row["code"]))) for row in rows()) > 30


def test_searches_come_out_in_many_ways() -> None:
    told = [value for row in rows() for _, value in results(row, SEARCHES)]
    assert len(told) > 300
    assert max(told.count(value) for value in set(told)) < 0.4 * len(told)


def test_each_family_comes_up() -> None:
    codes = [str(row["code"]) for row in rows()]
    for family in FAMILIES:
        assert sum(bool(re.search(family, code)) for code in codes) >= 3, family


def test_kinds_without_questions_are_left_out() -> None:
    assert QUESTIONS
    assert all(families and all(families) for families in QUESTIONS.values())


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(generate(60, seed=5, level="quizzes")) == list(generate(60, seed=5, level="quizzes", processes=2))
    assert list(generate(60, seed=5, level="quizzes")) != list(generate(60, seed=6, level="quizzes"))
