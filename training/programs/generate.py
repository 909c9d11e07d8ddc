"""Writes a seeded corpus of programs: ``python -m programs.generate --count N --seed S --out PROGRAMS.jsonl``.

A row is ``{"id", "code", "call"}``; ``call`` is null for a module-level program. The same seed and count
give the same file whatever the number of processes: work is cut into chunks with seeds of their own.
"""
# ruff: noqa: SIM905 - long pools read better as words between spaces

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from types import CodeType

from programs.compose import Composer, Program, requoted
from programs.control_flow import control_flow
from programs.exclusion import excluded, fingerprint, plain
from programs.execution import FILE, Run, execute
from programs.first_steps import first_steps
from programs.grammar import NoVariableError
from programs.library import Library
from programs.modules import at_module_level
from programs.mutation import mutate, twist, unparsed
from programs.strings import Hints
from programs.values import PLAIN, Values

CHUNK = 250  # functions drafted in one unit of work
TRIES = 6  # calls tried for a function
RAISE_SHARE = 0.04
MUTATED_SHARE = 0.25  # of the functions, edited at random after the templates wrote them
NEVER = frozenset(
    {"NameError", "UnboundLocalError", "AttributeError", "SyntaxError", "RecursionError", "MemoryError", "OverflowError"}
)
RENAMED_SHARE = 0.08  # of the functions, called other than f
MODULE_SHARE = 0.06  # of the functions, turned into module-level programs where they lend themselves
IDLE = re.compile(r"^\s*(\w+) = \1$", re.MULTILINE)
CALLED = re.compile(r"\bf\(")
FUNCTION_NAMES = (
    "solve main run process transform compute convert calculate check count_items find get_result encode decode clean "
    "collect evaluate filter_values merge normalize parse rank reduce_list reverse_text scan score select shift summarize "
    "update_values foo func fn g h my_function do_it test search sort_items rotate split_text is_valid build_string"
).split()
SMALL_LEVELS: dict[str, Callable[[Random], Program]] = {"first": first_steps, "second": control_flow}
SHORTEST, LONGEST = 30, 620  # characters of code


@dataclass(slots=True)
class Row:
    """One program with one call, and the key of its function."""

    code: str
    call: str | None
    key: str


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
    """Drafts functions and chooses their calls."""

    def __init__(self, library: Library, seed: str, level: str) -> None:
        """All randomness comes from ``seed``."""
        self.library = library
        self.rng = Random(seed)
        self.level = level
        self.kept = 0
        self.raised = 0

    def draft(self) -> list[Row]:
        """The rows of one function; none where the draft is unfit."""
        try:
            one_level = SMALL_LEVELS.get(self.level)
            program = one_level(self.rng) if one_level else Composer(self.library, self.rng, self.level).program()
        except NoVariableError:
            return []
        if program.parameters is not None and one_level is None and self.rng.random() < MUTATED_SHARE:
            try:
                program.code = requoted(mutate(program.code, self.rng), self.rng)
            except SyntaxError:
                return []
        if not SHORTEST <= len(program.code) <= LONGEST:
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
        if calls and self.rng.random() < RENAMED_SHARE:
            name = self.rng.choice(FUNCTION_NAMES)
            if not re.search(rf"\b{name}\b", program.code):
                program.code = CALLED.sub(f"{name}(", program.code)
                calls = [f"{name}({call[2:]}" for call in calls]
        if calls and self.rng.random() < MODULE_SHARE:
            source = at_module_level(program.code, calls[0], self.rng)
            module = compile(source, FILE, "exec") if source else None
            run = execute(module, None, allow_text_sets=False) if module else None
            if source and module and run and not run.error:
                return [Row(source, None, function_key(module))]
        return [Row(program.code, call, key) for call in calls]

    def calls(self, program: Program, tree: ast.Module, code: CodeType) -> list[str]:
        """One to three calls, those that reach most lines first."""
        rng = self.rng
        hints = hints_of(tree)
        allow_text_sets = rng.random() < 0.3
        fit: list[tuple[str, Run]] = []
        failed: list[tuple[str, Run]] = []
        want = rng.choice((1, 1, 1, 2, 2, 3))
        for attempt in range(TRIES):
            call = self.call(program, hints)
            run = execute(code, compile(call, "<call>", "eval"), allow_text_sets)
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

    def call(self, program: Program, hints: Hints) -> str:
        """A call with fresh arguments."""
        assert program.parameters is not None
        hints.made = []
        values = Values(self.rng, hints)
        # Long values first, so that characters, indices and members can be drawn from them.
        order = sorted(
            range(len(program.parameters)), key=lambda at: program.parameters[at] in ("char", "sub", "idx", "int", "num", "small")
        )  # type: ignore[index]
        made: dict[int, object] = {at: values.make(program.parameters[at]) for at in order}
        texts = [written(made[at], self.rng) for at in range(len(made))]
        if program.starred and texts:
            return f"f(*{texts[0]})"
        if program.names and self.rng.random() < 0.02:
            texts = [f"{name}={text}" for name, text in zip(program.names, texts, strict=True)]
        return f"f({', '.join(texts)})"


