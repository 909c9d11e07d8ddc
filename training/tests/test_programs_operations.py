"""The third level: what it is dense in, that conditions come out both ways, that nothing of a benchmark is in it."""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from functools import cache
from random import Random

import pytest
from benchmarks import BENCHMARKS, benchmark_fingerprints
from watching import outcomes, runs

import programs.operations as writing
from programs.exclusion import excluded, fingerprint, plain
from programs.generate import generate
from programs.grammar import NoVariableError
from programs.operands import Operands, kind_of
from programs.operations import Writer
from programs.statistics import features


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(600, seed=12, level="third"))


def test_the_same_seed_gives_the_same_rows_whatever_the_processes() -> None:
    one = list(generate(120, seed=5, level="third"))
    assert one == list(generate(120, seed=5, level="third", processes=2))
    assert one != list(generate(120, seed=6, level="third"))


@pytest.mark.parametrize("text", ["while True: pass", "held = [0]\nfor one in held: held.append(one)", "'x' * 10**11"])
def test_a_draft_that_does_not_end_or_takes_all_memory_comes_to_nothing(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def body(writer: Writer) -> str:
        writer.run(text)
        return "1"

    monkeypatch.setattr(writing, "body", body)
    with pytest.raises(NoVariableError):
        writing.operations(Random(1))


def test_a_loop_that_is_tried_out_ends_after_so_many_turns() -> None:
    turns = writing.Turns()
    for _ in range(writing.MOST_TURNS):
        turns.append([1])
    with pytest.raises(NoVariableError):
        turns.append([1])


def test_rows_run_are_short_and_seldom_fail() -> None:
    raised, steps = runs(rows())
    assert sum(5 <= one <= 40 for one in steps) > 0.7 * len(steps)
    assert raised < 0.06 * len(steps)


def test_conditions_come_out_both_ways() -> None:
    found = [one for row in rows() for one in outcomes(row)]
    assert len(found) > 0.8 * len(rows())
    assert 0.4 < sum(found) / len(found) < 0.6


def test_it_is_dense_in_operations() -> None:
    warnings.simplefilter("ignore", SyntaxWarning)
    held = Counter(name for row in rows() for name in features(ast.parse(str(row["code"]))))
    wanted = "in not-in slice subscript list-comp if-expression f-string % // aug-assign unpacking if elif for while"
    wanted += " .count .find .index .insert .pop .replace .strip .split .get .append .startswith .isdigit .upper .join"
    wanted += " len() sorted() sum() max() min() enumerate() zip() range() str() reversed()"
    assert [name for name in wanted.split() if not held[name]] == []


@pytest.mark.parametrize("kind", "snlwdepmt")
def test_values_and_near_misses_keep_their_kind(kind: str) -> None:
    operands = Operands(Random(4))
    different = 0
    for _ in range(200):
        value = operands.made(kind)
        near = operands.near(value)
        assert kind_of(value) == kind_of(near) == kind
        different += value != near
    assert different > 140


def test_half_of_what_is_searched_for_is_there() -> None:
    operands = Operands(Random(4))
    for kind, slot in (("s", "u"), ("s", "c"), ("l", "x"), ("w", "x"), ("d", "k")):
        met = 0
        for _ in range(400):
            value = operands.made(kind)
            met += operands.operand(slot, value, [value]) in value
        assert 0.4 < met / 400 < 0.85, (kind, slot)


def test_no_plain_function_and_none_of_a_benchmark_is_generated() -> None:
    trees = [ast.parse(str(row["code"])) for row in rows()]
    assert not any(plain(tree) for tree, row in zip(trees, rows(), strict=True) if row["call"] is not None)
    assert [tree for tree in trees if fingerprint(tree) in excluded()] == []


@pytest.mark.parametrize("name", BENCHMARKS)
def test_no_benchmark_function_is_generated(name: str) -> None:
    known = benchmark_fingerprints(name)
    assert known <= excluded()
    assert [row for row in rows() if fingerprint(ast.parse(str(row["code"]))) in known] == []
