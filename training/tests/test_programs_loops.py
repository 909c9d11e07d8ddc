"""The level of long loops: that they are long, go both ways, and end; and blocks on their heads' lines."""

from __future__ import annotations

import ast
from functools import cache

from watching import outcomes, runs

from programs.drafting import on_one_line
from programs.generate import generate


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(400, seed=3, level="loops"))


def test_rows_run_long_and_seldom_fail() -> None:
    raised, steps = runs(rows())
    assert raised < 0.08 * len(rows())
    assert sum(taken > 40 for taken in steps) > 0.5 * len(steps)
    assert sum(taken > 200 for taken in steps) > 0.04 * len(steps)


def test_conditions_come_out_both_ways() -> None:
    found = [one for row in rows() for one in outcomes(row)]
    assert 0.25 < sum(found) / len(found) < 0.75


def test_every_kind_is_there() -> None:
    codes = [str(row["code"]) for row in rows()]
    for part in ("range(", "while ", "] * ", "//= 10", "3 * ", ".isupper()", "in range(len(", "if "):
        assert sum(part in code for code in codes) >= 3, part


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(generate(60, seed=5, level="loops")) == list(generate(60, seed=5, level="loops", processes=2))
    assert list(generate(60, seed=5, level="loops")) != list(generate(60, seed=6, level="loops"))


def test_blocks_of_one_statement_stand_on_their_heads_line() -> None:
    loop = "    for x in a:\n        if x:\n            a += x\n        else:\n            break\n"
    code = f"def f(a):\n{loop}    while a:\n        a -= 1\n        b = a\n"
    joined = on_one_line(code)
    assert joined.splitlines()[2:5] == ["        if x: a += x", "        else: break", "    while a:"]
    assert ast.dump(ast.parse(joined)) == ast.dump(ast.parse(code))
    nested = "def f(a):\n    if a:\n        for x in a:\n            print(x)\n"
    assert on_one_line(nested) == "def f(a):\n    if a:\n        for x in a: print(x)\n"


def test_what_goes_on_below_stays_a_block() -> None:
    shown = "    if a:\n        b = [\n            1]\n"
    nested = "    for x in a:\n        with x:\n            b = 1\n            c = 2\n"
    code = f"def f(a):\n{shown}{nested}    return b\n"
    assert on_one_line(code) == code
