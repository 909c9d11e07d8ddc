"""Infers from a function's text what its parameters may be: which kinds of ``values.py`` their use allows.

Each kind has an example; a kind fits as far as its example bears the evidence of ``evidence.py``.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from programs.evidence import Evidence
from programs.pools import ROLES

Sequence = (str, list, tuple)

# Kind -> (an example, how likely it is before anything is known).
EXAMPLES: dict[str, tuple[Any, float]] = {
    "str": ("abc", 1.0),
    "sentence": ("ab cd", 0.2),
    "lines": ("ab\ncd", -1.0),
    "csv": ("ab,cd", -0.5),
    "digits": ("123", -0.5),
    "binary": ("101", -1.5),
    "brackets": ("(a)", -1.5),
    "char": ("a", 0.0),
    "sub": ("ab", 0.3),
    "int": (3, 0.8),
    "num": (4, 0.8),
    "small": (2, 0.7),
    "pos": (31, 0.0),
    "idx": (1, 0.2),
    "bool": (True, -1.5),
    "real": (2.5, -1.0),
    "ints": ([3, 1], 1.0),
    "strs": (["ab", "c"], 0.8),
    "chars": (["a", "b"], 0.0),
    "mat": ([[1, 2], [3, 4]], -0.2),
    "square": ([[1, 2], [3, 4]], -0.6),
    "pairs": ([("ab", 1)], -0.4),
    "spans": ([(1, 4)], -0.5),
    "words2": ([["ab"], ["c"]], -0.8),
    "records": ([{"name": "ab", "age": 3, "score": 1}], -2.0),
    "mixed": ([1, "ab", None], -1.0),
    "ti": ((3, 1), -0.5),
    "ts": (("ab", "c"), -0.8),
    "dsi": ({"ab": 1}, 0.6),
    "dss": ({"ab": "cd"}, 0.1),
    "dii": ({1: 2}, -0.4),
    "dis": ({1: "ab"}, -0.6),
    "dsl": ({"ab": [1, 2]}, -0.6),
    "dsw": ({"A": ["B"], "B": []}, -1.0),
    "nested": ({"ab": {"a": 1}}, -1.0),
    "si": ({3, 1}, -0.6),
}
ROLE_KINDS = {
    "text": "str", "word": "sub", "ch": "char", "words": "strs", "nums": "ints", "nums2": "ints", "text2": "sub", "items": "ints",
    "sub": "sub", "prefix": "sub", "suffix": "sub", "sep": "char", "fill": "char", "char": "char", "char2": "char", "n": "num",
    "k": "small", "width": "num", "idx": "idx", "lo": "idx", "hi": "idx", "x": "int", "y": "int", "a": "int", "b": "int",
    "target": "int", "limit": "int", "base": "small", "d": "dsi", "dd": "dsi", "key": "sub", "val": "int", "mat": "mat",
    "row": "ints", "pairs": "pairs", "st": "si", "tup": "ti", "flag": "bool", "i": "idx", "count": "num", "total": "int",
}  # fmt: skip
ANNOTATIONS = {
    "str": "str", "int": "int", "float": "real", "bool": "bool", "list": "ints", "tuple": "ti", "dict": "dsi", "set": "si",
    "list[int]": "ints", "list[str]": "strs", "dict[str, int]": "dsi", "dict[str, str]": "dss", "Iterable[str]": "strs",
    "Sequence[str]": "strs", "Sequence[int]": "ints", "Iterable[int]": "ints", "List[str]": "strs", "List[int]": "ints",
    "tuple[int, ...]": "ti", "tuple[str, ...]": "ts", "list[list[int]]": "mat", "list[tuple[str, int]]": "pairs",
    "list[tuple[int, int]]": "spans", "dict[str, list[str]]": "dsw", "list[list[str]]": "words2", "set[int]": "si",
}  # fmt: skip
# Kinds that do as well where a function never looks at what the keys are; the trial tells.
KIN = {"dsi": "dii", "dss": "dis"}
NARROW = {  # methods that some flavours of a string were made for
    "split": ("sentence", "csv"), "splitlines": ("lines",), "title": ("sentence",), "isdigit": ("digits", "str"),
    "partition": ("csv",), "rpartition": ("csv",), "zfill": ("digits",), "expandtabs": ("lines",),
}  # fmt: skip


def bears(example: Any, evidence: Evidence, depth: int = 0) -> float:
    """How well a value bears the evidence: points for what it can do, penalties for what it can't."""
    points = 0.0
    for method in evidence.methods:
        points += 3.0 if hasattr(example, method) else -6.0
    kind = type(example)
    sized = isinstance(example, (str, list, tuple, dict, set))
    for use in sorted(evidence.uses):  # the same sum whatever the hash seed
        if use in ("number", "count to", "index of", "digits"):
            points += 3.0 if kind in (int, float) else -5.0
            points -= 2.0 if kind is float and use != "number" else 0.0
        elif use == "subscript":
            points += 0.7 if kind is int else 0.0
        elif use in ("text", "short text", "letter"):
            points += 3.0 if kind is str else -5.0
        elif use == "numeral":
            points += 2.0 if kind is int else (1.0 if kind is str and example.isdigit() else -3.0)
        elif use in ("iterate", "len", "contain"):
            points += 1.0 if sized else -5.0
        elif use == "item":
            points += 1.5 if isinstance(example, Sequence) else (-0.5 if kind is dict else -5.0)
        elif use == "item by name":
            points += 1.0 if kind in (str, list, tuple, dict) else -5.0
        elif use == "item by text":
            points += 3.0 if kind is dict else -6.0
            points += 3.0 * sum(name in example for name in evidence.constants) if kind is dict else 0.0
        elif use == "slice":
            points += 1.5 if isinstance(example, Sequence) else -5.0
        elif use == "store":
            points += 2.5 if kind in (list, dict) else -6.0
        elif use == "store slice":
            points += 2.5 if kind is list else -6.0
        elif use == "list":
            points += 2.5 if kind is list else -5.0
        elif use == "add":
            points += 0.3 if kind in (str, int, list, tuple, float) else -5.0
        elif use == "multiply":
            points += 1.0 if kind in (int, float) else -1.0
        elif use == "subtract":
            points += 1.5 if kind is int else (0.5 if kind in (set, float) else -4.0)
        elif use.startswith("unpack"):
            fits = sized and len(example) == int(use[6:]) and kind in (tuple, list)
            points += 2.0 if fits else -6.0
        elif use.startswith("may be "):
            points += 1.5 if use[7:] in (kind.__name__, "Sequence", "Iterable") else -0.2
        elif use == "call":
            points -= 9.0
    if depth > 2:
        return points
    for name, part in evidence.parts.items():
        inner = part_of(example, name)
        points += 0.7 * bears(inner[0], part, depth + 1) if inner else -1.0
    return points


