"""Functions as they stand in a person's file: among others, with blank lines and comments, and called by a `main`.

What is drafted elsewhere is a function of its own, which begins at line 1 and is over by line 10. A model that has met no others
leaves a loop at line 26 for a line of another function, and takes the name of a call for one that it knows.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from programs.execution import FILE, execute
from programs.modules import RESULTS
from programs.pools import ROLES, WORDS

if TYPE_CHECKING:
    from programs.drafting import Row

LONGEST_COMPANION = 420  # characters
LONGEST = 1_050  # characters of a file, without comments: what a model reads has to leave room for states
MAIN_SHARE = 0.45  # of the files, with a function that calls one or more of the others
DOCSTRING_SHARE = 0.25  # of the functions
SPACED_SHARE = 0.4  # of the functions, with blank lines or comments inside
NAMES = [
    "solve",
    "run",
    "process",
    "transform",
    "compute",
    "convert",
    "calculate",
    "check",
    "count_items",
    "find_first",
    "get_result",
    "encode",
    "decode",
    "clean",
    "collect",
    "evaluate",
    "keep_values",
    "merge",
    "normalize",
    "parse",
    "rank",
    "reduce_list",
    "reverse_text",
    "scan",
    "score",
    "select",
    "shift",
    "summarize",
    "update_values",
    "helper",
    "is_valid",
    "build",
    "format_line",
    "split_words",
    "largest",
    "total_of",
    "join_all",
    "apply_all",
    "make_pairs",
    "first_of",
    "drop_last",
    "rotate",
]
MAINS = ("main", "main", "main", "run", "demo", "test", "start")
ITEMS = ("item", "value", "each", "case", "x")


@dataclass(frozen=True, slots=True)
class Definition:
    """A program that defines the function that `call` calls."""

    imports: tuple[str, ...]
    code: str  # without the imports
    names: frozenset[str]  # all that stand in it
    call: str

    @property
    def function(self) -> str:
        """The name of the function that is called."""
        return self.call.partition("(")[0]


def definition_of(code: str, call: str) -> Definition | None:
    """A program and a call of a function of it, taken apart; None where the program does more than define."""
    tree = ast.parse(code)
    imports, lines = [], code.split("\n")
    last_import = 0
    for statement in tree.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            imports.append(ast.unparse(statement))
            last_import = statement.end_lineno or 0
        elif not isinstance(statement, (ast.FunctionDef, ast.ClassDef, ast.Assign)) or (
            isinstance(statement, ast.ClassDef) and statement.decorator_list
        ):
            return None
    if any(isinstance(one, (ast.Import, ast.ImportFrom)) for one in tree.body[len(imports) :]):
        return None
    names = frozenset(re.findall(r"[A-Za-z_]\w*", code))
    return Definition(tuple(imports), "\n".join(lines[last_import:]).strip("\n"), names, call)


def bound(code: str) -> set[str]:
    """The names that a module's own statements bind."""
    found: set[str] = set()
    for statement in ast.parse(code).body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            found.add(statement.name)
        else:
            found.update(node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return found


def renamed(definition: Definition, name: str) -> Definition | None:
    """With another name for the function that is called; None where it is used in another way than by calls."""
    old = definition.function
    code = re.sub(rf"\b{old}\(", f"{name}(", definition.code)
    if re.search(rf"\b{old}\b", code):
        return None
    names = definition.names - {old} | {name}
    return replace(definition, code=code, names=names, call=f"{name}{definition.call[len(old) :]}")


def comment(rng: Random) -> str:
    """A comment of a few words."""
    return "# " + " ".join(rng.sample(WORDS, rng.randint(1, 5)))


def spaced(code: str, rng: Random) -> str:
    """The code with blank lines, comments and docstrings, which steps pass over."""
    tree = ast.parse(code)
    lines = code.split("\n")
    before: dict[int, list[str]] = {}
    starts = []
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.col_offset and not lines[node.lineno - 1][: node.col_offset].strip():
            starts.append(node.lineno)
        if isinstance(node, ast.FunctionDef) and rng.random() < DOCSTRING_SHARE:
            first = node.body[0]
            if (
                first.lineno > node.lineno
                and ast.get_docstring(node) is None
                and not lines[first.lineno - 1][: first.col_offset].strip()
            ):
                indent = " " * first.col_offset
                text = " ".join(rng.sample(WORDS, rng.randint(2, 6))).capitalize()
                more = [f"{indent}{' '.join(rng.sample(WORDS, 4))}", f'{indent}"""']
                before[first.lineno] = [f'{indent}"""{text}.', "", *more] if rng.random() < 0.3 else [f'{indent}"""{text}."""']
    if starts and rng.random() < SPACED_SHARE:
        for number in rng.sample(starts, min(len(starts), rng.choice((1, 1, 2)))):
            line = lines[number - 1]
            indent = line[: len(line) - len(line.lstrip())]
            if number not in before:
                before[number] = [""] if rng.random() < 0.5 else [indent + comment(rng)]
    return "\n".join(line for number, line in enumerate(lines, 1) for line in [*before.get(number, []), line])


def parameters_of(call: str, taken: frozenset[str], rng: Random) -> tuple[list[str], list[str]]:
    """Names for a call's arguments, and the arguments; none of both where they are no plain values."""
    made = ast.parse(call, mode="eval").body
    if not isinstance(made, ast.Call) or made.keywords or any(isinstance(one, ast.Starred) for one in made.args):
        return [], []
    free = [
        name
        for name in dict.fromkeys(" ".join(ROLES[role][1] for role in ("text", "nums", "n", "items")).split())
        if name not in taken
    ]
    if len(free) < len(made.args):
        return [], []
    return rng.sample(free, len(made.args)), [ast.get_source_segment(call, one) or "" for one in made.args]


def main_of(calls: Sequence[str], again: Sequence[str], taken: frozenset[str], rng: Random) -> tuple[str, str]:
    """A function that makes one or more calls, and a call of it.

    Args:
        calls: calls of different functions, the first of the one that is looked at.
        again: other calls of that one.
        taken: names that stand in the file.
        rng: the source of randomness.
    """
    name = next(one for one in (*rng.sample(MAINS, len(MAINS)), "main_program") if one not in taken)
    names, arguments = parameters_of(calls[0], taken, rng)
    one_argument = [call for call in (calls[0], *again) if len(parameters_of(call, taken, rng)[1]) == 1]
    results = rng.sample([one for one in RESULTS if one not in names], 4)
    roll = rng.random()
    function = calls[0].partition("(")[0]
    if roll < 0.3 and len(one_argument) > 1:
        values = ", ".join(parameters_of(call, taken, rng)[1][0] for call in one_argument[:3])
        item = rng.choice([one for one in ITEMS if one not in taken])
        if rng.random() < 0.3:
            return f"def {name}():\n    return [{function}({item}) for {item} in [{values}]]", f"{name}()"
        lines = [f"{results[0]} = []", f"for {item} in [{values}]:", f"    {results[0]}.append({function}({item}))"]
        return "\n".join([f"def {name}():", *(f"    {line}" for line in lines), f"    return {results[0]}"]), f"{name}()"
    given = bool(arguments) and rng.random() < 0.6
    first = f"{function}({', '.join(names)})" if given else calls[0]
    head = f"def {name}({', '.join(names) if given else ''}):"
    call = f"{name}({', '.join(arguments)})" if given else f"{name}()"
    made = [first, *calls[1:]]
    lines = [f"{result} = {one}" for result, one in zip(results, made, strict=False)]
    told = results[: len(lines)]
    if len(told) == 1:
        ending = rng.choice((f"return {told[0]}", f"print({told[0]})", f"return [{told[0]}]"))
    else:
        both = ", ".join(told)
        ending = rng.choice(
            (f"return {both}", f"return [{both}]", f"print({both})", f"return {told[0]} == {told[1]}", f"return {told[-1]}")
        )
    return "\n".join([head, *(f"    {line}" for line in (*lines, ending))]), call


def file_of(row: Row, again: Sequence[str], companions: Sequence[Definition], rng: Random) -> Row | None:
    """A row whose function stands in a file with others; None where it does not lend itself.

    Args:
        row: the row, of a function.
        again: other calls of its function.
        companions: what may stand beside it.
        rng: the source of randomness.
    """
    own = definition_of(row.code, row.call or "")
    if own is None:
        return None
    own_code = own.code
    if own.function == "f" and rng.random() < 0.85:
        own = renamed(own, rng.choice([name for name in NAMES if name not in own.names])) or own
    again = [own.function + call[len(call.partition("(")[0]) :] for call in again]
    taken, bindings = own.names, bound(own.code)
    beside: list[Definition] = []
    size = len(own.code)
    for companion in rng.sample(companions, min(len(companions), rng.choice((1, 2, 2, 3, 3, 4, 5)))):
        free = [name for name in NAMES if name not in taken and name not in companion.names]
        other = renamed(companion, rng.choice(free)) if free and companion.function == "f" else companion
        if (
            other is None
            or companion.code == own_code
            or bound(other.code) & taken
            or bindings & other.names
            or size + len(other.code) > LONGEST
        ):
            continue
        beside.append(other)
        taken, bindings, size = taken | other.names, bindings | bound(other.code), size + len(other.code)
    if not beside:
        return None
    call, key, bodies = own.call, row.key, [one.code for one in beside]
    bodies.insert(rng.randint(0, len(bodies)), own.code)
    if rng.random() < MAIN_SHARE:
        others = [one.call for one in beside][: rng.choice((0, 0, 1, 1, 2))]
        main, call = main_of([own.call, *others], again, taken, rng)
        bodies.append(main)
        key = f"{row.key}:{own.call}"
    imports = list(dict.fromkeys(line for one in (own, *beside) for line in one.imports))
    gap = "\n" * rng.choice((3, 3, 3, 2, 2, 1))
    parts = [spaced(body, rng) if rng.random() < 0.7 else body for body in bodies]
    parts = [f"{comment(rng)}\n{part}" if rng.random() < 0.1 else part for part in parts]
    head = [f'"""{" ".join(rng.sample(WORDS, 5)).capitalize()}."""\n'] if rng.random() < 0.15 else []
    code = "\n".join([*head, *imports, *([""] if imports else []), gap.join(parts)])
    try:
        run = execute(compile(code, FILE, "exec"), compile(call, "<call>", "eval"), allow_text_sets=False)
    except (SyntaxError, ValueError):
        return None
    return replace(row, code=code, call=call, key=key) if run else None


def in_files(rows: Iterable[Row], share: float, rng: Random) -> list[Row]:
    """Rows of which a share of the functions stand in files, the rest as they are.

    Args:
        rows: the rows, those of a function one after another.
        share: of the functions, 0 to 1.
        rng: the source of randomness.
    """
    groups = [list(group) for _, group in itertools.groupby(rows, key=lambda row: row.code)]
    companions = []
    for group in groups:
        if group[0].call and len(group[0].code) <= LONGEST_COMPANION:
            companion = definition_of(group[0].code, group[0].call)
            if companion:
                companions.append(companion)
    result: list[Row] = []
    for group in groups:
        if rng.random() >= share:
            result += group
            continue
        calls = [row.call for row in group if row.call]
        for row in group:
            result.append(
                (file_of(row, [call for call in calls if call != row.call], companions, rng) if row.call else None) or row
            )
    return result
