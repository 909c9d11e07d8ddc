"""The generator: determinism, breadth, and that every row compiles and runs within its limits."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import warnings
from functools import cache
from pathlib import Path

import pytest
from benchmarks import BENCHMARKS, benchmark_fingerprints
from watching import runs

from programs.exclusion import excluded, fingerprint, plain
from programs.generate import generate
from programs.grammar import GROUPS, TYPES, Writer
from programs.library import Library
from programs.statistics import BUILTINS, METHODS, features
from programs.template import Choice, Nodes, Slot


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(5_000, seed=11))


def test_the_same_seed_gives_the_same_rows_whatever_the_processes() -> None:
    one = list(generate(400, seed=5))
    two = list(generate(400, seed=5, processes=2))
    other = list(generate(400, seed=6))
    assert one == two
    assert one != other


def test_every_row_compiles_and_runs() -> None:
    warnings.simplefilter("ignore", SyntaxWarning)
    raised, _ = runs(rows())
    assert 0.01 < raised / len(rows()) < 0.06


def test_rows_are_distinct() -> None:
    assert len({(row["code"], row["call"]) for row in rows()}) == len(rows())
    assert len({row["id"] for row in rows()}) == len(rows())


def test_the_second_level_is_of_loops_and_branches() -> None:
    second = list(generate(300, seed=5, level="second"))
    kinds = [{type(node) for node in ast.walk(ast.parse(str(row["code"])))} for row in second]
    assert sum(bool(one & {ast.For, ast.While, ast.If}) for one in kinds) > 0.9 * len(second)
    assert {ast.For, ast.While, ast.If, ast.Break, ast.Continue, ast.BinOp, ast.AugAssign} <= set().union(*kinds)


def test_all_methods_and_builtins_occur() -> None:
    warnings.simplefilter("ignore", SyntaxWarning)
    found: set[str] = set()
    for row in rows():
        found |= features(ast.parse(str(row["code"])))
    missing = [f".{name}" for name in METHODS if f".{name}" not in found]
    missing += [f"{name}()" for name in BUILTINS if f"{name}()" not in found]
    assert missing == []


def test_results_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    script = (
        "import json, sys, io, contextlib\n"
        "for line in open(sys.argv[1], encoding='utf-8'):\n"
        "    row = json.loads(line)\n"
        "    space = {}\n"
        "    try:\n"
        "        with contextlib.redirect_stdout(io.StringIO()):\n"
        "            exec(row['code'], space)\n"
        "            value = eval(row['call'], space) if row['call'] else None\n"
        "    except Exception as error:\n"
        "        value = type(error).__name__\n"
        "    print(repr(value).encode('ascii', 'backslashreplace').decode())\n"
    )
    source = tmp_path / "rows.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows()[:2_000]), encoding="utf-8")
    outputs = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script, str(source)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.splitlines()
        for seed in ("1", "2")
    ]
    different = [row for row, one, two in zip(rows(), *outputs, strict=False) if one != two]
    assert different == []


def test_templates_name_only_slots_that_exist() -> None:
    library = Library()
    from random import Random

    writer = Writer(library, Random(0), 1, 0.0)
    kinds = set(TYPES) | set(GROUPS)

    def check(nodes: Nodes, source: str) -> None:
        for node in nodes:
            if isinstance(node, Choice):
                for option in node.options:
                    check(option, source)
            elif isinstance(node, Slot):
                known = node.name in library.sections or node.name in writer.builders
                known = known or (node.name[0] == "v" and node.name[1:] in kinds)
                assert known, f"@{node.name} in {source}"
                if node.name in library.sections and node.name not in writer.builders:
                    wanted = library.sections[node.name].templates[0].parameters
                    assert len(wanted) == len(node.arguments), f"@{node.name} in {source}"
                for argument in node.arguments:
                    check(argument, source)

    for section in library.sections.values():
        for template in section.templates:
            check(template.nodes, template.source)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_no_benchmark_function_is_generated(name: str) -> None:
    known = benchmark_fingerprints(name)
    assert known <= excluded()
    assert [row for row in rows() if fingerprint(ast.parse(str(row["code"]))) in known] == []


def test_fingerprints_see_through_names_and_layout() -> None:
    one = ast.parse("def f(text, n):\n    # reason\n    return text[:n].upper()")
    two = ast.parse("def head(s: str, k: int) -> str:\n    'Doc.'\n    return (s[:k]\n        .upper())")
    three = ast.parse("def f(text, n):\n    return text[:n].lower()")
    assert fingerprint(one) == fingerprint(two) != fingerprint(three)


def test_plain_functions_are_small_and_without_constants_of_their_own() -> None:
    assert plain(ast.parse("def f(s):\n    return s[::-1] + ''"))
    assert not plain(ast.parse("def f(s):\n    return s[::-1] + 'qz'"))
    assert not any(plain(ast.parse(str(row["code"]))) for row in rows() if row["call"] is not None)
