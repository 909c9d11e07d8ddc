"""Functions written by hand: what their parameters are taken to be, what they are given, how they vary."""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import warnings
from functools import cache
from pathlib import Path
from random import Random

import pytest
from benchmarks import BENCHMARKS, benchmark_fingerprints
from watching import runs

from programs.drafting import hints_of
from programs.evidence import evidence_of
from programs.exclusion import excluded, fingerprint
from programs.execution import FILE, execute
from programs.extraction import MOST_CHARACTERS, Module
from programs.generate import generate, shares_of, taken_by
from programs.inference import EXAMPLES, candidates
from programs.strings import Hints
from programs.units import arguments, handwritten, rename, settle, varied

ROOT = Path(__file__).parents[1]


def first_kind(source: str, name: str, annotation: str = "") -> str:
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    names = tuple(argument.arg for argument in function.args.args)
    return candidates(name, evidence_of(function, names)[name], annotation)[0][0]


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(1_200, seed=3, sources={"handwritten": 1.0}))


# Inference


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("def f(x):\n    return x.upper() + '!'", "x", str),
        ("def f(x):\n    return [y.strip() for y in x]", "x", list),
        ("def f(x):\n    for y in x:\n        y.append(0)\n    return x", "x", list),
        ("def f(x):\n    return {k: v + 1 for k, v in x.items()}", "x", dict),
        ("def f(x):\n    x['name'] = 1\n    return x", "x", dict),
        ("def f(x):\n    for i in range(x):\n        print(i)", "x", int),
        ("def f(x):\n    while x % 10:\n        x //= 3\n    return x", "x", int),
        ("def f(x):\n    x.add(3)\n    return len(x)", "x", set),
        ("def f(text, n):\n    return text[:n]", "n", int),
        ("def f(text, x):\n    return text.replace(x, '')", "x", str),
        ("def f(x):\n    return ''.join(x)", "x", list),
        ("def f(x):\n    return sum(x) / len(x)", "x", list),
        ("def f(x):\n    first = x[0]\n    return first.title()", "x", list),
        ("def f(nums, x):\n    nums[x] = 0\n    return nums", "x", int),
    ],
)
def test_use_tells_the_type(source: str, name: str, kind: type) -> None:
    chosen = first_kind(source, name)
    example = EXAMPLES[chosen][0]
    # A list of strings may also be a string of characters, where nothing but iteration is asked for.
    assert type(example) is kind or (kind is list and chosen in ("ts", "ti", "str")), chosen


def test_parts_tell_what_a_container_holds() -> None:
    assert first_kind("def f(x):\n    return [w.upper() for w in x] + x[:1]", "x") in ("strs", "chars")
    assert first_kind("def f(x):\n    t = 0\n    for y in x:\n        t += y % 7\n    x.append(t)\n    return x", "x") == "ints"
    assert first_kind("def f(x):\n    for row in x:\n        row.append(sum(row))\n    return x", "x") in ("mat", "square")
    assert first_kind("def f(x):\n    return [p['age'] for p in x]", "x") == "records"


def test_names_and_annotations_tell_where_use_does_not() -> None:
    assert first_kind("def f(nums):\n    return nums", "nums") == "ints"
    assert first_kind("def f(text):\n    return text", "text") == "str"
    assert first_kind("def f(value):\n    return value", "value", "dict[str, int]") == "dsi"


def test_trial_keeps_kinds_that_go_together() -> None:
    unit = Module("def f(a, b):\n    if not a:\n        return b\n    return a[0] + b[1:] + 'x'", "m").unit("f")
    assert unit is not None
    taken = settle(unit, Hints())
    assert taken
    assert all(one.kinds[1] in ("str", "sub", "sentence", "csv", "digits", "lines", "char", "binary", "brackets") for one in taken)


def test_a_function_that_wants_objects_takes_nothing() -> None:
    unit = Module("def f(node):\n    return node.children[0].weight + node.total", "m").unit("f")
    assert unit is not None
    assert settle(unit, Hints()) == ()


# Functions written by hand


def test_there_are_hundreds_of_handwritten_functions_of_many_themes() -> None:
    units = handwritten()
    assert len(units) >= 300
    assert len({unit.origin.split(".")[0] for unit in units}) >= 20
    assert len({fingerprint(ast.parse(unit.code)) for unit in units}) == len(units)
    assert all(len(unit.code) <= MOST_CHARACTERS for unit in units)


