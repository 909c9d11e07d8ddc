"""Counts what programs are made of: ``python -m programs.statistics FILE [FILE …]`` prints one column a file.

Reads rows with ``code`` and either ``call`` or ``input`` (the arguments of ``f``, as CruxEval writes them).
Shares are per cent of the functions that hold a construct at least once.
"""
# ruff: noqa: SIM905 - long pools read better as words between spaces

from __future__ import annotations

import argparse
import ast
import json
import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from programs.execution import FILE, execute

if TYPE_CHECKING:
    from collections.abc import Iterable

METHODS = (
    "capitalize casefold center count encode endswith expandtabs find format index isalnum isalpha isascii isdecimal "
    "isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition "
    "removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip "
    "swapcase title translate upper zfill append clear copy extend insert pop remove reverse sort fromkeys get items keys "
    "popitem setdefault update values add discard union intersection difference symmetric_difference issubset issuperset "
    "isdisjoint bit_length "
).split()
BUILTINS = (
    "len range sum min max sorted abs any all ord chr int str list tuple set dict bool zip enumerate reversed divmod round "
    "isinstance bin hex oct map filter type iter next print repr pow float "
).split()

NODES = {
    "for": ast.For,
    "while": ast.While,
    "if": ast.If,
    "try": ast.Try,
    "break": ast.Break,
    "continue": ast.Continue,
    "return": ast.Return,
    "aug-assign": ast.AugAssign,
    "raise": ast.Raise,
    "assert": ast.Assert,
    "del": ast.Delete,
    "list-comp": ast.ListComp,
    "dict-comp": ast.DictComp,
    "set-comp": ast.SetComp,
    "generator": ast.GeneratorExp,
    "lambda": ast.Lambda,
    "if-expression": ast.IfExp,
    "f-string": ast.JoinedStr,
    "slice": ast.Slice,
    "subscript": ast.Subscript,
    "and/or": ast.BoolOp,
    "starred": ast.Starred,
    "class": ast.ClassDef,
    "global": ast.Global,
    "dict-display": ast.Dict,
    "set-display": ast.Set,
    "in": ast.In,
    "not-in": ast.NotIn,
    "is": ast.Is,
    "%": ast.Mod,
    "//": ast.FloorDiv,
    "**": ast.Pow,
    "unary-minus": ast.USub,
}
LOOPS = (ast.For, ast.While)


def features(tree: ast.Module) -> set[str]:
    """The names of all constructs, methods and builtins a program holds."""
    found: set[str] = set()
    functions = 0
    for node in ast.walk(tree):
        found.update(name for name, kind in NODES.items() if isinstance(node, kind))
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            found.add(f".{node.attr}")
        elif isinstance(node, ast.Name) and node.id in BUILTINS:
            found.add(f"{node.id}()")
        elif isinstance(node, ast.FunctionDef):
            functions += 1
            if any(isinstance(one, ast.Name) and one.id == node.name for one in ast.walk(node)):
                found.add("recursion")
        elif isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            found.add("elif")
        elif isinstance(node, ast.Compare) and len(node.ops) > 1:
            found.add("chained comparison")
        if isinstance(node, LOOPS) and any(isinstance(one, LOOPS) for body in node.body for one in ast.walk(body)):
            found.add("nested loop")
        if isinstance(node, (ast.Assign, ast.For)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Tuple) for target in targets):
                found.add("unpacking")
    if functions > 1:
        found.add("two functions")
    return found


def argument_types(call: str) -> list[str]:
    """The types of a call's literal arguments."""
    types: list[str] = []
    tree = ast.parse(call, mode="eval").body
    for argument in tree.args if isinstance(tree, ast.Call) else []:
        try:
            value = ast.literal_eval(argument)
        except ValueError:
            types.append("other")
            continue
        inner = f"[{type(next(iter(value))).__name__}]" if isinstance(value, (list, tuple, dict)) and value else ""
        types.append(type(value).__name__ + inner)
    return types


def quantiles(values: list[int]) -> str:
    """Median, 90th and 99th percentile."""
    values = sorted(values)
    return " / ".join(str(values[min(len(values) - 1, int(len(values) * share))]) for share in (0.5, 0.9, 0.99))


def lengths(call: str) -> Iterable[tuple[str, int]]:
    """The lengths of the string, list and dictionary arguments of a call."""
    tree = ast.parse(call, mode="eval").body
    for argument in tree.args if isinstance(tree, ast.Call) else []:
        try:
            value = ast.literal_eval(argument)
        except ValueError:
            continue
        if isinstance(value, (str, list, dict)):
            yield type(value).__name__, len(value)


def measure(path: Path, limit: int) -> dict[str, str]:
    """All counts of a file, by label."""
    warnings.simplefilter("ignore", SyntaxWarning)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:limit]]
    held: Counter[str] = Counter()
    types: Counter[str] = Counter()
    parameters: Counter[int] = Counter()
    steps: list[int] = []
    sizes: dict[str, list[int]] = {"str": [], "list": [], "dict": []}
    characters: list[int] = []
    lines: list[int] = []
    nodes: list[int] = []
    errors = unfit = 0
    for row in rows:
        call = row["call"] if "call" in row else f"f({row['input']})"
        tree = ast.parse(row["code"])
        held.update(features(tree))
        characters.append(len(row["code"]))
        lines.append(len([line for line in row["code"].split("\n") if line.strip()]))
        nodes.append(sum(1 for _ in ast.walk(tree)))
        if call is not None:
            known = argument_types(call)
            types.update(set(known))
            parameters[len(known)] += 1
            for kind, length in lengths(call):
                sizes[kind].append(length)
        run = execute(compile(tree, FILE, "exec"), None if call is None else compile(call, "<call>", "eval"), allow_text_sets=True)
        if run is None:
            unfit += 1
        else:
            errors += bool(run.error)
            steps.append(run.steps)
    total = len(rows)
    table = {
        "rows": str(total),
        "functions": str(len({row["code"] for row in rows})),
        "characters (p50 / p90 / p99)": quantiles(characters),
        "lines": quantiles(lines),
        "syntax nodes": quantiles(nodes),
        "line and return events": quantiles(steps),
        "raise %": f"{100 * errors / total:.1f}",
        "outside the limits %": f"{100 * unfit / total:.1f}",
    }
    for kind, values in sizes.items():
        table[f"length of {kind} arguments"] = quantiles(values or [0])
    for amount in (0, 1, 2, 3):
        table[f"{amount} arguments"] = f"{100 * parameters[amount] / total:.1f}"
    for kind, number in types.most_common(14):
        table[f"argument {kind}"] = f"{100 * number / total:.1f}"
    names = [*NODES, "elif", "nested loop", "unpacking", "chained comparison", "recursion", "two functions"]
    names += [f".{name}" for name in METHODS] + [f"{name}()" for name in BUILTINS]
    for name in names:
        table[name] = f"{100 * held[name] / total:.1f}"
    return table


def main() -> None:
    """Print the columns side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=20_000, help="rows read of each file")
    options = parser.parse_args()
    tables = [measure(path, options.limit) for path in options.files]
    labels = list(dict.fromkeys(label for table in tables for label in table))
    width = max(map(len, labels)) + 2
    print(" " * width + "  ".join(f"{path.name[:18]:>18}" for path in options.files))
    for label in labels:
        print(f"{label:<{width}}" + "  ".join(f"{table.get(label, ''):>18}" for table in tables))


if __name__ == "__main__":
    main()
