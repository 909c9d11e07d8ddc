"""Statements that are broken over several lines."""

from __future__ import annotations

import ast
from random import Random

from programs.drafting import OVER_LINES_SHARE
from programs.generate import generate
from programs.layout import over_lines, places

CODE = """def f(items, key):
    result = [item.upper() for item in items if item != key]
    return sorted(result, reverse=True)[0] + str(key)"""


def test_what_is_broken_means_the_same() -> None:
    drawn = {over_lines(CODE, Random(seed)) for seed in range(40)}
    assert len(drawn) > 20
    assert {ast.dump(ast.parse(code)) for code in drawn} == {ast.dump(ast.parse(CODE))}
    assert all(1 <= code.count("\n") - CODE.count("\n") <= 3 for code in drawn - {CODE})


def test_lines_are_broken_in_brackets_alone() -> None:
    assert places("x = a + b") == {}
    assert places("f()") == {1: []}
    assert places("f(a, 'b, c') + g[1]") == {1: [2, 4, 11, 17, 18]}
    assert over_lines("x = a + b", Random(1)) == "x = a + b"


def test_code_that_does_not_end_stays() -> None:
    assert over_lines("def f(:\n    return (1, 2, 3, 4, 5, 6, 7", Random(1)) == "def f(:\n    return (1, 2, 3, 4, 5, 6, 7"


def test_some_functions_have_such_a_statement() -> None:
    rows = list(generate(400, seed=4))
    trees = [ast.parse(str(row["code"])) for row in rows]
    found = sum(
        any(isinstance(node, (ast.Assign, ast.Return, ast.Expr)) and node.end_lineno != node.lineno for node in ast.walk(tree))
        for tree in trees
    )
    assert 0.2 * OVER_LINES_SHARE < found / len(rows) < 2 * OVER_LINES_SHARE