def test_handwritten_functions_run_on_inferred_inputs_and_are_covered() -> None:
    """A quarter of them; all by ALL_HANDWRITTEN=1, which takes two minutes: for who adds some."""
    rng = Random(0)
    poor: list[str] = []
    shares: list[float] = []
    for unit in handwritten()[:: 1 if os.environ.get("ALL_HANDWRITTEN") else 4]:
        tree = ast.parse(unit.code)
        hints = hints_of(tree)
        taken = taken_by(unit)
        assert taken, unit.origin
        code = compile(unit.code, FILE, "exec")
        lines = {node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)}
        lines -= {node.lineno for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.Try, ast.Nonlocal))}
        lines -= {node.lineno for node in tree.body}
        reached: set[int] = set()
        for _ in range(24):
            kinds = rng.choices(taken, [one.weight for one in taken])[0].kinds
            call = f"{unit.name}({', '.join(map(repr, arguments(kinds, hints, rng)))})"
            run = execute(code, compile(call, "<call>", "eval"), allow_text_sets=True)
            reached |= run.lines if run else set()
        shares.append(len(reached & lines) / len(lines))
        if shares[-1] < 0.6:
            poor.append(unit.origin)
    assert len(poor) < 0.03 * len(shares), poor
    assert sum(shares) / len(shares) > 0.93


def test_handwritten_rows_run_and_some_of_them_fail() -> None:
    warnings.simplefilter("ignore", SyntaxWarning)
    raised, steps = runs(rows())
    assert 0.01 < raised / len(steps) < 0.06
    assert 5 <= sorted(steps)[len(steps) // 2] <= 25
    assert len({row["code"] for row in rows()}) > 0.35 * len(rows())


def test_values_are_like_those_that_people_call_short_functions_with() -> None:
    calls = [row["call"] for row in rows() if row["call"]]
    values = [value for call in calls for value in eval(f"[{call.partition('(')[2][:-1]}]", {})]
    texts = sum(isinstance(value, str) for value in values)
    assert 0.38 < texts / len(values) < 0.6
    dicts = [value for value in values if isinstance(value, dict)]
    by_number = sum(isinstance(next(iter(value), None), int) for value in dicts)
    assert 0.08 < by_number / len(dicts) < 0.4
    assert 0.06 < sum(not value for value in dicts) / len(dicts) < 0.25


def test_variants_keep_the_function_and_vary_its_names() -> None:
    unit = next(unit for unit in handwritten() if unit.name == "running_max")
    texts = {varied(unit, ("ints",), Random(seed), renames=0.5, edits=0.0).code for seed in range(40)}
    assert len(texts) > 10
    for text in texts:
        space: dict[str, object] = {}
        exec(text, space)
        assert space["f"]([3, 1, 5]) == [3, 3, 5]  # type: ignore[operator]


def test_renaming_leaves_keywords_and_other_functions_alone() -> None:
    source = (
        "def side(a, b=1):\n    return a - b\n\n"
        "def whole(items, low):\n    try:\n        return [side(x, b=low) for x in items]\n"
        "    except TypeError as problem:\n        return str(problem)"
    )
    for seed in range(30):
        tree = ast.parse(source)
        rename(tree, "whole", Random(seed), 1.0)
        space: dict[str, object] = {}
        exec(compile(tree, FILE, "exec"), space)
        assert space["f"]([5, 7], 2) == [3, 5]  # type: ignore[operator]
        assert "unsupported" in space["f"](["a"], 2)  # type: ignore[operator]


# Sources


def test_mixed_sources_are_the_same_whatever_the_processes() -> None:
    shares = {"composed": 1.0, "handwritten": 2.0}
    one = list(generate(240, seed=5, sources=shares))
    assert one == list(generate(240, seed=5, processes=2, sources=shares))
    assert sum(str(row["id"]).startswith("h") for row in one) == 160
    assert one != list(generate(240, seed=6, sources=shares))


def test_rows_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.jsonl"
        command = [sys.executable, "-m", "programs.generate", *f"--count 150 --seed 4 --sources handwritten --out {out}".split()]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, check=True, capture_output=True)
        made.append(out.read_text(encoding="utf-8"))
    assert made[0] == made[1]


def test_shares_are_checked() -> None:
    assert shares_of("composed=3, handwritten,real=0.5") == {"composed": 3.0, "handwritten": 1.0, "real": 0.5}
    for text in ("composed=0", "benchmarks", "real=many", ""):
        with pytest.raises(argparse.ArgumentTypeError):
            shares_of(text)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_no_benchmark_function_is_among_them(name: str) -> None:
    known = benchmark_fingerprints(name)
    assert known <= excluded()
    assert [unit.origin for unit in handwritten() if fingerprint(ast.parse(unit.code)) in known] == []
    assert [row for row in rows() if fingerprint(ast.parse(str(row["code"]))) in known] == []
