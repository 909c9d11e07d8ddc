"""Drafts functions, chooses their calls, and tells which rows are fit for the corpus."""
# ruff: noqa: SIM905 - long pools read better as words between spaces

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from types import CodeType

from programs.basics import THEMES, basics
from programs.classes import classes
from programs.compose import Composer, Program, requoted
from programs.comprehensions import comprehensions
from programs.conditions import conditions
from programs.control_flow import control_flow
from programs.drills import drills
from programs.exclusion import excluded, fingerprint, plain
from programs.execution import FILE, Run, execute
from programs.extraction import Unit
from programs.first_steps import first_steps
from programs.grammar import NoVariableError
from programs.layout import over_lines
from programs.library import Library
from programs.long_loops import long_loops
from programs.methods import methods
from programs.modules import at_module_level
from programs.mutation import mutate, twist, unparsed
from programs.nested import nested
from programs.operations import operations
from programs.quizzes import quizzes
from programs.strings import Hints
from programs.units import Taken, varied
from programs.values import PLAIN, Values

RAISE_SHARE = 0.04
MUTATED_SHARE = 0.25  # of the functions, edited at random after the templates wrote them
NEVER = frozenset(
    {"NameError", "UnboundLocalError", "AttributeError", "SyntaxError", "RecursionError", "MemoryError", "OverflowError"}
)
RENAMED_SHARE = 0.08  # of the functions, called other than f
ON_ONE_LINE = 0.06  # of the functions, whose blocks of one statement stand on their head's line
OVER_LINES_SHARE = 0.06  # of the functions, with a statement over several lines
MODULE_SHARE = 0.06  # of the functions, turned into module-level programs where they lend themselves
IDLE = re.compile(r"^\s*(\w+) = \1$", re.MULTILINE)
CALLED = re.compile(r"\bf\(")
FUNCTION_NAMES = (
    "solve main run process transform compute convert calculate check count_items find get_result encode decode clean "
    "collect evaluate filter_values merge normalize parse rank reduce_list reverse_text scan score select shift summarize "
    "update_values foo func fn g h my_function do_it test search sort_items rotate split_text is_valid build_string"
).split()
SMALL_LEVELS: dict[str, Callable[[Random], Program]] = {
    "first": first_steps,
    "second": control_flow,
    "third": operations,
    "conditions": conditions,
    "methods": methods,
    "loops": long_loops,
    "drills": drills,
    "quizzes": quizzes,
    "basics": basics,
    **{f"basics-{theme}": partial(basics, among=(theme,)) for theme in THEMES},
    "comprehensions": comprehensions,
    "nested": nested,
    "classes": classes,
}
SHORTEST = 30  # characters of code


@dataclass(frozen=True, slots=True)
class Source:
    """Where functions come from, and what is asked of them."""

    prefix: str  # of the ids of rows
    wants: tuple[int, ...]  # how many calls a function is to have, one of these at random
    tries: int  # calls tried for a function
    per_function: int  # rows that one function, up to the names of its locals, may have in all
    longest: int  # characters of code
    renames: float = 0.0  # share of variables that get other names, in some of the programs
    edits: float = 0.0  # share of programs that are edited at random
    own_names: float = 0.0  # share of functions that keep their own name


SOURCES = {
    "composed": Source("g", (1, 1, 1, 2, 2, 3), 6, 3, 620),
    "handwritten": Source("h", (1, 2, 2, 3, 4), 9, 6, 700, renames=0.5, edits=0.8, own_names=0.25),
    "real": Source("r", (5, 6, 7, 8), 36, 10, 1400, renames=0.2, edits=0.5, own_names=0.7),
}


@dataclass(slots=True)
class Row:
    """One program with one call, the key of its function, and the function that somebody wrote for it, if any."""

    code: str
    call: str | None
    key: str
    origin: str = ""


def function_key(code: CodeType) -> str:
    """A digest of compiled code that does not depend on layout or on the names of locals."""
    digest = hashlib.blake2b(digest_size=12)

    def feed(one: CodeType) -> None:
        digest.update(one.co_code)
        digest.update(repr(one.co_names).encode())
        digest.update(repr((one.co_argcount, one.co_nlocals)).encode())
        for constant in one.co_consts:
            if isinstance(constant, CodeType):
                feed(constant)
            else:
                digest.update(repr(constant).encode())

    feed(code)
    return digest.hexdigest()


