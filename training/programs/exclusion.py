"""Keeps benchmark functions out of the corpus.

Two nets: functions whose fingerprint stands in ``excluded.txt`` are dropped, and so is every *plain* function, one
that a person could well have written word for word: small, and without a constant of its own. The second net also
catches functions of benchmarks whose text is not at hand.

``python -m programs.exclusion FILE …`` rewrites ``excluded.txt`` from the ``code`` of JSONL rows.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import hashlib
import json
import warnings
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "excluded.txt"
KNOWN_NAMES = frozenset(dir(builtins))
SKIPPED = frozenset({"ctx", "annotation", "returns", "type_comment", "kind", "type_params", "simple", "type_ignores"})
PLAIN_NODES = 60  # all 16 functions of CruxEval that 62,770 drafts met had at most 46 nodes and no constant of their own
COMMON_CONSTANTS = frozenset({0, 1, 2, -1, 10, "", " ", ",", ".", "-", ", ", "a", "aeiou", None})


def fingerprint(tree: ast.AST) -> str:
    """A digest of a syntax tree that does not depend on layout, docstrings, annotations or chosen names."""
    names: dict[str, int] = {}
    parts: list[str] = []

    def feed(node: object) -> None:
        if isinstance(node, ast.AST):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                return
            parts.append(type(node).__name__)
            for field, value in ast.iter_fields(node):
                if field in SKIPPED or value is None or value == []:
                    continue
                if field in ("id", "arg", "name") and isinstance(value, str):
                    parts.append(value if value in KNOWN_NAMES else str(names.setdefault(value, len(names))))
                else:
                    parts.append(field)
                    feed(value)
        elif isinstance(node, list):
            for item in node:
                feed(item)
            parts.append(";")
        else:
            parts.append(repr(node))

    feed(tree)
    return hashlib.blake2b(" ".join(parts).encode(), digest_size=8).hexdigest()


def plain(tree: ast.AST) -> bool:
    """Whether a program is small and holds no constant of its own."""
    nodes = 0
    for node in ast.walk(tree):
        nodes += 1
        if isinstance(node, ast.Constant) and (isinstance(node.value, (bytes, float)) or node.value not in COMMON_CONSTANTS):
            return False
    return nodes <= PLAIN_NODES


@cache
def excluded() -> frozenset[str]:
    """The fingerprints of ``excluded.txt``."""
    lines = LIST.read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def main() -> None:
    """Rewrite the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    found = {
        fingerprint(ast.parse(json.loads(line)["code"]))
        for path in options.files
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    head = "# Fingerprints of benchmark functions, written by programs.exclusion; no generated function may have one.\n"
    LIST.write_text(head + "".join(f"{one}\n" for one in sorted(found)), encoding="ascii")
    print(f"{len(found)} fingerprints")


if __name__ == "__main__":
    main()
