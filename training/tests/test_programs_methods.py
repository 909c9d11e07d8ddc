"""The level of methods: that each operation comes up, that what it comes to is spread, that rows run and are short."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from random import Random

from watching import results, runs

from programs.exclusion import excluded, fingerprint, plain
from programs.generate import generate
from programs.method_values import MethodOperands, own_kind

WORKS = (ast.Call, ast.Subscript, ast.ListComp, ast.DictComp, ast.JoinedStr)
# Operations, written as patterns; each of the first is in at least this many of 1,500 rows, of the second in 2.
COMMON = 12
FAMILIES = {
    "reverse": r"\.reverse\(\)",
    "remove": r"\.remove\(",
    "pop first": r"\.pop\(0\)",
    "pop last": r" = \w+\.pop\(\)$",
    "insert": r"\.insert\(",
    "append": r"\.append\(",
    "extend": r"\.extend\(",
    "index": r"\.index\(",
    "find": r"\.find\(",
    "count": r"\.count\(",
    "len": r"\blen\(",
    "popitem": r"\.popitem\(\)",
    "values": r"\(\w+\.values\(\)\)",
    "items": r"\.items\(\)",
    "keys": r"\(\w+\.keys\(\)\)",
    "invert": r"for (\w+), (\w+) in \w+\.items\(\)",
    "update": r"\.update\(",
    "fromkeys": r"dict\.fromkeys\(",
    "split": r"\.split\(",
    "join": r"\.join\(",
    "strip": r"\.strip\(",
    "rstrip": r"\.rstrip\(",
    "lower": r"\.(lower|casefold)\(\)",
    "upper": r"\.upper\(\)",
    "swapcase": r"\.swapcase\(\)",
    "title": r"\.title\(\)",
    "capitalize": r"\.capitalize\(\)",
    "replace": r"\.replace\(",
    "center": r"\.center\(",
    "ljust": r"\.ljust\(",
    "rjust": r"\.rjust\(",
    "zfill": r"\.zfill\(",
    "slice": r"\w\[-?\w+:-?\w+\]",
    "backwards": r"\[::-1\]",
    "tail": r"\w\[1:\]",
    "after a prefix": r"\[len\(",
    "sorted": r"sorted\(\w+\)",
    "sorted items": r"sorted\(\w+\.items\(\)",
    "sort": r"\.sort\(",
    "sort down": r"reverse=True",
    "max": r"\bmax\(",
    "min": r"\bmin\(",
    "sum": r"\bsum\(",
    "list": r"\blist\(\w+\)",
    "reversed": r"reversed\(",
    "startswith": r"\.startswith\(",
    "endswith": r"\.endswith\(",
    "blanks around": r"' ' \+ \w+ \+ ' '",
    "add an item": r"\w+ \+= \w+\[-?\w+\]",
    "set an item": r"\w\[-?\w+\] = ",
    "swap": r"\w\], \w+\[[^=]+ = \w+\[.+\], ",
    "choice": r" = .* if .* else ",
    "format": r"= f'",
    "comprehension": r"\[\w.* for .* in .*\]",
    "filter": r"\[(\w+) for \1 in \w+ if \1 > ",
    "dict comprehension": r"\{\w+: .* for ",
    "ints": r"\[int\(",
    "lengths": r"\[len\(\w+\) for ",
    "for items": r"for \w+, \w+ in \w+\.items\(\):",
    "enumerate": r"for \w+, \w+ in enumerate\(",
    "grow by its length": r"\(len\(\w+\) \+ 1\)",
    "add what is popped": r"\+= \[?\w+\.pop\(",
    "copy": r"\.copy\(\)",
    "delete": r"\bdel \w+\[",
    "pop a key": r"\.pop\(('|\w+, )",
    "get": r"\.get\(",
    "setdefault": r"\.setdefault\(",
    "set": r"sorted\(set\(|\bset\(",
    "partition": r"\.partition\(",
    "rpartition": r"\.rpartition\(",
    "rsplit": r"\.rsplit\(",
    "tests": r"\.is(alpha|digit|upper|lower|alnum|decimal|space)\(\)",
}
RARE = {"splitlines": r"\.splitlines\(", "translate": r"\.translate\(", "bytes": r"\.encode\(", "discard": r"\.discard\("}


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(1500, seed=3, level="methods"))


def test_rows_run_are_short_and_seldom_fail() -> None:
    raised, steps = runs(rows())
    assert all(len(str(row["code"])) <= 620 for row in rows())
    assert 0 < raised < 0.06 * len(rows())
    assert 6 <= sorted(steps)[len(steps) // 2] <= 14
    assert sum(steps) / len(steps) < 20


def test_no_row_is_plain_or_excluded() -> None:
    for row in rows():
        tree = ast.parse(str(row["code"]))
        assert fingerprint(tree) not in excluded()
        assert row["call"] is None or not plain(tree), row


def test_nearly_every_line_does_something_with_a_method_a_builtin_or_a_part() -> None:
    works, loops = [], 0
    for row in rows():
        nodes = list(ast.walk(ast.parse(str(row["code"]))))
        loops += any(isinstance(node, (ast.For, ast.While)) for node in nodes)
        for node in nodes:
            if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr, ast.Delete)):
                works.append(any(isinstance(one, WORKS) for one in ast.walk(node)))
    assert sum(works) > 0.8 * len(works)
    assert 0.15 < loops / len(rows()) < 0.35


def test_every_operation_is_in_enough_rows() -> None:
    held = {
        name: sum(bool(re.search(pattern, str(row["code"]), re.MULTILINE)) for row in rows())
        for name, pattern in (FAMILIES | RARE).items()
    }
    assert {name: count for name, count in held.items() if count < (COMMON if name in FAMILIES else 2)} == {}


def test_what_operations_come_to_is_spread() -> None:
    found: dict[str, Counter[object]] = {name: Counter() for name in ("len", "index", "find", "count", "min", "max", "sum")}
    for row in rows():
        for name, value in results(row, frozenset(found)):
            if type(value) is int:
                found[name][value] += 1
    for name, counts in found.items():
        total = counts.total()
        assert total >= 40, name
        assert max(counts.values()) < 0.5 * total, (name, counts)
        assert sum(count >= 0.02 * total for count in counts.values()) >= 5, (name, counts)


def test_what_is_looked_for_is_there_most_of_the_time_but_not_always() -> None:
    found = [value for row in rows() for _, value in results(row, frozenset({"find"}))]
    assert 0.05 < found.count(-1) / len(found) < 0.4
    operands = MethodOperands(Random(1))
    held = [(value := operands.made(kind), operands.operand_K(value, [])) for kind in "deg" * 200]
    assert 0.7 < sum(key in value for value, key in held) / len(held) < 0.85
    held = [(value := operands.made(kind), operands.operand_X(value, [])) for kind in "lw" * 300]
    assert 0.7 < sum(item in value for value, item in held if item is not None) / sum(item is not None for _, item in held) < 0.85


def test_kinds_of_values() -> None:
    held = ("a,b", "3,12", "3", 4, True, [1], [], ["a"], [1, None], {"a": 1}, {"a": "b"}, {1: "b"}, {1, 2}, {"a"}, None, 2.5)
    assert [own_kind(one) for one in held] == ["s", "j", "s", "n", "b", "l", "q", "w", "q", "d", "e", "g", "y", "", "", ""]


def test_the_same_seed_gives_the_same_rows() -> None:
    assert list(generate(60, seed=5, level="methods")) == list(generate(60, seed=5, level="methods", processes=2))
    assert list(generate(60, seed=5, level="methods")) != list(generate(60, seed=6, level="methods"))
