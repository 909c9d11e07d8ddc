"""Functions in files: what stands beside them, that they do what they did alone, and what is called."""

from __future__ import annotations

import ast
import json
from functools import cache
from pathlib import Path
from random import Random

from watching import runs

from programs.drafting import Row
from programs.exclusion import fingerprint
from programs.execution import FILE, execute
from programs.files import definition_of, in_files, main_of, renamed, spaced
from programs.generate import generate
from programs.units import handwritten

DOUBLE = "def f(n):\n    if n > 3:\n        n -= 1\n    return n * 2"
BESIDE = [
    Row("def f(text):\n    return text.upper() + '!'", "f('ab')", "a"),
    Row("LIMIT = 3\ndef keep(xs):\n    return [x for x in xs if x > LIMIT]", "keep([1, 5])", "b"),
    Row("import math\ndef f(n):\n    return math.sqrt(n) // 1", "f(17)", "c"),
]


@cache
def rows() -> list[dict[str, str | None]]:
    return list(generate(180, seed=3, sources={"handwritten": 1.0}, files=1.0))


def functions(row: dict[str, str | None]) -> list[str]:
    return [node.name for node in ast.parse(str(row["code"])).body if isinstance(node, ast.FunctionDef)]


def result(code: str, call: str) -> str:
    run = execute(compile(code, FILE, "exec"), compile(call, "<call>", "eval"), allow_text_sets=True)
    assert run is not None
    return run.result


def test_most_stand_among_others_and_all_run() -> None:
    counts = [len(functions(row)) for row in rows()]
    assert sum(count > 1 for count in counts) > 0.7 * len(counts)
    assert sum(count > 3 for count in counts) > 0.15 * len(counts)
    runs(rows())


def test_names_of_functions_are_bound_once() -> None:
    for row in rows():
        assert len(set(functions(row))) == len(functions(row)), row["code"]


def test_lines_go_far_and_calls_are_of_every_function() -> None:
    lines = [str(row["code"]).count("\n") for row in rows()]
    assert sum(line > 20 for line in lines) > 0.35 * len(lines)
    places = []
    for row in rows():
        names = functions(row)
        called = str(row["call"] or "").partition("(")[0]
        if len(names) > 2 and called in names:
            places.append(names.index(called) / (len(names) - 1))
    assert min(places) == 0.0
    assert max(places) == 1.0
    assert sum(0.0 < place < 1.0 for place in places) > 0.1 * len(places)


def test_a_function_does_in_a_file_what_it_does_alone() -> None:
    alone = Row(DOUBLE, "f(7)", "own")
    seen = set()
    for seed in range(60):
        made = in_files([alone, *BESIDE], 1.0, Random(seed))[0]
        name = (made.call or "").partition("(")[0]
        if made.key == "own":  # else a main calls it
            assert result(made.code, str(made.call)) == "12"
        seen.add(name)
    assert {"f", "main"} <= seen
    assert len(seen) > 6


def test_imports_stand_at_the_top() -> None:
    for seed in range(40):
        code = in_files([Row(DOUBLE, "f(7)", "own"), *BESIDE], 1.0, Random(seed))[0].code
        body = [one for one in ast.parse(code).body if not isinstance(one, ast.Expr)]
        kinds = [isinstance(one, ast.Import) for one in body]
        assert kinds == sorted(kinds, reverse=True), code


def test_no_share_changes_nothing() -> None:
    assert in_files(BESIDE, 0.0, Random(1)) == BESIDE
    plain = list(generate(40, seed=5, sources={"handwritten": 1.0}))
    assert plain == list(generate(40, seed=5, sources={"handwritten": 1.0}, files=0.0))


def test_the_same_seed_gives_the_same_rows() -> None:
    made = [list(generate(60, seed=5, sources={"handwritten": 1.0}, files=0.5, processes=count)) for count in (1, 2)]
    assert made[0] == made[1]


def test_programs_that_do_more_than_define_are_left_alone() -> None:
    assert definition_of("def f(x):\n    return x\nprint(f(1))", "f(1)") is None
    assert definition_of("X = 1\nimport os\ndef f(x):\n    return x", "f(1)") is None
    assert definition_of("@print\nclass A:\n    pass\ndef f(x):\n    return x", "f(1)") is None


def test_a_function_that_is_passed_on_keeps_its_name() -> None:
    recursive = definition_of("def f(x):\n    return f(x - 1) if x else 0", "f(2)")
    assert recursive
    again = renamed(recursive, "walk")
    assert again
    assert again.call == "walk(2)"
    assert "return walk(x - 1)" in again.code
    passed = definition_of("def f(x):\n    return list(map(f, x)) if x == 1 else x", "f(2)")
    assert passed
    assert renamed(passed, "walk") is None


def test_blank_lines_comments_and_docstrings_change_nothing() -> None:
    branches = "    if a:\n        return 1\n    elif text:\n        return 2\n    return (\n        3)"
    code = f'def f(a):\n    text = """one\n    two"""\n{branches}'
    longer = set()
    for seed in range(80):
        made = spaced(code, Random(seed))
        tree = ast.parse(made)
        function = tree.body[0]
        assert isinstance(function, ast.FunctionDef)
        if ast.get_docstring(function) is not None:
            del function.body[0]
        assert ast.dump(tree) == ast.dump(ast.parse(code)), made
        longer.add(made.count("\n"))
    assert len(longer) > 3


def test_teaching_programs_run() -> None:
    lines = (Path(__file__).parents[1] / "teaching.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 20
    raised, steps = runs(json.loads(line) for line in lines)
    assert raised == 0
    assert min(steps) > 15


def test_no_function_of_the_teaching_programs_is_one_of_those_by_hand() -> None:
    lines = (Path(__file__).parents[1] / "teaching.jsonl").read_text(encoding="utf-8").splitlines()
    written = {fingerprint(ast.parse(unit.code)) for unit in handwritten()}
    functions = [node for line in lines for node in ast.parse(json.loads(line)["code"]).body if isinstance(node, ast.FunctionDef)]
    assert len(functions) > 30
    for function in functions:
        assert fingerprint(ast.Module([function], [])) not in written, function.name


def test_a_main_calls_what_it_is_told_to() -> None:
    texts = set()
    for seed in range(80):
        code, call = main_of(["double(4)", "shout('a')"], ["double(1)"], frozenset({"double", "shout", "main"}), Random(seed))
        tree = ast.parse(code)
        assert "double(" in code
        assert call.startswith(tree.body[0].name)  # type: ignore[attr-defined]
        texts.add(" ".join(type(node).__name__ for node in ast.walk(tree)))
    assert len(texts) > 6
