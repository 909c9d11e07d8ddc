"""Statements over several lines. A statement that has brackets may be broken inside of them, and Python then says of each of its
lines when it runs: a model that has met statements of one line alone leaves such a one too early."""

from __future__ import annotations

import ast
import io
import tokenize
from collections import defaultdict
from random import Random

SHORTEST = 24  # characters of a line that is broken
INDENT = "    "
BEFORE = frozenset({"for", "if", "else", "and", "or", "+", "-", "*", "//", "%", "==", "**"})


def places(code: str) -> dict[int, list[int]]:
    """Columns where each line, from 1, may be broken: behind an opening bracket or a comma in brackets, before an operator there
    and before the bracket that closes.

    Raises:
        tokenize.TokenError: the code has no end.
    """
    found: dict[int, list[int]] = defaultdict(list)
    depth, opened = 0, False
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        line, column = token.start
        if token.string in ("(", "[", "{"):
            depth += 1
            found[line].append(token.end[1])
            opened = True
            continue
        if token.string in (")", "]", "}"):
            depth -= 1
            if opened:
                found[line].pop()  # of brackets with nothing between
            else:
                found[line].append(column)
        elif depth and token.string == ",":
            found[line].append(token.end[1])
        elif depth and token.string in BEFORE and not opened:
            found[line].append(column)
        opened = False
    return found


def over_lines(code: str, rng: Random) -> str:
    """The code with one statement over two to four lines; as it is where there is none to break.

    Args:
        code: each of its statements on one line.
        rng: the source of randomness.
    """
    lines = code.split("\n")
    try:
        breakable = {line: columns for line, columns in places(code).items() if columns and len(lines[line - 1]) >= SHORTEST}
    except tokenize.TokenError:
        return code
    if not breakable:
        return code
    number = rng.choice(list(breakable))
    line = lines[number - 1]
    indent = line[: len(line) - len(line.lstrip())]
    deeper = indent + INDENT * (2 if line.endswith(":") else 1)
    columns = breakable[number]
    cuts = sorted(rng.sample(columns, min(len(columns), rng.randint(1, 3))))
    pieces = [line[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    lines[number - 1] = indent + f"\n{deeper}".join(piece for piece in pieces if piece)
    broken = "\n".join(lines)
    return broken if ast.dump(ast.parse(broken)) == ast.dump(ast.parse(code)) else code
