"""Writes a seeded corpus of programs: ``python -m programs.generate --count N --seed S --out PROGRAMS.jsonl``.

A row is ``{"id", "code", "call"}``; ``call`` is null for a module-level program. Rows made of a function that somebody
wrote have its name as ``origin``; beside the file, ``PROGRAMS.sources.json`` lists where real functions came from. The
same seed, sources and count give the same file whatever the number of processes: work is cut into chunks with seeds of
their own.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from programs.drafting import SMALL_LEVELS, SOURCES, Drafter, Row, hints_of
from programs.extraction import Unit
from programs.files import in_files
from programs.inference import EXAMPLES
from programs.library import Library
from programs.real import Origin, installed
from programs.units import Taken, handwritten, settle

CHUNK = 250  # functions drafted in one unit of work
PART = 20  # real functions of one unit of work
ROUNDS = 4  # drafts of a real function, of which all but the first may be edited
IDLE_CHUNKS = 60  # chunks in a row without a new row, after which a source is taken to be used up
Job = tuple[int, int, str, str, float]  # seed, index, source, level, share of the functions that stand in files


shared_library = cache(Library)
settled: dict[str, tuple[Taken, ...]] = {}


def taken_by(unit: Unit) -> tuple[Taken, ...]:
    """What a unit's parameters may be, found out once a process."""
    if unit.origin not in settled:
        settled[unit.origin] = settle(unit, hints_of(ast.parse(unit.code)))
    return settled[unit.origin]


def takes_text(taken: Taken) -> bool:
    """Whether one of these kinds is a string, of any flavour."""
    return any(isinstance(EXAMPLES[kind][0], str) for kind in taken.kinds)


