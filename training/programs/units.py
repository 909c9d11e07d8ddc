"""Functions that people wrote, as programs: what their parameters may be is found out by trial, names and details vary."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from types import CodeType

from programs.compose import Program, requoted
from programs.evidence import evidence_of
from programs.execution import FILE, Run, execute
from programs.extraction import Module, Unit
from programs.inference import candidates, role_of
from programs.mutation import mutate_tree, unparsed
from programs.pools import EXTRA_NAMES, RESERVED, made_up_name, names_of
from programs.strings import Hints
from programs.values import Values

HANDWRITTEN = Path(__file__).parent / "handwritten"
TRIALS = 36  # calls a parameter, with guessed kinds, that tell which of them a function takes
HOPELESS = 15  # trials without a success, after which a function is taken to want other things than plain values
WRONG_KIND = frozenset({"TypeError", "AttributeError"})
MADE_UP_SHARE = 0.1  # of the names that are given


@dataclass(frozen=True, slots=True)
class Taken:
    """Kinds of arguments that a function was seen to take, and how gladly."""

    kinds: tuple[str, ...]
    weight: float


def compiled(code: str) -> CodeType:
    """A program as the execution filter wants it."""
    return compile(code, FILE, "exec")


def entry_of(code: str) -> ast.FunctionDef:
    """The last function of a program."""
    function = ast.parse(code).body[-1]
    assert isinstance(function, ast.FunctionDef)
    return function


def arguments(kinds: tuple[str, ...], hints: Hints, rng: Random) -> list[object]:
    """Values of the kinds, long ones first, so that characters, indices and members can be drawn from them."""
    hints.made = []
    values = Values(rng, hints)
    late = ("char", "sub", "idx", "int", "num", "small")
    made = {at: values.make(kinds[at]) for at in sorted(range(len(kinds)), key=lambda at: kinds[at] in late)}
    return [made[at] for at in range(len(kinds))]


def settle(unit: Unit, hints: Hints) -> tuple[Taken, ...]:
    """Tries kinds that the use of the parameters allows, and keeps the combinations that lead somewhere.

    Returns:
        The combinations with weights; none where no call succeeded.
    """
    rng = Random(unit.origin)
    evidence = evidence_of(entry_of(unit.code), unit.parameters)
    choices = [candidates(name, evidence[name], note) for name, note in zip(unit.parameters, unit.annotations, strict=True)]
    code = compiled(unit.code)
    found: dict[tuple[str, ...], list[Run | None]] = {}
    trials = TRIALS * len(unit.parameters)
    for trial in range(trials):
        kinds = tuple(
            rng.choices([kind for kind, _ in options], [2.0 ** (points - options[0][1]) for _, points in options])[0]
            for options in choices
        )
        values = arguments(kinds, hints, rng)
        call = f"{unit.name}({', '.join(map(repr, values))})"
        found.setdefault(kinds, []).append(execute(code, compile(call, "<call>", "eval"), allow_text_sets=True))
        if trial == HOPELESS and not any(run and not run.error for runs in found.values() for run in runs):
            break
    reached = max((len(run.lines) for runs in found.values() for run in runs if run and not run.error), default=0)
    taken = []
    for kinds, runs in found.items():
        fit = [run for run in runs if run and not run.error]
        wrong = sum(1 for run in runs if run and run.error in WRONG_KIND)
        if not fit or wrong * 5 > len(runs):
            continue
        lines = len(frozenset().union(*(run.lines for run in fit)))
        share = len(fit) / len(runs)
        if lines * 2 >= reached and share >= 0.3:
            taken.append(Taken(kinds, len(fit) * share * (lines / reached) ** 2))
    taken.sort(key=lambda one: (-one.weight, one.kinds))
    return tuple(one for one in taken[:8] if one.weight > taken[0].weight / 12)


@cache
def handwritten() -> tuple[Unit, ...]:
    """The functions of ``handwritten/``; helpers of others are no units of their own.

    Raises:
        ValueError: a function refers to something that is out of reach.
    """
    units: list[Unit] = []
    for path in sorted(HANDWRITTEN.glob("*.py")):
        module = Module(path.read_text(encoding="utf-8"), path.stem)
        helpers = module.helpers()
        for name in module.functions:
            if name in helpers:
                continue
            unit = module.unit(name)
            if unit is None:
                raise ValueError(f"{path.name}: {name} does not stand on its own")
            units.append(unit)
    return tuple(units)


def locals_of(tree: ast.Module) -> list[str]:
    """Names bound inside the functions of a program, without those that keyword arguments mention."""
    bound: dict[str, None] = {}
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.arg):
                    bound[node.arg] = None
                elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    bound[node.id] = None
                elif isinstance(node, ast.ExceptHandler) and node.name:
                    bound[node.name] = None
    mentioned = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword)}
    return [name for name in bound if name not in mentioned and name != "_"]


class Renamed(ast.NodeTransformer):
    """Replaces names."""

    def __init__(self, names: dict[str, str]) -> None:
        """``names`` maps old names to new ones; both sides are distinct."""
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """A variable or a function."""
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """A parameter."""
        node.arg = self.names.get(node.arg, node.arg)
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        """The name of a caught exception."""
        node.name = self.names.get(node.name, node.name) if node.name else None
        self.generic_visit(node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """A function's name."""
        node.name = self.names.get(node.name, node.name)
        self.generic_visit(node)
        return node

    def visit_Nonlocal(self, node: ast.Nonlocal) -> ast.Nonlocal:
        """Names of an outer function."""
        node.names = [self.names.get(name, name) for name in node.names]
        return node


def rename(tree: ast.Module, name: str, rng: Random, share: float) -> None:
    """Call the function ``name`` ``f`` and a share of the variables otherwise, in place."""
    taken = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | set(locals_of(tree)) | RESERVED
    taken |= {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    top = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    names: dict[str, str] = {} if "f" in top else {name: "f"}
    for old in locals_of(tree):
        if old in top:
            continue
        if rng.random() > share and old != "f":
            continue
        role = role_of(old)
        pool = names_of(role) if role and rng.random() < 0.85 else EXTRA_NAMES
        new = made_up_name(rng) if rng.random() < MADE_UP_SHARE else rng.choice(pool)
        if new not in taken:
            names[old] = new
            taken.add(new)
    Renamed(names).visit(tree)


def varied(unit: Unit, kinds: tuple[str, ...], rng: Random, *, renames: float, edits: float) -> Program:
    """A unit as a program of its own: ``f``, with some names and details changed.

    Args:
        unit: the function.
        kinds: the kinds of its required parameters.
        rng: the source of randomness.
        renames: the share of the variables that get other names, in half of the programs.
        edits: the share of the programs that are edited at random.

    Raises:
        SyntaxError: an edit broke the program.
    """
    tree = ast.parse(unit.code)
    rename(tree, unit.name, rng, renames if rng.random() < 0.6 else 0.0)
    if rng.random() < edits:
        mutate_tree(tree, rng)
    return Program(requoted(unparsed(tree), rng), list(kinds), unit.origin)