def part_of(example: Any, name: str) -> list[Any]:
    """The named part of an example, in a list; empty where it has none."""
    if name == "element" and isinstance(example, (str, list, tuple, dict, set)):
        return list(example)[:1]
    if name == "item":
        return (
            list(example.values())[:1] if isinstance(example, dict) else list(example)[:1] if isinstance(example, Sequence) else []
        )
    if name in ("key", "value") and isinstance(example, dict):
        return list(example if name == "key" else example.values())[:1]
    if name.startswith("at") and isinstance(example, Sequence):
        return list(example)[int(name[2:]) : int(name[2:]) + 1]
    return []


@cache
def role_of(name: str) -> str:
    """The role of ``pools.py`` in which a name is most at home; empty where in none."""
    best, most = "", 0.0
    for role, (_, names) in ROLES.items():
        pool = names.split()
        share = pool.count(name) / len(pool)
        if role in ROLE_KINDS and share > most:
            best, most = role, share
    return best


def candidates(name: str, evidence: Evidence, annotation: str = "", most: int = 6) -> list[tuple[str, float]]:
    """Kinds that a parameter may be of, the likeliest first, with points."""
    suggested = ROLE_KINDS.get(role_of(name.rstrip("0123456789")), "")
    annotated = ANNOTATIONS.get(annotation.replace("typing.", "").split(" | ")[0], "")
    scored: list[tuple[str, float]] = []
    for kind, (example, likely) in EXAMPLES.items():
        points = likely + bears(example, evidence)
        if suggested and type(EXAMPLES[suggested][0]) is type(example):
            points += 2.0 + (0.7 if kind == suggested else 0.0)
        if annotated:
            points += 4.0 if type(EXAMPLES[annotated][0]) is type(example) else -2.0
            if kind in (annotated, KIN.get(annotated)):
                points += 0.5 if annotated in ("str", "int", "ints") else 3.0
        points += sum(0.9 for method in evidence.methods if kind in NARROW.get(method, ()))
        if "letter" in evidence.uses and kind == "char":
            points += 1.0
        if "short text" in evidence.uses and kind in ("char", "sub"):
            points += 0.8
        if "numeral" in evidence.uses and kind == "digits":
            points += 2.0
        if evidence.uses & {"digits", "as text"} and kind == "pos":
            points += 1.0
        if "count to" in evidence.uses and kind in ("num", "small"):
            points += 0.8
        if evidence.uses & {"index of", "subscript"} and kind in ("idx", "small"):
            points += 0.9
        scored.append((kind, round(points, 6)))
    scored.sort(key=lambda one: -one[1])
    return [one for one in scored[:most] if one[1] > scored[0][1] - 4.0]