def chunk(job: Job) -> list[Row]:
    """The rows of one unit of work."""
    seed, index, source, level, files = job
    warnings.simplefilter("ignore", SyntaxWarning)
    drafter = Drafter(f"{seed}:{index}", SOURCES[source])
    rows: list[Row] = []
    if source == "composed":
        for _ in range(CHUNK):
            rows.extend(drafter.compose(shared_library(), level))
    elif source == "handwritten":
        for _ in range(CHUNK):
            unit = drafter.rng.choice(handwritten())
            taken = taken_by(unit)
            # Three in five of the values that people call such functions with are strings.
            if not (taken and takes_text(taken[0])) and drafter.rng.random() < 0.5:
                continue
            rows.extend(drafter.vary(unit, taken, edited=True))
    else:
        # Every function as it stands before any is edited.
        units = list(real_units())
        Random(seed).shuffle(units)
        parts = -(-len(units) // PART)
        if index >= ROUNDS * parts:
            return []
        for unit in units[index % parts * PART :][:PART]:
            rows.extend(drafter.vary(unit, taken_by(unit), edited=index >= parts))
    return in_files(rows, files, Random(f"{seed}:{index}:files")) if files else rows


real_found: list[Origin] = []


def remember(found: list[Origin]) -> None:
    """Give a worker process the real functions, so that it need not look for them."""
    real_found[:] = found


def real_units() -> list[Unit]:
    """The real functions at hand."""
    return [unit for origin in real_found for unit in origin.units]


def chunks(seed: int, source: str, level: str, files: float, pool: Executor | None, ahead: int) -> Iterator[list[Row]]:
    """Endless chunks of a source in order, ``ahead`` of them worked on at once."""
    jobs = ((seed, index, source, level, files) for index in count())
    if pool is None:
        yield from map(chunk, jobs)
        return
    waiting = [pool.submit(chunk, next(jobs)) for _ in range(ahead)]
    try:
        while True:
            done = waiting.pop(0).result()
            waiting.append(pool.submit(chunk, next(jobs)))
            yield done
    finally:
        for future in waiting:
            future.cancel()


def distinct(source: str, found: Iterator[list[Row]]) -> Iterator[Row]:
    """Rows that are not there yet, so many a function; ends where chunks bring nothing new."""
    functions: dict[str, int] = {}
    seen: set[tuple[str, str | None]] = set()
    idle = 0
    for rows in found:
        idle += 1
        for row in rows:
            identity = (row.key, row.call)
            if identity in seen or functions.get(row.key, 0) >= SOURCES[source].per_function:
                continue
            seen.add(identity)
            functions[row.key] = functions.get(row.key, 0) + 1
            idle = 0
            yield row
        if idle >= IDLE_CHUNKS:
            return


def generate(
    wanted: int,
    seed: int,
    level: str = "mix",
    processes: int = 1,
    sources: dict[str, float] | None = None,
    files: float = 0.0,
) -> Iterator[dict[str, str | None]]:
    """The first ``wanted`` distinct rows of a seed; fewer where every source is used up.

    Args:
        wanted: how many rows.
        seed: the seed.
        level: ``first`` (first_steps.py), ``second`` (control_flow.py), ``third`` (operations.py),
            ``conditions`` (conditions.py), ``methods`` (methods.py), ``loops`` (long_loops.py), ``drills``
            (drills.py), ``quizzes`` (quizzes.py), ``basics`` (basics.py) or one of its themes, as in
            ``basics-membership``, ``comprehensions`` (comprehensions.py), ``nested`` (nested.py),
            ``classes`` (classes.py), ``easy``, ``medium``, ``hard`` or ``mix``; of composed programs only.
        processes: how many processes draft.
        sources: shares of the rows by source (``SOURCES``); composed programs only where absent.
        files: share of the functions that stand in a file with others (files.py).
    """
    shares = dict(sources or {"composed": 1.0})
    if "real" in shares and not real_found:
        remember(installed())
    with ExitStack() as stack:
        pool = None
        if processes > 1:
            pool = stack.enter_context(ProcessPoolExecutor(processes, initializer=remember, initargs=(real_found,)))
        streams: dict[str, Iterator[Row]] = {}
        for source in shares:
            found: Any = chunks(seed, source, level, files, pool, processes * 2)
            stack.callback(found.close)
            streams[source] = distinct(source, found)
        given = dict.fromkeys(shares, 0)
        number = 0
        while number < wanted and shares:
            source = min(shares, key=lambda one: (given[one] + 1) / shares[one])
            row = next(streams[source], None)
            if row is None:
                del shares[source]
                continue
            given[source] += 1
            number += 1
            made: dict[str, str | None] = {"id": f"{SOURCES[source].prefix}-{number:07d}", "code": row.code, "call": row.call}
            yield made | {"origin": row.origin} if row.origin else made


def shares_of(text: str) -> dict[str, float]:
    """``composed=3,handwritten,real=0.5`` as shares; a source without a number has one.

    Raises:
        argparse.ArgumentTypeError: a source is unknown, or a share is no positive number.
    """
    shares: dict[str, float] = {}
    for part in text.split(","):
        name, _, share = part.strip().partition("=")
        try:
            shares[name] = float(share or 1)
        except ValueError:
            shares[name] = 0.0
        if name not in SOURCES or shares[name] <= 0:
            raise argparse.ArgumentTypeError(f"{part!r}: one of {', '.join(SOURCES)}, with a share above 0")
    return shares


def manifest(options: argparse.Namespace, counts: dict[str, int], origins: dict[str, int]) -> dict[str, Any]:
    """How a file was made, and whose functions are in it under which licence.

    Args:
        options: the command's arguments.
        counts: rows by prefix of their id.
        origins: rows by function that somebody wrote.
    """
    packages = []
    for origin in real_found:
        names = [unit.origin for unit in origin.units if unit.origin in origins]
        if names:
            rows = sum(origins[name] for name in names)
            packages.append(
                {"name": origin.name, "version": origin.version, "licence": origin.licence, "functions": len(names), "rows": rows}
            )
    return {
        "seed": options.seed,
        "count": options.count,
        "level": options.level,
        "shares": options.sources,
        "files": options.files,
        "python": sys.version.split()[0],
        "rows": {name: counts.get(source.prefix, 0) for name, source in SOURCES.items()},
        "packages": packages,
    }


def main() -> None:
    """Parse arguments and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    levels = (*SMALL_LEVELS, "easy", "medium", "hard", "mix")
    parser.add_argument("--level", choices=levels, default="mix", metavar="LEVEL", help=f"one of {', '.join(levels)}")
    parser.add_argument("--sources", type=shares_of, default={"composed": 1.0}, help="such as composed=6,handwritten=3,real")
    parser.add_argument("--files", type=float, default=0.0, metavar="SHARE", help="of the functions, in a file with others")
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    begun = time.perf_counter()
    counts: dict[str, int] = {}
    origins: dict[str, int] = {}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("w", encoding="utf-8") as out:
        for row in generate(options.count, options.seed, options.level, options.processes, options.sources, options.files):
            counts[str(row["id"])[0]] = counts.get(str(row["id"])[0], 0) + 1
            if "origin" in row:
                origins[str(row["origin"])] = origins.get(str(row["origin"]), 0) + 1
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    spent = time.perf_counter() - begun
    written = sum(counts.values())
    made = ", ".join(f"{counts.get(source.prefix, 0)} {name}" for name, source in SOURCES.items())
    options.out.with_suffix(".sources.json").write_text(
        json.dumps(manifest(options, counts, origins), indent=2) + "\n", encoding="utf-8"
    )
    print(f"{written} rows in {spent:.1f} s ({written / spent:.0f} rows/s): {made}", file=sys.stderr)


if __name__ == "__main__":
    main()