def hints_of(tree: ast.AST) -> Hints:
    """The constants of a program, for arguments that meet them."""
    hints = Hints()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and node.value:
                hints.strings.append(node.value)
            elif type(node.value) is int and abs(node.value) < 1000:
                hints.numbers.append(node.value)
    return hints


BLOCK_OF_ONE = re.compile(
    r"^( *)((?:if|elif|for|while|else|with)\b[^\n]*:)\n\1    (\w[^\n]*[^:\n\\(\[{,])$(?!\n\1    )", re.MULTILINE
)
COMPOUND = re.compile(r"(if|for|while|with|try|def|class|match)\b")


def on_one_line(code: str) -> str:
    """A program with the blocks that are one simple statement beside their heads: ``if x: break``."""
    joined = BLOCK_OF_ONE.sub(lambda found: found[0] if COMPOUND.match(found[3]) else f"{found[1]}{found[2]} {found[3]}", code)
    try:
        ast.parse(joined)
    except SyntaxError:
        return code
    return joined


def unused_parameters(tree: ast.Module) -> bool:
    """Whether ``f`` has a parameter that it never reads."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "f":
            read = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
            return any(argument.arg not in read for argument in node.args.args)
    return False


def unused_functions(tree: ast.Module) -> bool:
    """Whether the module defines a function other than ``f`` that nothing names."""
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)} - {"f"}
    return bool(defined) and not defined <= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def written(value: object, rng: Random) -> str:
    """An argument as source text."""
    text = repr(value)
    if "'" in text and '"' not in text and "\\" not in text and rng.random() < 0.25:
        text = text.replace("'", '"')
    return text


class Drafter:
    """Drafts functions of one source and chooses their calls."""

    def __init__(self, seed: str, source: Source) -> None:
        """All randomness comes from ``seed``."""
        self.rng = Random(seed)
        self.source = source
        self.kept = 0
        self.raised = 0

    def compose(self, library: Library, level: str) -> list[Row]:
        """The rows of one function composed of templates; none where the draft is unfit."""
        try:
            one_level = SMALL_LEVELS.get(level)
            program = one_level(self.rng) if one_level else Composer(library, self.rng, level).program()
            if self.rng.random() < ON_ONE_LINE:
                program.code = on_one_line(program.code)
            if program.parameters is not None and one_level is None and self.rng.random() < MUTATED_SHARE:
                program.code = requoted(mutate(program.code, self.rng), self.rng)
        except (NoVariableError, SyntaxError):
            return []
        return self.rows(program)

    def vary(self, unit: Unit, taken: Sequence[Taken], *, edited: bool) -> list[Row]:
        """The rows of one function that somebody wrote; none where the draft is unfit.

        Args:
            unit: the function.
            taken: what its parameters may be, from ``settle``.
            edited: whether details of the function may change.
        """
        if not taken:
            return []
        kinds = self.rng.choices(taken, [one.weight for one in taken])[0].kinds
        edits = self.source.edits if edited else 0.0
        try:
            program = varied(unit, kinds, self.rng, renames=self.source.renames, edits=edits)
        except (SyntaxError, ValueError):
            return []
        rows = self.rows(program, name=unit.name if self.rng.random() < self.source.own_names else "")
        for row in rows:
            row.origin = unit.origin
        return rows[: 2 * program.code.count("\n")]  # a function of one line is soon known

    def rows(self, program: Program, name: str = "") -> list[Row]:
        """The rows of a program that defines ``f``, or of a module; none where it is unfit.

        Args:
            program: the program.
            name: what ``f`` is to be called instead; otherwise it may get a name of ``FUNCTION_NAMES``.
        """
        if not SHORTEST <= len(program.code) <= self.source.longest:
            return []
        try:
            tree = ast.parse(program.code)
            if plain(tree) and program.parameters is not None:
                twist(tree, [PLAIN.get(kind, kind) for kind in program.parameters], self.rng)
                if plain(tree):
                    return []
                program.code = requoted(unparsed(tree), self.rng)
                tree = ast.parse(program.code)
            code = compile(tree, FILE, "exec")
        except (SyntaxError, ValueError):
            return []
        if fingerprint(tree) in excluded():
            return []
        if program.parameters is None:
            run = execute(code, None, allow_text_sets=False)
            return [Row(program.code, None, function_key(code))] if run and not run.error else []
        if unused_functions(tree) or (unused_parameters(tree) and self.rng.random() < 0.85):
            return []
        if IDLE.search(program.code) and self.rng.random() < 0.9:
            return []
        calls = self.calls(program, tree, code)
        key = function_key(code)
        if calls and not name and self.rng.random() < RENAMED_SHARE:
            name = self.rng.choice(FUNCTION_NAMES)
        if calls and name and not re.search(rf"\b{name}\b", program.code):
            program.code = CALLED.sub(f"{name}(", program.code)
            calls = [f"{name}({call[2:]}" for call in calls]
        if calls and self.rng.random() < MODULE_SHARE:
            source = at_module_level(program.code, calls[0], self.rng)
            module = compile(source, FILE, "exec") if source else None
            run = execute(module, None, allow_text_sets=False) if module else None
            if source and module and run and not run.error:
                return [Row(source, None, function_key(module))]
        if self.rng.random() < OVER_LINES_SHARE:
            program.code = over_lines(program.code, self.rng)
        return [Row(program.code, call, key) for call in calls]

    def calls(self, program: Program, tree: ast.Module, code: CodeType) -> list[str]:
        """One to three calls, those that reach most lines first."""
        rng = self.rng
        hints = hints_of(tree)
        allow_text_sets = rng.random() < 0.3
        fit: list[tuple[str, Run]] = []
        failed: list[tuple[str, Run]] = []
        want = rng.choice(self.source.wants)
        for attempt in range(self.source.tries):
            call = self.call(program, hints, attempt)
            run = execute(code, compile(call, "<call>", "eval"), allow_text_sets)
            if attempt >= 6 and not fit:  # an edit broke it
                break
            if run is None:
                if attempt >= 2 and not fit:
                    return []
                continue
            if run.error in NEVER:
                return []
            if all(call != other for other, _ in fit):
                (failed if run.error else fit).append((call, run))
            if len(fit) >= want + 2:
                break
        chosen: list[tuple[str, Run]] = []
        seen: set[int] = set()
        while fit and len(chosen) < want:
            best = max(fit, key=lambda one: (len(one[1].lines - seen), rng.random()))
            fit.remove(best)
            if chosen and any(best[1].result == run.result and best[1].lines == run.lines for _, run in chosen):
                continue
            chosen.append(best)
            seen |= best[1].lines
        rows = [call for call, _ in chosen]
        if failed and self.raised < RAISE_SHARE * (self.kept + 10) and (rows or rng.random() < 0.5):
            rows = [*rows[: want - 1], failed[0][0]]
            self.raised += 1
        self.kept += len(rows)
        return rows

    def call(self, program: Program, hints: Hints, attempt: int) -> str:
        """A call with the program's own arguments, or with fresh ones where it has none."""
        made = program.arguments[attempt % len(program.arguments)] if program.arguments else self.fresh_arguments(program, hints)
        texts = [written(value, self.rng) for value in made]
        if program.starred and texts:
            return f"f(*{texts[0]})"
        if program.names and self.rng.random() < 0.02:
            texts = [f"{name}={text}" for name, text in zip(program.names, texts, strict=True)]
        return f"f({', '.join(texts)})"

    def fresh_arguments(self, program: Program, hints: Hints) -> list[object]:
        """Arguments of the types of a program's parameters, drawn at random."""
        assert program.parameters is not None
        hints.made = []
        values = Values(self.rng, hints)
        # Long values first, so that characters, indices and members can be drawn from them.
        order = sorted(
            range(len(program.parameters)), key=lambda at: program.parameters[at] in ("char", "sub", "idx", "int", "num", "small")
        )  # type: ignore[index]
        made: dict[int, object] = {at: values.make(program.parameters[at]) for at in order}
        return [made[at] for at in range(len(made))]