def chunk(job: tuple[int, int, str]) -> list[Row]:
    """The rows of one unit of work: (seed, index, level)."""
    seed, index, level = job
    warnings.simplefilter("ignore", SyntaxWarning)
    drafter = Drafter(shared_library(), f"{seed}:{index}", level)
    rows: list[Row] = []
    for _ in range(CHUNK):
        rows.extend(drafter.draft())
    return rows


LIBRARY: list[Library] = []


def shared_library() -> Library:
    """The templates, read once a process."""
    if not LIBRARY:
        LIBRARY.append(Library())
    return LIBRARY[0]


def chunks(seed: int, level: str, processes: int) -> Iterator[list[Row]]:
    """Endless chunks in order."""
    jobs = ((seed, index, level) for index in count())
    if processes <= 1:
        yield from map(chunk, jobs)
        return
    with ProcessPoolExecutor(processes) as pool:
        waiting = [pool.submit(chunk, next(jobs)) for _ in range(processes * 2)]
        try:
            while True:
                done = waiting.pop(0).result()
                waiting.append(pool.submit(chunk, next(jobs)))
                yield done
        finally:
            for future in waiting:
                future.cancel()


def generate(
    wanted: int, seed: int, level: str = "mix", processes: int = 1, per_function: int = 3
) -> Iterator[dict[str, str | None]]:
    """The first ``wanted`` distinct rows of a seed.

    Args:
        wanted: how many rows.
        seed: the seed.
        level: ``first`` (first_steps.py), ``second`` (control_flow.py), ``easy``, ``medium``, ``hard`` or ``mix``.
        processes: how many processes draft.
        per_function: how many rows one function (up to the names of its locals) may have in all.
    """
    functions: dict[str, int] = {}
    seen: set[tuple[str, str | None]] = set()
    number = 0
    source = chunks(seed, level, processes)
    try:
        for rows in source:
            for row in rows:
                identity = (row.key, row.call)
                if identity in seen or functions.get(row.key, 0) >= per_function:
                    continue
                seen.add(identity)
                functions[row.key] = functions.get(row.key, 0) + 1
                number += 1
                yield {"id": f"g-{number:07d}", "code": row.code, "call": row.call}
                if number >= wanted:
                    return
    finally:
        source.close()  # type: ignore[attr-defined]


def main() -> None:
    """Parse arguments and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--level", choices=("first", "second", "easy", "medium", "hard", "mix"), default="mix")
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    begun = time.perf_counter()
    with options.out.open("w", encoding="utf-8") as out:
        for row in generate(options.count, options.seed, options.level, options.processes):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    spent = time.perf_counter() - begun
    print(f"{options.count} rows in {spent:.1f} s ({options.count / spent:.0f} rows/s)", file=sys.stderr)


if __name__ == "__main__":
    main()
